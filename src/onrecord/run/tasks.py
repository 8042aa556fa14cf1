"""What is judged of a record apart from the rest: parts and ranges, each by some process and in a file of its own.

A part rests on few others: names and copies on none, fates and claims on names, figures and quotations on both. What
goes article by article, or pair by pair, is judged in ranges of articles, so that many find something to do.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from onrecord.model.errors import OnrecordError
from onrecord.reconcile import (
    BY_COPIES,
    Agreeing,
    Changes,
    Known,
    Laid,
    Texts,
    compare_texts,
    find_words,
    group_texts,
    houses,
    meet,
    meet_texts,
    rebuilt_fates,
    rebuilt_names,
    take_agreement,
    taken_agreement,
    tell_copies,
    trace_paths,
    weighed_claims,
)
from onrecord.record import Gathered, Recall, Store, packs_of
from onrecord.record.batches import batched
from onrecord.record.database import Database
from onrecord.run.desk import Shelves
from onrecord.work.tidying import give_back, seldom_tidied

BY_DAY = "SELECT revision FROM article ORDER BY published_from, revision"
PORTION = 500
"""Articles that are taken in at once."""
ROOM = 256
"""Megabytes that are kept in memory of a file into which all of many articles are judged, and of one of names."""


class Part(StrEnum):
    """What is judged by itself: copies in six steps, claims in three, figures with quotations in two."""

    NAMES = "names"
    WORDS = "words"
    TEXTS_MET = "texts_met"
    PAIRS = "pairs"
    PATHS = "paths"
    COPIES = "copies"
    GROUPS = "groups"
    CLAIMS_IN = "claims_in"
    CLAIMS_MET = "claims_met"
    CLAIMS = "claims"
    FATES = "fates"
    FIGURES_IN = "figures_in"
    FIGURES = "figures"


RESTS_ON = {
    Part.WORDS: (),
    Part.NAMES: (),
    Part.TEXTS_MET: (Part.WORDS,),
    Part.PAIRS: (Part.WORDS, Part.TEXTS_MET),
    Part.PATHS: (Part.PAIRS,),
    Part.COPIES: (Part.WORDS, Part.TEXTS_MET, Part.PATHS),
    Part.GROUPS: (Part.COPIES,),
    Part.CLAIMS_IN: (Part.NAMES,),
    Part.FATES: (Part.NAMES,),
    Part.CLAIMS_MET: (Part.CLAIMS_IN,),
    Part.FIGURES_IN: (Part.NAMES, Part.GROUPS),
    Part.CLAIMS: (Part.NAMES, Part.CLAIMS_MET),
    Part.FIGURES: (Part.NAMES, Part.GROUPS, Part.FIGURES_IN),
}
"""The parts, each with what it rests on. Of those that can begin, the first here does."""
IN_RANGES = frozenset({Part.WORDS, Part.PAIRS, Part.COPIES, Part.CLAIMS_IN, Part.FIGURES_IN, Part.CLAIMS})
"""The parts that are judged in ranges of articles."""
FIGURES = (Agreeing.FIGURES, Agreeing.QUOTATIONS)
"""What agreement compares beside claims."""


@dataclass(frozen=True, slots=True)
class Task:
    """A part of what is to be judged of the record at a path, or the nth range of it; all is written to the folder.

    `ranges` tells how many there are of a part that is judged in ranges, 1 or more; `is_still` that nothing is
    written to the record's file itself until all is judged.
    """

    record: Path
    folder: Path
    part: Part
    nth: int = 0
    ranges: int = 1
    is_still: bool = False

    @property
    def name(self) -> str:
        """What tells it from the others."""
        return f"{self.part}_{self.nth}"

    @property
    def file(self) -> Path:
        """What was judged; it is there when all of it is."""
        return self.folder / f"{self.name}.db"

    @property
    def draft(self) -> Path:
        """What is being judged."""
        return self.folder / f"{self.name}-draft.db"

    @property
    def aside(self) -> Path:
        """What is not for the record: who meets whom, or what was asked of names."""
        return self.folder / f"{self.name}-aside.db"

    def of(self, part: Part) -> list[Task]:
        """The tasks of a part of the same."""
        return [replace(self, part=part, nth=n) for n in range(self.ranges if part in IN_RANGES else 1)]

    @property
    def rests_on(self) -> list[Task]:
        """What is to be done before."""
        return [task for part in RESTS_ON[self.part] for task in self.of(part)]

    def numbers(self, articles: int) -> range:
        """Which of so many articles, numbered from 1 on, it is about."""
        if self.part not in IN_RANGES:
            return range(1, articles + 1)
        return range(articles * self.nth // self.ranges + 1, articles * (self.nth + 1) // self.ranges + 1)

    def within(self, articles: list[str]) -> list[str]:
        """Those of all articles that it is about."""
        numbers = self.numbers(len(articles))
        return articles[numbers.start - 1 : numbers.stop - 1]


def work() -> Callable[[Task], float | None]:
    """What a worker does with a task."""
    return _tried


def _tried(task: Task) -> float | None:
    """The CPU seconds that it took; None where it could not be done, whatever it left is to be done away with."""
    try:
        return done(task)
    except OnrecordError:  # told where it is tried again
        return None


@seldom_tidied()
def done(task: Task) -> float:
    """Do a task; gives the CPU seconds that it took. Raises OnrecordError where a file fails."""
    began = time.process_time()
    for left in (task.file, task.draft, task.aside):
        left.unlink(missing_ok=True)
    with ExitStack() as stack:
        bench = _Bench(task, stack)
        gather(_HOW[task.part](bench), bench.found, bench.recall)
    task.draft.rename(task.file)
    return time.process_time() - began


def gather(bits: Iterable[tuple[str, Changes]], found: Gathered, recall: Recall) -> None:
    """Gather what is judged bit by bit, each with its maker, and write down what is kept in mind of it."""
    for maker, changes in bits:
        found.take(changes.told.values(), changes.gone, by=maker)
        give_back()
    recall.settle()


def articles_of(store: Store) -> list[str]:
    """The articles of a record by day, in the order in which they are judged."""
    return [revision for (revision,) in store.db.rows(BY_DAY)]


@contextmanager
def _written(path: Path) -> Iterator[Database]:
    """A new file, which has in the end what is written to it while it is in use."""
    with Store.create(path) as kept:
        kept.db.go_unlogged()
        with kept.db.transaction():
            yield kept.db


class _Bench:
    """What a task needs, as long as the stack lasts: the record, and what is judged and kept in mind."""

    def __init__(self, task: Task, stack: ExitStack) -> None:
        self.task, self._stack = task, stack
        self.store = stack.enter_context(Store.open(task.record, read_only=True, is_still=task.is_still))
        self.desk = Shelves(self.store)
        self.articles = articles_of(self.store)
        kept = stack.enter_context(_written(task.draft))
        stack.enter_context(kept.roomy(ROOM))
        self.found, self.recall = Gathered(kept, is_lasting=True), Recall(kept)
        self.recall.number(self.articles)  # as in all other files

    def portions(self, task: Task | None = None) -> list[list[str]]:
        """The articles of this task or another, so many at a time."""
        return list(batched((task or self.task).within(self.articles), PORTION))

    @property
    def numbers(self) -> range:
        """The numbers of the articles that the task is about."""
        return self.task.numbers(len(self.articles))

    def ranges(self, part: Part) -> list[range]:
        """The numbers of the articles of each task of a part."""
        return [task.numbers(len(self.articles)) for task in self.task.of(part)]

    def read(self, part: Part) -> Recall:
        """What was kept in mind of a part."""
        return self._read(self.task.of(part)[0].file)

    def left(self, part: Part) -> Iterator[tuple[Recall, list[str]]]:
        """What was left of each portion of a part that is judged in ranges."""
        for task in self.task.of(part):
            recall = self._read(task.file)
            yield from ((recall, portion) for portion in self.portions(task))

    def read_aside(self, part: Part) -> Recall:
        """What was laid aside by a part that is done as a whole."""
        return self.all_aside(part)[0]

    def all_aside(self, part: Part) -> list[Recall]:
        """What was laid aside by each task of a part."""
        return [self._read(task.aside) for task in self.task.of(part)]

    def texts(self, memory: Recall) -> Texts:
        """The texts, with the memory that has been taking them in, and the words that were laid aside."""
        tasks = zip(self.task.of(Part.WORDS), self.all_aside(Part.WORDS), strict=True)
        where = {revision: aside for task, aside in tasks for revision in task.within(self.articles)}
        return Texts(self.desk, memory, Laid(where.__getitem__))

    def aside(self) -> Recall:
        """What is to be laid aside by this task."""
        recall = Recall(self._stack.enter_context(_written(self.task.aside)))
        self._stack.callback(recall.settle)
        return recall

    def known(self, copies: Recall | None = None) -> Known:
        """What agreement rests on; what it asks of names is laid aside."""
        return Known(self.read(Part.NAMES), copies, self.aside(), houses(packs_of(self.store)))

    def _read(self, path: Path) -> Recall:
        kept = self._stack.enter_context(Store.open(path, read_only=True)).db
        self._stack.enter_context(kept.roomy(ROOM))
        return Recall(kept)


_Judged = Iterable[tuple[str, Changes]]


def _names(bench: _Bench) -> _Judged:
    return rebuilt_names(bench.desk, bench.recall, bench.portions(), bench.store.decisions())


def _words(bench: _Bench) -> _Judged:
    find_words(bench.desk, bench.aside(), bench.task.within(bench.articles))
    return ()


def _texts_met(bench: _Bench) -> _Judged:
    meet_texts(bench.texts(bench.recall), bench.aside(), bench.articles, bench.ranges(Part.PAIRS))
    return ()


def _pairs(bench: _Bench) -> _Judged:
    texts, met = bench.texts(bench.read(Part.TEXTS_MET)), bench.read_aside(Part.TEXTS_MET)
    compare_texts(texts, bench.recall, met, bench.aside(), bench.numbers)
    return ()


def _paths(bench: _Bench) -> _Judged:
    for task in bench.task.of(Part.PAIRS):
        with Store.open(task.file, read_only=True) as pairs:
            bench.recall.take_over(pairs.db)
    trace_paths(bench.recall, bench.aside(), bench.all_aside(Part.PAIRS))
    return ()


def _copies(bench: _Bench) -> _Judged:
    texts, pairs, traced = bench.texts(bench.read(Part.TEXTS_MET)), bench.read(Part.PATHS), bench.read_aside(Part.PATHS)
    told = tell_copies(texts, bench.recall, pairs, traced, bench.aside(), bench.numbers)
    return ((BY_COPIES, copies) for copies in told)


def _groups(bench: _Bench) -> _Judged:
    group_texts(bench.recall, bench.all_aside(Part.COPIES))
    return ()


def _fates(bench: _Bench) -> _Judged:
    return rebuilt_fates(bench.desk, bench.recall, bench.portions(), bench.read(Part.NAMES))


def _claims_in(bench: _Bench) -> _Judged:
    take_agreement(bench.desk, bench.recall, bench.portions(), bench.known(), [Agreeing.CLAIMS])
    return ()


def _claims_met(bench: _Bench) -> _Judged:
    meet(bench.recall, bench.aside(), bench.left(Part.CLAIMS_IN), bench.ranges(Part.CLAIMS))
    return ()


def _claims(bench: _Bench) -> _Judged:
    met, aside = bench.read(Part.CLAIMS_MET), bench.read_aside(Part.CLAIMS_MET)
    return weighed_claims(bench.desk, bench.recall, met, aside, bench.known(), bench.numbers)


def _figures_in(bench: _Bench) -> _Judged:
    take_agreement(bench.desk, bench.recall, bench.portions(), bench.known(bench.read(Part.GROUPS)), FIGURES)
    return ()


def _figures(bench: _Bench) -> _Judged:
    known = bench.known(bench.read(Part.GROUPS))
    return taken_agreement(bench.desk, bench.recall, bench.left(Part.FIGURES_IN), known, FIGURES)


_HOW: dict[Part, Callable[[_Bench], _Judged]] = {
    Part.NAMES: _names,
    Part.WORDS: _words,
    Part.TEXTS_MET: _texts_met,
    Part.PAIRS: _pairs,
    Part.PATHS: _paths,
    Part.COPIES: _copies,
    Part.GROUPS: _groups,
    Part.CLAIMS_IN: _claims_in,
    Part.CLAIMS_MET: _claims_met,
    Part.CLAIMS: _claims,
    Part.FATES: _fates,
    Part.FIGURES_IN: _figures_in,
    Part.FIGURES: _figures,
}
