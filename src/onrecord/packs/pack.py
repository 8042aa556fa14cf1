"""Story packs: what a kind of story counts and measures, and the words that show it, as checked data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.model import CommitmentType, MentionType


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """Things that are counted: their words, their kind, and what a record calls them.

    `counts` is None where each word stands for itself. `default` is the measure of a number of them that no word
    says more of; "other" where there is none.
    """

    counts: str | None
    kind: str
    words: tuple[str, ...]
    default: str = "other"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number can be a number of (a ceiling, a strength, a toll), and the words that show it.

    `nouns` are counted themselves ("deaths"); `modifiers` stand on the noun ("authorised troops"); `objects` are
    verbs that it is the object or passive subject of, `subjects` those that it is the subject of; `approvals` are
    verbs over such a verb ("decided to send"); `phrases` stand in the same clause; `gauges` are nouns
    whose value the number is ("the ceiling is 450"). `of` are the kinds of unit that
    it is said of; empty for any.
    """

    name: str
    nouns: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    approvals: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    of: frozenset[str] = frozenset()
    gauges: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What befalls persons and is itself counted: a number of persons killed is one of deaths among them.

    It is shown by a `measure`, or by verbs: those that the persons are the object or the subject of.
    """

    counts: str
    measure: str | None = None
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventWords:
    """Words that tell of an event of a type: nouns ("withdrawal"), and verbs, with a particle or not ("pull out").

    Where `objects` or `subjects` are given, the verbs count only with one of them as what is acted on, or as who acts:
    nouns, or kinds of unit. A type may be given several times.
    """

    type: str
    nouns: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CommitmentWords:
    """Words that tell of a commitment of a type: nouns ("mandate", "deadline") and verbs ("promise", "threaten")."""

    type: CommitmentType
    nouns: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BoardSlot:
    """What the board follows of a place or a body: numbers of measures or of what is counted, and commitments.

    `of` are the kinds of name that it is of; empty for any that the board follows. Where `beside` names slots, it is
    told only of whom one of these puts on the board.
    """

    name: str
    measures: frozenset[str] = frozenset()
    counts: tuple[str, ...] = ()
    commitments: frozenset[CommitmentType] = frozenset()
    of: frozenset[MentionType] = frozenset()
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pack:
    """One pack, or several as one.

    `qualifiers` are the words on a noun that make it another thing ("suspected"); `families` are groups of publishers,
    each with their names and sites.
    """

    name: str
    title: str
    units: tuple[CountedUnit, ...]
    measures: tuple[Measure, ...]
    outcomes: tuple[Outcome, ...]
    qualifiers: frozenset[str]
    uncounted: frozenset[str]
    speakers: frozenset[str]
    increments: frozenset[str]
    events: tuple[EventWords, ...] = ()
    commitments: tuple[CommitmentWords, ...] = ()
    families: tuple[tuple[str, tuple[str, ...]], ...] = ()
    slots: tuple[BoardSlot, ...] = ()

    @cached_property
    def unit_of(self) -> Mapping[str, CountedUnit]:
        """The unit of each word; where packs share a word, the later pack's."""
        return {word: unit for unit in self.units for word in unit.words}

    @cached_property
    def measure_of(self) -> Mapping[str, Measure]:
        """Each measure by its name."""
        return {m.name: m for m in self.measures}


def joined(parts: Iterable[Pack]) -> Pack:
    """Packs made one: units in order, measures of one name made one."""
    parts = tuple(parts)
    measures: dict[str, Measure] = {}
    for measure in (m for p in parts for m in p.measures):
        measures[measure.name] = _merged(measures[measure.name], measure) if measure.name in measures else measure
    return Pack(
        name="+".join(p.name for p in parts),
        title=", ".join(p.title for p in parts),
        units=tuple(u for p in parts for u in p.units),
        measures=tuple(measures.values()),
        outcomes=tuple(o for p in parts for o in p.outcomes),
        qualifiers=frozenset().union(*(p.qualifiers for p in parts)),
        uncounted=frozenset().union(*(p.uncounted for p in parts)),
        speakers=frozenset().union(*(p.speakers for p in parts)),
        increments=frozenset().union(*(p.increments for p in parts)),
        events=tuple(e for p in parts for e in p.events),
        commitments=tuple(c for p in parts for c in p.commitments),
        families=tuple(f for p in parts for f in p.families),
        slots=tuple(s for p in parts for s in p.slots),
    )


def _merged(one: Measure, other: Measure) -> Measure:
    return Measure(
        one.name,
        one.nouns | other.nouns,
        one.modifiers | other.modifiers,
        one.objects | other.objects,
        one.subjects | other.subjects,
        one.approvals | other.approvals,
        one.phrases + other.phrases,
        one.of | other.of if one.of and other.of else frozenset(),
        one.gauges | other.gauges,
    )


def pack_of(data: Mapping[str, Any]) -> Pack:
    """The pack that the data of a TOML text says; the data has been checked."""
    return Pack(
        name=data["name"],
        title=data["title"],
        units=tuple(
            CountedUnit(t.get("counts"), t["kind"], tuple(t["words"]), t.get("default", "other"))
            for t in data.get("unit", ())
        ),
        measures=tuple(
            Measure(name=t["name"], phrases=tuple(t.get("phrases", ())), **_sets(t, _MEASURE_LISTS))
            for t in data.get("measure", ())
        ),
        outcomes=tuple(
            Outcome(t["counts"], t.get("measure"), **_sets(t, ("objects", "subjects"))) for t in data.get("outcome", ())
        ),
        events=tuple(
            EventWords(t["type"], **_sets(t, ("nouns", "verbs", "objects", "subjects"))) for t in data.get("event", ())
        ),
        commitments=tuple(
            CommitmentWords(CommitmentType(t["type"]), **_sets(t, ("nouns", "verbs")))
            for t in data.get("commitment", ())
        ),
        families=tuple((t["group"], tuple(t["names"])) for t in data.get("publishers", ())),
        slots=tuple(_slot(t) for t in data.get("slot", ())),
        **_sets(data, ("qualifiers", "uncounted", "speakers", "increments")),
    )


def _slot(table: Mapping[str, Any]) -> BoardSlot:
    return BoardSlot(
        table["name"],
        counts=tuple(table.get("counts", ())),
        commitments=frozenset(map(CommitmentType, table.get("commitments", ()))),
        of=frozenset(map(MentionType, table.get("of", ()))),
        **_sets(table, ("measures", "beside")),
    )


_MEASURE_LISTS = ("nouns", "modifiers", "objects", "subjects", "approvals", "of", "gauges")


def _sets(table: Mapping[str, Any], keys: Iterable[str]) -> dict[str, frozenset[str]]:
    return {key: frozenset(table.get(key, ())) for key in keys}
