"""The days that an entry tells of: what `on` asks about, never mixed with when its article appeared."""

from __future__ import annotations

from datetime import date

from onrecord.model import Attribution, Commitment, Entry, Event, Figure, Interval


def true_of(entry: Entry) -> Interval | None:
    """The days that an entry is true of: a figure's, an event's, those on which words were said; None where untold.

    A commitment stands from its start, or from when its article appeared, to its end.
    """
    match entry.body:
        case Figure(valid=days) | Event(date=days) | Attribution(said=days):
            return days
        case Commitment(due=due):
            start, end = began(entry), due.end if due else None
            return Interval(start, end) if not (start and end and start >= end) else due
    return None


def began(entry: Entry) -> date | None:
    """The first day that an entry can be true of, by its own words or, where these tell none, by its publication.

    None where neither is known. A commitment stands when it is told of, even if what it is to do starts later.
    """
    told = entry.published.start if entry.published else None
    match entry.body:
        case Commitment(start=start):
            own = start.start if start else None
            return min((d for d in (own, told) if d), default=None)
        case Figure(valid=days) | Event(date=days) | Attribution(said=days):
            return days.start if days and days.start else told
    return told


def has_begun(entry: Entry, on: date) -> bool:
    """Whether what an entry tells can have been so by a day; what is of no known day can."""
    first = began(entry)
    return first is None or first <= on
