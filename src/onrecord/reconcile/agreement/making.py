"""How judgements of this maker are made, and what their reasons quote."""

from __future__ import annotations

from onrecord.model import Judgement, Verdict, Why

BY = "agreement/1"
LONGEST = 100
"""Characters of words that a reason quotes."""


def judgement(verdict: Verdict, a: str, b: str, reason: str, score: float, why: Why | None = None) -> Judgement:
    """A judgement of this maker between two entries, by their ids."""
    return Judgement(verdict, a, b, reason, round(score, 2), BY, why)


def cited(words: str) -> str:
    """Words for a reason, on one line, cut where they are long."""
    told = " ".join(words.split())
    return f"“{told}”" if len(told) <= LONGEST else f"“{told[:LONGEST].rsplit(' ', 1)[0]} …”"
