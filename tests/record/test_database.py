"""Files that are no record, or cannot be used: each has its name and says what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from samples import figure, laid_out, revision, statement

from onrecord.record import Recall, Store, check, exported, schema
from onrecord.record.errors import (
    DiskFullError,
    NotARecordError,
    RecordBusyError,
    RecordDamagedError,
    RecordError,
    RecordExistsError,
    RecordIsFolderError,
    RecordNotCreatedError,
    RecordNotFoundError,
    RecordReadOnlyError,
    RecordTooNewError,
)

NOBODY = 65534


def made(path: Path) -> Path:
    with Store.create(path) as store:
        store.give(revision())
        store.append(revision().id, [statement()], marker="m")
    return path


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(RecordNotFoundError, match=r"x\.db.*onrecord build"):
        Store.open(tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()


def test_a_folder(tmp_path: Path) -> None:
    for way in (Store.open, Store.create, Store.opened):
        with pytest.raises(RecordIsFolderError):
            way(tmp_path)


@pytest.mark.parametrize(
    "content", [b"Not a database at all, only words. " * 40, b"short", b"SQLite format 3\0 and so on"]
)
def test_another_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    for way in (Store.open, Store.create, Store.opened):
        with pytest.raises(NotARecordError, match=r"x\.db"):
            way(path)
    assert path.read_bytes() == content


def test_another_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    before = path.read_bytes()
    for way in (Store.open, Store.create, Store.opened):
        with pytest.raises(NotARecordError):
            way(path)
    assert path.read_bytes() == before


def test_an_empty_file_can_become_a_record_but_is_none(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.touch()
    with pytest.raises(NotARecordError):
        Store.open(path, read_only=True)
    made(path)
    with pytest.raises(RecordExistsError):
        Store.create(path)


def test_a_newer_record(tmp_path: Path) -> None:
    path = made(tmp_path / "x.db")
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    for read_only in (False, True):
        with pytest.raises(RecordTooNewError, match="Update onrecord"):
            Store.open(path, read_only=read_only)


def test_an_older_record_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "x.db")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE later (a);"))
    with Store.open(path, read_only=True) as store, pytest.raises(RecordReadOnlyError):
        store.give(revision("Another text."))
    with Store.open(path) as store:
        assert store.db.value("PRAGMA user_version") == len(schema.MIGRATIONS)
        assert store.db.value("SELECT count(*) FROM later") == 0
        assert len(list(store.entries())) == 1


def test_a_migration_that_fails_leaves_the_record_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "x.db")
    with monkeypatch.context() as later:
        later.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE later (a); CREATE TABLE later (a);"))
        with pytest.raises(RecordError):
            Store.open(path)
    with Store.open(path) as store:
        assert len(list(store.entries())) == 1


@pytest.mark.parametrize("kept", [5000, 40000])
def test_a_truncated_file(tmp_path: Path, kept: int) -> None:
    path = made(tmp_path / "x.db")
    path.write_bytes(path.read_bytes()[:kept])
    assert faults_of(path) == {"record-damaged"}
    with pytest.raises(RecordDamagedError, match="damaged"), Store.open(path) as store:
        list(exported(store))


def faults_of(path: Path) -> set[str]:
    """The codes that a check gives, or that the record does not even open."""
    try:
        with Store.open(path) as store:
            return {f.code for f in check(store)}
    except RecordDamagedError:
        return {"record-damaged"}


def test_no_folder_to_make_it_in(tmp_path: Path) -> None:
    with pytest.raises(RecordNotCreatedError, match="folder exists"):
        Store.opened(tmp_path / "none" / "x.db")


def test_a_disk_that_fills_up_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    path = made(tmp_path / "x.db")
    with Store.open(path) as store:
        pages = store.db.value("PRAGMA page_count")
        store.db.run(f"PRAGMA max_page_count = {pages}")
        big = revision("Word after word. " * 20000, "big.txt")
        with pytest.raises(DiskFullError, match="make room"):
            store.give(big)
    with Store.open(path) as store:
        assert [r.path for r in store.revisions()] == ["salt/a.txt"]
        assert [f for f in check(store) if f.severity == "error"] == []
        store.give(big)


def test_a_record_that_another_program_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.database.BUSY_SECONDS", 0.05)
    path = made(tmp_path / "x.db")
    with Store.open(path) as one, Store.open(path) as two, one.transaction():
        with pytest.raises(RecordBusyError):
            two.mark(revision().id, "m")
        assert len(list(two.entries())) == 1


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that anyone may look into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Root may write anywhere: be somebody else for a while."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    yield
    os.seteuid(was)


@pytest.fixture
def locked(shelf: Path) -> Path:
    path = made(shelf / "x.db")
    path.chmod(0o444)
    shelf.chmod(0o555)
    return path


@pytest.mark.usefixtures("as_nobody")
def test_a_record_that_may_not_be_written(locked: Path) -> None:
    with pytest.raises((RecordReadOnlyError, RecordNotCreatedError), match="write"), Store.open(locked) as store:
        store.mark(revision().id, "m")


@pytest.mark.usefixtures("as_nobody")
def test_a_record_that_may_only_be_read_can_be_read(locked: Path) -> None:
    with Store.open(locked, read_only=True) as store:
        assert len(list(store.entries())) == 1
        assert list(check(store)) == []


@pytest.mark.parametrize("read_only", [False, True])
def test_a_record_that_is_closed_is_one_file(tmp_path: Path, *, read_only: bool) -> None:
    path = made(tmp_path / "x.db")
    with Store.open(path, read_only=read_only) as store:
        assert len(list(exported(store))) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["x.db"]


def test_reading_writes_nothing(tmp_path: Path) -> None:
    path = made(tmp_path / "x.db")
    with Store.open(path, read_only=True) as store, pytest.raises(RecordReadOnlyError):
        store.mark(revision().id, "m")


def test_a_record_that_lies_still_is_read_without_its_log(tmp_path: Path) -> None:
    with Store.create(tmp_path / "x.db") as store:
        store.give(revision())
        store.append(revision().id, [statement()], marker="m")
        with store.db.transaction():
            assert store.db.lie_still()
            store.append(revision().id, [statement(), figure()], marker="n")
            moved = shutil.copy(tmp_path / "x.db", tmp_path / "moved.db")
            for path in (tmp_path / "x.db", moved):
                with Store.open(Path(path), is_still=True) as still:
                    assert len(list(still.entries())) == 1
                    with pytest.raises(RecordReadOnlyError):
                        still.mark(revision().id, "m")
        assert len(list(store.entries())) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["moved.db", "x.db"]


def test_a_record_of_which_somebody_reads_what_was_before_does_not_lie_still(tmp_path: Path) -> None:
    path = made(tmp_path / "x.db")
    with Store.open(path) as store, Store.open(path, read_only=True) as reader:
        rows = reader.db.rows("SELECT name FROM sqlite_master")
        next(rows)
        store.append(revision().id, [statement(), figure()], marker="n")
        with store.db.transaction():
            assert not store.db.lie_still()
        list(rows)
        with store.db.transaction():
            assert store.db.lie_still()


@pytest.mark.parametrize("layout", range(1, len(schema.MIGRATIONS)))
def test_a_record_of_an_older_layout_holds_the_same_afterwards(tmp_path: Path, layout: int) -> None:
    with Store.create(tmp_path / "new.db") as store:
        store.give(revision())
        store.append(revision().id, [statement(), figure()], marker="m")
        kept, dropped = (e.id for e in store.entries())
        store.retire(dropped, by="Ada")
        store.retire(kept, by="Ada")
        store.undo(kept, by="Ada")
        before = list(exported(store))
    with Store.open(laid_out(tmp_path / "old.db", tmp_path / "new.db", layout)) as store:
        assert list(exported(store)) == before
        assert [e.id for e in store.entries()] == [kept]
        assert list(check(store)) == []


def test_sheets_of_an_older_layout_are_kept(tmp_path: Path) -> None:
    part = "0a" * 10
    path = laid_out(tmp_path / "old.db", made(tmp_path / "new.db"), schema.MIGRATIONS.index(schema.SHEETS))
    with closing(sqlite3.connect(path)) as file, file:
        file.executemany("INSERT INTO sheet VALUES (?, ?, ?)", [(bytes.fromhex(part), s, s.encode()) for s in "ab"])
    with Store.open(path) as store:
        assert [Recall(store.db).sheet(stage, part) for stage in "abc"] == [b"a", b"b", None]
        with store.transaction():
            recall = Recall(store.db)
            recall.write("a", part, b"other")
            recall.write("b", part, None)
        assert [Recall(store.db).sheet(stage, part) for stage in "abc"] == [b"other", None, None]
