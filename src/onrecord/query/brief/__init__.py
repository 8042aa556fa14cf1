"""A backgrounder: a page or two on where a story stands, every sentence with the entries that it rests on.

It is composed by rules from entries' fields and the words of their articles: nothing in it is anybody else's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Entry, Revision
from onrecord.query.as_of import as_of
from onrecord.query.board import board
from onrecord.query.brief.account import Account, Sentence
from onrecord.query.brief.course import course
from onrecord.query.brief.disputes import disputes, quarrels
from onrecord.query.brief.figures import figures
from onrecord.query.brief.gaps import gaps
from onrecord.query.brief.standing import followed, standing
from onrecord.query.brief.voices import voices
from onrecord.query.view import View

COURSE = "How they got there"
"""The title of the section that tells the steps in order."""

__all__ = ["COURSE", "Brief", "Section", "Sentence", "brief"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a backgrounder."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A backgrounder as of a day; sections that have nothing to tell are left out.

    `given` tells whether the day was asked for; `known` is the day by which an article must have appeared to count,
    and `left_out` those that only may have.
    """

    on: date
    given: bool
    known: date | None
    subjects: tuple[str, ...]
    sections: tuple[Section, ...]
    left_out: tuple[Revision, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them, in order."""
        return tuple(s for section in self.sections for s in section.sentences)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What they rest on, each once, in the order in which it is first cited: the notes."""
        return tuple(dict.fromkeys(e for s in self.sentences for e in s.entries))


def brief(view: View) -> Brief:
    """The backgrounder of a view on its day; where it has none, as the board chooses it.

    Raises NoDayError where there is no day to go by.
    """
    found = board(view)
    boards = followed(found.subjects)
    account = Account(replace(as_of(view, on=found.on), on=None), found.on)
    account.quarrels = against = quarrels(account)
    parts: Iterable[tuple[str, Iterable[Sentence]]] = (
        ("Where things stand", standing(account, boards)),
        (COURSE, course(account)),
        ("The figures", figures(account)),
        ("Who says what", voices(account, against)),
        ("What is disputed", disputes(account, against)),
        ("What is not known", gaps(account, boards)),
    )
    made = (Section(title, tuple(sentences)) for title, sentences in parts)
    kept = tuple(s for s in made if s.sentences)
    return Brief(found.on, found.given, view.known, tuple(b.subject for b in boards), kept, view.unsure)
