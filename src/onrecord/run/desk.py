"""What judging looks at, brought from a record when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from cachetools import LRUCache, cached

from onrecord.model import Entry, Kind, Revision
from onrecord.record import Store
from onrecord.record.errors import UnknownRevisionError

AT_HAND, TEXTS = 4_096, 512
"""Entries and texts that are kept at hand: of texts the longest are asked for most, since they share most."""
AT_ONCE = 1 << 15
"""Entries that are kept at hand article by article: copies of a time have the same texts before them again and again.
They are counted one by one, since what shares most is longest, and has ten times as many as others."""


class Shelves:
    """A `Desk` over a record (see `onrecord.reconcile.desk`), for as long as nothing is written to its articles."""

    def __init__(self, store: Store) -> None:
        """Look at what stands in a record."""
        self._store = store
        self.revision = lru_cache(TEXTS)(self._revision)
        self.entry = lru_cache(AT_HAND)(store.standing)
        self._entries = cached(LRUCache(AT_ONCE, _many))(self._brought)

    def of(self, revision: str, kinds: Iterable[Kind]) -> list[Entry]:
        """See Desk."""
        return list(self._entries(revision, tuple(kinds)))

    def _brought(self, revision: str, kinds: tuple[Kind, ...]) -> list[Entry]:
        return sorted(self._store.entries_of(revision, kinds), key=lambda e: e.id)

    def _revision(self, identity: str) -> Revision | None:
        try:
            return self._store.revision(identity)
        except UnknownRevisionError:
            return None


def _many(entries: list[Entry]) -> int:
    return len(entries) + 1
