"""All judged in tasks by an engine, and put on record by this process as it comes.

The record is locked meanwhile, but for those who read it, and as it was wherever this ends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.model import Judgement
from onrecord.reconcile import AGREEMENT, MAKERS, surest, unite_asks
from onrecord.reconcile.aside import laid_aside
from onrecord.record import Gathered, Recall, Store
from onrecord.run.engine import Engine, Inline, Processes
from onrecord.run.tasks import MOST, RESTS_ON, ROOM, Part, Task, articles_of, done, work

LEFT = ((Part.NAMES,), (Part.COPIES,), (Part.FATES,), (Part.CLAIMS_MET, Part.CLAIMS, Part.FIGURES))
"""Of each maker, the parts that leave what it tells."""
TAKING_IN, WEIGHING = (Part.CLAIMS_IN, Part.FIGURES_IN), (Part.CLAIMS, Part.FIGURES)
"""The parts that ask for names: those of each range of articles, and those that may ask for any."""


@contextmanager
def judged(store: Store, engine: Engine, workers: int) -> Iterator[float]:
    """A record of which all is judged by an engine of so many workers, and put on record if what is done inside is.

    Gives the CPU seconds that others than this process took. What the engine cannot do is done here, and raises what it
    raises.
    """
    with ExitStack() as stack:
        with laid_aside():
            # Whoever works on another machine sees the record's folder, as it sees the record.
            where = None if isinstance(engine, Processes) else store.path.parent
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="onrecord-", dir=where)))
        stack.enter_context(store.db.roomy(ROOM))
        beside = stack.enter_context(ExitStack())
        with store.db.transaction():
            is_still = store.db.lie_still()
            part = Task(store.path, folder, Part.NAMES, ranges=min(workers, MOST), is_still=is_still)
            # The log of a record is good for this machine alone.
            able = engine if is_still or isinstance(engine, Processes) else Inline()
            record, cpu = _Record(store, part, beside), 0.0
            with _ending(able):
                tasks = [task for each in RESTS_ON for task in part.of(each)]
                for task, took in able.follow(work, {task: task.rests_on for task in tasks}):
                    if isinstance(took, float):
                        cpu += took
                    else:
                        done(task)
                    record.take_over(task)
            yield cpu


class _Record:
    """A record that takes over what tasks leave, one maker's after the other's, in whatever order it comes."""

    def __init__(self, store: Store, part: Task, beside: ExitStack) -> None:
        """Forget all that is kept in mind. What lies `beside` the record is let go of after the transaction."""
        self._store, self._part, self._beside = store, part, beside
        self._recall, self._found = Recall(store.db), Gathered(store.db)
        self._recall.forget()
        self._there: set[Task] = set()
        self._awaited = deque[Task | str]()
        for maker, parts in zip(MAKERS, LEFT, strict=True):
            self._awaited += [task for each in parts for task in part.of(each)]
            self._awaited.append(maker)

    def take_over(self, task: Task) -> None:
        """A task is done: put on record what can be."""
        self._there.add(task)
        while self._awaited and (isinstance(first := self._awaited[0], str) or first in self._there):
            self._awaited.popleft()
            if isinstance(first, Task):
                self._beside.enter_context(self._store.db.beside(first.file, first.name))
                self._recall.take_over(first.name)
                self._found.take_over(first.name, _surest)
            else:
                self._found.settle(self._store, first)
        if not self._awaited:
            self._unite_asks(articles_of(self._store))
            self._recall.settle()

    def _unite_asks(self, articles: list[str]) -> None:
        """Keep what was asked of names for each article, by whichever tasks."""
        with ExitStack() as all_ranges:
            others = [_asked(task, all_ranges) for part in WEIGHING for task in self._part.of(part)]
            for tasks in zip(*map(self._part.of, TAKING_IN), strict=True):
                with ExitStack() as one_range:
                    told = [*(_asked(task, one_range) for task in tasks), *others]
                    for revision in tasks[0].within(articles):
                        unite_asks(self._recall, AGREEMENT, revision, told)


def _asked(task: Task, stack: ExitStack) -> Recall:
    return Recall(stack.enter_context(Store.open(task.aside, read_only=True)).db)


@contextmanager
def _ending(engine: Engine) -> Iterator[None]:
    """With processes begun that end with this, at once where it fails; another engine is left as it is."""
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


def _surest(told: Iterable[Judgement]) -> Iterable[Judgement]:
    return surest([("", each) for each in told])
