"""The words of an article's own text, as numbers that can be compared fast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Revision, ZoneType

SHINGLE = 5
"""Words on end that are compared: fewer meet by chance, more miss what is lightly reworded."""

Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]
Number = TypeVar("Number", np.int64, np.uint64)

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_QUOTE = re.compile(r"[“\"]|``|[”]|''|\n\s*\n")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without pattern (2 to the 64th over the golden ratio), which keeps the order of words in a hash."""


KNOWN = 1 << 18
"""Words whose hashes are kept at hand."""


class _Hashes(dict[str, int]):
    """The same number for a word on any machine; each is reckoned once."""

    def __missing__(self, word: str) -> int:
        if len(self) >= KNOWN:
            self.clear()
        plain = word.casefold().replace("’", "'").encode("utf-8", "surrogatepass")
        found = self[word] = int.from_bytes(blake2b(plain, digest_size=8).digest(), "big")
        return found


_HASHES = _Hashes()


@dataclass(frozen=True)
class Words:
    """The words of a revision's body: where each stands, its hash, and whether it stands within quotation marks.

    Titles, bylines, captions and page furniture are left out: they are the site's, or every site has them.
    """

    revision: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    hashes: Hashes
    quoted: Mask

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.hashes)

    @cached_property
    def shingles(self) -> Hashes:
        """The hash of every SHINGLE words on end, in order."""
        return hashed(self.hashes, SHINGLE)

    @cached_property
    def sorted_shingles(self) -> Hashes:
        """The same, each once, in the order of the numbers."""
        return distinct(self.shingles)

    @cached_property
    def own(self) -> int:
        """How many words are the writer's, not within quotation marks."""
        return len(self) - count_of(self.quoted)


def hashed(hashes: Hashes, length: int) -> Hashes:
    """The hash of every so many words on end, in order."""
    count = len(hashes) - length + 1
    found = np.zeros(max(count, 0), dtype=np.uint64)
    for offset in range(length if count > 0 else 0):
        found = found * _FACTOR + hashes[offset : offset + count]
    return found ^ (found >> np.uint64(29))


def distinct(numbers: Hashes) -> Hashes:
    """Some numbers in order, each once."""
    found = np.sort(numbers)
    return found[np.append(True, found[1:] != found[:-1])] if len(found) else found


def among(wanted: NDArray[Number], held: NDArray[Number]) -> Mask:
    """Which of some numbers are among others, which are in order."""
    if not len(held):
        return np.zeros(len(wanted), dtype=bool)
    at = np.searchsorted(held, wanted)
    at[at == len(held)] = 0
    found: Mask = held[at] == wanted
    return found


def share_of(mask: Mask) -> float:
    """Which part of some words a mask has; there is one word at least."""
    return count_of(mask) / len(mask)


def count_of(mask: Mask) -> int:
    """How many words a mask has."""
    return int(np.count_nonzero(mask))


def words(revision: Revision) -> Words:
    """The words of a revision's body."""
    text = revision.text
    spans = [match.span() for begin, end in bodies(revision) for match in _WORD.finditer(text, begin, end)]
    hashes = np.fromiter((_HASHES[text[start:end]] for start, end in spans), dtype=np.uint64, count=len(spans))
    places = np.fromiter(chain.from_iterable(spans), dtype=np.int64, count=2 * len(spans)).reshape(-1, 2)
    starts, ends = places.T.copy()
    return Words(revision.id, starts, ends, hashes, _quoted(revision, starts))


def bodies(revision: Revision) -> Iterator[tuple[int, int]]:
    """Where the stretches of a revision's body begin and end."""
    return ((z.start, z.end) for z in revision.zones if z.type is ZoneType.BODY)


def _quoted(revision: Revision, places: NDArray[np.int64]) -> Mask:
    """Which words stand within quotation marks; a mark that is never closed holds to the end of its paragraph."""
    edges, values, inside = [-1], [False], False
    for start, end in bodies(revision):
        inside = False
        for mark in _QUOTE.finditer(revision.text, start, end):
            inside = _after(mark.group(), inside=inside)
            edges.append(mark.start())
            values.append(inside)
        edges.append(end)
        values.append(False)
    found: Mask = np.array(values)[np.searchsorted(np.array(edges), places, side="right") - 1]
    return found


def _after(mark: str, *, inside: bool) -> bool:
    """Whether words after a mark are quoted: a straight mark opens or closes, a paragraph's end closes."""
    if mark == '"':
        return not inside
    return mark in {"“", "``"}
