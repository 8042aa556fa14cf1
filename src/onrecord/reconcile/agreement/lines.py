"""Numbers that others took the place of: of later days, or in an edited text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations

from onrecord.model import Judgement, Verdict, Why
from onrecord.reconcile.agreement.amounts import agree
from onrecord.reconcile.agreement.counts import TOLLS, Count, narrow, order, same_thing
from onrecord.reconcile.agreement.making import cited
from onrecord.reconcile.agreement.prose import light, listed, plain_words, stem
from onrecord.reconcile.agreement.sizes import (
    LEAP,
    MOST,
    NEAR,
    SURE,
    Block,
    about,
    at_one_time,
    grew,
    is_strength,
    judged,
    of_one_size,
    one_number,
)

ALIKE = 0.8
"""How like two sentences of two texts of one article are, the number left out, that tell of one thing."""
LINES = frozenset({"authorised", "deployed", "estimated"}) | TOLLS
"""Measures of which a later number takes the place of an earlier one; plans and movements stand beside each other."""
DAYS = re.compile(r"\b(?:\w+day|overnight|weekend|hours)\b", re.IGNORECASE)
"""Words of a day or its hours."""


def later(groups: Iterable[Block]) -> Iterator[Judgement]:
    """Each number of a later time with the one before it."""
    dated = [g[0] for g in groups if g[0].when is not None and narrow(g[0].when)]
    dated = [c for c in dated if c.body.measure in LINES and _is_told(c)]
    dated.sort(key=_day)
    for n, count in enumerate(dated):
        before = dated[max(0, n - MOST) : n][::-1]
        earlier = next((c for c in before if same_thing(c, count) and _comes_after(c, count)), None)
        if earlier is None or not _is_of_one_line(earlier, count) or one_number(earlier, count):
            continue
        if of_one_size(earlier, count, LEAP):
            reason = f"{cited(earlier.words)} ({earlier.when}), then {cited(count.words)} ({count.when})"
            yield judged(Verdict.REVISES, count, earlier, reason, 0.7, Why.DATE)


def _is_of_one_line(earlier: Count, later: Count) -> bool:
    """Whether two numbers are of one strength, or two tolls of one event, which grows."""
    if later.body.measure not in TOLLS:
        return is_strength(earlier) and is_strength(later)
    shared = (about(earlier) & about(later)) - light() - _tolling()
    return grew(earlier, later) and bool(shared) and _goes_on(earlier, later)


def _goes_on(earlier: Count, later: Count) -> bool:
    """Whether a toll counts on: of the same days as the one before, or both of all days up to their telling.

    "18 killed on Sunday" and "109 killed over the past week", three weeks later, are of other days each.
    """
    one, other = earlier.body.valid, later.body.valid
    if one is None or other is None or one.meets(other):
        return True
    return all(_is_up_to_telling(c) and not _is_of_a_day(c) for c in (earlier, later))


def _is_of_a_day(count: Count) -> bool:
    """Whether words set a toll on one day; "now" does not."""
    held = count.body.valid
    return held is not None and held.is_day and (held != count.when or DAYS.search(count.sentence) is not None)


def _is_up_to_telling(count: Count) -> bool:
    """Whether the days of a toll end when it was told."""
    held, told = count.body.valid, count.published
    return held is None or held.end is None or told is None or told.end is None or told.end - held.end <= NEAR


@cache
def _tolling() -> frozenset[str]:
    """The stems of words that every toll is told with."""
    return frozenset(stem(w) for w in listed("tolling"))


def _is_told(count: Count) -> bool:
    """Whether the words give a number, and are read well enough to be set in line with those of other times."""
    held = count.body.quantity
    return count.confidence >= SURE and (held.value is not None or None not in {held.low, held.high})


def _comes_after(a: Count, b: Count) -> bool:
    if a.when is None or b.when is None or a.when.meets(b.when):
        return False
    return a.body.measure in TOLLS or not at_one_time(a, b)


def _day(count: Count) -> tuple[int, tuple[object, ...]]:
    start = count.when.start if count.when else None
    return (start.toordinal() if start else 0), order(count)


def edited(block: Block) -> Iterator[Judgement]:
    """A number that another text of the same article gives another value, in the same sentence."""
    for a, b in combinations(block, 2) if len(block) <= MOST else ():
        if a.whence.revision != b.whence.revision and not agree(a.body.quantity, b.body.quantity) and _alike(a, b):
            reason = f"the article was edited: {cited(a.words)} became {cited(b.words)}"
            yield judged(Verdict.REVISES, b, a, reason, 0.95, Why.DATE)


def _alike(a: Count, b: Count) -> bool:
    one, other = ([w for w in plain_words(c.sentence) if w not in plain_words(c.body.quantity.surface)] for c in (a, b))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
