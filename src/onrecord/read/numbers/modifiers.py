"""Modifiers: what the words around an amount make of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.model import Modifier
from onrecord.read.numbers.amounts import Amount
from onrecord.read.numbers.atoms import Atom
from onrecord.read.numbers.numerals import DASHES, Form
from onrecord.read.numbers.words import WORDS, Phrases

STRENGTH = {
    Modifier.EXACT: 0,
    Modifier.ABOUT: 1,
    Modifier.AT_LEAST: 2,
    Modifier.AT_MOST: 2,
    Modifier.MORE_THAN: 2,
    Modifier.FEWER_THAN: 2,
    Modifier.RANGE: 3,
}
"""Where two meet ("up to about 500"), a bound outweighs an approximator, and the outer of two bounds the inner."""


class Modified(NamedTuple):
    """Where modifier, amount and modifier begin and end, and what they come to."""

    first: int
    last: int
    modifier: Modifier
    short_of: bool
    explicit: bool


def modified(atoms: Sequence[Atom], amount: Amount) -> Modified:
    """An amount with the words before and after it that bound or blur it."""
    first, seen, short_of = _before(atoms, amount)
    last, after = _after(atoms, amount.last)
    if after:
        seen = [*seen, after]
    best = Modifier.ABOUT if amount.form is Form.VAGUE else Modifier.EXACT
    for modifier in seen:
        best = modifier if STRENGTH[modifier] >= max(STRENGTH[best], 1) else best
    return Modified(
        first, last, Modifier.RANGE if amount.ranged else best, short_of and best is Modifier.ABOUT, bool(seen)
    )


def _before(atoms: Sequence[Atom], amount: Amount) -> tuple[int, list[Modifier], bool]:
    """Where the modifiers begin, which they are, inner first, and whether one says "not quite"."""
    first, seen, short_of = amount.first, [], False
    while found := _phrase_before(atoms, first, WORDS.before, ranged=amount.ranged):
        words, modifier = found
        first -= len(words)
        short_of = short_of or " ".join(words) in WORDS.listed("short_of")
        seen.append(modifier)
    if seen:
        first = _leaning(atoms, first)
        if (
            first
            and atoms[first - 1].lower in {"a", "an"}
            and atoms[first].lower in {"maximum", "minimum", "mere", "total", "combined", "full", "whole", "reported"}
        ):
            first -= 1
    return first, seen, short_of


def _phrase_before(
    atoms: Sequence[Atom], first: int, phrases: Phrases, *, ranged: bool
) -> tuple[tuple[str, ...], Modifier] | None:
    if first == 0:
        return None
    for words, modifier in phrases.get(atoms[first - 1].lower, ()):
        start = first - len(words)
        if start < 0 or tuple(a.lower for a in atoms[start:first]) != words:
            continue
        if modifier is Modifier.RANGE and not ranged:
            continue
        if words == ("over",) and start and atoms[start - 1].lower in _OVER_ELSEWHERE:
            continue
        if words[-1] == "passed" and first + 1 < len(atoms) and atoms[first + 1].lower in _PASSED:
            continue
        return words, modifier
    return None


_PASSED = frozenset(
    {"bills", "laws", "resolutions", "amendments", "measures", "acts", "tests", "exams", "decrees", "motions"}
)
_OVER_ELSEWHERE = frozenset({"all", "hand", "take", "took", "taken", "handed", "win"})


def _leaning(atoms: Sequence[Atom], first: int) -> int:
    """Where the words that lean on a modifier begin: "just over", "well above"."""
    for words in WORDS.leaning:
        start = first - len(words)
        if start >= 0 and tuple(a.lower for a in atoms[start:first]) == words:
            return start
    return first


def after_noun(atoms: Sequence[Atom], i: int) -> tuple[int, Modifier | None]:
    """The modifier that follows what is counted ("70 patients at most"), and where it ends."""
    return _after(atoms, i) if i < len(atoms) and atoms[i].lower in {"or", "at"} else (i, None)


def _after(atoms: Sequence[Atom], i: int) -> tuple[int, Modifier | None]:
    place = i + 1 if i + 1 < len(atoms) and atoms[i].text in DASHES and atoms[i].end == atoms[i + 1].start else i
    if place >= len(atoms):
        return i, None
    for words, modifier in WORDS.after.get(atoms[place].lower, ()):
        if tuple(a.lower for a in atoms[place : place + len(words)]) != words:
            continue
        if (
            len(words) == 1
            and place == i
            and atoms[i].lower in {"odd", "something", "plus", "max", "maximum"}
            and words != ("max",)
        ):
            continue
        if words[0] == "at" and place + len(words) < len(atoms) and atoms[place + len(words)].value is not None:
            continue
        return place + len(words), modifier
    return i, None
