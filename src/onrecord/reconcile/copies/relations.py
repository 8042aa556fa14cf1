"""Whether one text has another's words, how much of them, and which of the two was first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from onrecord.model import Anchor, Interval, Revision
from onrecord.reconcile.copies.passages import Run, covered, met, runs
from onrecord.reconcile.copies.values import Copy, Passage, Reuse
from onrecord.reconcile.copies.words import Mask, Words, count_of, share_of

SHARE, OPENING, WHOLE = 0.25, 0.7, 0.85
"""Of the shorter text's own words, the share that the other has in one story; of its opening; of a text that stands in
another from end to end. `benchmarks/copies.py` sets the first two on half of a benchmark and measures on the other."""
CREDITED = 0.5
"""The share that is enough where both texts credit one agency: its reports of two days share their background too."""
LEAD, PART = 40, 4
"""The opening of a text is a fourth of its words, and 40 at least."""
MOST = 0.8
"""The share of a text that is most of it."""
ENOUGH = 30
"""Words of a writer's own from which on quotations do not count: any two reports of a speech share those."""
PASSAGE = 25
"""Words of a writer's own on end that no two write by chance."""
LEAST = 12
"""Own words that a copy shares at the very least."""
CHANGED = 0.02
"""The share of words changed within passages that makes a copy a reworded one."""
NEARBY = 7
"""Days between two texts of one publisher under one headline that are taken for one article, edited."""
STEM = 0.6
"""The share of words that two headlines of one article have in common."""


@dataclass(frozen=True)
class Shared:
    """What two texts have in common: of each, which words and which shingles stand in the other."""

    a: Mask
    b: Mask
    shingles_a: Mask
    shingles_b: Mask
    own_a: float
    own_b: float
    opening: float
    own: int

    @property
    def share(self) -> float:
        """Of the shorter text's own words, how many stand in the other."""
        return max(self.own_a, self.own_b)

    def one_story(self, share: float = SHARE, opening: float = OPENING) -> bool:
        """Whether a text opens as the other does, or stands in it from end to end."""
        enough = self.own >= LEAST and self.share >= share
        return enough and (self.opening >= opening or min(self.share, _whole(self)) >= WHOLE)


def _whole(shared: Shared) -> float:
    return max(share_of(shared.a), share_of(shared.b))


def shared(a: Words, b: Words) -> Shared:
    """What two texts have in common; neither is empty."""
    met_a, met_b = met(a, b)
    in_b, in_a = covered(met_a, len(a)), covered(met_b, len(b))
    parts = share_of(in_b), share_of(in_a)
    opening = max(_opening(mask) for mask, held in zip((in_b, in_a), parts, strict=True) if held == max(parts))
    return Shared(in_b, in_a, met_a, met_b, _own(a, in_b), _own(b, in_a), opening, count_of(in_b & _counted(a)))


def _opening(mask: Mask) -> float:
    return share_of(mask[: max(LEAD, len(mask) // PART)])


def _counted(text: Words) -> Mask:
    """The words that tell who wrote a text: not those in quotation marks, unless there is little else."""
    return ~text.quoted if text.own >= ENOUGH else np.ones(len(text), dtype=bool)


def _own(text: Words, mask: Mask) -> float:
    counted = _counted(text)
    return count_of(mask & counted) / max(1, count_of(counted))


@dataclass(frozen=True)
class Text:
    """A revision with its words."""

    revision: Revision
    words: Words


@dataclass(frozen=True, slots=True)
class Found:
    """Two texts that share words, `a` before `b`, without the details yet."""

    a: Text
    b: Text
    shared: Shared
    edited: bool
    one_story: bool

    @property
    def strength(self) -> tuple[bool, float, float]:
        """How close the two are."""
        return self.edited, round(self.shared.share, 6), round(self.shared.opening, 6)


def compared(a: Text, b: Text) -> Found | None:
    """What two texts, `a` before `b`, have in common; None where it is too little to tell."""
    found = shared(a.words, b.words)
    if found.own < LEAST:
        return None
    edited = same_article(a.revision, b.revision)
    one = edited or found.one_story() or (found.share >= CREDITED and _one_wire(a.revision, b.revision))
    if not one and _longest(_counted(a.words) & found.a) < PASSAGE:
        return None
    return Found(a, b, found, edited, one)


def _is_own_work(text: Words, run: Run) -> bool:
    """Whether so many of a passage's words are the writer's own that nobody else wrote them: not a quotation alone."""
    return count_of(_counted(text)[slice(*run.a)]) >= PASSAGE


def _longest(mask: Mask) -> int:
    """The most words on end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def told(found: Found) -> Copy:
    """The copy that two texts are, with its passages."""
    origin, copy = found.a, found.b
    every = runs(copy.words, origin.words, found.shared.shingles_b, found.shared.shingles_a)
    passages = [r for r in every if found.one_story or _is_own_work(copy.words, r)]
    shares = share_of(found.shared.b), share_of(found.shared.a)
    reuse = Reuse.REVISION if found.edited else _reuse(found, passages, shares)
    kept = tuple(Passage(_anchor(copy, r.a), _anchor(origin, r.b)) for r in passages)
    reason, sure = _why(origin.revision, copy.revision, shares)
    return Copy(copy.revision.id, origin.revision.id, reuse, *shares, kept, reason, sure)


def _anchor(text: Text, run: tuple[int, int]) -> Anchor:
    start, end = int(text.words.starts[run[0]]), int(text.words.ends[run[1] - 1])
    return Anchor.of(text.revision.text, start, end)


def _reuse(found: Found, passages: Iterable[Run], shares: tuple[float, float]) -> Reuse:
    copy, origin = found.b.words, found.a.words
    if not found.one_story:
        return Reuse.PARTIAL
    if np.array_equal(copy.hashes, origin.hashes):
        return Reuse.EXACT
    if _changed(found.shared.b, passages) >= CHANGED:
        return Reuse.REWORDED
    if min(shares) >= MOST:
        return Reuse.NEAR
    return Reuse.EXCERPT if shares[0] >= shares[1] else Reuse.EMBEDDED


def _changed(mask: Mask, passages: Iterable[Run]) -> float:
    """Of the words of passages, how many are put in another's place."""
    inside = [mask[slice(*r.a)] for r in passages]
    return sum(count_of(~m) for m in inside) / max(1, sum(map(len, inside)))


# --- one article, edited -------------------------------------------------------------------------------


def same_article(a: Revision, b: Revision) -> bool:
    """Whether two revisions are texts of one article: at one address, or of one publisher, headline and week."""
    if a.address and b.address and address(a.address) == address(b.address):
        return True
    if not (a.publisher and b.publisher and a.title and b.title and a.published and b.published):
        return False
    one_house = a.publisher.value.casefold() == b.publisher.value.casefold()
    return one_house and _near(a.published.interval, b.published.interval) and _stem(a.title.value, b.title.value)


@lru_cache(1 << 17)
def address(given: str) -> str:
    """An address without what leads to the same page: scheme, www, tracking parameters, fragment, last slash."""
    from courlan import normalize_url  # noqa: PLC0415 (it brings an HTTP client, which few commands need)

    plain = normalize_url(given, strict=True, trailing_slash=False)
    return re.sub(r"^\w+://(?:www\d?\.|m\.|amp\.)?", "", plain).rstrip("/").casefold()


def _near(a: Interval, b: Interval) -> bool:
    if not (a.start and b.start and a.end and b.end):
        return False
    return abs((a.start - b.start).days) <= NEARBY and abs((a.end - b.end).days) <= NEARBY


def _stem(a: str, b: str) -> bool:
    """Whether two headlines have most of their words in common."""
    one, other = (set(re.findall(r"\w{3,}", t.casefold())) for t in (a, b))
    return bool(one and other) and len(one & other) >= STEM * max(len(one), len(other))


# --- which was first -----------------------------------------------------------------------------------

Rank = tuple[str, str, int, int, str]


def rank(text: Text) -> Rank:
    """What orders texts: the last day that they may have appeared on, those of no known day last.

    On one day the agency's own comes first, then what credits an agency, then the longest, since what is printed from
    another is mostly cut.
    """
    revision = text.revision
    held = _days(revision)
    credit = 0 if _is_own(revision) else 1 if revision.wire else 2
    first, last = (held.start, held.end) if held else (None, None)
    return _iso(last), _iso(first), credit, -len(text.words), revision.id


def _iso(day: date | None) -> str:
    """A day as it is ordered: unknown last."""
    return day.isoformat() if day else "~"


def _days(revision: Revision) -> Interval | None:
    return revision.published.interval if revision.published else None


def _why(origin: Revision, copy: Revision, shares: tuple[float, float]) -> tuple[str, bool]:
    """Why a text is taken for the copy, and whether that is sure."""
    first, second = _days(origin), _days(copy)
    if first and second and first.end and second.start and first.end <= second.start:
        return f"it was published {second}, the other {first}", True
    if origin.wire and _is_own(origin) and not _is_own(copy):
        return f"the other is {origin.wire.value}'s own", True
    if origin.wire and not copy.wire:
        return f"the other credits {origin.wire.value}, and it does not", True
    if shares[0] > shares[1]:
        return "it has less that is not in the other; their days do not tell", False
    return "nothing tells which was first", False


def _one_wire(a: Revision, b: Revision) -> bool:
    return bool(a.wire and b.wire and a.wire.value == b.wire.value)


def _is_own(revision: Revision) -> bool:
    return bool(revision.publisher and revision.wire and revision.publisher.value == revision.wire.value)
