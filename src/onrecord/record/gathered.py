"""Judgements gathered beside a record, until it is known which of them stand in the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from onrecord.model import Judgement
from onrecord.record import codec
from onrecord.record.batches import batched
from onrecord.record.database import Database
from onrecord.record.store import Store

TOGETHER = 2_000
"""Judgements that are put on record together."""
_TABLE = "gathered (id TEXT PRIMARY KEY, by TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID"
_TOLD = "SELECT body FROM gathered WHERE by = ? ORDER BY id"
_BODIES = "SELECT id, body FROM gathered WHERE id IN (SELECT value FROM json_each(?))"
_BEFORE = """
SELECT DISTINCT id FROM ledger WHERE kind = 'judgement' AND hand = 'machine' AND by = ?
AND id NOT IN (SELECT id FROM gathered) ORDER BY id
"""

Surest = Callable[[list[Judgement]], Iterable[Judgement]]
"""Of several tellings of one judgement, the one that holds."""


class Gathered:
    """All that makers judge anew, on disk: what is told and taken back again on the way never comes on record."""

    def __init__(self, database: Database, *, is_lasting: bool = False) -> None:
        """Begin with nothing, in a file; there for others to take where it is to last, else until it is closed."""
        self._db = database
        self._db.run(f"CREATE {'' if is_lasting else 'TEMP '}TABLE IF NOT EXISTS {_TABLE}")
        self._db.run("DELETE FROM gathered")

    def take(self, told: Iterable[Judgement], gone: Iterable[str], *, by: str) -> None:
        """Take in what a maker tells now, and what it tells no more."""
        self._db.many("DELETE FROM gathered WHERE id = ?", ([identity] for identity in gone))
        rows = ((j.id, by, codec.encode(codec.judgement_plain(j))) for j in told)
        self._db.many("INSERT OR REPLACE INTO gathered VALUES (?, ?, ?)", rows)

    def take_over(self, other: Database, surest: Surest) -> None:
        """Take in what was gathered in another file."""
        for rows in batched(other.rows("SELECT id, by, body FROM gathered"), TOGETHER):
            ids = json.dumps([identity for identity, _, _ in rows])
            before: dict[str, str] = dict(self._db.rows(_BODIES, [ids]))
            self._db.many("INSERT OR REPLACE INTO gathered VALUES (?, ?, ?)", rows)
            for identity, by, body in rows:
                if identity in before:
                    self.take(surest([_judgement(before[identity]), _judgement(body)]), (), by=by)

    def settle(self, store: Store, maker: str) -> None:
        """Put on record what stands of a maker's, in place of all that it told before; it is gathered no longer."""
        for gone in batched(self._db.every(_BEFORE, (maker,)), TOGETHER):
            store.settle((), [identity for (identity,) in gone], by=maker)
        while told := self._next(maker):
            store.settle(told, (), by=maker)

    def _next(self, maker: str) -> list[Judgement]:
        """The next judgements of a maker, which are gathered no longer."""
        told = [_judgement(body) for (body,) in self._db.every(f"{_TOLD} LIMIT {TOGETHER}", (maker,))]
        self._db.many("DELETE FROM gathered WHERE id = ?", ([j.id] for j in told))
        return told


def _judgement(body: str) -> Judgement:
    return codec.judgement_of(codec.decode(body))
