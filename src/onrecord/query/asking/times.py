"""The days that a question names, and what it wants of them: in, by, after, between, or what was known then."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from onrecord.model import Interval
from onrecord.query.asking.answer import QuestionError

_MONTHS = {name.casefold(): n for names in (month_name, month_abbr) for n, name in enumerate(names) if name}
_MONTHS["sept"] = 9
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_PART = r"(?:the )?(?:(?P<part>beginning|start|early|mid|middle|late|end|first half|second half)[- ](?:of )?(?:the )?)?"
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_PARTS = {"beginning": (1, 3), "start": (1, 3), "early": (1, 4), "mid": (5, 8), "middle": (5, 8), "late": (9, 12)}
_PARTS |= {"end": (12, 12), "first half": (1, 6), "second half": (7, 12)}

_FORMS = tuple(
    re.compile(rf"\b{form}\b", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?:the )?{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_PART}{_MONTH},? (?:of )?{_YEAR}",
        rf"(?:the )?(?P<season>spring|summer|autumn|fall)(?: of)? {_YEAR}",
        rf"{_PART}(?:the year )?{_YEAR}",
    )
)


_STRETCH = re.compile(
    r"(?:in|over|during|within) the (?:(?P<count>\d+|two|three|four|five|six|nine|ten|twelve) )?"
    r"(?P<unit>day|week|month|year)s? (?P<side>before|after|to|since|following|leading up to|up to)(?: the)? *\(?$",
    re.IGNORECASE,
)
"""A stretch of time that is counted from a day: "in the year before", "over the six months to"."""
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "ten": 10, "twelve": 12}


_NAMES = "|".join(name for name in month_name if name)
_BARE = re.compile(
    r"\b(?:(?:the )?(?:(?:beginning|start|early|mid|middle|late|end|first half|second half)[- ](?:of )?)?|(?:\d{1,2} ))"
    rf"(?:{_NAMES})\b(?! \d)|\b(?:{_NAMES}) \d{{1,2}}\b(?!,? \d{{4}})"
)
"""A month, with or without a day, whose year is not told."""


class Role(StrEnum):
    """What a question wants of a time that it names."""

    IN = "in"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    BEYOND = "beyond"
    FROM = "from"
    TO = "to"
    KNOWN = "known"


_LEADS: tuple[tuple[str, Role], ...] = (
    (
        r"(?:on record|known|did we know|do we know|was said|reported)(?: so far)? (?:on|by|in|as of|until|at)",
        Role.KNOWN,
    ),
    (r"between", Role.FROM),
    (r"from", Role.FROM),
    (r"(?:and|to)", Role.TO),
    (r"(?:as of|by|until|till|up to|at)", Role.BY),
    (r"before", Role.BEFORE),
    (r"(?:beyond|past|later than)", Role.BEYOND),
    (r"after", Role.AFTER),
    (r"since", Role.SINCE),
    (r"(?:in|on|during|of|for|through|throughout|over)", Role.IN),
)
_LEAD = tuple((re.compile(rf"(?:^|\W){form}(?: the)? *\(?$", re.IGNORECASE), role) for form, role in _LEADS)


@dataclass(frozen=True, slots=True)
class When:
    """A time that a question names: the days, what is wanted of them, and where it stands in the question."""

    days: Interval
    role: Role
    start: int
    end: int

    @property
    def wanted(self) -> Interval:
        """The days that an answer may be of."""
        match self.role:
            case Role.BY:
                return Interval(None, self.days.end)
            case Role.BEFORE:
                return Interval(None, self.days.start)
            case Role.AFTER:
                return Interval(self.days.start if self.days.is_day else self.days.end, None)
            case Role.SINCE:
                return Interval(self.days.start, None)
            case Role.BEYOND:
                return Interval(self.days.end, None)
            case _:
                return self.days


def times(question: str) -> list[When]:
    """The times of a question, in order. Raises QuestionError where one is no day of any calendar."""
    found: list[When] = []
    for form in _FORMS:
        for match in form.finditer(question):
            if not any(match.start() < w.end and w.start < match.end() for w in found):
                found.append(_when(question, match))
    found += _without_year(question, found)
    return list(_paired(sorted(found, key=lambda w: w.start)))


def _without_year(question: str, found: Sequence[When]) -> list[When]:
    """The months, with or without a day, that are named without a year: of that of the next time, or of the last."""
    told = []
    for match in _BARE.finditer(question):
        if any(match.start() < w.end and w.start < match.end() for w in found):
            continue
        behind = [w for w in found if w.start >= match.end()]
        near = behind[0] if behind else found[-1] if found else None
        year = near.days.start.year if near and near.days.start else None
        if year is not None:
            dated = next(m for f in _FORMS if (m := f.fullmatch(f"{match[0]} {year}")))
            role, start = _role(question, match.start())
            told.append(When(_days(dated), role, start, match.end()))
    return told


def _when(question: str, match: re.Match[str]) -> When:
    held = _days(match)
    stretch = _STRETCH.search(question[: match.start()])
    if stretch and held.start and held.end:
        return When(_counted(stretch, held.start, held.end), Role.IN, stretch.start(), match.end())
    role, start = _role(question, match.start())
    return When(held, role, start, match.end())


def _counted(stretch: re.Match[str], start: date, end: date) -> Interval:
    """The days of a stretch that is counted back from the end of a day, or on from its start."""
    told = (stretch["count"] or "1").casefold()
    length = relativedelta(**{f"{stretch['unit'].casefold()}s": _COUNTS.get(told) or int(told)})
    if stretch["side"].casefold() in {"after", "since", "following"}:
        return Interval(start, start + length)
    return Interval(end - length, end)


def _role(question: str, at: int) -> tuple[Role, int]:
    before = question[:at]
    for form, role in _LEAD:
        led = form.search(before)
        if led:
            return role, led.start() + (not before[led.start()].isalnum())
    return Role.IN, at


def _paired(found: list[When]) -> Iterator[When]:
    """The times, "from" and "to" only where both are there: what is told "to" alone is a time like any other."""
    opened = False
    for when in found:
        if when.role is Role.TO and not opened:
            yield When(when.days, Role.IN, when.start, when.end)
            continue
        opened = when.role is Role.FROM
        yield when


def _days(match: re.Match[str]) -> Interval:
    told = match.groupdict()
    year = int(told["year"])
    name = told.get("month")
    try:
        if name is None:
            return _of_year(year, told)
        month = int(name) if name.isdigit() else _MONTHS[name.casefold()]
        if told.get("day"):
            return Interval.day(date(year, month, int(told["day"])))
        return _of_month(year, month, told.get("part"))
    except ValueError as error:
        message = f"there is no day “{match[0].strip()}”"
        raise QuestionError(message) from error


def _of_year(year: int, told: dict[str, str | None]) -> Interval:
    part, season = told.get("part"), told.get("season")
    if not part and not season:
        return Interval.year(year)
    first, last = _PARTS[part.casefold()] if part else _SEASONS[(season or "").casefold()]
    return Interval(date(year, first, 1), Interval.month(year, last).end)


def _of_month(year: int, month: int, part: str | None) -> Interval:
    whole = Interval.month(year, month)
    if part is None or whole.start is None or whole.end is None:
        return whole
    third = timedelta(days=10)
    match part.casefold():
        case "beginning" | "start" | "early":
            return Interval(whole.start, whole.start + third)
        case "end" | "late":
            return Interval(whole.end - third, whole.end)
        case "mid" | "middle":
            return Interval(whole.start + third, whole.end - third)
        case _:
            return whole
