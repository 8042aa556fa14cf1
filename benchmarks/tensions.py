"""Tensions that a careful reader listed between articles, and what is judged of them.

    python benchmarks/tensions.py [STORY …]

*found*: a judgement has one end in the words of one side and the other end in those of the other side. *right*: its
verdict is what the kind of tension asks for (conflict and denial: contradicts or denies; revision over time: revises;
different scope: differs). *shown*: conflicts that `onrecord conflicts` lists; *listed*: those of them that the reader
listed too. The readers did not set out to list every conflict, so that the last is no precision: with a story named,
every conflict shown is printed, to be read.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import results
from onrecord import api
from onrecord.model import Entry, Judgement, Verdict
from onrecord.query import View, conflicts
from sets import NAMED, SHARED, there

WITH_TENSIONS = ("canada-iraq", "libya-nato", "h1n1-epidemic", "beacon")
RIGHT = {
    "conflict": {Verdict.CONTRADICTS, Verdict.DENIES},
    "denial": {Verdict.CONTRADICTS, Verdict.DENIES},
    "revision over time": {Verdict.REVISES},
    "different scope": {Verdict.DIFFERS},
}
JUDGED = frozenset[Verdict]().union(*RIGHT.values())

Span = tuple[str, int, int]
"""An article's file, without its ending, and where words stand in it."""


@dataclass(frozen=True)
class Tension:
    """A tension of the gold: its kind and the words of both sides."""

    name: str
    topic: str
    kind: str
    sides: tuple[list[Span], list[Span]]


@dataclass(frozen=True)
class Found:
    """What a story gave."""

    story: str
    view: View
    tensions: list[tuple[Tension, list[Judgement]]]
    listed: int

    @property
    def right(self) -> int:
        """Tensions that are found with the right verdict."""
        return sum(any(j.verdict in RIGHT[t.kind] for j in held) for t, held in self.tensions)


def tensions(gold: Path) -> Iterator[Tension]:
    """The tensions of a story's cross.json, with the words that its ids stand for."""
    spans = dict(spans_of(gold))
    for number, each in enumerate(json.loads((gold / "cross.json").read_text("utf-8"))["tensions"], 1):
        ids = [[i.rpartition("/")[2] for i in each[side]] for side in ("side_a", "side_b")]
        sides = tuple([s for i in side for s in spans.get(i, [])] for side in ids)
        yield Tension(each.get("id", f"x{number}"), each["topic"], each["kind"], (sides[0], sides[1]))


def spans_of(gold: Path) -> Iterator[tuple[str, list[Span]]]:
    """The words that each id of a story's gold stands for."""
    for path in sorted(gold.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        if path.name.endswith(".meta.json") or "article" not in told:
            continue
        given = str(told["article"]["file"])
        file = Path(given).name if not path.stem.startswith("radio") else path.stem
        for kind in ("statements", "figures", "events", "commitments"):
            for item in told.get(kind, ()):
                held = next(item[k] for k in ("content_span", "span", "trigger_span") if k in item)
                short = path.stem.partition("_")[0] if "_" in path.stem else path.stem
                yield f"{short}:{item['id']}", [(Path(file).stem, *held)]


def measure(story: str, work: Path) -> Found | None:
    """Build a story's record and look for its tensions; None where its files are not there."""
    each = NAMED[story]
    gold, texts = SHARED / each.gold, SHARED / each.texts
    if not (gold / "cross.json").is_file() or not texts.is_dir():
        return None
    with api.open(work / f"{story}.db", create=True) as record:
        record.build(texts)
        view = record.view()
    judged = [j for j in view.judgements if j.verdict in JUDGED]
    held = [(t, [j for j in judged if _is_it(t, view, j)]) for t in tensions(gold)]
    shown = {c.judgement.id for c in conflicts(view).rows}
    return Found(story, view, held, len(shown & {j.id for _, js in held for j in js}))


def _is_it(tension: Tension, view: View, judgement: Judgement) -> bool:
    a, b = view.by_id[judgement.a], view.by_id[judgement.b]
    one, other = tension.sides
    ways = ((a, b), (b, a))
    return any(_meets(view, x, one) and _meets(view, y, other) for x, y in ways)


def _meets(view: View, entry: Entry, side: list[Span]) -> bool:
    path = view.revision[entry.revision].path
    stem = Path(path.partition("#")[0]).stem + (f"-{path.partition('#')[2]}" if "#" in path else "")
    return any(f == stem and a.start < e and s < a.end for a in entry.anchors for f, s, e in side)


def table(found: list[Found]) -> Iterator[str]:
    """A line a story."""
    yield from (" ".join((__doc__ or "").split("\n\n")[2].split()), "")
    yield "| story | tensions | found | right | shown | listed |"
    yield "|---|--:|--:|--:|--:|--:|"
    for each in found:
        hits = sum(bool(held) for _, held in each.tensions)
        shown = len(conflicts(each.view).rows)
        yield f"| {each.story} | {len(each.tensions)} | {hits} | {each.right} | {shown} | {each.listed} |"


def told(found: Found) -> Iterator[str]:
    """Every tension with what was judged of it, and every conflict shown."""
    for tension, held in found.tensions:
        what = ", ".join(f"{j.verdict} {j.score}" for j in held) or "not found"
        yield f"{tension.name} ({tension.kind}) {tension.topic}: {what}"
    for row in conflicts(found.view).rows:
        yield f"  {row.judgement.verdict} {row.judgement.score}: {row.judgement.reason}"


def main() -> int:
    """Measure the stories named and print all; or all stories, into RESULTS.md."""
    if not there():
        return 2
    wanted: list[Any] = sys.argv[1:]
    with tempfile.TemporaryDirectory() as work:
        measured = [measure(story, Path(work)) for story in wanted or WITH_TENSIONS]
    found = [each for each in measured if each is not None]
    if wanted:
        print("\n".join(line for each in found for line in told(each)))
        print("\n".join(table(found)))
    else:
        results.put("Tensions", table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
