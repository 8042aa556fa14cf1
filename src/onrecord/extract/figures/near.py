"""Near: what of a reading lies in a stretch of its text, found without going through all of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from onrecord.model import Draft, Parse


class Placed(Protocol):
    """Something that begins at an offset of the text."""

    @property
    def start(self) -> int:
        """Where it begins."""


T = TypeVar("T", bound=Placed)


def beginning_in(items: Sequence[T], start: int, end: int) -> Sequence[T]:
    """Of items in order of place, those that begin within start to end."""
    first = bisect_left(items, start, key=_start)
    return items[first : bisect_left(items, end, lo=first, key=_start)]


def _start(item: Placed) -> int:
    return item.start


def sentence_index(parse: Parse, token: int) -> int:
    """The place of a token's sentence in `Parse.sentences`."""
    return bisect_right(parse.sentences, token, key=lambda s: s.first) - 1


def by_block(parse: Parse, drafts: Iterable[Draft]) -> Mapping[int, list[Draft]]:
    """Drafts by the blocks that their anchors begin in."""
    found: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        blocks = {bisect_right(parse.blocks, a.start, key=_start) - 1 for a in draft.anchors}
        for block in sorted(blocks):
            found[block].append(draft)
    return found
