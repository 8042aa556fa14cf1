"""The words of a stretch of text as patterns see them: each with one class, printed as one character."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.packs import lexicon

YEARS = range(1000, 2200)
LAST_DAY = 31

_WORD = re.compile(
    r"""
      (?P<isodate>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-]))
    | (?P<slashdate>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/]))
    | (?P<frac>\d/\d(?!\d)|[½¼¾])
    | (?P<clock>[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\d))
    | (?P<decade>[’'‘]?(?:\d\d)?\d0[’']?s\b)
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<ampm>[ap]\.\s?m\b\.?|[ap]m\b)
    | (?P<qcode>[QH][1-4]\b)
    | (?P<grouped>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+)
    | (?P<digits>\d+)
    | (?P<oclock>o[’']clock\b)
    | (?P<poss>(?<=\w)[’']s?(?!\w))
    | (?P<letters>[^\W\d_]+)
    | (?P<hyphen>[-‐‑–—])
    | (?P<comma>,)
    | (?P<dot>\.)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MONEY = frozenset("$£€¥")
_CAPITALISED = frozenset({"may", "march", "mar", "sun", "sat", "wed", "mon", "jan", "dec", "fri", "thu", "tue", "sep"})
_DOTTED = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "mar"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark at its place in the text."""

    start: int
    end: int
    text: str
    lower: str
    kind: str


@cache
def _listed() -> dict[str, str]:
    """The class of each listed word."""
    times = lexicon("times")
    found: dict[str, str] = {}
    for kind, words in times["classes"].items():
        found.update(dict.fromkeys(words, kind))
    for table, kind in (("months", "month"), ("weekdays", "weekday"), ("seasons", "season"), ("dayparts", "daypart")):
        found.update(dict.fromkeys(times[table], kind))
        if table != "months":
            found.update({f"{w}s": f"{kind}s" for w in times[table] if len(w) > len("thurs")})
    for word in times["units"]:
        found.setdefault(word, "unit")
        found.setdefault("centuries" if word == "century" else f"{word}s", "units")
    found |= {"quarter": "quarter", "quarters": "units", "year": "yearword", "century": "centuryword"}
    found.update(dict.fromkeys(times["numbers"], "num"))
    found.update(dict.fromkeys(times["scales"], "big"))
    found.update(dict.fromkeys(times["ordinals"], "ordinal"))
    found.update(dict.fromkeys(times["decades"], "decadeword"))
    found.update(dict.fromkeys(times["rates"], "rate"))
    return found | {"may": "month", "night": "daypart", "nights": "dayparts", "second": "ordinal"}


@cache
def classes() -> dict[str, str]:
    """For each class its character; "x" is the word that no pattern names."""
    own = [k for k in _WORD.groupindex if k not in {"letters", "mark", "grouped"}]
    names = sorted({*own, *_listed().values(), "year", "day", "number"})
    return {name: chr(0xE000 + n) for n, name in enumerate(names)} | {"x": "x"}


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of text[start:end], in order."""
    for match in _WORD.finditer(text, start, end):
        kind = match.lastgroup or "mark"
        printed = match[0]
        lower = printed.lower().replace("’", "'").replace("‘", "'") if kind != "mark" else printed
        yield Word(match.start(), match.end(), printed, lower, _kind(text, match, kind, lower))


def _continues(text: str, match: re.Match[str]) -> bool:
    """Whether digits stand in the middle of a word: "h3pm", "JTF2"."""
    return match[0][0].isdigit() and text[max(0, match.start() - 1) : match.start()].isalpha()


def _kind(text: str, match: re.Match[str], kind: str, lower: str) -> str:
    if _continues(text, match):
        return "x"
    if kind == "letters":
        return _kind_of_letters(text, match, lower)
    if kind in {"digits", "grouped"}:
        return _kind_of_number(text, match, kind)
    return "x" if kind == "mark" else kind


def _kind_of_letters(text: str, match: re.Match[str], lower: str) -> str:
    kind = _listed().get(lower, "x")
    if lower in _CAPITALISED and kind in {"month", "weekday"} and not match[0][0].isupper():
        return "x"
    if lower in _DOTTED and text[match.end() : match.end() + 1] != ".":
        return "x"
    return kind


def _kind_of_number(text: str, match: re.Match[str], kind: str) -> str:
    before = text[match.start() - 1 : match.start()]
    if before in _MONEY or text[match.end() : match.end() + 1] == "%":
        return "x"
    if kind == "grouped" or not match[0].isascii():
        return "number" if match[0].isascii() else "x"
    if len(match[0]) == len("2017"):
        return "year" if int(match[0]) in YEARS else "number"
    return "day" if len(match[0]) <= len("31") and 0 < int(match[0]) <= LAST_DAY else "number"


@dataclass(frozen=True)
class Line:
    """A block's words, and the string of their classes that patterns run over."""

    words: tuple[Word, ...]
    classes: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Line:
        """The line of text[start:end]."""
        found = tuple(words(text, start, end))
        table = classes()
        return cls(found, "".join(table[w.kind] for w in found))

    def at(self, offset: int) -> int:
        """The index of the first word that begins at or after an offset."""
        return bisect_left(self.words, offset, key=lambda w: w.start)
