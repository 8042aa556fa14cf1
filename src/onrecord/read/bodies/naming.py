"""A naming: words that name or describe a body, with what they tell of which one it is."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import MentionType
from onrecord.read.bodies.lexis import BodyKind, KnownBody


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that name or describe a body.

    `owner` is the country or body whose it is; `words` are the other words that name it, in order, for comparing;
    `slots` what is told of it besides ("by", "against", "in"); `mark` tells it from its like (a number, what a hyphen
    adds); `proper` where it is a name, not a description; `bare` where it says no more than the kind.
    """

    first: int
    start: int
    end: int
    text: str
    type: MentionType
    kind: BodyKind | None = None
    noun: str = ""
    owner: str | None = None
    words: tuple[str, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    mark: str = ""
    proper: bool = False
    bare: bool = False
    body: KnownBody | None = None

    @property
    def richness(self) -> tuple[bool, bool, bool, int, int]:
        """What tells most comes first, then what stands first."""
        told = len(self.words) + len(self.slots) + bool(self.mark)
        return self.body is None, not self.proper, self.owner is None, -told, self.start
