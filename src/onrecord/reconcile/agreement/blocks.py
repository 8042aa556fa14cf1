"""Comparing by blocks: of what changed, the blocks that it was in or is in are judged again, and no others."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

import msgspec
import numpy as np

from onrecord.model import Entry, Judgement, Kind
from onrecord.model.memory import BLOCKS, Key, Memory, Post, Posting, number, word
from onrecord.reconcile.agreement.meeting import together
from onrecord.reconcile.desk import Desk
from onrecord.reconcile.heap import ROOM, Heap, Numbers, groups
from onrecord.reconcile.ranges import packed, unpacked
from onrecord.reconcile.slots import Told
from onrecord.reconcile.waiting import Waiting

TOLD = (Kind.ATTRIBUTION, Kind.FIGURE, Kind.EVENT)
"""The kinds of entry that are compared."""
MANY = 1 << 12
"""Parts of one kind that a text has at most, by which they are numbered: more than a book has."""
AT_HAND = 4_096
"""Parts that are kept at hand, and articles of which what is written down of theirs is."""
_HALF = 31
"""Bits of who is posted, for 500,000 articles."""


class Part(Protocol):
    """What an entry is compared by."""

    @property
    def id(self) -> str:
        """The entry's."""


_Sheet = list[tuple[msgspec.Raw, list[int]]]
_SHEET = msgspec.msgpack.Decoder(_Sheet)
P = TypeVar("P", bound=Part)
P_contra = TypeVar("P_contra", bound=Part, contravariant=True)


class Comparing(Protocol[P]):
    """How one kind of thing is compared; its blocks are posts.

    `parts` reads a part as it was written down.
    Where parts are compared by `pairs`, each two by themselves, nothing is judged of a block of which no two may clash.
    """

    stage: str
    posting: Posting
    parts: msgspec.msgpack.Decoder[P]

    @property
    def pairs(self) -> Pairs[P] | None:
        """How two are compared by themselves; None where they are compared a block at a time."""

    def made(self, entries: Iterable[Entry]) -> Iterator[P]:
        """The parts that some entries are, those that are compared."""

    def keys(self, part: P) -> Iterator[Key]:
        """What a part shares with those that it is compared with; the first of each key is its kind."""

    def judged(self, kind: str, block: Sequence[P]) -> Iterator[Judgement]:
        """Judgements between the parts of a block, two or more, in whatever order they are given."""


class Pairs(Protocol[P_contra]):
    """How two parts are compared by themselves. Of more than `most` in a block nothing is judged."""

    most: int

    def sort(self, part: P_contra) -> str:
        """Those of one sort do not clash."""

    def may_clash(self, one: P_contra, other: P_contra) -> bool:
        """Whether anything may be judged of two parts, in whatever order they are given."""


class Compared(Generic[P]):
    """Parts that are compared: what changed is taken in, then the blocks that it touches are judged again.

    Each is posted by the number of its revision and its place among their ids. A revision's sheet has its parts, each
    with the blocks that it is in: so a block of many is compared without their entries.
    """

    def __init__(self, how: Comparing[P], desk: Desk, memory: Memory, *, is_first: bool, room: int = ROOM) -> None:
        """Compare in one way; `is_first` where the memory knows nothing of it: so many posts are held then in hand."""
        self._how, self._desk, self._memory, self._is_first = how, desk, memory, is_first
        self._touched = array("q")
        self._waiting = Waiting(memory)
        self._of = lru_cache(AT_HAND)(self._read)
        self._part = lru_cache(AT_HAND)(self._brought)
        self._first = Heap(BLOCKS, room)
        self._sorts = array("q"), array("q")

    def take_in(self, revision: str) -> None:
        """Post the parts of a revision in place of those that it had.

        Only the blocks of those that came, went or changed are touched: what is judged of a block depends on its parts
        alone, wherever they stand.
        """
        made = sorted(self._how.made(self._desk.of(revision, TOLD)), key=lambda part: part.id)
        now = [(part, sorted(self._kinds(part))) for part in made]
        first = self._memory.serial(revision) * MANY
        if self._is_first:
            for who, (part, blocks) in enumerate(now, first):
                self._first.extend(np.array(blocks, dtype=np.int64), np.full(len(blocks), who))
                self._note_sort(who, part)
            before = None
        else:
            before = self._memory.sheet(self._how.stage, revision)
            held = _written(before)
            self._waiting.change(_posts(held, first), _posts(now, first))
            self._touched.extend(_changed(held, now))
        sheet = _packed(now) if now else None
        if before != sheet:
            self._memory.write(self._how.stage, revision, sheet)

    def leave(self, name: str) -> None:
        """Leave what was taken in since the last time in the memory, by some name, for another to take over."""
        sorts, self._sorts = self._sorts, (array("q"), array("q"))
        self._memory.write(f"{self._how.stage} posted", name, packed(*self._first.loose()))
        self._memory.write(f"{self._how.stage} sorted", name, b"".join(column.tobytes() for column in sorts))

    def take_over(self, other: Memory, name: str, revisions: Iterable[str]) -> None:
        """Take over what was left by this name in another memory, of some revisions."""
        for revision in revisions:
            self._memory.write(self._how.stage, revision, other.sheet(self._how.stage, revision))
        self._first.extend(*unpacked(other.sheet(f"{self._how.stage} posted", name)))
        for column, left in zip(self._sorts, unpacked(other.sheet(f"{self._how.stage} sorted", name)), strict=True):
            column.frombytes(left.tobytes())

    def told(self) -> Iterator[Told]:
        """What is judged of the blocks that parts are or were in."""
        if self._is_first:
            with self._first, Heap(1 << 62) as pairs:
                for block, who in self._told_at_first(pairs):
                    yield self._how.stage, block, self._judged(block, who)
            return
        self._waiting.post()
        for block in map(int, np.unique(np.frombuffer(self._touched, dtype=np.int64))):
            yield self._how.stage, block, self._judged(block, self._memory.posted(block, 0))

    # --- all of them, where nothing is remembered -----------------------------------------------------------

    def _note_sort(self, who: int, part: P) -> None:
        if self._how.pairs:
            self._sorts[0].append(who)
            self._sorts[1].append(word(self._how.pairs.sort(part)) >> 1)

    def _told_at_first(self, pairs: Heap) -> Iterator[tuple[int, list[int]]]:
        """Post all that was gathered; gives the blocks that may tell anything, with who is in each."""
        how, (known, sorts) = self._how.pairs, self._sorted()
        for blocks, who in self._first.runs():
            self._memory.lay(blocks, who)
            starts, sizes = groups(blocks)
            if how:
                few = (sizes > 1) & (sizes <= how.most)
                one, other, at = together(starts[few], sizes[few], who, sorts[np.searchsorted(known, who)])
                pairs.extend(one << _HALF | other, blocks[at])
                continue
            for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
                yield int(blocks[start]), who[start : start + size].tolist()
        for block in sorted(self._clashing(pairs, how)) if how else ():
            yield block, self._memory.posted(block, 0)

    def _sorted(self) -> tuple[Numbers, Numbers]:
        """All parts that were taken in, in order, and the sort of each."""
        known, sorts = (np.frombuffer(column, dtype=np.int64) for column in self._sorts)
        order = np.argsort(known)
        return known[order], sorts[order]

    def _clashing(self, pairs: Heap, how: Pairs[P]) -> set[int]:
        """The blocks of the pairs that may clash; each pair is looked at once."""
        found: set[int] = set()
        for pair, blocks in pairs.runs():
            starts, sizes = groups(pair)
            for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
                one, other = (self._part(who) for who in divmod(int(pair[start]), 1 << _HALF))
                if how.may_clash(one, other):
                    found.update(blocks[start : start + size].tolist())
        return found

    # --- parts and their blocks -----------------------------------------------------------------------------

    def _judged(self, block: int, told: Sequence[int]) -> Iterable[Judgement]:
        """What is judged of a block; nothing where it is one part alone, or more than are told apart by it."""
        most = self._how.pairs.most if self._how.pairs else len(told)
        parts = [self._part(who) for who in told] if 1 < len(told) <= most else []
        kind = self._kinds(parts[0]).get(block) if parts else None
        return self._how.judged(kind, parts) if kind else ()

    def _kinds(self, part: P) -> dict[int, str]:
        """The blocks of a part, each with the kind of its key."""
        return {self._how.posting.at(number(key)): str(key[0]) for key in self._how.keys(part)}

    def _brought(self, who: int) -> P:
        return self._how.parts.decode(self._of(who // MANY)[who % MANY][0])

    def _read(self, article: int) -> _Sheet:
        return _written(self._memory.sheet(self._how.stage, self._memory.named(article)))


def _written(sheet: bytes | None) -> _Sheet:
    """What is on a sheet: parts, which are read when they are asked for, each with the blocks that it is in."""
    return _SHEET.decode(zlib.decompress(sheet)) if sheet else []


def _packed(held: object) -> bytes:
    """As it is written down: a fourth of what it would take, since each part tells the names of its fields again."""
    return zlib.compress(_encoded(held), 1)


def _encoded(held: object) -> bytes:
    return msgspec.msgpack.encode(held, order="deterministic")


def _changed(before: _Sheet, now: Iterable[tuple[object, list[int]]]) -> set[int]:
    """The blocks of the parts that are on a sheet only now, or were until now; those in other blocks are others."""
    were = {(bytes(part), tuple(blocks)) for part, blocks in before}
    are = {(_encoded(part), tuple(blocks)) for part, blocks in now}
    return {block for _, blocks in were ^ are for block in blocks}


def _posts(held: Sequence[tuple[object, list[int]]], first: int) -> set[Post]:
    return {(block, who) for who, (_, blocks) in enumerate(held, first) for block in blocks}
