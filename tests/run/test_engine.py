from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.run import Engine, Inline, Processes, WorkersError
from onrecord.run.engine import AHEAD, Lost, Worker

sys.path.insert(0, str(Path(__file__).parent))

import following
import jobs

ENGINES = [Inline(), Processes(1), Processes(2)]


@pytest.mark.parametrize("engine", ENGINES)
def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    results = list(engine.map(jobs.slowest_first, range(12)))
    assert [(item, result[0]) for item, result in results] == [(n, n) for n in range(12)]
    assert list(engine.map(jobs.doubling, [])) == []


def test_the_work_is_done_elsewhere() -> None:
    pids = {result[1] for _, result in Processes(2).map(jobs.slowest_first, range(8))}
    assert os.getpid() not in pids


def test_workers_that_began_stay_for_all_that_is_mapped() -> None:
    engine = Processes(2)
    assert not engine.has_begun()
    engine.begin(jobs.slowest_first)
    pids = [{result[1] for _, result in engine.map(jobs.slowest_first, range(8))} for _ in range(2)]
    assert len(pids[0] | pids[1]) <= 2
    assert engine.has_begun()
    engine.stop()
    assert not engine.has_begun()
    later = {result[1] for _, result in engine.map(jobs.slowest_first, range(8))}
    assert not later & (pids[0] | pids[1])


def test_workers_that_still_load_end_at_once() -> None:
    engine, others = Processes(2), set(multiprocessing.active_children())
    engine.begin(jobs.loading)
    workers = [w for w in multiprocessing.active_children() if w not in others]
    assert len(workers) == 2
    engine.stop()
    for worker in workers:
        worker.join(30)
    assert not [w for w in workers if w.is_alive()]


def test_workers_that_began_and_die_are_replaced() -> None:
    engine = Processes(2)
    engine.begin(jobs.dying_on_seven)
    results = dict(engine.map(jobs.dying_on_seven, range(20)))
    assert [n for n, result in results.items() if isinstance(result, Lost)] == [7]
    engine.begin(jobs.not_starting)
    with pytest.raises(WorkersError, match="--processes 1"):
        list(engine.map(jobs.not_starting, range(3)))
    assert not engine.has_begun()


def test_items_are_asked_for_as_they_are_wanted() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for n in range(1_000):
            asked.append(n)
            yield n

    results = Processes(2).map(jobs.doubling, items())
    for done in range(1, 20):
        next(results)
        assert len(asked) <= done + 2 * AHEAD
    results.close()


def test_an_item_that_kills_its_worker_is_lost_alone() -> None:
    results = dict(Processes(2).map(jobs.dying_on_seven, range(20)))
    assert [n for n, result in results.items() if isinstance(result, Lost)] == [7]
    assert [result for n, result in results.items() if n != 7] == [n for n in range(20) if n != 7]


def test_where_one_dies_few_begin_again_however_much_was_in_hand() -> None:
    results = dict(Processes(2).map(jobs.dying_on_seven_with_pids, range(2 * AHEAD + 20)))
    lost = [n for n, result in results.items() if isinstance(result, Lost)]
    workers = {result for result in results.values() if not isinstance(result, Lost)}
    assert lost == [7]
    assert len(workers) <= 2 + 1 + 1 + 2  # at first, until it is known who killed, after that, and again at first


def test_a_fault_of_the_work_is_the_callers() -> None:
    for engine in ENGINES[:2]:
        with pytest.raises(ValueError, match="0"):
            list(engine.map(jobs.failing, [0]))


def test_workers_that_do_not_start_are_told() -> None:
    with pytest.raises(WorkersError, match="--processes 1"):
        list(Processes(2).map(jobs.not_starting, range(3)))


@pytest.mark.parametrize("engine", ENGINES)
def test_what_rests_on_others_is_begun_when_they_are_there(engine: Worker) -> None:
    following.begins_what_rests_on_others_when_they_are_there(engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_left_undone_is_there_when_the_next_is_asked_for(engine: Worker) -> None:
    following.leaves_time_for_what_is_undone(engine)


def test_an_item_that_kills_its_worker_is_lost_alone_and_what_rests_on_it_is_done() -> None:
    engine = Processes(2)
    for _ in range(2):
        engine.begin(jobs.dying_on_seven)
        following.loses_an_item_alone(engine)
    engine.stop()


def test_a_fault_of_what_others_rest_on_is_the_callers() -> None:
    for engine in ENGINES:
        with pytest.raises(ValueError, match="0"):
            list(engine.follow(jobs.failing, {0: (), 1: (0,)}))
    with pytest.raises(WorkersError, match="--processes 1"):
        list(Processes(2).follow(jobs.not_starting, following.RESTS_ON))


SCRIPT = """
import sys
sys.path.insert(0, {here!r})
import jobs
from onrecord.run import Processes
if __name__ == "__main__":
    list(Processes(2).map(jobs.sleeping, range(4)))
"""


def test_workers_end_with_their_parent_even_where_it_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "script.py"
    file.write_text(SCRIPT.format(here=str(Path(__file__).parent)))
    parent = subprocess.Popen([sys.executable, str(file)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    workers = [int(parent.stdout.readline()) for _ in range(2)]
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    until = time.monotonic() + 20
    while any(_lives(w) for w in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert [w for w in workers if _lives(w)] == []


def _lives(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be reaped does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")
