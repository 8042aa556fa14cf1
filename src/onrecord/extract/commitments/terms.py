"""Terms: how long a mandate, mission or order holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateutil.relativedelta import relativedelta

from onrecord.extract.commitments.actors import Bound, kind, name_of, subject
from onrecord.extract.commitments.due import due, later, shifted
from onrecord.extract.commitments.found import NEVER, Due, Found, Scene, words
from onrecord.extract.commitments.grammar import (
    VERBAL,
    below,
    child,
    clause,
    first_of,
    is_negated,
    phrase_start,
    supposed,
)
from onrecord.extract.figures.frames import named_mission
from onrecord.extract.figures.near import beginning_in
from onrecord.model import CommitmentType, MentionType, Strength, TimexType, Token, Words
from onrecord.packs import lexicon

_HAPPENED = frozenset({"VBD", "VBN"})


def terms(scene: Scene) -> Iterator[Found]:
    """Verbs that tell how long a mandate or the like holds."""
    for token in scene.words:
        if token.pos in VERBAL or _is_misread(scene, token):
            yield from _verb(scene, token)


def _verb(scene: Scene, verb: Token) -> Iterator[Found]:
    """A verb of ending, lasting or extending with a mandate, mission or force as what ends, lasts or is extended."""
    lemma, parse = verb.lemma.lower(), scene.parse
    spared = frozenset({"before", "after", "when", "until"}) if lemma in words("ending") | {"run"} else frozenset()
    if supposed(parse, verb.index, spared) or is_negated(parse, verb.index):
        return
    theme = _theme(scene, verb)
    if theme is None:
        return
    ends = lemma in words("ending") or (lemma == "run" and _particle(scene, verb) == "out")
    if ends and not _is_past(scene, verb):
        when = _before_or_after(scene, verb) or due(scene, verb.index, fixed=True)
        if when.end is not None or _is_dated_by_context(scene, verb):
            yield _term(scene, verb, theme, when)
    elif lemma in words("lasting") | words("extending"):
        when = due(scene, verb.index)
        goes_on = lemma in words("lengthening") or _is_ahead(scene, verb)
        long = goes_on and lemma in words("lengthening") | STAYING and _for_a_time(scene, verb)
        if when.closes or long:
            yield _term(scene, verb, theme, when if when.closes else NEVER)


STAYING = frozenset({"keep", "stay", "remain"})


def _is_ahead(scene: Scene, verb: Token) -> bool:
    """Whether a verb is in the future: "will stay for another year"."""
    return any(t.tag == "MD" and t.lower in words("future") for t in below(scene.parse, verb.index))


def _term(scene: Scene, verb: Token, theme: int, when: Due) -> Found:
    parse = scene.parse
    doer = _haver(scene, verb, subject(scene, verb.index))
    near = first_of(parse, doer, verb.index) if verb.pos in VERBAL else phrase_start(parse, verb.index)
    acts = doer if doer is not None and doer != theme else None
    owner = theme if parse.tokens[theme].pos != "PRON" else None
    body = doer == theme and doer is not None and kind(scene, doer) is Bound.BODY and not _is_mandate(scene, theme)
    return Found(
        "term",
        0,
        CommitmentType.MANDATE,
        Strength.BINDING,
        verb.index,
        _to_its_end(clause(parse, verb.index, near, scene.limits(verb.index)), when),
        subject=doer if body else acts,
        owner=owner,
        by=_by(scene, verb),
        due=when,
        past=verb.lemma.lower() in words("lengthening") and verb.tag in _HAPPENED,
    )


def _haver(scene: Scene, verb: Token, doer: int | None) -> int | None:
    """Who has the means to: of "it has the resources to extend" the one that has them."""
    over = scene.parse.tokens[verb.head]
    if over.lemma.lower() != "have" or doer is None or doer < over.index:
        return doer
    return subject(scene, over.index)


def _to_its_end(span: tuple[int, int], when: Due) -> tuple[int, int]:
    """The words up to the time that ends it, where that stands last."""
    end = when.dated.end if when.dated else span[1]
    return (span[0], end) if span[0] < end < span[1] else span


def _is_misread(scene: Scene, token: Token) -> bool:
    """Whether the parse takes a verb for a noun: "Its mandate runs until May"."""
    before = scene.parse.tokens[token.index - 1] if token.index else token
    return (
        token.lower in {"runs", "ends", "lasts", "expires"}
        and before.head == token.index
        and scene.names(CommitmentType.MANDATE, before)
    )


def _theme(scene: Scene, verb: Token) -> int | None:
    """What ends, lasts or is extended: a mandate, a mission by name, a force or body that stays."""
    parse, lemma = scene.parse, verb.lemma.lower()
    roles = {"dobj", "nsubjpass"} if lemma in words("extending") else set()
    roles |= {"nsubj"} if lemma in words("ending") | words("lasting") else set()
    roles |= {"compound", "nmod"} if verb.pos not in VERBAL else set()
    candidates = [t.index for t in below(parse, verb.index) if t.dep in roles]
    shared = subject(scene, verb.index) if "nsubj" in roles and not candidates else None
    for index in (*candidates, *([shared] if shared is not None else [])):
        stays = lemma in STAYING | {"maintain"}
        if _is_mandate(scene, index) or (stays and kind(scene, index) in {Bound.BODY, Bound.SPEAKER}):
            return index
    return None


def _is_mandate(scene: Scene, index: int) -> bool:
    token = scene.parse.tokens[index]
    if scene.names(CommitmentType.MANDATE, _held(scene, token)):
        return token.lemma.lower() == "mandate" or not _is_ones_own(scene, index)
    start = scene.parse.tokens[phrase_start(scene.parse, index)].start
    named = any(
        m.type is MentionType.MISSION and m.end >= token.end
        for m in beginning_in(scene.reading.mentions, start, token.end)
    )
    return named or named_mission(scene.reading.text, start, token.end) is not None


def _is_ones_own(scene: Scene, index: int) -> bool:
    """Whether it is a single person's: "her term ends in May", "the colonel's tour"; not "the mayor's order"."""
    owner = child(scene.parse, index, frozenset({"poss"}))
    if owner is None:
        return False
    token = scene.parse.tokens[owner]
    if token.lower in {"his", "her", "my"}:
        return True
    one = token.entity == "PERSON" or (token.tag == "NN" and token.lower in _persons())
    return one and scene.parse.tokens[index].lemma.lower() in words("serving")


@cache
def _persons() -> frozenset[str]:
    return (frozenset(lexicon("titles")["ranks"]) | frozenset(lexicon("bodies")["people"])) - words("forces")


def _held(scene: Scene, token: Token) -> Token:
    """The noun that says what lasts: of a "state of emergency" the emergency."""
    parse = scene.parse
    if token.lemma.lower() not in {"state", "period", "round"}:
        return token
    of = next((t.index for t in below(parse, token.index) if t.lower == "of"), None)
    inner = child(parse, of, frozenset({"pobj"})) if of is not None else None
    return parse.tokens[inner] if inner is not None else token


def _particle(scene: Scene, verb: Token) -> str | None:
    return next((t.lower for t in below(scene.parse, verb.index) if t.dep == "prt"), None)


def _is_past(scene: Scene, verb: Token) -> bool:
    """Whether it is told as over: "the mandate ended", "has expired"; not "will have", "was due to end"."""
    helpers = [t for t in below(scene.parse, verb.index) if t.dep in {"aux", "auxpass"}]
    if any(t.tag in {"MD", "TO"} for t in helpers):
        return False
    return verb.tag in _HAPPENED or any(t.lemma == "have" for t in helpers)


def _for_a_time(scene: Scene, verb: Token) -> bool:
    """Whether it is for or by some length of time: "for another six months", "by a year"."""
    sentence = scene.parse.sentence_of(verb.index)
    for timex in beginning_in(scene.reading.timexes, verb.end, sentence.end):
        if timex.type is not TimexType.DURATION:
            continue
        before = scene.parse.tokens_in(max(verb.end, timex.start - 20), timex.start)[-3:]
        if any(t.lower in {"for", "by"} for t in before) or "another" in timex.text.lower():
            told = {t.lower for t in (*before, *scene.parse.tokens_in(timex.start, timex.end))}
            return not told & {"past", "last"}
    return False


def _before_or_after(scene: Scene, verb: Token) -> Due | None:
    """The end told by another day: "on Tuesday, nine days before their mandate ends"."""
    parse = scene.parse
    mark = next((t for t in below(parse, verb.index) if t.lower in {"before", "after"} and t.index < verb.index), None)
    length = beginning_in(scene.reading.timexes, mark.start - NEAR, mark.start)[-1:] if mark else ()
    one = parse.tokens_in(mark.start - len("the day "), mark.start) if mark else ()
    a_day = [t.lower for t in one] == ["the", "day"]
    period = relativedelta(days=1) if a_day else shifted(length[0].value) if length else None
    if mark is None or period is None:
        return None
    first = one[0].start if a_day else length[0].start
    sentence = parse.sentence_of(verb.index)
    days = [t for t in beginning_in(scene.reading.timexes, sentence.start, first) if t.interval and t.interval.is_day]
    if not days or days[-1].interval is None or days[-1].interval.start is None:
        return None
    if a_day or not scene.reading.text[length[0].end : mark.start].strip():
        end = later(days[-1].interval.start, period if mark.lower == "before" else -period)
        return Due(end, Words(days[-1].text, days[-1].start, days[-1].end)) if end else None
    return None


NEAR = 30
"""Characters before "before" and "after" in which a length of time stands on them."""


def _is_dated_by_context(scene: Scene, verb: Token) -> bool:
    """Whether the end is one that is spoken of as near: "the day after the first mandate runs out"."""
    held = any(t.lemma.lower() in words("charging") for t in below(scene.parse, verb.index) if t.dep == "nsubj")
    marks = {t.lower for t in below(scene.parse, verb.index) if t.dep in {"mark", "prep"}}
    return held and bool(marks & {"before", "after"})


def _by(scene: Scene, verb: Token) -> str | None:
    """The parliament, court or body that decides it."""
    doer = subject(scene, verb.index)
    token = scene.parse.tokens[doer] if doer is not None else None
    deciding = verb.lemma.lower() in words("lengthening") | {"authorise", "authorize", "approve"}
    acts = token is not None and token.index < verb.index and deciding and kind(scene, token.index) is Bound.BODY
    return name_of(scene, token.index) if token is not None and acts and not _is_mandate(scene, token.index) else None
