"""Deadlines by name, times in which to do something, and mandates told by what they charge somebody with."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.commitments.actors import Bound, kind, name_of, subject
from onrecord.extract.commitments.due import due, top_of
from onrecord.extract.commitments.found import Due, Found, Scene, words
from onrecord.extract.commitments.grammar import (
    VERBAL,
    child,
    clause,
    first_of,
    infinitive,
    is_negated,
    own_subject,
    phrase_start,
    supposed,
)
from onrecord.extract.figures.near import beginning_in
from onrecord.model import CommitmentType, MentionType, Strength, Timex, TimexType, Token, Words

NEAR = 30
"""Characters before a time in which "until" stands."""
UP = 3
"""Joints up from a time to the noun that it is the end of."""


def deadlines(scene: Scene) -> Iterator[Found]:
    """What names an end or a charge."""
    for token in scene.words:
        lemma = token.lemma.lower()
        if token.pos in VERBAL and lemma in {"have", "give"}:
            yield from _given(scene, token)
        if token.pos == "VERB" and lemma in words("obliging"):
            yield from _obliged(scene, token)
        if scene.names(CommitmentType.DEADLINE, token):
            yield from _named(scene, token)
        if token.pos == "NOUN" and lemma in words("charging"):
            yield from _charged(scene, token)


def _named(scene: Scene, noun: Token) -> Iterator[Found]:
    """A noun of an end with its day: "its end-date of March 31", "the May 1 deadline", "the deadline is Friday"."""
    parse, sentence = scene.parse, scene.parse.sentence_of(noun.index)
    beside = beginning_in(scene.reading.timexes, sentence.start, sentence.end)
    timex = next((t for t in beside if _is_day(t) and _of_noun(scene, noun, t)), None)
    if timex is None:
        return
    first = parse.tokens[phrase_start(parse, noun.index)].start
    yield Found(
        "deadline",
        0,
        CommitmentType.DEADLINE,
        Strength.BINDING,
        noun.index,
        (min(first, timex.start), max(noun.end, timex.end)),
        owner=noun.index,
        due=Due(timex.interval, Words(timex.text, timex.start, timex.end)),
    )


def _is_day(timex: Timex) -> bool:
    known = timex.interval is not None and timex.interval.start is not None and timex.interval.end is not None
    return known and timex.type in {TimexType.DATE, TimexType.TIME}


def _of_noun(scene: Scene, noun: Token, timex: Timex) -> bool:
    """Whether a time stands on a noun, or a verb of being or setting says it of the noun."""
    parse, top = scene.parse, top_of(scene.parse, timex)
    if top is None:
        return False
    path = list(parse.ancestors(top.index))[:UP]
    if noun.index in path:
        between = path[: path.index(noun.index)]
        return all(parse.tokens[i].pos in {"ADP", "NOUN", "PROPN"} for i in between)
    verb = next((i for i in path if parse.tokens[i].pos in VERBAL), None)
    return verb is not None and noun.head == verb and parse.tokens[verb].lemma.lower() in words("setting")


def _given(scene: Scene, verb: Token) -> Iterator[Found]:
    """A time in which to do something: "has until Friday to leave", "gave them until noon on Friday"."""
    parse, has = scene.parse, verb.lemma.lower() == "have"
    if supposed(parse, verb.index) or is_negated(parse, verb.index):
        return
    when, doer = due(scene, verb.index), subject(scene, verb.index)
    before = parse.tokens_in(max(verb.end, when.dated.start - NEAR), when.dated.start) if when.dated else ()
    at_once = bool(before) and before[0].index == verb.index + 1
    if not before or before[-1].lower not in {"until", "till"} or (has and not at_once):
        return
    bound = doer if has else child(parse, verb.index, frozenset({"dative", "dobj"}), verb.index)
    if bound is None:
        return
    yield Found(
        "deadline",
        0,
        CommitmentType.DEADLINE,
        Strength.BINDING,
        verb.index,
        clause(parse, verb.index, first_of(parse, doer, verb.index), scene.limits(verb.index)),
        subject=bound,
        by=name_of(scene, doer) if not has and doer is not None else None,
        due=when,
    )


def _charged(scene: Scene, noun: Token) -> Iterator[Found]:
    """A mandate with what it is to do: "under a mandate to protect the dam"."""
    parse, act = scene.parse, infinitive(scene.parse, noun.index)
    if act is None or not _is_held(scene, noun) or supposed(parse, noun.index):
        return
    verb = next((i for i in parse.ancestors(noun.index) if parse.tokens[i].pos in VERBAL), None)
    yield Found(
        "charge",
        1,
        CommitmentType.MANDATE,
        Strength.BINDING,
        act,
        clause(parse, act, phrase_start(parse, noun.index), scene.limits(act)),
        subject=_holder(scene, verb) if verb is not None else None,
        owner=noun.index,
        by=_granted_by(scene, noun),
    )


def _is_held(scene: Scene, noun: Token) -> bool:
    """Whether a mandate is there: not "did not get a mandate", "without a mandate", "asked for a mandate"."""
    parse, over = scene.parse, scene.parse.tokens[noun.head]
    if noun.dep == "pobj" and over.lower == "for":
        over = parse.tokens[over.head]
    elif noun.dep not in {"dobj", "nsubjpass"}:
        return over.lower != "without"
    return over.lemma.lower() not in words("weighing") | words("unheld") and not is_negated(parse, over.index)


def _holder(scene: Scene, verb: int) -> int | None:
    """Who has it: of "gave the force a mandate" the one to whom it is given, else the subject."""
    given = child(scene.parse, verb, frozenset({"dative"}), verb)
    return given if given is not None else subject(scene, verb)


def _granted_by(scene: Scene, noun: Token) -> str | None:
    """Who a mandate is from: "a U.N. mandate"."""
    start = scene.parse.tokens[phrase_start(scene.parse, noun.index)].start
    named = beginning_in(scene.reading.mentions, start, noun.start)
    return next((m.name for m in named if m.type in {MentionType.ORGANISATION, MentionType.PLACE}), None)


def _obliged(scene: Scene, verb: Token) -> Iterator[Found]:
    """What a law or treaty binds a body to: "the resolution obliges the government to report"."""
    parse = scene.parse
    act = child(parse, verb.index, frozenset({"xcomp", "ccomp"}), verb.index)
    if act is None or parse.tokens[act].tag != "VB" or supposed(parse, verb.index) or is_negated(parse, verb.index):
        return
    own, law = own_subject(parse, act), own_subject(parse, verb.index)
    bound = own if own is not None else child(parse, verb.index, frozenset({"dobj"}), verb.index)
    if bound is None or kind(scene, bound) is not Bound.BODY or not _binds(scene, verb, law):
        return
    yield Found(
        "obliged",
        1,
        CommitmentType.MANDATE,
        Strength.BINDING,
        act,
        (verb.start, max(verb.end, clause(parse, act, None, scene.limits(act))[1])),
        subject=bound,
        by=name_of(scene, law) if law is not None else None,
        due=due(scene, act),
    )


def _binds(scene: Scene, verb: Token, law: int | None) -> bool:
    """Whether who or what binds another is a person, a body or a law, and not how things are."""
    binding = subject(scene, verb.index) if law is not None else None
    if binding is None:
        return True
    return kind(scene, binding) is not Bound.THING or scene.parse.tokens[binding].lemma.lower() in words("laws")
