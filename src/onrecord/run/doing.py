"""How each task of judging is done, by a worker that has the record and the files of other tasks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from onrecord.model.errors import OnrecordError
from onrecord.reconcile import (
    BY_COPIES,
    BY_NAMES,
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
    take_agreement,
    take_names,
    taken_agreement,
    taken_names,
    tell_copies,
    trace_paths,
    weighed_claims,
)
from onrecord.record import Gathered, Recall, Store, packs_of
from onrecord.record.batches import batched
from onrecord.record.database import Database
from onrecord.run.desk import Shelves
from onrecord.run.tasks import Part, Task
from onrecord.work.tidying import give_back, seldom_tidied

BY_DAY = "SELECT revision FROM article ORDER BY published_from, revision"
PORTION = 500
"""Articles that are taken in at once."""
ROOM = 256
"""Megabytes that are kept in memory of a file into which all of many articles are judged, and of one of names."""
FIGURES = (Agreeing.FIGURES, Agreeing.QUOTATIONS)
"""What agreement compares beside claims."""


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
        """What was kept in mind of a part that is done as a whole, which is asked for all over it."""
        return self._read(self.task.of(part)[0].file, roomy=True)

    def take_over(self, part: Part, *, may_be_there: bool = False) -> None:
        """Keep in mind also what each task of a part kept."""
        for task in self.task.of(part):
            with Store.open(task.file, read_only=True) as other:
                self.recall.take_over(other.db, may_be_there=may_be_there)

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

    def _read(self, path: Path, *, roomy: bool = False) -> Recall:
        kept = self._stack.enter_context(Store.open(path, read_only=True)).db
        if roomy:
            self._stack.enter_context(kept.roomy(ROOM))
        return Recall(kept)


_Judged = Iterable[tuple[str, Changes]]


def _names_in(bench: _Bench) -> _Judged:
    take_names(bench.desk, bench.recall, bench.aside(), bench.portions())
    return ()


def _names(bench: _Bench) -> _Judged:
    bench.take_over(Part.NAMES_IN, may_be_there=True)
    told = taken_names(bench.recall, bench.all_aside(Part.NAMES_IN), bench.store.decisions())
    return ((BY_NAMES, names) for names in told)


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
    bench.take_over(Part.PAIRS)
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
    Part.NAMES_IN: _names_in,
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
