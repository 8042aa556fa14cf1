"""Measures onrecord on hand-made gold and public benchmarks, and writes Accuracy and Speed into benchmarks/RESULTS.md.

    python benchmarks/run.py [SET …]

With sets named (`meantime` is one), their table is printed and nothing is written. A set that is not there is left
out, and said so.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import meantime
import results
from onrecord.read import Reader
from reliability import Curve, count, table
from sets import FOUR, NAMED, SETS, SHARED, STORIES, Measured, Score, Set, measure, there, together

ABOUT = """*found*: the entry is there; *whole*: it is there and the fields that make it usable are right (`score.py`
beside the gold says which)."""


MEANTIME = "meantime"


def rows(measured: dict[str, Measured]) -> Iterator[str]:
    """The table of figures, a line a set and kind."""
    yield "| set | kind | gold | told | found P | R | F1 | whole P | R | F1 | fields right of found |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"
    for each in SETS:
        if each.name in measured:
            yield from _set_rows(each, measured[each.name])
    if all(name in measured for name in FOUR):
        for kind in STORIES:
            yield _row("**all four stories**", kind, together([measured[name].scores[kind] for name in FOUR]))


def _set_rows(each: Set, got: Measured) -> Iterator[str]:
    for kind in each.kinds:
        score = got.scores.get(kind)
        if score:
            yield _row(each.name, kind, score)


def _names(measured: dict[str, Measured]) -> Iterator[str]:
    """Which words the gold gives to one name, and how many pairs of them came out as one."""
    for name, got in measured.items():
        pairs, apart = got.scores.get("alias pairs (recall)"), got.merged
        if pairs:
            kept = f"; of {apart[0]} kept apart there, merged: {', '.join(apart[1]) or 'none'}" if apart else ""
            yield f"Names, {name}: of {pairs['gold']} pairs that are one by the gold, {pairs['recall']:.3f} are{kept}."


def _row(name: str, kind: str, score: Score) -> str:
    cells = [f"{score[part][key]:.3f}" for part in ("found", "whole") for key in ("precision", "recall", "f1")]
    fields = ", ".join(f"{k} {v:.2f}" for k, v in score["fields"].items())
    return f"| {name} | {kind} | {score['gold']} | {score['told']} | {' | '.join(cells)} | {fields} |"


def _accuracy(measured: dict[str, Measured]) -> Iterator[str]:
    missing = [s.name for s in SETS if s.name not in measured]
    yield from (ABOUT, "", *rows(measured), "", *_names(measured), "")
    if missing:
        yield f"Left out, because their files are not there: {', '.join(missing)}."


def _reliability(measured: dict[str, Measured]) -> Iterator[str]:
    """What the confidence of a statement means, on news that it was not counted on."""
    curves = {"polnear-dev": Curve(), "stories": Curve()}
    for name, got in measured.items():
        if got.export is not None and "attribution" in NAMED[name].kinds:
            count(NAMED[name], got.export, curves["polnear-dev" if name == "polnear-dev" else "stories"])
    return table(curves)


def _speed(measured: dict[str, Measured]) -> Iterator[str]:
    yield from ("One process, ingest to record, model loaded.", "")
    yield "| set | words | CPU seconds | words a CPU second |"
    yield "|---|--:|--:|--:|"
    for name, m in measured.items():
        if m.seconds:
            yield f"| {name} | {m.words:,} | {m.seconds:.1f} | {m.words / m.seconds:,.0f} |"


def _told_events(reader: Reader) -> Iterator[str]:
    """Whether events are told as happened, planned, possible or denied, beside calling all happened."""
    archive = SHARED / "bench" / meantime.ARCHIVE
    if archive.is_file():
        yield (meantime.__doc__ or "").strip()
        yield ""
        yield from meantime.table(list(meantime.pairs(archive, reader)))
    else:
        yield f"Left out, because it is not there: {meantime.ARCHIVE}."


def main() -> int:
    """Measure the sets named, or all, and write the tables."""
    if not there():
        return 2
    wanted = sys.argv[1:]
    reader = Reader()
    measured: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as work:
        for each in SETS:
            got = measure(each, Path(work)) if not wanted or each.name in wanted else None
            if got is not None:
                measured[each.name] = got
                print(each.name, f"{got.seconds:.1f} s", file=sys.stderr)
        if wanted:
            print("\n".join([*rows(measured), "", *_names(measured), "", *_reliability(measured)]))
        else:
            results.put("Accuracy", _accuracy(measured))
            results.put("What a confidence means", _reliability(measured))
            results.put("Speed", _speed(measured))
        if not wanted or MEANTIME in wanted:
            told = list(_told_events(reader))
            print("\n".join(told)) if wanted else results.put("How events are told", told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
