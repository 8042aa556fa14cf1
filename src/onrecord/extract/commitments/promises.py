"""Promises, vows, threats and intentions: the verbs and nouns that name them, with what is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.extract.commitments.actors import Bound, is_everyman, kind, subject
from onrecord.extract.commitments.due import due
from onrecord.extract.commitments.found import Found, Scene, words
from onrecord.extract.commitments.grammar import (
    VERBAL,
    agent,
    below,
    child,
    clause,
    first_of,
    gerund,
    infinitive,
    infinitive_beside,
    is_negated,
    is_passive,
    own_subject,
    phrase_start,
    supposed,
)
from onrecord.model import CommitmentType, Strength, Token

PROMISING = frozenset({CommitmentType.PLEDGE, CommitmentType.VOW, CommitmentType.THREAT})
STRENGTH = {
    CommitmentType.PLEDGE: Strength.PLEDGE,
    CommitmentType.VOW: Strength.PLEDGE,
    CommitmentType.THREAT: Strength.THREAT,
    CommitmentType.INTENTION: Strength.INTENTION,
}
_OBJECT = frozenset({"dobj"})


class Promised(NamedTuple):
    """What is promised: an act after "to", a clause that tells it, or a thing. One of them is there."""

    act: int | None = None
    told: int | None = None
    thing: int | None = None

    @property
    def head(self) -> int | None:
        """Its head."""
        return next((i for i in self if i is not None), None)


def promises(scene: Scene) -> Iterator[Found]:
    """Every verb and noun of promising or intending that has what is promised beside it."""
    for token in scene.words:
        type_ = scene.verbs.get(token.lemma.lower())
        if token.pos in VERBAL and type_ in STRENGTH:
            yield from _verb(scene, token, type_)
        if token.pos == "NOUN":
            for named in (t for t in STRENGTH if scene.names(t, token)):
                yield from _noun(scene, token, named)


def _verb(scene: Scene, verb: Token, type_: CommitmentType) -> Iterator[Found]:
    """A verb of promising: "promised to rebuild it", "vowed that it would", "does not plan to arm anybody"."""
    parse, promising = scene.parse, type_ in PROMISING
    negated = is_negated(parse, verb.index)
    if not _is_made(scene, verb) or (promising and negated):
        return
    promised, doer = _promised(scene, verb, promising=promising), subject(scene, verb.index)
    if promised.head is None or doer is None or not _may_promise(scene, doer):
        return
    if promised.told is not None and not _is_to_come(scene, promised.told):
        return
    act = verb.index if promised.thing is not None else promised.head
    yield Found(
        "promise" if promising else "intention",
        1,
        type_,
        STRENGTH[type_],
        act,
        _span(scene, verb, promised),
        subject=_doer(scene, promised, doer),
        due=due(scene, act),
        negated=negated or (act != verb.index and is_negated(parse, act)),
    )


def _may_promise(scene: Scene, doer: int) -> bool:
    """Whether who promises can: no thing, but for an "it", which the verb makes a body."""
    body = scene.parse.tokens[doer].lower == "it" or kind(scene, doer) is not Bound.THING
    return body and not is_everyman(scene, doer)


def _is_made(scene: Scene, verb: Token) -> bool:
    """Whether the promise is made: not "could promise", "if it promises", "had planned"; a decision while it stands."""
    parse = scene.parse
    helpers = {t.lower for t in below(parse, verb.index) if t.dep == "aux"}
    given_up = "had" in helpers and scene.statement(verb.index) is None
    if given_up or helpers & words("unsure") or is_passive(parse, verb.index) or supposed(parse, verb.index):
        return False
    return verb.lemma.lower() not in words("deciding") or bool(helpers & {"has", "have", "'ve"})


def _promised(scene: Scene, verb: Token, *, promising: bool) -> Promised:
    """What stands after a verb of promising."""
    parse, lemma = scene.parse, verb.lemma.lower()
    act = infinitive(parse, verb.index)
    if act is None and lemma == "commit":
        act = gerund(parse, verb.index)
    if act is not None or not promising:
        return Promised(act)
    if lemma != "agree" and (told := _that(scene, verb)) is not None:
        return Promised(told=told)
    thing = child(parse, verb.index, _OBJECT, verb.index) if lemma in words("granting") else None
    counted = thing is not None and scene.counted(_words_of(scene, thing))
    return Promised(thing=thing if lemma != "commit" or counted else None)


def _that(scene: Scene, word: Token) -> int | None:
    """The clause of what is promised."""
    told = child(scene.parse, word.index, frozenset({"ccomp"}), word.index)
    return told if told is not None and scene.parse.tokens[told].pos in VERBAL else None


def _words_of(scene: Scene, head: int) -> tuple[int, int]:
    inside = scene.parse.subtree(head)
    return scene.parse.tokens[inside[0]].start, scene.parse.tokens[inside[-1]].end


def _is_to_come(scene: Scene, told: int) -> bool:
    """Whether what is sworn is to be done: a future verb, of a person or body, or of a work that will be finished."""
    parse = scene.parse
    ahead = {t.lower for t in below(parse, told) if t.tag == "MD"} & words("future")
    doer = own_subject(parse, told)
    acts = doer is not None and kind(scene, doer) is not Bound.THING
    worked = is_passive(parse, told) or parse.tokens[told].lemma.lower() in words("scheduled") | {"be"}
    return bool(ahead or parse.tokens[told].lower == "going") and (acts or worked)


def _span(scene: Scene, verb: Token, promised: Promised) -> tuple[int, int]:
    """The clause that is promised; else the words from the verb of promising to the end of what is promised."""
    parse, told = scene.parse, promised.told
    if told is not None:
        return clause(parse, told, first_of(parse, own_subject(parse, told), told), scene.limits(told))
    start = min([verb.start, *(t.start for t in below(parse, verb.index) if t.dep in {"aux", "neg"})])
    whole = promised.act if promised.act is not None else verb.index
    return max(start, scene.limits(verb.index)[0]), clause(parse, whole, None, scene.limits(whole))[1]


def _doer(scene: Scene, promised: Promised, doer: int) -> int:
    """Who is to do it: the subject of the promised clause where that acts, else who promises."""
    own = own_subject(scene.parse, promised.told) if promised.told is not None else None
    if own is None or promised.told is None or is_passive(scene.parse, promised.told):
        return doer
    return doer if kind(scene, own) is Bound.THING else own


def _noun(scene: Scene, noun: Token, type_: CommitmentType) -> Iterator[Found]:
    """A noun of promising: "its commitment to enforcing the ban", "no intention of leaving", "a promise to end it"."""
    parse, verb = scene.parse, _over(scene, noun)
    act = infinitive(parse, noun.index)
    act = act if act is not None else gerund(parse, noun.index)
    act = act if act is not None or verb is None else infinitive_beside(parse, noun.index)
    doing = _that(scene, noun) if act is None and type_ in PROMISING else act
    doer = _whose(scene, noun, verb, type_)
    if doing is None or doer is None or supposed(parse, (verb or noun).index):
        return
    unhad = verb is not None and is_negated(parse, verb.index)
    none = unhad or any(t.lower == "no" for t in below(parse, noun.index))
    first = parse.tokens[phrase_start(parse, noun.index)].start
    start = min(first, verb.start) if none and verb is not None else first
    low, high = scene.limits(noun.index)
    yield Found(
        "noun",
        1,
        type_,
        STRENGTH[type_],
        doing,
        (max(start, low), min(clause(parse, doing, None, scene.limits(doing))[1], high)),
        subject=doer,
        due=due(scene, doing),
        negated=none or is_negated(parse, doing),
        past=verb is not None and verb.lemma.lower() in words("broken"),
    )


def _over(scene: Scene, noun: Token) -> Token | None:
    """The verb by which somebody has, makes or breaks a promise."""
    verb = scene.parse.tokens[noun.head]
    return verb if noun.dep in {"dobj", "attr", "nsubjpass"} and verb.lemma.lower() in words("holding") else None


def _whose(scene: Scene, noun: Token, verb: Token | None, type_: CommitmentType) -> int | None:
    """Who promises: the possessor, else the subject of the verb; of plans only where a verb says that they are had."""
    owner = child(scene.parse, noun.index, frozenset({"poss"}))
    if verb is None:
        return owner if type_ is not CommitmentType.INTENTION else None
    if is_passive(scene.parse, verb.index):  # "the firm was given an ultimatum by the council"
        giver = agent(scene.parse, verb.index)
        return giver if giver is not None else owner
    named = owner is not None and scene.parse.tokens[owner].pos != "PRON"
    doer = None if named else subject(scene, verb.index)
    return doer if doer is not None else owner
