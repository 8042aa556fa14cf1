"""All claims of a record that knows nothing of any yet: who meets whom is found by putting posts in order.

It goes in three steps, which may be others' each: articles are taken in, in any parts; where all of them were, who
meets whom is found; those who meet are set against each other, in any parts. It leaves in the memory what bringing the
claims up to date one article after the other leaves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from onrecord.model.memory import BLOCKS, Memory
from onrecord.reconcile.agreement import pairs, weighing, within
from onrecord.reconcile.agreement.blocks import MANY, TOLD
from onrecord.reconcile.agreement.claims import claims
from onrecord.reconcile.agreement.meeting import of_kinds, opposed
from onrecord.reconcile.agreement.origins import Origins
from onrecord.reconcile.agreement.sketches import ABOUT, AT, BETWEEN, Sketch, day, standing, written
from onrecord.reconcile.agreement.weighing import FAR, SHEET, Sketches, Weighing
from onrecord.reconcile.desk import Desk
from onrecord.reconcile.heap import ROOM, Heap, Numbers, groups, often
from onrecord.reconcile.ranges import Bits, left, packed, unpacked
from onrecord.reconcile.slots import NOBODY, Told

COMPARED = (ABOUT, BETWEEN, AT)
"""The kinds of blocks in which those who meet are set against each other."""
SAID, SHARED, LOOKED, MET = "claims said", "claims posted", "claims looked through", "claims met"
"""Stages of what is left for another step: what was said by whom and who is to be posted where, of each portion; the
articles to look through; who meets whom, range by range and bit by bit."""


class First:
    """Claims of articles, each taken in once, here or by others."""

    def __init__(self, origins: Origins, desk: Desk, memory: Memory, room: int = ROOM) -> None:
        """Begin with none; the memory knows nothing of claims. So many posts are held before they are put on disk."""
        self._origins, self._desk = origins, desk
        self.meeting = Meeting(memory, room)
        self._weighing = Weighing(origins, desk, self.meeting.sketches, memory, is_first=True)

    def take_in(self, revision: str) -> None:
        """Gather the claims of an article."""
        made = {c.entry.id: c for c in claims(self._desk.of(revision, TOLD), self._origins)}
        self._weighing.have_at_hand(made)
        held = self._desk.revision(revision)
        now = tuple(standing(Sketch.of(made[i]), stands=True) for i in sorted(made)[:MANY])
        self.meeting.gather(revision, now, is_looked_at=within.may_take_up(made.values(), held.text if held else ""))

    def leave(self, name: str) -> None:
        """See Meeting."""
        self.meeting.leave(name)

    def take_over(self, other: Memory, name: str, revisions: Iterable[str]) -> None:
        """See Meeting."""
        self.meeting.take_over(other, name, revisions)

    def told(self) -> Iterator[Told]:
        """What is judged of all that was taken in."""
        for one, other in self.meeting.met():
            yield from self._weighing.compared(one.tolist(), other.tolist())
        yield from self._weighing.judged_within(self.meeting.looking)


class Meeting:
    """Claims in short, gathered article by article; `looking` are the articles that are to be looked through."""

    def __init__(self, memory: Memory, room: int = ROOM) -> None:
        """Begin with none."""
        self._memory = memory
        self.sketches = Sketches(memory)
        self.looking: set[str] = set()
        self._said, self._shared = Heap(BLOCKS, room), Heap(BLOCKS, room)
        self._days: dict[int, int] = {}

    def gather(self, revision: str, told: tuple[Sketch, ...], *, is_looked_at: bool) -> None:
        """Keep the claims of an article, and gather where they are to be posted."""
        self.looking |= {revision} if is_looked_at else set()
        article = self._memory.serial(revision)
        numbers = np.arange(article * MANY, article * MANY + len(told))
        self._said.extend(np.array([sketch.said for sketch in told], dtype=np.int64), numbers)
        for who, sketch in zip(numbers.tolist(), told, strict=True):
            first, second = sketch.places
            each = np.repeat((who, ~who), (len(first), len(second)))
            self._shared.extend(np.array([*first, *second], dtype=np.int64), each)
        self._keep(revision, written(told))

    def _keep(self, revision: str, sheet: bytes | None) -> None:
        self._memory.write(SHEET, revision, sheet)
        self._days[self._memory.serial(revision)] = day(sheet)

    def leave(self, name: str) -> None:
        """Leave what was gathered since the last time in the memory, by some name, for another to take over."""
        for stage, heap in ((SAID, self._said), (SHARED, self._shared)):
            self._memory.write(stage, name, packed(*heap.loose()))
        self._leave_looking(self._memory, name)
        self.looking = set()

    def _leave_looking(self, memory: Memory, name: str) -> None:
        numbers = array("q", sorted(map(self._memory.serial, self.looking)))
        memory.write(LOOKED, name, numbers.tobytes())

    def take_over(self, other: Memory, name: str, revisions: Iterable[str]) -> None:
        """Take over what was left by this name in another memory, of some articles."""
        for revision in revisions:
            self._keep(revision, other.sheet(SHEET, revision))
        for stage, heap in ((SAID, self._said), (SHARED, self._shared)):
            heap.extend(*unpacked(other.sheet(stage, name)))
        self.looking.update(map(self._memory.named, _looked(other, name)))

    # --- who meets whom

    def met(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Post all that was gathered; gives those who are to be set against each other, in the order of the first."""
        end = (max(self._days, default=0) + 1) * MANY
        days = np.array([self._days.get(n, 0) for n in range(end // MANY)], dtype=np.int64)
        with self._said, self._shared, Heap(end) as met:
            lesser = self._lesser()
            for every, everybody in self._shared.runs():
                stands = ~np.isin(np.where(everybody < 0, ~everybody, everybody), lesser)
                blocks, who = every[stands], everybody[stands]
                self._memory.lay(blocks, who)
                compared = of_kinds(blocks, *COMPARED)
                met.extend(*opposed(blocks[compared], who[compared], weighing.MOST))
            for one, other, times in often(met):
                near = np.abs(days[one // MANY] - days[other // MANY]) <= pairs.MONTH.days
                kept = near | (times >= FAR)
                yield one[kept], other[kept]

    def _lesser(self) -> Numbers:
        """Post what is said by whom; gives those that others of the same words stand for, and notes that they do."""
        found: list[int] = []
        for blocks, who in self._said.runs():
            self._memory.lay(blocks, who)
            starts, sizes = groups(blocks)
            for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
                same = who[start : start + size].tolist()
                first = min(same, key=self.sketches.order)
                found += (each for each in same if each != first)
        lesser = frozenset(found)
        for article in sorted({who // MANY for who in lesser}):
            held = enumerate(self.sketches.of(article), article * MANY)
            now = tuple(standing(s, stands=who not in lesser) for who, s in held)
            self._memory.write(SHEET, self._memory.named(article), written(now))
        self.sketches.forget()
        return np.array(sorted(lesser), dtype=np.int64)

    def leave_met(self, aside: Memory, ranges: Sequence[range]) -> None:
        """Leave aside who meets whom, by the range of articles that the first is of, and which to look through."""
        self._leave_looking(aside, NOBODY)
        bits = Bits(aside, MET, [_claims_of(articles) for articles in ranges])
        for one, other in self.met():
            bits.leave(one, other)


def told_of(weighing: Weighing, memory: Memory, aside: Memory, articles: range) -> Iterator[Told]:
    """What is judged of who meets whom in a range of articles, by what was left aside."""
    for one, other in left(aside, MET, _claims_of(articles)):
        yield from weighing.compared(one.tolist(), other.tolist())
    yield from weighing.judged_within(memory.named(n) for n in _looked(aside, NOBODY) if n in articles)


def _claims_of(articles: range) -> range:
    return range(articles.start * MANY, articles.stop * MANY)


def _looked(memory: Memory, name: str) -> list[int]:
    return array("q", memory.sheet(LOOKED, name) or b"").tolist()
