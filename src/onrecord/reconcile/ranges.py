"""Pairs of numbers that one step leaves for another, which is done in ranges of the first number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

import numpy as np

from onrecord.model import digest
from onrecord.model.memory import Memory
from onrecord.reconcile.heap import Numbers


def packed(first: Numbers, second: Numbers) -> bytes:
    """Pairs as a sheet takes them."""
    return first.tobytes() + second.tobytes()


def unpacked(sheet: bytes | None) -> tuple[Numbers, Numbers]:
    """The pairs on a sheet, none where there is none."""
    both = np.frombuffer(sheet or b"", dtype=np.int64)
    return both[: len(both) // 2], both[len(both) // 2 :]


class Bits:
    """Pairs that are left in a memory under a stage, bit by bit, for each of some ranges of the first number."""

    def __init__(self, memory: Memory, stage: str, ranges: Sequence[range]) -> None:
        """Begin with none."""
        self._memory, self._stage = memory, stage
        self._bits = dict.fromkeys(ranges, 0)

    def leave(self, first: Numbers, second: Numbers) -> None:
        """Leave some; those of no range are of nobody."""
        for numbers, bit in self._bits.items():
            there = (first >= numbers.start) & (first < numbers.stop)
            if there.any():
                self._memory.write(self._stage, _part(self._stage, numbers, bit), packed(first[there], second[there]))
                self._bits[numbers] += 1


def left(memory: Memory, stage: str, numbers: range) -> Iterator[tuple[Numbers, Numbers]]:
    """The pairs that were left for one of the ranges, bit by bit, in the order in which they were."""
    for bit in count():
        sheet = memory.sheet(stage, _part(stage, numbers, bit))
        if sheet is None:
            return
        yield unpacked(sheet)


def _part(stage: str, numbers: range, bit: int) -> str:
    return digest(stage, str(numbers.start), str(numbers.stop), str(bit))
