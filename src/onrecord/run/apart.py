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
from onrecord.run.doing import ROOM, articles_of, done, work
from onrecord.run.engine import Follower, Inline, Processes
from onrecord.run.tasks import RESTS_ON, Part, Task

LEFT = (
    (Part.NAMES,),
    (Part.TEXTS_MET, Part.PATHS, Part.COPIES, Part.GROUPS),
    (Part.FATES,),
    (Part.CLAIMS_MET, Part.CLAIMS, Part.FIGURES),
)
"""Of each maker, the parts that leave what it tells."""
TAKING_IN = (Part.CLAIMS_IN, Part.FIGURES_IN)
"""The parts that ask for names; what is judged of what they took in asks for some of that again, and for no more."""


@contextmanager
def judged(store: Store, engine: Follower, workers: int) -> Iterator[float]:
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
        with store.db.transaction():
            is_still = store.db.lie_still()
            part = Task(store.path, folder, Part.NAMES, ranges=workers, is_still=is_still)
            # The log of a record is good for this machine alone.
            able = engine if is_still or isinstance(engine, Processes) else Inline()
            record, cpu = _Record(store, part), 0.0
            if isinstance(able, Processes):
                able.begin(work)
                stack.callback(able.stop)
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

    def __init__(self, store: Store, part: Task) -> None:
        """Forget all that is kept in mind."""
        self._store, self._part = store, part
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
                with Store.open(first.file, read_only=True) as left:
                    self._recall.take_over(left.db)
                    self._found.take_over(left.db, _surest)
            else:
                self._found.settle(self._store, first)
        if not self._awaited:
            self._unite_asks(articles_of(self._store))
            self._recall.settle()

    def _unite_asks(self, articles: list[str]) -> None:
        """Keep what was asked of names for each article: all of it when it was taken in."""
        for tasks in zip(*map(self._part.of, TAKING_IN), strict=True):
            with ExitStack() as stack:
                told = [Recall(stack.enter_context(Store.open(task.aside, read_only=True)).db) for task in tasks]
                for revision in tasks[0].within(articles):
                    unite_asks(self._recall, AGREEMENT, revision, told)


def _surest(told: Iterable[Judgement]) -> Iterable[Judgement]:
    return surest([("", each) for each in told])
