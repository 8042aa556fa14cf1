"""How likely a commitment is right: by its construction, as counted in annotated stories and news read by hand."""

from __future__ import annotations

from onrecord.packs import lexicon

WEIGHT = 4
"""Occurrences that the share over all constructions counts for beside a construction's own."""


def confidence(rule: str) -> float:
    """The confidence, 0 to 1, in a commitment found by a construction; two decimals."""
    counted: dict[str, list[int]] = lexicon("commitments")["confidence"]
    right, seen = (sum(column) for column in zip(*counted.values(), strict=True))
    mine, often = counted.get(rule, (0, 0))
    return round(float((mine + WEIGHT * right / seen) / (often + WEIGHT)), 2)
