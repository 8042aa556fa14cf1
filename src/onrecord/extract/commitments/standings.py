"""Standings: what somebody is due, ready or committed to do, as an adjective or "to be to" tells it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.commitments.actors import Bound, is_everyman, kind, subject
from onrecord.extract.commitments.due import due
from onrecord.extract.commitments.found import Found, Scene, words
from onrecord.extract.commitments.grammar import (
    below,
    child,
    clause,
    gerund,
    has,
    infinitive,
    is_negated,
    is_passive,
    own_subject,
    phrase_start,
    supposed,
)
from onrecord.model import CommitmentType, Strength, Token

_PREDICATIVE = frozenset({"acomp", "attr", "oprd", "xcomp"})


def standings(scene: Scene) -> Iterator[Found]:
    """Every adjective or "is to" of standing to an act."""
    for token in scene.words:
        if token.lower in words("standing") | words("timed") and token.tag in {"JJ", "VBN", "VBD"}:
            yield from _standing(scene, token)
        if token.lemma == "be" and token.tag in {"VBD", "VBZ", "VBP"}:
            yield from _is_to(scene, token)


def _standing(scene: Scene, word: Token) -> Iterator[Found]:
    """An adjective with its act: "is prepared to help", "remained committed to its allies", "was due to be sold"."""
    parse, holder = scene.parse, _holder(scene, word)
    doer = subject(scene, holder) if holder is not None else None
    if holder is None or doer is None or is_everyman(scene, doer) or _is_over(scene, word, holder):
        return
    if supposed(parse, holder) or is_negated(parse, holder):
        return
    timed, who = word.lower in words("timed"), kind(scene, doer)
    act, faithful = _act(scene, word, holder)
    if act is None or (timed and not _is_fixed(scene, act, who)) or (not timed and who is Bound.THING):
        return
    low, _ = scene.limits(word.index)
    when = due(scene, act)
    if word.lower in words("dated") and when.end is None:
        return
    undone = who is Bound.THING or (timed and is_passive(parse, act))
    yield Found(
        "timed" if timed else "standing",
        2,
        CommitmentType.PLEDGE if faithful else CommitmentType.INTENTION,
        Strength.INTENTION if timed else Strength.VAGUE,
        act,
        (max(parse.tokens[min(holder, word.index)].start, low), clause(parse, act, None, scene.limits(act))[1]),
        subject=None if undone else doer,
        due=when,
    )


def _holder(scene: Scene, word: Token) -> int | None:
    """The verb that says the adjective of its subject: the participle itself, or one of being and staying."""
    if word.tag in {"VBN", "VBD"} and has(scene.parse, word.index, "auxpass"):
        return word.index
    being = scene.parse.tokens[word.head]
    stays = being.lemma.lower() in {"be", "remain", "stay", "stand"}
    return being.index if word.dep in _PREDICATIVE and stays else None


def _is_over(scene: Scene, word: Token, holder: int) -> bool:
    """Whether a readiness is only told of the past by the narrator: "were ready to leave"."""
    told = scene.statement(word.index) is not None or word.lower not in words("standing") - words("committed")
    return not told and any(t.tag == "VBD" for t in (scene.parse.tokens[holder], *below(scene.parse, holder)))


def _act(scene: Scene, word: Token, holder: int) -> tuple[int | None, bool]:
    """What it is that somebody stands to, and whether it is a thing or deed he is only committed to."""
    parse = scene.parse
    for over in (word.index, holder):
        if (act := infinitive(parse, over)) is not None:
            return act, False
    if word.lower not in words("committed"):
        return None, False
    act = gerund(parse, word.index)
    link = next((t.index for t in below(parse, word.index) if t.lower == "to" and t.dep == "prep"), None)
    return act if act is not None or link is None else child(parse, link, frozenset({"pobj"})), True


def _is_fixed(scene: Scene, act: int, who: Bound) -> bool:
    """Whether what is due is somebody's doing: a body's act, or one done to a thing; no person's appointments."""
    willed = scene.parse.tokens[act].lemma.lower() not in words("involuntary")
    return willed and (is_passive(scene.parse, act) or who in {Bound.BODY, Bound.SPEAKER})


def _is_to(scene: Scene, verb: Token) -> Iterator[Found]:
    """What a body is to do, with its day: "its engineers were to leave by June"."""
    parse, act = scene.parse, infinitive(scene.parse, verb.index)
    doer = own_subject(parse, verb.index)
    if act is None or doer is None or parse.tokens[act].dep != "xcomp" or parse.tokens[act].head != verb.index:
        return
    if any(t.dep in {"acomp", "attr", "prep"} for t in below(parse, verb.index)) or supposed(parse, verb.index):
        return
    when, who = due(scene, act), kind(scene, doer)
    if when.end is None or not _is_fixed(scene, act, who):
        return
    yield Found(
        "timed",
        2,
        CommitmentType.INTENTION,
        Strength.INTENTION,
        act,
        clause(parse, verb.index, phrase_start(parse, doer), scene.limits(act)),
        subject=None if who is Bound.THING else doer,
        due=when,
        negated=is_negated(parse, verb.index),
    )
