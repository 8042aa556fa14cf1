"""The layout of a record file, version by version."""

from __future__ import annotations

from onrecord.record.compact_schema import COMPACT
from onrecord.record.search_schema import SEARCH

APPLICATION_ID = 0x6F6E7265
"""What marks a SQLite file as a record ("onre")."""

LOGS = ("revision", "given", "ledger", "reading", "pack")
"""The tables that are only ever appended to. One counter, `seq`, numbers their rows together."""


GUARD = """
CREATE TRIGGER {table}_is_not_updated BEFORE UPDATE ON {table} BEGIN {refuse}; END;
CREATE TRIGGER {table}_is_not_deleted BEFORE DELETE ON {table} BEGIN {refuse}; END;
CREATE TRIGGER {table}_is_not_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE seq = NEW.seq) BEGIN {refuse}; END;
"""
REFUSE = "SELECT RAISE(ABORT, 'this table is only appended to')"

FIRST = """
-- one text of one article; what else is known about it was given with its copies
CREATE TABLE revision (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, text TEXT NOT NULL, recorded TEXT NOT NULL
);
-- where a revision was given, and what was seen about it there (JSON); op: give, withdraw
CREATE TABLE given (
  seq INTEGER PRIMARY KEY, path TEXT NOT NULL, revision TEXT NOT NULL REFERENCES revision (id),
  op TEXT NOT NULL CHECK (op IN ('give', 'withdraw')), metadata TEXT NOT NULL, recorded TEXT NOT NULL
);
CREATE INDEX given_revision ON given (revision, path, seq);
CREATE INDEX given_path ON given (path, revision, seq);
-- every version of every entry and finding. hand: machine, person;
-- op: append, supersede, retire, restore (which undoes a row of a person)
CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, version TEXT NOT NULL, kind TEXT NOT NULL,
  revision TEXT REFERENCES revision (id), start INTEGER, "end" INTEGER, body TEXT, recorded TEXT NOT NULL,
  by TEXT NOT NULL, hand TEXT NOT NULL CHECK (hand IN ('machine', 'person')),
  op TEXT NOT NULL CHECK (op IN ('append', 'supersede', 'retire', 'restore')),
  undoes INTEGER REFERENCES ledger (seq),
  CHECK ((op IN ('append', 'supersede')) = (body IS NOT NULL)), CHECK ((op = 'restore') = (undoes IS NOT NULL))
);
CREATE INDEX ledger_id ON ledger (id, seq);
CREATE INDEX ledger_revision ON ledger (revision, kind, id, seq);
CREATE INDEX ledger_kind ON ledger (kind, revision, start);
CREATE UNIQUE INDEX ledger_undoes ON ledger (undoes) WHERE undoes IS NOT NULL;
-- which readers have read a revision; the last row of a revision counts
CREATE TABLE reading (
  seq INTEGER PRIMARY KEY, revision TEXT NOT NULL REFERENCES revision (id), marker TEXT NOT NULL, recorded TEXT NOT NULL
);
CREATE INDEX reading_revision ON reading (revision, seq);

-- derived from the tables above, and made again whenever they change: what stands about each article
CREATE TABLE article (
  seq INTEGER PRIMARY KEY, revision TEXT NOT NULL UNIQUE, path TEXT NOT NULL, address TEXT, title TEXT, publisher TEXT,
  published_from TEXT, published_before TEXT, also_at TEXT NOT NULL, metadata TEXT NOT NULL
);
CREATE VIEW article_words AS
  SELECT a.seq AS seq, a.title AS title, r.text AS text FROM article AS a JOIN revision AS r ON r.id = a.revision;
CREATE VIRTUAL TABLE words USING fts5 (
  title, text, content = 'article_words', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIEW standing_copy AS
  SELECT g.* FROM given AS g JOIN (SELECT max(seq) AS seq FROM given GROUP BY path, revision) USING (seq)
  WHERE g.op = 'give';
-- what stands of each entry and finding: a person's act while it is not undone, else the machine's latest
CREATE VIEW current AS
  WITH counted AS (
    SELECT id, seq, hand FROM ledger AS l
    WHERE op <> 'restore' AND NOT EXISTS (SELECT 1 FROM ledger AS u WHERE u.undoes = l.seq)
  ), standing AS (
    SELECT coalesce(max(CASE hand WHEN 'person' THEN seq END), max(seq)) AS seq FROM counted GROUP BY id
  )
  SELECT l.* FROM standing JOIN ledger AS l USING (seq)
  WHERE l.op IN ('append', 'supersede') AND (l.revision IS NULL OR l.revision IN (SELECT revision FROM article));
"""

PACKS = """
-- which packs the articles are read with, whole (JSON); the last row counts
CREATE TABLE pack (seq INTEGER PRIMARY KEY, packs TEXT NOT NULL, recorded TEXT NOT NULL);
"""

RECONCILED = """
-- derived: up to which row the entries have been judged against each other, and by what makers
CREATE TABLE reconciled (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, makers TEXT NOT NULL);
"""

STANDING = """
-- derived: of each entry, judgement and finding the row that stands: a person's act while it is not undone, else the
-- machine's latest; kept in step with the ledger by the trigger
CREATE VIEW derived AS
  WITH counted AS (
    SELECT id, seq, hand FROM ledger AS l
    WHERE op <> 'restore' AND NOT EXISTS (SELECT 1 FROM ledger AS u WHERE u.undoes = l.seq)
  )
  SELECT id, coalesce(max(CASE hand WHEN 'person' THEN seq END), max(seq)) AS seq FROM counted GROUP BY id;
CREATE TABLE standing (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, revision TEXT);
CREATE INDEX standing_kind ON standing (kind, revision);
CREATE INDEX standing_revision ON standing (revision, kind);
INSERT INTO standing SELECT seq, id, kind, revision FROM derived JOIN ledger USING (seq, id)
  WHERE op IN ('append', 'supersede');
CREATE TRIGGER ledger_stands AFTER INSERT ON ledger BEGIN
  DELETE FROM standing WHERE id = NEW.id;
  INSERT INTO standing SELECT seq, id, kind, revision FROM derived JOIN ledger USING (seq, id)
    WHERE id = NEW.id AND op IN ('append', 'supersede');
END;
DROP VIEW current;
-- what stands of each entry, judgement and finding, of the articles that stand
CREATE VIEW current AS
  SELECT l.* FROM standing AS s JOIN ledger AS l USING (seq)
  WHERE s.revision IS NULL OR s.revision IN (SELECT revision FROM article);
"""

MEMORY = """
CREATE INDEX ledger_of_persons ON ledger (id) WHERE hand = 'person';
-- derived: what judging keeps in mind (see model/memory.py): parts by the numbers of their keys, and of each part of a
-- stage its blocks (little-endian: a number of 8 bytes and a side of 1, each) and its note
CREATE TABLE block (
  key INTEGER NOT NULL, side INTEGER NOT NULL, part BLOB NOT NULL, PRIMARY KEY (key, side, part)
) WITHOUT ROWID;
CREATE TABLE held (
  part BLOB NOT NULL, stage TEXT NOT NULL, blocks BLOB NOT NULL, note TEXT NOT NULL, PRIMARY KEY (part, stage)
) WITHOUT ROWID;
"""

POSTS = """
-- derived, as block and held: who is posted in which blocks (model/memory.py), by the numbers that were given to them,
-- and what each of a stage wrote down. What was kept in the older way is forgotten, so that all is judged anew.
CREATE TABLE post (block INTEGER NOT NULL, who INTEGER NOT NULL, PRIMARY KEY (block, who)) WITHOUT ROWID;
CREATE TABLE serial (id INTEGER PRIMARY KEY, part BLOB NOT NULL UNIQUE);
CREATE TABLE sheet (
  part BLOB NOT NULL, stage TEXT NOT NULL, sheet BLOB NOT NULL, PRIMARY KEY (part, stage)
) WITHOUT ROWID;
DELETE FROM block;
DELETE FROM held;
DELETE FROM reconciled;
"""

PAGES = """
-- derived: posts as they were when all was judged anew, packed (record/pages.py), by the place of the first block; and
-- those that were taken down since. What was posted since is in post.
CREATE TABLE post_page (first INTEGER PRIMARY KEY, posts BLOB NOT NULL);
CREATE TABLE post_gone (block INTEGER NOT NULL, who INTEGER NOT NULL, PRIMARY KEY (block, who)) WITHOUT ROWID;
"""


KNOWN = """
-- derived: what was judged of what was known by a day, after which row of the logs and by what, compressed
CREATE TABLE known (
  day TEXT PRIMARY KEY, seq INTEGER NOT NULL, judges TEXT NOT NULL, judged BLOB NOT NULL
);
"""

SHEETS = """
-- Sheets may be long. WITHOUT ROWID they lay in the inner pages of their tree, too, few to a page: one of a record of
-- 100,000 articles took ten pages to read, and takes three so (sqlite.org/withoutrowid.html, "When To Use").
ALTER TABLE sheet RENAME TO sheet_before;
CREATE TABLE sheet (part BLOB NOT NULL, stage TEXT NOT NULL, sheet BLOB NOT NULL, PRIMARY KEY (part, stage));
INSERT INTO sheet SELECT part, stage, sheet FROM sheet_before ORDER BY part, stage;
DROP TABLE sheet_before;
"""


def _guarded(tables: str, *names: str) -> str:
    return "".join([tables, *(GUARD.format(table=n, refuse=REFUSE) for n in names)])


MIGRATIONS: tuple[str, ...] = (
    _guarded(FIRST, "revision", "given", "ledger", "reading"),
    _guarded(PACKS, "pack"),
    RECONCILED,
    STANDING,
    MEMORY,
    SEARCH,
    COMPACT,
    POSTS,
    PAGES,
    KNOWN,
    SHEETS,
)
"""What brings a record from each layout to the next; a record's `user_version` counts those that it has had."""
