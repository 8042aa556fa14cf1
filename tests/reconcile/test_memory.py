"""Blocks that are numbered many at a time have the numbers that they have one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.memory import Posting
from onrecord.reconcile.memory import packed, placed, unpacked

NUMBERS = st.integers(0, (1 << 64) - 1)


@given(st.integers(0, 15), st.lists(st.tuples(NUMBERS, NUMBERS)))
def test_many_blocks_are_numbered_as_one_is(kind: int, pairs: list[tuple[int, int]]) -> None:
    posting = Posting(kind)
    firsts, seconds = [a for a, _ in pairs], [b for _, b in pairs]
    assert placed(posting, firsts, seconds) == [posting.at(a, b) for a, b in pairs]
    assert placed(posting, firsts) == [posting.at(a) for a in firsts]
    assert placed(posting, [7], seconds) == [posting.at(7, b) for b in seconds]


@given(st.sets(st.integers(0, (1 << 47) - 1)))
def test_blocks_on_a_sheet_come_back_in_order(blocks: set[int]) -> None:
    assert unpacked(packed(blocks)) == sorted(blocks)
