"""Where what is on record cannot all be so, worst first; and, on request, where it differs without a conflict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model import Attribution, Entry, Event, Figure, Judgement, Verdict
from onrecord.query.days import has_begun, true_of
from onrecord.query.origins import when
from onrecord.query.view import View

QUARRELS = (Verdict.CONTRADICTS, Verdict.DENIES)
"""Verdicts of which both sides cannot be so."""
DIFFERENCES = (Verdict.DIFFERS, Verdict.REVISES)
"""Verdicts of which both sides can be so: of another date, scope, measure or definition."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two entries that a judgement sets against each other; `first` was published no later, as far as is known."""

    judgement: Judgement
    first: Entry
    second: Entry

    @property
    def quarrel(self) -> bool:
        """Whether both cannot be so."""
        return self.judgement.verdict in QUARRELS

    @property
    def sides(self) -> tuple[Entry, Entry]:
        """Both entries."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Disputed:
    """Which conflicts are asked for; what is None does not narrow. Words are compared without regard to case.

    `every` adds differences that are no conflict.
    """

    topic: str | None = None
    actor: str | None = None
    every: bool = False


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The conflicts of a record."""

    rows: tuple[Conflict, ...]

    @property
    def quarrels(self) -> tuple[Conflict, ...]:
        """Those of which both sides cannot be so."""
        return tuple(r for r in self.rows if r.quarrel)

    @property
    def differences(self) -> tuple[Conflict, ...]:
        """The rest."""
        return tuple(r for r in self.rows if not r.quarrel)


def conflicts(view: View, asked: Disputed | None = None) -> Conflicts:
    """The conflicts of a record, the surest first; where the view is of a day, those about that day.

    Numbers and events are about the days that they are true of; what is only said stands against what another says
    from the day of the later on.
    """
    wanted = asked or Disputed()
    verdicts = QUARRELS + (DIFFERENCES if wanted.every else ())
    found = (_conflict(view, j) for j in view.judgements if j.verdict in verdicts and {j.a, j.b} <= view.by_id.keys())
    rows = [c for c in found if view.on is None or _is_about(c, view.on)]
    return Conflicts(tuple(sorted((c for c in rows if _fits(view, c, wanted)), key=_order)))


def _is_about(found: Conflict, day: date) -> bool:
    told = [true_of(e) for e in found.sides if isinstance(e.body, Event | Figure)]
    days = [held for held in told if held is not None]
    said = all(has_begun(e, day) for e in found.sides if not isinstance(e.body, Event | Figure))
    return said and all(day in held for held in days) and (bool(days) or not told)


def _conflict(view: View, judgement: Judgement) -> Conflict:
    first, second = sorted((view.by_id[judgement.a], view.by_id[judgement.b]), key=when)
    return Conflict(judgement, first, second)


def _order(found: Conflict) -> tuple[bool, float, str]:
    return not found.quarrel, -found.judgement.score, found.judgement.id


def _fits(view: View, found: Conflict, wanted: Disputed) -> bool:
    words = " ".join([found.judgement.reason, *(a.exact for e in found.sides for a in e.anchors)]).casefold()
    topic = wanted.topic is None or " ".join(wanted.topic.split()).casefold() in " ".join(words.split())
    named = [n.casefold() for e in found.sides for n in who(view, e)]
    return topic and (wanted.actor is None or any(wanted.actor.casefold() in n for n in named))


def who(view: View, entry: Entry) -> tuple[str, ...]:
    """Whose word an entry is, its subject and its publisher: the names that it is looked up by."""
    body, publisher = entry.body, view.revision[entry.revision].publisher
    names: list[str | None] = [h.name for h in entry.attributed_to]
    if isinstance(body, Attribution) and body.source:
        names += [body.source.name, body.source.text]
    if isinstance(body, Figure):
        names += [body.subject, body.mission]
    if isinstance(body, Event):
        names += [p.name for p in body.participants]
    return tuple(dict.fromkeys(n for n in [*names, publisher.value if publisher else None] if n))
