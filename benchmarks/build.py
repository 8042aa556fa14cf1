"""Measures what a whole build costs, stage by stage, and writes What a build costs into benchmarks/RESULTS.md.

    python benchmarks/build.py [--articles 300] [--two 1000] [--turns 2]

Articles of Timeline17, chosen by a fixed seed, as files with sidecars in a folder: the bare language pipeline on their
whole texts, then a record built of the folder by one process, then built again; all in CPU seconds of the same run,
model loaded, so that a machine that slows down slows all. Where the record's bytes are, as SQLite counts them. Then
more articles, by two processes and by one, by the clock, each in an interpreter of its own that has to load all first.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sqlite3
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from fnmatch import fnmatchcase
from pathlib import Path
from statistics import median

import onrecord
import results
from cost import BATCH, are_there, articles
from onrecord.model import Revision, digest
from onrecord.read.weights import found
from onrecord.run import BuildSummary
from scale import alone

MOST, MOST_WITH_LESS, LEAST_AGAIN, LEAST_TWO = 1.6, 1.0, 50, 1.7
"""The bars: a build in terms of the bare pipeline (with all parts, and without those that entries do not need), a
second build in terms of the first, one process in terms of two."""

TABLES = {
    "entries, judgements, findings (ledger)": ("ledger",),
    "its indexes, and what stands": ("ledger_*", "*standing*"),
    "what judging keeps in mind": ("block", "held", "post*", "serial", "sheet", "*_serial_*"),
    "texts": ("revision", "*_revision_1"),
    "index of articles by their words": ("words_*",),
    "index of entries by their words and fields": ("told*", "judged*"),
    "copies and what is known of articles": ("given*", "article*", "*_article_1", "taken"),
}
"""Tables and indexes by what they hold, each by the form of its name."""


def written(revisions: Iterable[Revision], folder: Path) -> None:
    """The articles as files, each with a sidecar that tells its day."""
    for number, revision in enumerate(revisions):
        file = folder / f"{number:05}.txt"
        file.write_text(revision.text, "utf-8", newline="")
        day = revision.published.interval.start if revision.published else None
        file.with_suffix(".meta.json").write_text(json.dumps({"published": day.isoformat() if day else None}), "utf-8")


def bare(revisions: Sequence[Revision]) -> float:
    """CPU seconds of the language pipeline as it comes, on whole articles."""
    nlp = importlib.import_module(found()[0]).load()
    deque(nlp.pipe(r.text for r in revisions[:4]), maxlen=0)
    began = time.process_time()
    deque(nlp.pipe((r.text for r in revisions), batch_size=BATCH), maxlen=0)
    return time.process_time() - began


def built(record: Path, folder: Path, processes: int = 1) -> tuple[BuildSummary, float, float]:
    """What a build did, and the seconds that it took: CPU of this process, and on the wall."""
    with onrecord.open(record, create=True) as opened:
        cpu, wall = time.process_time(), time.perf_counter()
        summary = opened.build(folder, processes=processes)
        return summary, time.process_time() - cpu, time.perf_counter() - wall


def stages(summary: BuildSummary, whole: float, pipeline: float) -> Iterator[str]:
    """What each stage took, in terms of the bare pipeline."""
    yield "| | CPU seconds | in terms of the bare pipeline | articles a CPU second |"
    yield "|---|--:|--:|--:|"
    yield f"| bare pipeline | {pipeline:.1f} | 1 | {summary.articles / pipeline:.1f} |"
    told = sum(s.cpu for s in summary.spent.values())
    for name, spent in (*((n, s.cpu) for n, s in summary.spent.items()), ("the rest", whole - told), ("build", whole)):
        speed = f"{summary.articles / spent:,.1f}" if spent > 0 else ""
        yield f"| {name} | {spent:.1f} | {spent / pipeline:.2f} | {speed} |"


def serial(summary: BuildSummary) -> float:
    """The part of a build that one process does, whatever the number of them; files others open once they are ready."""
    single = sum(summary.spent[name].cpu for name in ("write", "judge"))
    return single / sum(s.cpu for s in summary.spent.values())


def sizes(record: Path, text: int, count: int) -> Iterator[str]:
    """Where the bytes of a record are."""
    with closing(sqlite3.connect(record)) as file:
        pages = dict(file.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
        entries = file.execute("SELECT count(*) FROM current WHERE kind <> 'finding'").fetchone()[0]
    whole = sum(pages.values())
    yield f"The record: {whole / 1e6:.1f} MB, {whole / count:,.0f} bytes an article, {whole / entries:,.0f} an entry or"
    yield f"judgement, {whole / text:.1f} times the texts' own {text / count:,.0f} bytes an article."
    yield ""
    yield "| holds | bytes an article | part |"
    yield "|---|--:|--:|"
    left = whole
    for name, forms in TABLES.items():
        size = sum(s for n, s in pages.items() if any(fnmatchcase(n, form) for form in forms))
        left -= size
        yield f"| {name} | {size / count:,.0f} | {size / whole:.0%} |"
    yield f"| the rest | {left / count:,.0f} | {left / whole:.0%} |"


def clocked(record: Path, folder: Path, processes: int) -> tuple[float, float]:
    """Seconds by the clock of a build in an interpreter of its own, and the part of its work that one process does."""
    summary, _, wall = alone(built, record, folder, processes)
    return wall, serial(summary)


def beside(count: int, turns: int, place: Path) -> Iterator[str]:
    """What two processes are faster than one, in turns, by the medians: such a machine is now fast and now slow."""
    folder = place / "more"
    folder.mkdir()
    written(articles(count), folder)
    took: dict[int, list[float]] = {1: [], 2: []}
    exports, single = set(), 0.0
    for turn, processes in enumerate((*(2, 1) * turns, 2)):
        wall, part = clocked(place / f"{turn}.db", folder, processes)
        took[processes].append(wall)
        single = part if processes == 1 else single
        with onrecord.open(place / f"{turn}.db") as record:
            exports.add(digest("export", *record.lines()))
    one, two = (median(took[processes]) for processes in (1, 2))
    times = [", ".join(f"{wall:.1f}" for wall in walls) for walls in took.values()]
    yield f"Two processes, on {count} articles, by the clock, the model's loading included: {times[0]} seconds by one,"
    yield f"{times[1]} by two, in turns; by the medians {one / two:.2f} times faster (bar: ≥ {LEAST_TWO}), with"
    same = "the same export" if len(exports) == 1 else "**ANOTHER EXPORT**"
    yield f"{same}. Of the work, {single:.0%} is writing, which one process does alone, and judging, a part."


def measured(count: int, more: int, turns: int, place: Path) -> Iterator[str]:
    """The section."""
    revisions = articles(count)
    folder = place / "articles"
    folder.mkdir()
    written(revisions, folder)
    pipeline = bare(revisions)
    first, cpu, _ = built(place / "one.db", folder)
    _, again, _ = built(place / "one.db", folder)
    words = sum(len(r.text.split()) for r in revisions)
    yield f"{count} articles of Timeline17, {words:,} words, as files with sidecars. The bare pipeline is spaCy's,"
    yield f"as it comes, on whole articles, `nlp.pipe(batch_size={BATCH})`; the build reads what zones do not exclude."
    yield ""
    yield from stages(first, cpu, pipeline)
    yield ""
    yield f"A build is {cpu / pipeline:.2f} times the bare pipeline (bars: ≤ {MOST}; ≤ {MOST_WITH_LESS} with parts left"
    yield f"out). A second build of the folder: {again:.2f} CPU seconds, {cpu / again:,.0f} times faster (bar: ≥"
    yield f"{LEAST_AGAIN})."
    yield ""
    yield from beside(more, turns, place)
    yield ""
    yield from sizes(place / "one.db", sum(len(r.text.encode()) for r in revisions), count)


def main() -> int:
    """Measure and write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", type=int, default=300)
    ask.add_argument("--two", type=int, default=1_000)
    ask.add_argument("--turns", type=int, default=2, help="rounds by two processes and by one, and a last by two")
    asked = ask.parse_args()
    if not are_there():
        return 2
    with tempfile.TemporaryDirectory() as place:
        results.put("What a build costs", list(measured(asked.articles, asked.two, asked.turns, Path(place))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
