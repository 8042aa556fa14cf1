"""How likely a statement is right: content and source as a careful reader would mark them.

Measured, not set: `benchmarks/calibrate.py` counts, on news with attributions marked by hand, how often each
construction and each cue is right, and writes the lexicon that this reads. A cue seen a few times only counts for
little beside its construction (additive smoothing with the construction's own precision).
"""

from __future__ import annotations

from functools import cache

from onrecord.extract.attributions.found import Found
from onrecord.model import Attribution, Body, Mode
from onrecord.packs import lexicon

WEIGHT = 10
"""Occurrences that a construction's precision counts for beside a cue's own."""
UNSEEN = 0.5
"""Confidence in a construction that the marked news has none of."""


def construction(found: Found, body: Body) -> str:
    """The name of how a statement was found: the rule, and whether its words are quoted."""
    mode = body.mode if isinstance(body, Attribution) else Mode.INDIRECT
    unsaid = " unsaid" if found.unsaid else ""
    return f"{found.rule or 'clause'} {mode}{unsaid}"


def confidence(name: str, lemma: str | None) -> float:
    """The confidence, 0 to 1, in a statement of this construction with this cue; two decimals."""
    right, seen = _counts("constructions").get(name, (0, 0))
    base = right / seen if seen else UNSEEN
    mine, often = _counts("cues").get(f"{name} {lemma}", (0, 0))
    return round((mine + WEIGHT * base) / (often + WEIGHT), 2)


@cache
def _counts(table: str) -> dict[str, tuple[int, int]]:
    return {name: (int(right), int(seen)) for name, (right, seen) in lexicon("confidence")[table].items()}
