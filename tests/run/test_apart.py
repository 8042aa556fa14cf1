"""What processes judge in parts is what one judges, whatever becomes of them on the way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.model import Judgement, Verdict
from onrecord.reconcile import slots
from onrecord.reconcile.agreement import BY
from onrecord.reconcile.copies import edges
from onrecord.record import Store, check, exported
from onrecord.record.errors import RecordBusyError
from onrecord.run import Inline, Processes, apart, doing, judging, reconciled
from onrecord.run.judging import Judges
from onrecord.run.tasks import RESTS_ON, Part, Task
from tellings import Story, put

TABLES = ("block", "held", "sheet")


@pytest.fixture(autouse=True)
def _never_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "IN_HAND", 0)
    monkeypatch.setattr(judging, "ALONE", 0)


@pytest.fixture
def two(story: Story, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """A record that one process has judged, and the same not judged yet."""
    with Store.create(tmp_path / "one.db") as one, Store.create(tmp_path / "two.db") as other:
        for each in story:
            put(one, *each)
            put(other, *each)
        reconciled(one)
        yield one, other


def told(store: Store) -> tuple[list[str], dict[str, list[object]]]:
    """The export of a record that is as it should be, and what judging keeps in mind."""
    assert list(check(store)) == []
    mind = {t: list(store.db.rows(f"SELECT * FROM {t} ORDER BY 1, 2")) for t in TABLES}  # noqa: S608 (our own tables)
    # What sheets tell goes by numbers, and those by who was numbered first.
    sheets = [(bytes(part), stage) for part, stage, _ in mind.pop("sheet")]
    return list(exported(store)), {**mind, "sheet": sheets}


def test_in_parts_it_comes_out_as_in_one(two: tuple[Store, Store]) -> None:
    one, other = two
    assert reconciled(other, processes=2) > 0
    assert told(other) == told(one)
    for store in two:
        name = next(store.revisions())
        store.withdraw(name.path, name.id)
        reconciled(store, processes=2)
    assert told(other) == told(one)


@pytest.mark.parametrize("workers", [2, 3, 7, 100])
def test_in_however_many_ranges_it_comes_out_as_in_one(two: tuple[Store, Store], workers: int) -> None:
    one, other = two
    assert Judges(workers, Inline()).reconciled(other) > 0
    assert told(other) == told(one)


def test_what_was_told_before_and_is_no_more_is_taken_back(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    reconciled(other)
    gone = Judgement(Verdict.CONTRADICTS, *sorted(e.id for e in other.entries())[:2], "it was so once", 0.9, BY)
    other.settle([gone], [], by=BY)
    monkeypatch.setattr(judging, "judges", lambda _: "others")
    reconciled(other, processes=3)
    assert told(other) == told(one)


def test_a_worker_that_dies_costs_its_part_once_more(two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two
    monkeypatch.setattr(apart, "work", dying)
    reconciled(other, processes=2)
    assert told(other) == told(one)


def dying() -> Callable[[Task], None]:
    return die


def die(task: Task) -> None:
    task.file.write_text("half of it", "utf-8")
    os._exit(1)


def test_what_no_worker_could_do_is_done_here_while_others_wait_for_it(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    monkeypatch.setattr(apart, "work", failing)
    assert reconciled(other, processes=3) > 0
    assert told(other) == told(one)


def failing() -> Callable[[Task], float | None]:
    return fail


def fail(task: Task) -> float | None:
    """Names cannot be judged by a worker, and copies take it long."""
    if task.part is Part.COPIES:
        time.sleep(0.5)
    return None if task.part is Part.NAMES else tried(task)


tried = doing.work()


def test_each_part_begins_after_what_it_rests_on() -> None:
    begun: set[Part] = set()
    for part, basis in RESTS_ON.items():
        assert begun.issuperset(basis)
        begun.add(part)
    assert begun == set(Part)


@pytest.fixture
def _heeds_ctrl_c() -> Iterator[None]:
    """A shell that starts this behind itself has it deaf to Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heeds_ctrl_c")
def test_workers_end_at_once_where_it_is_broken_off(two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "work", breaking_off)
    with pytest.raises(KeyboardInterrupt):
        reconciled(two[1], processes=2)
    assert multiprocessing.active_children() == []
    assert list(two[1].judgements()) == []


def breaking_off() -> Callable[[Task], None]:
    return break_off


def break_off(task: Task) -> None:
    """Ctrl-C, when workers are at work for long."""
    if task.name == "names_in_0":
        os.kill(os.getppid(), signal.SIGINT)
    time.sleep(600)


def test_nobody_else_writes_meanwhile_and_who_reads_does_not_mind(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    follow, seen = Processes.follow, list[int]()

    def meanwhile(self: Processes, *given: Any) -> Iterator[Any]:
        for each in follow(self, *given):
            yield each
            with Store.open(other.path) as another, another.db.at_once():
                seen.append(len(list(another.judgements())))
                with pytest.raises(RecordBusyError):
                    another.withdraw(*next((r.path, r.id) for r in another.revisions()))

    monkeypatch.setattr(Processes, "follow", meanwhile)
    assert reconciled(other, processes=2) > 0
    assert len(seen) >= len(Part)
    assert not any(seen)
    assert told(other) == told(one)


def test_a_record_that_does_not_lie_still_is_judged_by_processes_all_the_same(two: tuple[Store, Store]) -> None:
    one, other = two
    with Store.open(other.path, read_only=True) as reader:
        rows = reader.db.rows("SELECT id FROM ledger")
        next(rows)
        for store in two:
            first = next(store.revisions())
            store.withdraw(first.path, first.id)
        with other.db.transaction():
            assert not other.db.lie_still()
        assert reconciled(other, processes=2) > 0
    reconciled(one)
    assert told(other) == told(one)


def test_what_no_file_can_be_made_for_is_told(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    with pytest.raises(onrecord.OnrecordError, match="TMPDIR"):
        reconciled(two[1], processes=2)
    assert list(two[1].judgements()) == []


def test_bit_by_bit_it_comes_out_the_same(two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two
    monkeypatch.setattr(slots, "MANY", 1)
    monkeypatch.setattr(edges, "AT_ONCE", 1)
    reconciled(other)
    assert told(other) == told(one)
