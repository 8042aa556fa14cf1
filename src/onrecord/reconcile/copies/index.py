"""Which texts to compare: those that share a fingerprint, found in an inverted index, never all with all.

A fingerprint is the least of the hashes of WINDOW shingles on end (winnowing: Schleimer, Wilkerson and Aiken, 2003).
Two texts with SURE words on end in common share one, wherever in them the words stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from onrecord.model.memory import Memory, Posting
from onrecord.reconcile.copies.words import SHINGLE, Words, distinct
from onrecord.reconcile.memory import Mind, packed, placed, unpacked
from onrecord.reconcile.waiting import Waiting

WINDOW = 6
"""Shingles of which one is kept."""
SURE = SHINGLE + WINDOW - 1
COMMON = 200
"""Texts from which on a fingerprint is a formula of the trade and tells nothing."""
LEAST, LONG, MORE = 2, 100, 3
"""Fingerprints that texts share before they are compared: of two that have many each, LONG or more, one more."""

STAGE = "copy index"
FINGERPRINTS = Posting(6)
"""The texts that have a fingerprint."""


def fingerprints(text: Words) -> list[int]:
    """The fingerprints of a text, each once, in the order of the numbers; a short text has one at least."""
    shingles = text.shingles
    if len(shingles) > WINDOW:
        shingles = np.lib.stride_tricks.sliding_window_view(shingles, WINDOW).min(axis=1)
    elif len(shingles):
        shingles = shingles.min(keepdims=True)
    found: list[int] = distinct(shingles).tolist()
    return found


class Index:
    """Texts by their fingerprints. A text can be put in and asked for at any time; the order makes no difference."""

    def __init__(self, texts: Iterable[tuple[str, Sequence[int]]] = (), memory: Memory | None = None) -> None:
        """Hold some texts, each by its name and fingerprints, beside those that the memory has already."""
        self._memory: Memory = Mind() if memory is None else memory
        self._names: set[str] = set()
        self._grown: Counter[int] = Counter()
        self._waiting = Waiting(self._memory)
        for name, found in texts:
            self.put(name, found)

    def put(self, name: str, found: Sequence[int]) -> None:
        """Hold a text."""
        self._hold(name, set(placed(FINGERPRINTS, found)))
        self._names.add(name)

    def write(self, name: str, found: Sequence[int]) -> None:
        """Write down the blocks of a text, which are still to be posted."""
        self._write(name, set(placed(FINGERPRINTS, found)))

    def written(self, name: str) -> list[int]:
        """The blocks that are written down of a text."""
        return unpacked(self._memory.sheet(STAGE, name))

    def drop(self, name: str) -> None:
        """Hold a text no longer."""
        self._names.discard(name)
        self._hold(name, set())

    def near(self, name: str) -> list[str]:
        """The texts that share enough fingerprints with one that is held, in the order of their names."""
        self._waiting.post()
        counts: Counter[int] = Counter()
        alone: set[int] = set()
        mine = self.written(name)
        shared = self._memory.crowded(mine, 2, COMMON + 1)
        for block in (b for b, size in shared.items() if size <= COMMON):
            counts.update(self._memory.posted(block, 0))
            alone.update(self._memory.posted(block, 1))
        least = min(LEAST, len(mine))
        told = {who: n for who, n in counts.items() if n >= least}
        found = {o for who, n in told.items() if (o := self._memory.named(who)) and self._are_near(name, o, n)}
        return sorted((found | {self._memory.named(who) for who in alone}) - {name})

    def _are_near(self, a: str, b: str, shared: int) -> bool:
        return shared >= MORE or shared >= self._needed(a, b)

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
            yield from self._parts(block)

    def met(self) -> Iterator[tuple[str, str]]:
        """Pairs that have come near since the beginning because no longer too many have what they share."""
        opened = self._turned(now=True)
        for block in opened:
            for a, b in combinations(sorted(self._parts(block)), 2):
                if self._shared(a, b, opened) < self._needed(a, b) <= self._shared(a, b, frozenset()):
                    yield a, b

    def _turned(self, *, now: bool) -> frozenset[int]:
        """The blocks that tell something now and did not at the beginning, or the other way round."""
        self._waiting.post()
        grown = {block: by for block, by in self._grown.items() if (by < 0 if now else by > 0)}
        if now:
            sizes = self._memory.crowded(grown, 0, COMMON + 1)
            return frozenset(b for b, by in grown.items() if sizes[b] <= COMMON < sizes[b] - by)
        sizes = self._memory.crowded(grown, COMMON + 1, COMMON + 1 + max(grown.values(), default=0))
        return frozenset(b for b, size in sizes.items() if size - grown[b] <= COMMON)

    def _shared(self, a: str, b: str, less: frozenset[int]) -> int:
        self._waiting.post()
        both = set(self.written(a)).intersection(self.written(b)) - less
        return len(both) - len(self._memory.crowded(both, COMMON + 1, COMMON + 1))

    def _needed(self, a: str, b: str) -> int:
        fewest = min(len(self.written(a)), len(self.written(b)))
        return min(LEAST, fewest) if fewest < LONG else MORE

    def _parts(self, block: int) -> set[str]:
        return {self._memory.named(who) for side in (0, 1) for who in self._memory.posted(block, side)}

    def _hold(self, name: str, now: set[int]) -> None:
        """Hold a text by these blocks in place of those before."""
        who, before = self._memory.serial(name), set(self.written(name))
        # Who has no other fingerprint stands apart: others must not be asked how many they have.
        posts, were = ({(b, ~who if len(held) == 1 else who) for b in held} for held in (now, before))
        if posts != were:
            self._waiting.change(were, posts)
            self._write(name, now)
            self._grown.update(now - before)
            self._grown.subtract(before - now)

    def _write(self, name: str, now: set[int]) -> None:
        self._memory.write(STAGE, name, packed(now) if now else None)
