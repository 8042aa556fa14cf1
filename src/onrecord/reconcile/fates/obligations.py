"""What several articles tell of one commitment: its tellings, joined where type, bearer and term are the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from onrecord.model import Commitment, CommitmentType, Entry, Judgement, State, Verdict
from onrecord.reconcile.fates.words import NUMBER, day, deeds, final, has, sentence, stems, words
from onrecord.reconcile.names import Naming

TERMS = frozenset({CommitmentType.MANDATE, CommitmentType.DEADLINE})
"""Types whose end is a day."""
BY = "fates/1"
SAME_WORDS, SAME_TERM, SAME_THING = 0.95, 0.9, 0.7
"""Scores of the grounds: an order, not yet measured."""


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of a commitment, with the keys of whom and what it binds and the stems of what it is about."""

    entry: Entry
    body: Commitment
    actor: str | None
    mission: str | None
    stems: frozenset[str]
    deeds: frozenset[str]

    @property
    def deadline(self) -> date | None:
        """The day by which it ends."""
        return final(self.body.due)


@dataclass(frozen=True)
class Obligation:
    """One commitment, by all who tell of it, the first to be published first."""

    told: tuple[Told, ...]

    @property
    def first(self) -> Entry:
        """The telling that stands for all: the earliest."""
        return self.told[0].entry

    @property
    def body(self) -> Commitment:
        """What the earliest telling says."""
        return self.told[0].body

    @property
    def deadline(self) -> date | None:
        """The day by which it ends, the same in all tellings that give one."""
        return next((t.deadline for t in self.told if t.deadline), None)

    @property
    def cap(self) -> Decimal | None:
        """A ceiling's number."""
        return self.body.cap

    @cached_property
    def actors(self) -> frozenset[str]:
        """The keys of who is bound."""
        return frozenset(t.actor for t in self.told if t.actor)

    @cached_property
    def missions(self) -> frozenset[str]:
        """The keys of what a mandate or ceiling is of."""
        return frozenset(t.mission for t in self.told if t.mission)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What it is about, by all its tellings."""
        return frozenset[str]().union(*(t.stems for t in self.told))

    @cached_property
    def deeds(self) -> frozenset[str]:
        """What is to be done, by all its tellings."""
        return frozenset[str]().union(*(t.deeds for t in self.told))

    @property
    def begun(self) -> date | None:
        """From when it stands: its start where one is told, else the day of its first telling."""
        starts = [t.body.start.start for t in self.told if t.body.start and t.body.start.start]
        held = self.first.published
        return min(starts) if starts else final(held)


def same(held: Obligation) -> Iterator[Judgement]:
    """That each further telling tells the same commitment as the first."""
    first = held.told[0]
    for other in held.told[1:]:
        a, b = sorted((first.entry.id, other.entry.id))
        exact = words(first.entry).casefold() == words(other.entry).casefold()
        score = (
            SAME_WORDS if exact else SAME_TERM if first.body.type in TERMS | {CommitmentType.CEILING} else SAME_THING
        )
        yield Judgement(Verdict.SAME, a, b, _why(first, other, exact=exact), score, BY)


def order(told: Told) -> tuple[date, date, str]:
    """The earliest published first; of those of one day, by their ids; those of no known day last."""
    held = told.entry.published
    end = (held.end if held else None) or date.max
    return end, (held.start if held else None) or end, told.entry.id


def telling(entry: Entry, body: Commitment, names: Naming) -> Told:
    """A commitment as fates look at it."""
    about = f"{body.action} {words(entry)}"
    around = " ".join(sentence(a) for a in entry.anchors)
    actor = names.key(entry.revision, body.actor)
    mission = names.key(entry.revision, body.mission) or (actor if names.is_mission(entry.revision, actor) else None)
    if mission is None and _is_of_mission(
        entry, body, whole=not names.is_person(entry.revision, actor), bound=actor is not None
    ):
        only = names.missions(entry.revision)
        mission = min(only) if len(only) == 1 else None
    return Told(entry, body, actor, mission, stems(about) or stems(around), deeds(about))


def _is_of_mission(entry: Entry, body: Commitment, *, whole: bool, bound: bool) -> bool:
    """Whether a mandate or ceiling that names no mission is of the only one that its article names.

    A mandate where it is told as one, or is of all that somebody keeps there; a ceiling of somebody's forces.
    """
    match body.type:
        case CommitmentType.MANDATE:
            return whole and (has("ends", words(entry), "term") or (has("longer", words(entry)) and not part(entry)))
        case CommitmentType.CEILING:
            return bound and forces(body.counts)
        case _:
            return False


def part(entry: Entry) -> bool:
    """Whether an entry's words count something, so that it is of a part and not of the whole."""
    return NUMBER.search(words(entry)) is not None and not has("ends", words(entry), "term")


def forces(counts: str | None) -> bool:
    """Whether what is counted are those who are sent, by any word for them."""
    return counts is None or has("force", counts)


def _why(a: Told, b: Told, *, exact: bool) -> str:
    if exact:
        return "both say it in the same words"
    end = f" that ends on {day(a.deadline)}" if a.deadline else ""
    of = a.body.mission or b.body.mission or a.body.actor or b.body.actor or "one bearer"
    match a.body.type:
        case CommitmentType.CEILING:
            return f"both tell of a ceiling of {a.body.cap} for {of}"
        case CommitmentType.MANDATE | CommitmentType.DEADLINE:
            return f"both tell of a {a.body.type.value} of {of}{end}"
        case _:
            by = f" by {day(a.deadline)}" if a.deadline else ""
            return f"both tell what {of} is to do{by}: {', '.join(sorted(a.deeds & b.deeds) or ['in like words'])}"


def put_off(told: Told) -> bool:
    """Whether a telling itself says that the commitment stands no more."""
    return told.body.state is State.WITHDRAWN
