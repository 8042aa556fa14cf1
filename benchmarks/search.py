"""How long searching a large record takes.

    python benchmarks/search.py RECORD.db

RECORD.db is a record with many articles, made with `onrecord build`; it is copied and the copy brought up to date. The
searches are words, phrases, beginnings and fields of entries that lie evenly in the record. *Warm* is a search in an
open record that has been searched before; *cold* opens the record for each search. Both are of wall time, the result
with what it counts; beside them the time of the processor alone, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import results
from onrecord import api

TRIES = 120
"""Searches of each form."""


def samples(record: api.Record) -> list[tuple[str, list[str], str | None, str | None]]:
    """Words of entries that lie evenly in the record, with who says them and the year."""
    rows = record.store.db.rows(
        """SELECT w.words, t.speaker, t.year FROM told AS t JOIN told_words AS w ON w.rowid = t.seq
           WHERE t.kind = 'attribution' AND t.seq % 97 = 0 ORDER BY t.seq LIMIT 2000"""
    )
    found = []
    for words, speaker, year in rows:
        plain = [w for w in words.split() if w.isalpha() and len(w) > 3]  # noqa: PLR2004 (longer than most small words)
        if len(plain) > 2:  # noqa: PLR2004 (for a search of three)
            found.append((words, plain, speaker, year))
    step = max(1, len(found) // TRIES)
    return found[::step][:TRIES]


def searches(record: api.Record) -> dict[str, list[str]]:
    """The searches of each form."""
    held = samples(record)
    return {
        "one word": [plain[0] for _, plain, _, _ in held],
        "three words": [" ".join(plain[:3]) for _, plain, _, _ in held],
        "phrase": [f'"{" ".join(words.split()[:3])}"' for words, _, _, _ in held],
        "beginning": [f"{plain[0][:4]}*" for _, plain, _, _ in held],
        "word and fields": [f'{p[0]} speaker:"{s}" since:{y}' for _, p, s, y in held if s and y and '"' not in s],
    }


@dataclass(frozen=True)
class Took:
    """Milliseconds of each search, of the clock and of the processor, each in order."""

    wall: Sequence[float]
    cpu: Sequence[float]


def timed(do: Callable[[str], object], words: Sequence[str]) -> Took:
    """What each search takes."""
    wall, cpu = [], []
    for each in words:
        begun, worked = time.perf_counter(), time.process_time()
        do(each)
        wall.append(1_000 * (time.perf_counter() - begun))
        cpu.append(1_000 * (time.process_time() - worked))
    return Took(sorted(wall), sorted(cpu))


def table(path: Path) -> Iterator[str]:
    """A line a form of search."""
    with api.open(path) as record:
        forms = searches(record)
        counts = (
            record.store.db.value("SELECT count(*) FROM article"),
            record.store.db.value("SELECT count(*) FROM told"),
        )
        record.search("the")
        warm = {form: timed(record.search, words) for form, words in forms.items()}

    def cold(words: str) -> None:
        with api.open(path, read_only=True) as record:
            record.search(words)

    cool = {form: timed(cold, words[: TRIES // 4]) for form, words in forms.items()}
    yield from (" ".join((__doc__ or "").split("\n\n")[2].split()), "")
    yield f"{counts[0]:,} articles, {counts[1]:,} entries that are searched."
    yield from ("", "| search | searches | warm median, ms | p95 | p95, CPU | cold median | p95 | p95, CPU |")
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for form, took in warm.items():
        yield _row(form, took, cool[form])
    yield _row("**all**", _all(warm.values()), _all(cool.values()))


def _all(took: Iterable[Took]) -> Took:
    held = list(took)
    return Took(sorted(t for each in held for t in each.wall), sorted(t for each in held for t in each.cpu))


def _row(form: str, warm: Took, cold: Took) -> str:
    cells = [c for t in (warm, cold) for c in (statistics.median(t.wall), p95(t.wall), p95(t.cpu))]
    return f"| {form} | {len(warm.wall)} | {' | '.join(f'{c:.1f}' for c in cells)} |"


def p95(took: Sequence[float]) -> float:
    """The time that 95 of 100 take at most."""
    return took[min(len(took) - 1, int(0.95 * len(took)))]


def main() -> int:
    """Measure, into RESULTS.md."""
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_file():  # noqa: PLR2004 (the program and the record)
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory() as work:
        copy = Path(work) / "record.db"
        shutil.copy(sys.argv[1], copy)
        lines = list(table(copy))
    print("\n".join(lines))
    results.put("Search", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
