"""What was changed behind the record's back is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import figure, revision, statement

from onrecord.record import Store, check

TAMPERED = {
    "text-changed": "UPDATE revision SET text = replace(text, 'Monday', 'Friday')",
    "anchor-broken": "UPDATE revision SET text = replace(text, 'pickers', 'miners!')",
    "id-changed": "UPDATE ledger SET body = replace(body, '\"start\":16', '\"start\":17') WHERE kind = 'figure'",
    "version-changed": 'UPDATE ledger SET body = replace(body, \'"counts":"pickers"\', \'"counts":"miners"\')',
    "entry-unreadable": "UPDATE ledger SET body = '{' WHERE kind = 'figure'",
    "row-without-article": "DELETE FROM revision",
    "metadata-unreadable": "UPDATE given SET metadata = '{}x'",
    "article-out-of-step": "UPDATE article SET metadata = replace(metadata, 'Courier', 'Herald')",
    "zone-outside": """UPDATE given SET metadata = replace(metadata, '"end":101', '"end":999')""",
    "word-index-out-of-step": "INSERT INTO words (words) VALUES ('delete-all')",
    "standing-out-of-step": "DELETE FROM standing WHERE seq IN (SELECT seq FROM ledger WHERE kind = 'figure')",
    "reference-to-nothing": "UPDATE ledger SET body = json_set(body, '$.body.within', 'gone') WHERE kind = 'figure'",
}


@pytest.fixture
def record(tmp_path: Path) -> Store:
    store = Store.create(tmp_path / "s.db")
    store.give(revision())
    store.append(revision().id, [statement(), figure()], marker="m")
    return store


def test_a_sound_record_has_nothing_to_tell(record: Store) -> None:
    assert list(check(record)) == []


def test_an_article_that_was_never_read_is_told(record: Store) -> None:
    record.give(revision("Other words.", "salt/b.txt"))
    (found,) = check(record)
    assert (found.code, found.severity, found.path) == ("not-read-yet", "warning", "salt/b.txt")


@pytest.mark.parametrize("code", TAMPERED)
def test_tampering_is_found(record: Store, code: str) -> None:
    record.db.run("PRAGMA foreign_keys = OFF")
    for table in ("revision", "ledger", "given"):
        record.db.run(f"DROP TRIGGER {table}_is_not_updated")
        record.db.run(f"DROP TRIGGER {table}_is_not_deleted")
    record.db.run(TAMPERED[code])
    found = list(check(record))
    assert code in {f.code for f in found}
    assert all(len(f.message) > 20 for f in found)
