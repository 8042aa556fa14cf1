"""Nouns: what a number counts, found by the order of the words where the parse is not to be trusted."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.model import Parse, Token
from onrecord.read.numbers.words import WORDS

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "AFX"})
DEFINITE = frozenset(
    {"the", "those", "these", "its", "their", "his", "her", "our", "my", "your", "them", "which", "whom", "that"}
)
TIMES = frozenset(
    {"year", "month", "week", "day", "decade", "hour", "minute", "time", "today", "yesterday", "tonight", "tomorrow"}
)
QUANTIFIERS = frozenset({"several", "many", "few", "last", "next", "past", "this", "such", "same", "much", "own"})
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_MONTHS = ("january", "february", "march", "april", "june", "july", "august", "september", "october", "november")
_SHORT = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
MONTHS = frozenset({*_MONTHS, "december", *_SHORT, *(f"{month}." for month in _SHORT)})
"""Names of months but May, which is known by its capital."""


class Counted(NamedTuple):
    """The noun phrase from token `first` up to `last`, its head, and where an "of" parts a whole."""

    first: int
    last: int
    head: int
    of: int | None


def counted(parse: Parse, i: int, *, of_only: bool = False) -> Counted | None:
    """The noun phrase that a number before token `i` counts; None where none follows directly.

    `of_only` where the number is a share or a number noun, which counts what follows "of".
    """
    end = parse.sentence_of(i).last if i < len(parse.tokens) else i
    of = None
    if i + 1 < end and parse.tokens[i].text in _JOINTS and parse.tokens[i + 1].tag == "NN":
        return Counted(i, i + 2, i + 1, None)  # "a 30-member crew": members
    if i < end and parse.tokens[i].lower == "more" and i + 1 < end and parse.tokens[i + 1].lower == "of":
        i += 1
    if i < end and parse.tokens[i].lower == "of":
        of = i
        i = _skip_determiners(parse, i + 1, end)
    elif of_only and (i >= end or parse.tokens[i].lower not in DEFINITE | {"all"}):
        return None
    elif of_only:
        of = i
        i = _skip_determiners(parse, i, end)
    return _phrase(parse, i, end, of)


def _skip_determiners(parse: Parse, i: int, end: int) -> int:
    while i < end and (
        parse.tokens[i].tag in {"DT", "PRP$", "PDT", "WDT", "CD"} or parse.tokens[i].lower in {"more", "all", "than"}
    ):
        i += 1
    return i


def _phrase(parse: Parse, i: int, end: int, of: int | None) -> Counted | None:
    """The longest run of modifiers and nouns from here, with a noun at its end."""
    head, first, place = None, i, i
    while place < end and _goes_on(parse, place, end, head):
        if parse.tokens[place].tag in NOUNS:
            head = place
        place += 1
    if head is None:
        return None
    head = _not_a_name(parse, first, head)
    return Counted(first if of is None else of, head + 1, head, of)


def _goes_on(parse: Parse, i: int, end: int, head: int | None) -> bool:
    """Whether a word goes on with the noun phrase."""
    token = parse.tokens[i]
    if token.lower in TIMES | WEEKDAYS | MONTHS | QUANTIFIERS or token.tag in {"DT", "IN", "TO"}:
        return _is_inner(parse, i, end)
    if token.tag in NOUNS:
        return head is None or _compounds(parse, head, i)
    if token.text in _JOINTS:
        joined = i + 1 < end and token.start == parse.tokens[i - 1].end
        return joined and (
            parse.tokens[i + 1].tag in NOUNS | ADJECTIVES | {"VB", "VBP"} or _is_inner(parse, i + 1, end)
        )
    return _noun_within(parse, i + 1, end) and (token.tag == "POS" or _modifies(parse, i, head))


def _is_inner(parse: Parse, i: int, end: int) -> bool:
    """Whether hyphens on both sides make it a part of a word: "surface-to-air"."""
    token = parse.tokens[i]
    if i + 2 >= end or parse.tokens[i - 1].text not in _JOINTS or parse.tokens[i + 1].text not in _JOINTS:
        return False
    return parse.tokens[i - 1].end == token.start and token.end == parse.tokens[i + 1].start


def _modifies(parse: Parse, i: int, head: int | None) -> bool:
    """Whether a word, with a noun close after it, stands before that noun as its modifier."""
    token, before, after = parse.tokens[i], parse.tokens[i - 1], parse.tokens[i + 1]
    if token.tag in ADJECTIVES or token.lower in WORDS.listed("more", "words"):
        return (head is None or before.text in _JOINTS) and not _is_verb(parse, i)
    if head is not None:
        return False
    if token.tag == "CC" or token.text == ",":
        return before.tag in ADJECTIVES and after.tag in ADJECTIVES
    return (token.tag in {"RB", "RBR", "RBS"} and after.tag in ADJECTIVES) or token.text in _MARKS


_MARKS = frozenset("“”‘\"'")
_JOINTS = frozenset({"-", "–", "‑", "/"})


def _noun_within(parse: Parse, i: int, end: int, reach: int = 5) -> bool:
    """Whether a noun follows before anything that ends a noun phrase."""
    for place in range(i, min(end, i + reach)):
        token = parse.tokens[place]
        if token.tag in NOUNS:
            return token.lower not in TIMES | WEEKDAYS
        if (
            token.tag not in ADJECTIVES | {"CC", "RB", "RBR", "RBS", "HYPH", "POS", "CD", ",", "``", "''"}
            and token.text not in _JOINTS
        ):
            return False
    return False


def _compounds(parse: Parse, head: int, i: int) -> bool:
    """Whether a noun goes on from the noun before it: not past a plural, and not into a name after one."""
    before, token = parse.tokens[head], parse.tokens[i]
    if head != i - 1:
        return parse.tokens[i - 1].text in _JOINTS or parse.tokens[i - 1].tag in ADJECTIVES | {"POS"}
    if before.tag == "NNS":
        return before.dep == "compound" and before.head >= i and token.tag in {"NN", "NNS"}
    if before.tag == "NN" and token.tag in {"NNP", "NNPS"}:
        return before.dep == "compound" and before.head >= i
    return True


def _is_verb(parse: Parse, i: int) -> bool:
    """Whether a participle is a verb here ("200 wounded soldiers" against "200 wounded in raids")."""
    token = parse.tokens[i]
    if token.tag not in {"VBN", "VBG"}:
        return False
    following = parse.tokens[i + 1] if i + 1 < len(parse.tokens) else None
    return (
        token.tag == "VBG"
        and token.dep in {"acl", "advcl", "ROOT"}
        and following is not None
        and following.tag not in NOUNS
    )


def _not_a_name(parse: Parse, first: int, head: int) -> int:
    """The last common noun, where names were run on after a plural one."""
    for place in range(head, first - 1, -1):
        if parse.tokens[place].tag == "NNS":
            return place if all(parse.tokens[k].tag in {"NNP", "NNPS"} for k in range(place + 1, head + 1)) else head
    return head


def plural(token: Token) -> bool:
    """Whether a word is a plural noun."""
    return token.tag in {"NNS", "NNPS"} or token.lower in {"people", "police", "personnel", "aircraft", "troops"}
