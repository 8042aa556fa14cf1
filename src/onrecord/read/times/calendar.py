"""TIMEX3 values and the days they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from typing import Any

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta as delta
from dateutil.relativedelta import weekday

from onrecord.model import Interval
from onrecord.packs import lexicon

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which each season begins; winter runs into the next year."""

_EASTER_YEARS = range(1583, 4100)
"""Years that the reckoning of Easter, and so a list of holidays, holds for."""

_STEPS: dict[str, Callable[[int], delta]] = {
    "D": lambda n: delta(days=n),
    "W": lambda n: delta(weeks=n),
    "2W": lambda n: delta(weeks=2 * n),
    "WE": lambda n: delta(weeks=n),
    "M": lambda n: delta(months=n),
    "6M": lambda n: delta(months=6 * n),
    "Q": lambda n: delta(months=3 * n),
    "Y": lambda n: delta(years=n),
    "10Y": lambda n: delta(years=10 * n),
    "100Y": lambda n: delta(years=100 * n),
    "1000Y": lambda n: delta(years=1000 * n),
}


def shifted(day: date, unit: str, count: int) -> date | None:
    """The day `count` units away; itself for a unit below a day; None where the calendar ends first."""
    step = _STEPS.get(unit)
    if step is None:
        return day
    try:
        moved: date = day + step(count)
    except (ValueError, OverflowError):
        return None
    return moved


def at(day: date, unit: str) -> str:
    """The value of the unit that holds a day: its year, quarter, month, week, decade, or itself."""
    if unit in {"W", "2W", "WE"}:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    forms = {
        "M": f"{day:%m}",
        "Q": f"Q{(day.month + 2) // 3}",
        "6M": f"H{(day.month + 5) // 6}",
    }
    if unit in forms:
        return f"{day.year:04}-{forms[unit]}"
    years = {"Y": 4, "10Y": 3, "100Y": 2, "1000Y": 1}
    return f"{day.year:04}"[: years[unit]] if unit in years else day.isoformat()


def unknown(unit: str) -> str:
    """The value of one such unit, which one unknown."""
    return {
        "W": "XXXX-WXX",
        "2W": "XXXX-WXX",
        "WE": "XXXX-WXX-WE",
        "M": "XXXX-XX",
        "Q": "XXXX-QX",
        "6M": "XXXX-HX",
        "Y": "XXXX",
        "10Y": "XXX",
        "100Y": "XX",
        "1000Y": "X",
    }.get(unit, "XXXX-XX-XX")


_VALUES: list[tuple[re.Pattern[str], Callable[[Any], Interval]]] = [
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?"), lambda g: Interval.day(date(g[0], g[1], g[2]))),
    (re.compile(r"(\d{4})-W(\d\d)(?:T.*)?"), lambda g: _days(date.fromisocalendar(g[0], g[1], 1), 7)),
    (re.compile(r"(\d{4})-W(\d\d)-WE"), lambda g: _days(date.fromisocalendar(g[0], g[1], 6), 2)),
    (re.compile(r"(\d{4})-(\d\d)"), lambda g: Interval.month(g[0], g[1])),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda g: _months(g[0], 3 * g[1] - 2, 3)),
    (re.compile(r"(\d{4})-H([12])"), lambda g: _months(g[0], 6 * g[1] - 5, 6)),
    (re.compile(r"(\d{4})"), lambda g: Interval.year(g[0])),
    (re.compile(r"(\d{3})"), lambda g: _years(g[0] * 10, 10)),
    (re.compile(r"(\d{2})"), lambda g: _years(g[0] * 100, 100)),
]
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")


def days(value: str) -> Interval | None:
    """The days that a calendar value stands for; None where it stands for none or is no such value."""
    try:
        if season := _SEASON.fullmatch(value):
            return _months(int(season[1]), SEASON_STARTS[season[2]], 3)
        for pattern, build in _VALUES:
            if match := pattern.fullmatch(value):
                return build([int(g) for g in match.groups()])
    except (ValueError, OverflowError):
        return None
    return None


def _days(start: date, count: int) -> Interval:
    end = shifted(start, "D", count)
    return Interval(start, end)


def _months(year: int, month: int, count: int) -> Interval:
    start = date(year, month, 1)
    return Interval(start, shifted(start, "M", count))


def _years(year: int, count: int) -> Interval:
    start = date(max(year, MINYEAR), 1, 1)
    return Interval(start, date(year + count, 1, 1) if year + count <= MAXYEAR else None)


def hull(first: Interval, second: Interval) -> Interval:
    """The shortest interval that holds both."""
    starts, ends = (first.start, second.start), (first.end, second.end)
    start = None if None in starts else min(d for d in starts if d is not None)
    end = None if None in ends else max(d for d in ends if d is not None)
    return Interval(start, end)


def weekday_near(day: date, number: int, *, ahead: bool, strict: bool) -> date | None:
    """The nearest day of that ISO weekday on one side of a day; that day itself only where not `strict`."""
    gap = (number - day.isoweekday()) % 7 if ahead else -((day.isoweekday() - number) % 7)
    if strict and gap == 0:
        gap = 7 if ahead else -7
    return shifted(day, "D", gap)


@cache
def holidays() -> dict[str, dict[str, int]]:
    """How each holiday's day is found, by name in lower case."""
    return {name: holiday for holiday in lexicon("times")["holidays"] for name in holiday["names"]}


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year; None where the calendar does not hold it."""
    rule = holidays()[name]
    if year not in _EASTER_YEARS:
        return None
    if "easter" in rule:
        sunday: date = easter(year)
        return sunday + timedelta(days=rule["easter"])
    if "day" in rule:
        return date(year, rule["month"], rule["day"])
    nth = nth_weekday(date(year, rule["month"], 1), rule["weekday"], rule["nth"])
    return nth + timedelta(days=rule.get("after", 0))


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    found: date = day + delta(day=31)
    return found


def nth_weekday(first: date, number: int, nth: int) -> date:
    """The nth of an ISO weekday from the first day of a month on; the month's last where nth is -1."""
    found: date = first + delta(day=31 if nth < 0 else 1, weekday=weekday(number - 1, nth or 1))
    return found


def coarser(one: str, other: str) -> bool:
    """Whether a unit is longer than another."""
    return _LENGTHS.index(one) > _LENGTHS.index(other)


_LENGTHS = ("TS", "TM", "TH", "D", "WE", "W", "2W", "M", "SP", "SU", "FA", "WI", "Q", "6M", "Y", "10Y", "100Y", "1000Y")
