"""How what a record costs grows with its articles, and writes Growth into benchmarks/RESULTS.md, with its chart.

    python benchmarks/scale.py RECORD.db ROWS.jsonl [SIZE …]

RECORD.db is a record of many articles, made with `onrecord build` (for the figures in RESULTS.md: all of Timeline17).
Records of SIZE articles are made of what was read then, in an order that a fixed seed gives: the articles as they are,
then variants of all of them, and so on (see variants.py). Each is written as a build writes it, judged whole, searched,
asked and viewed; then the same further articles, which were kept back, are added one at a time, as `onrecord build
FILE` does it. Each of these is a process of its own. What came out of each size is kept in ROWS.jsonl; the section is
made of all rows there, the last of each size.
"""

from __future__ import annotations

import json
import math
import random
import re
import resource
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Self, TypeVar

import msgspec
import vl_convert

import results
from adding import written
from onrecord import api, query
from onrecord.model import Draft, Kind, Revision
from onrecord.packs import current
from onrecord.record import Store, keep_packs, packs_of
from onrecord.run import build, reconciled
from onrecord.run.doing import articles_of
from onrecord.run.judging import IN_HAND
from search import Took as Searches
from search import p95, searches, timed
from variants import Change, Vocabulary

T = TypeVar("T")

SEED, ADDED, SEARCHED = 5, 12, 40
"""Articles that are added, and searches of each form."""
READ = ("load", "parse", "read", "extract")
"""The stages of a build that are reading."""
MOST_MEMORY = 4_000_000_000
"""Bytes of address space that looking at the whole record may take; where it needs more, it is told to."""
MOST_SECONDS = 30.0
"""CPU seconds after which a board is given up."""
MOST_GROWTH, MOST_RESIDENT, MOST_ADDING = 1.15, 1_500, 1.0
"""The bars: an article at 10,000 in terms of one at 1,000; MB at 100,000; seconds of adding one beyond its reading."""
BARS_AT = (1_000, 10_000, 100_000)
CHART = Path(__file__).parents[1] / "docs" / "images" / "growth.svg"

QUESTIONS = (
    "How many people were killed in the earthquake in Haiti?",
    "How many barrels of oil leaked into the Gulf of Mexico?",
    "Who said that Gaddafi must go?",
    "When will US troops leave Iraq?",
    "How many soldiers did the United States send to Iraq in 2007?",
    "Did Mubarak resign?",
    "How many people died of swine flu in Mexico?",
    "What did Hillary Clinton say about Syria in 2011?",
    "How much will BP pay for the oil spill?",
    "Who is Conrad Murray?",
    "What did the United Nations say about Libya in March 2011?",
    "How many people were killed in Homs?",
)


@dataclass(frozen=True)
class Grown:
    """A record of `size` articles: CPU seconds of writing and of judging it, the most MB that each took, its size.

    `megabytes` is the file's, `text` that of the articles' texts; `entries` and `judgements` are counts.
    """

    size: int
    variants: int
    writing: float
    judging: float
    memory_writing: float
    memory_judging: float
    megabytes: float
    text: float
    entries: int
    judgements: int


@dataclass(frozen=True)
class Queried:
    """CPU milliseconds of searches, CPU seconds of questions, and the most MB that these took."""

    searched: list[float]
    asked: list[float]
    memory: float


@dataclass(frozen=True)
class Viewed:
    """CPU seconds of loading a view, of its series of figures and of its board, and the most MB that these took.

    `board` is None where it was given up.
    """

    loading: float
    series: float
    board: float | None
    memory: float


@dataclass(frozen=True)
class Added:
    """CPU seconds of adding each article: all of it, and beyond its reading; and the most MB."""

    whole: list[float]
    beyond: list[float]
    memory: float


@dataclass(frozen=True)
class Row:
    """What was measured at one size; `viewed` is None where it needed more memory than it was given."""

    grown: Grown
    queried: Queried
    viewed: Viewed | None
    added: Added


# --- a record of so many articles ---------------------------------------------------------------------


def chosen(source: Store) -> tuple[list[str], list[str]]:
    """The articles that records are made of, in order, and those that are kept back to be added."""
    order = sorted(articles_of(source))
    random.Random(SEED).shuffle(order)  # noqa: S311 (an order of articles)
    return order[:-ADDED], order[-ADDED:]


def articles(source: Store, order: Sequence[str], words: Vocabulary) -> Iterator[tuple[Revision, list[Draft]]]:
    """The articles with what was read in them, then those of each variant."""
    for revision in order:
        entries = source.entries_of(revision, Kind)
        drafts = [Draft(e.body, e.anchors, e.extractor, e.confidence, e.attributed_to) for e in entries]
        yield source.revision(revision), drafts
    number = 0
    while order:
        number += 1
        change = Change(number, words)
        for revision in order:
            variant = change.revision(source.revision(revision))
            yield variant, change.drafts(source.entries_of(revision, Kind), variant)


def grown(source: Path, target: Path, size: int, words: Vocabulary) -> Grown:
    """Make the record, and judge it."""
    spent, text = 0.0, 0
    with Store.open(source, read_only=True) as held, Store.create(target) as store:
        keep_packs(store, current(packs_of(held)))
        order = chosen(held)[0]
        with Peak() as writing:
            for revision, drafts in islice(articles(held, order, words), size):
                text += len(revision.text.encode())
                spent += cpu(partial(_recorded, store, revision, drafts))
        with Peak() as judging:
            judged = cpu(partial(reconciled, store))
        counts = store.count()
    judgements = counts["judgement"]
    entries = sum(counts[k] for k in Kind)
    variants, megabytes = max(0, size - len(order)), target.stat().st_size / 1e6
    memory = (writing.megabytes, judging.megabytes)
    return Grown(size, variants, spent, judged, *memory, megabytes, text / 1e6, entries, judgements)


def _recorded(store: Store, revision: Revision, drafts: Sequence[Draft]) -> None:
    store.give(revision)
    store.append(revision.id, drafts, marker="of another record")


# --- what is asked of it ------------------------------------------------------------------------------


def queried(path: Path) -> Queried:
    """Search it and ask it; each first once more, so that what is loaded once is not counted."""
    with Peak() as peak, api.open(path, read_only=True) as record:
        record.search("the")
        record.ask(QUESTIONS[0])
        took: list[Searches] = [timed(record.search, words[:SEARCHED]) for words in searches(record).values()]
        asked = [cpu(partial(record.ask, question)) for question in QUESTIONS]
    return Queried(sorted(ms for each in took for ms in each.cpu), sorted(asked), peak.megabytes)


def viewed(path: Path) -> Viewed | None:
    """Look at all of it: its board, and its series of figures. Both load a view, which is counted apart."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        with Peak() as peak, api.open(path, read_only=True) as record:
            began = time.process_time()
            view = record.view()
            loading = time.process_time() - began
            series = cpu(partial(query.rows, view))
            board = _within(MOST_SECONDS, partial(cpu, partial(query.board, view)))
    except MemoryError:
        return None
    return Viewed(loading, series, board, peak.megabytes)


def _within(seconds: float, work: Callable[[], T]) -> T | None:
    """What some work gives; None where it takes more CPU time than that, and is given up."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return work()
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def added(source: Path, path: Path) -> Added:
    """Add the articles that were kept back, one at a time."""
    with tempfile.TemporaryDirectory() as place, Store.open(source, read_only=True) as held:
        files = [written(held, revision, Path(place)) for revision in chosen(held)[1]]
        with Store.create(Path(place) / "empty.db") as empty:
            build(files[:1], empty, processes=1)  # the language library is imported once
        with Peak() as peak, Store.open(path) as store:
            took = [_added(store, file) for file in files]
    return Added([whole for whole, _ in took], [beyond for _, beyond in took], peak.megabytes)


def _added(store: Store, file: Path) -> tuple[float, float]:
    began = time.process_time()
    spent = build([file], store, processes=1).spent
    whole = time.process_time() - began
    return whole, whole - sum(spent[stage].cpu for stage in READ if stage in spent)


# --- measuring ----------------------------------------------------------------------------------------


def cpu(work: Callable[[], object]) -> float:
    """The CPU seconds that something takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


class Peak:
    """The most resident memory of this process, by the kernel's count, while something is done."""

    megabytes = 0.0

    def __enter__(self) -> Self:
        """Begin to count anew."""
        Path("/proc/self/clear_refs").write_text("5", "ascii")
        return self

    def __exit__(self, *_: object) -> None:
        """Tell."""
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
        self.megabytes = int(status["VmHWM"].split()[0]) / 1000


def alone(work: Callable[..., T], *given: object) -> T:
    """What some work gives, done in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def measured(source: Path, size: int, words: Vocabulary) -> Row:
    """All that is measured at one size."""
    with tempfile.TemporaryDirectory(dir=source.parent) as place:
        path = Path(place) / "record.db"
        made = told(alone(grown, source, path, size, words))
        asked = told(alone(queried, path))
        seen = told(alone(viewed, path))
        return Row(made, asked, seen, told(alone(added, source, path)))


def told(value: T) -> T:
    """The same, printed: a size can take long."""
    print(value, file=sys.stderr, flush=True)
    return value


# --- the section --------------------------------------------------------------------------------------


def reading() -> float:
    """CPU seconds of taking an article in and reading it, from the section What a build costs."""
    text = results.RESULTS.read_text("utf-8").split("## What a build costs")[1].split("\n## ")[0]
    count = int(re.search(r"(\d+) articles of", text)[1])  # type: ignore[index] # the section begins with it
    stages = dict(re.findall(r"^\| (\w+) \| ([\d.]+) \|", text, re.MULTILINE))
    return sum(float(stages[name]) for name in ("ingest", *READ)) / count


def slope(one: Row, other: Row, of: Callable[[Row], float]) -> float:
    """The exponent of growth between two sizes: 1 where twice the articles cost twice as much."""
    return math.log(of(other) / of(one)) / math.log(other.grown.size / one.grown.size)


JUDGING_MEMORY = "MB of memory, judging"
ADDING = "CPU seconds of adding one, beyond its reading, mean"
SHORT = {
    "CPU seconds of writing": "writing",
    "CPU seconds of judging all at once": "judging",
    "MB of memory, writing": "writing",
    JUDGING_MEMORY: "judging",
    ADDING: "mean",
    "the same, median": "median",
}
MEASURES: dict[str, Callable[[Row], float]] = {
    "CPU seconds of writing": lambda r: r.grown.writing,
    "CPU seconds of judging all at once": lambda r: r.grown.judging,
    "MB of memory, writing": lambda r: r.grown.memory_writing,
    JUDGING_MEMORY: lambda r: r.grown.memory_judging,
    "MB of the record": lambda r: r.grown.megabytes,
    ADDING: lambda r: statistics.mean(r.added.beyond),
    "the same, median": lambda r: statistics.median(r.added.beyond),
    "CPU ms of a search, p95": lambda r: p95(r.queried.searched),
    "CPU seconds of a question, median": lambda r: statistics.median(r.queried.asked),
}


def reckoned(rows: Sequence[Row], of: Callable[[Row], float], size: int) -> float | None:
    """What is to be expected at a size, going on from the last two measured as between them.

    Of the memory of judging they say nothing where one of the two was judged in hand, and the other in portions.
    """
    if of is MEASURES[JUDGING_MEMORY] and rows[-2].grown.size <= IN_HAND < rows[-1].grown.size:
        return None
    return of(rows[-1]) * math.pow(size / rows[-1].grown.size, slope(rows[-2], rows[-1], of))


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """The section."""
    last, kept_back = rows[-1].grown, f"{ADDED} that were kept back"
    yield from (" ".join((__doc__ or "").split("\n\n")[2].split()), "")
    yield f"Read were {last.size - last.variants:,} articles, each once, and {kept_back}; of {last.size:,},"
    yield f"{last.variants:,} are variants. Reading was not done again: it is counted with {reading():.3f} CPU seconds"
    yield "an article (*What a build costs*, all but writing and judging)."
    yield from ("", *_made(rows), "", *_looked_at(rows), "", *_fitted(rows), "", *_bars(rows))
    yield from ("", "![How it grows](../docs/images/growth.svg)")


def _made(rows: Sequence[Row]) -> Iterator[str]:
    yield "| articles | writing, CPU s | judging, CPU s | both, CPU ms an article | with reading | articles a CPU s |"
    yield "|--:|--:|--:|--:|--:|--:|"
    for g in (r.grown for r in rows):
        own = (g.writing + g.judging) / g.size
        whole = own + reading()
        cells = f"{g.writing:.1f} | {g.judging:.1f} | {1000 * own:.0f} | {1000 * whole:.0f} | {1 / whole:.2f}"
        yield f"| {g.size:,} | {cells} |"
    yield ""
    yield "| articles | most MB, writing | judging | record, MB | KB an article | times its text | entries | judged |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|"
    for g in (r.grown for r in rows):
        sizes = f"{g.megabytes:,.0f} | {1000 * g.megabytes / g.size:.0f} | {g.megabytes / g.text:.1f}"
        memory = f"{g.memory_writing:,.0f} | {g.memory_judging:,.0f}"
        yield f"| {g.size:,} | {memory} | {sizes} | {g.entries:,} | {g.judgements:,} |"


def _looked_at(rows: Sequence[Row]) -> Iterator[str]:
    searches_made, most = len(rows[-1].queried.searched), f"{MOST_MEMORY / 1e9:g} GB"
    yield f"CPU time. *Adding one*: the mean of {ADDED}, and the largest. {searches_made} searches, {len(QUESTIONS)}"
    yield "questions, the median of each. A board and the series of all figures are made of a view, which holds the"
    yield f"whole record; it was given {most} of address space."
    yield ""
    yield "| articles | adding one, s | beyond reading | largest | search, ms | p95 | question, s | largest |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|"
    for row in rows:
        a, q = row.added, row.queried
        adding = f"{statistics.mean(a.whole):.2f} | {statistics.mean(a.beyond):.2f} | {max(a.beyond):.2f}"
        asking = f"{statistics.median(q.searched):.1f} | {p95(q.searched):.1f} | {statistics.median(q.asked):.2f}"
        yield f"| {row.grown.size:,} | {adding} | {asking} | {max(q.asked):.2f} |"
    yield ""
    yield "| articles | loading a view, s | series | board | most MB, view | search and questions | adding |"
    yield "|--:|--:|--:|--:|--:|--:|--:|"
    for row in rows:
        v = row.viewed
        seen = f"{v.loading:.1f} | {v.series:.1f} | {_board(v)} | {v.memory:,.0f}" if v else f" | | | over {most}"
        yield f"| {row.grown.size:,} | {seen} | {row.queried.memory:,.0f} | {row.added.memory:,.0f} |"


def _board(seen: Viewed) -> str:
    return f"over {MOST_SECONDS:.0f}" if seen.board is None else f"{seen.board:.1f}"


def _fitted(rows: Sequence[Row]) -> Iterator[str]:
    """The exponents between neighbours, and what they lead to."""
    steps = list(pairwise(rows))
    far = BARS_AT[-1]
    if IN_HAND < rows[-1].grown.size < far:
        yield f"Exponents of growth from size to size (1: twice the articles, twice as much). {far:,} articles were"
        yield "**not** run here: that column goes on from the last two sizes measured as between them; of the memory of"
        yield f"judging, done in hand up to {IN_HAND:,} articles and in portions beyond, only from two larger ones."
    else:
        yield "Exponents of growth from size to size (1: twice the articles, twice as much)."
    yield ""
    beyond = f" | {far:,}, reckoned" if IN_HAND < rows[-1].grown.size < far else ""
    yield f"| | {' | '.join(f'{a.grown.size:,} to {b.grown.size:,}' for a, b in steps)}{beyond} |"
    yield f"|---|{'--:|' * (len(steps) + bool(beyond))}"
    for name, of in MEASURES.items():
        cells = [f"{slope(a, b, of):.2f}" for a, b in steps]
        cells += ["" if (led := reckoned(rows, of, far)) is None else f"{led:,.1f}"] if beyond else []
        yield f"| {name} | {' | '.join(cells)} |"


def _bars(rows: Sequence[Row]) -> Iterator[str]:
    by_size = {r.grown.size: r for r in rows}
    small, large, far = BARS_AT
    if small in by_size and large in by_size:
        own = [(g.writing + g.judging) / g.size for g in (by_size[small].grown, by_size[large].grown)]
        whole = [one + reading() for one in own]
        yield f"An article at {large:,} costs {whole[1] / whole[0]:.2f} times one at {small:,} with its reading, and"
        yield f"{own[1] / own[0]:.2f} times without it (bar: ≤ {MOST_GROWTH})."
    if rows[-1].grown.size <= IN_HAND:
        yield f"Larger records were not measured to the end. Beyond {IN_HAND:,} articles judging is done in portions,"
        yield "another way than here, so that nothing is reckoned from these sizes."
        return
    how = "" if far in by_size else ", reckoned and not run"
    memory = [reckoned(rows, MEASURES[f"MB of memory, {work}"], far) for work in ("writing", "judging")]
    if None not in memory:
        yield f"Memory of one process that judges alone at {far:,}{how}: {max(m for m in memory if m):,.0f} MB (bar: <"
        yield f"{MOST_RESIDENT:,} in the process that has the record; where others judge, it holds little)."
    mean, median = (reckoned(rows, MEASURES[name], far) for name in (ADDING, "the same, median"))
    yield f"Adding one article to {far:,}{how}: {mean:.2f} s beyond its reading in the mean, {median:.2f} s in the"
    yield f"median (bar: < {MOST_ADDING:g}). What came out where {far:,} were judged by two"
    yield "processes, and added to, by hand: [How far it goes](../docs/scale.md)."


# --- the chart ----------------------------------------------------------------------------------------

INK, PAPER, LINES = "#444444", "#ffffff", ("#1b6ca8", "#c2571a")
PANELS = (
    ("CPU seconds", ("CPU seconds of writing", "CPU seconds of judging all at once")),
    ("most MB of memory", ("MB of memory, writing", JUDGING_MEMORY)),
    ("MB of the record", ("MB of the record",)),
    ("CPU seconds of adding one, beyond its reading", (ADDING, "the same, median")),
)


def chart(rows: Sequence[Row]) -> str:
    """The SVG: what was measured as points, joined; dashed what is reckoned. Both scales are logarithmic."""
    panels = [_panel(rows, title, names) for title, names in PANELS]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": PAPER,
        "padding": 16,
        "vconcat": [{"hconcat": panels[:2]}, {"hconcat": panels[2:]}],
        "config": {"font": "Liberation Sans", "title": {"color": INK}, "axis": {"labelColor": INK, "titleColor": INK}},
    }
    return vl_convert.vegalite_to_svg(json.dumps(spec, sort_keys=True), vl_version="6.4", allowed_base_urls=[])


def _panel(rows: Sequence[Row], title: str, names: Sequence[str]) -> dict[str, object]:
    scale = {"type": "log", "nice": False}
    far = max(BARS_AT[-1], rows[-1].grown.size)
    x = {"field": "size", "type": "quantitative", "title": "articles", "scale": scale | {"domain": [80, 1.2 * far]}}
    x |= {"axis": {"values": [100, 1_000, 10_000, 100_000], "format": ",d", "grid": False}}
    y = {"field": "value", "type": "quantitative", "title": None, "scale": {"type": "log"}, "axis": {"tickCount": 5}}
    layers: list[dict[str, object]] = []
    for colour, name in zip(LINES, names, strict=False):
        of = MEASURES[name]
        points = [{"size": r.grown.size, "value": of(r)} for r in rows]
        ahead = [points[-1], points[-1]]
        led = reckoned(rows, of, far)
        if rows[-1].grown.size > IN_HAND and led is not None:
            ahead[1] = {"size": far, "value": led}
        dash = {"type": "line", "color": colour, "strokeDash": [4, 3]}
        encoding = {"x": x, "y": y}
        layers += [
            {"data": {"values": points}, "mark": {"type": "line", "color": colour, "point": {"color": colour}}},
            {"data": {"values": ahead}, "mark": dash},
            {
                "data": {"values": ahead[1:]},
                "mark": {"type": "text", "align": "right", "dy": -8, "color": colour, "text": SHORT.get(name, "")},
            },
        ]
        layers[-3:] = [layer | {"encoding": encoding} for layer in layers[-3:]]
    return {"title": title, "width": 330, "height": 210, "layer": layers}


# --- rows ---------------------------------------------------------------------------------------------


def kept(file: Path) -> list[Row]:
    """The rows of a file, the last of each size, by size."""
    found = (msgspec.json.decode(line, type=Row) for line in file.read_bytes().splitlines())
    by_size = {row.grown.size: row for row in found}
    return [by_size[size] for size in sorted(by_size)]


def main() -> int:
    """Measure the sizes that are asked for, and write the section of all that were measured."""
    if len(sys.argv) < len(("program", "record", "rows")):
        print(__doc__)
        return 2
    source, file = Path(sys.argv[1]), Path(sys.argv[2])
    sizes = [int(a) for a in sys.argv[3:]]
    if sizes:
        with Store.open(source) as held:
            words = Vocabulary.of(r.text for r in held.revisions())
    for size in sizes:
        row = measured(source, size, words)
        with file.open("ab") as out:
            out.write(msgspec.json.encode(row) + b"\n")
    rows = kept(file)
    if len(rows) > 1:
        results.put("Growth", lines(rows))
        CHART.write_text(chart(rows), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
