"""Narrowing a View by who, where, when and which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Attribution, Entry, Figure, Interval, Kind, Revision
from onrecord.query.days import true_of
from onrecord.query.view import View


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is None does not narrow. Words are compared without regard to case.

    `since` and `until` are days of publication, both inclusive; `confidence` is the least, 0 to 1.
    """

    speaker: str | None = None
    publisher: str | None = None
    contains: str | None = None
    measure: str | None = None
    counts: str | None = None
    subject: str | None = None
    since: date | None = None
    until: date | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """The view of what was found. `unsure` counts what only may have appeared on the days asked for: it is left out.

    So is what fits and does not tell its day, where the view is of one: `undated`.
    """

    view: View
    unsure: int
    undated: tuple[Entry, ...] = ()


def select(view: View, wanted: Wanted) -> Selected:
    """The entries of a view that are as wanted, and true of its day; those whose days are too vague are counted."""
    tests = tuple(_tests(view, wanted))
    fitting = view.where(lambda e: all(test(e) for test in tests))
    days = _days(wanted)
    sure = fitting if days is None else fitting.where(lambda e: e.published is not None and e.published.within(days))
    may_be = sum(days is None or e.published is None or e.published.meets(days) for e in fitting.entries)
    unsure, day = may_be - len(sure.entries), view.on
    if day is None:
        return Selected(sure, unsure)
    then = sure.where(lambda e: (held := true_of(e)) is not None and day in held)
    return Selected(then, unsure, tuple(e for e in sure.entries if e.kind in DATED and true_of(e) is None))


DATED = frozenset({Kind.ATTRIBUTION, Kind.COMMITMENT, Kind.EVENT, Kind.FIGURE})
"""Kinds that tell of days in the world."""


def _days(wanted: Wanted) -> Interval | None:
    if wanted.since is None and wanted.until is None:
        return None
    end = wanted.until + timedelta(days=1) if wanted.until and wanted.until < date.max else None
    return Interval(wanted.since, end)


def _tests(view: View, wanted: Wanted) -> list[Callable[[Entry], bool]]:
    tests: list[tuple[str | None, Callable[[Entry], list[str | None]]]] = [
        (wanted.speaker, _speakers),
        (wanted.publisher, lambda e: [_publisher(view.revision[e.revision])]),
        (wanted.contains, lambda e: [a.exact for a in e.anchors]),
        (wanted.measure, lambda e: _of_figure(e, "measure")),
        (wanted.counts, lambda e: _of_figure(e, "counts")),
        (wanted.subject, lambda e: _of_figure(e, "subject")),
    ]
    least = wanted.confidence
    sure: list[Callable[[Entry], bool]] = [] if least is None else [lambda e: e.confidence >= least]
    return [*sure, *(_holding(word, found) for word, found in tests if word is not None)]


def _holding(word: str, found: Callable[[Entry], list[str | None]]) -> Callable[[Entry], bool]:
    return lambda entry: any(word.casefold() in (said or "").casefold() for said in found(entry))


def _speakers(entry: Entry) -> list[str | None]:
    """The names that an entry is told by: its source's, those of its words, and the holders it is attributed to."""
    source = entry.body.source if isinstance(entry.body, Attribution) else None
    named = [source.name, source.text] if source else []
    return [*named, *(h.name for h in entry.attributed_to)]


def _publisher(revision: Revision) -> str | None:
    return revision.publisher.value if revision.publisher else None


def _of_figure(entry: Entry, field: str) -> list[str | None]:
    return [getattr(entry.body, field)] if isinstance(entry.body, Figure) else []
