"""Readings against the two ends of a publication interval, made one that claims no more than both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.model import Interval, TimexType
from onrecord.read.times.calendar import hull
from onrecord.read.times.dates import BACK, ON, words
from onrecord.read.times.direction import Direction
from onrecord.read.times.expression import Expression
from onrecord.read.times.moment import Meaning

_WEEKDAY_AT = len("2017-06-05")


def merged(expression: Expression, first: Meaning | None, last: Meaning | None) -> Meaning | None:
    """What both readings share, over all days that either can mean."""
    if first is None or last is None or first == last:
        return first if last is not None else None
    interval = hull(first.interval, last.interval) if first.interval and last.interval else None
    value = _common(first.value, last.value)
    dated = first.value != last.value and "X" not in first.value + last.value
    if dated and (expression.day or expression).rule == "weekday":
        value = _weekday(first.value, last.value)
    return Meaning(first.type, value, interval, first.unit)


def _weekday(first: str, last: str) -> str:
    """A weekday in one of several weeks: "2016-WXX-1"."""
    day = date.fromisoformat(first[:_WEEKDAY_AT])
    year = first[:4] if first[:4] == last[:4] else "XXXX"
    return f"{year}-WXX-{day.isoweekday()}{first[_WEEKDAY_AT:]}"


def narrowed(expression: Expression, meaning: Meaning | None, published: Interval | None) -> Meaning | None:
    """A meaning that no publication day could resolve, with the one bound that is known."""
    if meaning is None or published is None or meaning.interval is not None:
        return meaning
    if meaning.type not in {TimexType.DATE, TimexType.TIME} or (
        "X" not in meaning.value and "REF" not in meaning.value
    ):
        return meaning
    side = _side(expression, meaning)
    if side < 0 and published.end is not None:
        return replace(meaning, interval=Interval(None, published.end))
    if side > 0 and published.start is not None:
        return replace(meaning, interval=Interval(published.start, None))
    return replace(meaning, interval=published) if meaning.value == "PRESENT_REF" else meaning


def _side(expression: Expression, meaning: Meaning) -> int:
    """Before publication (-1), after it (1), or unsaid (0), by the expression's own words and then the verb."""
    told = words(expression, "rel") | words(expression, "tail") | {meaning.value, expression.word("word")}
    if told & (BACK | {"ago", "PAST_REF", "yesterday"}):
        return -1
    if told & (ON | {"FUTURE_REF", "tomorrow"}):
        return 1
    return -1 if expression.direction is Direction.PAST else 0


def _common(first: str, last: str) -> str:
    """The value with X for each part in which two differ."""
    if first == last:
        return first
    ours, theirs = first.split("-"), last.split("-")
    if len(ours) != len(theirs):
        return max(first, last, key=lambda v: v.count("X"))
    return "-".join(a if a == b else _blank(a, b) for a, b in zip(ours, theirs, strict=True))


def _blank(first: str, last: str) -> str:
    if first[:1] == last[:1] and first[:1] in {"W", "Q", "H"}:
        return first[0] + "X" * (len(first) - 1)
    day, _, time = first.partition("T")
    return "X" * len(day) + (f"T{time}" if time and time == last.partition("T")[2] else "")
