"""Where sentences may and may not begin: what the parser is told before it decides the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.packs import lexicon

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
"""How the Penn Treebank (Marcus et al. 1993) and corpora that are tokenised as it is write brackets."""
OPENING = frozenset("“‘«„([") | {"``", "-LRB-", "-LSB-"}
CLOSING = frozenset("”’»)]") | {"''", "-RRB-", "-RSB-"}
STOPS = frozenset({".", "?", "!", "…", "...", "?!", "!!"})
_INITIAL = re.compile(r"(?:[A-Z]\.)+$")
_NUMBERED = frozenset({"no.", "nos.", "art.", "sec.", "vol.", "p.", "pp.", "ch.", "fig."})
_PLACE = r"[A-Z][A-Z'’.-]+(?:[ ,/]+(?:[A-Z][\w.'’-]*|\d+))*"
_ON = r" (?:--?|[–—]) ?(?=[\w“\"‘(`])"
_DATELINE = re.compile(
    rf"(?:[^.!?]{{0,100}}(?:\([A-Z][\w .,/]{{1,40}}\)|-LRB- [A-Z][\w .,/]{{1,40}} -RRB-)|{_PLACE}){_ON}",
)
_MONTHS = frozenset({"jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec."})
_CITING = _NUMBERED | _MONTHS


@cache
def _signed() -> re.Pattern[str]:
    """A dateline that an agency signs, whatever headline and day run into it."""
    names = {n for name, others in lexicon("wire-services")["agencies"].items() for n in (name, *others)}
    known = "|".join(map(re.escape, sorted(names)))
    return re.compile(rf".{{0,200}}?(?:\((?:{known})\)|-LRB- (?:{known}) -RRB-){_ON}")


@cache
def abbreviations() -> frozenset[str]:
    """Titles and ranks that are printed with a full stop, in lower case."""
    return frozenset(a.lower() for entry in lexicon("titles")["abbreviations"] for a in entry.split())


def teach_tokenizer(tokenizer: Tokenizer) -> None:
    """Make each abbreviated title one token, in the case it is printed and in capitals."""
    for word in sorted(abbreviations() | _NUMBERED - {"no.", "p."}):
        for form in (word, word.title(), word.upper()):
            tokenizer.add_special_case(form, [{"ORTH": form}])


def teach_brackets(vocabulary: Vocab) -> None:
    """Make brackets that are written as in the Penn Treebank look to the model as brackets do."""
    for written, bracket in BRACKETS.items():
        form, same = vocabulary[written], vocabulary[bracket]
        form.norm_, form.prefix_, form.suffix_, form.shape_ = same.norm_, same.prefix_, same.suffix_, same.shape_


@dataclass(frozen=True, slots=True)
class _Row:
    """The tokens of a block: their words, and whether a blank stands after each."""

    words: list[str]
    blanks: list[bool]


def mark_bounds(doc: Doc) -> Doc:
    """Set where a sentence must and must not begin; leave the rest to the parser."""
    orths, spaces, places = doc.to_array(["ORTH", "SPACY", "IDX"]).T.tolist()
    strings = doc.vocab.strings
    row = _Row([strings[o] for o in orths], spaces)
    dateline = _dateline_end(
        "".join([f"{word} " if blank else word for word, blank in zip(row.words, spaces, strict=True)])
    )
    for at in range(1, len(row.words)):
        decided = places[at] == dateline or _decide(row, at)
        if decided is not None:
            doc[at].is_sent_start = decided
    return doc


def _opens(row: _Row, at: int) -> bool:
    """Whether a mark opens: a straight one does where white space is before it and none after."""
    return row.words[at] in OPENING or (row.words[at] == '"' and bool(row.blanks[at - 1]) and not row.blanks[at])


def _closes(row: _Row, at: int) -> bool:
    """Whether a mark closes: a straight one does where no white space is before it."""
    word = row.words[at]
    return word in CLOSING or (word == '"' and not row.blanks[at - 1] and row.words[at - 1] not in OPENING)


def _decide(row: _Row, at: int) -> bool | None:
    before, word = row.words[at - 1], row.words[at]
    if _closes(row, at) or _holds_on(row, at):
        return False
    if before not in STOPS and not _closes_after_stop(row, at - 1):
        return None if _may_end(before) else False
    if word[0].islower() or word in {",", ";", ":"}:
        return False
    if before in STOPS:
        return True if _opens(row, at) or word[0].isupper() else None
    return True if _opens(row, at) else None


def _holds_on(row: _Row, at: int) -> bool:
    """Whether the word before, for all its full stop, ends nothing."""
    before, first = row.words[at - 1], row.words[at][:1]
    word = before.lower()
    if word in abbreviations():
        return first.isalpha()
    if word in _CITING:
        return first.isdigit()
    if len(before) == len("J.") and _INITIAL.match(before):
        return first.isupper() and at > 1 and row.words[at - 2][:1].isupper()
    return False


def _closes_after_stop(row: _Row, at: int) -> bool:
    if row.words[at] not in CLOSING and row.words[at] != '"':
        return False
    return at > 0 and row.words[at - 1] in STOPS and not row.blanks[at - 1]


def _may_end(word: str) -> bool:
    """Whether a word that is no full stop may end a sentence: an abbreviation, a colon, a space."""
    return word[-1] in ".:;" or word.isspace()


def _dateline_end(text: str) -> int:
    """Where the story begins after "CITY (Agency) - ", or -1."""
    match = _DATELINE.match(text) or _signed().match(text)
    return match.end() if match else -1
