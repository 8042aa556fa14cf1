"""The same record in less room: nothing that the ledger says is written a second time."""

# ruff: noqa: S608 (SQL made of our own words alone)

from __future__ import annotations

from onrecord.record.search_schema import ENDS, KNOWN, TELLING, WORDS

COMPACT = f"""
DROP TRIGGER ledger_stands;
DROP TRIGGER standing_is_judged;
DROP TRIGGER standing_is_judged_no_more;
DROP TRIGGER standing_is_found;
DROP TRIGGER standing_is_found_no_more;
DROP VIEW current;

-- the kind and revision of a row are in the ledger alone, and the ledger is looked through by fewer columns
DROP INDEX ledger_revision;
DROP INDEX ledger_kind;
CREATE INDEX ledger_revision ON ledger (revision, kind);
CREATE INDEX ledger_kind ON ledger (kind);
CREATE TABLE stands (seq INTEGER PRIMARY KEY);
INSERT INTO stands SELECT seq FROM standing;
DROP TABLE standing;
-- derived: the rows that stand, one of each entry, judgement and finding; kept in step with the ledger by the trigger
CREATE TABLE standing (seq INTEGER PRIMARY KEY);
INSERT INTO standing SELECT seq FROM stands;
DROP TABLE stands;
CREATE TRIGGER ledger_stands AFTER INSERT ON ledger BEGIN
  DELETE FROM standing WHERE seq IN (SELECT seq FROM ledger WHERE id = NEW.id);
  INSERT INTO standing SELECT seq FROM derived JOIN ledger USING (seq, id)
    WHERE id = NEW.id AND op IN ('append', 'supersede');
END;
-- what stands of each entry, judgement and finding, of the articles that stand
CREATE VIEW current AS
  SELECT l.* FROM standing AS s JOIN ledger AS l USING (seq)
  WHERE l.revision IS NULL OR l.revision IN (SELECT revision FROM article);

-- the words of entries are indexed where they are, and kept nowhere else
DROP TABLE told_words;
CREATE VIEW told_text AS SELECT l.seq AS seq, {WORDS} FROM told JOIN ledger AS l USING (seq);
CREATE VIRTUAL TABLE told_words USING fts5 (
  words, who, about, content = 'told_text', content_rowid = 'seq',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
);
INSERT INTO told_words (rowid, words, who, about) SELECT * FROM told_text;
CREATE TRIGGER standing_is_found AFTER INSERT ON standing
WHEN (SELECT kind FROM ledger WHERE seq = NEW.seq) IN {TELLING} BEGIN
  INSERT INTO told {KNOWN} WHERE s.seq = NEW.seq;
  INSERT INTO told_words (rowid, words, who, about) SELECT * FROM told_text WHERE seq = NEW.seq;
END;
CREATE TRIGGER standing_is_found_no_more AFTER DELETE ON standing
WHEN (SELECT kind FROM ledger WHERE seq = OLD.seq) IN {TELLING} BEGIN
  INSERT INTO told_words (told_words, rowid, words, who, about)
    SELECT 'delete', * FROM told_text WHERE seq = OLD.seq;
  DELETE FROM told WHERE seq = OLD.seq;
END;

-- derived: what each file gave when it was taken in last (record/takings.py), by a digest of all that was looked at
CREATE TABLE taken (path TEXT PRIMARY KEY, seen TEXT NOT NULL, gave TEXT NOT NULL) WITHOUT ROWID;

DROP INDEX judged_seq;
CREATE TRIGGER standing_is_judged AFTER INSERT ON standing
WHEN (SELECT kind FROM ledger WHERE seq = NEW.seq) = 'judgement' BEGIN
  INSERT INTO judged {ENDS} WHERE l.seq = NEW.seq;
END;
CREATE TRIGGER standing_is_judged_no_more AFTER DELETE ON standing
WHEN (SELECT kind FROM ledger WHERE seq = OLD.seq) = 'judgement' BEGIN
  DELETE FROM judged WHERE (entry, seq) IN ({ENDS} WHERE l.seq = OLD.seq);
END;
"""
