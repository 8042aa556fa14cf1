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

    by: date
    revisions: frozenset[str]
    unsure: tuple[Revision, ...]


def known(revisions: Iterable[Revision], by: date) -> Known:
    """What is known by a day."""
    held = tuple(revisions)
    sure = frozenset(r.id for r in held if is_known(r, by))
    unsure = (r for r in held if r.id not in sure and _may_be(r, by))
    return Known(by, sure, tuple(sorted(unsure, key=lambda r: (r.path, r.id))))


def is_known(revision: Revision, by: date) -> bool:
    """Whether the whole of its publication lies on or before a day."""
    when = _published(revision)
    return when is not None and when.end is not None and when.end - ONE <= by


def _may_be(revision: Revision, by: date) -> bool:
    when = _published(revision)
    return when is None or when.start is None or when.start <= by


def _published(revision: Revision) -> Interval | None:
    return revision.published.interval if revision.published else None


def last_day(revisions: Iterable[Revision]) -> date | None:
    """The last day on which an article appeared, of those dated to a month or closer; None where none is."""
    held = [r.published.interval for r in revisions if r.published]
    return max((w.end - ONE for w in held if w.start and w.end and w.end - w.start <= MONTH), default=None)
