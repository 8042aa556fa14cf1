"""Measures onrecord on hand-made gold and public benchmarks, and writes benchmarks/RESULTS.md.

    python benchmarks/run.py [SET …]

The texts and gold are not part of this repository: they are looked for in ../shared, or where ONRECORD_SHARED says. A
set that is not there is left out, and RESULTS.md says so. Accuracy is what `score.py` beside the gold prints; CPU
seconds are those of one process that builds the set's record, the model already loaded.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onrecord
from onrecord.read import Reader

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
RESULTS = Path(__file__).parent / "RESULTS.md"


@dataclass(frozen=True)
class Set:
    """A benchmark: its gold, its texts, the kinds that it marks."""

    name: str
    gold: str
    texts: str
    kinds: tuple[str, ...]


ABOUT = """Written by `make bench`; do not edit. *found*: the entry is there; *whole*: it is there and the fields that
make it usable are right (`score.py` beside the gold says which)."""
STORIES = ("attribution", "figure")
SETS = (
    Set("canada-iraq", "gold/canada-iraq", "seeds", (*STORIES, "timex")),
    Set("libya-nato", "gold/libya-nato", "gold/libya-nato", STORIES),
    Set("h1n1-epidemic", "gold/h1n1-epidemic", "gold/h1n1-epidemic", STORIES),
    Set("us-syria-guardian", "gold/us-syria-guardian", "gold/us-syria-guardian", STORIES),
    Set("demo", str(ROOT / "tests/demo/gold"), str(ROOT / "src/onrecord/demo/articles"), STORIES),
    Set("beacon", str(ROOT / "tests/demo/beacon/gold"), str(ROOT / "tests/demo/beacon/articles"), STORIES),
    Set("polnear-dev", "bench/polnear-dev", "bench/polnear-dev", ("attribution",)),
    Set("tbaq", "bench/tbaq", "bench/tbaq", ("timex",)),
    Set("newsquant-dev", "bench/newsquant-dev", "bench/newsquant-dev", ("quantity",)),
)
FOUR = ("canada-iraq", "libya-nato", "h1n1-epidemic", "us-syria-guardian")


@dataclass(frozen=True)
class Measured:
    """What a set gave: scores by kind, as score.py prints them, with CPU seconds and words."""

    scores: dict[str, Any]
    seconds: float
    words: int


def measure(each: Set, work: Path) -> Measured | None:
    """The scores of one set; None where its files are not there."""
    texts, gold = SHARED / each.texts, SHARED / each.gold
    if not any(texts.glob("*")) or not any(gold.glob("*.json")):
        return None
    export = work / f"{each.name}.jsonl"
    with onrecord.open(work / f"{each.name}.db", create=True) as record:
        before = time.process_time()
        record.build(texts, processes=1)
        seconds = time.process_time() - before
        words = sum(len(r.text.split()) for r in record.view().revisions)
        record.export(export, readings=True)
    return Measured(_scores(gold, export), seconds, words)


def _scores(gold: Path, export: Path) -> dict[str, Any]:
    command = [sys.executable, str(SHARED / "gold/score.py"), str(gold), str(export), "--json"]
    scores: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 (the gold's own scorer)
    return scores


def rows(measured: dict[str, Measured]) -> Iterator[str]:
    """The table of figures, a line a set and kind."""
    yield "| set | kind | gold | told | found P | R | F1 | whole P | R | F1 | fields right of found |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"
    for each in SETS:
        if each.name in measured:
            yield from _set_rows(each, measured[each.name])
    yield from _together(measured)


def _set_rows(each: Set, got: Measured) -> Iterator[str]:
    for kind in each.kinds:
        score = got.scores.get(kind)
        if score:
            yield _row(each.name, kind, score)


def _row(name: str, kind: str, score: dict[str, Any]) -> str:
    cells = [f"{score[part][key]:.3f}" for part in ("found", "whole") for key in ("precision", "recall", "f1")]
    fields = ", ".join(f"{k} {v:.2f}" for k, v in score["fields"].items())
    return f"| {name} | {kind} | {score['gold']} | {score['told']} | {' | '.join(cells)} | {fields} |"


def _together(measured: dict[str, Measured]) -> Iterator[str]:
    """The four hand-made stories as one set."""
    if not all(name in measured for name in FOUR):
        return
    for kind in STORIES:
        scores = [measured[name].scores[kind] for name in FOUR]
        gold, told = sum(s["gold"] for s in scores), sum(s["told"] for s in scores)
        found, whole = (sum(round(s[part]["recall"] * s["gold"]) for s in scores) for part in ("found", "whole"))
        parts = {"found": _prf(found, gold, told), "whole": _prf(whole, gold, told)}
        yield _row("**all four stories**", kind, {"gold": gold, "told": told, "fields": {}, **parts})


def _prf(hit: int, gold: int, told: int) -> dict[str, float]:
    precision, recall = hit / told if told else 0.0, hit / gold if gold else 0.0
    total = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / total if total else 0.0}


def report(measured: dict[str, Measured]) -> str:
    """The whole of RESULTS.md."""
    missing = [s.name for s in SETS if s.name not in measured]
    speed = [
        f"| {name} | {m.words:,} | {m.seconds:.1f} | {m.words / m.seconds:,.0f} |"
        for name, m in measured.items()
        if m.seconds
    ]
    return "\n".join(
        [
            "# What onrecord reaches",
            "",
            ABOUT,
            "",
            *rows(measured),
            "",
            "## Speed",
            "",
            "One process, ingest to record, model loaded; single runs, so trust the order of magnitude.",
            "",
            "| set | words | CPU seconds | words a CPU second |",
            "|---|--:|--:|--:|",
            *speed,
            "",
            f"Left out, because their files are not there: {', '.join(missing)}."
            if missing
            else "No set was left out.",
            "",
        ]
    )


def main() -> int:
    """Measure the sets named, or all, and write the table."""
    if not (SHARED / "gold/score.py").is_file():
        print(f"no gold at {SHARED}: set ONRECORD_SHARED to the folder that holds gold/ and bench/", file=sys.stderr)
        return 2
    wanted = sys.argv[1:]
    Reader()
    measured: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as work:
        for each in SETS:
            got = measure(each, Path(work)) if not wanted or each.name in wanted else None
            if got is not None:
                measured[each.name] = got
                print(each.name, f"{got.seconds:.1f} s", file=sys.stderr)
    if wanted:
        print("\n".join(rows(measured)))
    else:
        RESULTS.write_text(report(measured), "utf-8")
        print(f"wrote {RESULTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
