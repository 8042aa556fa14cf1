"""What it costs to add one article to a record, small and large.

    python benchmarks/adding.py RECORD.db [SIZE …]

RECORD.db is a record of many articles, made with `onrecord build` (for the figures in RESULTS.md: all of Timeline17).
Records of the first so many of its articles, in an order that a fixed seed gives, are made from what was read then;
each is judged whole. Then the same further articles are added to each, one at a time, as `onrecord build FILE` does it:
taken in, read, recorded, and judged with what they touch. At the end, what was judged step by step is compared with
what judging all of it anew gives.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import results
from onrecord.model import Draft, Kind
from onrecord.record import Store, exported, keep_packs, packs_of
from onrecord.run import build, reconciled
from onrecord.run.doing import articles_of

SIZES, ADDED, SEED = (40, 400, 4_000), 12, 5
CHECKED = 400
"""The largest record that is judged anew at the end, to compare."""
BAR = 3.0
"""What adding costs at the largest size at most, in terms of what it costs at the smallest."""


@dataclass
class Took:
    """CPU seconds: of judging all of a record at first, and of adding each article; how large the file is."""

    size: int
    whole: float
    megabytes: float
    added: list[float]
    same: bool | None


def timed(work: Callable[[], object]) -> float:
    """The CPU seconds that something takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def copied(source: Store, target: Store, revision: str) -> None:
    """Put an article and what was read in it on another record."""
    entries = source.entries_of(revision, Kind)
    target.give(source.revision(revision))
    drafts = [Draft(e.body, e.anchors, e.extractor, e.confidence, e.attributed_to) for e in entries]
    target.append(revision, drafts, marker="copied")


def written(source: Store, revision: str, folder: Path) -> Path:
    """An article as a file with a sidecar."""
    held = source.revision(revision)
    file = folder / f"{revision}.txt"
    file.write_text(held.text, "utf-8", newline="")
    about = {"publisher": held.publisher.value if held.publisher else None}
    day = held.published.interval.start if held.published else None
    about |= {"published": day.isoformat()} if day else {}
    file.with_suffix(".meta.json").write_text(json.dumps(about), "utf-8")
    return file


def measured(source: Store, order: list[str], size: int, place: Path) -> Took:
    """What adding costs in a record of so many articles."""
    path = place / f"{size}.db"
    with Store.create(path) as store:
        keep_packs(store, packs_of(source))
        with store.transaction():
            for revision in order[:size]:
                copied(source, store, revision)
        whole = timed(lambda: reconciled(store))
        added = [_added(store, written(source, revision, place)) for revision in order[-ADDED:]]
        same = _same(store) if size <= CHECKED else None
    return Took(size, whole, path.stat().st_size / 1e6, added, same)


def _added(store: Store, file: Path) -> float:
    return timed(lambda: build([file], store, processes=1))


def _same(store: Store) -> bool:
    """Whether judging all of a record anew changes nothing."""
    before = list(exported(store))
    store.db.run("DELETE FROM reconciled")
    reconciled(store)
    return list(exported(store)) == before


def lines(found: list[Took], articles: int) -> Iterator[str]:
    """The section of RESULTS.md."""
    yield "CPU seconds of `onrecord build FILE` with one further article, its own reading counted in: the same articles"
    yield f"({ADDED}) added one by one to records of so many others, of {articles:,} of Timeline17. The first row is an"
    yield "empty record: loading the reader, and reading. *All* is judging the whole record at once before."
    yield ""
    yield "| articles | adding one, median | mean | largest | all | MB | judged anew it is the same |"
    yield "|--:|--:|--:|--:|--:|--:|---|"
    for took in found:
        same = "not tried" if took.same is None else "yes" if took.same else "**no**"
        spent = f"{statistics.median(took.added):.2f} | {statistics.mean(took.added):.2f} | {max(took.added):.2f}"
        yield f"| {took.size:,} | {spent} | {took.whole:.1f} | {took.megabytes:.0f} | {same} |"
    small, large = (statistics.mean(t.added) for t in (found[1], found[-1]))
    yield ""
    yield f"Adding to {found[-1].size:,} costs {large / small:.2f} times what it costs at {found[1].size}, in the mean."
    yield f"The bar is {BAR:g}."


def main() -> None:
    """Measure and write."""
    sizes = [int(a) for a in sys.argv[2:]] or SIZES
    with Store.open(Path(sys.argv[1]), read_only=True) as source, tempfile.TemporaryDirectory() as folder:
        order = sorted(articles_of(source))
        random.Random(SEED).shuffle(order)  # noqa: S311 (an order of articles)
        measured(source, order, 0, Path(folder))  # the language library is imported once
        Path(folder, "0.db").unlink()
        found = [measured(source, order, size, Path(folder)) for size in (0, *sizes)]
        results.put("Adding an article", lines(found, len(order)))


if __name__ == "__main__":
    main()
