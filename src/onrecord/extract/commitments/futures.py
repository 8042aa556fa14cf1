"""Futures: what somebody says that he, his side or his country will do or will not do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from onrecord.extract.commitments.actors import Bound, body_before, kind, may_bind, subject
from onrecord.extract.commitments.due import NEVER, due
from onrecord.extract.commitments.found import Due, Found, Scene, words
from onrecord.extract.commitments.grammar import (
    below,
    clause,
    complement,
    is_guess,
    is_negated,
    is_passive,
    is_question,
    phrase_start,
    supposed,
)
from onrecord.extract.commitments.terms import limits
from onrecord.extract.figures.near import beginning_in
from onrecord.model import Attribution, CommitmentType, Draft, Factuality, Mode, Strength, Token

_UNBINDING = frozenset({Factuality.DENIED, Factuality.HOPED, Factuality.ASKED, Factuality.DOUBTED})


def futures(scene: Scene) -> Iterator[Found]:
    """Verbs with "will", "would", "going to", and plans told in the progressive."""
    for token in scene.parse.tokens:
        if not scene.parse.in_body(token.start) or is_question(scene.parse, token.index):
            continue
        act = _future(scene, token)
        if act is not None:
            yield from _promised(scene, act, token)
        elif token.tag == "VBG":
            yield from _planned(scene, token)


def _future(scene: Scene, token: Token) -> int | None:
    """The verb that a word puts into the future."""
    parse = scene.parse
    if token.tag == "MD" and token.dep in {"aux", "ROOT"} and token.lower in words("future"):
        return token.head if token.head != token.index else None
    if token.lower == "going" and token.tag == "VBG":
        now = any(t.dep == "aux" and t.lemma == "be" and t.tag in {"VBP", "VBZ"} for t in below(parse, token.index))
        then = complement(parse, token.index)
        marked = then is not None and any(t.tag == "TO" for t in below(parse, then))
        return token.index if now and marked else None
    return None


def _promised(scene: Scene, verb: int, sign: Token) -> Iterator[Found]:
    """A future verb that is somebody's own to do."""
    parse, draft = scene.parse, scene.statement(verb)
    if supposed(parse, verb) or parse.tokens[verb].dep in {"relcl", "acl"} or is_guess(parse, verb):
        return
    if any(t.lower == "have" and t.dep == "aux" for t in below(parse, verb)) or not _is_told(draft, sign):
        return
    act = _carried(scene, verb)
    doer = subject(scene, verb)
    if doer is None or parse.sentence_of(doer) != parse.sentence_of(verb):
        return
    when = due(scene, verb) if act == verb or due(scene, act) == NEVER else due(scene, act)
    rule = _rule(scene, verb, act, doer, when)
    if rule is None:
        return
    type_, strength = _weight(scene, draft, rule)
    passive = is_passive(parse, act)
    agent = _agent(scene, act) if passive else None
    spoken = kind(scene, doer)
    yield Found(
        rule,
        3,
        type_,
        strength,
        act,
        clause(parse, verb, phrase_start(parse, doer) if doer < verb else None, limits(scene, verb)),
        subject=agent if passive else (None if spoken is Bound.THING else doer),
        due=when,
        negated=is_negated(parse, verb),
    )


def _carried(scene: Scene, verb: int) -> int:
    """What is really promised by "will continue to work", "is going to work"."""
    lemma = scene.parse.tokens[verb].lemma.lower()
    then = complement(scene.parse, verb) if lemma in words("aspectual") else None
    return then if then is not None else verb


def _is_told(draft: Draft | None, sign: Token) -> bool:
    """Whether the future is one: "would" only in words told of the past, and not in what is guessed or denied."""
    body = draft.body if draft else None
    if not isinstance(body, Attribution):
        return sign.lower not in words("reported")
    if body.factuality in _UNBINDING or (body.mode is Mode.DIRECT and sign.lower in words("reported")):
        return False
    return True


def _rule(scene: Scene, verb: int, act: int, doer: int, when: Due) -> str | None:
    """The construction that binds, None where none does."""
    parse, draft = scene.parse, scene.statement(verb)
    source, lemma = scene.source(verb), parse.tokens[act].lemma.lower()
    spoken, who = draft is not None, kind(scene, doer)
    if spoken and not may_bind(source):
        return None
    if not spoken and _addresses(scene, verb):
        return None
    if is_passive(parse, act):
        return _passive(scene, act, when, spoken=spoken)
    if who is Bound.THING and not (_is_it(scene, doer) and lemma not in words("involuntary")):
        return _thing(scene, verb, act, when, spoken=spoken)
    willed = lemma not in words("involuntary") - words("voluntary_of_bodies")
    if act != verb and parse.tokens[verb].lemma.lower() in {"continue", "remain"} and lemma in {"be", "have"}:
        willed = True
    if not willed or (who is Bound.PERSON and spoken):
        return None
    if who is Bound.THING:
        return "body told" if spoken else None
    if who is Bound.SPEAKER:
        if not spoken:
            return None
        return "own word"
    if spoken:
        return f"{who} told"
    return f"{who} narrated" if when.end is not None or _counts(scene, act) else None


def _counts(scene: Scene, act: int) -> bool:
    """Whether the act is on a number: "will send up to 450 soldiers"."""
    under = scene.parse.subtree(act)
    start, end = scene.parse.tokens[act].start, scene.parse.tokens[under[-1]].end
    return bool(beginning_in([d.anchors[0] for d in scene.figures], start, end))


def _addresses(scene: Scene, verb: int) -> bool:
    """Whether it speaks to the reader, as the page does and the story does not."""
    return any(scene.parse.tokens[i].lower in {"you", "your"} for i in scene.parse.subtree(verb))


def _is_it(scene: Scene, doer: int) -> bool:
    """Whether it is an "it" of quoted words, which stands for what the speaker is asked about."""
    draft = scene.statement(doer)
    body = draft.body if draft else None
    return scene.parse.tokens[doer].lower == "it" and isinstance(body, Attribution) and body.mode is Mode.DIRECT


def _passive(scene: Scene, verb: int, when: Due, *, spoken: bool) -> str | None:
    """A thing that will be done: somebody speaks for who does it, or its day is told, or one body is spoken of."""
    if scene.parse.tokens[verb].lemma.lower() in words("involuntary") - {"make", "take", "carry", "bring", "do", "set"}:
        return None
    agent = _agent(scene, verb)
    if agent is not None and kind(scene, agent) not in {Bound.BODY, Bound.SPEAKER}:
        return None
    if spoken:
        return "done told"
    if when.end is not None:
        return "done dated"
    return "done narrated" if agent is None and body_before(scene, verb) else None


def _thing(scene: Scene, verb: int, act: int, when: Due, *, spoken: bool) -> str | None:
    """A work that goes on, or is finished by a day."""
    parse, lemma = scene.parse, scene.parse.tokens[verb].lemma.lower()
    timed = when.end is not None or when.start is not None
    if lemma == "be":
        finished = any(
            t.lower in words("finished") and t.dep in {"acomp", "advmod", "attr"} for t in below(parse, verb)
        )
        return "work dated" if finished and timed else None
    if lemma in words("scheduled") and act == verb:
        if timed:
            return "work dated"
        return "work told" if spoken and lemma in {"continue", "resume", "proceed"} else None
    return None


def _weight(scene: Scene, draft: Draft | None, rule: str) -> tuple[CommitmentType, Strength]:
    """The type and strength: those of the cue where it is one of promising, else a pledge or an intention."""
    body = draft.body if draft else None
    if isinstance(body, Attribution) and body.cue is not None:
        cue = scene.parse.tokens_in(body.cue.start, body.cue.end)
        types = [scene.verbs[t.lemma.lower()] for t in cue if t.lemma.lower() in scene.verbs]
        promising = {CommitmentType.PLEDGE, CommitmentType.VOW, CommitmentType.THREAT}
        if types and types[-1] in promising:
            return types[-1], Strength.THREAT if types[-1] is CommitmentType.THREAT else Strength.PLEDGE
        if rule == "own word" and any(t.lemma.lower() == "warn" for t in cue):
            return CommitmentType.THREAT, Strength.THREAT
    if rule == "own word":
        return CommitmentType.PLEDGE, Strength.PLEDGE
    return CommitmentType.INTENTION, Strength.INTENTION


def _agent(scene: Scene, verb: int) -> int | None:
    """The head of "by X" beside a passive."""
    for token in below(scene.parse, verb):
        if token.dep == "agent":
            return next((t.index for t in below(scene.parse, token.index) if t.dep == "pobj"), None)
    return None


def _planned(scene: Scene, verb: Token) -> Iterator[Found]:
    """ "Is hosting a summit next month", "announced that he was withdrawing": a plan told in the progressive."""
    parse = scene.parse
    helpers = [t for t in below(parse, verb.index) if t.dep == "aux"]
    being = next((t for t in helpers if t.lemma == "be"), None)
    doer = subject(scene, verb.index)
    if (
        being is None
        or doer is None
        or len(helpers) > 1
        or supposed(parse, verb.index)
        or is_passive(parse, verb.index)
    ):
        return
    lemma, who = verb.lemma.lower(), kind(scene, doer)
    if lemma in words("involuntary") | {"plan", "prepare"} or lemma in scene.verbs or who is Bound.THING:
        return
    when = due(scene, verb.index)
    announced = being.tag == "VBD" and who is Bound.SPEAKER and _is_announced(scene, verb.index)
    ahead = being.tag in {"VBP", "VBZ"} and _is_later(scene, when) and who in {Bound.BODY, Bound.SPEAKER}
    if not (announced or ahead) or is_negated(parse, verb.index):
        return
    yield Found(
        "progressive",
        3,
        CommitmentType.INTENTION,
        Strength.INTENTION,
        verb.index,
        clause(parse, verb.index, phrase_start(parse, doer) if doer < verb.index else None, limits(scene, verb.index)),
        subject=doer,
        due=when,
    )


def _is_later(scene: Scene, when: Due) -> bool:
    """Whether its day lies after that of publication."""
    published, day = scene.reading.published, when.end
    known = published is not None and published.end is not None and day is not None and day.start is not None
    return (
        known and published is not None and day is not None and (day.start or date.min) >= (published.end or date.max)
    )


def _is_announced(scene: Scene, verb: int) -> bool:
    """Whether its statement's cue announces."""
    draft = scene.statement(verb)
    body = draft.body if draft else None
    if not isinstance(body, Attribution) or body.cue is None:
        return False
    return any(t.lemma.lower() in {"announce", "declare"} for t in scene.parse.tokens_in(body.cue.start, body.cue.end))
