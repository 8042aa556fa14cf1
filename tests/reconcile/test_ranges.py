"""What one step leaves for others, each of which has a range."""

from __future__ import annotations

from itertools import chain, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.memory import Mind
from onrecord.reconcile.ranges import Bits, left, packed, unpacked

PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(-(1 << 62), 1 << 62)), max_size=12)


def columns(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


@given(PAIRS)
def test_pairs_come_back_from_a_sheet(pairs: list[tuple[int, int]]) -> None:
    first, second = unpacked(packed(*columns(pairs)))
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == pairs
    assert [len(each) for each in unpacked(None)] == [0, 0]


@given(st.lists(PAIRS, max_size=5), st.lists(st.integers(0, 31), min_size=1, max_size=4))
def test_each_range_gets_its_own_in_the_order_in_which_they_were_left(
    bits: list[list[tuple[int, int]]], cuts: list[int]
) -> None:
    ends = sorted({0, *cuts, 31})
    ranges = [range(0), *(range(start, end) for start, end in pairwise(ends))]
    mind = Mind()
    leaving = Bits(mind, "met", ranges)
    for pairs in bits:
        leaving.leave(*columns(pairs))
    Bits(mind, "others", ranges).leave(*columns([(3, 4)]))
    for numbers in ranges:
        both = (zip(one.tolist(), other.tolist(), strict=True) for one, other in left(mind, "met", numbers))
        assert list(chain.from_iterable(both)) == [pair for pairs in bits for pair in pairs if pair[0] in numbers]
