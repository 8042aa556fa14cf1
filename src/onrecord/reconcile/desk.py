"""What judging looks at: the revisions that stand, and the entries that rest on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.model import Entry, Judgement, Kind, Revision


class Desk(Protocol):
    """Revisions and entries, brought when they are asked for."""

    def revision(self, identity: str) -> Revision | None:
        """A revision; None where it does not stand."""

    def entry(self, identity: str) -> Entry | None:
        """An entry; None where it does not stand."""

    def of(self, revision: str, kinds: Iterable[Kind]) -> list[Entry]:
        """The entries of some kinds that rest on a revision and stand, in the order of their ids."""


class Papers:
    """A desk on which everything lies at once."""

    def __init__(self, entries: Iterable[Entry], revisions: Iterable[Revision]) -> None:
        """Lay out some entries and revisions."""
        self._revisions = {r.id: r for r in revisions}
        self._entries = {e.id: e for e in entries}
        self._of: dict[str, list[Entry]] = defaultdict(list)
        for _, entry in sorted(self._entries.items()):
            self._of[entry.revision].append(entry)

    def revision(self, identity: str) -> Revision | None:
        """See Desk."""
        return self._revisions.get(identity)

    def entry(self, identity: str) -> Entry | None:
        """See Desk."""
        return self._entries.get(identity)

    def of(self, revision: str, kinds: Iterable[Kind]) -> list[Entry]:
        """See Desk."""
        wanted = frozenset(kinds)
        return [e for e in self._of.get(revision, ()) if e.kind in wanted]


@dataclass
class Changes:
    """Judgements that are told now and were not, or were told otherwise, by id, and the ids of those told no more."""

    told: dict[str, Judgement] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def tell(self, judgement: Judgement) -> None:
        """It is told from now on."""
        self.told[judgement.id] = judgement
        self.gone.discard(judgement.id)

    def withdraw(self, identity: str) -> None:
        """It is told no more."""
        self.told.pop(identity, None)
        self.gone.add(identity)

    def follow(self, later: Changes) -> None:
        """What changed afterwards changes too."""
        for identity in later.gone:
            self.withdraw(identity)
        for judgement in later.told.values():
            self.tell(judgement)
