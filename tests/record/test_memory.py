"""The memory in a record's file and the one in hand do the same, whatever is kept in which order."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.memory import Memory, Posting, number
from onrecord.reconcile.memory import Mind, packed, unpacked
from onrecord.record import Store
from onrecord.record import memory as kept
from onrecord.record.memory import Recall

PARTS = [f"{n:020x}" for n in (0, 1, 7, 2**79)]
KEYS = [("name", "tolm"), ("day", 3, None), ("name", "tolm ")]
STAGES = ["name", "copy"]
POSTED = [3, 4, 5, 2**46]

keyed = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from([0, 1])), max_size=4)
posts = st.sets(st.tuples(st.sampled_from([3, 4, 2**46]), st.sampled_from([0, 1, 5, ~0, ~5])))
acts = st.lists(
    st.one_of(
        st.tuples(st.just("post"), posts),
        st.tuples(
            st.just("write"), st.sampled_from(STAGES), st.sampled_from(PARTS), st.sampled_from([None, b"", b"a"])
        ),
        st.tuples(st.just("serial"), st.sampled_from(PARTS)),
        st.tuples(st.just("put"), st.sampled_from(STAGES), st.sampled_from(PARTS), keyed, st.text(max_size=3)),
        st.tuples(
            st.just("hold"), st.sampled_from(STAGES), st.sets(st.sampled_from(PARTS)), keyed, st.text(max_size=3)
        ),
        st.tuples(st.just("drop"), st.sampled_from(STAGES), st.sampled_from(PARTS)),
        st.tuples(st.just("seen")),
    ),
    max_size=12,
)


def seen(memory: Memory) -> list[object]:
    """All that can be asked of a memory about these parts and keys."""
    blocks = [number((stage, *key)) for stage in STAGES for key in KEYS]
    return [
        *(memory.note(stage, part) for stage in STAGES for part in PARTS),
        *(memory.blocks(stage, part) for stage in STAGES for part in PARTS),
        *(memory.sides(block) for block in blocks),
        *(memory.parts(block, side) for block in blocks for side in (None, 0, 1)),
        *(list(memory.notes(stage, number((stage, *key)))) for stage in STAGES for key in KEYS),
        *(memory.before(block, part) for block in blocks for part in PARTS),
        *(memory.after(block, part) for block in blocks for part in PARTS),
        *(memory.posted(block, side, most) for block in POSTED for side in (0, 1) for most in (-1, 1, 2)),
        *(memory.crowded(POSTED, least, 3) for least in (0, 1, 2)),
        memory.opposed(POSTED),
        *(memory.sheet(stage, part) for stage in STAGES for part in PARTS),
    ]


def done(memory: Memory, act: tuple) -> object:
    match act:
        case "post", posts:
            there = {(b, ~w if side else w) for b in POSTED for side in (0, 1) for w in memory.posted(b, side)}
            memory.post(posts - there, posts & there)
        case "serial", part:
            return memory.named(memory.serial(part)) == part, memory.serial(part)
        case "write", stage, part, sheet:
            memory.write(stage, part, sheet)
        case "drop", stage, part:
            return memory.drop(stage, part)
        case "hold", stage, parts, keys, note:
            new = [part for part in sorted(parts) if memory.note(stage, part) is None]
            memory.hold(stage, [(part, keyed_for(stage, keys), note) for part in new])
        case "put", stage, part, keys, note:
            return memory.put(stage, part, keyed_for(stage, keys), note)
    return seen(memory) if act == ("seen",) else None


def keyed_for(stage: str, keys: list[tuple[tuple, int]]) -> list[tuple[tuple, int]]:
    return [((stage, *key), side) for key, side in keys]


rooms = st.fixed_dictionaries({name: st.integers(1, 4) for name in ("AT_HAND", "ROOM", "WAITING", "SHORT")})


@given(acts, rooms)
@settings(deadline=None)
def test_both_memories_do_the_same(given_acts: list[tuple], room: dict[str, int]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "m.db") as store,
        patch.multiple(kept, **room),
    ):
        mind, recall = Mind(), Recall(store.db)
        for act in given_acts:
            assert done(mind, act) == done(recall, act)
        assert seen(mind) == seen(recall)
        recall.settle()
        assert seen(mind) == seen(Recall(store.db))
        recall.learn(mind)
        assert seen(mind) == seen(recall)
        recall.forget()
        assert seen(recall) == seen(Mind())


def test_a_key_has_one_number_on_any_machine() -> None:
    assert number(("name", "tolm")) == 8360453892901819841
    assert 0 <= number(()) < 2**63


def test_a_block_of_posts_has_one_number_on_any_machine() -> None:
    posting = Posting(3)
    assert posting.block("tolm", "wall") == 3563896646179
    assert posting.pairs(["dam", "tolm", "wall"]) == [
        posting.block(*pair) for pair in (("dam", "tolm"), ("dam", "wall"), ("tolm", "wall"))
    ]
    assert posting.has(posting.at(2**64 - 1, 2**64 - 1))
    assert not Posting(4).has(posting.at(1))
    assert 0 <= posting.at(2**64 - 1) < 2**47


def test_what_is_packed_is_unpacked() -> None:
    assert unpacked(packed([7, 2**47 - 1, 0])) == [0, 7, 2**47 - 1]
    assert unpacked(None) == []


def test_what_several_files_keep_is_kept_as_one(tmp_path: Path) -> None:
    stores = [Store.create(tmp_path / f"{name}.db") for name in ("one", "other", "both", "whole")]
    one, other, both, whole = (Recall(store.db) for store in stores)
    for recall in (one, other, both, whole):
        recall.number(PARTS)
    for recalls, part in (((one, whole), PARTS[0]), ((other, whole), PARTS[1]), ((one, other, whole), PARTS[2])):
        for recall in recalls:
            recall.put("name", part, keyed_for("name", [(KEYS[0], 0), (KEYS[1], 1)]), f"note of {part}")
            recall.write("name", part, part.encode())
    for recall, who in ((one, 0), (other, ~1)):
        recall.post([(3, who)])
        whole.post([(3, who)])
    for recall in (one, other):
        recall.settle()
    for store in stores[:2]:
        both.take_over(store.db, may_be_there=True)
    assert [both.serial(part) for part in PARTS] == [1, 2, 3, 4]
    assert seen(both) == seen(whole)
    for store in stores:
        store.close()
