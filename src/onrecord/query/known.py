"""Which articles are known by a day, by their publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Interval, Revision

MONTH = timedelta(days=31)
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """The revisions whose whole publication lies on or before a day; `unsure` only may have appeared by then."""

    on: date
    revisions: frozenset[str]
    unsure: tuple[Revision, ...]


def known(revisions: Iterable[Revision], on: date) -> Known:
    """What is known by a day."""
    held = [(r, r.published.interval if r.published else None) for r in revisions]
    sure = frozenset(r.id for r, when in held if when and when.end and when.end - ONE <= on)
    unsure = (r for r, when in held if r.id not in sure and _may_be(when, on))
    return Known(on, sure, tuple(sorted(unsure, key=lambda r: (r.path, r.id))))


def _may_be(when: Interval | None, on: date) -> bool:
    return when is None or when.start is None or when.start <= on


def last_day(revisions: Iterable[Revision]) -> date | None:
    """The last day on which an article appeared, of those dated to a month or closer; None where none is."""
    held = [r.published.interval for r in revisions if r.published]
    return max((w.end - ONE for w in held if w.start and w.end and w.end - w.start <= MONTH), default=None)
