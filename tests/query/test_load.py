"""What is judged of what was known by a day is judged once, as long as nothing is recorded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.query import lines, load
from onrecord.record import Store, check
from onrecord.record.then import DAYS

load_module = import_module("onrecord.query.load")
ARTICLES = Path(onrecord.__file__).parent / "demo" / "articles"
KNOWN = date(2019, 1, 10)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("story") / "story.db"
    with onrecord.open(place, create=True) as record:
        record.build(ARTICLES)
    return place


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(Path(shutil.copy(built, tmp_path / "story.db"))) as opened:
        yield opened


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many entries were judged, each time."""
    module = import_module("onrecord.query.as_of")  # the package has its function of the same name
    found: list[int] = []
    before = module.judged

    def counted(entries: list[Any], *rest: Any) -> Any:
        found.append(len(entries))
        return before(entries, *rest)

    monkeypatch.setattr(module, "judged", counted)
    return found


def export(store: Store, known: date) -> list[str]:
    return list(lines(load(store, known=known), store.path))


def test_a_day_is_judged_once_while_nothing_is_recorded(store: Store, judged: list[int]) -> None:
    first = export(store, KNOWN)
    assert export(store, KNOWN) == first
    assert load(store, date(2018, 5, 1), KNOWN).judgements == load(store, known=KNOWN).judgements
    assert len(judged) == 1


def test_what_was_judged_is_kept_for_whoever_looks_next(store: Store, judged: list[int]) -> None:
    with Store.open(store.path, read_only=True) as before:
        first = export(before, KNOWN)
    with Store.open(store.path, read_only=True) as after:
        assert export(after, KNOWN) == first
    assert len(judged) == 1
    assert not list(check(store))


def test_while_another_writes_nothing_is_kept(store: Store, judged: list[int]) -> None:
    with Store.open(store.path) as other, other.transaction():
        other.retire(next(other.entries()).id, by="ada")
        load(store, known=KNOWN)
        load(store, known=KNOWN)
        assert len(judged) == len(("first", "second"))


def test_what_others_judged_counts_no_more(store: Store, judged: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, known=KNOWN)
    monkeypatch.setattr(load_module, "judges", lambda _: "others")
    load(store, known=KNOWN)
    assert len(judged) == len(("first", "second"))


def test_what_is_recorded_meanwhile_is_judged(store: Store, judged: list[int]) -> None:
    load(store, known=KNOWN)
    gone = next(j.a for j in load(store, known=KNOWN).judgements if not j.by_person)
    with Store.open(store.path) as other:
        other.retire(gone, by="ada")
    after = export(store, KNOWN)
    assert len(judged) == len(("before", "after"))
    with Store.open(store.path, read_only=True) as fresh:
        assert export(fresh, KNOWN) == after


def test_nothing_is_kept_of_what_may_be_undone(store: Store) -> None:
    before = export(store, KNOWN)
    gone = next(j.a for j in load(store, known=KNOWN).judgements if not j.by_person)
    with suppress(KeyError), store.transaction():
        store.retire(gone, by="ada")
        assert export(store, KNOWN) != before
        raise KeyError
    assert export(store, KNOWN) == before
    store.retire(gone, by="ada")
    assert export(store, KNOWN) != before


def test_the_last_days_are_kept(store: Store, judged: list[int]) -> None:
    for _ in range(2):
        for day in range(1, DAYS + 1):
            load(store, known=date(2019, 1, day))
    assert len(judged) == DAYS
    load(store, known=date(2018, 12, 31))
    load(store, known=date(2019, 1, 1))
    assert len(judged) == DAYS + 2
