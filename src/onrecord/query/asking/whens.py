"""Of which days an entry is, beside those that a question names."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import Attribution, Commitment, Entry, Event, Figure, Interval
from onrecord.query.asking.evidence import Told
from onrecord.query.asking.question import Form, Part
from onrecord.query.asking.times import Role, When

STANDS = timedelta(days=366)
"""How long a ceiling is taken to stand where nothing else is told."""
YEAR = timedelta(days=373)
"""The longest time that a figure is told of closely: "over the past year", whose ends are told loosely."""
LATER = 365
"""Days by which an entry is later than another and outweighs all else that tells them apart."""


def later(part: Part, entry: Entry) -> float:
    """More for what is later, where it is asked how things are, or were by a day; less, where after a day."""
    if part.peak or (part.past and not any(w.role in {Role.BY, Role.BEFORE} for w in part.limits)):
        return 0.0
    last = last_day(entry)
    ahead = (last - date(1900, 1, 1)).days / LATER if last else 0.0
    return -ahead if any(w.role is Role.AFTER for w in part.limits) else ahead


def last_day(entry: Entry) -> date | None:
    """The last day that a figure is true of, of anything else the one on which it was published."""
    body = entry.body
    held = body.valid if isinstance(body, Figure) and body.valid else entry.published
    return (held.end or held.start) if held else None


def in_time(part: Part, told: Told, when: When) -> bool:
    """Whether an entry is of the days that are asked for."""
    return any(_meets(told, held, when) for held in _held(part, told, when))


def _held(part: Part, told: Told, when: When) -> list[Interval]:
    """The days that an entry is of, by its kind."""
    entry = told.entry
    published = [entry.published] if entry.published else []
    match entry.body:
        case Figure(valid=Interval() as valid):
            return [valid] if _is_told(valid, when.wanted) else []
        case Figure():
            return [p for p in published if p.start and p.end and p.end - p.start < STANDS]
        case Event(date=Interval() as day):
            return [day] if day.start and day.end else published
        case Commitment() as body:
            own = [d for d in (body.start, body.due) if d]
            return own if when.role in {Role.BEYOND, Role.AFTER, Role.SINCE} else [*own, *published]
        case Attribution() as body:
            named = [d for d in told.text.days_in(told.beside) if d.start and d.end and d.end - d.start < STANDS]
            if when.role in {Role.BEYOND, Role.AFTER, Role.SINCE}:
                named = []
            told_on = [body.said] if body.said else published
            return [*(d for d in told_on if (d.start and d.end) or part.form is Form.LIST), *named]
        case _:
            return published


def _is_told(held: Interval, wanted: Interval) -> bool:
    """Whether the days of a figure are told closely enough: one "of several years ago" is of no year in particular."""
    if held.start is None or held.end is None:
        return False
    return held.end - held.start <= YEAR or held.within(wanted)


def _meets(told: Told, held: Interval, when: When) -> bool:
    if held.meets(when.wanted):
        return True
    body = told.entry.body
    if isinstance(body, Figure) and body.measure == "authorised" and when.wanted.end and when.wanted.start:
        return bool(held.start and when.wanted.start - STANDS <= held.start < when.wanted.end)
    return False
