"""Days and stretches of days in words."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import Interval
from onrecord.reconcile.fates.words import day


def days(held: Interval) -> str:
    """An interval in words: a day, a whole month or year as that, else its ends; an open end is told so."""
    start, end = held.start, held.end
    if start is None:
        return f"by {day(_before(end))}" if end else "on an unknown day"
    if end is None:
        return f"from {day(start)}"
    if held.is_day:
        return day(start)
    if held == Interval.year(start.year):
        return str(start.year)
    if held == Interval.month(start.year, start.month):
        return day(start).partition(" ")[2]
    return f"{day(start)} to {day(_before(end))}"


def _before(end: date) -> date:
    return end - timedelta(days=1)
