"""What changed on record between two days of knowing: the later view beside the earlier, judged each by its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from onrecord.model import Entry, Kind, Revision, Verdict
from onrecord.query.as_of import as_of
from onrecord.query.commitments import NoDayError, Outcome, Standing, commitments, standings
from onrecord.query.conflicts import Conflict, Disputed, conflicts
from onrecord.query.known import last_day
from onrecord.query.reporting import TOLD
from onrecord.query.sources import Speaker, sources
from onrecord.query.view import View


class NoSpanError(ValueError):
    """The later day does not lie after the earlier."""


class Sighting(NamedTuple):
    """Someone who is quoted by name: the first statement on record, and the last."""

    name: str
    first: Entry
    last: Entry


@dataclass(frozen=True, slots=True)
class Changes:
    """What a record knows by a day and did not know by an earlier one.

    `entries` are new and tell what none did before, each once however often it is told; `again` counts the new ones
    that tell what was told. `revised` are numbers that a later one revises; `conflicts` are new, `settled` those that
    stood before and do not stand by what is known now. `fates` are new outcomes of commitments. Of those who are
    quoted by name, `first` are new, and `last` are those whom no new article quotes. `view` is the later view.
    """

    since: date
    until: date
    articles: tuple[Revision, ...]
    entries: tuple[Entry, ...]
    again: int
    revised: tuple[Conflict, ...]
    conflicts: tuple[Conflict, ...]
    settled: tuple[Conflict, ...]
    deadlines: tuple[Standing, ...]
    fates: tuple[tuple[Standing, Outcome], ...]
    first: tuple[Sighting, ...]
    last: tuple[Sighting, ...]
    view: View = field(compare=False, repr=False)

    @property
    def nothing(self) -> bool:
        """Whether nothing changed but the silence of those who were quoted before."""
        changed = (self.articles, self.entries, self.revised, self.conflicts, self.settled, self.deadlines, self.fates)
        return not any(changed)

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """The new entries of one kind that tell something new."""
        return tuple(e for e in self.entries if e.kind is kind)


def diff(view: View, since: date) -> Changes:
    """What a view knows that was not known by an earlier day.

    The later day is that by which the view is known, else the last on which an article appeared. Raises NoDayError
    where there is neither, and NoSpanError where it does not lie after the earlier.
    """
    until = view.known or last_day(view.revisions)
    if until is None:
        message = "no article of this record is dated: name the day to go to"
        raise NoDayError(message)
    if until <= since:
        message = f"{until} does not lie after {since}"
        raise NoSpanError(message)
    then, now = as_of(view, known=since), as_of(view, known=until)
    new = [e for e in now.entries if e.revision not in then.revision and e.kind in TOLD]
    telling = tuple(_telling(now, new, then.by_id.keys()))
    fresh, gone = _conflicts(then, now)
    return Changes(
        since,
        until,
        tuple(r for r in now.revisions if r.id not in then.revision),
        telling,
        len(new) - len(telling),
        tuple(_revised(now, {e.id for e in new})),
        fresh,
        gone,
        tuple(_passed(now, since, until)),
        tuple(_fates(then, now, since, until)),
        *_sightings(then, now),
        now,
    )


def _telling(now: View, new: Iterable[Entry], known: Iterable[str]) -> Iterator[Entry]:
    """The new entries that tell what no entry told before, the first of those that tell one thing."""
    told, groups = set(known), now.told_alike
    for entry in sorted(new, key=_when):
        alike = groups.get(entry.id, frozenset({entry.id}))
        if not alike & told:
            yield entry
        told.add(entry.id)


def _when(entry: Entry) -> tuple[date, str, int, str]:
    end = (entry.published.end if entry.published else None) or date.max
    return end, entry.revision, entry.anchors[0].start, entry.id


def _revised(now: View, new: set[str]) -> Iterator[Conflict]:
    """The figures that a new one revises: told of another day, or in another text of one article."""
    for each in conflicts(now, Disputed(every=True)).differences:
        if each.judgement.verdict is Verdict.REVISES and each.second.id in new:
            yield each


def _conflicts(then: View, now: View) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """The conflicts that are new, and those that were there and are there no more."""
    before, after = conflicts(then).rows, conflicts(now).rows
    ids, later = {c.judgement.id for c in before}, {c.judgement.id for c in after}
    fresh = (c for c in after if c.judgement.id not in ids)
    return tuple(fresh), tuple(c for c in before if c.judgement.id not in later)


def _passed(now: View, since: date, until: date) -> Iterator[Standing]:
    """The deadlines whose last day lies in the span and is over."""
    for row in sorted(commitments(as_of(now, on=until)).rows, key=lambda r: r.deadline or date.max):
        if row.deadline and since <= row.deadline < until:
            yield row


def _fates(then: View, now: View, since: date, until: date) -> Iterator[tuple[Standing, Outcome]]:
    """The outcomes that were not on record before."""
    before = {_about(o) for row in standings(as_of(then, on=since)).rows for o in row.outcomes}
    for row in standings(as_of(now, on=until)).rows:
        yield from ((row, o) for o in row.outcomes if _about(o) not in before)


def _about(outcome: Outcome) -> tuple[str, str, str]:
    return outcome.fate, outcome.teller.id, outcome.told.id


def _sightings(then: View, now: View) -> tuple[tuple[Sighting, ...], tuple[Sighting, ...]]:
    """Who is quoted for the first time, and who was quoted before and is not since."""
    named = (s for s in sources(now).speakers if not s.anonymous and any(c.isupper() for c in s.name))
    seen = [_sighting(s) for s in named if s.statements]
    first = (s for s in seen if s.first.revision not in then.revision)
    last = (s for s in seen if s.last.revision in then.revision)
    return tuple(sorted(first, key=lambda s: _when(s.first))), tuple(sorted(last, key=lambda s: _when(s.last)))


def _sighting(speaker: Speaker) -> Sighting:
    ordered = sorted(speaker.statements, key=_when)
    return Sighting(speaker.name, ordered[0], ordered[-1])
