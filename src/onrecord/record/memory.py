"""What judging keeps in mind, in the file of the record that it judges."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Protocol

from onrecord.model.memory import Keys, Numbers, Post, number
from onrecord.record.database import Database
from onrecord.record.posts import KeptPosts

_BLOCK = struct.Struct("<qB")

_DELETE = "DELETE FROM block WHERE key = ? AND side = ? AND part = ?"
_HELD = "SELECT blocks, note FROM held WHERE part = ? AND stage = ?"
_SIDES = "SELECT side, count(*) FROM block WHERE key = ? GROUP BY side"
_OF = "SELECT DISTINCT part FROM block WHERE key = ? ORDER BY part"
_OF_SIDE = "SELECT part FROM block WHERE key = ? AND side = ? ORDER BY part"
_NOTES = """
SELECT DISTINCT b.part, h.note FROM block AS b CROSS JOIN held AS h ON h.part = b.part AND h.stage = ?
WHERE b.key = ? ORDER BY b.part
"""
_BEFORE = "SELECT part FROM block WHERE key = ? AND side = 0 AND part < ? ORDER BY part DESC LIMIT 1"
_AFTER = "SELECT part FROM block WHERE key = ? AND side = 0 AND part > ? ORDER BY part LIMIT 1"
AT_HAND, ROOM = 1 << 16, 1 << 26
"""Parts that are kept at hand, and bytes of what they have: what was asked of names is kilobytes each."""
WAITING = 1 << 16
"""Parts in blocks that wait to be written down, and parts."""
SHORT = 64
"""Parts of one block that wait, beyond which they are not looked through again and again."""
_TABLES = {"block": 3, "held": 4, "post": 2, "post_page": 2, "post_gone": 2, "serial": 2, "sheet": 3}
"""The tables in which all is kept, each with how many columns it has."""
_SHARED = {"serial", "sheet"}
"""Those of which two files may have the same rows."""
_SHEET = "SELECT sheet FROM sheet WHERE part = ? AND stage = ?"


class Learnt(Protocol):
    """A memory that tells all that it has."""

    def told(self) -> Iterable[tuple[str, str, list[tuple[int, int]], str]]:
        """Each part by its stage, id, blocks and note."""

    def posts(self) -> Iterable[Post]:
        """All posts, in order."""

    def serials(self) -> Iterable[tuple[int, str]]:
        """The numbers of all who may post."""

    def sheets(self) -> Iterable[tuple[str, str, bytes]]:
        """All that is written down, by stage and part."""


class Recall:
    """A `Memory` that is kept in a record's file; see `onrecord.model.memory`.

    It is good for one transaction: what it has at hand is not looked for again. What is put into it waits to be written
    down in order, which is faster than one by one; all of it is on file when `settle` has been called.
    """

    def __init__(self, database: Database) -> None:
        """Remember what was kept in this file."""
        self._db = database
        self._posts = KeptPosts(database)
        self._serials: dict[str, int] = {}
        self._held: dict[tuple[str, str], tuple[bytes, str] | None] = {}
        self._size = 0
        self._unwritten: set[tuple[str, str]] = set()
        self._waiting: dict[int, set[tuple[int, bytes]]] = {}
        self._many = 0

    def settle(self) -> None:
        """Write down all that waits."""
        rows = sorted((block, *each) for block, held in self._waiting.items() for each in held)
        self._db.many("INSERT INTO block VALUES (?, ?, ?)", rows)
        told = sorted((bytes.fromhex(part), stage, self._held[stage, part]) for stage, part in self._unwritten)
        self._db.many("DELETE FROM held WHERE part = ? AND stage = ?", (each[:2] for each in told if each[2] is None))
        kept = ((part, stage, *row) for part, stage, row in told if row is not None)
        self._db.many("INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)", kept)
        self._let_go()

    def _let_go(self) -> None:
        """Have nothing wait."""
        self._unwritten.clear()
        self._waiting.clear()
        self._many = 0

    def _put_away(self) -> None:
        """Have no part at hand."""
        self._held.clear()
        self._size = 0

    def forget(self) -> None:
        """Keep nothing of what was kept."""
        for table in ("block", "held", "serial", "sheet"):
            self._db.run(f"DELETE FROM {table}")  # noqa: S608 - our own tables
        self._posts.forget()
        self._serials.clear()
        self._put_away()
        self._let_go()

    def learn(self, mind: Learnt) -> None:
        """Keep what another memory has, and nothing of before."""
        self.forget()
        rows: list[tuple[int, int, bytes]] = []
        packed = []
        for stage, part, blocks, note in mind.told():
            name = bytes.fromhex(part)
            rows += ((*b, name) for b in blocks)
            packed.append((name, stage, b"".join(_BLOCK.pack(*b) for b in blocks), note))
        self._db.many("INSERT INTO block VALUES (?, ?, ?)", sorted(set(rows)))
        self._db.many("INSERT INTO held VALUES (?, ?, ?, ?)", sorted(packed))
        self._posts.learn(mind.posts())
        self._db.many("INSERT INTO serial VALUES (?, ?)", ((n, bytes.fromhex(part)) for n, part in mind.serials()))
        sheets = sorted((bytes.fromhex(part), stage, sheet) for stage, part, sheet in mind.sheets())
        self._db.many("INSERT INTO sheet VALUES (?, ?, ?)", sheets)

    def take_over(self, other: Database, *, may_be_there: bool = False) -> None:
        """Keep also what is kept in another file.

        Both numbered those who post alike, where both know them; no part of a stage is kept in both, unless it
        `may_be_there`, just so.
        """
        self.settle()
        for table, columns in _TABLES.items():
            places = ", ".join("?" * columns)
            how = "INSERT OR IGNORE" if may_be_there or table in _SHARED else "INSERT"
            self._db.many(f"{how} INTO {table} VALUES ({places})", other.rows(f"SELECT * FROM {table}"))  # noqa: S608
        self._put_away()
        self._posts = KeptPosts(self._db)

    def number(self, parts: Iterable[str]) -> None:
        """Number those who post in this order, where none is numbered yet."""
        self._db.many("INSERT INTO serial (part) VALUES (?)", ((bytes.fromhex(part),) for part in parts))

    def put(self, stage: str, part: str, keys: Keys, note: str = "") -> set[int]:
        """See Memory."""
        before, now = set(self.blocks(stage, part)), {(number(key), side) for key, side in keys}
        self._move(part, before - now, now - before)
        self._keep(stage, part, (b"".join(_BLOCK.pack(*b) for b in sorted(now)), note))
        return {block for block, _ in (*before, *now)}

    def hold(self, stage: str, parts: Iterable[tuple[str, Keys, str]]) -> None:
        """See Memory."""
        self.settle()
        rows: list[tuple[int, int, bytes]] = []
        packed = []
        for part, keys, note in parts:
            name, blocks = bytes.fromhex(part), {(number(key), side) for key, side in keys}
            rows += ((*b, name) for b in blocks)
            packed.append((name, stage, b"".join(_BLOCK.pack(*b) for b in sorted(blocks)), note))
            self._held.pop((stage, part), None)
        self._db.many("INSERT INTO block VALUES (?, ?, ?)", sorted(rows))
        self._db.many("INSERT INTO held VALUES (?, ?, ?, ?)", sorted(packed))

    def drop(self, stage: str, part: str) -> set[int]:
        """See Memory."""
        if self._row(stage, part) is None:
            return set()
        before = set(self.blocks(stage, part))
        self._move(part, before, set())
        self._keep(stage, part, None)
        return {block for block, _ in before}

    def _keep(self, stage: str, part: str, row: tuple[bytes, str] | None) -> None:
        self._keep_at_hand(stage, part, row)
        self._unwritten.add((stage, part))
        if self._many + len(self._unwritten) > WAITING:
            self.settle()

    def _move(self, part: str, fewer: set[tuple[int, int]], more: set[tuple[int, int]]) -> None:
        """Take a part out of some blocks, and put it into others."""
        name = bytes.fromhex(part)
        for block, side in fewer:
            if (side, name) in self._waiting.get(block, ()):
                self._waiting[block].remove((side, name))
                self._many -= 1
            else:
                self._db.run(_DELETE, (block, side, name))
        for block, side in more:
            self._waiting.setdefault(block, set()).add((side, name))
        self._many += len(more)

    def note(self, stage: str, part: str) -> str | None:
        """See Memory."""
        row = self._row(stage, part)
        return row[1] if row else None

    def blocks(self, stage: str, part: str) -> list[tuple[int, int]]:
        """See Memory."""
        row = self._row(stage, part)
        return list(_BLOCK.iter_unpack(row[0])) if row else []

    def _row(self, stage: str, part: str) -> tuple[bytes, str] | None:
        if (stage, part) not in self._held:
            row = self._db.one(_HELD, (bytes.fromhex(part), stage))
            self._keep_at_hand(stage, part, (row[0], row[1]) if row else None)
        return self._held[stage, part]

    def _keep_at_hand(self, stage: str, part: str, row: tuple[bytes, str] | None) -> None:
        if len(self._held) >= AT_HAND or self._size >= ROOM:
            self.settle()
            self._put_away()
        self._held[stage, part] = row
        self._size += sum(map(len, row or ()))

    def sides(self, block: int) -> tuple[int, int]:
        """See Memory."""
        found: dict[int, int] = dict(self._db.rows(_SIDES, [block]))
        waiting = [side for side, _ in self._waiting.get(block, ())]
        return found.get(0, 0) + waiting.count(0), found.get(1, 0) + waiting.count(1)

    def parts(self, block: int, side: int | None = None) -> list[str]:
        """See Memory."""
        rows = self._db.every(_OF, (block,)) if side is None else self._db.every(_OF_SIDE, (block, side))
        found = [part.hex() for (part,) in rows]
        waiting = [part.hex() for where, part in self._waiting.get(block, ()) if side in {None, where}]
        return sorted({*found, *waiting}) if waiting else found

    def notes(self, stage: str, block: int) -> list[tuple[str, str]]:
        """See Memory."""
        found = {part.hex(): note for part, note in self._db.every(_NOTES, (stage, block))}
        waiting = {part.hex() for _, part in self._waiting.get(block, ())}
        for part in [*waiting, *(part for part in found if (stage, part) in self._unwritten)]:
            if row := self._held.get((stage, part)):
                found[part] = row[1]
        return sorted(found.items()) if waiting else list(found.items())

    def before(self, block: int, part: str) -> str | None:
        """See Memory."""
        name = bytes.fromhex(part)
        return max((p.hex() for p in self._beside(_BEFORE, block, name) if p < name), default=None)

    def after(self, block: int, part: str) -> str | None:
        """See Memory."""
        name = bytes.fromhex(part)
        return min((p.hex() for p in self._beside(_AFTER, block, name) if p > name), default=None)

    def _beside(self, sql: str, block: int, name: bytes) -> list[bytes]:
        """What of a block that is written down stands beside a part, and all of it on side 0 that waits."""
        if len(self._waiting.get(block, ())) > SHORT:
            self.settle()
        row = self._db.one(sql, (block, name))
        return [*(row[:1] if row else ()), *(part for side, part in self._waiting.get(block, ()) if side == 0)]

    def serial(self, part: str) -> int:
        """See Memory."""
        found = self._serials.get(part)
        if found is None:
            name = bytes.fromhex(part)
            found = self._db.value("SELECT id FROM serial WHERE part = ?", [name])
            if found is None:
                self._db.run("INSERT INTO serial (part) VALUES (?)", [name])
                found = int(self._db.value("SELECT last_insert_rowid()"))
            self._serials[part] = found
        return found

    def named(self, serial: int) -> str:
        """See Memory."""
        name = self._db.value("SELECT part FROM serial WHERE id = ?", [serial])
        if name is None:
            raise LookupError(serial)
        found: str = name.hex()
        return found

    def post(self, more: Iterable[Post], fewer: Iterable[Post] = ()) -> None:
        """See Memory."""
        self._posts.change(more, fewer)

    def lay(self, blocks: Numbers, who: Numbers) -> None:
        """See Memory."""
        self._posts.lay(blocks, who)

    def posted(self, block: int, side: int, most: int = -1) -> list[int]:
        """See Memory."""
        return self._posts.of(block, side, most)

    def crowded(self, blocks: Iterable[int], least: int, most: int) -> dict[int, int]:
        """See Memory."""
        return self._posts.crowded(list(blocks), least, max(least, most))

    def opposed(self, blocks: Iterable[int]) -> set[int]:
        """See Memory."""
        return self._posts.opposed(list(blocks))

    def sheet(self, stage: str, part: str) -> bytes | None:
        """See Memory."""
        found: bytes | None = self._db.value(_SHEET, [bytes.fromhex(part), stage])
        return found

    def write(self, stage: str, part: str, sheet: bytes | None) -> None:
        """See Memory."""
        name = bytes.fromhex(part)
        if sheet is None:
            self._db.run("DELETE FROM sheet WHERE part = ? AND stage = ?", [name, stage])
        else:
            self._db.run("INSERT OR REPLACE INTO sheet VALUES (?, ?, ?)", [name, stage, sheet])
