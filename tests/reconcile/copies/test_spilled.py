"""Words that were laid aside are found once, and come back as they were."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.copies.spilled import Laid, Spilled, lay
from onrecord.reconcile.copies.words import Words
from onrecord.reconcile.memory import Mind

FIELDS = ("starts", "ends", "hashes", "quoted")


def made(revision: str, count: int) -> Words:
    places = np.arange(count, dtype=np.int64) * 7
    hashes = (np.arange(count, dtype=np.uint64) + np.uint64(len(revision))) * np.uint64(2**63 + 1)
    return Words(revision, places, places + 5, hashes, places % 3 == 0)


@given(st.lists(st.integers(0, 40), max_size=6), st.lists(st.integers(0, 5)))
def test_words_come_back_in_any_order(counts: list[int], asked: list[int]) -> None:
    found: list[str] = []

    def words(revision: str) -> Words:
        found.append(revision)
        return made(revision, counts[int(revision)])

    spilled = Spilled(words)
    for revision in (str(n) for n in asked if n < len(counts)):
        told, there = spilled.words(revision), made(revision, counts[int(revision)])
        assert told.revision == revision
        for field in FIELDS:
            assert getattr(told, field).dtype == getattr(there, field).dtype
            assert np.array_equal(getattr(told, field), getattr(there, field))
    spilled.close()
    assert len(found) == len(set(found))


@given(st.lists(st.integers(0, 40), max_size=6))
def test_words_come_back_from_where_others_laid_them(counts: list[int]) -> None:
    minds = [Mind(), Mind()]
    for n, count in enumerate(counts):
        lay(minds[n % 2], made(str(n), count))
    laid = Laid(lambda revision: minds[int(revision) % 2])
    for n, count in enumerate(counts):
        told, there = laid.words(str(n)), made(str(n), count)
        assert told.revision == there.revision
        assert all(np.array_equal(getattr(told, field), getattr(there, field)) for field in FIELDS)
    with pytest.raises(LookupError):
        laid.words(str(len(counts)))
