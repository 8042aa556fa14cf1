"""Pairs of numbers come out in order, whole, however many are held in memory."""

from __future__ import annotations

from functools import partial
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile import heap
from onrecord.reconcile.aside import AsideError
from onrecord.reconcile.heap import Heap, combined, crossed, groups

END = 1_000
PAIRS = st.lists(st.tuples(st.integers(0, END - 1), st.integers(-END, END)))


def columns(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


@given(st.lists(PAIRS, max_size=5), PAIRS, st.integers(1, 60))
def test_all_pairs_come_in_order_and_those_of_one_number_together(
    many: list[list[tuple[int, int]]], single: list[tuple[int, int]], room: int
) -> None:
    with Heap(END, room) as heap:
        for pairs in many:
            heap.extend(*columns(pairs))
        for first, second in single:
            heap.extend(*columns([(first, second)]))
        runs = [list(zip(*(c.tolist() for c in run), strict=True)) for run in heap.runs()]
    assert [p for run in runs for p in run] == sorted([*(p for pairs in many for p in pairs), *single])
    assert all(run[-1][0] < following[0][0] for run, following in pairwise(r for r in runs if r))


@given(st.lists(st.integers(0, 9)))
def test_groups_are_the_stretches_of_equal_numbers(numbers: list[int]) -> None:
    ordered = np.array(sorted(numbers), dtype=np.int64)
    starts, sizes = groups(ordered)
    assert [ordered[s : s + n].tolist() for s, n in zip(starts, sizes, strict=True)] == [
        [value] * numbers.count(value) for value in sorted(set(numbers))
    ]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4))))
def test_each_one_is_crossed_with_each_other_of_its_group(sizes: list[tuple[int, int]]) -> None:
    ones, others = columns(sizes)
    starts = np.cumsum(ones + others) - ones - others
    found = list(zip(*(c.tolist() for c in crossed(starts, ones, others)), strict=True))
    assert found == [
        (start + n, start + one + m)
        for start, (one, other) in zip(starts.tolist(), sizes, strict=True)
        for n in range(one)
        for m in range(other)
    ]


@given(st.lists(st.integers(1, 6)))
def test_each_two_of_a_group_are_combined_once(sizes: list[int]) -> None:
    counts = np.array(sizes, dtype=np.int64)
    starts = np.cumsum(counts) - counts
    found = list(zip(*(c.tolist() for c in combined(starts, counts)), strict=True))
    assert found == [
        pair
        for start, size in zip(starts.tolist(), sizes, strict=True)
        for pair in combinations(range(start, start + size), 2)
    ]


def gathered(numbers: np.ndarray) -> None:
    with Heap(int(numbers.max()) + 1, room=1) as many:
        for _ in range(3):
            many.extend(numbers, numbers)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_disk_that_is_full_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap, "TemporaryFile", partial(open, "/dev/full", "r+b"))
    with pytest.raises(AsideError, match=r"No space left on device.*TMPDIR"):
        gathered(np.arange(10, dtype=np.int64))
