"""Posts in a record's file: in whatever order they are laid, put up and taken down, those are there that should be."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import laid_out

from onrecord.model.memory import BLOCKS, Post
from onrecord.record import Store
from onrecord.record import pages as paged
from onrecord.record import posts as kept
from onrecord.record.database import Database
from onrecord.record.pages import Who, blocks_at, by_place, is_past, packed, place, who_is_in
from onrecord.record.posts import KeptPosts, Laid

FEW = st.sampled_from([0, 1, 2, 3, 16, 17, 18, 33, 48, 49, 2**46, 2**46 + 16, BLOCKS - 1])
NUMBERS = st.one_of(st.integers(0, 3), st.sampled_from([2**24, 2**43]), st.integers(0, 2**61))
WHO = st.one_of(NUMBERS, NUMBERS.map(lambda n: ~n))
ANY = st.sets(st.tuples(st.one_of(FEW, st.integers(0, BLOCKS - 1)), WHO), max_size=60)
SMALL = st.sets(st.tuples(FEW, st.sampled_from([0, 1, 2, ~0, ~1, ~2])), max_size=40)
acts = st.lists(st.tuples(st.sampled_from(["lay", "change", "again"]), SMALL), max_size=8)


def columns(posts: set[Post]) -> tuple[np.ndarray, np.ndarray]:
    """Posts in order, as they are laid down."""
    rows = np.array(sorted(posts), dtype=np.int64).reshape(-1, 2)
    return rows[:, 0], rows[:, 1]


@contextmanager
def tiny() -> Iterator[None]:
    """Pages of two blocks, three of them at hand, and few posts at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paged, "BLOCKS_OF_A_PAGE", 2)
        patch.setattr(paged, "COUNTED", 2)
        patch.setattr(kept, "RUN", 3)
        yield


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "p.db") as store, store.transaction():
        yield store.db


def none(database: Database) -> KeptPosts:
    """No posts in a file, whatever was there."""
    KeptPosts(database).forget()
    return KeptPosts(database)


def laid(database: Database, posts: set[Post]) -> set[Post]:
    """Those of some posts that are in pages, with all that share a block with them there."""
    found = Laid(database)
    blocks = {block for block, _ in posts}
    return {(b, ~who if side else who) for b in blocks for side in (0, 1) for who in found.of(b, side)}


def told(who: Who) -> list[int]:
    assert len(who) == sum(who.sides())
    assert who.sides() == (len(who.on(0)), len(who.on(1)))
    assert all(who.on(side, most) == who.on(side)[:most] for side in (0, 1) for most in (0, 1, 2))
    return [*(~n for n in reversed(who.on(1))), *who.on(0)]


def check(found: KeptPosts, posts: set[Post], blocks: list[int]) -> None:
    sides = {
        b: [sorted(w for a, w in posts if a == b and w >= 0), sorted(~w for a, w in posts if a == b and w < 0)]
        for b in blocks
    }
    for block, both in sides.items():
        for side, who in enumerate(both):
            assert found.of(block, side, -1) == who
            assert found.of(block, side, 1) == who[:1]
            assert found.of(block, side, 0) == []
    assert found.opposed(blocks) == {b for b, (yes, no) in sides.items() if yes and no}
    sizes = {b: len(yes) + len(no) for b, (yes, no) in sides.items()}
    for least, most in ((0, 0), (0, 9), (1, 1), (2, 3)):
        assert found.crowded(blocks, least, most) == {b: min(n, most) for b, n in sizes.items() if n >= least}


@given(ANY, st.integers(1, 4), st.integers(1, 3))
def test_what_is_packed_is_found(posts: set[Post], most: int, counted: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paged, "BLOCKS_OF_A_PAGE", most)
        patch.setattr(paged, "COUNTED", counted)
        found = set()
        for at, who in by_place(*columns(posts)):
            made = list(packed(at, who))
            firsts = [first for first, _ in made]
            assert firsts == sorted(set(firsts))
            for block in set(blocks_at(at).tolist()):
                first, page = max((p for p in made if p[0] <= place(block)), key=lambda p: p[0])
                found |= {(block, n) for n in told(who_is_in(page, place(block) - first))}
        assert found == posts


@given(st.sets(st.integers(0, 2**17), min_size=1), st.sets(st.integers(0, 2**26)))
def test_only_what_is_packed_is_found(blocks: set[int], others: set[int]) -> None:
    at = np.array(sorted(blocks), dtype=np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paged, "BLOCKS_OF_A_PAGE", len(blocks))
        ((first, page),) = packed(at, at * 3)
    for far in sorted((others | blocks | {b + d for b in blocks for d in (1, 256)}) - set(range(first))):
        assert told(who_is_in(page, far - first)) == ([far * 3] if far in blocks else [])
        assert is_past(page, far - first) == (far > max(blocks))


@given(st.lists(st.integers(0, BLOCKS - 1)))
def test_a_block_has_one_place(blocks: list[int]) -> None:
    at = place(np.array(blocks, dtype=np.int64))
    assert at.tolist() == [place(b) for b in blocks]
    assert blocks_at(at).tolist() == blocks


@given(acts)
@settings(deadline=None)
def test_those_are_posted_that_were_put_up_and_not_taken_down(
    database: Database, given_acts: list[tuple[str, set[Post]]]
) -> None:
    blocks = [0, 1, 2, 3, 5, 16, 17, 18, 33, 48, 49, 2**46, 2**46 + 16, BLOCKS - 17, BLOCKS - 1]
    with tiny():
        found, posts = none(database), set()
        for act, these in given_acts:
            if act == "lay":
                found.lay(*columns(these - posts))
                posts |= these
            elif act == "change":
                found.change(these - posts, these & posts)
                posts ^= these
            else:
                found = KeptPosts(database)
            check(found, posts, blocks)
        found.forget()
        found.learn(sorted(posts))
        assert laid(database, posts) == posts
        check(found, posts, blocks)


@given(SMALL, SMALL)
@settings(deadline=None)
def test_what_was_posted_before_the_first_that_is_laid_is_in_pages_too(
    database: Database, posts: set[Post], first: set[Post]
) -> None:
    with tiny():
        found = none(database)
        found.change(posts, ())
        assert laid(database, posts) == set()
        found.lay(*columns(first - posts))
        rows = set(database.rows("SELECT * FROM post"))
        assert laid(database, posts | first) | rows == posts | first
        assert rows <= first - posts


def test_posts_between_those_of_pages_are_rows(database: Database) -> None:
    none(database)
    found = Laid(database)
    with tiny():
        many = np.array([16, 32, 48, 64, 80]), np.array([1, 2, 3, 4, 5])
        assert found.lay(*many)
        for at in (16, 20, 32, 64, 80):
            assert not found.lay(np.array([at]), np.array([9]))
        assert not found.lay(np.array([3, 99]), np.array([9, 9]))
        for at in ([3, 15], [81], [40], [65, 72, 79]):
            assert found.lay(np.array(at), np.full(len(at), 9))


def test_what_is_taken_down_leaves_its_page_as_it_is(database: Database) -> None:
    found = none(database)
    found.lay(*columns({(3, 1), (3, ~1), (19, 4)}))
    (before,) = database.rows("SELECT posts FROM post_page")
    found.change([(3, 2)], [(3, ~1)])
    found.change([(3, ~1)], [(3, 2)])
    assert (found.of(3, 0, -1), found.of(3, 1, -1)) == ([1], [1])
    assert list(database.rows("SELECT posts FROM post_page")) == [before]
    assert list(database.rows("SELECT * FROM post_gone")) == [(3, ~1)]
    assert list(database.rows("SELECT * FROM post")) == [(3, ~1)]


def test_posts_of_an_earlier_layout_stay_where_they_are(tmp_path: Path) -> None:
    Store.create(tmp_path / "new.db").close()
    path = laid_out(tmp_path / "old.db", tmp_path / "new.db", 8)
    with closing(sqlite3.connect(path)) as old, old:
        old.executemany("INSERT INTO post VALUES (?, ?)", [(3, 1), (3, ~1), (19, 4)])
    with Store.open(path) as store:
        found = KeptPosts(store.db)
        assert (found.of(3, 0, -1), found.of(3, 1, -1), found.of(19, 0, -1)) == ([1], [1], [4])
        assert found.opposed([3, 19]) == {3}
