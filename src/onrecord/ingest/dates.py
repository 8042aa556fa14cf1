"""Dates as they are written: in sidecars, in metadata, in addresses and in running text, to intervals of days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from onrecord.model import Interval

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
YEAR = r"(?:19\d\d|20[0-4]\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?\s*(?:[a-z]{2,4}\s+)?(?:on\s+)?)?"
FULL = re.compile(
    rf"\b{_WEEKDAY}(?:(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s+{_CLOCK}(?P<y1>{YEAR})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTH})\s?,?\s+(?P<y2>{YEAR})"
    rf"|(?P<y3>{YEAR})-(?P<n3>\d\d)-(?P<d3>\d\d))\b",
    re.IGNORECASE,
)
_OF_MONTH = re.compile(rf"\b(?P<m>{MONTH}),?\s+(?P<y>{YEAR})\b", re.IGNORECASE)
_OF_YEAR = re.compile(rf"\b(?P<y>{YEAR})\b(?![-/]\d)")

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:?\d\d.*")


@dataclass(frozen=True, slots=True)
class Written:
    """Days as some words give them, where the words stand, and how fine they are: day, month or year."""

    interval: Interval
    start: int
    end: int
    grain: str


def month_number(name: str) -> int:
    """1 to 12 of an English month's name or short form."""
    return _NAMES.index(name[:3].lower()) + 1


def day(year: int | str, month: int | str, of_month: int | str) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None


def full_dates(text: str) -> Iterator[Written]:
    """The dates of a text that give day, month and year."""
    for m in FULL.finditer(text):
        if m["y1"]:
            found = day(m["y1"], month_number(m["m1"]), m["d1"])
        elif m["y2"]:
            found = day(m["y2"], month_number(m["m2"]), m["d2"])
        else:
            found = day(m["y3"], m["n3"], m["d3"])
        if found:
            yield Written(Interval.day(found), m.start(), m.end(), "day")


def dates(text: str) -> tuple[Written, ...]:
    """The days, months and years that a text names with a year, in order; a finer one hides the coarser within."""
    days = list(full_dates(text))
    rest = _without(text, days)
    months = [
        Written(Interval.month(int(m["y"]), month_number(m["m"])), *m.span(), "month") for m in _OF_MONTH.finditer(rest)
    ]
    rest = _without(rest, months)
    years = [Written(Interval.year(int(m["y"])), *m.span(), "year") for m in _OF_YEAR.finditer(rest)]
    return tuple(sorted((*days, *months, *years), key=lambda w: w.start))


def _without(text: str, found: Iterable[Written]) -> str:
    """The text with what was found blanked out, so that it is not found again in part."""
    pieces, at = [], 0
    for written in found:
        pieces += [text[at : written.start], "#" * (written.end - written.start)]
        at = written.end
    return "".join((*pieces, text[at:]))


def stated(value: str) -> Interval | None:
    """The days that a sidecar's words give: a year, month or day, a time, or an interval of these (EDTF)."""
    first, slash, last = value.strip().partition("/")
    if not slash:
        return _single(first)
    ends = [_open_or(first), _open_or(last)]
    if None in ends or ends == [_OPEN, _OPEN]:
        return None
    (start, _), (_, end) = ((e.start, e.end) for e in ends if e)
    return Interval(start, end) if start is None or end is None or start < end else None


_OPEN = Interval(None, None)


def _open_or(value: str) -> Interval | None:
    return _OPEN if value.strip() in {"", ".."} else _single(value)


def _single(value: str) -> Interval | None:
    value = value.strip()
    if _ISO.fullmatch(value):
        return _time(value)
    parts = _EDTF.fullmatch(value)
    return _calendar(*parts.groups()) if parts else None


FIRST_YEAR = 1605
"""The year of the first newspaper: an earlier date of publication is a content system's zero."""


def _calendar(year: str, month: str | None, of_month: str | None) -> Interval | None:
    if int(year) < FIRST_YEAR:
        return None
    try:
        if of_month:
            return Interval.day(date(int(year), int(month or 0), int(of_month)))
        return Interval.month(int(year), int(month)) if month else Interval.year(int(year))
    except ValueError:
        return None


def _time(value: str) -> Interval | None:
    """The day of a time as printed: its zone is the publisher's own, and the day is told there."""
    try:
        found = datetime.fromisoformat(value).date()
        return Interval.day(found) if found.year >= FIRST_YEAR else None
    except ValueError:
        return _calendar(value[:4], value[5:7], value[8:10])


def loose(value: object) -> Interval | None:
    """The days of a date in a page's or an object's metadata, in whatever usual form; None where it is none."""
    text = value.strip() if isinstance(value, str) else ""
    found = stated(text) if "/" not in text else None
    if found or not text:
        return found
    written = next(full_dates(text), None)
    return written.interval if written else _mailed(text) or _compact(text)


def _mailed(text: str) -> Interval | None:
    try:
        found = parsedate_to_datetime(text).date()
        return Interval.day(found) if found.year >= FIRST_YEAR else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)[./]?(?P<m>\d\d)[./]?(?P<d>\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<y>(?:19|20)\d\d)(?!\d)")


def _compact(text: str) -> Interval | None:
    """20170605, 2017/06/05, 05/06/2017: the last means two days where both readings hold, and all between."""
    if found := _COMPACT.match(text):
        return _calendar(found["y"], found["m"], found["d"])
    found = _NUMERIC.match(text)
    if not found:
        return None
    either = (day(found["y"], found["a"], found["b"]), day(found["y"], found["b"], found["a"]))
    days = sorted(d for d in either if d)
    return Interval(days[0], Interval.day(days[-1]).end) if days else None


_PATHS = (
    re.compile(r"[/_-](?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>0?[1-9]|[12]\d|3[01])(?=[/._-]|$)"),
    re.compile(rf"/(?P<y>{YEAR})/(?P<n>{MONTH})/(?P<d>\d{{1,2}})(?=[/._-]|$)", re.IGNORECASE),
    re.compile(r"[/_-](?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=[/._-]|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0?[1-9]|1[0-2])(?=/)"),
    re.compile(rf"/(?P<y>{YEAR})/(?P<n>{MONTH})(?=/)", re.IGNORECASE),
)


def in_address(path: str) -> Interval | None:
    """The day or month that an address carries, as many publishers write it."""
    for pattern in _PATHS:
        if found := pattern.search(path):
            parts = found.groupdict()
            month = parts["m"] if parts.get("m") else str(month_number(parts["n"]))
            return _calendar(parts["y"], month, parts.get("d"))
    return None
