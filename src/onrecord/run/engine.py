"""Engines: where the work of a stage is done. They give results in the order of the items, whatever the timing."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from graphlib import TopologicalSorter
from multiprocessing.process import BaseProcess
from typing import Protocol, TypeVar

from onrecord.work.process import begin, do, ready

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 64
"""Items handed out for each worker, so that none waits and memory stays flat however many items there are.

Results come in order: while one worker is at a long text, for ten seconds at times, the others go on with what is
handed out behind it.
"""


TRIES = 2
"""Workers that may die over an item before it is given up."""
DIED = "the process that read it died; it may need more memory than there is"
"""Why an item is lost that no worker lives through."""


class WorkersError(RuntimeError):
    """Worker processes could not be started."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands in for a result where the worker process died over an item."""

    reason: str


class Engine(Protocol):
    """Maps work over items."""

    def map(self, make: Callable[[], Callable[[T], R]], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result, in order. `make` is called once a worker, and gives the work to be done."""


class Follower(Protocol):
    """Does items of which some rest on others."""

    def follow(
        self, make: Callable[[], Callable[[T], R]], rests_on: Mapping[T, Collection[T]]
    ) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result, as soon as it is there; one is begun when all that it rests on are there.

        Where a result is None or Lost, whoever asked has to do the item before they ask for the next.
        """


class Worker(Engine, Follower, Protocol):
    """Does both."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Engines(StrEnum):
    """Where shards are read: by processes of this machine, or by a Ray."""

    LOCAL = "local"
    RAY = "ray"


class Inline:
    """The work is done here, one item after another."""

    def map(self, make: Callable[[], Callable[[T], R]], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result."""
        work = make()
        return ((item, work(item)) for item in items)

    def follow(
        self, make: Callable[[], Callable[[T], R]], rests_on: Mapping[T, Collection[T]]
    ) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result, after what it rests on."""
        return self.map(make, TopologicalSorter(rests_on).static_order())


class Processes:
    """The work is done by worker processes, `count` of them, on this machine.

    A worker that dies over an item (out of memory, a crash in a library) costs that item at most: those in hand are
    tried again, each alone, and the one that kills its worker again is given back as Lost. Workers end with this
    process, even where it is killed.
    """

    def __init__(self, count: int) -> None:
        """Use so many processes."""
        self.count = count
        self._early: ProcessPoolExecutor | None = None
        self._begun: list[Future[None]] = []
        self._workers: list[BaseProcess] = []

    def begin(self, make: Callable[[], Callable[[T], R]]) -> None:
        """Have the workers begin now, unless they have, and stay for every `map` of the same `make` until `stop`."""
        if self._early:
            return
        self._early, others = _pool(make, self.count), set(multiprocessing.active_children())
        with suppress(BrokenProcessPool), _out_of_reach():  # that they do not start, `map` tells
            for _ in range(self.count):
                self._begun.append(self._early.submit(ready))
        self._workers = [w for w in multiprocessing.active_children() if w not in others]

    def has_begun(self) -> bool:
        """Whether workers have begun and wait for work."""
        return bool(self._begun) and all(map(_is_done, self._begun))

    def stop(self) -> None:
        """Have workers end that have begun, at once, whatever they are at: to end by themselves takes them seconds."""
        early, self._early = self._early, None
        for worker in self._workers:
            worker.terminate()
        if early:  # waited for: Python 3.11 may stumble over a pool that is still ending when it ends itself
            early.shutdown(cancel_futures=True)
        self._begun, self._workers = [], []

    def map(self, make: Callable[[], Callable[[T], R]], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result."""
        source = iter(items)
        in_hand: deque[tuple[T, Future[R] | None]] = deque()
        while True:
            try:
                yield from self._through(make, source, in_hand)
            except BrokenProcessPool:
                self.stop()
                _see_that_workers_start(make)
                yield from _one_by_one(make, in_hand)
            else:
                return

    def follow(
        self, make: Callable[[], Callable[[T], R]], rests_on: Mapping[T, Collection[T]]
    ) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result, as soon as it is there."""
        order = TopologicalSorter(rests_on)
        order.prepare()
        in_hand: dict[T, Future[R] | None] = {}
        while order.is_active():
            try:
                yield from self._as_they_come(make, order, in_hand)
            except BrokenProcessPool:
                self.stop()
                _see_that_workers_start(make)
                undone = deque(in_hand.items())
                in_hand.clear()
                for item, found in _one_by_one(make, undone):
                    yield item, found
                    order.done(item)

    def _as_they_come(
        self, make: Callable[[], Callable[[T], R]], order: TopologicalSorter[T], in_hand: dict[T, Future[R] | None]
    ) -> Iterator[tuple[T, R]]:
        pool = self._early or _pool(make, self.count)
        try:
            while order.is_active():
                _begin(pool, order.get_ready(), in_hand)
                if None in in_hand.values():
                    raise BrokenProcessPool
                wait([future for future in in_hand.values() if future], return_when=FIRST_COMPLETED)
                item = next(item for item, future in in_hand.items() if future and future.done())
                found = _result(in_hand[item])
                del in_hand[item]
                yield from handed_on(order, item, found, lambda ready: _begin(pool, ready, in_hand))
        finally:
            if pool is not self._early:
                pool.shutdown(wait=not in_hand, cancel_futures=True)

    def _through(
        self,
        make: Callable[[], Callable[[T], R]],
        source: Iterator[T],
        in_hand: deque[tuple[T, Future[R] | None]],
    ) -> Iterator[tuple[T, R]]:
        pool = self._early or _pool(make, self.count)
        try:
            for item in source:
                in_hand.append((item, None))
                with _out_of_reach():
                    in_hand[-1] = (item, pool.submit(do, item))
                if len(in_hand) >= self.count * AHEAD:
                    yield _first(in_hand)
            while in_hand:
                yield _first(in_hand)
        finally:
            if pool is not self._early:
                pool.shutdown(wait=not in_hand, cancel_futures=True)


def handed_on(
    order: TopologicalSorter[T], item: T, found: R, begin: Callable[[Iterable[T]], None]
) -> Iterator[tuple[T, R]]:
    """An item with what was found: what rests on it is begun before, or can be after, where it is left undone."""
    is_there = found is not None and not isinstance(found, Lost)
    if is_there:
        order.done(item)
        begin(order.get_ready())
    yield item, found
    if not is_there:
        order.done(item)


def _begin(pool: ProcessPoolExecutor, items: Iterable[T], in_hand: dict[T, Future[R] | None]) -> None:
    """Have items done, which are in hand from now on; without a future where the workers are gone."""
    ready = list(items)
    in_hand |= dict.fromkeys(ready)
    with suppress(BrokenProcessPool):
        for item in ready:
            with _out_of_reach():
                in_hand[item] = pool.submit(do, item)


@contextmanager
def _out_of_reach() -> Iterator[None]:
    """Processes that are started in here do not see Ctrl-C, from their first moment on: it is their parent's to act."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _first(in_hand: deque[tuple[T, Future[R] | None]]) -> tuple[T, R]:
    item, future = in_hand[0]
    result = _result(future)
    in_hand.popleft()
    return item, result


def _result(future: Future[R] | None) -> R:
    if future is None:
        raise BrokenProcessPool
    return future.result()


def _is_done(future: Future[R] | None) -> bool:
    return future is not None and future.done() and not future.cancelled() and future.exception() is None


def _one_by_one(
    make: Callable[[], Callable[[T], R]], in_hand: deque[tuple[T, Future[R] | None]]
) -> Iterator[tuple[T, R | Lost]]:
    """What is in hand, each item by itself, by one worker until it dies: so it is known over which."""
    with ExitStack() as alone:
        pool: ProcessPoolExecutor | None = None
        while in_hand:
            item, future = in_hand.popleft()
            found: R | Lost
            try:
                if not _is_done(future):
                    pool = pool or alone.enter_context(_pool(make, 1))
                    with _out_of_reach():
                        future = pool.submit(do, item)
                found = _result(future)
            except BrokenProcessPool:
                pool, found = None, Lost(DIED)
            yield item, found


def _see_that_workers_start(make: Callable[[], Callable[[T], R]]) -> None:
    with _pool(make, 1) as pool:
        try:
            pool.submit(os.getpid).result()
        except BrokenProcessPool as error:
            message = "worker processes cannot be started here; build with one process (--processes 1)"
            raise WorkersError(message) from error


def _pool(make: Callable[[], Callable[[T], R]], count: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork would copy the locks of the language library's and the record's threads.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=begin, initargs=(make,))
