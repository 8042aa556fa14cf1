"""Promises, vows, threats and intentions: the verbs and nouns that name them, with what is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.commitments.actors import Bound, kind, name_of, subject
from onrecord.extract.commitments.due import due
from onrecord.extract.commitments.found import Found, Scene, words
from onrecord.extract.commitments.grammar import (
    VERBAL,
    below,
    clause,
    has,
    infinitive,
    is_negated,
    is_passive,
    is_question,
    own_subject,
    phrase_start,
    supposed,
)
from onrecord.extract.commitments.terms import limits
from onrecord.extract.figures.near import beginning_in
from onrecord.model import CommitmentType, Parse, Strength, Token

_PROMISING = frozenset({CommitmentType.PLEDGE, CommitmentType.VOW, CommitmentType.THREAT})
_STRENGTH = {
    CommitmentType.PLEDGE: Strength.PLEDGE,
    CommitmentType.VOW: Strength.PLEDGE,
    CommitmentType.THREAT: Strength.THREAT,
    CommitmentType.INTENTION: Strength.INTENTION,
}
_UNSURE = frozenset({"could", "might", "should", "must", "may", "can", "would"})


def promises(scene: Scene) -> Iterator[Found]:
    """Every verb, adjective and noun of promising or intending that has what is promised beside it."""
    for token in scene.parse.tokens:
        if not scene.parse.in_body(token.start) or is_question(scene.parse, token.index):
            continue
        if token.pos in VERBAL and scene.verbs.get(token.lemma.lower()) in _STRENGTH:
            yield from _verb(scene, token, scene.verbs[token.lemma.lower()])
        if token.lower in words("standing") | words("timed") and token.tag in {"JJ", "VBN", "VBD"}:
            yield from _standing(scene, token)
        yield from _is_to(scene, token)
        for type_ in _STRENGTH:
            if token.pos == "NOUN" and scene.names(type_, token):
                yield from _noun(scene, token, type_)
        if token.pos == "VERB" and token.lemma.lower() in words("obliging"):
            yield from _obliged(scene, token)


def _verb(scene: Scene, verb: Token, type_: CommitmentType) -> Iterator[Found]:
    """ "Promised to rebuild it", "vowed that it would", "pledged 5,000 crowns", "does not plan to arm anybody"."""
    parse, promising = scene.parse, type_ in _PROMISING
    helpers = {t.lower for t in below(parse, verb.index) if t.dep == "aux"}
    negated = is_negated(parse, verb.index)
    if helpers & _UNSURE or supposed(parse, verb.index) or (promising and negated) or is_passive(parse, verb.index):
        return
    if verb.lemma.lower() in {"decide", "resolve"} and not helpers & {"has", "have", "'ve"}:
        return
    act = infinitive(parse, verb.index)
    told = None if act is not None or not promising or verb.lemma.lower() == "agree" else _that(parse, verb)
    thing = None
    if act is None and told is None and verb.lemma.lower() in {"promise", "pledge", "guarantee", "commit"}:
        act = _gerund(parse, verb) if verb.lemma.lower() == "commit" else None
        thing = (
            _object(scene, verb)
            if verb.lemma.lower() == "commit"
            else next((t.index for t in below(parse, verb.index) if t.dep == "dobj" and t.index > verb.index), None)
        )
    doing = act if act is not None else told if told is not None else thing
    doer = subject(scene, verb.index)
    if doing is None or doer is None or kind(scene, doer) is Bound.THING or _is_everyman(scene, doer):
        return
    acting = doing if doing != thing else verb.index
    if told is not None and not _is_to_come(scene, told):
        return
    first = None if told is None else _first_of(scene, told)
    span = clause(parse, doing, first, limits(scene, doing)) if told is not None else _from(scene, verb, doing)
    done_by = own_subject(parse, told) if told is not None else None
    other = done_by is not None and not is_passive(parse, doing) and kind(scene, done_by) is not Bound.THING
    yield Found(
        "promise" if promising else "intention",
        1,
        type_,
        _STRENGTH[type_],
        acting,
        span,
        subject=done_by if other else doer,
        due=due(scene, acting),
        negated=negated
        or (told is not None and is_negated(parse, doing))
        or (act is not None and is_negated(parse, act)),
    )


def _is_to_come(scene: Scene, told: int) -> bool:
    """Whether what is sworn is to be done: a future verb, of a person or body, or of a work that will be finished."""
    parse = scene.parse
    helpers = {t.lower for t in below(parse, told) if t.tag == "MD"}
    going = parse.tokens[told].lower == "going"
    doer = own_subject(parse, told)
    acts = doer is not None and kind(scene, doer) is not Bound.THING
    worked = is_passive(parse, told) or parse.tokens[told].lemma.lower() in words("scheduled") | {"be"}
    return bool(helpers & words("future") or going) and (acts or worked)


def _from(scene: Scene, verb: Token, doing: int) -> tuple[int, int]:
    """The words from the verb of promising to the end of what is promised."""
    start = min([verb.start, *(t.start for t in below(scene.parse, verb.index) if t.dep in {"aux", "neg"})])
    low, _ = limits(scene, verb.index)
    whole = doing if scene.parse.tokens[doing].pos in VERBAL else verb.index
    return max(start, low), clause(scene.parse, whole, None, limits(scene, doing))[1]


def _first_of(scene: Scene, verb: int) -> int | None:
    own = own_subject(scene.parse, verb)
    return phrase_start(scene.parse, own) if own is not None else None


def _that(parse: Parse, verb: Token) -> int | None:
    """The clause of what is promised."""
    return next(
        (t.index for t in below(parse, verb.index) if t.dep == "ccomp" and t.pos in VERBAL and t.index > verb.index),
        None,
    )


def _object(scene: Scene, verb: Token) -> int | None:
    """What is committed where it is counted: money, troops."""
    found = next((t for t in below(scene.parse, verb.index) if t.dep == "dobj" and t.index > verb.index), None)
    if found is None:
        return None
    inside = scene.parse.subtree(found.index)
    span = scene.parse.tokens[inside[0]].start, scene.parse.tokens[inside[-1]].end
    return found.index if beginning_in([d.anchors[0] for d in scene.figures], *span) else None


def _gerund(parse: Parse, token: Token) -> int | None:
    """The verb of "committed to rebuilding"."""
    for link in below(parse, token.index):
        if link.lower in {"to", "of"} and link.dep == "prep" and link.index > token.index:
            return next((t.index for t in below(parse, link.index) if t.dep == "pcomp" and t.tag == "VBG"), None)
    return None


def _is_everyman(scene: Scene, head: int) -> bool:
    return scene.parse.tokens[head].lower in {
        "you",
        "everyone",
        "everybody",
        "people",
        "anyone",
        "who",
        "those",
        "many",
        "some",
    }


def _is_to(scene: Scene, verb: Token) -> Iterator[Found]:
    """ "Its engineers were to leave by June": what a body is to do, with its day."""
    parse = scene.parse
    act = infinitive(parse, verb.index) if verb.lemma == "be" and verb.tag in {"VBD", "VBZ", "VBP"} else None
    doer = own_subject(parse, verb.index)
    if act is None or doer is None or parse.tokens[act].dep != "xcomp" or parse.tokens[act].head != verb.index:
        return
    if any(t.dep in {"acomp", "attr", "prep"} for t in below(parse, verb.index)) or supposed(parse, verb.index):
        return
    when = due(scene, act)
    who = kind(scene, doer)
    if when.end is None or not _is_fixed(scene, act, who):
        return
    yield Found(
        "timed",
        2,
        CommitmentType.INTENTION,
        Strength.INTENTION,
        act,
        clause(parse, verb.index, phrase_start(parse, doer), limits(scene, act)),
        subject=None if who is Bound.THING else doer,
        due=when,
        negated=is_negated(parse, verb.index),
    )


def _standing(scene: Scene, word: Token) -> Iterator[Found]:
    """ "Is prepared to help", "remained committed to its allies", "was due to be handed over"."""
    parse = scene.parse
    being = parse.tokens[word.head]
    is_verb = word.tag in {"VBN", "VBD"} and has(parse, word.index, "auxpass")
    if not is_verb and (
        word.dep not in {"acomp", "attr", "oprd", "xcomp"}
        or being.lemma.lower() not in {"be", "remain", "stay", "stand"}
    ):
        return
    holder = word.index if is_verb else being.index
    doer = subject(scene, holder)
    if doer is None or supposed(parse, holder) or is_negated(parse, holder) or _is_everyman(scene, doer):
        return
    narrated = scene.statement(word.index) is None and word.lower in words("standing") - words("committed")
    if narrated and any(t.tag == "VBD" for t in (parse.tokens[holder], *below(parse, holder))):
        return
    act = infinitive(parse, word.index)
    act = act if act is not None else infinitive(parse, holder)
    timed, who = word.lower in words("timed"), kind(scene, doer)
    faithful = word.lower in words("committed") and act is None
    act = act if act is not None or not faithful else _gerund(parse, word) or _to(scene, word)
    if act is None or (timed and not _is_fixed(scene, act, who)) or (not timed and who is Bound.THING):
        return
    end = clause(parse, act, None, limits(scene, act))[1]
    yield Found(
        "timed" if timed else "standing",
        2,
        CommitmentType.INTENTION if not faithful else CommitmentType.PLEDGE,
        Strength.VAGUE if not timed else Strength.INTENTION,
        act,
        (max(parse.tokens[min(holder, word.index)].start, limits(scene, word.index)[0]), end),
        subject=None if who is Bound.THING or (timed and is_passive(parse, act)) else doer,
        due=due(scene, act),
    )


def _to(scene: Scene, word: Token) -> int | None:
    """What somebody stays committed to."""
    parse = scene.parse
    link = next((t for t in below(parse, word.index) if t.lower == "to" and t.dep == "prep"), None)
    return next((t.index for t in below(parse, link.index) if t.dep == "pobj"), None) if link else None


def _is_fixed(scene: Scene, act: int, who: Bound) -> bool:
    """Whether what is due is somebody's doing: a body's act, or one done to a thing; no person's appointments."""
    lemma = scene.parse.tokens[act].lemma.lower()
    if is_passive(scene.parse, act) or has(scene.parse, act, "auxpass"):
        return lemma not in words("involuntary")
    return who in {Bound.BODY, Bound.SPEAKER} and lemma not in words("involuntary")


def _noun(scene: Scene, noun: Token, type_: CommitmentType) -> Iterator[Found]:
    """ "Its commitment to enforcing the ban", "no intention of leaving", "a promise to end it"."""
    parse = scene.parse
    act = infinitive(parse, noun.index)
    act = act if act is not None else _gerund(parse, noun)
    told = None if act is not None or type_ is CommitmentType.INTENTION else _that(parse, noun)
    doing = act if act is not None else told
    if doing is None or supposed(parse, noun.index):
        return
    owner = next((t for t in below(parse, noun.index) if t.dep == "poss"), None)
    verb = parse.tokens[noun.head] if noun.dep in {"dobj", "attr", "nsubjpass"} else None
    holds = verb is not None and verb.lemma.lower() in words("holding")
    none = any(t.lower == "no" for t in below(parse, noun.index)) or (
        holds and verb is not None and is_negated(parse, verb.index)
    )
    if not (holds or (owner is not None and type_ is not CommitmentType.INTENTION)):
        return
    if verb is not None and supposed(parse, verb.index):
        return
    doer = owner.index if owner is not None else subject(scene, verb.index) if verb is not None else None
    if doer is None:
        return
    first = phrase_start(parse, noun.index)
    span = (parse.tokens[first].start, clause(parse, doing, None, limits(scene, doing))[1])
    if none and verb is not None:
        span = (min(span[0], verb.start), span[1])
    low, high = limits(scene, noun.index)
    yield Found(
        "noun",
        1,
        type_,
        _STRENGTH[type_],
        doing,
        (max(span[0], low), min(span[1], high)),
        subject=doer,
        due=due(scene, doing),
        negated=none or is_negated(parse, doing),
        past=verb is not None and verb.lemma.lower() in words("broken"),
    )


def _obliged(scene: Scene, verb: Token) -> Iterator[Found]:
    """ "The resolution obliges the government to report"."""
    parse = scene.parse
    doer = next(
        (t.index for t in below(parse, verb.index) if t.dep in {"dobj", "nsubj"} and t.index > verb.index), None
    )
    act = next((t for t in below(parse, verb.index) if t.dep in {"xcomp", "ccomp"} and t.tag == "VB"), None)
    if act is None or supposed(parse, verb.index) or is_negated(parse, verb.index):
        return
    own = own_subject(parse, act.index)
    bound = own if own is not None else doer
    if bound is None or kind(scene, bound) is not Bound.BODY:
        return
    over = own_subject(parse, verb.index)
    named = name_of(scene, over) if over is not None else None
    yield Found(
        "obliged",
        1,
        CommitmentType.MANDATE,
        Strength.BINDING,
        act.index,
        (verb.start, clause(parse, act.index, None, limits(scene, act.index))[1]),
        subject=bound,
        by=named,
        due=due(scene, act.index),
    )
