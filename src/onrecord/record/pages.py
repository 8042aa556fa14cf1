"""Posts as they are packed in pages: runs of some hundred in order, a few bytes each.

A page tells of some blocks, whole: which they are, and who is posted in each. Blocks of posts are ordered by their
*place*: by kind, then by number, so that what is laid down of one kind lies together.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.model.memory import BLOCKS, KINDS

Array = NDArray[np.int64]

BLOCKS_OF_A_PAGE = 96
"""Blocks that a page tells of. So packed, it is about a kilobyte, of which four fill a page of SQLite's."""
SPAN = BLOCKS // KINDS
"""Places of one kind."""
_HEAD = struct.Struct("<IBB")
"""How many are posted in a page, and of how many bits are the gaps between its blocks and who is posted."""


def place(block: int) -> int:
    """The place of a block."""
    return block % KINDS * SPAN + block // KINDS


def places(blocks: Array) -> Array:
    """The place of each block."""
    return blocks % KINDS * SPAN + blocks // KINDS


def blocks_at(found: Array) -> Array:
    """The block of each place."""
    return found % SPAN * KINDS + found // SPAN


def by_place(blocks: Array, who: Array) -> Iterator[tuple[Array, Array]]:
    """Posts in the order of the blocks and of who is posted in each, as runs of one kind: their places, and who."""
    found = places(blocks)
    order = np.argsort(found, kind="stable")
    found, who = found[order], who[order]
    ends = np.searchsorted(found, np.arange(1, KINDS + 1) * SPAN).tolist()
    for start, end in pairwise([0, *ends]):
        if end > start:
            yield found[start:end], who[start:end]


@dataclass(frozen=True, slots=True)
class Page:
    """The places of some blocks, in order; where among all who are posted those of each begin, and where they end."""

    places: array[int]
    ends: array[int]
    who: array[int]

    def of(self, at: int) -> tuple[array[int], int]:
        """Who is posted in a block, those of side 1 before, as in `Post`; and how many these are."""
        n = bisect_left(self.places, at)
        if n == len(self.places) or self.places[n] != at:
            return _NOBODY, 0
        told = self.who[self.ends[n] : self.ends[n + 1]]
        return told, bisect_left(told, 0)


_NOBODY = array("q")


def packed(at: Array, who: Array) -> Iterator[tuple[int, bytes]]:
    """Posts of one kind in order, one or more, as pages, each with the place of its first block.

    A page holds a bit for each post, set where a block begins; the gaps from each block to the next; and who is posted,
    doubled, those of side 1 with one added. Gaps and numbers are of as few bits as do for all of the page.
    """
    begins = np.diff(at, prepend=-1) > 0
    blocks = np.flatnonzero(begins)
    gaps = np.diff(at[blocks], prepend=at[0])
    numbers = who << 1 ^ who >> 63
    starts = np.arange(0, len(blocks), BLOCKS_OF_A_PAGE)
    gaps[starts] = 0
    firsts = blocks[starts]
    widths = (_widths(np.maximum.reduceat(gaps, starts)), _widths(np.maximum.reduceat(numbers, firsts)))
    ends = zip(firsts.tolist(), [*firsts[1:].tolist(), len(at)], strict=True)
    for start, (first, last), gap, number in zip(starts.tolist(), ends, *widths, strict=True):
        bits = (
            begins[first:last],
            _bits(gaps[start + 1 : start + BLOCKS_OF_A_PAGE], gap),
            _bits(numbers[first:last], number),
        )
        yield int(at[first]), _HEAD.pack(last - first, gap, number) + np.packbits(np.concatenate(bits)).tobytes()


def _widths(most: Array) -> list[int]:
    return [n.bit_length() for n in most.tolist()]


def _bits(numbers: Array, width: int) -> NDArray[np.uint8]:
    eight = numbers.astype("<i8").view(np.uint8).reshape(-1, 8)
    return np.unpackbits(eight, axis=1, bitorder="little")[:, :width].ravel()


def unpacked(first: int, page: bytes) -> Page:
    """A page as it was packed."""
    size, gap, number = _HEAD.unpack_from(page)
    bits = np.unpackbits(np.frombuffer(page, dtype=np.uint8, offset=_HEAD.size))
    begins = np.flatnonzero(bits[:size])
    middle = size + gap * (len(begins) - 1)
    told = np.cumsum(_numbers(bits[size:middle], gap, len(begins) - 1))
    numbers = _numbers(bits[middle : middle + size * number], number, size)
    found = array("q", [first])
    found.frombytes((told + first).tobytes())
    ends = array("q", begins.tobytes())
    ends.append(size)
    return Page(found, ends, array("q", (numbers >> 1 ^ -(numbers & 1)).tobytes()))


def _numbers(bits: NDArray[np.uint8], width: int, count: int) -> Array:
    rows = np.zeros((count, 64), dtype=np.uint8)
    rows[:, :width] = bits.reshape(count, width)
    return np.packbits(rows, axis=1, bitorder="little").view("<i8").ravel().astype(np.int64)
