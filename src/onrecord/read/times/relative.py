"""Dates by their place: weekdays, "last week", "that day", quarters of the year that the article reports on."""

from __future__ import annotations

from datetime import date

from onrecord.model import Interval, TimexType
from onrecord.packs import lexicon
from onrecord.read.times import calendar
from onrecord.read.times.dates import (
    BACK,
    NARRATIVE,
    ON,
    WEEKDAYS,
    counts_from,
    dated,
    month_day,
    step,
    words,
    year_meant,
)
from onrecord.read.times.direction import Direction
from onrecord.read.times.expression import Expression
from onrecord.read.times.moment import Meaning, Moment, Resolver, named, past, shifted
from onrecord.read.times.numerals import ordinal

QUARTERS, HALVES = 4, 2
_AWAY = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
_DAYPARTS: dict[str, str] = lexicon("times")["dayparts"]
_UNITS: dict[str, str] = lexicon("times")["units"]


def unit_of(word: str) -> str:
    """The code of a unit, singular or plural."""
    return _UNITS.get(word) or _UNITS["century" if word == "centuries" else word.rstrip("s")]


def part_of_day(word: str) -> str:
    """As in "TMO" for "morning"; "" where there is none."""
    code = _DAYPARTS.get(word.rstrip("s"))
    return f"T{code}" if code else ""


def at_part(day: date | None, part: str) -> Meaning:
    """A day, or a part of it."""
    if not part:
        return named(day, "D")
    value = ("XXXX-XX-XX" if day is None else day.isoformat()) + part
    return Meaning(TimexType.TIME, value, calendar.days(value), "D")


def weekday(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "Monday", "last Friday", "Wednesday night": the nearest on the verb's side."""
    number = WEEKDAYS[expression.word("weekday")]
    base = counts_from(expression, moment)
    part = part_of_day(expression.word("daypart"))
    if base is None:
        return Meaning(TimexType.TIME if part else TimexType.DATE, f"XXXX-WXX-{number}{part}", None, "D")
    move = step(expression)
    ahead = move > 0 if move else not past(expression)
    return at_part(calendar.weekday_near(base, number, ahead=ahead, strict=bool(move)), part)


def weekdays(expression: Expression, _moment: Moment) -> Meaning | None:
    """As in "each Thursday", "Tuesday nights"."""
    number = WEEKDAYS[expression.word("weekday", "weekday2", "weekday3").rstrip("s")]
    part = part_of_day(expression.word("daypart", "daypart2", "daypart3"))
    return Meaning(TimexType.SET, f"XXXX-WXX-{number}{part}")


def part_of_date(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "the night of May 4", "the morning of Tuesday"."""
    day = weekday(expression, moment) if expression.words("weekday") else month_day(expression, moment)
    if day is None:
        return None
    value = day.value.split("T")[0] + part_of_day(expression.word("daypart"))
    return Meaning(TimexType.TIME, value, day.interval, "D")


def over_day(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "the day before yesterday", "the day after tomorrow"."""
    return shifted(moment.published, "D", -2 if expression.words("back") else 2)


def over_next(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "the year before last", "the week after next"."""
    return shifted(moment.published, unit_of(expression.word("unit")), -2 if expression.words("back") else 2)


def near_day(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "today", "yesterday evening", "tonight"."""
    word = expression.word("word")
    found = calendar.shifted(moment.published, "D", _AWAY[word]) if moment.published else None
    return at_part(found, "TNI" if word == "tonight" else part_of_day(expression.word("daypart")))


def near_part(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "last night", "this morning", "the next afternoon", "mid-afternoon yesterday"."""
    part = part_of_day(expression.word("daypart"))
    found = words(expression, "rel")
    told = moment.named.day if moment.named and moment.named.unit == "D" else moment.published
    base = moment.published if found & {"last", "this"} or expression.words("day") else told
    away = _AWAY.get(expression.word("day"), -1 if found & BACK else 1 if found & ON else 0)
    return at_part(calendar.shifted(base, "D", away) if base else None, part)


def relative(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "last week", "this year", "the previous month", "that day"."""
    unit, found = unit_of(expression.word("unit")), words(expression, "rel")
    if unit.startswith("T"):
        return None
    if found == {"the"}:
        return _this_one(expression, moment, unit)
    if found >= {"the", "past"} and unit != "WE":
        return _past_one(unit, moment)
    anchor = moment.named
    if found & NARRATIVE and anchor is not None and calendar.coarser(anchor.unit, unit):
        return _within(anchor.day, anchor.unit, unit)
    return shifted(counts_from(expression, moment), unit, step(expression) or 0)


def _this_one(expression: Expression, moment: Moment, unit: str) -> Meaning | None:
    """As in "the weekend", "the end of the year": the one that publication lies in, or a weekend on the verb's side."""
    if expression.precedes[:1] in {("ended",), ("ending",)}:
        return Meaning(TimexType.DURATION, f"P1{unit}")
    if unit == "WE" and moment.published is not None:
        near = calendar.weekday_near(moment.published, 7, ahead=not past(expression), strict=False)
        return named(near, unit)
    if unit == "D":
        return named(moment.reference.day if moment.reference else None, "D")
    return named(moment.published, unit)


def _past_one(unit: str, moment: Moment) -> Meaning:
    """As in "the past year": the year up to publication."""
    day = moment.published
    start = calendar.shifted(day, unit, -1) if day else None
    interval = Interval(start, calendar.shifted(day, "D", 1)) if day and start else None
    return Meaning(TimexType.DURATION, f"P{unit}" if unit[0].isdigit() else f"P1{unit}", interval)


def _within(day: date, outer: str, unit: str) -> Meaning:
    """A unit somewhere in a longer one: "that day" of a month, of which no more is said."""
    tail = calendar.unknown(unit)
    value = f"{day.year:04}{tail[4:]}" if outer not in {"M", "Q"} else f"{calendar.at(day, 'M')}{tail[7:]}"
    held = calendar.days(calendar.at(day, outer)) if outer in {"M", "Y"} else None
    return Meaning(TimexType.DATE, value, held)


def part_of_year(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "the third quarter", "the first half of 2011", or "this year's second quarter"."""
    unit, letter, most = ("Q", "Q", QUARTERS) if expression.word("unit") == "quarter" else ("6M", "H", HALVES)
    number = most if expression.rule == "lastquarter" else ordinal(expression.words("n")[0])
    if number > most:
        return None
    year = year_meant(expression, moment)
    if year is None:
        year = _year_of_part(expression, moment, letter, number)
    if expression.words("ago") and year is not None:
        year -= 1
    return dated(f"XXXX-{letter}{number}" if year is None else f"{year:04}-{letter}{number}", unit)


def quarter_code(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "Q3 2018", "H1"."""
    code = expression.word("q").upper()
    letter, number = code[0], code[1]
    year = year_meant(expression, moment)
    if year is None:
        year = _year_of_part(expression, moment, letter, int(number))
    unit = "Q" if letter == "Q" else "6M"
    if unit == "6M" and int(number) > HALVES:
        return None
    return dated(f"XXXX-{letter}{number}" if year is None else f"{year:04}-{letter}{number}", unit)


def _year_of_part(expression: Expression, moment: Moment, letter: str, number: int) -> int | None:
    """The year of the last such part that has begun; of the next first quarter where the verb points on."""
    day = moment.published
    span = calendar.days(f"{day.year:04}-{letter}{number}") if day else None
    if day is None or span is None or span.start is None:
        return None
    ahead = expression.direction is Direction.FUTURE
    if span.start > day:
        return day.year if ahead else day.year - 1
    over = span.end is not None and span.end <= day
    return day.year + 1 if ahead and over and number == 1 else day.year


def the_quarter(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "the quarter", "the latest period", "the year-ago quarter", "this quarter", "the 1988 period"."""
    told = expression.words("ago", "year", "yearrel", "latest")
    if expression.word("unit") == "period" and not told:
        return None
    move = step(expression)
    if move in {-1, 1} or expression.has("rel", "current"):
        return shifted(counts_from(expression, moment), "Q", move or 0)
    latest = _reported(moment)
    if latest is None:
        return named(None, "Q")
    if expression.words("ago"):
        return shifted(latest, "Q", -QUARTERS)
    year = year_meant(expression, moment)
    return named(latest.replace(year=year, day=1) if year else latest, "Q")


def _reported(moment: Moment) -> date | None:
    """The quarter that the article reports on: the one last named, or the last that was over."""
    if moment.period:
        return moment.period[0]
    return calendar.shifted(moment.published, "Q", -1) if moment.published else None


def year_ago(_expression: Expression, moment: Moment) -> Meaning | None:
    """As in "year-earlier": the period reported on, a year before."""
    if moment.period:
        start, unit = moment.period
        return named(calendar.shifted(start, "Y", -1), unit)
    return shifted(moment.published, "Y", -1)


def year_end(_expression: Expression, moment: Moment) -> Meaning | None:
    """As in "year-end", "year's end"."""
    return named(moment.published, "Y")


def reference(expression: Expression, moment: Moment) -> Meaning | None:
    """As in "now", "recently", "the future"."""
    value, day = expression.names, moment.published
    interval = None
    if day is not None:
        after = calendar.shifted(day, "D", 1)
        sides = {"PRESENT_REF": (day, after), "PAST_REF": (None, after), "FUTURE_REF": (day, None)}
        interval = Interval(*sides[value])
    return Meaning(TimexType.DATE, value, interval)


RESOLVERS: dict[str, Resolver] = {
    "quarter": part_of_year,
    "lastquarter": part_of_year,
    "thequarter": the_quarter,
    "qcode": quarter_code,
    "yearago": year_ago,
    "weekday": weekday,
    "weekdays": weekdays,
    "partof": part_of_date,
    "dayover": over_day,
    "overnext": over_next,
    "day": near_day,
    "daypart": near_part,
    "edgepart": near_part,
    "rel": relative,
    "yearend": year_end,
    "ref": reference,
}
