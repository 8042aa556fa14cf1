"""Who meets whom in the blocks of posts, all found at once, as asking block by block would find it."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.memory import Posting
from onrecord.reconcile.agreement.meeting import of_kinds, opposed, together
from onrecord.reconcile.heap import Heap, groups, often

WHO = st.integers(0, 6)
POSTS = st.dictionaries(st.integers(0, 4), st.sets(WHO | WHO.map(lambda n: ~n), min_size=1))
MOST = 4


def rows(posts: dict[int, set[int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(sorted((b, who) for b, held in posts.items() for who in held), dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


@given(POSTS)
def test_those_of_two_sides_meet_where_they_are_not_too_many(posts: dict[int, set[int]]) -> None:
    expected: Counter[tuple[int, int]] = Counter()
    for held in posts.values():
        sides = [~w for w in held if w < 0], [w for w in held if w >= 0]
        if len(sides[0]) * len(sides[1]) <= MOST:
            expected.update((min(p), max(p)) for p in product(*sides) if p[0] != p[1])
    with Heap(7) as pairs:
        pairs.extend(*opposed(*rows(posts), MOST))
        found = {
            (one, other): times
            for run in often(pairs)
            for one, other, times in zip(*(c.tolist() for c in run), strict=True)
        }
    assert found == expected


@given(
    st.dictionaries(st.integers(0, 4), st.sets(WHO, min_size=1)), st.lists(st.integers(0, 2), min_size=7, max_size=7)
)
def test_those_of_two_sorts_meet(posts: dict[int, set[int]], sorts: tuple[int, ...]) -> None:
    blocks, who = rows(posts)
    starts, sizes = groups(blocks)
    one, other, at = together(starts, sizes, who, np.array(sorts)[who])
    found = list(zip(one.tolist(), other.tolist(), blocks[at].tolist(), strict=True))
    assert sorted(found) == sorted(
        (a, b, block) for block, held in posts.items() for a, b in combinations(sorted(held), 2) if sorts[a] != sorts[b]
    )


def test_a_block_tells_its_kind() -> None:
    kinds = [Posting(n) for n in range(3)]
    blocks = np.array([kind.block("harbour", "wall") for kind in kinds], dtype=np.int64)
    assert of_kinds(blocks, kinds[0], kinds[2]).tolist() == [True, False, True]
