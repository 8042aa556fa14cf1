"""Values so many at once: as many as a statement takes, or as memory should hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(values: Iterable[T], most: int) -> Iterator[list[T]]:
    """Values in order, in lists of `most` and of what is left; no list is empty. Python 3.12 has it in itertools."""
    left = iter(values)
    while some := list(islice(left, most)):
        yield some
