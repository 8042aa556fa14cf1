"""What judging keeps in mind: parts by their keys, so that what changed meets what it touches, and never all.

A part is anything that is compared, by an id (20 hexadecimal digits): an entry, a text, a pair. A key is what parts
share before they are compared; those that share one are a block. Parts of one block may stand on two sides of it, as
those who say no and those who say yes; no two stages
share a key. All of it is derived: a record that forgets it judges all anew, and comes out
the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Protocol

Key = tuple[object, ...]
"""What parts share: a name for the kind of key, then texts, numbers, days or None."""
Keys = Iterable[tuple[Key, int]]
"""Keys, each with the side of its block that a part stands on, 0 or 1."""


def number(key: Key) -> int:
    """The number of a key's block: a digest of 63 bits, the same on any machine."""
    return int.from_bytes(blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


class Memory(Protocol):
    """Parts, each of a stage, with the keys that it has and a note."""

    def put(self, stage: str, part: str, keys: Keys, note: str = "") -> set[int]:
        """Keep a part of a stage, in place of what was kept of it; gives the blocks that it was in and is in now."""

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

    def beside(self, block: int, part: str) -> tuple[str | None, str | None]:
        """The parts of side 0 of a block before and after an id, in the order of the ids; the id need not be in it."""
