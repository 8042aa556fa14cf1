"""All judged in parts: each by a process of its own and in a file of its own, from which the record takes it.

A part rests on few others: names and copies on none, fates and claims on names, figures and quotations on both. Each
waits for what it rests on, and for nothing else. The record is read meanwhile and not written, so that it is as it was
wherever this ends.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.model import Judgement
from onrecord.model.errors import OnrecordError
from onrecord.reconcile import (
    AGREEMENT,
    MAKERS,
    Agreeing,
    Changes,
    Known,
    houses,
    rebuilt_agreement,
    rebuilt_copies,
    rebuilt_fates,
    rebuilt_names,
    surest,
    unite_asks,
)
from onrecord.reconcile.aside import laid_aside
from onrecord.record import Gathered, Recall, Store, packs_of
from onrecord.record.batches import batched
from onrecord.record.database import Database
from onrecord.run.desk import Shelves
from onrecord.run.engine import Processes
from onrecord.work.tidying import give_back, seldom_tidied

BY_DAY = "SELECT revision FROM article ORDER BY published_from, revision"
PORTION = 500
"""Articles that are taken in at once."""
ROOM = 256
"""Megabytes that are kept in memory of a file into which all of many articles are judged, and of one of names."""


class Part(StrEnum):
    """What a process judges."""

    NAMES = "names"
    COPIES = "copies"
    CLAIMS = "claims"
    FATES = "fates"
    FIGURES = "figures"


RESTS_ON = {
    Part.NAMES: (),
    Part.COPIES: (),
    Part.CLAIMS: (Part.NAMES,),
    Part.FATES: (Part.NAMES,),
    Part.FIGURES: (Part.NAMES, Part.COPIES),
}
"""The parts in the order in which they begin, each with what it rests on, which begins before it.

Two processes are done at about the same time: one judges names and claims, the other copies, fates and figures.
"""
MOST = 3
"""Processes that find something to do."""
WAITS = 0.05
"""Seconds after which it is looked again whether what a part rests on is there."""
AGREEING = {Part.FIGURES: (Agreeing.FIGURES, Agreeing.QUOTATIONS), Part.CLAIMS: (Agreeing.CLAIMS,)}
"""What agreement compares in which part."""


@dataclass(frozen=True, slots=True)
class Task:
    """A part of what is to be judged of the record at a path, and the folder for what comes of it."""

    record: Path
    folder: Path
    part: Part

    def file(self, part: Part) -> Path:
        """What was judged of a part; it is there when all of it is."""
        return self.folder / f"{part}.db"

    @property
    def draft(self) -> Path:
        """What is being judged of this part."""
        return self.folder / f"{self.part}-draft.db"

    @property
    def asked(self) -> Path:
        """What this part asked of names."""
        return self.folder / f"{self.part}-asked.db"


def work() -> Callable[[Task], float | None]:
    """What a worker does with a task."""
    return _tried


def _tried(task: Task) -> float | None:
    """The CPU seconds that a part took; None where it could not be done, whatever it left is to be done away with.

    It waits for what the part rests on: that began before it, and whoever gave the tasks does what none of them could.
    """
    while not all(task.file(part).exists() for part in RESTS_ON[task.part]):
        time.sleep(WAITS)
    try:
        return done(task)
    except OnrecordError:  # told where it is tried again
        return None


@seldom_tidied()
def done(task: Task) -> float:
    """Judge a part; gives the CPU seconds that it took. Raises OnrecordError where a file fails."""
    began = time.process_time()
    for left in task.folder.glob(f"{task.part}*"):
        left.unlink()
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(task.record, read_only=True))
        articles = articles_of(store)
        kept = stack.enter_context(_written(task.draft))
        stack.enter_context(kept.roomy(ROOM))
        found, recall = Gathered(kept, is_lasting=True), Recall(kept)
        for revision in articles:  # they are numbered as in the other parts
            recall.serial(revision)
        gather(_judged(task, store, recall, list(batched(articles, PORTION)), stack), found, recall)
    task.draft.rename(task.file(task.part))
    return time.process_time() - began


def gather(bits: Iterable[tuple[str, Changes]], found: Gathered, recall: Recall) -> None:
    """Gather what is judged bit by bit, each with its maker, and write down what is kept in mind of it."""
    for maker, changes in bits:
        found.take(changes.told.values(), changes.gone, by=maker)
        give_back()
    recall.settle()


@contextmanager
def _written(path: Path) -> Iterator[Database]:
    """A new file, which has in the end what is written to it while it is in use."""
    with Store.create(path) as kept:
        kept.db.go_unlogged()
        with kept.db.transaction():
            yield kept.db


def articles_of(store: Store) -> list[str]:
    """The articles of a record by day, in the order in which they are judged."""
    return [revision for (revision,) in store.db.rows(BY_DAY)]


def _judged(
    task: Task, store: Store, recall: Recall, portions: Sequence[Sequence[str]], stack: ExitStack
) -> Iterator[tuple[str, Changes]]:
    desk = Shelves(store)
    if task.part is Part.NAMES:
        return rebuilt_names(desk, recall, portions, store.decisions())
    if task.part is Part.COPIES:
        return rebuilt_copies(desk, recall, portions)
    knows = {part: _read(task.file(part), stack) for part in RESTS_ON[task.part]}
    names = knows[Part.NAMES]
    if task.part is Part.FATES:
        return rebuilt_fates(desk, recall, portions, names)
    asked = Recall(stack.enter_context(_written(task.asked)))
    stack.callback(asked.settle)
    known = Known(names, knows.get(Part.COPIES), asked, houses(packs_of(store)))
    return rebuilt_agreement(desk, recall, portions, known, AGREEING[task.part])


def _read(path: Path, stack: ExitStack) -> Recall:
    """What was kept in mind of a part, as long as the stack lasts."""
    kept = stack.enter_context(Store.open(path, read_only=True)).db
    stack.enter_context(kept.roomy(ROOM))
    return Recall(kept)


class Parts:
    """All parts of what is to be judged of a record, in files of their own."""

    def __init__(self, record: Path, folder: Path) -> None:
        """Begin with none judged; `cpu` counts the seconds that others than this process took."""
        self._tasks = {part: Task(record, folder, part) for part in RESTS_ON}
        self.cpu = 0.0

    def judge(self, engine: Processes) -> None:
        """Judge all, by these processes. What none of them can do is done here, and raises what it raises."""
        with ExitStack() as stack:
            stack.push(lambda error, *_: engine.stop(at_once=error is not None))
            engine.begin(work)
            for task, took in engine.map(work, self._tasks.values()):
                if isinstance(took, float):
                    self.cpu += took
                else:
                    done(task)

    @contextmanager
    def beside(self, store: Store) -> Iterator[None]:
        """With the files of the parts beside a record's, and room for what goes all over it."""
        with store.db.roomy(ROOM), ExitStack() as stack:
            for part, task in self._tasks.items():
                stack.enter_context(store.db.beside(task.file(part), part))
            yield

    def take_over(self, store: Store) -> None:
        """Put what was judged on record, and keep what is to be kept in mind; the files lie beside the record's."""
        recall, found = Recall(store.db), Gathered(store.db)
        recall.forget()
        for part in self._tasks:
            recall.take_over(part)
            found.take_over(part, _surest)
        with ExitStack() as stack:
            asked = [
                Recall(stack.enter_context(Store.open(self._tasks[part].asked, read_only=True)).db) for part in AGREEING
            ]
            for revision in articles_of(store):
                unite_asks(recall, AGREEMENT, revision, asked)
        recall.settle()
        found.settle(store, MAKERS)


def _surest(told: Iterable[Judgement]) -> Iterable[Judgement]:
    return surest([("", each) for each in told])


def workers(processes: int) -> Processes:
    """So many processes, or as many as find something to do; they may begin to do `work` before there is any."""
    return Processes(min(processes, MOST))


@contextmanager
def judged(record: Path, engine: Processes) -> Iterator[Parts]:
    """All of a record judged in parts by some workers, as long as it is in use."""
    with ExitStack() as stack:
        with laid_aside():
            folder = stack.enter_context(TemporaryDirectory(prefix="onrecord-"))
        parts = Parts(record, Path(folder))
        parts.judge(engine)
        yield parts
