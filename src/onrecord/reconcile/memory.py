"""A memory that lasts as long as the program: what judges a few articles without keeping anything."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.model.memory import FACTOR, OTHER, Keys, Numbers, Post, Posting, number

_BYTES = 6
"""Bytes of the number of a block of posts."""

Sides = tuple[set[str], set[str]]
"""The parts on each side of a block; where there is but one, on the first, a block is that part: most are."""


def packed(blocks: Iterable[int]) -> bytes:
    """Blocks of posts as a sheet takes them: 6 bytes each, in order."""
    held = np.array(sorted(blocks), dtype="<i8")
    return held.view(np.uint8).reshape(-1, 8)[:, :_BYTES].tobytes()


def unpacked(sheet: bytes | None) -> list[int]:
    """The blocks on a sheet, none where there is none."""
    rows = np.frombuffer(sheet or b"", dtype=np.uint8).reshape(-1, _BYTES)
    found: list[int] = np.pad(rows, ((0, 0), (0, 8 - _BYTES))).view("<i8").ravel().tolist()
    return found


def placed(posting: Posting, firsts: Sequence[int], seconds: Sequence[int] = (0,)) -> list[int]:
    """The blocks that `Posting.at` gives for numbers, each with the other of its place; one alone stands for all."""
    one, other = (np.array(held, dtype=np.uint64) for held in (firsts, seconds))
    mixed = one * np.uint64(FACTOR) + other * np.uint64(OTHER)
    spread = (mixed ^ mixed >> np.uint64(32)) * np.uint64(FACTOR)
    found: list[int] = (spread >> np.uint64(21) << np.uint64(4) | np.uint64(posting.kind)).tolist()
    return found


class Mind:
    """A `Memory` in hand; see `onrecord.model.memory`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held: dict[tuple[str, str], tuple[list[tuple[int, int]], str]] = {}
        self._blocks: dict[int, str | Sides] = {}
        self._serials: dict[str, int] = {}
        self._named: list[str] = []
        self._sheets: dict[tuple[str, str], bytes] = {}
        self._posts = Posts()

    def told(self) -> Iterator[tuple[str, str, list[tuple[int, int]], str]]:
        """All that is kept: of each part its stage, id, blocks and note."""
        return ((stage, part, held, note) for (stage, part), (held, note) in self._held.items())

    def put(self, stage: str, part: str, keys: Keys, note: str = "") -> set[int]:
        """See Memory."""
        touched = self.drop(stage, part)
        held = sorted({(number(key), side) for key, side in keys})
        self._held[stage, part] = (held, note)
        for block, side in held:
            self._add(block, side, part)
        return touched | {block for block, _ in held}

    def hold(self, stage: str, parts: Iterable[tuple[str, Keys, str]]) -> None:
        """See Memory."""
        for part, keys, note in parts:
            self.put(stage, part, keys, note)

    def drop(self, stage: str, part: str) -> set[int]:
        """See Memory."""
        held, _ = self._held.pop((stage, part), ([], ""))
        for block, side in held:
            sides = self._sides(block)
            sides[side].discard(part)
            if not any(sides):
                del self._blocks[block]
        return {block for block, _ in held}

    def note(self, stage: str, part: str) -> str | None:
        """See Memory."""
        held = self._held.get((stage, part))
        return held[1] if held else None

    def blocks(self, stage: str, part: str) -> list[tuple[int, int]]:
        """See Memory."""
        held = self._held.get((stage, part))
        return list(held[0]) if held else []

    def sides(self, block: int) -> tuple[int, int]:
        """See Memory."""
        no, yes = self._sides(block)
        return len(no), len(yes)

    def parts(self, block: int, side: int | None = None) -> list[str]:
        """See Memory."""
        held = self._sides(block)
        return sorted(held[0] | held[1] if side is None else held[side])

    def notes(self, stage: str, block: int) -> list[tuple[str, str]]:
        """See Memory."""
        return [(part, held[1]) for part in self.parts(block) if (held := self._held.get((stage, part)))]

    def before(self, block: int, part: str) -> str | None:
        """See Memory."""
        return max((p for p in self._sides(block)[0] if p < part), default=None)

    def after(self, block: int, part: str) -> str | None:
        """See Memory."""
        return min((p for p in self._sides(block)[0] if p > part), default=None)

    def _sides(self, block: int) -> Sides:
        held = self._blocks.get(block)
        if held is None:
            return set(), set()
        return ({held}, set()) if isinstance(held, str) else held

    def _add(self, block: int, side: int, part: str) -> None:
        if block not in self._blocks and not side:
            self._blocks[block] = part
        else:
            sides = self._blocks[block] = self._sides(block)
            sides[side].add(part)

    # --- posts

    def posts(self) -> Iterator[Post]:
        """All posts, in order."""
        return iter(self._posts)

    def serials(self) -> Iterator[tuple[int, str]]:
        """The numbers of all who may post."""
        return enumerate(self._named, 1)

    def sheets(self) -> Iterator[tuple[str, str, bytes]]:
        """All that is written down, by stage and part."""
        return ((stage, part, sheet) for (stage, part), sheet in self._sheets.items())

    def serial(self, part: str) -> int:
        """See Memory."""
        found = self._serials.get(part)
        if found is None:
            self._named.append(part)
            found = self._serials[part] = len(self._named)
        return found

    def named(self, serial: int) -> str:
        """See Memory."""
        return self._named[serial - 1]

    def post(self, more: Iterable[Post], fewer: Iterable[Post] = ()) -> None:
        """See Memory."""
        self._posts.change(more, fewer)

    def lay(self, blocks: Numbers, who: Numbers) -> None:
        """See Memory."""
        self._posts.lay(blocks, who)

    def posted(self, block: int, side: int, most: int = -1) -> list[int]:
        """See Memory."""
        return self._posts.of(block, side, most)

    def crowded(self, blocks: Iterable[int], least: int, most: int) -> dict[int, int]:
        """See Memory."""
        asked = list(blocks)
        firsts, lasts = self._posts.ranges(asked)
        counts = zip(asked, np.minimum(lasts - firsts, max(least, most)).tolist(), strict=True)
        return {block: count for block, count in counts if count >= least}

    def opposed(self, blocks: Iterable[int]) -> set[int]:
        """See Memory."""
        asked = list(blocks)
        firsts, lasts = self._posts.ranges(asked)
        several = np.flatnonzero(lasts > firsts + 1).tolist()
        return {asked[n] for n in several if self._posts.is_opposed(int(firsts[n]), int(lasts[n]))}

    def sheet(self, stage: str, part: str) -> bytes | None:
        """See Memory."""
        return self._sheets.get((stage, part))

    def write(self, stage: str, part: str, sheet: bytes | None) -> None:
        """See Memory."""
        if sheet is None:
            self._sheets.pop((stage, part), None)
        else:
            self._sheets[stage, part] = sheet


class Posts:
    """Posts in order, 16 bytes each. What changes is put in its place when something is asked for next."""

    def __init__(self) -> None:
        """Begin with none."""
        self._blocks, self._who = array("q"), array("q")
        self._more, self._fewer = array("q"), array("q")

    def __iter__(self) -> Iterator[Post]:
        """All, in order."""
        self._settle()
        return zip(self._blocks, self._who, strict=True)

    def change(self, more: Iterable[Post], fewer: Iterable[Post]) -> None:
        """Put some up, then take others down."""
        for post in more:
            if self._fewer:
                self._settle()
            self._more.extend(post)
        for post in fewer:
            if self._more:
                self._settle()
            self._fewer.extend(post)

    def lay(self, blocks: Numbers, who: Numbers) -> None:
        """Put up some that are in order already."""
        if self._fewer:
            self._settle()
        columns = [np.frombuffer(column.tobytes(), dtype=np.int64) for column in (blocks, who)]
        self._more.frombytes(np.stack(columns, axis=1).tobytes())

    def ranges(self, blocks: list[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where in the order the posts of each block begin and end."""
        if self._more or self._fewer:
            self._settle()
        there, asked = np.frombuffer(self._blocks, dtype=np.int64), np.array(blocks, dtype=np.int64)
        return there.searchsorted(asked), there.searchsorted(asked, side="right")

    def is_opposed(self, first: int, last: int) -> bool:
        """Whether of the posts of a block, which begin and end here, some are on each side."""
        return self._who[first] < 0 <= self._who[last - 1]

    def _range(self, block: int) -> tuple[int, int]:
        if self._more or self._fewer:
            self._settle()
        first = bisect_left(self._blocks, block)
        if first == len(self._blocks) or self._blocks[first] != block:
            return first, first
        return first, bisect_left(self._blocks, block + 1, first)

    def of(self, block: int, side: int, most: int) -> list[int]:
        """See Memory.posted."""
        first, last = self._range(block)
        if first == last:
            return []
        zero = bisect_left(self._who, 0, first, last)
        start, end = (first, zero) if side else (zero, last)
        if not side:
            return self._who[start : end if most < 0 else min(end, start + most)].tolist()
        return [~who for who in reversed(self._who[start if most < 0 else max(start, end - most) : end])]

    def _settle(self) -> None:
        if self._fewer:
            gone = set(zip(self._fewer[::2], self._fewer[1::2], strict=True))
            blocks, who = np.array(self._blocks, dtype=np.int64), np.array(self._who, dtype=np.int64)
            kept = np.ones(len(blocks), dtype=bool)
            for place in np.flatnonzero(np.isin(blocks, np.array(self._fewer[::2], dtype=np.int64))).tolist():
                kept[place] = (int(blocks[place]), int(who[place])) not in gone
            self._blocks, self._who = (array("q", column[kept].tobytes()) for column in (blocks, who))
        if self._more:
            new = np.frombuffer(self._more, dtype=np.int64).reshape(-1, 2)
            blocks = np.concatenate([np.frombuffer(self._blocks, dtype=np.int64), new[:, 0]])
            who = np.concatenate([np.frombuffer(self._who, dtype=np.int64), new[:, 1]])
            order = np.lexsort((who, blocks))
            self._blocks, self._who = array("q", blocks[order].tobytes()), array("q", who[order].tobytes())
        self._more, self._fewer = array("q"), array("q")
