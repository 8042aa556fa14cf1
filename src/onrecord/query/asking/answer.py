"""What is given back for a question: an answer with its entries, or that it is not on record, with the nearest."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Entry, Judgement
from onrecord.query.view import View

NOT_ON_RECORD = "Not on record"
"""What an answer begins with where no entry answers."""


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry that is cited, and why: what of the question it fits."""

    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, from entries alone.

    `view` is what was asked: narrowed to what was known, where the question says so. `understood` says how the question
    was read, line by line. `cited` are the entries that answer, best first, or, where the record has no answer, those
    that come nearest to what was asked. `disagreement` are the judgements that set a cited entry against another;
    `origins` tells for each cited entry by how many independent origins it is told.
    """

    question: str
    view: View
    on_record: bool
    text: str
    understood: tuple[str, ...]
    cited: tuple[Cited, ...]
    disagreement: tuple[Judgement, ...] = ()
    origins: tuple[int, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that are cited."""
        return tuple(c.entry for c in self.cited)


class QuestionError(ValueError):
    """A question that cannot be asked: it is empty, or names a day that no calendar has."""
