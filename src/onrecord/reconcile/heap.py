"""Pairs of numbers put in order, on disk where they are too many to be held: an external sort by ranges of numbers."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from tempfile import TemporaryFile
from typing import BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from onrecord.reconcile.aside import laid_aside

Numbers = NDArray[np.int64]

ROOM = 1 << 20
"""Pairs that are held in memory, 16 bytes each."""
PARTS = 2_048
"""Ranges of the first numbers that are put in order one after the other."""


class Heap:
    """Pairs of numbers, gathered in any order and told in the order of the first, then of the second.

    What is past `room` lies in a temporary file, range by range (a distribution sort; Knuth, The Art of Computer
    Programming 3, 5.4), so that of many pairs a small part is held at a time.
    """

    def __init__(self, end: int, room: int = ROOM) -> None:
        """Begin with none; the first number of each will be 0 or more and less than `end`."""
        self._width = -(-end // PARTS)
        self._room = room
        self._held = array("q"), array("q")
        self._places: list[array[int]] = []
        self._stack = ExitStack()
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Use it until the file is no longer wanted."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of all."""
        with suppress(OSError):  # nothing in the file is wanted any more
            self._stack.close()

    def extend(self, first: Numbers, second: Numbers) -> None:
        """Gather some."""
        for held, numbers in zip(self._held, (first, second), strict=True):
            held.frombytes(numbers.tobytes())
        if len(self._held[0]) >= self._room:
            self._settle()

    def loose(self) -> tuple[Numbers, Numbers]:
        """What is held in memory, in the order in which it came; held no longer."""
        held, self._held = self._held, (array("q"), array("q"))
        first, second = (np.frombuffer(numbers, dtype=np.int64) for numbers in held)
        return first, second

    def runs(self) -> Iterator[tuple[Numbers, Numbers]]:
        """All in order, bit by bit; those of one first number come together."""
        if self._file is None:
            first, second = self.loose()
            if len(first):
                order = np.lexsort((second, first))
                yield first[order], second[order]
            return
        self._settle()
        for places in self._places:
            if places:
                parts = [self._read(*place) for place in zip(places[::2], places[1::2], strict=True)]
                first, second = (np.concatenate([p[n] for p in parts]) for n in (0, 1))
                order = np.lexsort((second, first))
                yield first[order], second[order]

    @laid_aside()
    def _settle(self) -> None:
        """Put what is held into the file."""
        if self._file is None:
            self._file = self._stack.enter_context(TemporaryFile())  # noqa: SIM115 (closed with the stack)
            self._places = [array("q") for _ in range(PARTS)]
        first, second = self.loose()
        parts = first // self._width
        order = np.argsort(parts, kind="stable")
        first, second = first[order], second[order]
        ends = np.searchsorted(parts[order], np.arange(PARTS + 1))
        at = self._file.seek(0, 2)
        for part, (start, end) in enumerate(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)):
            if end > start:
                self._places[part].extend((at, end - start))
                at += 16 * (end - start)
                self._file.write(first[start:end].tobytes())
                self._file.write(second[start:end].tobytes())

    @laid_aside()
    def _read(self, at: int, count: int) -> tuple[Numbers, Numbers]:
        if self._file is None:
            raise LookupError(at)
        self._file.seek(at)
        both = np.frombuffer(self._file.read(16 * count), dtype=np.int64)
        return both[:count], both[count:]


def groups(first: Numbers) -> tuple[Numbers, Numbers]:
    """Where in numbers in order those that are equal begin, and how many each are."""
    starts = np.flatnonzero(np.diff(first, prepend=first[:1] - 1))
    return starts, np.diff(starts, append=len(first))


def crossed(starts: Numbers, ones: Numbers, others: Numbers) -> tuple[Numbers, Numbers]:
    """Where stand the two of each pair of one and another.

    Of each group the ones begin at `starts` and are so many, and the others follow them; gives the places of either.
    """
    counts = ones * others
    group = np.repeat(np.arange(len(starts)), counts)
    place = np.arange(len(group)) - np.repeat(np.cumsum(counts) - counts, counts)
    return starts[group] + place // others[group], starts[group] + ones[group] + place % others[group]


def combined(starts: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Where stand the two of each pair of some groups, the one before the other; groups begin at `starts`."""
    group = np.repeat(np.arange(len(starts)), sizes)
    place = np.arange(len(group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    at = starts[group] + place
    after = sizes[group] - 1 - place
    one = np.repeat(at, after)
    return one, one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(after) - after, after)


def often(pairs: Heap) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """The pairs that were gathered, each once, with how often."""
    for one, other in pairs.runs():
        changes = np.flatnonzero(np.diff(one, prepend=one[:1] - 1) | np.diff(other, prepend=other[:1] - 1))
        yield one[changes], other[changes], np.diff(changes, append=len(one))
