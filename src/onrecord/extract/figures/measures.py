"""Measures: a ceiling, a strength, a toll: told by the noun, the verb over it, and the words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.extract.figures.grammar import MODALS, OBJECT, SUBJECT, Clause, above, auxiliaries
from onrecord.extract.figures.things import VOTES, Thing
from onrecord.model import NumberReading, Parse, Reading
from onrecord.packs import Measure, Pack

OTHER = "other"
NEAR = 60
"""Characters around a number in which a phrase speaks of it."""


class Shown(NamedTuple):
    """A measure and how surely its words show it."""

    name: str
    confidence: float


def measure(
    reading: Reading, number: NumberReading, clause: Clause, counted: Thing, pack: Pack, whole: Shown | None = None
) -> Shown:
    """What the number is a number of. An approval over a verb makes a ceiling, an intention a plan.

    `whole` is the measure of the number before it in the sentence, which one after "including" shares.
    """
    if counted.kind in {"money", "share", VOTES}:
        return Shown(OTHER, 0.8)
    if whole and clause.preposition in {"including", "among"}:
        return whole
    for shown in _evidence(reading, number, clause, counted, pack):
        return shown
    return _default(reading.parse, clause, counted, pack)


def _evidence(reading: Reading, number: NumberReading, clause: Clause, counted: Thing, pack: Pack) -> Iterator[Shown]:
    """Every sign, the surest first."""
    parse = reading.parse
    noun = parse.tokens[clause.node].lower if number.head is not None else ""
    fit = [m for m in pack.measures if not m.of or counted.kind in m.of]
    yield from (Shown(m.name, 0.9) for m in fit if noun in m.nouns)
    beside = _beside(parse, number)
    moved = counted.unit is not None and counted.unit.default in MOVES
    yield from (Shown(m.name, 0.85) for m in fit if beside & m.modifiers and not (moved and m.name == "estimated"))
    for verb, role in (*clause.verbs, *(((clause.verb, clause.role),) if clause.verb is not None else ())):
        yield from _by_verb(parse, verb, role, fit)
    words = _around(reading, number)
    yield from (Shown(m.name, 0.65) for m in fit if any(p in words for p in m.phrases))
    if counted.unit and counted.unit.default == OTHER:
        over = (
            set()
            if clause.verb is None
            else {parse.tokens[v].lemma.lower() for v in (clause.verb, *above(parse, clause.verb))}
        )
        yield from (
            Shown(m.name, 0.6) for m in fit if m.name == "estimated" and over & (m.approvals | {"believe", "think"})
        )


def _beside(parse: Parse, number: NumberReading) -> set[str]:
    """The words of the noun phrase, and the one right after it."""
    sentence = parse.sentence_of(number.first)
    found = {t.lower for t in parse.tokens[number.first : number.last]}
    if number.last < sentence.last and parse.tokens[number.last].tag in {"VBN", "JJ"}:
        found.add(parse.tokens[number.last].lower)
    return found


def _by_verb(parse: Parse, verb: int, role: str, fit: list[Measure]) -> Iterator[Shown]:
    lemma = parse.tokens[verb].lemma.lower()
    for shown in fit:
        if (role == OBJECT and lemma in shown.objects) or (role == SUBJECT and lemma in shown.subjects):
            yield _over(parse, verb, shown.name, fit)
            return


MOVES = frozenset({"sent", "deployed", "withdrawn"})
"""Measures of a movement, which may as yet be only approved or planned."""


def _over(parse: Parse, verb: int, name: str, fit: list[Measure]) -> Shown:
    """The measure, or what an approval or intention over the verb makes of it."""
    if name not in MOVES:
        return Shown(name, 0.85)
    over = {parse.tokens[v].lemma.lower() for v in above(parse, verb)}
    modal = {t.lower for t in auxiliaries(parse, verb)} & MODALS
    for shown in fit:
        if shown.approvals & over and _is_infinitive(parse, verb):
            return Shown(shown.name, 0.8)
    return Shown("planned", 0.8) if modal else Shown(name, 0.85)


def _is_infinitive(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].tag == "TO" for c in parse.children[verb]) or parse.tokens[verb].tag == "VB"


def _around(reading: Reading, number: NumberReading) -> str:
    """The words of the sentence close around the number, in lower case."""
    sentence = reading.parse.sentence_of(number.first)
    start, end = max(sentence.start, number.start - NEAR), min(sentence.end, number.end + NEAR)
    return " ".join(reading.text[start:end].lower().split())


def _default(parse: Parse, clause: Clause, counted: Thing, pack: Pack) -> Shown:
    """The unit's usual measure, unless it does something that is none of it."""
    name = counted.unit.default if counted.unit else OTHER
    if clause.role == SUBJECT and clause.verb is not None and name in MOVES:
        return Shown(OTHER, 0.6)
    if (
        name not in MOVES
        and clause.verb is not None
        and any(t.lower in {"will", "would", "shall"} for t in auxiliaries(parse, clause.verb))
    ):
        return Shown("planned", 0.5) if counted.kind in {"goods", "equipment", "force"} else Shown(name, 0.5)
    return Shown(name if name in pack.measure_of else OTHER, 0.6)
