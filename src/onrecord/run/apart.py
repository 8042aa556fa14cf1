"""All judged in tasks by some engine, and taken over by the record.

The record is read meanwhile and not written, so that it is as it was wherever this ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.model import Judgement
from onrecord.reconcile import AGREEMENT, MAKERS, surest, unite_asks
from onrecord.reconcile.aside import laid_aside
from onrecord.record import Gathered, Recall, Store
from onrecord.run.engine import Engine, Processes
from onrecord.run.tasks import RESTS_ON, ROOM, Part, Task, articles_of, done, work

TAKEN_OVER = (Part.NAMES, Part.COPIES, Part.CLAIMS_MET, Part.CLAIMS, Part.FATES, Part.FIGURES)
"""The parts of which the record takes over what they leave; what is left of the others has gone into theirs."""
TAKING_IN, WEIGHING = (Part.CLAIMS_IN, Part.FIGURES_IN), (Part.CLAIMS, Part.FIGURES)
"""The parts that ask for names: those of each range of articles, and those that may ask for any."""


class Parts:
    """All that is to be judged of a record, in files of their own."""

    def __init__(self, record: Path, folder: Path) -> None:
        """Begin with none judged; `cpu` counts the seconds that others than this process took."""
        self._any = Task(record, folder, Part.NAMES)
        self._tasks = [task for part in RESTS_ON for task in self._any.of(part)]
        self.cpu = 0.0

    def judge(self, engine: Engine) -> None:
        """Judge all, by an engine. What it cannot do is done here, and raises what it raises."""
        with _ending(engine):
            for task, took in engine.follow(work, {task: task.rests_on for task in self._tasks}):
                if isinstance(took, float):
                    self.cpu += took
                else:
                    done(task)

    @contextmanager
    def beside(self, store: Store) -> Iterator[None]:
        """With the files that are taken over beside a record's, and room for what goes all over it."""
        with store.db.roomy(ROOM), ExitStack() as stack:
            for task in self._taken_over():
                stack.enter_context(store.db.beside(task.file, task.name))
            yield

    def take_over(self, store: Store) -> None:
        """Put what was judged on record, and keep what is to be kept in mind; the files lie beside the record's."""
        recall, found = Recall(store.db), Gathered(store.db)
        recall.forget()
        for task in self._taken_over():
            recall.take_over(task.name)
            found.take_over(task.name, _surest)
        self._unite_asks(recall, articles_of(store))
        recall.settle()
        found.settle(store, MAKERS)

    def _taken_over(self) -> list[Task]:
        return [task for part in TAKEN_OVER for task in self._any.of(part)]

    def _unite_asks(self, recall: Recall, articles: list[str]) -> None:
        """Keep what was asked of names for each article, by whichever tasks."""
        with ExitStack() as all_ranges:
            others = [_asked(task, all_ranges) for part in WEIGHING for task in self._any.of(part)]
            for tasks in zip(*map(self._any.of, TAKING_IN), strict=True):
                with ExitStack() as one_range:
                    told = [*(_asked(task, one_range) for task in tasks), *others]
                    for revision in tasks[0].within(articles):
                        unite_asks(recall, AGREEMENT, revision, told)


@contextmanager
def _ending(engine: Engine) -> Iterator[None]:
    """With processes of its own begun, which end with this: at once where it fails."""
    if not isinstance(engine, Processes):
        yield
        return
    try:
        engine.begin(work)
        yield
    except BaseException:
        engine.stop(at_once=True)
        raise
    engine.stop()


def _asked(task: Task, stack: ExitStack) -> Recall:
    return Recall(stack.enter_context(Store.open(task.aside, read_only=True)).db)


def _surest(told: Iterable[Judgement]) -> Iterable[Judgement]:
    return surest([("", each) for each in told])


@contextmanager
def judged(record: Path, engine: Engine) -> Iterator[Parts]:
    """All of a record judged by an engine, as long as it is in use."""
    with ExitStack() as stack:
        with laid_aside():
            folder = stack.enter_context(TemporaryDirectory(prefix="onrecord-"))
        parts = Parts(record, Path(folder))
        parts.judge(engine)
        yield parts
