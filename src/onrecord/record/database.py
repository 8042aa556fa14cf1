"""The one place that speaks to SQLite: no error of SQLite's leaves it under its own name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from onrecord.record import schema
from onrecord.record.errors import (
    DiskFullError,
    NotARecordError,
    RecordBusyError,
    RecordDamagedError,
    RecordError,
    RecordIsFolderError,
    RecordNotCreatedError,
    RecordNotFoundError,
    RecordReadOnlyError,
    RecordTooNewError,
    RecordTooOldError,
    RecordUnusableError,
)

BUSY_SECONDS = 30.0
"""How long a writer waits for another."""

Row = tuple[Any, ...]

_NAMED: tuple[tuple[str, type[RecordError]], ...] = (
    ("SQLITE_FULL", DiskFullError),
    ("SQLITE_CORRUPT", RecordDamagedError),
    ("SQLITE_NOTADB", NotARecordError),
    ("SQLITE_BUSY", RecordBusyError),
    ("SQLITE_LOCKED", RecordBusyError),
    ("SQLITE_READONLY", RecordReadOnlyError),
    ("SQLITE_PERM", RecordReadOnlyError),
    ("SQLITE_CANTOPEN", RecordNotCreatedError),
)


def named(error: sqlite3.Error, path: Path) -> RecordError:
    """SQLite's error by the name that this package gives the fact."""
    code = getattr(error, "sqlite_errorname", "") or ""
    kind = next((k for prefix, k in _NAMED if code.startswith(prefix)), RecordUnusableError)
    return kind(path, str(error))


class Database:
    """A record file, open. Reading yields plain rows; writing happens inside `transaction()`."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        """Take an open connection over."""
        self.path, self.read_only = path, read_only
        self._connection = connection
        self._depth = 0

    @classmethod
    def opened(cls, path: Path, *, create: bool, read_only: bool = False, is_still: bool = False) -> Self:
        """The record at a path, brought up to the present layout; raises a RecordError that says what is wrong.

        `is_still` where nobody writes to the file itself meanwhile (`lie_still`): it is read as it lies, unlocked.
        """
        _see_that_it_can_be(path, create=create)
        connection = _still(path) if is_still else _connected(path, create=create, read_only=read_only)
        database = cls(path, connection, read_only=read_only or is_still)
        try:
            database._settle()
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def touching(self) -> Iterator[None]:
        """For statements that SQLite counts as writing though they change nothing."""
        with self._set_to("query_only", 0):
            yield

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """For what is not worth waiting for: where another writes, it fails."""
        with self._set_to("busy_timeout", 0):
            yield

    def go_unlogged(self) -> None:
        """For a file that is thrown away if writing it fails: what is written goes straight to its place, once."""
        self.run("PRAGMA journal_mode = OFF")
        self.run("PRAGMA synchronous = OFF")

    @contextmanager
    def roomy(self, megabytes: int) -> Iterator[None]:
        """For work all over a large file: so much of it is kept in memory meanwhile."""
        with self._set_to("cache_size", -1024 * megabytes):
            yield

    @contextmanager
    def _set_to(self, pragma: str, value: int) -> Iterator[None]:
        """With a setting of the connection at a value, and as it was afterwards."""
        before = self.value(f"PRAGMA {pragma}")
        self.run(f"PRAGMA {pragma} = {value}")
        try:
            yield
        finally:
            self.run(f"PRAGMA {pragma} = {before}")

    def lie_still(self) -> bool:
        """Put all that was written into the file itself, where nobody reads what was before.

        Whether all of it is there; if so within a transaction, the file stays as it is until that ends, also for who
        reads it on another machine, where the log beside it is of no use.
        """
        with _naming(self.path):
            another = _configured(self.path, "rw")
            try:
                _, pages, put = another.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            finally:
                another.close()
        return bool(0 <= pages == put)

    def close(self) -> None:
        """Let go of the file; where nobody else has it open, the files of its log are tidied away."""
        with _naming(self.path):
            self._connection.execute("PRAGMA query_only = OFF")
            self._connection.close()

    def rows(self, sql: str, parameters: Iterable[object] = ()) -> Iterator[Row]:
        """The rows of a query, one at a time."""
        with _naming(self.path):
            for row in self._connection.execute(sql, tuple(parameters)):  # noqa: UP028 (closing an abandoned cursor fails)
                yield row

    def every(self, sql: str, parameters: tuple[object, ...] = ()) -> list[Row]:
        """All rows of a query, at once."""
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise named(error, self.path) from error

    def one(self, sql: str, parameters: Iterable[object] = ()) -> Row | None:
        """The first row of a query."""
        try:
            found: Row | None = self._connection.execute(sql, tuple(parameters)).fetchone()
        except sqlite3.Error as error:
            raise named(error, self.path) from error
        return found

    def value(self, sql: str, parameters: Iterable[object] = ()) -> Any:  # noqa: ANN401 - a column may hold anything
        """The first column of the first row, or None."""
        found = self.one(sql, parameters)
        return found[0] if found else None

    def run(self, sql: str, parameters: Iterable[object] = ()) -> None:
        """Do one statement."""
        with _naming(self.path):
            self._connection.execute(sql, tuple(parameters))

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Do one statement for each row."""
        with _naming(self.path):
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is done inside, or none of it; one inside another is part of it."""
        if self._depth:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._depth -= 1

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self.run("ROLLBACK")

    def _settle(self) -> None:
        """See that it is a record, of a layout known here, and bring it up to date."""
        version = self._layout()
        if version > len(schema.MIGRATIONS):
            raise RecordTooNewError(self.path)
        if version < len(schema.MIGRATIONS):
            self._migrate(version)

    def _layout(self) -> int:
        application = self.value("PRAGMA application_id")
        tables = self.value("SELECT count(*) FROM sqlite_master")
        if application == schema.APPLICATION_ID:
            return int(self.value("PRAGMA user_version"))
        if application or tables or self.read_only:
            raise NotARecordError(self.path)
        return 0

    def _migrate(self, version: int) -> None:
        """Add what later layouts have, also to a record that is only looked at, where the file can be written."""
        try:
            with self.touching():
                self._add(version)
        except (RecordReadOnlyError, RecordNotCreatedError) as error:
            raise (RecordTooOldError(self.path) if version else error) from error

    def _add(self, version: int) -> None:
        self.run("PRAGMA journal_mode = WAL")
        steps = "".join(schema.MIGRATIONS[version:])
        pragmas = f"PRAGMA application_id = {schema.APPLICATION_ID}; PRAGMA user_version = {len(schema.MIGRATIONS)};"
        with _naming(self.path):
            try:
                self._connection.executescript(f"BEGIN IMMEDIATE; {steps} {pragmas} COMMIT;")
            finally:
                self._roll_back()


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise named(error, path) from error


def _see_that_it_can_be(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise RecordIsFolderError(path)
        if not create and not path.exists():
            raise RecordNotFoundError(path)
    except OSError as error:
        raise RecordNotCreatedError(path, str(error)) from error


def _connected(path: Path, *, create: bool, read_only: bool) -> sqlite3.Connection:
    if not read_only:
        return _configured(path, "rwc" if create else "rw")
    try:
        # Opened for writing and told not to: so the last to close it tidies the files of the write-ahead log away.
        connection = _configured(path, "rw")
    except (RecordReadOnlyError, RecordNotCreatedError):
        # The log wants files beside the record; where none can be made and none is left, the record is read as it lies.
        if path.with_name(path.name + "-wal").exists():
            raise
        return _still(path)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _still(path: Path) -> sqlite3.Connection:
    connection = _configured(path, "ro", "&immutable=1")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _configured(path: Path, mode: str, more: str = "") -> sqlite3.Connection:
    with _naming(path):
        connection = sqlite3.connect(_uri(path, mode, more), timeout=BUSY_SECONDS, isolation_level=None, uri=True)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA recursive_triggers = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -32000")
            connection.execute("SELECT count(*) FROM sqlite_master")
        except BaseException:
            connection.close()
            raise
        return connection


def _uri(path: Path, mode: str, more: str = "") -> str:
    return f"file:{quote(str(path.absolute()))}?mode={mode}{more}"
