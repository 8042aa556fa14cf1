"""Posts in a record's file: most in pages, as they were when all was judged anew; what changed since, in rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import numpy as np

from onrecord.model.memory import Numbers, Post
from onrecord.record.database import Database
from onrecord.record.pages import Array, Who, blocks_at, by_place, is_past, packed, place, who_is_in

RUN = 1 << 19
"""Posts that are put into pages at once."""

_POSTED = (
    "SELECT who FROM post WHERE block = ? AND who >= 0 ORDER BY who LIMIT ?",
    "SELECT who FROM post WHERE block = ? AND who < 0 ORDER BY who DESC LIMIT ?",
)
_CROWDED = """
SELECT value, count FROM (
  SELECT value, (SELECT count(*) FROM (SELECT 1 FROM post WHERE block = value LIMIT ?)) AS count FROM json_each(?)
) WHERE count >= ?
"""
_OPPOSED = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM post WHERE block = value AND who < 0)
AND EXISTS (SELECT 1 FROM post WHERE block = value AND who >= 0)
"""
_ON_SIDES = """
SELECT value, yes, no FROM (
  SELECT value, EXISTS (SELECT 1 FROM post WHERE block = value AND who >= 0) AS yes,
    EXISTS (SELECT 1 FROM post WHERE block = value AND who < 0) AS no FROM json_each(?)
) WHERE yes OR no
"""
_PAGE_OF = "SELECT first, posts FROM post_page WHERE first <= ? ORDER BY first DESC LIMIT 1"
_PAGES_OF = """
SELECT value, first, posts FROM json_each(?) JOIN post_page
ON first = (SELECT max(first) FROM post_page WHERE first <= value)
"""
_GONE = "SELECT who FROM post_gone WHERE block = ?"
_GONE_OF = "SELECT DISTINCT block FROM post_gone WHERE block IN (SELECT value FROM json_each(?))"
_TAKE_DOWN = """
INSERT OR IGNORE INTO post_gone SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM post WHERE block = ?1 AND who = ?2)
"""


class KeptPosts:
    """Posts in the tables `post_page`, `post_gone` and `post`; see `onrecord.model.memory`.

    Posted is who is in a page and not gone, and who is in a row; nobody is both.
    """

    def __init__(self, database: Database) -> None:
        """Remember what was posted in this file."""
        self._db = database
        self._laid = Laid(database)

    def forget(self) -> None:
        """Keep none of before."""
        self._db.run("DELETE FROM post")
        self._laid.forget()

    def learn(self, posts: Iterable[Post]) -> None:
        """Lay down many, where there are none before; they are given in order."""
        for blocks, who in _runs(iter(posts)):
            self._lay(blocks, who)

    def change(self, more: Iterable[Post], fewer: Iterable[Post]) -> None:
        """Take some down, then put others up."""
        if self._laid:
            fewer = list(fewer)
            self._laid.take_down(fewer)
        self._db.many("DELETE FROM post WHERE block = ? AND who = ?", fewer)
        rows = np.fromiter(chain.from_iterable(more), dtype=np.int64).reshape(-1, 2)
        self._db.many("INSERT INTO post VALUES (?, ?)", rows[np.lexsort((rows[:, 1], rows[:, 0]))].tolist())

    def lay(self, blocks: Numbers, who: Numbers) -> None:
        """Put up some that are in order. With the first, what was posted before is laid down, too."""
        if not self._laid:
            self.learn(self._db.rows("SELECT block, who FROM post ORDER BY block, who"))
            self._db.run("DELETE FROM post")
        self._lay(*(np.frombuffer(column.tobytes(), dtype=np.int64) for column in (blocks, who)))

    def _lay(self, blocks: Array, who: Array) -> None:
        """Put into pages what lies between none that are there, and the rest into rows."""
        for at, each in by_place(blocks, who):
            if not self._laid.lay(at, each):
                self.change(zip(blocks_at(at).tolist(), each.tolist(), strict=True), ())

    def of(self, block: int, side: int, most: int) -> list[int]:
        """See Memory.posted."""
        rows = [who for (who,) in self._db.every(_POSTED[side], (block, most))]
        told = [~who for who in rows] if side else rows
        laid = self._laid.of(block, side, most)
        return sorted(laid + told)[: most if most >= 0 else None] if laid else told

    def crowded(self, blocks: Sequence[int], least: int, most: int) -> dict[int, int]:
        """See Memory.crowded."""
        if not self._laid:
            return dict(self._db.every(_CROWDED, (most, json.dumps(blocks), least)))
        rows: dict[int, int] = dict(self._db.every(_CROWDED, (most, json.dumps(blocks), 1)))
        laid = self._laid.sides(blocks)
        counts = ((block, min(most, sum(laid.get(block, ())) + rows.get(block, 0))) for block in blocks)
        return {block: count for block, count in counts if count >= least}

    def opposed(self, blocks: Sequence[int]) -> set[int]:
        """See Memory.opposed."""
        if not self._laid:
            return {block for (block,) in self._db.every(_OPPOSED, (json.dumps(blocks),))}
        laid = self._laid.sides(blocks)
        found = {block for block, (yes, no) in laid.items() if yes and no}
        for block, yes, no in self._db.every(_ON_SIDES, (json.dumps(blocks),)):
            there = laid.get(block, (0, 0))
            if (yes or there[0]) and (no or there[1]):
                found.add(block)
        return found


class Laid:
    """Posts in pages, less those that were taken down since. No block is in two pages, and no page spans another."""

    def __init__(self, database: Database) -> None:
        """Remember what was laid down in this file."""
        self._db = database
        self._is_any = bool(database.value("SELECT EXISTS (SELECT 1 FROM post_page)"))
        self._is_gone = bool(database.value("SELECT EXISTS (SELECT 1 FROM post_gone)"))

    def __bool__(self) -> bool:
        """Whether there is any page."""
        return self._is_any

    def forget(self) -> None:
        """Keep none of before."""
        self._db.run("DELETE FROM post_page")
        self._db.run("DELETE FROM post_gone")
        self._is_any = self._is_gone = False

    def lay(self, at: Array, who: Array) -> bool:
        """Put posts of one kind into pages, in order, by their places; False where others lie between them."""
        for first, page in self._db.every(_PAGE_OF, (int(at[-1]),)):
            if not is_past(page, int(at[0]) - first):
                return False
        self._db.many("INSERT INTO post_page VALUES (?, ?)", packed(at, who))
        self._is_any = True
        return True

    def take_down(self, posts: Sequence[Post]) -> None:
        """Have posts no more that are in a page and not in a row."""
        self._db.many(_TAKE_DOWN, posts)
        self._is_gone |= bool(posts)

    def of(self, block: int, side: int, most: int = -1) -> list[int]:
        """See Memory.posted."""
        at = place(block)
        for first, page in self._db.every(_PAGE_OF, (at,)) if self._is_any else ():
            return self._on(block, side, who_is_in(page, at - first), most)
        return []

    def sides(self, blocks: Iterable[int]) -> dict[int, tuple[int, int]]:
        """How many are posted on each side of some blocks, those left out of which none is in a page."""
        asked = {place(block): block for block in blocks}
        gone = self._gone_of(asked.values())
        found = {}
        for at, first, page in self._db.rows(_PAGES_OF, [json.dumps(list(asked))]):
            who, block = who_is_in(page, at - first), asked[at]
            if who:
                found[block] = self._left(block, who) if block in gone else who.sides()
        return found

    def _left(self, block: int, who: Who) -> tuple[int, int]:
        return len(self._on(block, 0, who)), len(self._on(block, 1, who))

    def _on(self, block: int, side: int, who: Who, most: int = -1) -> list[int]:
        gone = {n for (n,) in self._db.every(_GONE, (block,))} if self._is_gone else ()
        if not gone:
            return who.on(side, most)
        left = [n for n in who.on(side) if (~n if side else n) not in gone]
        return left if most < 0 else left[:most]

    def _gone_of(self, blocks: Iterable[int]) -> set[int]:
        """Those of some blocks of which some are gone."""
        rows = self._db.every(_GONE_OF, (json.dumps(list(blocks)),)) if self._is_gone else ()
        return {block for (block,) in rows}


def _runs(posts: Iterator[Post]) -> Iterator[tuple[Array, Array]]:
    """Posts in order, many at once; those of one block together."""
    held = np.zeros((0, 2), dtype=np.int64)
    while True:
        more = np.fromiter(chain.from_iterable(islice(posts, RUN)), dtype=np.int64).reshape(-1, 2)
        held = np.concatenate([held, more])
        end = int(np.searchsorted(held[:, 0], held[-1, 0])) if len(more) else len(held)
        if end:
            yield held[:end, 0], held[:end, 1]
        if not len(more):
            return
        held = held[end:]
