"""What writes rows within one transaction: it numbers them, and dates them all alike."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record import codec, schema
from onrecord.record.copies import Metadata
from onrecord.record.database import Database
from onrecord.record.rows import Act

LAST = "SELECT max(n) FROM (" + " UNION ALL ".join(f"SELECT max(seq) AS n FROM {t}" for t in schema.LOGS) + ")"  # noqa: S608 - our own table names
_ACT = f"INSERT INTO ledger ({Act.COLUMNS}) VALUES ({', '.join('?' * 13)})"  # noqa: S608 - our own column names


class Pen:
    """Appends to the logs of a record, in the order of `seq`."""

    def __init__(self, database: Database, recorded: str) -> None:
        """Begin after the last row there is; `recorded` is the moment that all rows of this transaction carry."""
        self._db, self._recorded = database, recorded
        self._seq = int(database.value(LAST) or 0)

    def _next(self) -> int:
        self._seq += 1
        return self._seq

    def revision(self, identity: str, sha256: str, text: str) -> None:
        """A text that the record did not hold."""
        row = (self._next(), identity, sha256, text, self._recorded)
        self._db.run("INSERT INTO revision (seq, id, sha256, text, recorded) VALUES (?, ?, ?, ?, ?)", row)

    def given(self, path: str, revision: str, op: str, metadata: str) -> None:
        """That a revision was given at a path, or is no longer what is given there."""
        row = (self._next(), path, revision, op, metadata, self._recorded)
        self._db.run("INSERT INTO given (seq, path, revision, op, metadata, recorded) VALUES (?, ?, ?, ?, ?, ?)", row)

    def reading(self, revision: str, marker: str) -> None:
        """That readers have read a revision."""
        row = (self._next(), revision, marker, self._recorded)
        self._db.run("INSERT INTO reading (seq, revision, marker, recorded) VALUES (?, ?, ?, ?)", row)

    def packs(self, packs: str) -> None:
        """With which packs the articles are read from now on."""
        self._db.run("INSERT INTO pack (seq, packs, recorded) VALUES (?, ?, ?)", (self._next(), packs, self._recorded))

    def acts(self, acts: Iterable[Act]) -> None:
        """What is done to entries and findings."""
        self._db.many(_ACT, (a.row(self._next(), self._recorded) for a in acts))


class Shelf:
    """The table `article` and its word index: what stands about each revision, kept in step with its copies."""

    def __init__(self, database: Database) -> None:
        """Keep the shelf of this record."""
        self._db = database

    def put(self, revision: str, paths: list[str], standing: Metadata) -> None:
        """Set what stands about a revision, the first path in the order of their names being the one that is shown."""
        seq = int(self._db.value("SELECT seq FROM revision WHERE id = ?", [revision]))
        self.take_off(revision)
        self._db.run(f"INSERT INTO article VALUES ({', '.join('?' * 10)})", _shelved(seq, revision, paths, standing))  # noqa: S608 - question marks
        self._db.run("INSERT INTO words (rowid, title, text) SELECT * FROM article_words WHERE seq = ?", [seq])

    def take_off(self, revision: str) -> None:
        """Leave a revision out of what stands."""
        seq = self._db.value("SELECT seq FROM article WHERE revision = ?", [revision])
        if seq is not None:
            self._db.run(
                "INSERT INTO words (words, rowid, title, text) SELECT 'delete', * FROM article_words WHERE seq = ?",
                [seq],
            )
            self._db.run("DELETE FROM article WHERE seq = ?", [seq])


def _shelved(seq: int, revision: str, paths: list[str], standing: Metadata) -> tuple[object, ...]:
    first, *others = sorted(paths)
    interval = standing.published.interval if standing.published else None
    start, end = (interval.start, interval.end) if interval else (None, None)
    return (
        *(seq, revision, first, standing.address),
        standing.title.value if standing.title else None,
        standing.publisher.value if standing.publisher else None,
        start.isoformat() if start else None,
        end.isoformat() if end else None,
        codec.encode(others),
        codec.encode(codec.plain(standing)),
    )
