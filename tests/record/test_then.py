"""What was judged of a day is kept whole, until anything is recorded, for the days that were judged last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from onrecord.model import Judgement, Verdict, Why
from onrecord.record import Store, judged_then, keep_judged
from onrecord.record.then import DAYS

DAY = date(2019, 1, 10)
JUDGED = (
    Judgement(Verdict.CONTRADICTS, "a" * 20, "b" * 20, "90 and 120 cannot both hold", 0.85, "agreement/1", Why.DATE),
    Judgement(Verdict.SAME, "c" * 20, "d" * 20, "one name", 1.0, "reconcile-entities/2"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "story.db") as opened:
        yield opened


def state(store: Store) -> int:
    found = store.state()
    assert found is not None
    return found


def test_it_comes_back_as_it_was_kept(store: Store) -> None:
    keep_judged(store, DAY, JUDGED, state=state(store), judges="these")
    assert judged_then(store, DAY, state=state(store), judges="these") == JUDGED
    keep_judged(store, DAY, JUDGED[:1], state=state(store), judges="these")
    assert judged_then(store, DAY, state=state(store), judges="these") == JUDGED[:1]
    assert judged_then(store, DAY + timedelta(1), state=state(store), judges="these") is None


def test_nothing_comes_back_to_other_judges_or_of_another_state(store: Store) -> None:
    keep_judged(store, DAY, JUDGED, state=state(store), judges="these")
    assert judged_then(store, DAY, state=state(store), judges="others") is None
    assert judged_then(store, DAY, state=state(store) + 1, judges="these") is None


def test_what_is_of_another_state_is_not_kept_and_makes_room(store: Store) -> None:
    keep_judged(store, DAY, JUDGED, state=state(store) + 1, judges="these")
    assert store.db.value("SELECT count(*) FROM known") == 0
    keep_judged(store, DAY, JUDGED, state=state(store), judges="these")
    keep_judged(store, DAY + timedelta(1), JUDGED, state=state(store), judges="others")
    assert store.db.value("SELECT count(*) FROM known") == 1


@pytest.mark.parametrize("more", [0, 1, 3])
def test_the_days_that_were_judged_last_are_kept(store: Store, more: int) -> None:
    days = [DAY + timedelta(n) for n in range(DAYS + more)]
    for day in days:
        keep_judged(store, day, JUDGED, state=state(store), judges="these")
    kept = [day for day in days if judged_then(store, day, state=state(store), judges="these")]
    assert kept == days[more:]


def test_a_record_that_is_only_looked_at_is_told_to_be_so_again(store: Store) -> None:
    with Store.open(store.path, read_only=True) as looked:
        keep_judged(looked, DAY, JUDGED, state=state(looked), judges="these")
        assert looked.db.value("PRAGMA query_only") == 1
        assert judged_then(looked, DAY, state=state(looked), judges="these") == JUDGED


def test_another_that_writes_is_not_waited_for(store: Store) -> None:
    with Store.open(store.path) as looked:
        before = looked.db.value("PRAGMA busy_timeout")
        with store.db.transaction():
            keep_judged(looked, DAY, JUDGED, state=state(looked), judges="these")
        assert judged_then(looked, DAY, state=state(looked), judges="these") is None
        assert looked.db.value("PRAGMA busy_timeout") == before
