"""What an expression is resolved against: the publication day, the article's own dates, and the verb's direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.model import Interval, TimexType
from onrecord.read.times import calendar
from onrecord.read.times.direction import Direction
from onrecord.read.times.expression import Expression


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 type and value, and the days it can mean; `unit` is the calendar unit that the value names."""

    type: TimexType
    value: str
    interval: Interval | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that the article has named: its first day, its unit, and the sentence and rule that named it."""

    day: date
    unit: str
    sentence: int
    rule: str = ""


@dataclass
class Moment:
    """The state of one reading of an article, from its first expression to its last.

    `published` is the publication day, or None; `named` the date last named, which "the previous year" and "two
    days later" count from; `period` the stretch last reported on (a quarter, nine months), for "a year earlier".
    """

    published: date | None
    named: Anchor | None = None
    period: tuple[date, str] | None = None

    def note(self, meaning: Meaning, expression: Expression) -> None:
        """Keep what a resolved expression leaves for those after it."""
        if meaning.value == "PRESENT_REF":
            self.named = None
        if meaning.type not in {TimexType.DATE, TimexType.TIME} or not meaning.unit or meaning.interval is None:
            return
        start = meaning.interval.start
        if start is not None:
            self.named = Anchor(start, meaning.unit, expression.sentence, expression.rule)
            over = meaning.interval.end is None or self.published is None or meaning.interval.end <= self.published
            told = expression.words("ago", "year", "year2", "yearrel")
            if expression.rule in {"quarter", "thequarter"} and over and not told:
                self.period = (start, "Q")

    @property
    def reference(self) -> Anchor | None:
        """The date to count from: the one last named, or the publication day."""
        if self.named is not None:
            return self.named
        return Anchor(self.published, "D", -1) if self.published else None


Resolver = Callable[[Expression, Moment], Meaning | None]


def named(day: date | None, unit: str, type_: TimexType = TimexType.DATE) -> Meaning:
    """The unit that holds a day; the unknown one where there is no day."""
    value = calendar.unknown(unit) if day is None else calendar.at(day, unit)
    return Meaning(type_, value, calendar.days(value), unit)


def shifted(day: date | None, unit: str, count: int) -> Meaning:
    """The unit that lies `count` units from the one that holds a day."""
    return named(calendar.shifted(day, unit, count) if day else None, unit)


def past(expression: Expression) -> bool:
    """Whether it is read as lying behind: the verb says so, or says nothing."""
    return expression.direction not in {Direction.FUTURE, Direction.PRESENT}
