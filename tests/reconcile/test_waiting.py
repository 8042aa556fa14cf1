"""Posts that waited come out as if each had been put up and taken down at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.memory import Mind
from onrecord.reconcile.waiting import Waiting

POSTS = st.sets(st.tuples(st.integers(0, 2), st.integers(-3, 3)))


@given(st.lists(POSTS | st.none()))
def test_what_is_posted_in_the_end_is_what_was_given_last(steps: list[set[tuple[int, int]] | None]) -> None:
    memory, stands = Mind(), set[tuple[int, int]]()
    waiting = Waiting(memory)
    for step in steps:
        if step is None:
            waiting.post()
        else:
            waiting.change(stands, step)
            stands = step
    waiting.post()
    assert set(memory.posts()) == stands
