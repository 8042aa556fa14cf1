"""How values are said to a reader: days, numbers, sources. One wording for pages, notes and charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from onrecord.model import Attribution, Factuality, Interval, Kind, Mode, Modifier, Quantity, Source
from onrecord.present.reuse import SAID
from onrecord.query import Copy, Passage, Reuse

UNKNOWN = "Not on record"

MODES = {Mode.DIRECT: "quoted", Mode.INDIRECT: "reported", Mode.MIXED: "partly quoted"}

KINDS = {
    Kind.TIMEX: ("time expression", "time expressions"),
    Kind.ENTITY: ("name", "names"),
    Kind.ATTRIBUTION: ("statement", "statements"),
    Kind.FIGURE: ("figure", "figures"),
    Kind.EVENT: ("event", "events"),
    Kind.COMMITMENT: ("commitment", "commitments"),
}

MODIFIERS = {
    Modifier.EXACT: "",
    Modifier.ABOUT: "about",
    Modifier.AT_MOST: "at most",
    Modifier.AT_LEAST: "at least",
    Modifier.MORE_THAN: "more than",
    Modifier.FEWER_THAN: "fewer than",
    Modifier.RANGE: "between",
}

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ONE = timedelta(days=1)

DURATION = re.compile(r"P(?P<time>T)?(?P<many>[1-9]\d{0,5})(?P<unit>(?(time)[HMS]|[YMWD]))")
DECIMALS, SHOWN = 6, 3

UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}


def day(value: date) -> str:
    """`17 Feb 2021`, whatever the machine's language."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(interval: Interval | None) -> str:
    """An interval as narrowly as it is known: a day, a month, a year, two ends, or one."""
    if interval is None or (interval.start is None and interval.end is None):
        return UNKNOWN
    if interval.start is None:
        return f"by {day(_last(interval))}"
    if interval.end is None:
        return f"from {day(interval.start)}"
    return _closed(interval, interval.start, interval.end - ONE)


def _last(interval: Interval) -> date:
    return (interval.end or date.max) - ONE


def _closed(interval: Interval, first: date, last: date) -> str:
    if first == last:
        return day(first)
    if interval == Interval.month(first.year, first.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if interval == Interval.year(first.year):
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.day == 1 and interval.end is not None and interval.end.day == 1:
        return f"{MONTHS[first.month - 1]} {first.year} – {MONTHS[last.month - 1]} {last.year}"
    return f"{day(first)} – {day(last)}"


def length(value: str) -> str:
    """A TIMEX3 duration in words where it is one number of one unit (`P2D`: 2 days), else as it is."""
    found = DURATION.fullmatch(value)
    if found is None:
        return value or UNKNOWN
    unit = UNITS[found["unit"] if found["time"] is None else f"T{found['unit']}"]
    return count(int(found["many"]), unit)


def iso(interval: Interval | None) -> str:
    """The interval's ISO days, last day shown; empty where nothing is known."""
    return "" if interval is None else str(interval)


def number(value: Decimal | None) -> str:
    """Digits in groups of three, no exponent, decimals as they were given; empty where there is none.

    Decimals that run on past six (a third) are cut after three, and the cut is shown.
    """
    if value is None:
        return ""
    digits, point, decimals = f"{value:,f}".partition(".")
    return f"{digits}{point}{decimals}" if len(decimals) <= DECIMALS else f"{digits}{point}{decimals[:SHOWN]}…"


def quantity(value: Quantity) -> str:
    """The number with what its words make of it: `at most 830`, `500 to 530`, or the words where they give none."""
    unit = f" {value.unit}" if value.unit else ""
    if value.modifier is Modifier.RANGE and value.low is not None and value.high is not None:
        return f"{number(value.low)} to {number(value.high)}{unit}"
    single = value.value
    if single is None and value.modifier in {Modifier.AT_MOST, Modifier.FEWER_THAN}:
        single = value.high
    if single is None and value.modifier in {Modifier.AT_LEAST, Modifier.MORE_THAN}:
        single = value.low
    if single is None:
        return _ends(value)
    return f"{MODIFIERS[value.modifier]} {number(single)}{unit}".strip()


def _ends(value: Quantity) -> str:
    low = f"{number(value.low)} or more" if value.low is not None else ""
    high = f"{number(value.high)} or fewer" if value.high is not None else ""
    ends = ", ".join(filter(None, (low, high)))
    return f"“{value.surface}”" + (f" ({ends})" if ends else "")


def speaker(source: Source | None) -> str:
    """Who says it, by the resolved name, else by the words printed for it."""
    return UNKNOWN if source is None else source.name or source.text or UNKNOWN


def manner(said: Attribution) -> str:
    """Mode, and factuality where the source does more than assert: `quoted, denied`."""
    parts = [MODES[said.mode]]
    if said.factuality is not Factuality.ASSERTED:
        parts.append(said.factuality.value)
    return ", ".join(parts)


def count(many: int, singular: str, plural: str | None = None) -> str:
    """`1 article`, `1,204 articles`, `no articles`."""
    noun = singular if many == 1 else plural or f"{singular}s"
    return f"{many:,} {noun}" if many else f"no {noun}"


def share(part: float) -> str:
    """`83%`; what is not all is never said to be all, nor what is little nothing."""
    return f"{min(max(round(part * 100), 1), 99)}%" if 0 < part < 1 else f"{part:.0%}"


def reuse(copy: Copy) -> str:
    """`copy, cut`: how one text has another's words."""
    said = SAID[copy.reuse]
    return f"copy, {said}" if copy.one_story and copy.reuse is not Reuse.REVISION else said


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def one_line(words: str) -> str:
    """Words with their white space made one."""
    return " ".join(words.split())


def is_changed(passage: Passage) -> bool:
    """Whether words of a passage differ in its two texts; marks and capitals do not count."""
    copy, origin = (re.findall(r"\w+", a.exact.casefold()) for a in (passage.copy, passage.origin))
    return copy != origin
