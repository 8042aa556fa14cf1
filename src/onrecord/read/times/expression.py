"""A time expression as recognised: its words and shape, not yet what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.read.times.direction import Direction
from onrecord.read.times.lexis import Word


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of a text that name a time, the rule that saw them, and the groups of its pattern.

    `first` and `last` are indices into the block's words, half-open; `token` is the parse's token that ties it to the
    sentence, `sentence` that sentence's number; `day` is the date within a time of day ("9 a.m. Tuesday").
    `before` holds the words that qualify it ("early", "the end of", "more than").
    """

    rule: str
    start: int
    end: int
    block: int
    first: int
    last: int
    groups: Mapping[str, tuple[Word, ...]]
    token: int = 0
    sentence: int = 0
    direction: Direction = Direction.NONE
    before: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    precedes: tuple[str, ...] = ()
    day: Expression | None = None
    names: str = field(default="")

    def words(self, *groups: str) -> tuple[Word, ...]:
        """The words of the first of these groups that matched."""
        return next((w for w in (self.groups.get(g, ()) for g in groups) if w), ())

    def word(self, *groups: str) -> str:
        """The first word, in lower case, of the first of these groups that matched; else ""."""
        found = self.words(*groups)
        return found[0].lower if found else ""

    def has(self, group: str, *wanted: str) -> bool:
        """Whether a group holds one of these words."""
        return any(w.lower in wanted for w in self.groups.get(group, ()))
