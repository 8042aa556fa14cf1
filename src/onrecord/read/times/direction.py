"""Whether what a time expression dates lies behind the article or ahead of it, by the verbs that govern it."""

from __future__ import annotations

from enum import Enum
from functools import cache
from itertools import islice

from onrecord.model import Parse, Token
from onrecord.packs import lexicon

MODALS = frozenset(
    {"will", "wo", "'ll", "shall", "sha", "would", "'d", "should", "may", "might", "must", "can", "ca", "could"}
)
FARTHEST = 12
"""Governors looked through for a verb."""

_SETTING = frozenset({"until", "till", "through", "for", "to"})
_DAYS = frozenset({"in", "on", "at", "by"})
_VERBS = frozenset({"VERB", "AUX"})


class Direction(Enum):
    """Behind or ahead of the article, beside it (the present tense), or unsaid."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon("times")["tense"][kind])


def direction(parse: Parse, token: int) -> Direction:
    """The direction of the clause that a token stands in."""
    for index in islice(parse.ancestors(token), FARTHEST):
        word = parse.tokens[index]
        if word.pos in _VERBS:
            if _sets(parse, token, word):
                return Direction.FUTURE
            found = _of_verb(parse, word)
            return Direction.PAST if _is_possessive(parse, token) and not _is_modal(parse, word) else found
        if word.lemma.lower() in _words("dated") and word.pos in {"NOUN", "ADJ"}:
            return Direction.FUTURE
    return Direction.NONE


def _sets(parse: Parse, token: int, verb: Token) -> bool:
    """As in "extended it until Tuesday", "scheduled for May", "expires in June": what is told sets a day ahead."""
    head = _above_parts(parse, token)
    if head.head != verb.index:
        return False
    lemma = verb.lemma.lower()
    if lemma in _words("standing"):
        return head.lower in _SETTING | _DAYS and verb.tag in {"VBZ", "VBP"} and not _helpers(parse, verb)
    return head.lower in _SETTING and lemma in _words("forward")


def _above_parts(parse: Parse, token: int) -> Token:
    """The word above a time, and above what it is a part of: of "until the end of May", "until"."""
    head = parse.tokens[parse.tokens[token].head]
    while head.lower == "of" and parse.tokens[head.head].pos == "NOUN":
        head = parse.tokens[parse.tokens[head.head].head]
    return head


def _is_possessive(parse: Parse, token: int) -> bool:
    return any(parse.tokens[i].tag == "POS" for i in parse.children[token])


def _is_dated(parse: Parse, verb: Token) -> bool:
    """Whether a participle puts what stands beside it ahead: "expected Thursday", "set for May"."""
    lemma = verb.lemma.lower()
    return lemma in _words("dated") or (
        lemma == "set" and any(parse.tokens[i].lower in {"for", "to"} for i in parse.children[verb.index])
    )


def _helpers(parse: Parse, verb: Token) -> list[Token]:
    return [parse.tokens[i] for i in parse.children[verb.index] if parse.tokens[i].dep in {"aux", "auxpass"}]


def _is_modal(parse: Parse, verb: Token) -> bool:
    return any(h.lower in MODALS for h in _helpers(parse, verb))


def _of_verb(parse: Parse, verb: Token) -> Direction:
    helpers = _helpers(parse, verb)
    words = {h.lower for h in helpers}
    if words & MODALS:
        perfect = any(h.lemma == "have" for h in helpers)
        tried = words & {"could"} and verb.lemma.lower() in _words("tried")
        return Direction.PAST if (perfect and not words & {"will", "wo", "'ll"}) or tried else Direction.FUTURE
    if "to" in words and verb.tag == "VB":
        return _of_infinitive(parse, verb)
    return _of_helped(verb, helpers) if helpers else _of_form(parse, verb)


def _of_infinitive(parse: Parse, verb: Token) -> Direction:
    governor = next((parse.tokens[i] for i in parse.ancestors(verb.index)), None)
    if governor is None:
        return Direction.FUTURE
    lemma = governor.lemma.lower()
    if governor.pos in {"NOUN", "PROPN", "PRON"} and lemma not in _words("ahead"):
        above = next((parse.tokens[i] for i in parse.ancestors(governor.index) if parse.tokens[i].pos in _VERBS), None)
        return Direction.NONE if above is not None and above.tag in {"VBD", "VBN"} else Direction.FUTURE
    if governor.pos in _VERBS and (verb.dep == "advcl" or lemma not in _words("ahead")):
        return _of_verb(parse, governor)
    over = [*_helpers(parse, governor), *_helpers(parse, parse.tokens[governor.head])]
    return Direction.NONE if "had" in {h.lower for h in over} else Direction.FUTURE


def _of_helped(verb: Token, helpers: list[Token]) -> Direction:
    lemmas = {h.lemma.lower() for h in helpers}
    dated = verb.lemma.lower() in _words("dated")
    if lemmas & {"have", "'ve"}:
        return Direction.FUTURE if dated and "be" not in lemmas else Direction.PAST
    if verb.tag == "VBN" and (dated or verb.lemma.lower() == "set"):
        return Direction.FUTURE
    if any(h.tag == "VBD" for h in helpers):
        return Direction.PAST
    return Direction.FUTURE if verb.tag == "VBG" or "do" in lemmas else Direction.PRESENT


def _of_form(parse: Parse, verb: Token) -> Direction:
    if verb.tag == "VBD":
        return Direction.PAST
    if verb.tag in {"VBZ", "VBP"}:
        return Direction.PAST if verb.lemma.lower() in _words("reported") else Direction.PRESENT
    if verb.tag == "VBN":
        return Direction.FUTURE if _is_dated(parse, verb) else Direction.PAST
    for index in islice(parse.ancestors(verb.index), FARTHEST):
        if parse.tokens[index].pos in _VERBS:
            return _of_verb(parse, parse.tokens[index])
    return Direction.NONE
