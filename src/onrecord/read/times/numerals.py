"""Numbers in the words of a time expression."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from onrecord.packs import lexicon
from onrecord.read.times.lexis import YEARS, Word

_FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
HUNDRED = 100


@cache
def _cardinals() -> dict[str, int]:
    return dict(lexicon("times")["numbers"])


@cache
def _scales() -> dict[str, int]:
    return dict(lexicon("times")["scales"])


def number(words: Sequence[Word]) -> Fraction | None:
    """The number that words spell, "twenty four" or "2 1/2"; None where they spell none."""
    total = part = Fraction(0)
    seen = False
    for word in words:
        value = _one(word)
        if word.lower in _scales():
            part = max(part, Fraction(1)) * _scales()[word.lower]
            total, part = (total + part, Fraction(0)) if part >= HUNDRED * 10 else (total, part)
        elif value is not None:
            part += value
        else:
            continue
        seen = True
    return total + part if seen else None


def _one(word: Word) -> Fraction | None:
    if word.text in _FRACTIONS:
        return _FRACTIONS[word.text]
    if word.kind == "frac":
        top, bottom = word.text.split("/")
        return Fraction(int(top), int(bottom)) if int(bottom) else None
    if word.kind in {"day", "year", "number"}:
        return Fraction(word.text.replace(",", ""))
    spelled = _cardinals().get(word.lower)
    return None if spelled is None else Fraction(spelled)


def ordinal(word: Word) -> int:
    """The number of "third", "3rd" or "3"."""
    if word.text[0].isdigit():
        return int("".join(c for c in word.text if c.isdigit()))
    return int(lexicon("times")["ordinals"][word.lower])


def year_in_words(words: Sequence[Word]) -> int | None:
    """The year that "nineteen ninety-six" or "two thousand" spells."""
    spelled = [w for w in words if w.kind in {"num", "big"}]
    if any(w.kind == "big" for w in spelled):
        value = number(spelled)
        return int(value) if value is not None and int(value) in YEARS else None
    century = _cardinals().get(spelled[0].lower, 0)
    rest = number(spelled[1:])
    if century not in range(15, 21) or rest is None or not 10 <= rest < HUNDRED:  # noqa: PLR2004 ("fifteen" to "twenty")
        return None
    return century * HUNDRED + int(rest)
