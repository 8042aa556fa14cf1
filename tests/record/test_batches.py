from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.batches import batched


@given(st.lists(st.integers()), st.integers(1, 7))
def test_batches_are_full_but_the_last_and_hold_all_in_order(values: list[int], most: int) -> None:
    found = list(batched(iter(values), most))
    assert [v for some in found for v in some] == values
    assert all(len(some) == most for some in found[:-1])
    assert all(found)


def test_no_more_is_taken_than_is_asked_for() -> None:
    left = iter(range(9))
    assert next(batched(left, 4)) == [0, 1, 2, 3]
    assert next(left) == 4
