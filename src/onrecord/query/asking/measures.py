"""The words by which the packs tell what a number is of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.packs import Measure, lexicon
from onrecord.query.asking.lexis import words


@cache
def measure_words(measure: Measure) -> frozenset[str]:
    """The words of one measure, verbs in all their forms."""
    verbs = measure.objects | measure.subjects
    light = words("small", "words") | words("numbers", "people")
    plain = measure.modifiers | measure.nouns | measure.gauges
    return frozenset(w for w in (*plain, *(f for v in verbs for f in _forms(v))) if " " not in w) - light


def _forms(verb: str) -> Iterator[str]:
    """A verb in its forms, as English makes them; those that are made otherwise come from the lexicon."""
    yield from (verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing")
    yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")
    if verb.endswith("e"):
        yield from (f"{verb}d", f"{verb[:-1]}ing")
    if verb.endswith("y"):
        yield from (f"{verb[:-1]}ied", f"{verb[:-1]}ies")
    yield from lexicon("asking")["irregular"].get(verb, ())
