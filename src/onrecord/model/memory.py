"""What judging keeps in mind: parts by their keys, so that what changed meets what it touches, and never all.

A part is anything that is compared, by an id (20 hexadecimal digits): an entry, a text, a pair. A key is what parts
share before they are compared; those that share one are a block. Parts of one block may stand on two sides of it, as
those who say no and those who say yes; no two stages
share a key. All of it is derived: a record that forgets it judges all anew, and comes out
the same.

Where parts have keys by the hundred, as the runs of words in a text, they are kept as *posts*: a number of a block and
one of whoever is posted in it, and nothing else. Who posts remembers by itself where, on a *sheet*.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol

Key = tuple[object, ...]
"""What parts share: a name for the kind of key, then texts, numbers, days or None."""
Keys = Iterable[tuple[Key, int]]
"""Keys, each with the side of its block that a part stands on, 0 or 1."""


def number(key: Key) -> int:
    """The number of a key's block: a digest of 63 bits, the same on any machine."""
    return int.from_bytes(blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


Post = tuple[int, int]
"""A block of posts, and whoever is posted in it: a number of 0 or more on side 0, its complement (`~n`) on side 1."""

BLOCKS, KINDS = 1 << 51, 16
"""The number of a block of posts is less than the first; what is left over the second is its kind."""
LOW, FACTOR, OTHER = (1 << 64) - 1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
"""What numbers are mixed by: 64 bits, the golden ratio's, and another odd number without pattern."""


class Posting:
    """The numbers of the blocks in which a kind of part is posted, made from few words again and again."""

    def __init__(self, kind: int) -> None:
        """Number blocks of a kind, 0 to 15; no two kinds share a block."""
        self.kind = kind

    def block(self, first: str, second: str = "") -> int:
        """The number of what is named by one or two texts in their order: 47 bits, the same on any machine."""
        return self.at(word(first), word(second))

    def at(self, first: int, second: int = 0) -> int:
        """The number of what is named by one or two numbers in their order, of 64 bits each."""
        mixed = (first * FACTOR + second * OTHER) & LOW
        return ((mixed ^ mixed >> 32) * FACTOR & LOW) >> 21 << 4 | self.kind

    def pairs(self, words: Iterable[str]) -> list[int]:
        """The numbers of each two of some texts, in their order: those that `block` gives."""
        numbers = [word(w) for w in words]
        kind, found = self.kind, []
        for place, first in enumerate(numbers):
            begun = first * FACTOR
            for second in numbers[place + 1 :]:
                mixed = (begun + second * OTHER) & LOW
                found.append(((mixed ^ mixed >> 32) * FACTOR & LOW) >> 21 << 4 | kind)
        return found

    def has(self, block: int) -> bool:
        """Whether a block is of this kind."""
        return block % KINDS == self.kind


@lru_cache(1 << 18)
def word(text: str) -> int:
    """A number of 64 bits for a text, the same on any machine."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class Numbers(Protocol):
    """Whole numbers of 64 bits in a row, as numpy keeps them."""

    def tobytes(self) -> bytes:
        """As 8 bytes each, in the machine's order."""


class Memory(Protocol):
    """Parts, each of a stage, with the keys that it has and a note."""

    def put(self, stage: str, part: str, keys: Keys, note: str = "") -> set[int]:
        """Keep a part of a stage, in place of what was kept of it; gives the blocks that it was in and is in now."""

    def hold(self, stage: str, parts: Iterable[tuple[str, Keys, str]]) -> None:
        """Keep many parts of a stage, none of which is kept, each with its keys and note."""

    def drop(self, stage: str, part: str) -> set[int]:
        """Keep a part no longer; gives the blocks that it was in."""

    def note(self, stage: str, part: str) -> str | None:
        """The note of a part; None where it is not kept."""

    def blocks(self, stage: str, part: str) -> list[tuple[int, int]]:
        """The blocks that a part of a stage is in, each with its side, in order; none where it is not kept."""

    def sides(self, block: int) -> tuple[int, int]:
        """How many parts stand on each side of a block."""

    def parts(self, block: int, side: int | None = None) -> list[str]:
        """The parts of a block, or of one side of it, in the order of their ids, each once."""

    def notes(self, stage: str, block: int) -> Iterable[tuple[str, str]]:
        """The parts of a stage that are in a block, in the order of their ids, each with its note."""

    def before(self, block: int, part: str) -> str | None:
        """The last part of side 0 of a block before an id, in the order of the ids; the id need not be in it."""

    def after(self, block: int, part: str) -> str | None:
        """The first part of side 0 of a block after an id, in the order of the ids; the id need not be in it."""

    def serial(self, part: str) -> int:
        """The number by which a part posts, given to it when it is asked for first: 1 or more."""

    def named(self, serial: int) -> str:
        """The part that posts by a number; raises LookupError where none does."""

    def post(self, more: Iterable[Post], fewer: Iterable[Post] = ()) -> None:
        """Post and take down again: none that is posted, and none that is not."""

    def lay(self, blocks: Numbers, who: Numbers) -> None:
        """Post many, none of which is posted, in the order of the blocks and of who is posted in each."""

    def posted(self, block: int, side: int, most: int = -1) -> list[int]:
        """Who is posted on a side of a block, by their numbers of 0 or more in order; so many at most, -1 for all."""

    def crowded(self, blocks: Iterable[int], least: int, most: int) -> dict[int, int]:
        """Those of some blocks in which so many are posted at least, with how many; they are counted up to `most`."""

    def opposed(self, blocks: Iterable[int]) -> set[int]:
        """Those of some blocks in which somebody is posted on each side."""

    def sheet(self, stage: str, part: str) -> bytes | None:
        """What a part of a stage wrote down; None where nothing."""

    def write(self, stage: str, part: str, sheet: bytes | None) -> None:
        """Write down what a part of a stage remembers, None for nothing, in place of what it had."""
