"""What was judged of what was known by a day, kept in the record's file until anything is recorded.

All of it is derived: where it is missing, it is judged anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

import msgspec

from onrecord.model import Judgement
from onrecord.record import codec
from onrecord.record.errors import RecordError
from onrecord.record.store import Store

DAYS = 8
"""Days of which it is kept: those that were judged last."""
_OTHERS = "DELETE FROM known WHERE seq <> ? OR judges <> ?"
_OLDEST = "DELETE FROM known WHERE rowid NOT IN (SELECT rowid FROM known ORDER BY rowid DESC LIMIT ?)"


def judged_then(store: Store, day: date, *, state: int, judges: str) -> tuple[Judgement, ...] | None:
    """What these judges told of what was known by a day, when the record's state was this one; None if not kept."""
    sql = "SELECT judged FROM known WHERE day = ? AND seq = ? AND judges = ?"
    found = store.db.value(sql, [day.isoformat(), state, judges])
    if found is None:
        return None
    return tuple(map(codec.judgement_of, msgspec.msgpack.decode(zlib.decompress(found))))


def keep_judged(store: Store, day: date, judged: Iterable[Judgement], *, state: int, judges: str) -> None:
    """Keep it, also where the record is only looked at; nothing is kept where its file cannot be written just now."""
    told = zlib.compress(msgspec.msgpack.encode([codec.judgement_plain(j) for j in judged]))
    with suppress(RecordError), store.db.touching(), store.db.at_once(), store.db.transaction():
        if store.state() == state:
            store.db.run(_OTHERS, [state, judges])
            store.db.run("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)", [day.isoformat(), state, judges, told])
            store.db.run(_OLDEST, [DAYS])
