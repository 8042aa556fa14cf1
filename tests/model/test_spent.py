from __future__ import annotations

import pytest

from onrecord.model import spent
from onrecord.model.spent import Spent, Watch


class Clock:
    """A clock that a test moves: CPU seconds and seconds on the wall."""

    def __init__(self) -> None:
        self.now = Spent()

    def __call__(self) -> Spent:
        return self.now

    def goes(self, cpu: float, wall: float) -> None:
        self.now += Spent(cpu, wall)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(spent, "_now", made)
    return made


def test_stages_add_up(clock: Clock) -> None:
    watch = Watch()
    for stage in ("parse", "write", "parse"):
        with watch.during(stage):
            clock.goes(1, 2)
        clock.goes(10, 10)
    watch.add({"write": Spent(3, 4), "load": Spent(5, 6)})
    assert watch.taken() == {"parse": Spent(2, 4), "write": Spent(4, 6), "load": Spent(5, 6)}
    assert watch.taken() == {}


def test_a_stage_within_another_is_counted_once(clock: Clock) -> None:
    watch = Watch()
    with watch.during("read"):
        clock.goes(1, 1)
        with watch.during("parse"):
            clock.goes(4, 4)
            with watch.during("load"):
                clock.goes(8, 8)
        with watch.during("parse"):
            clock.goes(16, 16)
        clock.goes(2, 2)
    assert watch.taken() == {"read": Spent(3, 3), "parse": Spent(20, 20), "load": Spent(8, 8)}


def test_what_fails_has_cost_all_the_same(clock: Clock) -> None:
    watch = Watch()

    @watch.during("parse")
    def failing() -> None:
        clock.goes(1, 1)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert watch.taken() == {"parse": Spent(1, 1)}
