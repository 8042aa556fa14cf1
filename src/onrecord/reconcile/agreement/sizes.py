"""What two figures have in common: their time, their size, what their sentences are about."""

from __future__ import annotations

from datetime import timedelta

from onrecord.model import Interval, Judgement, Verdict, Why
from onrecord.reconcile.agreement.amounts import agree
from onrecord.reconcile.agreement.counts import LEVELS, TOLLS, Count, narrow, order, same_thing
from onrecord.reconcile.agreement.making import judgement
from onrecord.reconcile.agreement.prose import clauses

NEAR = timedelta(days=3)
"""Days between the publication of two tolls that count as one time."""
SOME = 20
"""Those who may be single ones, and are no strength unless words say so."""
MOST = 60
"""Different numbers of one thing and month that are compared with each other; with more, each with its neighbours."""
MONTHS = 12
CEILINGS = frozenset({"authorised", "planned"})
PART = 3
"""Times that a strength is larger than another from which on the other is sooner one of a part."""
LEAP = 20
"""The same for numbers of different times."""
SURE = 0.6
"""Confidence below which a figure is not put in line with those of other times."""
Block = list[Count]


def month_of(count: Count) -> int | None:
    """The month in which the days of a figure begin, counted from the first of all; None where they are unknown."""
    start = count.when.start if count.when else None
    return start.year * MONTHS + start.month if start else None


def is_one(a: Count, b: Count) -> bool:
    """Whether two figures tell one number of one thing and time."""
    return same_thing(a, b) and one_number(a, b) and at_one_time(a, b) and _of_one_kind(a, b)


def one_number(a: Count, b: Count) -> bool:
    """Whether two figures tell one number; a ceiling of 450 and one of up to 450 do."""
    ceiling = a.body.measure == "authorised" and value(a) == value(b)
    return ceiling or agree(a.body.quantity, b.body.quantity)


def _of_one_kind(a: Count, b: Count) -> bool:
    """Whether figures of no set measure tell of one thing: their sentences must share what they are about."""
    return a.body.measure in LEVELS | TOLLS or bool(about(a) & about(b))


def about(count: Count) -> frozenset[str]:
    """The stems of what a figure's sentence is about, besides what is counted and of whom."""
    return (
        frozenset[str]().union(*(c.stems for c in clauses(count.sentence))) - set(count.thing) - {count.subject or ""}
    )


def at_one_time(a: Count, b: Count) -> bool:
    """Whether two figures are of one time: levels whose days meet, tolls that were told within a few days."""
    one, other = a.when, b.when
    if one is None or other is None:
        return False
    if a.body.measure in LEVELS:
        return narrow(one) and narrow(other) and one.meets(other)
    return wide(one).meets(other)


def wide(held: Interval) -> Interval:
    """Some days with those after them on which a toll told counts as of one time."""
    return Interval(held.start, held.end + NEAR - timedelta(days=1)) if held.end else held


def grew(a: Count, b: Count) -> bool:
    """Whether the toll that was told later is the larger: a toll grows."""
    return is_no_less(*sorted((a, b), key=order))


def is_no_less(early: Count, late: Count) -> bool:
    """Whether the second number is no smaller."""
    return (value(late) or 0) >= (value(early) or 0)


def is_strength(count: Count) -> bool:
    """Whether it counts more than some: "three soldiers", of whom no verb says that they are there, are no strength."""
    return count.confidence > SURE or (value(count) or 0) >= SOME


def of_one_size(a: Count, b: Count, times: int = PART) -> bool:
    """Whether neither number is so much smaller that it is sooner one of a part."""
    low, high = sorted(abs(v) for c in (a, b) if (v := value(c)) is not None)
    return high <= times * low


def value(count: Count) -> float | None:
    """The number of a figure; of a range or bound, an end of it."""
    held = count.body.quantity
    found = next((v for v in (held.value, held.low, held.high) if v is not None), None)
    return None if found is None else float(found)


def other_time(a: Count, b: Count) -> bool:
    """Whether two figures are of days that do not meet."""
    return a.when is not None and b.when is not None and not a.when.meets(b.when)


def judged(verdict: Verdict, a: Count, b: Count, reason: str, score: float, why: Why | None = None) -> Judgement:
    """A judgement between two figures, no surer than either."""
    sure = min(a.confidence, b.confidence)
    return judgement(verdict, a.id, b.id, reason, score * sure, why)
