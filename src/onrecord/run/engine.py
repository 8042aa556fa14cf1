"""Engines: where the work of a stage is done. They give results in the order of the items, whatever the timing."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3
"""Items handed out for each worker, so that none waits and memory stays flat however many items there are."""


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


class Processes:
    """The work is done by worker processes, `count` of them, on this machine.

    A worker that dies over an item (out of memory, a crash in a library) costs that item at most: those in hand are
    tried again, each alone, and the one that kills its worker again is given back as Lost. Workers end with this
    process, even where it is killed.
    """

    def __init__(self, count: int) -> None:
        """Use so many processes."""
        self._count = count

    def map(self, make: Callable[[], Callable[[T], R]], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result."""
        source = iter(items)
        in_hand: deque[tuple[T, Future[R] | None]] = deque()
        while True:
            try:
                yield from self._through(make, source, in_hand)
            except BrokenProcessPool:
                _see_that_workers_start(make)
                while in_hand:
                    item, future = in_hand.popleft()
                    yield item, _result(future) if _is_done(future) else _alone(make, item)
            else:
                return

    def _through(
        self,
        make: Callable[[], Callable[[T], R]],
        source: Iterator[T],
        in_hand: deque[tuple[T, Future[R] | None]],
    ) -> Iterator[tuple[T, R]]:
        pool = _pool(make, self._count)
        try:
            for item in source:
                in_hand.append((item, None))
                with _out_of_reach():
                    in_hand[-1] = (item, pool.submit(_do, item))
                if len(in_hand) >= self._count * AHEAD:
                    yield _first(in_hand)
            while in_hand:
                yield _first(in_hand)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


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


def _alone(make: Callable[[], Callable[[T], R]], item: T) -> R | Lost:
    with _pool(make, 1) as pool:
        try:
            with _out_of_reach():
                future: Future[R] = pool.submit(_do, item)
            result = future.result()
        except BrokenProcessPool:
            return Lost(DIED)
        return result


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
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(make,))


_work: Callable[[Any], Any] | None = None
"""The work of this worker process."""


def _begin(make: Callable[[], Callable[[Any], Any]]) -> None:
    """Make a worker ready: it ends with its parent, and leaves Ctrl-C to it."""
    global _work  # noqa: PLW0603 (what a worker loads once, it keeps for its life)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = make()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(item: Any) -> Any:  # noqa: ANN401 (whatever the work takes and gives)
    if _work is None:
        message = "this worker has not begun"
        raise WorkersError(message)
    return _work(item)
