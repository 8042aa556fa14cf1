"""Story packs: what a kind of story counts and measures, and the words that show it, as checked data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from onrecord.model import CommitmentType

SHIPPED = ("general", "military-mission", "epidemic")
"""The packs that come with the program, in the order in which they are applied; `general` always is."""


class PackError(ValueError):
    """A pack cannot be used."""


class UnknownPackError(PackError):
    """There is no pack of that name."""


class PackSchemaError(PackError):
    """A pack's tables are not what a pack holds."""


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


@dataclass(frozen=True)
class Pack:
    """One pack, or several as one. `qualifiers` are the words on a noun that make it another thing ("suspected")."""

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

    @cached_property
    def unit_of(self) -> Mapping[str, CountedUnit]:
        """The unit of each word; where packs share a word, the later pack's."""
        return {word: unit for unit in self.units for word in unit.words}

    @cached_property
    def measure_of(self) -> Mapping[str, Measure]:
        """Each measure by its name."""
        return {m.name: m for m in self.measures}


@cache
def pack(name: str) -> Pack:
    """A pack that ships with the program. Raises UnknownPackError, or PackSchemaError where its data is wrong."""
    if name not in SHIPPED:
        message = f"no pack is called {name!r}: there are {', '.join(SHIPPED)}"
        raise UnknownPackError(message)
    return read_pack((files("onrecord.packs") / f"{name}.toml").read_text("utf-8"), name)


@cache
def packs(names: tuple[str, ...] = SHIPPED) -> Pack:
    """Several packs as one, `general` first whether named or not; what a later one says of a measure is added."""
    return joined([pack(n) for n in dict.fromkeys(("general", *names))])


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


_WORD_LISTS = ("qualifiers", "uncounted", "speakers", "increments")
_MEASURE_LISTS = ("nouns", "modifiers", "objects", "subjects", "approvals", "of", "gauges")


def read_pack(source: str, name: str) -> Pack:
    """A pack from the text of its TOML. Raises PackSchemaError, naming the pack, the table and the key."""
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        message = f"pack {name!r} is no TOML: {error}"
        raise PackSchemaError(message) from error
    known = {"name", "title", "unit", "measure", "outcome", "event", "commitment", *_WORD_LISTS}
    _only(data, known, name, "the top")
    return Pack(
        name=_text(data, "name", name, "the top"),
        title=_text(data, "title", name, "the top"),
        units=tuple(_unit(t, name) for t in _tables(data, "unit", name)),
        measures=tuple(_measure(t, name) for t in _tables(data, "measure", name)),
        outcomes=tuple(_outcome(t, name) for t in _tables(data, "outcome", name)),
        events=tuple(_event(t, name) for t in _tables(data, "event", name)),
        commitments=tuple(_commitment(t, name) for t in _tables(data, "commitment", name)),
        **{key: frozenset(_words(data, key, name, "the top")) for key in _WORD_LISTS},
    )


def _unit(table: dict[str, Any], name: str) -> CountedUnit:
    _only(table, {"counts", "kind", "words", "default"}, name, "[[unit]]")
    words = tuple(_words(table, "words", name, "[[unit]]"))
    if not words:
        message = f"pack {name!r}: [[unit]] {table.get('counts') or table.get('kind')!r} has no words"
        raise PackSchemaError(message)
    default = _text(table, "default", name, "[[unit]]") if "default" in table else "other"
    counts = _text(table, "counts", name, "[[unit]]") if "counts" in table else None
    return CountedUnit(counts, _text(table, "kind", name, "[[unit]]"), words, default)


def _measure(table: dict[str, Any], name: str) -> Measure:
    _only(table, {"name", "phrases", *_MEASURE_LISTS}, name, "[[measure]]")
    lists = {key: frozenset(_words(table, key, name, "[[measure]]")) for key in _MEASURE_LISTS}
    phrases = tuple(_words(table, "phrases", name, "[[measure]]"))
    return Measure(_text(table, "name", name, "[[measure]]"), phrases=phrases, **lists)


def _outcome(table: dict[str, Any], name: str) -> Outcome:
    _only(table, {"counts", "measure", "objects", "subjects"}, name, "[[outcome]]")
    shown = _text(table, "measure", name, "[[outcome]]") if "measure" in table else None
    verbs = {key: frozenset(_words(table, key, name, "[[outcome]]")) for key in ("objects", "subjects")}
    return Outcome(_text(table, "counts", name, "[[outcome]]"), shown, **verbs)


_EVENT_LISTS = ("nouns", "verbs", "objects", "subjects")


def _event(table: dict[str, Any], name: str) -> EventWords:
    _only(table, {"type", *_EVENT_LISTS}, name, "[[event]]")
    lists = {key: frozenset(_words(table, key, name, "[[event]]")) for key in _EVENT_LISTS}
    return EventWords(_text(table, "type", name, "[[event]]"), **lists)


def _commitment(table: dict[str, Any], name: str) -> CommitmentWords:
    _only(table, {"type", "nouns", "verbs"}, name, "[[commitment]]")
    lists = {key: frozenset(_words(table, key, name, "[[commitment]]")) for key in ("nouns", "verbs")}
    kind = _text(table, "type", name, "[[commitment]]")
    if kind not in set(CommitmentType):
        message = f"pack {name!r}: [[commitment]] has no type {kind!r}; there are {', '.join(CommitmentType)}"
        raise PackSchemaError(message)
    return CommitmentWords(CommitmentType(kind), **lists)


def _tables(data: dict[str, Any], key: str, name: str) -> list[dict[str, Any]]:
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(t, dict) for t in found):
        message = f"pack {name!r}: {key} must be tables, written [[{key}]]"
        raise PackSchemaError(message)
    return found


def _text(table: dict[str, Any], key: str, name: str, where: str) -> str:
    found = table.get(key)
    if not isinstance(found, str) or not found.strip():
        message = f'pack {name!r}: {where} needs {key} = "…"'
        raise PackSchemaError(message)
    return found


def _words(table: dict[str, Any], key: str, name: str, where: str) -> list[str]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(w, str) and w.strip() for w in found):
        message = f"pack {name!r}: {key} in {where} must be a list of words"
        raise PackSchemaError(message)
    return found


def _only(table: dict[str, Any], known: set[str], name: str, where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        message = f"pack {name!r}: {where} has no {', '.join(unknown)}; it may have {', '.join(sorted(known))}"
        raise PackSchemaError(message)
