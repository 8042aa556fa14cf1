"""What a question asks for: its parts, each with its form, what it is about, whose word it wants, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.query.asking.times import Role, When


class Form(StrEnum):
    """What a part of a question asks for."""

    NUMBER = "a number"
    WHEN = "a date"
    WHERE = "a place"
    WHO = "a person or body"
    SOURCE = "whose word it is"
    WHY = "a reason"
    YES_NO = "whether it is so"
    LIST = "what is on record"
    CONFLICT = "what cannot all be so"
    CHANGE = "what changed"
    WHAT = "what is told"


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a question is about, and how near to an entry it is to be told.

    `ways` are the lines of stems that tell it; `near` is the farthest zone that will do (see `evidence.Zone`); `at`
    that it is where something is asked to be, and `thing` what tells the thing that is there, where that is not
    the counted; `modifies` that it says what the word behind it is.
    """

    text: str
    ways: frozenset[str]
    name: bool = False
    head: bool = False
    near: int = 0
    at: bool = False
    thing: frozenset[str] = frozenset()
    modifies: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked.

    `head` are the terms of what is counted; `measures` those that a figure may be of, None where none is asked for;
    `speaker` whose word is wanted. `office` tells that it is asked who holds one, `identity` who it is that bears a
    name. `coming` tells that it is asked of a time to come, and `peak` that the highest is; `past` that it is asked of
    what was, `done` of what has come about; `denied` that what is asked for is said not to be so. `today` is the day on
    which it is asked, where one is given. `more` tells that what came on top is asked for, `least` the lowest, `rate`
    the units by which it is to be counted ("a day"), `degree` by how much; `since` from when on something has been so,
    `length` for how long; `kind` of what kind it is to be ("which expert").
    """

    form: Form
    text: str
    terms: tuple[Term, ...] = ()
    head: tuple[Term, ...] = ()
    speaker: tuple[Term, ...] = ()
    measures: frozenset[str] | None = None
    whens: tuple[When, ...] = ()
    money: bool = False
    peak: bool = False
    office: bool = False
    identity: bool = False
    said: bool = False
    ends: bool = False
    coming: bool = False
    past: bool = False
    done: bool = False
    denied: bool = False
    today: date | None = None
    share: bool = False
    more: bool = False
    least: bool = False
    since: bool = False
    length: bool = False
    degree: bool = False
    kind: str = ""
    rate: frozenset[str] = frozenset()

    @property
    def limits(self) -> tuple[When, ...]:
        """The times that an answer is to be of; what was known is narrowed before."""
        return tuple(w for w in self.whens if w.role is not Role.KNOWN)

    @property
    def every(self) -> tuple[Term, ...]:
        """All that an answer is to fit."""
        return (*self.head, *self.terms)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read: its parts, the first of which is what it is about."""

    text: str
    parts: tuple[Part, ...]

    @property
    def whens(self) -> tuple[When, ...]:
        """The times that any part names."""
        return tuple(dict.fromkeys(w for p in self.parts for w in p.whens))
