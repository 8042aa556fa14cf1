"""Half-open intervals of days: the one shape of time in a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `start` up to, not including, `end`; a side that is open is None.

    Never empty and never reversed: building one that would be raises ValueError.
    """

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        """Refuse an interval that holds no day."""
        if self.start is not None and self.end is not None and self.start >= self.end:
            message = f"an interval must hold a day: {self.start} to {self.end}"
            raise ValueError(message)

    @classmethod
    def day(cls, day: date) -> Interval:
        """The one day; the last day that the calendar has is left open at its end."""
        return cls(day, None if day == date.max else day + timedelta(days=1))

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        """A calendar month, 1 to 12."""
        following = (year + 1, 1) if month == DECEMBER else (year, month + 1)
        return cls(date(year, month, 1), None if following[0] > date.max.year else date(*following, 1))

    @classmethod
    def year(cls, year: int) -> Interval:
        """A calendar year."""
        return cls(date(year, 1, 1), None if year == date.max.year else date(year + 1, 1, 1))

    def __contains__(self, day: date) -> bool:
        """Whether the day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def __str__(self) -> str:
        """ISO days with the last day shown, not the one after: 2017-03-01/2017-03-31."""
        first = self.start.isoformat() if self.start else ".."
        last = (self.end - timedelta(days=1)).isoformat() if self.end else ".."
        return first if first == last else f"{first}/{last}"

    @property
    def is_day(self) -> bool:
        """Whether it is exactly one day."""
        return self.start is not None and self.end is not None and self.end - self.start == timedelta(days=1)

    def meets(self, other: Interval) -> bool:
        """Whether some day lies in both."""
        return _before(self.start, other.end) and _before(other.start, self.end)

    def within(self, other: Interval) -> bool:
        """Whether every day of this one lies in the other."""
        starts = other.start is None or (self.start is not None and self.start >= other.start)
        ends = other.end is None or (self.end is not None and self.end <= other.end)
        return starts and ends

    def intersection(self, other: Interval) -> Interval | None:
        """The days that lie in both, or None where there is none."""
        if not self.meets(other):
            return None
        starts = [d for d in (self.start, other.start) if d is not None]
        ends = [d for d in (self.end, other.end) if d is not None]
        return Interval(max(starts, default=None), min(ends, default=None))


def _before(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end
