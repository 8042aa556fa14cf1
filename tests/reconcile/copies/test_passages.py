"""Which words of two texts stand in the other, found at once, as looking word by word would find it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.copies.passages import covered, met, runs
from onrecord.reconcile.copies.words import SHINGLE, Words

TEXTS = st.lists(st.integers(0, 3), max_size=30)


def made(numbers: list[int]) -> Words:
    places = np.arange(len(numbers), dtype=np.int64) * 2
    hashes = np.array(numbers, dtype=np.uint64) * np.uint64(2**61 + 7)
    return Words("text", places, places + 1, hashes, np.zeros(len(numbers), dtype=bool))


def stretches(numbers: list[int]) -> list[tuple[int, ...]]:
    return [tuple(numbers[n : n + SHINGLE]) for n in range(len(numbers) - SHINGLE + 1)]


@given(TEXTS, TEXTS)
def test_words_on_end_that_both_have_are_met_in_each(one: list[int], other: list[int]) -> None:
    for mine, theirs, found in zip((one, other), (other, one), met(made(one), made(other)), strict=True):
        there = [s in stretches(theirs) for s in stretches(mine)]
        assert found.tolist() == there
        within = {at + n for at, is_there in enumerate(there) if is_there for n in range(SHINGLE)}
        assert np.flatnonzero(covered(found, len(mine))).tolist() == sorted(within)


@given(TEXTS, TEXTS)
def test_passages_are_the_same_words_in_order_and_overlap_in_no_word(one: list[int], other: list[int]) -> None:
    a, b = made(one), made(other)
    found = runs(a, b, *met(a, b))
    assert all(run.a[0] >= before.a[1] for before, run in pairwise(found))
    for run in found:
        assert 0 <= run.a[0] < run.a[1] <= len(one)
        assert 0 <= run.b[0] < run.b[1] <= len(other)
        assert one[run.a[0]] == other[run.b[0]]
    alike = set(stretches(one)) & set(stretches(other))
    assert bool(found) == bool(alike)
