"""Words by which the writer passes a judgement, as a public lexicon lists them; see lexicons/evaluative.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.packs import lexicon
from onrecord.reconcile.telling.sentences import Line

_WORD = re.compile(r"[A-Za-z]+(?:[-’'][A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands."""

    start: int
    end: int
    text: str


def judging(text: str, line: Line) -> Iterator[Word]:
    """The judging words of a sentence outside quotation marks; one that is printed as a name is none."""
    for number, match in enumerate(_WORD.finditer(text, line.start, line.end)):
        word = match.group()
        plain = word if word.islower() else word.lower() if number == 0 and word.istitle() else ""
        if plain in _judging() and not any(a <= match.start() < b for a, b in line.quoted):
            yield Word(*match.span(), word)


@cache
def _judging() -> frozenset[str]:
    return frozenset(lexicon("evaluative")["words"])
