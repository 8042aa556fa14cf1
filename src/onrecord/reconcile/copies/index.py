"""Which texts to compare: those that share a fingerprint, found in an inverted index, never all with all.

A fingerprint is the least of the hashes of WINDOW shingles on end (winnowing: Schleimer, Wilkerson and Aiken, 2003).
Two texts with SURE words on end in common share one, wherever in them the words stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np

from onrecord.model.memory import Memory
from onrecord.reconcile.copies.words import SHINGLE, Words
from onrecord.reconcile.memory import Mind

WINDOW = 6
"""Shingles of which one is kept."""
SURE = SHINGLE + WINDOW - 1
COMMON = 200
"""Texts from which on a fingerprint is a formula of the trade and tells nothing."""
LEAST, LONG, MORE = 2, 100, 3
"""Fingerprints that texts share before they are compared: of two that have many each, LONG or more, one more."""

STAGE = "copy index"


def fingerprints(text: Words) -> list[int]:
    """The fingerprints of a text, each once, in the order of the numbers; a short text has one at least."""
    shingles = text.shingles
    if len(shingles) > WINDOW:
        shingles = np.lib.stride_tricks.sliding_window_view(shingles, WINDOW).min(axis=1)
    elif len(shingles):
        shingles = shingles.min(keepdims=True)
    found: list[int] = np.unique(shingles).tolist()
    return found


class Index:
    """Texts by their fingerprints. A text can be put in and asked for at any time; the order makes no difference."""

    def __init__(self, texts: Iterable[tuple[str, Iterable[int]]] = (), memory: Memory | None = None) -> None:
        """Hold some texts, each by its name and fingerprints, beside those that the memory has already."""
        self._memory: Memory = Mind() if memory is None else memory
        self._names: set[str] = set()
        self._grown: Counter[int] = Counter()
        self._sizes: dict[int, int] = {}
        for name, found in texts:
            self.put(name, found)

    def put(self, name: str, found: Iterable[int]) -> None:
        """Hold a text."""
        self.drop(name)
        told = list(found)
        # Who has no other fingerprint stands apart: others must not be asked how many they have.
        side = int(len(told) == 1)
        self._memory.put(STAGE, name, ((("copy fingerprint", f), side) for f in told))
        self._names.add(name)
        self._count(name, 1)

    def drop(self, name: str) -> None:
        """Hold a text no longer."""
        self._names.discard(name)
        self._count(name, -1)
        self._memory.drop(STAGE, name)

    def near(self, name: str) -> list[str]:
        """The texts that share enough fingerprints with one that is held, in the order of their names."""
        counts: Counter[str] = Counter()
        alone: set[str] = set()
        mine = self._blocks(name)
        for block in mine:
            if self._tells(block):
                counts.update(self._memory.parts(block, 0))
                alone.update(self._memory.parts(block, 1))
        least = min(LEAST, len(mine))
        found = {o for o, n in counts.items() if n >= least and (n >= MORE or n >= self._needed(name, o))}
        return sorted((found | alone) - {name})

    def is_near(self, a: str, b: str) -> bool:
        """Whether two that are held share enough fingerprints."""
        return self._shared(a, b, frozenset()) >= self._needed(a, b)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every pair of the texts put in here that is to be compared, once."""
        for name in sorted(self._names):
            yield from ((name, other) for other in self.near(name) if name < other)

    def parted(self) -> Iterator[str]:
        """Texts that have lost a fingerprint since the beginning because too many have it now; some more than once."""
        for block in self._turned(now=False):
            yield from self._memory.parts(block)

    def met(self) -> Iterator[tuple[str, str]]:
        """Pairs that have come near since the beginning because no longer too many have what they share."""
        opened = self._turned(now=True)
        for block in opened:
            for a, b in combinations(self._memory.parts(block), 2):
                if self._shared(a, b, opened) < self._needed(a, b) <= self._shared(a, b, frozenset()):
                    yield a, b

    def _turned(self, *, now: bool) -> frozenset[int]:
        """The blocks that tell something now and did not at the beginning, or the other way round."""
        was = {b: self._size(b) - grown <= COMMON for b, grown in self._grown.items() if grown}
        return frozenset(b for b, told in was.items() if told != now and self._tells(b) == now)

    def _shared(self, a: str, b: str, less: frozenset[int]) -> int:
        both = set(self._blocks(a)).intersection(self._blocks(b)) - less
        return sum(self._tells(block) for block in both)

    def _needed(self, a: str, b: str) -> int:
        fewest = min(len(self._blocks(a)), len(self._blocks(b)))
        return min(LEAST, fewest) if fewest < LONG else MORE

    def _blocks(self, name: str) -> list[int]:
        return [block for block, _ in self._memory.blocks(STAGE, name)]

    def _tells(self, block: int) -> bool:
        return self._size(block) <= COMMON

    def _size(self, block: int) -> int:
        found = self._sizes.get(block)
        if found is None:
            found = self._sizes[block] = sum(self._memory.sides(block))
        return found

    def _count(self, name: str, more: int) -> None:
        for block in self._blocks(name):
            self._grown[block] += more
            self._sizes.pop(block, None)
