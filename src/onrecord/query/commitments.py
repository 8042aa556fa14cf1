"""How commitments stand on a day: due, overdue with nothing on record, standing, or settled, each with its words.

That a deadline passed in silence is no judgement: it is what the record does not hold on the day that it is asked of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from onrecord.model import Commitment, CommitmentType, Entry, Judgement, State, Verdict, joined
from onrecord.query.days import has_begun
from onrecord.query.known import ONE, last_day
from onrecord.query.mentions import Mentions
from onrecord.query.view import View

WITHIN = 30
"""Days in which a deadline counts as near, unless another number is asked for."""


class Status(StrEnum):
    """Where a commitment stands, in the order of a list."""

    OVERDUE = "overdue"
    DUE = "due"
    STANDING = "standing"
    SETTLED = "settled"


FATES = {
    Verdict.EXTENDS: "extended",
    Verdict.FULFILS: "fulfilled",
    Verdict.BREAKS: "broken",
    Verdict.SUPERSEDES: "superseded",
    Verdict.WITHDRAWS: "withdrawn",
    Verdict.LAPSES: "lapsed",
}
"""What a verdict says became of a commitment."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a commitment: the entry that tells it, the telling that it was judged against, and why."""

    fate: str
    teller: Entry
    told: Entry
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Standing:
    """One commitment on a day, with all its tellings, the earliest first, and what became of it.

    `mentions` are what later articles say about the thing where its deadline passed and no outcome was judged: they
    may tell it after all, which is for a person to see.
    """

    tellings: tuple[Entry, ...]
    body: Commitment
    status: Status
    deadline: date | None
    outcomes: tuple[Outcome, ...]
    mentions: tuple[Entry, ...] = ()

    @property
    def entry(self) -> Entry:
        """The telling that stands for all."""
        return self.tellings[0]


@dataclass(frozen=True, slots=True)
class Commitments:
    """The commitments of a record on a day, by all that the view knows.

    `given` tells whether the day was asked for; else it is the last by which the view knows of articles, or on which
    one appeared.
    """

    on: date
    given: bool
    within: int
    rows: tuple[Standing, ...]

    @property
    def near(self) -> date:
        """The last day that counts as near."""
        return date.fromordinal(min(self.on.toordinal() + self.within, date.max.toordinal()))

    def of(self, status: Status) -> list[Standing]:
        """Those of one status, in the order of their days."""
        return [row for row in self.rows if row.status is status]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which commitments are asked for; what is None does not narrow. Words are compared without regard to case."""

    within: int = WITHIN
    actor: str | None = None
    type: CommitmentType | None = None


class NoDayError(ValueError):
    """No day was named, and no article of the record is dated to a month or closer."""


def commitments(view: View, asked: Asked | None = None) -> Commitments:
    """How the commitments of a record stand on the view's day: those that had been made, by what had become of them.

    Where the view is of no day, it is the day by which it is known, else the last on which an article appeared.
    Raises NoDayError where there is none of these.
    """
    found = standings(view, asked)
    return replace(found, rows=_mentioned(view, found.rows))


def standings(view: View, asked: Asked | None = None) -> Commitments:
    """The same without what later articles say of them, for which all words of the view are gone through."""
    wanted = asked or Asked()
    day = view.on or view.known or last_day(view.revisions)
    if day is None:
        message = "no article of this record is dated: name the day to go by"
        raise NoDayError(message)
    judged = _judged(view, day)
    made = (group for group in _groups(view) if any(has_begun(e, day) for e in group))
    rows = [_standing(view, judged, group, day, wanted.within) for group in made]
    fitting = sorted((row for row in rows if _fits(row, wanted)), key=_order)
    return Commitments(day, view.on is not None, wanted.within, tuple(fitting))


def _judged(view: View, day: date) -> Mapping[str, list[Judgement]]:
    """By telling, the judgements on what had become of it by a day."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in view.judgements:
        teller = view.by_id.get(judgement.a) if judgement.verdict in FATES else None
        if teller is not None and has_begun(teller, day):
            found[judgement.b].append(judgement)
    return found


def _mentioned(view: View, rows: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """The rows, those that are overdue with what later articles say about the thing."""
    if not any(row.status is Status.OVERDUE for row in rows):
        return rows
    index = Mentions.of(view)
    return tuple(replace(r, mentions=index.later(r.tellings)) if r.status is Status.OVERDUE else r for r in rows)


def _groups(view: View) -> list[tuple[Entry, ...]]:
    """The tellings of each commitment, the earliest first."""
    held = {e.id: e for e, _ in view.commitments}
    groups = joined((j.a, j.b) for j in view.judgements if j.verdict is Verdict.SAME and j.a in held)
    every = {groups.get(i, frozenset({i})) for i in held}
    return [tuple(sorted((held[i] for i in group), key=_when)) for group in every]


def _when(entry: Entry) -> tuple[date, date, str, int, str]:
    """Earliest published first, then as they stand in their articles."""
    held = entry.published
    end = (held.end if held else None) or date.max
    start = (held.start if held else None) or end
    return end, start, entry.revision, min(a.start for a in entry.anchors), entry.id


def _standing(
    view: View, judged: Mapping[str, list[Judgement]], tellings: tuple[Entry, ...], day: date, within: int
) -> Standing:
    bodies = [e.body for e in tellings if isinstance(e.body, Commitment)]
    due = next((b.due for b in bodies if b.due and b.due.end), None)
    deadline = due.end - ONE if due and due.end else None
    found = tuple(_outcomes(view, judged, tellings))
    if found:
        status = Status.SETTLED
    elif deadline is None or (deadline - day).days > within:
        status = Status.STANDING
    else:
        status = Status.DUE if deadline >= day else Status.OVERDUE
    return Standing(tellings, as_told(bodies), status, deadline, found)


def as_told(bodies: Sequence[Commitment]) -> Commitment:
    """What the first telling says, with whom, of what and by whose authority where only a later one tells it."""
    actor, mission, authority = (
        next((value for body in bodies if (value := getattr(body, name))), None)
        for name in ("actor", "mission", "authority")
    )
    return replace(bodies[0], actor=actor, mission=mission, authority=authority)


def _outcomes(view: View, judged: Mapping[str, list[Judgement]], tellings: Iterable[Entry]) -> list[Outcome]:
    """What is known to have become of it, the earliest told first; a telling that withdraws it is its own witness."""
    ids = {e.id: e for e in tellings}
    found = [
        Outcome(FATES[j.verdict], view.by_id[j.a], e, j.reason, j.score)
        for e in ids.values()
        for j in judged.get(e.id, ())
    ]
    told = {o.teller.id for o in found}
    own = [
        Outcome(FATES[Verdict.WITHDRAWS], e, e, "its own article tells it as withdrawn", e.confidence)
        for e in ids.values()
        if isinstance(e.body, Commitment) and e.body.state is State.WITHDRAWN and e.id not in told
    ]
    return sorted([*found, *own], key=lambda o: (_when(o.teller), o.fate))


def _fits(row: Standing, wanted: Asked) -> bool:
    named = [n for e in row.tellings if isinstance(e.body, Commitment) for n in (e.body.actor, e.body.mission)]
    ours = wanted.actor is None or any(wanted.actor.casefold() in (n or "").casefold() for n in named)
    return ours and wanted.type in (None, row.body.type)


def _order(row: Standing) -> tuple[int, date, tuple[date, date, str, int, str]]:
    return list(Status).index(row.status), row.deadline or date.max, _when(row.entry)
