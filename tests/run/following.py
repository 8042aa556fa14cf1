"""What holds of every engine that does items of which some rest on others."""

from __future__ import annotations

import time

import jobs

from onrecord.run.engine import Follower, Lost

RESTS_ON = {0: (), 1: (), 2: (0,), 3: (0, 1), 4: (2, 3), 5: (1,), 6: (), 7: (5, 6), 8: (3, 7), 9: (8,)}


def begins_what_rests_on_others_when_they_are_there(engine: Follower) -> None:
    times = dict(engine.follow(jobs.timed, RESTS_ON))
    assert times.keys() == RESTS_ON.keys()
    for item, basis in RESTS_ON.items():
        assert all(times[each][1] <= times[item][0] for each in basis)
    assert dict(engine.follow(jobs.timed, {})) == {}


def leaves_time_for_what_is_undone(engine: Follower) -> None:
    undone_until, begun = 0.0, {}
    for item, result in engine.follow(jobs.left_undone, RESTS_ON):
        begun[item] = result
        if result is None:
            time.sleep(0.5)
            undone_until = time.monotonic()
    assert begun.pop(3) is None
    assert begun.keys() == RESTS_ON.keys() - {3}
    assert all(begun[item] > undone_until for item in (4, 8, 9))


def loses_an_item_alone(engine: Follower) -> None:
    results = dict(engine.follow(jobs.dying_on_seven, RESTS_ON))
    assert [n for n, result in results.items() if isinstance(result, Lost)] == [7]
    assert results.keys() == RESTS_ON.keys()
