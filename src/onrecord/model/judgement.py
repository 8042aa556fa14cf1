"""Judgements: what two entries have to do with each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.ids import digest

PERSON = "person/"
"""What the maker of a person's entry or judgement begins with; their name follows."""


class Verdict(StrEnum):
    """What one entry is to another (design, "Verdicts between entries"); `unsure` leaves them apart, for a person.

    From `fulfils` to `lapses`, the first entry tells what became of the second, a commitment. `not_same` is a
    person's word that two are not one, whatever else would join them. `differs` is no conflict:
    two that a reader may take for one thing told in two ways, and that tell of two things; `why` says in what.
    """

    SAME = "same"
    COPIES = "copies"
    SUPPORTS = "supports"
    REVISES = "revises"
    CONTRADICTS = "contradicts"
    DENIES = "denies"
    DIFFERS = "differs"
    FULFILS = "fulfils"
    BREAKS = "breaks"
    EXTENDS = "extends"
    SUPERSEDES = "supersedes"
    WITHDRAWS = "withdraws"
    LAPSES = "lapses"
    UNSURE = "unsure"
    NOT_SAME = "not_same"


class Why(StrEnum):
    """In what two entries differ; of one quotation, in who is said to have said it, or in its words."""

    DATE = "date"
    SCOPE = "scope"
    MEASURE = "measure"
    DEFINITION = "definition"
    MODALITY = "modality"
    ATTRIBUTION = "attribution"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two entries by id, a verdict on them, and why.

    `reason` tells a reader what it rests on; `score` lies in 0 to 1; `by` is "maker/version", or a person. Neither
    end is retired by it, and it can be undone.
    """

    verdict: Verdict
    a: str
    b: str
    reason: str
    score: float
    by: str
    why: Why | None = None

    @property
    def id(self) -> str:
        """The digest of its two ends, verdict and author."""
        return digest("judgement", self.a, self.b, self.verdict, self.by)

    @property
    def by_person(self) -> bool:
        """Whether it is a person's."""
        return self.by.startswith(PERSON)


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The ids that pairs join, each with all that it is joined to, itself among them."""
    return _grown(pairs, {})


def same(judgements: Iterable[Judgement]) -> dict[str, frozenset[str]]:
    """The ids that judgements join, as `joined`; what a person keeps apart is apart in the end.

    Where a chain of pairs would bring two together that a person told apart, the weakest link gives way: pairs are
    taken from the surest to the least sure, a person's first, and one that would join what is apart is passed over.
    """
    told = list(judgements)
    apart: dict[str, set[str]] = {}
    for each in told:
        if each.verdict is Verdict.NOT_SAME:
            apart.setdefault(each.a, set()).add(each.b)
            apart.setdefault(each.b, set()).add(each.a)
    pairs = sorted((j for j in told if j.verdict is Verdict.SAME), key=_surest)
    return _grown(((j.a, j.b) for j in pairs), apart)


def _surest(judgement: Judgement) -> tuple[bool, float, str, str]:
    return not judgement.by_person, -judgement.score, judgement.a, judgement.b


def _grown(pairs: Iterable[tuple[str, str]], apart: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for a, b in pairs:
        one, other = found.get(a) or {a}, found.get(b) or {b}
        if one is other:
            continue
        small, large = sorted((one, other), key=len)
        if any(apart.get(each, frozenset()) & large for each in small):
            continue
        large |= small
        for each in (*small, a, b):
            found[each] = large
    shared = {id(group): frozenset(group) for group in found.values()}
    return {each: shared[id(group)] for each, group in found.items()}
