"""Readings against the two ends of a publication interval, made one that claims no more than both."""

from __future__ import annotations

from onrecord.read.times.calendar import hull
from onrecord.read.times.moment import Meaning


def merged(first: Meaning | None, last: Meaning | None) -> Meaning | None:
    """What both readings share, over all days that either can mean."""
    if first is None or last is None or first == last:
        return first if last is not None else None
    interval = hull(first.interval, last.interval) if first.interval and last.interval else None
    return Meaning(first.type, _common(first.value, last.value), interval, first.unit)


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
