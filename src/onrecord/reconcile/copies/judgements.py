"""Entries that stand in copied words: one telling of them, however many sites print it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter

from onrecord.model import Entry, Judgement, Kind, Verdict
from onrecord.packs import lexicon
from onrecord.reconcile.copies.values import Copy, Passage, Reuse, Reused

BY = "reconcile-copies/1"

JUDGED = (Kind.ATTRIBUTION, Kind.FIGURE, Kind.EVENT, Kind.COMMITMENT)
"""The kinds of entry that are copied: what is told, and not what it is told with."""

ALIKE = 0.8
"""The share of an entry's words that stand in both texts, where a copy is reworded."""
OUTSIDE = 2
"""Characters of an entry that may stand outside of a passage that it lies in: marks."""
SURE, UNSURE = 0.95, 0.8
"""Scores: of a copy whose direction is known, and of one of which it is not. An order, not yet measured."""


def copied_entries(reused: Reused, entries: Iterable[Entry]) -> Iterator[Judgement]:
    """For each entry that stands in copied words, that it copies the entry on the same words of the text before.

    Each entry is paired with one at most: the nearest within the passage, of its kind, with the same words.
    """
    held: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind in JUDGED:
            held[entry.revision].append(entry)
    for copy in reused.copies:
        yield from of_copy(copy, Placed(held[copy.copy]), Placed(held[copy.origin]))


def of_copy(copy: Copy, mine: Placed, theirs: Placed) -> Iterator[Judgement]:
    """Which entries of a copy copy which of its origin's."""
    taken: set[str] = set()
    for passage in copy.passages:
        there = theirs.inside(passage.origin.span)
        for entry in sorted(mine.inside(passage.copy.span), key=_place):
            fitting = [e for e in there if e.id not in taken and _is_same(entry, e, copy)]
            if fitting:
                first = min(fitting, key=lambda e: (_apart(entry, e, passage), e.ordinal != entry.ordinal, e.id))
                taken.add(first.id)
                yield _judgement(copy, entry, first)


def _judgement(copy: Copy, entry: Entry, first: Entry) -> Judgement:
    what = "in a later text of the same article" if copy.reuse is Reuse.REVISION else f"({copy.reuse.value} copy)"
    reason = f"the same words {what}: {copy.reason}"
    return Judgement(Verdict.COPIES, entry.id, first.id, reason, SURE if copy.sure else UNSURE, BY)


class Placed:
    """Entries of one text by where their words begin."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Place entries of the kinds that are judged, given in any order."""
        spans = ((min(a.start for a in e.anchors), max(a.end for a in e.anchors), e) for e in entries)
        self._told = sorted(spans, key=itemgetter(0))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._told)

    def inside(self, span: tuple[int, int]) -> list[Entry]:
        """Those whose words lie in a passage; a mark or two may stand outside."""
        start, end = span[0] - OUTSIDE, span[1] + OUTSIDE
        first = bisect_left(self._told, start, key=itemgetter(0))
        last = bisect_right(self._told, end, first, key=itemgetter(0))
        return [entry for _, to, entry in self._told[first:last] if to <= end]


def _place(entry: Entry) -> tuple[tuple[int, int], str, int, str]:
    return min(a.span for a in entry.anchors), entry.kind.value, entry.ordinal, entry.id


def _apart(entry: Entry, other: Entry, passage: Passage) -> int:
    """How far from the same place in its passage another entry stands, in characters."""
    return abs((_place(entry)[0][0] - passage.copy.start) - (_place(other)[0][0] - passage.origin.start))


def _is_same(entry: Entry, other: Entry, copy: Copy) -> bool:
    """Whether two entries rest on the same words; what a copy rewords may differ, but in no number and no "not"."""
    if entry.kind is not other.kind or len(entry.anchors) != len(other.anchors):
        return False
    mine, theirs = _words(entry), _words(other)
    if mine == theirs or entry.kind is not Kind.ATTRIBUTION or copy.reuse is not Reuse.REWORDED:
        return mine == theirs
    differing = set(mine) ^ set(theirs)
    telling = any(w in _telling() or any(c.isdigit() for c in w) for w in differing)
    return not telling and len(set(mine) & set(theirs)) >= ALIKE * max(len(set(mine)), len(set(theirs)))


@cache
def _telling() -> frozenset[str]:
    """Words whose change makes another statement: numbers and negations."""
    numbers = lexicon("numbers")
    counted = (w for table in ("small", "tens", "scales", "vague", "ordinals") for w in numbers[table])
    return frozenset([*counted, "t", *lexicon("events")["negations"]])


def _words(entry: Entry) -> list[str]:
    return [w for a in sorted(entry.anchors) for w in re.findall(r"\w+", a.exact.casefold())]
