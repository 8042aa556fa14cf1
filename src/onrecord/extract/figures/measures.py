"""Measures: a ceiling, a strength, a toll: told by the noun, the verb over it, and the words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.extract.figures.gauges import gauge, told_of
from onrecord.extract.figures.grammar import (
    MODALS,
    OBJECT,
    SUBJECT,
    Clause,
    above,
    auxiliaries,
    changes,
    listed_after,
    listed_first,
)
from onrecord.extract.figures.places import words
from onrecord.extract.figures.things import NATIONAL, VOTES, Thing
from onrecord.model import NumberReading, Parse, Reading, Token
from onrecord.packs import Measure, Pack

OTHER = "other"
NEAR = 60
"""Characters around a number in which a phrase speaks of it."""


class Shown(NamedTuple):
    """A measure and how surely its words show it."""

    name: str
    confidence: float


class Whole(NamedTuple):
    """The measures that a number may share: that of the number before it, and of the one it is set beside."""

    before: Shown | None = None
    like: Shown | None = None


def measure(
    reading: Reading, number: NumberReading, clause: Clause, counted: Thing, pack: Pack, whole: Whole | None = None
) -> Shown:
    """What the number is a number of. An approval over a verb makes a ceiling, an intention a plan.

    One after "including" shares the measure of the number before it, one set beside another number that one's.
    """
    whole = whole or Whole()
    if counted.kind == "money":
        return _promised(reading.parse, clause, pack)
    if counted.kind in {"share", VOTES} or _is_difference(reading.parse, number) or changes(reading.parse, clause):
        return Shown(OTHER, 0.8)
    if whole.before and clause.preposition in {"including", "among"}:
        return whole.before
    for shown in _evidence(reading, number, clause, counted, pack):
        return Shown(OTHER, 0.8) if _is_of_either(reading.parse, number, clause, shown.name, pack) else shown
    shared = whole.like if _only_is(reading.parse, clause) else None
    return shared or _default(reading.parse, clause, counted, pack)


def _is_difference(parse: Parse, number: NumberReading) -> bool:
    """Whether it only tells by how much two numbers differ: "thousands more than it has said", "380 fewer than"."""
    at = number.last - 1 if parse.tokens[number.last - 1].lower in _DIFFERING else number.last
    return [t.lower for t in parse.tokens[at : at + 2]] in [[w, "than"] for w in sorted(_DIFFERING)]


_DIFFERING = frozenset({"more", "fewer", "less"})


def _is_of_either(parse: Parse, number: NumberReading, clause: Clause, name: str, pack: Pack) -> bool:
    """Whether it counts two kinds of victims together, so that nobody knows how many of each: "killed or wounded"."""
    if name not in VICTIMS:
        return False
    ones = _victims(pack, [name])
    others = _victims(pack, VICTIMS - {name}) | {"missing"}
    places = {*range(number.first, number.last + 1), *(() if clause.verb is None else (clause.verb,))}
    last = parse.sentence_of(number.first).last
    if clause.verb is not None and _is_alternative(parse, clause.verb):
        return True
    runs = (parse.tokens[at : at + 3] for at in places if at + 2 < last)
    return any(
        joint.lower in {"or", "and"}
        and not ones.isdisjoint((one.lower, one.lemma.lower()))
        and not others.isdisjoint((other.lower, other.lemma.lower()))
        for one, joint, other in runs
    )


def _is_alternative(parse: Parse, verb: int) -> bool:
    """Whether "or" joins a verb to another that tells of the same people: "were killed, injured or displaced"."""
    first = last = listed_first(parse, verb)
    while (following := listed_after(parse, last)) is not None:
        last = following
    return any(t.lower == "or" and t.dep == "cc" for t in parse.tokens[first:last])


def _victims(pack: Pack, names: Iterable[str]) -> frozenset[str]:
    """The words that call people one kind of victims."""
    held = [pack.measure_of[n] for n in names if n in pack.measure_of]
    return frozenset[str]().union(*(m.nouns | m.modifiers | m.objects for m in held))


VICTIMS = frozenset({"killed", "injured"})
"""Measures of people of one event, who are counted apart or together."""


def _only_is(parse: Parse, clause: Clause) -> bool:
    """Whether no verb but one of being says anything of the number itself."""
    verb = clause.verb
    return (
        verb is None
        or clause.role not in {SUBJECT, OBJECT}
        or parse.tokens[verb].lemma.lower() in {"be", "have", "let"}
    )


def _promised(parse: Parse, clause: Clause, pack: Pack) -> Shown:
    """Money that somebody promises is planned."""
    lemma = parse.tokens[clause.verb].lemma.lower() if clause.verb is not None else ""
    planned = pack.measure_of.get("planned")
    return (
        Shown("planned", 0.7) if planned and clause.role == OBJECT and lemma in planned.objects else Shown(OTHER, 0.8)
    )


def _evidence(reading: Reading, number: NumberReading, clause: Clause, counted: Thing, pack: Pack) -> Iterator[Shown]:
    """Every sign, the surest first."""
    parse = reading.parse
    noun = parse.tokens[clause.node].lower if number.head is not None else ""
    fit = [m for m in pack.measures if not m.of or counted.kind in m.of]
    yield from (Shown(m.name, 0.9) for m in fit if noun in m.nouns)
    value_of = gauge(parse, number, clause)
    yield from (Shown(m.name, 0.85) for m in pack.measures if value_of and value_of.lemma.lower() in m.gauges)
    yield from (Shown(m.name, 0.8) for m in fit if m.name in VICTIMS and _is_of_deed(parse, clause.node, m))
    beside = _beside(parse, number)
    moved = counted.unit is not None and counted.unit.default in MOVES
    yield from (Shown(m.name, 0.85) for m in fit if beside & m.modifiers and not (moved and m.name == "estimated"))
    for verb, role in (*clause.verbs, *(((clause.verb, clause.role),) if clause.verb is not None else ())):
        yield from _by_verb(parse, verb, _limited(parse, clause, verb, role), fit, counted.kind)
    told = told_of(parse, value_of) if value_of else None
    yield from (Shown(m.name, 0.75) for m in fit if told and _told_verbs(parse, told) & m.objects)
    yield from _by_phrase(reading, number, clause, counted, fit)


def _is_of_deed(parse: Parse, node: int, measure: Measure) -> bool:
    """Whether what somebody suffers is told by the noun before "of": "the deaths of", "the killing of"."""
    of = parse.tokens[parse.tokens[node].head]
    noun = parse.tokens[of.head]
    deeds = {noun.lemma.lower(), noun.lower.removesuffix("ing")}
    return of.lower == "of" and noun.pos == "NOUN" and (noun.lower in measure.nouns or bool(deeds & measure.objects))


def _told_verbs(parse: Parse, noun: Token) -> set[str]:
    """The participles on a noun: "the number of patients treated"."""
    return {parse.tokens[c].lemma.lower() for c in parse.children[noun.index] if parse.tokens[c].tag == "VBN"}


def _limited(parse: Parse, clause: Clause, verb: int, role: str) -> str:
    """What a number after "capped at", "allows for" is to the verb: as good as its object."""
    after = verb == clause.verb and clause.preposition in {"at", "to", "for"}
    return OBJECT if after and parse.tokens[verb].lemma.lower() in words("limiting") else role


def _by_phrase(
    reading: Reading, number: NumberReading, clause: Clause, counted: Thing, fit: list[Measure]
) -> Iterator[Shown]:
    """What the words around show."""
    parse, around = reading.parse, _around(reading, number)
    yield from (Shown(m.name, 0.65) for m in fit if any(p in around for p in m.phrases))
    if counted.unit and counted.unit.default == OTHER and clause.verb is not None:
        over = {parse.tokens[v].lemma.lower() for v in (clause.verb, *above(parse, clause.verb))}
        believed = [m for m in fit if m.name == "estimated" and over & (m.approvals | {"believe", "think"})]
        yield from (Shown(m.name, 0.6) for m in believed)


def _beside(parse: Parse, number: NumberReading) -> set[str]:
    """The words of the noun phrase, and the one right after it."""
    sentence = parse.sentence_of(number.first)
    found = {t.lower for t in parse.tokens[number.first : number.last]}
    if number.last < sentence.last and parse.tokens[number.last].tag in {"VBN", "JJ"}:
        found.add(parse.tokens[number.last].lower)
    return found


def _by_verb(parse: Parse, verb: int, role: str, fit: list[Measure], kind: str) -> Iterator[Shown]:
    lemma = parse.tokens[verb].lemma.lower()
    if kind in MOVED and (_goes_home(parse, verb)):
        yield _over(parse, verb, "withdrawn", fit)
        return
    if (
        kind in {"staff", NATIONAL}
        and lemma in words("staying")
        and not (role == SUBJECT and _is_somewhere(parse, verb))
    ):
        return
    for shown in fit:
        if (role == OBJECT and lemma in shown.objects) or (role == SUBJECT and lemma in shown.subjects):
            yield _over(parse, verb, shown.name, fit)
            return


MOVED = frozenset({NATIONAL, "force", "staff", "equipment"})


def _goes_home(parse: Parse, verb: int) -> bool:
    """Whether it is a movement homewards: "bring 60 of them home", "will cross the border for home"."""
    below = {parse.tokens[c].lower for c in parse.children[verb]}
    below |= {
        parse.tokens[d].lower for c in parse.children[verb] if parse.tokens[c].dep == "prep" for d in parse.children[c]
    }
    return parse.tokens[verb].lemma.lower() in words("moving") and "home" in below


def _is_somewhere(parse: Parse, verb: int) -> bool:
    """Whether a place follows: "are in the valley", "were at work"."""
    after = (parse.tokens[c] for c in parse.children[verb] if c > verb)
    return any((t.dep == "prep" and t.lower in words("placing")) or t.lower in {"there", "here"} for t in after)


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
        ahead = any(t.lower in {"will", "would", "shall"} for t in auxiliaries(parse, clause.verb))
        return Shown("planned" if ahead else OTHER, 0.6)
    if (
        name not in MOVES
        and clause.verb is not None
        and any(t.lower in {"will", "would", "shall"} for t in auxiliaries(parse, clause.verb))
    ):
        return Shown("planned", 0.5) if counted.kind in {"goods", "equipment", "force"} else Shown(name, 0.5)
    return Shown(name if name in pack.measure_of else OTHER, 0.6)
