"""The engine on Ray, with a Ray of its own that ends with the module; skipped where Ray is not installed."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="Ray is not installed (the extra ray)")

sys.path.insert(0, str(Path(__file__).parent))

import fakes
import following
import jobs

from onrecord.packs import all_shipped
from onrecord.record import Store, exported
from onrecord.run import apart, build, doing, judging
from onrecord.run.engine import AHEAD, Lost, WorkersError
from onrecord.run.judging import Judges
from onrecord.run.loading import load
from onrecord.run.ray_engine import RayEngine
from onrecord.run.shard_work import Done, Method
from onrecord.run.shards import Plan, finished, planned
from onrecord.run.tasks import Part, Task


@pytest.fixture(scope="module")
def engine() -> Iterator[RayEngine]:
    with RayEngine(2) as started:
        yield started


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(30):
        (folder / f"{n:02}.txt").write_text(f"The {n + 3} tents stand in Port Harrow, Ada Renner said. Page {n}.")
    return folder


def test_results_come_in_the_order_of_the_items(engine: RayEngine) -> None:
    results = list(engine.map(jobs.slowest_first, range(12)))
    assert [(item, result[0]) for item, result in results] == [(n, n) for n in range(12)]
    assert len({pid for _, (_, pid) in results} - {os.getpid()}) == 2
    assert list(engine.map(jobs.doubling, [])) == []


def test_items_are_asked_for_as_they_are_wanted(engine: RayEngine) -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for n in range(100):
            asked.append(n)
            yield n

    results = engine.map(jobs.doubling, items())
    for done in range(1, 20):
        next(results)
        assert len(asked) <= done + 2 * AHEAD
    results.close()


def test_an_item_that_kills_its_worker_is_lost_alone(engine: RayEngine) -> None:
    results = dict(engine.map(jobs.dying_on_seven, range(20)))
    assert [n for n, result in results.items() if isinstance(result, Lost)] == [7]
    assert [result for n, result in results.items() if n != 7] == [n for n in range(20) if n != 7]


def test_a_fault_of_the_work_is_the_callers(engine: RayEngine) -> None:
    with pytest.raises(ValueError, match="0"):
        list(engine.map(jobs.failing, [0]))


def test_workers_that_do_not_start_are_told(engine: RayEngine) -> None:
    with pytest.raises(WorkersError, match="cannot be started"):
        list(engine.map(jobs.not_starting, range(3)))


def test_what_rests_on_others_is_begun_when_they_are_there(engine: RayEngine) -> None:
    following.begins_what_rests_on_others_when_they_are_there(engine)


def test_what_is_left_undone_is_there_when_the_next_is_asked_for(engine: RayEngine) -> None:
    following.leaves_time_for_what_is_undone(engine)


def test_an_item_that_kills_its_worker_again_is_lost_and_what_rests_on_it_is_done(engine: RayEngine) -> None:
    following.loses_an_item_alone(engine)
    with pytest.raises(ValueError, match="0"):
        list(engine.follow(jobs.failing, {0: (), 1: (0,)}))


def made(engine: RayEngine, articles: Path, place: Path, stages=fakes.STAGES) -> tuple[Plan, Done]:
    plan = planned([str(articles)], Method(stages, all_shipped(), str(place)), engine, size=5)
    return plan, finished(plan, engine)


def recorded(engine: RayEngine, plan: Plan, articles: Path, record: Path) -> list[str]:
    with Store.opened(record) as store:
        load(store, plan, [articles], engine)
        return list(exported(store))


def built(articles: Path, record: Path, processes: int = 1) -> list[str]:
    with Store.opened(record) as store:
        build([articles], store, packs=all_shipped(), stages=fakes.STAGES, processes=processes)
        return list(exported(store))


def test_the_record_is_that_of_a_local_build(engine: RayEngine, articles: Path, tmp_path: Path) -> None:
    plan, done = made(engine, articles, tmp_path / "shards")
    assert done.articles == 30
    local = built(articles, tmp_path / "local.db")
    assert recorded(engine, plan, articles, tmp_path / "ray.db") == local
    assert built(articles, tmp_path / "local2.db", processes=2) == local


def test_documents_that_kill_their_worker_are_quarantined(engine: RayEngine, articles: Path, tmp_path: Path) -> None:
    (articles / "12a.txt").write_text("WORKER DIES of 3 things.", "utf-8")
    plan, done = made(engine, articles, tmp_path / "shards")
    assert done.quarantined == ("articles/12a.txt",)
    assert recorded(engine, plan, articles, tmp_path / "ray.db") == built(articles, tmp_path / "local.db", processes=2)


def test_documents_that_kill_their_worker_when_taken_in_are_quarantined(
    engine: RayEngine, articles: Path, tmp_path: Path
) -> None:
    for name in ("05a", "05b", "05c"):
        (articles / f"{name}.txt").write_text(f"TAKING IN DIES {name}", "utf-8")
    plan, done = made(engine, articles, tmp_path / "shards", fakes.DEADLY)
    assert sorted(done.quarantined) == [f"articles/{n}.txt" for n in ("05a", "05b", "05c")]
    assert done.articles == 30
    found = recorded(engine, plan, articles, tmp_path / "ray.db")
    assert sum("ingest-failed" in line for line in found) == 3


def test_a_worker_that_is_killed_is_replaced(engine: RayEngine, articles: Path, tmp_path: Path) -> None:
    local = built(articles, tmp_path / "local.db")
    pids = tmp_path / "pids"
    pids.mkdir()
    os.environ["FAKE_PIDS"] = str(pids)
    killer = threading.Thread(target=kill_one, args=(tmp_path / "shards/tries",))
    killer.start()
    plan, done = made(engine, articles, tmp_path / "shards", fakes.SLOW)
    killer.join()
    assert done.quarantined == ()
    assert recorded(engine, plan, articles, tmp_path / "ray.db") == local


def kill_one(tries: Path) -> None:
    """Kill an actor once it has begun on an article."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if any("reading" in f.read_text() for f in tries.glob("*.json")):
            break
        time.sleep(0.005)
    os.kill(workers()[0], signal.SIGKILL)


def workers() -> list[int]:
    """The processes of Ray that are reading."""
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            words = (place / "cmdline").read_bytes() if (place / "cmdline").exists() else b""
            if words.startswith(b"ray::") and b"Map" in words and b"MapWorker" in words:
                found.append(int(place.name))
    return found


def test_a_worker_that_dies_while_it_judges_costs_its_task_once_more(
    engine: RayEngine, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "IN_HAND", 0)
    monkeypatch.setattr(judging, "ALONE", 0)
    monkeypatch.setattr(apart, "work", dying_once)
    with Store.create(tmp_path / "one.db") as one, Store.create(tmp_path / "ray.db") as other:
        build([articles], one, packs=all_shipped(), stages=fakes.STAGES, processes=1)
        build([articles], other, packs=all_shipped(), stages=fakes.STAGES, processes=1, judges=Judges(2, engine))
        assert list(exported(other)) == list(exported(one))
        assert (tmp_path / "died").is_file()


def dying_once() -> Callable[[Task], float | None]:
    return die_once


def die_once(task: Task) -> float | None:
    """The first that tells of copies dies over it, with half of it written."""
    died = task.record.parent / "died"
    if task.part is Part.COPIES and not died.exists():
        task.draft.write_text("half of it", "utf-8")
        died.touch()
        os._exit(1)
    return tried(task)


tried = doing.work()


def test_all_is_judged_by_workers_of_ray(
    engine: RayEngine, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("IN_HAND", "ALONE"):
        monkeypatch.setattr(judging, name, 0)
    with Store.create(tmp_path / "one.db") as one, Store.create(tmp_path / "ray.db") as other:
        for store in (one, other):
            build([articles], store, packs=all_shipped(), stages=fakes.STAGES, processes=1)
        once = list(exported(one))
        monkeypatch.setattr(judging, "judges", lambda _: "others")
        judges = Judges(2, engine)
        assert judges.reconciled(other) > 0
        assert list(exported(other)) == once
        logs = {f"{name}.db-{end}" for name in ("one", "ray") for end in ("wal", "shm")}
        assert {path.name for path in tmp_path.iterdir()} == {"articles", "one.db", "ray.db"} | logs
