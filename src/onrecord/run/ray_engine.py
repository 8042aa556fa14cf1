"""The engine on Ray: the same work on one machine or many, by what people already operate (the extra `ray`).

Shards go through Ray Data: a data source whose read tasks open files and take articles in, and a pool of actors, each
of which loads the reader once. Whatever else is to be mapped goes through actors of Ray itself, item by item. A worker
that dies is replaced, and what it had in hand is done again.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from types import TracebackType
from typing import Any, Self, TypeVar

from onrecord.model.optional import library
from onrecord.run.engine import AHEAD, DIED, TRIES, Lost, WorkersError, handed_on

T = TypeVar("T")
U = TypeVar("U")
R = TypeVar("R")

EXTRA = "ray"
SHARE = 0.1
"""Of a processor, what a task that takes a shard in counts as, and what an actor leaves to it: both must find room."""
TAKERS = 2
"""Actors that one task at a time takes shards in for: reading a shard lasts longer than taking it in."""
MEMORY = 256_000_000
"""Bytes of shared memory of a Ray that is started here: shards on their way from one step to the next."""


class RayEngine:
    """Work done by `workers` actors of Ray; a context manager, which ends the Ray that it started, and no other.

    `address` is that of a cluster (`ray://…`, `auto`, `HOST:PORT`); unset, RAY_ADDRESS, and where that is not set
    either, a Ray is started on this machine. One that this process is connected to already is used as it is. Raises
    NotInstalledError where Ray is not there.
    """

    def __init__(self, workers: int, address: str | None = None) -> None:
        """Say how many; nothing is started yet."""
        self._ray = library("ray", EXTRA)
        self._workers = workers
        self._address = address or os.environ.get("RAY_ADDRESS")
        self._started = False

    def __enter__(self) -> Self:
        """Connect, or start a Ray."""
        if self._ray.is_initialized():
            return self
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        here: dict[str, Any] = {}
        if self._address is None:
            os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
            here = {"num_cpus": self._workers, "object_store_memory": MEMORY, "include_dashboard": False}
            here["runtime_env"] = {"env_vars": {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}}
        try:
            address = self._address or "local"
            self._ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **here)
        except (ConnectionError, RuntimeError, ValueError) as error:
            message = f"Ray cannot be reached or started ({error}); name another address, or build without it"
            raise WorkersError(message) from error
        self._started = True
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let go of Ray; what was started here ends."""
        if self._started:
            self._ray.shutdown()
            self._started = False

    # --- a thing in two steps --------------------------------------------------------------------------

    def spread(
        self, take: Callable[[], Callable[[T], U]], read: Callable[[], Callable[[U], R]], items: Sequence[T]
    ) -> Iterator[tuple[T, R | Lost]]:
        """See onrecord.run.shards.Spread."""
        from onrecord.run.ray_source import source  # noqa: PLC0415 (it needs Ray)

        data = library("ray.data", EXTRA)
        _be_quiet(data)
        size = min(self._size(), len(items))
        takers = max(1, size // TAKERS)
        taken = data.read_datasource(
            source(take, items), override_num_blocks=len(items), num_cpus=SHARE, concurrency=takers
        )
        pool = data.ActorPoolStrategy(min_size=1, max_size=size, initial_size=size)
        done = taken.map(_Reading, fn_constructor_args=(read,), compute=pool, num_cpus=1 - SHARE)
        left = dict(enumerate(items))
        try:
            for row in done.iter_rows():
                yield left.pop(row["number"]), pickle.loads(row["value"])  # noqa: S301 (our own workers wrote it)
        except self._ray.exceptions.RayTaskError:
            raise
        except self._ray.exceptions.RayError:  # more workers died than Ray replaces in one go
            yield from ((item, Lost(DIED)) for item in left.values())

    def _size(self) -> int:
        """Workers that there is room for."""
        there = int(self._ray.cluster_resources().get("CPU", 1))
        return max(1, min(self._workers, there))

    # --- what rests on each other ------------------------------------------------------------------------

    def follow(
        self, make: Callable[[], Callable[[T], R]], rests_on: Mapping[T, Collection[T]]
    ) -> Iterator[tuple[T, R | Lost]]:
        """See Follower. Ray tries a task again whose worker died."""
        done = self._ray.remote(num_cpus=1, max_retries=TRIES - 1)(_done)
        order = TopologicalSorter(rests_on)
        order.prepare()
        in_hand: dict[Any, T] = {}

        def begin(items: Iterable[T]) -> None:
            in_hand.update((done.remote(make, item), item) for item in items)

        try:
            while order.is_active():
                begin(order.get_ready())
                (first, *_), _ = self._ray.wait(list(in_hand), num_returns=1)
                yield from handed_on(order, in_hand.pop(first), self._found(first), begin)
        finally:
            for left in in_hand:
                self._ray.cancel(left, force=True)

    def _found(self, answer: Any) -> Any:  # noqa: ANN401 (whatever the work gives)
        try:
            return self._ray.get(answer)
        except self._ray.exceptions.RayTaskError:
            raise
        except self._ray.exceptions.RayError:
            return Lost(DIED)

    # --- anything else ---------------------------------------------------------------------------------

    def map(self, make: Callable[[], Callable[[T], R]], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result, in order; see Engine."""
        source = iter(items)
        first = next(source, None)
        if first is None:
            return
        crew = _Crew(self._ray, make, self._size())
        try:
            waiting = deque([crew.begin(first)])
            for item in source:
                waiting.append(crew.begin(item))
                if len(waiting) >= self._size() * AHEAD:
                    task = waiting.popleft()
                    yield task.item, crew.result(task)
            while waiting:
                task = waiting.popleft()
                yield task.item, crew.result(task)
        finally:
            crew.leave()


class _Reading:
    """A row with what was taken in -> a row with what came of it: what an actor of Ray Data keeps."""

    def __init__(self, read: Callable[[], Callable[[Any], Any]]) -> None:
        self._work = read()

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        return {"number": row["number"], "value": pickle.dumps(self._work(pickle.loads(row["value"])))}  # noqa: S301 (see spread)


class _Worker:
    """An actor: what it loads once, it keeps for its life."""

    def __init__(self, make: Callable[[], Callable[[Any], Any]]) -> None:
        self._work = make()

    def ready(self) -> bool:
        return True

    def do(self, item: Any) -> Any:  # noqa: ANN401 (whatever the work takes and gives)
        return self._work(item)


def _done(make: Callable[[], Callable[[T], R]], item: T) -> R:
    return make()(item)


@dataclass(eq=False)
class _Post:
    """A place of the crew: who works there, and what is in hand, in order."""

    actor: Any
    tasks: list[_Task] = field(default_factory=list)


@dataclass(eq=False)
class _Task:
    item: Any
    post: _Post
    answer: Any = None
    deaths: int = 0


class _Crew:
    """Actors that do one kind of work; who dies is replaced."""

    def __init__(self, ray: Any, make: Callable[[], Callable[[Any], Any]], size: int) -> None:  # noqa: ANN401 (a module)
        self._ray, self._make = ray, make
        self._hire = ray.remote(num_cpus=1)(_Worker)
        self._posts = [_Post(self._hire.remote(make)) for _ in range(size)]
        for post in self._posts:
            self._see_that_it_starts(post)

    def begin(self, item: T) -> _Task:
        """Have an item done by whom has least in hand."""
        post = min(self._posts, key=lambda p: len(p.tasks))
        task = _Task(item, post)
        post.tasks.append(task)
        task.answer = post.actor.do.remote(item)
        return task

    def result(self, task: _Task) -> Any:  # noqa: ANN401 (whatever the work gives)
        """What came of an item; Lost where workers died over it."""
        while task.deaths < TRIES:
            try:
                found = self._ray.get(task.answer)
            except self._ray.exceptions.RayActorError:
                self._replace(task.post)
            else:
                task.post.tasks.remove(task)
                return found
        return Lost(DIED)

    def leave(self) -> None:
        """Send the actors home."""
        for post in self._posts:
            self._ray.kill(post.actor)

    def _replace(self, post: _Post) -> None:
        """A new actor in the place of one that died over the first of what it had in hand and did not finish."""
        undone = [t for t in post.tasks if self._is_undone(t)]
        undone[0].deaths += 1
        post.actor = self._hire.remote(self._make)
        self._see_that_it_starts(post)
        if undone[0].deaths >= TRIES:
            post.tasks.remove(undone.pop(0))
        for task in undone:
            task.answer = post.actor.do.remote(task.item)

    def _is_undone(self, task: _Task) -> bool:
        try:
            self._ray.get(task.answer)
        except self._ray.exceptions.RayActorError:
            return True
        except Exception:  # noqa: BLE001 (a fault of the work is the caller's, when the item's turn comes)
            return False
        return False

    def _see_that_it_starts(self, post: _Post) -> None:
        try:
            self._ray.get(post.actor.ready.remote())
        except self._ray.exceptions.RayActorError as error:
            message = f"a worker of Ray cannot be started: {error}"
            raise WorkersError(message) from error


def _be_quiet(data: Any) -> None:  # noqa: ANN401 (a module)
    data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
