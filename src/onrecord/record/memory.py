"""What judging keeps in mind, in the file of the record that it judges."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from onrecord.model.memory import Keys, number
from onrecord.record.database import Database

_BLOCK = struct.Struct("<qB")

_DELETE = "DELETE FROM block WHERE key = ? AND side = ? AND part = ?"
_NOTE = "SELECT note FROM held WHERE part = ? AND stage = ?"
_SIDES = "SELECT side, count(*) FROM block WHERE key = ? GROUP BY side"
_OF = "SELECT DISTINCT part FROM block WHERE key = ? ORDER BY part"
_OF_SIDE = "SELECT part FROM block WHERE key = ? AND side = ? ORDER BY part"
_BEFORE = "SELECT part FROM block WHERE key = ? AND side = 0 AND part < ? ORDER BY part DESC LIMIT 1"
_AFTER = "SELECT part FROM block WHERE key = ? AND side = 0 AND part > ? ORDER BY part LIMIT 1"


class Recall:
    """A `Memory` that is kept in a record's file; see `onrecord.model.memory`."""

    def __init__(self, database: Database) -> None:
        """Remember what was kept in this file."""
        self._db = database

    def forget(self) -> None:
        """Keep nothing of what was kept."""
        self._db.run("DELETE FROM block")
        self._db.run("DELETE FROM held")

    def learn(self, held: Iterable[tuple[str, str, list[tuple[int, int]], str]]) -> None:
        """Keep parts as another memory tells them, each by its stage, id, blocks and note, and nothing of before."""
        self.forget()
        rows: list[tuple[int, int, bytes]] = []
        packed = []
        for stage, part, blocks, note in held:
            name = bytes.fromhex(part)
            rows += ((*b, name) for b in blocks)
            packed.append((name, stage, b"".join(_BLOCK.pack(*b) for b in blocks), note))
        self._db.many("INSERT INTO block VALUES (?, ?, ?)", sorted(set(rows)))
        self._db.many("INSERT INTO held VALUES (?, ?, ?, ?)", sorted(packed))

    def put(self, stage: str, part: str, keys: Keys, note: str = "") -> set[int]:
        """See Memory."""
        name = bytes.fromhex(part)
        before = set(self.blocks(stage, part))
        now = sorted({(number(key), side) for key, side in keys})
        packed = b"".join(_BLOCK.pack(*b) for b in now)
        self._db.many(_DELETE, ((*b, name) for b in before - set(now)))
        self._db.many("INSERT INTO block VALUES (?, ?, ?)", ((*b, name) for b in now if b not in before))
        self._db.run("INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)", (name, stage, packed, note))
        return {block for block, _ in (*before, *now)}

    def drop(self, stage: str, part: str) -> set[int]:
        """See Memory."""
        name = bytes.fromhex(part)
        before = self.blocks(stage, part)
        self._db.many(_DELETE, ((*b, name) for b in before))
        self._db.run("DELETE FROM held WHERE part = ? AND stage = ?", (name, stage))
        return {block for block, _ in before}

    def note(self, stage: str, part: str) -> str | None:
        """See Memory."""
        found: str | None = self._db.value(_NOTE, (bytes.fromhex(part), stage))
        return found

    def blocks(self, stage: str, part: str) -> list[tuple[int, int]]:
        """See Memory."""
        row = self._db.one("SELECT blocks FROM held WHERE part = ? AND stage = ?", (bytes.fromhex(part), stage))
        return list(_BLOCK.iter_unpack(row[0])) if row else []

    def sides(self, block: int) -> tuple[int, int]:
        """See Memory."""
        found: dict[int, int] = dict(self._db.rows(_SIDES, [block]))
        return found.get(0, 0), found.get(1, 0)

    def parts(self, block: int, side: int | None = None) -> list[str]:
        """See Memory."""
        rows = self._db.rows(_OF, [block]) if side is None else self._db.rows(_OF_SIDE, [block, side])
        return [part.hex() for (part,) in rows]

    def beside(self, block: int, part: str) -> tuple[str | None, str | None]:
        """See Memory."""
        name = bytes.fromhex(part)
        before, after = (self._db.value(sql, [block, name]) for sql in (_BEFORE, _AFTER))
        return before.hex() if before else None, after.hex() if after else None
