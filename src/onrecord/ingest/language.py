"""Whether a text is English: by the share of its commonest words, which no other language comes near."""

from __future__ import annotations

import re
from functools import cache

from onrecord.packs import lexicon

SAMPLE, FEW = 600, 15
ENGLISH, FOREIGN = 0.18, 0.06
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def _common() -> frozenset[str]:
    return frozenset(lexicon("english")["words"])


def english_share(text: str) -> float | None:
    """The share of common English words among the first of a text; None where there are too few to tell."""
    words = [m[0].lower() for m in _WORD.finditer(text[: SAMPLE * 12])][:SAMPLE]
    return sum(w in _common() for w in words) / len(words) if len(words) >= FEW else None


def language(text: str, said: str | None) -> tuple[str | None, bool]:
    """The language's code, where it is established, and whether the words are clearly not English."""
    share = english_share(text)
    if share is None:
        return said, said not in {None, "en"}
    if share >= ENGLISH:
        return "en", False
    if share < FOREIGN:
        return (None if said == "en" else said), True
    return said, said not in {None, "en"}
