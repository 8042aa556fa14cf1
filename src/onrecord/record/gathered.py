"""Judgements gathered beside a record, until it is known which of them stand in the end."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Judgement
from onrecord.record import codec
from onrecord.record.batches import batched
from onrecord.record.store import Store

TOGETHER = 2_000
"""Judgements that are put on record together."""
_BEGIN = """
CREATE TEMP TABLE IF NOT EXISTS gathered (id TEXT PRIMARY KEY, by TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID
"""
_TOLD = "SELECT body FROM gathered WHERE by = ? ORDER BY id"
_BEFORE = """
SELECT DISTINCT id FROM ledger WHERE kind = 'judgement' AND hand = 'machine' AND by = ?
AND id NOT IN (SELECT id FROM gathered) ORDER BY id
"""


class Gathered:
    """All that makers judge anew, on disk: what is told and taken back again on the way never comes on record."""

    def __init__(self, store: Store) -> None:
        """Begin with nothing."""
        self._store, self._makers = store, dict[str, None]()
        store.db.run(_BEGIN)
        store.db.run("DELETE FROM gathered")

    def take(self, told: Iterable[Judgement], gone: Iterable[str], *, by: str) -> None:
        """Take in what a maker tells now, and what it tells no more."""
        self._makers[by] = None
        self._store.db.many("DELETE FROM gathered WHERE id = ?", ([identity] for identity in gone))
        rows = ((j.id, by, codec.encode(codec.judgement_plain(j))) for j in told)
        self._store.db.many("INSERT OR REPLACE INTO gathered VALUES (?, ?, ?)", rows)

    def settle(self) -> None:
        """Put on record what stands, in place of all that these makers told before."""
        for maker in self._makers:
            for gone in batched(self._store.db.every(_BEFORE, (maker,)), TOGETHER):
                self._store.settle((), [identity for (identity,) in gone], by=maker)
            while told := self._next(maker):
                self._store.settle(told, (), by=maker)
        self._store.db.run("DROP TABLE gathered")

    def _next(self, maker: str) -> list[Judgement]:
        """The next judgements of a maker, which are gathered no longer."""
        rows = self._store.db.every(f"{_TOLD} LIMIT {TOGETHER}", (maker,))
        told = [codec.judgement_of(codec.decode(body)) for (body,) in rows]
        self._store.db.many("DELETE FROM gathered WHERE id = ?", ([j.id] for j in told))
        return told
