"""Whether a record holds what it promises: every anchor against its text, every id against its content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.model import Anchor, Entry, Finding, Judgement, Severity, revision_id, text_digest
from onrecord.record import codec
from onrecord.record.bodies import Bodies
from onrecord.record.copies import Metadata, standing
from onrecord.record.database import Database
from onrecord.record.errors import RecordDamagedError, RecordError, RecordNotCreatedError, RecordReadOnlyError
from onrecord.record.faults import anchor_faults, faults
from onrecord.record.packs import unpacked
from onrecord.record.rows import FINDING, JUDGEMENT
from onrecord.record.store import Store

_REBUILD = "the record was changed by another program: restore it from a copy or a journal, or build it again"


def check(store: Store) -> Iterator[Finding]:
    """What does not hold in a record; nothing where all of it does.

    Every version in the ledger is looked at, also those that no longer stand.
    """
    try:
        yield from _pages(store.db)
        yield from _texts(store.db)
        yield from _copies(store)
        yield from _ledger(store.db)
        yield from _packs(store.db)
        yield from _references(store)
        yield from _unread(store)
        yield from _word_index(store.db)
        yield from _standing(store.db)
    except RecordDamagedError as error:
        yield Finding("record-damaged", Severity.ERROR, str(error))


def _fault(code: str, message: str, revision: str | None = None) -> Finding:
    return Finding(code, Severity.ERROR, f"{message}; {_REBUILD}", revision=revision)


def _pages(db: Database) -> Iterator[Finding]:
    for (said,) in db.rows("PRAGMA integrity_check"):
        if said != "ok":
            yield _fault("record-damaged", f"SQLite finds {said}")
    for table, row, parent, _ in db.rows("PRAGMA foreign_key_check"):
        yield _fault("row-without-article", f"row {row} of the table {table} is about a {parent} that is not there")


def _texts(db: Database) -> Iterator[Finding]:
    for identity, sha256, text in db.rows("SELECT id, sha256, text FROM revision ORDER BY id"):
        if text_digest(text) != sha256:
            yield _fault("text-changed", f"the text of revision {identity} is not the one that was taken in", identity)


def _copies(store: Store) -> Iterator[Finding]:
    for identity, text in store.db.rows("SELECT id, text FROM revision ORDER BY id"):
        try:
            copies = store.copies(identity)
            yield from _about(store, identity, text, [m for _, m in copies], [p for p, _ in copies])
        except (msgspec.DecodeError, ValueError) as error:
            yield _fault("metadata-unreadable", f"what is known about revision {identity} cannot be read ({error})")


def _about(store: Store, identity: str, text: str, copies: list[Metadata], paths: list[str]) -> Iterator[Finding]:
    for about in copies:
        publisher = about.publisher.value if about.publisher else None
        if revision_id(text, about.address, publisher) != identity:
            yield _fault("id-changed", f"revision {identity} does not have the id of its text and address", identity)
        if any(not 0 <= z.start < z.end <= len(text) for z in about.zones):
            yield _fault("zone-outside", f"a zone of revision {identity} does not lie in its text", identity)
        anchors = [e.anchor for e in about.evidence() if e.anchor]
        yield from _anchors(anchors, text, f"evidence about revision {identity}", identity)
    shown = store.db.one("SELECT path, metadata FROM article WHERE revision = ?", [identity])
    expected = (min(paths), codec.encode(codec.plain(standing(copies)))) if copies else None
    if shown != expected:
        yield _fault("article-out-of-step", f"what is shown of revision {identity} is not what was given", identity)


def _anchors(anchors: Iterable[Anchor], text: str, what: str, revision: str | None) -> Iterator[Finding]:
    for anchor in anchors:
        for reason in anchor_faults(anchor, text):
            yield _fault("anchor-broken", f"{what}: {reason}", revision)


def _ledger(db: Database) -> Iterator[Finding]:
    sql = """SELECT l.body, l.kind, l.revision, l.by, l.hand, l.seq, l.id, l.version, l.start, l."end", r.text
             FROM ledger AS l LEFT JOIN revision AS r ON r.id = l.revision
             WHERE l.body IS NOT NULL ORDER BY l.revision, l.seq"""
    bodies = Bodies(db)
    for row in db.rows(sql):
        body, kind, revision, _, _, seq, identity, version, start, end, text = row
        what = f"row {seq} of the ledger ({kind} {identity})"
        try:
            data = codec.decode(body) if kind in {FINDING, JUDGEMENT} else bodies.plain(row[:5])
            value = _value(kind, data)
        except (msgspec.DecodeError, ValueError, AttributeError, LookupError, TypeError, RecordError) as error:
            yield _fault("entry-unreadable", f"{what} cannot be read ({error})", revision)
            continue
        if codec.version(data) != version:
            yield _fault("version-changed", f"{what} does not have the digest of its fields", revision)
        if isinstance(value, Judgement):
            if value.id != identity:
                yield _fault("id-changed", f"{what} does not have the id of its content")
            continue
        columns = (value.id, value.revision, _first(value.anchors))
        if columns != (identity, revision, (start, end)):
            yield _fault("id-changed", f"{what} does not have the id of its content", revision)
        yield from _words(value, text or "", what)


def _packs(db: Database) -> Iterator[Finding]:
    for seq, packs in db.rows("SELECT seq, packs FROM pack ORDER BY seq"):
        try:
            unpacked(packs)
        except (msgspec.DecodeError, ValueError) as error:
            yield _fault("packs-unreadable", f"row {seq} of the packs cannot be read ({error})")


def _value(kind: str, data: codec.Plain) -> Entry | Finding | Judgement:
    if kind == JUDGEMENT:
        return codec.judgement_of(data)
    return codec.finding_of(data) if kind == FINDING else codec.entry_of(data)


def _first(anchors: tuple[Anchor, ...]) -> tuple[Any, Any]:
    return min((a.span for a in anchors), default=(None, None))


def _words(value: Entry | Finding, text: str, what: str) -> Iterator[Finding]:
    if isinstance(value, Finding):
        yield from _anchors(value.anchors, text, what, value.revision)
        return
    for reason in faults(value, text):
        yield _fault("anchor-broken", f"{what}: {reason}", value.revision)


def _references(store: Store) -> Iterator[Finding]:
    """An entry that points to another which was never on record."""
    sql = """SELECT c.id, c.revision, coalesce(json_extract(c.body, '$.body.within'),
                                               json_extract(c.body, '$.body.continues')) AS target
             FROM (SELECT * FROM current WHERE json_valid(body)) AS c
             WHERE target IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger WHERE id = target)
             ORDER BY c.id"""
    for identity, revision, target in store.db.rows(sql):
        message = f"entry {identity} points to entry {target}, which is not on record"
        yield Finding("reference-to-nothing", Severity.WARNING, message, revision=revision)


def _unread(store: Store) -> Iterator[Finding]:
    """An article that a build took in and was stopped before reading."""
    sql = """SELECT revision, path FROM article AS a WHERE revision NOT IN (SELECT revision FROM reading)
             AND NOT EXISTS (SELECT 1 FROM current AS c WHERE c.revision = a.revision AND c.kind = 'finding')
             ORDER BY path, revision"""
    for revision, path in store.db.rows(sql):
        message = f"{path} has not been read yet; build again with its file to carry on"
        yield Finding("not-read-yet", Severity.WARNING, message, path=path, revision=revision)


def _word_index(db: Database) -> Iterator[Finding]:
    """SQLite looks into the index only where the file may be written; elsewhere it is left unseen."""
    try:
        with db.touching():
            db.run("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except (RecordReadOnlyError, RecordNotCreatedError):
        return
    except RecordError as error:
        yield _fault("word-index-out-of-step", f"the word index is not that of the articles ({error})")


def _standing(db: Database) -> Iterator[Finding]:
    """What stands is derived; a row of it that the ledger does not give was not put there by this program."""
    right = "SELECT seq FROM derived JOIN ledger USING (seq, id) WHERE op IN ('append', 'supersede')"
    there = "SELECT seq FROM standing"
    for one, other in ((right, there), (there, right)):
        wrong = f"SELECT id, kind, revision FROM ({one} EXCEPT {other}) JOIN ledger USING (seq)"  # noqa: S608 - the clauses above
        for identity, kind, revision in db.rows(wrong):
            yield _fault(
                "standing-out-of-step", f"whether {kind} {identity} stands is not as the ledger has it", revision
            )
            return
