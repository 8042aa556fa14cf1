"""The cells of the board: what is told of a subject for some days, and which of several tellings is the latest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onrecord.model import Entry, Interval
from onrecord.query.known import MONTH, ONE

Dated = tuple[Entry, Interval | None]
"""What is told, and the days for which it is."""
NEAR = timedelta(days=3)
"""How far apart the days of two tellings may begin that are of one time."""

Slot = StrEnum("Slot", ["STRENGTH", "MANDATE", "POSTURE", "COMMAND", "PLACE", "TASKS"])
"""What the program tells of a mission, and of whoever else has a strength, in its order."""


@dataclass(frozen=True, slots=True)
class Value:
    """What some entries give for a cell: in words, the latest days for which they give it, and since when they do."""

    told: str
    days: Interval | None
    entries: tuple[Entry, ...]
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing of a slot (`of` says which, as "personnel, deployed") and its values; none: not on record.

    The slot is one of the program's, or one that a pack names.

    Several values are what sources differ on: none is preferred.
    """

    slot: str
    of: str = ""
    values: tuple[Value, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the record has more than one value."""
        return len(self.values) > 1


def latest(told: Iterable[Dated], day: date) -> list[Dated]:
    """Of what is told for days, what is told for the latest of them that the day asked for has come to."""
    held = [(e, d) for e, d in told if d is not None]
    if not held:
        return []
    newest = max(held, key=lambda p: (at(p[1], day), start(p[1]), p[0].id))[1]
    return [(e, d) for e, d in held if meet(d, newest) and abs(start(d) - start(newest)) <= NEAR]


def at(days: Interval | None, day: date) -> date:
    """The day by which days are set in order: their last, or their first where they are wider than a month."""
    wide = days and days.start and days.end and days.end - days.start > MONTH
    return start(days) if wide else reach(days, day)


def meet(one: Interval | None, other: Interval | None) -> bool:
    """Whether both are known, and have a day in common."""
    return one is not None and other is not None and one.meets(other)


def reach(days: Interval | None, day: date) -> date:
    """The last of some days that is no later than the day."""
    return min(days.end - ONE, day) if days and days.end else day


def start(days: Interval | None) -> date:
    """The first of some days; the first that there is where that is open or unknown."""
    return (days.start if days else None) or date.min
