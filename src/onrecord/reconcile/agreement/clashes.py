"""Numbers that cannot both hold: of one thing and time, told by different speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from onrecord.model import Interval, Judgement, Verdict, Why
from onrecord.reconcile.agreement.amounts import Fit, fit
from onrecord.reconcile.agreement.counts import LEVELS, TOLLS, Count, narrow, order, same_thing
from onrecord.reconcile.agreement.making import cited
from onrecord.reconcile.agreement.sizes import (
    CEILINGS,
    LEAP,
    MOST,
    NEAR,
    Block,
    about,
    at_one_time,
    grew,
    is_no_less,
    is_strength,
    judged,
    month_of,
    of_one_size,
    value,
    wide,
)

WEEK = timedelta(days=7)
BESIDE = 400
"""Characters between the sentences of two tolls of one article that can be of one event."""
BARE = 3
"""Things that a sentence which only takes up a toll again is about, at most."""
CLASHING = (LEVELS | TOLLS) - CEILINGS
"""Measures of which two numbers of one time cannot both hold."""
POINTS = 3
"""Figures of other days that an undated one must clash with, all of them, before it is called a conflict."""


def clashes(groups: Iterable[Block]) -> Iterator[Judgement]:
    """The first tellings of each two numbers of one thing and time that cannot both hold, by different speakers."""
    by_month: dict[int, list[_Dated]] = defaultdict(list)
    for group in groups:
        month = month_of(group[0])
        if month is not None and group[0].body.measure in CLASHING:
            by_month[month].append(_Dated.of(group))
    for one, other in _near(by_month):
        for a, b in one.beside(other):
            if _clash(a, b):
                yield _contradiction(a, b)
                break


@dataclass(frozen=True, slots=True)
class _Dated:
    """The tellings of one number, each with the first of its days and the last that may count as one time with them.

    So those of other times, which most are, are passed over without a look at what they tell. Days are numbers.
    """

    tellings: tuple[tuple[int, int, Count], ...]
    first: int
    last: int

    @classmethod
    def of(cls, group: Block) -> _Dated:
        tellings = tuple((*_days(count.when), count) for count in group)
        return cls(tellings, min(first for first, _, _ in tellings), max(last for _, last, _ in tellings))

    def beside(self, other: _Dated) -> Iterator[tuple[Count, Count]]:
        """Each telling of this number with each of another that may be of one time."""
        if self.first > other.last or other.first > self.last:
            return
        for first, last, a in self.tellings:
            if first <= other.last and other.first <= last:
                yield from ((a, b) for begin, end, b in other.tellings if first <= end and begin <= last)


def _days(when: Interval | None) -> tuple[int, int]:
    start, end = (when.start, when.end) if when else (None, None)
    return start.toordinal() if start else 0, end.toordinal() + NEAR.days if end else date.max.toordinal()


def _near(by_month: Mapping[int, list[_Dated]]) -> Iterator[tuple[_Dated, _Dated]]:
    """Each two groups of one month, and those of one with those of the next."""
    for month, groups in by_month.items():
        following = by_month.get(month + 1, [])
        every = [*combinations(groups, 2), *((a, b) for a in groups for b in following)]
        yield from every if len(groups) <= MOST else pairwise(groups)


def _clash(a: Count, b: Count) -> bool:
    if a.voice == b.voice or a.speakers & b.speakers:
        return False
    if not at_one_time(a, b) or not same_thing(a, b) or fit(a.body.quantity, b.body.quantity) is not Fit.CLASHES:
        return False
    if a.body.measure in LEVELS:
        known = not _is_run_on(a, b) and all(_is_of_days(c.when) and is_strength(c) for c in (a, b))
        return known and of_one_size(a, b)
    if (_order_told(a, b) and grew(a, b)) or _grew_since(a, b):
        return False
    return of_one_size(a, b, LEAP) and _of_one_event(a, b)


def _is_run_on(a: Count, b: Count) -> bool:
    """Whether one sentence goes from what somebody told to another number: "put it at 10,000, falling to 5,000"."""
    return a.whence.revision == b.whence.revision and a.span == b.span and not (a.speakers and b.speakers)


def _order_told(a: Count, b: Count) -> bool:
    """Whether two tolls were told on different days."""
    return a.published is not None and b.published is not None and a.told != b.told


def _grew_since(a: Count, b: Count) -> bool:
    """Whether one toll was counted up to days before another article's, and is no larger: "In June, … 6,947"."""
    one, other = (c.body.valid.end if c.body.valid else None for c in (a, b))
    if one is None or other is None or abs(one - other) <= NEAR or a.whence.revision == b.whence.revision:
        return False
    return is_no_less(*((a, b) if one < other else (b, a)))


def _is_of_days(held: Interval | None) -> bool:
    """Whether some days are known to three or closer: strengths of a week may both have held in it."""
    return held is not None and held.start is not None and held.end is not None and held.end - held.start <= NEAR


def _of_one_event(a: Count, b: Count) -> bool:
    """Whether two tolls count the victims of one event: told side by side, or in sentences about the same."""
    shared = about(a) & about(b)
    if a.whence.revision == b.whence.revision:
        gap = max(a.span[0], b.span[0]) - min(a.span[1], b.span[1])
        told = bool(a.speakers) and bool(b.speakers)
        bare = min(len(about(a)), len(about(b))) <= BARE
        return gap <= BESIDE and told and (bool(shared) or bare) and not _other_days(a, b)
    return len(shared) >= POINTS and not _other_days(a, b)


def _other_days(a: Count, b: Count) -> bool:
    """Whether the words set two tolls on different days of what happened; the days of telling are none of those.

    A single day is told by words of its own, and is neither another nor a week and more.
    """
    one, other = a.body.valid, b.body.valid
    if one is not None and other is not None and (one.is_day or other.is_day):
        lasting = [held.end - held.start for held in (one, other) if held.start and held.end]
        if max(lasting) > WEEK or (max(lasting) <= NEAR and len(lasting) > 1 and not one.meets(other)):
            return True
    if any(c.when and c.body.valid and c.body.valid.meets(c.when) for c in (a, b)):
        return False
    return narrow(one) and narrow(other) and one is not None and other is not None and not wide(one).meets(other)


def _contradiction(a: Count, b: Count) -> Judgement:
    days = f" ({a.when})" if a.when and a.body.measure in LEVELS else ""
    reason = f"{cited(a.words)} and {cited(b.words)} of one thing and time{days} cannot both hold"
    why = Why.DEFINITION if a.sure != b.sure else None
    return judged(Verdict.CONTRADICTS, b, a, reason, 0.85, why)


def undated(block: Block) -> Iterator[Judgement]:
    """A number of no known day that clashes with all that others tell of any day, with the nearest of them."""
    dated = [c for c in block if narrow(c.when) and c.body.measure in LEVELS - CEILINGS]
    for count in (c for c in block if c.when is None and c.body.measure in LEVELS - CEILINGS):
        others = [c for c in dated if same_thing(count, c) and not c.speakers & count.speakers]
        publishers = {c.whence.revision for c in others} - {count.whence.revision}
        clash = [c for c in others if fit(c.body.quantity, count.body.quantity) is Fit.CLASHES]
        if len(publishers) >= POINTS and len(clash) == len(others):
            near = min(clash, key=lambda c: (abs((value(c) or 0) - (value(count) or 0)), order(c)))
            reason = f"{cited(count.words)} fits no figure on record of any day; {cited(near.words)} is nearest"
            yield judged(Verdict.CONTRADICTS, count, near, reason, 0.6, Why.DATE)
