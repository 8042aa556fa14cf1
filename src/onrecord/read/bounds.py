"""Where sentences may and may not begin: what the parser is told before it decides the rest."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.packs import lexicon

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc, Token

OPENING = frozenset("“‘«„([") | {"``"}
CLOSING = frozenset("”’»)]") | {"''"}
STOPS = frozenset({".", "?", "!", "…", "...", "?!", "!!"})
_INITIAL = re.compile(r"(?:[A-Z]\.)+$")
_NUMBERED = frozenset({"no.", "nos.", "art.", "sec.", "vol.", "p.", "pp.", "ch.", "fig."})
_PLACE = r"[A-Z][A-Z'’.-]+(?:[ ,/]+(?:[A-Z][\w.'’-]*|\d+))*"
_DATELINE = re.compile(
    rf"(?:[^.!?]{{0,100}}\([A-Z][\w .,/]{{1,40}}\)|{_PLACE}) (?:--?|[–—]) ?(?=[\w“\"‘(])",
)
_MONTHS = frozenset({"jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec."})


@cache
def abbreviations() -> frozenset[str]:
    """Titles and ranks that are printed with a full stop, in lower case."""
    return frozenset(a.lower() for entry in lexicon("titles")["abbreviations"] for a in entry.split())


def teach_tokenizer(tokenizer: Tokenizer) -> None:
    """Make each abbreviated title one token, in the case it is printed and in capitals."""
    for word in sorted(abbreviations() | _NUMBERED - {"no.", "p."}):
        for form in (word, word.title(), word.upper()):
            tokenizer.add_special_case(form, [{"ORTH": form}])


def mark_bounds(doc: Doc) -> Doc:
    """Set where a sentence must and must not begin; leave the rest to the parser."""
    dateline = _dateline_end(doc.text)
    for token in doc[1:]:
        opens, closes = _opens(token), _closes(token)
        decided = token.idx == dateline or _decide(token, opens=opens, closes=closes)
        if decided is not None:
            token.is_sent_start = decided
    return doc


def _opens(token: Token) -> bool:
    """Whether a mark opens: a straight one does where white space is before it and none after."""
    return token.text in OPENING or (token.text == '"' and bool(token.nbor(-1).whitespace_) and not token.whitespace_)


def _closes(token: Token) -> bool:
    """Whether a mark closes: a straight one does where no white space is before it."""
    return token.text in CLOSING or (
        token.text == '"' and not token.nbor(-1).whitespace_ and token.nbor(-1).text not in OPENING
    )


def _decide(token: Token, *, opens: bool, closes: bool) -> bool | None:
    before = token.nbor(-1)
    if closes or _holds_on(before, token):
        return False
    if before.text not in STOPS and not _closes_after_stop(before):
        return None if _may_end(before) else False
    if token.text[0].islower() or token.text in {",", ";", ":"}:
        return False
    if before.text in STOPS:
        return True if opens or token.text[0].isupper() else None
    return True if opens else None


def _holds_on(before: Token, token: Token) -> bool:
    """Whether the word before, for all its full stop, ends nothing."""
    word = before.text.lower()
    if word in abbreviations():
        return token.text[:1].isalpha()
    if word in _NUMBERED | _MONTHS:
        return token.text[:1].isdigit()
    if _INITIAL.match(before.text) and len(before.text) == len("J."):
        return token.text[:1].isupper() and before.i > 0 and before.nbor(-1).text[:1].isupper()
    return False


def _closes_after_stop(token: Token) -> bool:
    if token.text not in CLOSING and token.text != '"':
        return False
    return token.i > 0 and token.nbor(-1).text in STOPS and not token.nbor(-1).whitespace_


def _may_end(token: Token) -> bool:
    """Whether a word that is no full stop may end a sentence: an abbreviation, a colon, a space."""
    return token.text[-1] in ".:;" or token.is_space


def _dateline_end(text: str) -> int:
    """Where the story begins after "CITY (Agency) - ", or -1."""
    match = _DATELINE.match(text)
    return match.end() if match else -1
