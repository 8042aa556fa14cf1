"""What an update of fates looks at: tellings, events and commitments, each made once from what stands."""

from __future__ import annotations

from collections.abc import Container

from onrecord.model import Commitment, Entry, Event
from onrecord.model.memory import Memory, number
from onrecord.reconcile.desk import Desk
from onrecord.reconcile.fates.happenings import Happening, happening
from onrecord.reconcile.fates.obligations import Obligation, Told, order, telling
from onrecord.reconcile.names import Naming

LOWEST, HIGHEST = "0" * 20, "f" * 20
"""No part's ids: one before all, one after all."""
_DIGITS = 8


class Sight:
    """What stands now, as far as an update asks for it."""

    def __init__(self, desk: Desk, memory: Memory, names: Naming, changed: Container[str] | None = None) -> None:
        """Begin with nothing seen; see `update` for what changed."""
        self.desk, self.memory, self.names = desk, memory, names
        self._changed = changed
        self._told: dict[str, Told] = {}
        self._events: dict[str, Happening] = {}
        self._obligations: dict[str, Obligation] = {}

    def is_as_it_was(self, revision: str) -> bool:
        """Whether all that may be another of a revision that is looked at again is whom its names call."""
        return self._changed is not None and revision not in self._changed

    def entry(self, identity: str) -> Entry:
        """An entry that stands."""
        found = self.desk.entry(identity)
        if found is None:
            message = f"{identity} is kept in mind, and does not stand"
            raise LookupError(message)
        return found

    def told(self, identity: str, entry: Entry | None = None) -> Told:
        """A telling of a commitment."""
        if identity not in self._told:
            held = entry or self.entry(identity)
            if isinstance(held.body, Commitment):
                self._told[identity] = telling(held, held.body, self.names)
        return self._told[identity]

    def event(self, identity: str, entry: Entry | None = None) -> Happening:
        """An event."""
        if identity not in self._events:
            held = entry or self.entry(identity)
            if isinstance(held.body, Event):
                self._events[identity] = happening(held, held.body, self.names)
        return self._events[identity]

    def obligation(self, root: str) -> Obligation:
        """A commitment by the id of its first telling; to be asked for when all tellings are grouped."""
        if root not in self._obligations:
            told = [self.told(part) for part in self.memory.parts(members(root))]
            self._obligations[root] = Obligation(tuple(sorted(told, key=order)))
        return self._obligations[root]


def members(root: str) -> int:
    """The block of the tellings of one commitment."""
    return number(("fate members", root))


def dated(day: int, identity: str) -> str:
    """The id of a part that stands in its block by a day, those of one day by their own ids."""
    return f"{day:0{_DIGITS}x}{identity[: 20 - _DIGITS]}"


def day_of(part: str) -> int:
    """The day of such a part."""
    return int(part[:_DIGITS], 16)
