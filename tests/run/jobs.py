"""Work for worker processes, importable by them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable


def doubling() -> Callable[[int], int]:
    return lambda n: 2 * n


def slowest_first() -> Callable[[int], tuple[int, int]]:
    def work(n: int) -> tuple[int, int]:
        time.sleep(0.05 if n % 4 == 0 else 0)
        return n, os.getpid()

    return work


def dying_on_seven() -> Callable[[int], int]:
    def work(n: int) -> int:
        if n == 7:
            os._exit(3)
        return n

    return work


def dying_on_seven_with_pids() -> Callable[[int], int]:
    work = dying_on_seven()

    def told(n: int) -> int:
        return work(n) * 0 + os.getpid()

    return told


def timed() -> Callable[[int], tuple[float, float]]:
    """From when to when, by the machine's clock; what is even lasts longer."""

    def work(n: int) -> tuple[float, float]:
        begun = time.monotonic()
        time.sleep(0.02 if n % 2 else 0.1)
        return begun, time.monotonic()

    return work


def left_undone() -> Callable[[int], float | None]:
    """When it was begun; nothing of three, which the worker leaves to others."""
    return lambda n: None if n == 3 else time.monotonic()


def not_starting() -> Callable[[int], int]:
    os._exit(4)


def loading() -> Callable[[int], int]:
    time.sleep(60)
    return abs


def failing() -> Callable[[int], int]:
    def work(n: int) -> int:
        raise ValueError(n)

    return work


def sleeping() -> Callable[[int], int]:
    def work(n: int) -> int:
        print(os.getpid(), flush=True)  # noqa: T201 (the test that waits for it reads this)
        time.sleep(60)
        return n

    return work
