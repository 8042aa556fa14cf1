"""Judgements: what two entries have to do with each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.ids import digest


class Verdict(StrEnum):
    """What one entry is to another (design, "Verdicts between entries"); `unsure` leaves them apart, for a person.

    From `fulfils` to `lapses`, the first entry tells what became of the second, a commitment. `differs` is no conflict:
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
