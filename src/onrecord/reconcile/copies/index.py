"""Which texts to compare: those that share a fingerprint, found in an inverted index, never all with all.

A fingerprint is the least of the hashes of WINDOW shingles on end (winnowing: Schleimer, Wilkerson and Aiken, 2003).
Two texts with SURE words on end in common share one, wherever in them the words stand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from onrecord.reconcile.copies.words import SHINGLE, Words

WINDOW = 6
"""Shingles of which one is kept."""
SURE = SHINGLE + WINDOW - 1
COMMON = 200
"""Texts from which on a fingerprint is a formula of the trade and tells nothing."""
LEAST = 2
"""Fingerprints that texts share before they are compared."""


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

    def __init__(self, texts: Iterable[tuple[str, Iterable[int]]] = ()) -> None:
        """Hold some texts, each by its name and fingerprints."""
        self._held: dict[str, tuple[int, ...]] = {}
        self._texts: dict[int, set[str]] = defaultdict(set)
        for name, found in texts:
            self.put(name, found)

    def put(self, name: str, found: Iterable[int]) -> None:
        """Hold a text."""
        self._held[name] = tuple(found)
        for fingerprint in self._held[name]:
            self._texts[fingerprint].add(name)

    def drop(self, name: str) -> None:
        """Hold a text no longer."""
        for fingerprint in self._held.pop(name, ()):
            self._texts[fingerprint].discard(name)

    def near(self, name: str) -> list[str]:
        """The texts that share enough fingerprints with one that is held, in the order of their names."""
        told = [self._texts[f] for f in self._held[name] if len(self._texts[f]) <= COMMON]
        counts = Counter(other for texts in told for other in texts)
        least = min(LEAST, len(self._held[name]))
        return sorted(o for o, n in counts.items() if o != name and n >= min(least, len(self._held[o])))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every pair of texts that is to be compared, once."""
        for name in sorted(self._held):
            yield from ((name, other) for other in self.near(name) if name < other)
