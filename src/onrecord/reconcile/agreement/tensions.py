"""Which claims to set against each other: what changed with all that shares two stems with it, and no others."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from itertools import zip_longest
from math import isqrt

import numpy as np

from onrecord.model.memory import Memory, Post, number
from onrecord.reconcile import notes
from onrecord.reconcile.agreement import pairs, weighing
from onrecord.reconcile.agreement.blocks import MANY, TOLD
from onrecord.reconcile.agreement.claims import claims, said_by
from onrecord.reconcile.agreement.first import COMPARED
from onrecord.reconcile.agreement.origins import Origins
from onrecord.reconcile.agreement.sketches import (
    STEMS,
    Sketch,
    day,
    may_clash,
    read,
    said_as,
    standing,
    written,
)
from onrecord.reconcile.agreement.weighing import AT_HAND, FAR, PAIR, PAIRS, SHEET, Sketches, Weighing
from onrecord.reconcile.desk import Desk
from onrecord.reconcile.slots import Told
from onrecord.reconcile.waiting import Waiting

Names = tuple[str, str]


class Tensions:
    """Claims that clash, as far as the memory has them; brought up to date once."""

    def __init__(self, origins: Origins, desk: Desk, memory: Memory, changed: Container[str] | None = None) -> None:
        """Compare what lies on a desk by what it goes back to; `changed` as for `agreement.update`."""
        self._origins, self._desk, self._memory, self._others = origins, desk, memory, changed
        self._sketches = Sketches(memory)
        self._weighing = Weighing(origins, desk, self._sketches, memory, is_first=False)
        self._days: dict[int, int] = {}
        self._said = array("q")
        self._changed: set[int] = set()
        self._gone: set[str] = set()
        self._looking: set[str] = set()
        self._moved: Counter[tuple[int, bool]] = Counter()
        self._waiting = Waiting(memory)
        self._open = lru_cache(AT_HAND * 64)(self._both_sides)

    def take_in(self, revision: str) -> None:
        """Note the claims of a revision in place of those that it had."""
        before = read(self._memory.sheet(SHEET, revision))
        if self._others is None or revision in self._others:
            self._take_in_anew(revision, before)
        else:
            self._take_in_renamed(revision, before)

    def _take_in_anew(self, revision: str, before: tuple[Sketch, ...]) -> None:
        made = {c.entry.id: c for c in claims(self._desk.of(revision, TOLD), self._origins)}
        stood = {s.id: s.stands for s in before}
        now = tuple(standing(Sketch.of(made[i]), stands=stood.get(i, True)) for i in sorted(made)[:MANY])
        self._weighing.have_at_hand(made)
        self._looking.add(revision)
        self._keep(revision, before, now)
        self._said.extend({s.said for s in (*before, *now)})
        self._gone |= stood.keys() - made.keys()
        first = self._memory.serial(revision) * MANY
        self._changed |= set(range(first, first + len(now)))

    def _take_in_renamed(self, revision: str, before: tuple[Sketch, ...]) -> None:
        """Where all stands as it stood, but somebody is called otherwise, claims change by who says them alone."""
        by_id = {e.id: e for e in self._desk.of(revision, TOLD)}
        now = tuple(s if s.own else said_as(s, said_by(by_id[s.id], self._origins)) for s in before)
        others = [n for n, (old, new) in enumerate(zip(before, now, strict=True)) if old is not new]
        self._keep(revision, before, now)
        self._said.extend({s.said for n in others for s in (before[n], now[n])})
        first = self._memory.serial(revision) * MANY
        self._changed |= {first + n for n in others}
        if others and self._weighing.may_take_up(revision):
            self._looking.add(revision)

    def told(self) -> Iterator[Told]:
        """What is judged of all that these claims touch."""
        yield from self._told_again()
        yield from self._weighing.judged_within(self._looking)

    # --- what changed, and what it touches ------------------------------------------------------------------

    def _told_again(self) -> Iterator[Told]:
        changed, gone, looking = self._taken_in()
        again = {pair for name in (*gone, *map(self._sketches.name, changed)) for pair in self._clashing(name)}
        more, fewer = self._turned()
        closed, opened = self._crossed()
        again |= {
            pair for who in (*closed, *self._posted(more, 0)) for pair in self._clashing(self._sketches.name(who))
        }
        named = changed | opened | set(self._posted(fewer, 0))
        for who in sorted(named):
            for other in self._partners(who, named):
                names = sorted((self._sketches.name(who), self._sketches.name(other)))
                yield from self._weighing.judged(names[0], names[1])
                again.discard((names[0], names[1]))
        for a, b in sorted(again):
            yield from self._weighing.judged(a, b, may=self._may_clash(a, b))
        self._looking = looking | {self._memory.named(who // MANY) for who in self._posted(more | fewer, 1)}

    def _posted(self, blocks: Iterable[int], side: int) -> list[int]:
        return [who for block in blocks for who in self._memory.posted(block, side)]

    # --- claims, each once ---------------------------------------------------------------------------------

    def _taken_in(self) -> tuple[set[int], set[str], set[str]]:
        """See which claims stand for all of the same words.

        Gives those that stand and changed, or that stand or stood only now or until now, by number; those that are
        gone, by id; and the articles to look through.
        """
        self._waiting.post()
        turned = self._set_aside(np.unique(np.frombuffer(self._said, dtype=np.int64)).tolist())
        self._waiting.post()
        self._sketches.forget()
        told = {self._memory.named(who // MANY) for who in turned}
        return self._changed | turned, self._gone, self._looking | told

    def _keep(self, revision: str, before: tuple[Sketch, ...], now: tuple[Sketch, ...]) -> None:
        """Keep the claims of an article in place of those before, and post them."""
        first = self._memory.serial(revision) * MANY
        for who, (old, new) in enumerate(zip_longest(before, now), first):
            if old != new:
                self._move(old.posts(who) if old else set(), new.posts(who) if new else set())
        if before != now:
            self._memory.write(SHEET, revision, written(now))

    def _move(self, were: set[Post], are: set[Post]) -> None:
        """Post a claim anew; what changes by it is counted."""
        self._waiting.change(were, are)
        self._moved.update((block, who < 0) for block, who in are - were)
        self._moved.subtract((block, who < 0) for block, who in were - are)

    def _set_aside(self, said: Iterable[int]) -> set[int]:
        """See that of the claims of the same words the first stands for all; gives those for which it is otherwise."""
        turned = {who: stands for block in said for who, stands in self._turning(block)}
        for article in sorted({who // MANY for who in turned}):
            before = self._sketches.of(article)
            now = (standing(s, stands=turned.get(who, s.stands)) for who, s in enumerate(before, article * MANY))
            self._keep(self._memory.named(article), before, tuple(now))
        return set(turned)

    def _turning(self, said: int) -> Iterator[tuple[int, bool]]:
        told = self._memory.posted(said, 0)
        first = min(told, key=self._sketches.order, default=None)
        yield from ((who, who == first) for who in told if self._sketches.one(who).stands is not (who == first))

    def _number(self, name: str) -> int | None:
        """The number of a claim; None where it is none any more."""
        entry = self._desk.entry(name)
        article = self._memory.serial(entry.revision) if entry else 0
        places = (n for n, held in enumerate(self._sketches.of(article)) if held.id == name) if entry else iter(())
        place = next(places, None)
        return None if place is None else article * MANY + place

    # --- what they share -----------------------------------------------------------------------------------

    def _turned(self) -> tuple[set[int], set[int]]:
        """The blocks of stems that have become a topic, and that are none any more."""
        more, fewer = set(), set()
        for (block, _), by in self._moved.items():
            if by and STEMS.has(block):
                now = len(self._memory.posted(block, 0, weighing.TOPIC + 1 + max(by, 0)))
                more |= {block} if now - by <= weighing.TOPIC < now else set()
                fewer |= {block} if now <= weighing.TOPIC < now - by else set()
        return more, fewer

    def _crossed(self) -> tuple[set[int], set[int]]:
        """Who is in blocks that have become too common, and in blocks that are so no more: those of the lesser side."""
        closed, opened = set(), set()
        moved: Counter[int] = Counter()
        for (block, _), by in self._moved.items():
            if by and any(k.has(block) for k in COMPARED):
                moved[block] += by
        # Of two sides whose product is more than weighing.MOST, the sum is more than twice its root.
        least = max(0, isqrt(4 * weighing.MOST) + 1 + min(0, min(moved.values(), default=0)))
        for block in sorted(self._memory.crowded(moved, least, least)):
            sides = [self._memory.posted(block, side) for side in (0, 1)]
            yes, no = map(len, sides)
            was = (yes - self._moved[block, False]) * (no - self._moved[block, True])
            few = sides[0] if yes < no else sides[1]
            closed |= set(few) if was <= weighing.MOST < yes * no else set()
            opened |= set(few) if yes * no <= weighing.MOST < was else set()
        return closed, opened

    def _both_sides(self, block: int) -> tuple[list[int], list[int]] | None:
        """Who is on each side of a block, where there are some and not too many."""
        no = self._memory.posted(block, 1, weighing.MOST + 1)
        yes = self._memory.posted(block, 0, weighing.MOST // len(no) + 1) if no else []
        return (yes, no) if 0 < len(yes) * len(no) <= weighing.MOST else None

    def _partners(self, who: int, named: Container[int]) -> Iterator[int]:
        """The claims that share with one, on the other side, enough blocks that are not too common.

        Those that are named and come before are left to find this one, where they look for theirs.
        """
        mine = self._sketches.one(who)
        if not mine.stands:
            return
        shared: Counter[int] = Counter()
        told = self._memory.opposed(mine.blocks[0] | mine.blocks[1])
        for side, blocks in enumerate(mine.blocks):
            for block in blocks & told:
                both = self._open(block)
                if both:
                    shared.update(both[1 - side])
        for other, many in sorted(shared.items()):
            if other != who and (many >= FAR or abs(mine.told - self._day(other // MANY)) <= pairs.MONTH.days):
                theirs = self._sketches.one(other)
                if may_clash(mine, theirs, in_one=who // MANY == other // MANY) and not (
                    other < who and other in named
                ):
                    yield other

    def _day(self, article: int) -> int:
        """The day on which the claims of an article were told."""
        if article not in self._days:
            self._days[article] = day(self._memory.sheet(SHEET, self._memory.named(article)))
        return self._days[article]

    def _may_clash(self, a: str, b: str) -> bool:
        """Whether two claims stand and share enough still."""
        one, other = self._number(a), self._number(b)
        return one is not None and other is not None and other in self._partners(one, ())

    # --- pairs ---------------------------------------------------------------------------------------------

    def _clashing(self, name: str) -> Iterator[Names]:
        """The pairs with a claim that clash, as far as is known."""
        for part in self._memory.parts(number((PAIRS, name))):
            note = self._memory.note(PAIR, part)
            if note:
                a, b = notes.read(note)
                yield a, b
