"""Posts as they are packed in pages: runs of some hundred in order, a few bytes each.

A page tells of some blocks, whole: which they are, and who is posted in each. Blocks of posts are ordered by their
*place*: by kind, then by number, so that what is laid down of one kind lies together.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.model.memory import BLOCKS, KINDS

Array = NDArray[np.int64]
N = TypeVar("N", int, Array)

BLOCKS_OF_A_PAGE = 64
"""Blocks that a page tells of at most. Packed, it is some hundred bytes; little of a page of SQLite's is left over."""
COUNTED = 255
"""How many are posted at most in a block that shares a page with others."""
SPAN = BLOCKS // KINDS
"""Places of one kind."""
_HEAD = struct.Struct("<HBB")
"""How many blocks are in a page, and of how many bytes are the distances between them and who is posted."""


def place(block: N) -> N:
    """The place of a block, or of each of many."""
    return block % KINDS * SPAN + block // KINDS


def blocks_at(found: Array) -> Array:
    """The block of each place."""
    return found % SPAN * KINDS + found // SPAN


def by_place(blocks: Array, who: Array) -> Iterator[tuple[Array, Array]]:
    """Posts in the order of the blocks and of who is posted in each, as runs of one kind: their places, and who."""
    found = place(blocks)
    order = np.argsort(found, kind="stable")
    found, who = found[order], who[order]
    ends = np.searchsorted(found, np.arange(1, KINDS + 1) * SPAN).tolist()
    for start, end in pairwise([0, *ends]):
        if end > start:
            yield found[start:end], who[start:end]


def packed(at: Array, who: Array) -> Iterator[tuple[int, bytes]]:
    """Posts of one kind in order, one or more, as pages, each with the place of its first block.

    A page holds how far each block is from the first; how many are posted in each, a byte; and who, doubled, those of
    side 1 with one added. Distances and numbers are of as few bytes as do for all of the page, the lowest first. A
    block of more than `COUNTED` is alone in its page, which then holds who is posted and nothing else.
    """
    begins = np.flatnonzero(np.diff(at, prepend=-1) > 0)
    sizes = np.diff(begins, append=len(at))
    blocks, numbers = at[begins], who << 1 ^ who >> 63
    ends = [*begins.tolist(), len(at)]
    for start, end in pairwise([*_starts(sizes).tolist(), len(blocks)]):
        first = int(blocks[start])
        yield first, _page(blocks[start:end] - first, sizes[start:end], numbers[ends[start] : ends[end]])


def _page(far: Array, sizes: Array, numbers: Array) -> bytes:
    width, wide = _width(int(far[-1])), _width(int(numbers.max()))
    many = _bytes(far, width) + sizes.astype(np.uint8).tobytes() if len(far) > 1 else b""
    return _HEAD.pack(len(far), width, wide) + many + _bytes(numbers, wide)


def _starts(sizes: Array) -> Array:
    """At which of some blocks, of which these are the sizes, pages begin."""
    alone = sizes > COUNTED
    after = np.roll(alone, 1)
    return np.flatnonzero(alone | after | (np.arange(len(sizes)) % BLOCKS_OF_A_PAGE == 0))


def _width(most: int) -> int:
    return max(1, -(-most.bit_length() // 8))


def _bytes(numbers: Array, width: int) -> bytes:
    return numbers.astype("<i8", copy=False).view(np.uint8).reshape(-1, 8)[:, :width].tobytes()


def who_is_in(page: bytes, far: int) -> Who:
    """Who is posted in a block of a page, so far from the first.

    The page is searched as it is packed: that is faster than to unpack it.
    """
    many, width, wide = _HEAD.unpack_from(page)
    if many == 1:
        return Who(b"" if far else page[_HEAD.size :], wide)
    sizes = _HEAD.size + many * width
    n = _find(page, far, width, sizes)
    if n < 0:
        return Who(b"", wide)
    start = sizes + many + sum(page[sizes : sizes + n]) * wide
    return Who(page[start : start + page[sizes + n] * wide], wide)


def _find(page: bytes, far: int, width: int, end: int) -> int:
    """Which block is so far from the first, -1 where none is."""
    if far >> 8 * width:
        return -1
    sought = far.to_bytes(width, "little")
    found = page.find(sought, _HEAD.size, end)
    while found >= 0 and (found - _HEAD.size) % width:
        found = page.find(sought, found + 1, end)
    return (found - _HEAD.size) // width if found >= 0 else -1


def is_past(page: bytes, far: int) -> bool:
    """Whether all blocks of a page are less far from the first."""
    many, width, _ = _HEAD.unpack_from(page)
    last = page[_HEAD.size + (many - 1) * width : _HEAD.size + many * width] if many > 1 else b""
    return int.from_bytes(last, "little") < far


class Who:
    """Who is posted in a block, packed: those of side 1 first, as in `Post`."""

    __slots__ = ("_held", "_wide")

    def __init__(self, held: bytes, wide: int) -> None:
        """Take over what a page holds of a block."""
        self._held, self._wide = held, wide

    def __len__(self) -> int:
        """How many are posted."""
        return len(self._held) // self._wide

    def sides(self) -> tuple[int, int]:
        """How many are posted on each side."""
        held, wide = self._held, self._wide
        no = bisect_left(range(len(self)), 1, key=lambda n: ~held[n * wide] & 1)
        return len(self) - no, no

    def on(self, side: int, most: int = -1) -> list[int]:
        """Who is posted on a side, by their numbers of 0 or more in order; so many at most, -1 for all."""
        held, wide, no = self._held, self._wide, self.sides()[1]
        places = range(no - 1, -1, -1) if side else range(no, len(self))
        asked = places if most < 0 else places[:most]
        return [int.from_bytes(held[n * wide : (n + 1) * wide], "little") >> 1 for n in asked]
