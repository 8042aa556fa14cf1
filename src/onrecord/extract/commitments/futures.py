"""Futures: what somebody says that he, his side or his country will do or will not do."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.commitments.actors import Bound, body_before, kind, may_bind, subject
from onrecord.extract.commitments.due import due
from onrecord.extract.commitments.found import NEVER, Due, Found, Scene, words
from onrecord.extract.commitments.grammar import (
    agent,
    below,
    clause,
    complement,
    first_of,
    is_guess,
    is_negated,
    is_passive,
    supposed,
)
from onrecord.extract.commitments.promises import PROMISING, STRENGTH
from onrecord.model import Attribution, CommitmentType, Draft, Factuality, Mode, Strength, Token

_UNBINDING = frozenset({Factuality.DENIED, Factuality.HOPED, Factuality.ASKED, Factuality.DOUBTED})


def futures(scene: Scene) -> Iterator[Found]:
    """Verbs with "will", "would", "going to", and plans told in the progressive."""
    for token in scene.words:
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
    done_by = agent(scene.parse, act) if passive else None if kind(scene, doer) is Bound.THING else doer
    yield Found(
        rule,
        3,
        type_,
        strength,
        act,
        clause(parse, verb, first_of(parse, doer, verb), scene.limits(verb)),
        subject=done_by,
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
    return body.factuality not in _UNBINDING and not (body.mode is Mode.DIRECT and sign.lower in words("reported"))


def _rule(scene: Scene, verb: int, act: int, doer: int, when: Due) -> str | None:
    """The construction that binds, None where none does."""
    spoken, who = scene.statement(verb) is not None, kind(scene, doer)
    if not may_bind(scene.source(verb)) if spoken else _addresses(scene, verb):
        return None
    if is_passive(scene.parse, act):
        return _passive(scene, act, when, spoken=spoken)
    effect = scene.parse.tokens[act].lemma.lower() in words("effects") or not _is_willed(scene, verb, act)
    if who is Bound.THING and (effect or not _is_it(scene, doer)):
        return _thing(scene, verb, act, when, spoken=spoken)
    if not _is_willed(scene, verb, act, by_body=True):
        return None
    if spoken:
        return _TOLD.get(who)
    return f"{who} narrated" if who in _NARRATED and (when.end is not None or _counts(scene, act)) else None


_TOLD = {Bound.SPEAKER: "own word", Bound.BODY: "body told", Bound.THING: "body told"}
_NARRATED = frozenset({Bound.BODY, Bound.PERSON})


def _is_willed(scene: Scene, verb: int, act: int, *, by_body: bool = False) -> bool:
    """Whether the act is done by will; a body also "takes" and "makes", and "continues to be"."""
    lemma = scene.parse.tokens[act].lemma.lower()
    goes_on = act != verb and scene.parse.tokens[verb].lemma.lower() in {"continue", "remain"}
    if by_body and goes_on and lemma in {"be", "have"}:
        return True
    if any(_is_undergone(lemma, t) for t in below(scene.parse, act) if t.dep == "dobj"):
        return False
    return lemma not in words("involuntary") - (words("voluntary_of_bodies") if by_body else frozenset())


def _is_undergone(verb: str, over: Token) -> bool:
    """Whether it befalls who does it with something: "pay a price", "take two years"."""
    return f"{verb} {over.lemma.lower()}" in words("undergone") or (verb == "take" and over.entity in {"DATE", "TIME"})


def _counts(scene: Scene, act: int) -> bool:
    """Whether the act is on a number: "will send up to 450 soldiers"."""
    last = scene.parse.subtree(act)[-1]
    return bool(scene.counted((scene.parse.tokens[act].start, scene.parse.tokens[last].end)))


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
    lemma = scene.parse.tokens[verb].lemma.lower()
    undergone = lemma in words("made") and complement(scene.parse, verb) is not None
    if undergone or lemma in words("involuntary") - words("done"):
        return None
    by = agent(scene.parse, verb)
    if by is not None and kind(scene, by) not in {Bound.BODY, Bound.SPEAKER}:
        return None
    if spoken:
        return "done told"
    if when.end is not None:
        return "done dated"
    plain = scene.parse.tokens[verb].dep in {"ROOT", "conj"} and by is None
    return "done narrated" if plain and body_before(scene, verb) else None


def _thing(scene: Scene, verb: int, act: int, when: Due, *, spoken: bool) -> str | None:
    """A work that goes on, or is finished by a day."""
    parse, lemma = scene.parse, scene.parse.tokens[verb].lemma.lower()
    done = [t for t in below(parse, verb) if t.lower in words("finished") and t.dep in {"acomp", "advmod", "attr"}]
    works = bool(done) if lemma == "be" else lemma in words("scheduled") and act == verb
    if works and (when.end is not None or when.start is not None):
        return "work dated"
    return "work told" if works and spoken and lemma in {"continue", "resume", "proceed"} else None


def _weight(scene: Scene, draft: Draft | None, rule: str) -> tuple[CommitmentType, Strength]:
    """The type and strength: those of the cue where it is one of promising, else a pledge or an intention."""
    lemmas = _cue(scene, draft)
    named = next((scene.verbs[x] for x in reversed(lemmas) if scene.verbs.get(x) in PROMISING), None)
    if rule == "own word" and "warn" in lemmas:
        named = named or CommitmentType.THREAT
    type_ = named or (CommitmentType.PLEDGE if rule == "own word" else CommitmentType.INTENTION)
    return type_, STRENGTH[type_]


def _cue(scene: Scene, draft: Draft | None) -> list[str]:
    """The words of a statement's cue by their dictionary forms."""
    body = draft.body if draft else None
    if not isinstance(body, Attribution) or body.cue is None:
        return []
    return [t.lemma.lower() for t in scene.parse.tokens_in(body.cue.start, body.cue.end)]


def _planned(scene: Scene, verb: Token) -> Iterator[Found]:
    """A plan told in the progressive: "is hosting a summit next month", "announced that he was withdrawing"."""
    parse, doer = scene.parse, subject(scene, verb.index)
    helpers = [t for t in below(parse, verb.index) if t.dep in {"aux", "auxpass", "neg"}]
    if doer is None or [t.lemma for t in helpers] != ["be"] or supposed(parse, verb.index):
        return
    lemma, who = verb.lemma.lower(), kind(scene, doer)
    speaks = lemma in scene.verbs or lemma in words("weighing") | words("asking") | {"prepare"}
    if speaks or lemma in words("involuntary") or who not in {Bound.BODY, Bound.SPEAKER}:
        return
    when = due(scene, verb.index)
    announces = bool({"announce", "declare"} & set(_cue(scene, scene.statement(verb.index))))
    announced = helpers[0].tag == "VBD" and who is Bound.SPEAKER and announces
    if not announced and not (helpers[0].tag in {"VBP", "VBZ"} and _is_later(scene, when)):
        return
    yield Found(
        "progressive",
        3,
        CommitmentType.INTENTION,
        Strength.INTENTION,
        verb.index,
        clause(parse, verb.index, first_of(parse, doer, verb.index), scene.limits(verb.index)),
        subject=doer,
        due=when,
    )


def _is_later(scene: Scene, when: Due) -> bool:
    """Whether its day lies after that of publication."""
    published = scene.reading.published
    after = published.end if published is not None else None
    first = when.end.start if when.end is not None else None
    return after is not None and first is not None and first >= after
