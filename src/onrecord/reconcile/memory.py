"""A memory that lasts as long as the program: what judges a few articles without keeping anything."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.memory import Keys, number

Sides = tuple[set[str], set[str]]
"""The parts on each side of a block; where there is but one, on the first, a block is that part: most are."""


class Mind:
    """A `Memory` in hand; see `onrecord.model.memory`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held: dict[tuple[str, str], tuple[list[tuple[int, int]], str]] = {}
        self._blocks: dict[int, str | Sides] = {}

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

    def beside(self, block: int, part: str) -> tuple[str | None, str | None]:
        """See Memory."""
        held = self._sides(block)[0]
        return max((p for p in held if p < part), default=None), min((p for p in held if p > part), default=None)

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
