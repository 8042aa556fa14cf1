"""The index of entries by their words, kept in step with what stands by triggers."""

# ruff: noqa: S608 (SQL made of our own words alone)

from __future__ import annotations

TELLING = "('attribution', 'figure', 'event', 'commitment')"
"""The kinds that are found by their words; names and times are found in the articles."""
ABOUT = ("counts", "measure", "subject", "mission", "place", "type", "lemma", "actor", "authority")
"""The fields by which an entry is found as well."""


def _field(name: str) -> str:
    return f"json_extract(l.body, '$.{name}')"


def _listed(name: str, part: str, between: str) -> str:
    """The parts of the items of a list, one after the other."""
    return f"(SELECT group_concat(json_extract(value, '$.{part}'), '{between}') FROM json_each(l.body, '$.{name}'))"


def _together(*parts: str) -> str:
    """Those of some texts that are there, with blanks between."""
    return "trim(" + " || ".join(f"coalesce({part} || ' ', '')" for part in parts) + ")"


_HOLDERS = _listed("attributed_to", "name", " ; ")
_SOURCE = tuple(_field(f"body.source.{name}") for name in ("name", "text", "role"))
KNOWN = f"""
  SELECT l.seq, l.kind, l.revision, coalesce({_SOURCE[0]}, {_SOURCE[1]}, {_HOLDERS}), {_field("body.measure")},
    substr({_field("published.start")}, 1, 4)
  FROM standing AS s JOIN ledger AS l USING (seq)"""
WORDS = f"""{_listed("anchors", "exact", " … ")} AS words, {_together(*_SOURCE, _HOLDERS)} AS who,
    {_together(*(_field(f"body.{name}") for name in ABOUT), _listed("body.participants", "name", " ; "))} AS about"""
_WORDS = f"SELECT l.seq, {WORDS} FROM standing AS s JOIN ledger AS l USING (seq)"
ENDS = """
  SELECT DISTINCT json_extract(l.body, e.value), l.seq FROM ledger AS l, json_each('["$.a", "$.b"]') AS e"""
_ENDS = f"{ENDS} JOIN standing AS s USING (seq)"

SEARCH = f"""
-- derived: what stands of statements, figures, events and commitments, as it is narrowed and counted in a search
CREATE TABLE told (
  seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, revision TEXT, speaker TEXT, measure TEXT, year TEXT
);
CREATE INDEX told_revision ON told (revision, kind);
CREATE INDEX article_known ON article (revision, publisher, published_from, published_before);
-- their words, whose they are, and the names in their fields
CREATE VIRTUAL TABLE told_words USING fts5 (
  words, who, about, tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
);
INSERT INTO told {KNOWN} WHERE s.kind IN {TELLING};
INSERT INTO told_words (rowid, words, who, about) {_WORDS} WHERE s.kind IN {TELLING};
-- which judgements are on an entry
CREATE TABLE judged (entry TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (entry, seq)) WITHOUT ROWID;
INSERT INTO judged {_ENDS} WHERE s.kind = 'judgement';
CREATE INDEX judged_seq ON judged (seq);
CREATE TRIGGER standing_is_judged AFTER INSERT ON standing WHEN NEW.kind = 'judgement' BEGIN
  INSERT INTO judged {_ENDS} WHERE s.seq = NEW.seq;
END;
CREATE TRIGGER standing_is_judged_no_more AFTER DELETE ON standing WHEN OLD.kind = 'judgement' BEGIN
  DELETE FROM judged WHERE seq = OLD.seq;
END;
CREATE TRIGGER standing_is_found AFTER INSERT ON standing WHEN NEW.kind IN {TELLING} BEGIN
  INSERT INTO told {KNOWN} WHERE s.seq = NEW.seq;
  INSERT INTO told_words (rowid, words, who, about) {_WORDS} WHERE s.seq = NEW.seq;
END;
CREATE TRIGGER standing_is_found_no_more AFTER DELETE ON standing WHEN OLD.kind IN {TELLING} BEGIN
  DELETE FROM told WHERE seq = OLD.seq;
  DELETE FROM told_words WHERE rowid = OLD.seq;
END;
"""
