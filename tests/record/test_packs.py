"""The packs that a record is read with: kept whole, in its journal too, and checked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import ANY_TEXT, laid_out, revision, ticking

from onrecord.packs import PackText
from onrecord.record import Store, check, exported, journal, keep_packs, packs_of, replay, schema
from onrecord.record.errors import RecordDamagedError, RecordTooOldError

TIDES = PackText("tides", 'name = "tides"\ntitle = "“Tides”"\n')
GENERAL = PackText("general", 'name = "general"\r\n', shipped=True)
NOBODY = 65534


def test_the_last_packs_count_and_those_before_are_kept(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.db", clock=ticking()) as store:
        assert packs_of(store) == ()
        for packs in ((GENERAL,), (GENERAL, TIDES), (GENERAL, TIDES), (TIDES, GENERAL)):
            keep_packs(store, packs)
            assert packs_of(store) == packs
        assert store.db.value("SELECT count(*) FROM pack") == 3
        assert list(check(store)) == []


@given(st.lists(st.builds(PackText, ANY_TEXT, ANY_TEXT, st.booleans()), max_size=3))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_packs_go_through_the_journal_without_loss(
    tmp_path_factory: pytest.TempPathFactory, packs: list[PackText]
) -> None:
    folder = tmp_path_factory.mktemp("packs")
    with Store.create(folder / "a.db", clock=ticking()) as one, Store.create(folder / "b.db") as two:
        one.give(revision())
        keep_packs(one, packs)
        lines = list(journal(one))
        replay(two, lines, "a.journal")
        assert list(journal(two)) == lines
        assert packs_of(two) == tuple(packs)


def test_an_export_tells_of_the_articles_only(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.db") as store:
        store.give(revision())
        before = list(exported(store))
        keep_packs(store, [TIDES])
        assert list(exported(store)) == before


def test_packs_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.db") as store:
        store.db.run("INSERT INTO pack VALUES (1, '[{}]', 'now')")
        assert [f.code for f in check(store)] == ["packs-unreadable"]
        with pytest.raises(RecordDamagedError, match="packs"):
            packs_of(store)


def before_packs(path: Path) -> Path:
    """A record as it was laid out before it kept its packs."""
    with Store.create(path.with_name("new.db")) as store:
        store.give(revision())
    return laid_out(path, path.with_name("new.db"), 1)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_record_from_before_packs_has_none(tmp_path: Path, *, read_only: bool) -> None:
    with Store.open(before_packs(tmp_path / "a.db"), read_only=read_only) as store:
        assert packs_of(store) == ()
        assert list(check(store)) != []  # not read yet
        assert store.db.value("PRAGMA user_version") == len(schema.MIGRATIONS)


@pytest.fixture
def as_nobody() -> Iterator[None]:
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    yield
    os.seteuid(was)


def test_one_that_cannot_be_written_is_told_to_be_too_old(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = before_packs(tmp_path / "a.db")
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    for folder in tmp_path.parents[:2]:
        folder.chmod(folder.stat().st_mode | 0o055)
    request.getfixturevalue("as_nobody")
    with pytest.raises(RecordTooOldError, match="Copy it"):
        Store.open(path, read_only=True)


def test_a_journal_from_before_packs_can_be_replayed(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.db") as store:
        store.give(revision())
        header, *lines = journal(store)
    old = header.replace(f'"layout":{len(schema.MIGRATIONS)}', '"layout":1')
    assert old != header
    with Store.create(tmp_path / "b.db") as other:
        replay(other, [old, *lines], "a.journal")
        assert list(journal(other)) == [header, *lines]
