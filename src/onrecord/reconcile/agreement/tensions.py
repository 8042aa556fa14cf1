"""Which claims to set against each other: what changed with all that shares two stems with it, and no others."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from itertools import zip_longest
from math import isqrt

import msgspec
import numpy as np

from onrecord.model import digest
from onrecord.model.memory import BLOCKS, Memory, Post, number
from onrecord.reconcile import notes
from onrecord.reconcile.agreement import pairs, within
from onrecord.reconcile.agreement.blocks import MANY, TOLD
from onrecord.reconcile.agreement.claims import Claim, claim, claims
from onrecord.reconcile.agreement.meeting import of_kinds, opposed
from onrecord.reconcile.agreement.origins import Origins
from onrecord.reconcile.agreement.sketches import (
    ABOUT,
    AT,
    BETWEEN,
    STEMS,
    Sketch,
    day,
    may_clash,
    read,
    read_one,
    standing,
    topic,
    unread,
    written,
)
from onrecord.reconcile.desk import Desk
from onrecord.reconcile.heap import Heap, Numbers, groups, often
from onrecord.reconcile.slots import Told
from onrecord.reconcile.waiting import Waiting

MOST = 3000
"""Comparisons of one block past which what it shares is too common to tell two claims apart from others."""
FAR = 3
"""Blocks that two claims share at least which were told more than a month apart: those of three stems."""
TOPIC = 24
"""Claims of one month that have a stem past which it is what everybody tells of."""
AT_HAND = 1_024
"""Claims that are kept at hand in full are four times as many, in short and as articles sixteen, blocks sixty-four."""

PAIRS = "pairs of claims"
SHEET, PAIR, WITHIN, TELLING = "claims", "pair of claims", "within", "telling stems"
"""Stages of the memory: the claims of each article, on a sheet, posted where they stand for all of the same words;
pairs that clash; what clashes within an article; of an article, the stems that it matters how common they are."""

COMPARED = (ABOUT, BETWEEN, AT)
Names = tuple[str, str]


class Tensions:
    """Claims that clash, as far as the memory has them; brought up to date once."""

    def __init__(self, origins: Origins, desk: Desk, memory: Memory, *, is_first: bool) -> None:
        """Compare what lies on a desk by what it goes back to; `is_first` where the memory knows nothing of it."""
        self._origins, self._desk, self._memory, self._is_first = origins, desk, memory, is_first
        self._made: dict[str, Claim] = {}
        self._days: dict[int, int] = {}
        self._said = array("q")
        self._changed: set[int] = set()
        self._gone: set[str] = set()
        self._looking: set[str] = set()
        self._moved: Counter[tuple[int, bool]] = Counter()
        self._waiting = Waiting(memory)
        self._first_said, self._first_met = Heap(BLOCKS), Heap(BLOCKS)
        self._sheet = lru_cache(AT_HAND * 16)(self._unread)
        self._sketch = lru_cache(AT_HAND * 16)(self._read)
        self._claim = lru_cache(AT_HAND * 4)(self._brought)
        self._open = lru_cache(AT_HAND * 64)(self._both_sides)
        self._is_topic = lru_cache(AT_HAND * 64)(self._is_told_by_many)

    def take_in(self, revision: str) -> None:
        """Note the claims of a revision in place of those that it had."""
        before = read(self._memory.sheet(SHEET, revision)) if not self._is_first else ()
        made = {c.entry.id: c for c in claims(self._desk.of(revision, TOLD), self._origins)}
        stood = {s.id: s.stands for s in before}
        now = tuple(standing(Sketch.of(made[i]), stands=stood.get(i, True)) for i in sorted(made)[:MANY])
        if len(self._made) < AT_HAND * 4:
            self._made |= made
        if not self._is_first or self._may_take_up(revision, made.values()):
            self._looking.add(revision)
        if self._is_first:
            self._gather(revision, now)
            return
        self._keep(revision, before, now)
        self._said.extend({s.said for s in (*before, *now)})
        self._gone |= stood.keys() - made.keys()
        first = self._memory.serial(revision) * MANY
        self._changed |= set(range(first, first + len(now)))

    def told(self) -> Iterator[Told]:
        """What is judged of all that these claims touch."""
        yield from self._told_at_first() if self._is_first else self._told_again()
        for revision in sorted(self._looking):
            yield self._judged_within(revision)
        self._waiting.post()

    # --- all of them, where nothing is remembered -----------------------------------------------------------

    def _gather(self, revision: str, now: tuple[Sketch, ...]) -> None:
        """Gather where the claims of an article are to be posted."""
        article = self._memory.serial(revision)
        numbers = np.arange(article * MANY, article * MANY + len(now))
        self._first_said.extend(np.array([sketch.said for sketch in now], dtype=np.int64), numbers)
        for who, sketch in zip(numbers.tolist(), now, strict=True):
            first, second = sketch.places
            each = np.repeat((who, ~who), (len(first), len(second)))
            self._first_met.extend(np.array([*first, *second], dtype=np.int64), each)
        self._memory.write(SHEET, revision, written(now))
        self._days[article] = now[0].told if now else day(None)

    def _told_at_first(self) -> Iterator[Told]:
        """Post all that was gathered, and judge all that meet."""
        end = (max(self._days, default=0) + 1) * MANY
        days = np.array([self._days.get(n, 0) for n in range(end // MANY)], dtype=np.int64)
        with self._first_said, self._first_met, Heap(end) as met:
            lesser = self._lesser()
            for every, everybody in self._first_met.runs():
                stands = ~np.isin(np.where(everybody < 0, ~everybody, everybody), lesser)
                blocks, who = every[stands], everybody[stands]
                self._memory.lay(blocks, who)
                compared = of_kinds(blocks, *COMPARED)
                met.extend(*opposed(blocks[compared], who[compared], MOST))
            for one, other, times in often(met):
                near = np.abs(days[one // MANY] - days[other // MANY]) <= pairs.MONTH.days
                kept = near | (times >= FAR)
                for a, b in zip(one[kept].tolist(), other[kept].tolist(), strict=True):
                    yield from self._compared(a, b)

    def _lesser(self) -> Numbers:
        """Post what is said by whom; gives those that others of the same words stand for, and notes that they do."""
        found: list[int] = []
        for blocks, who in self._first_said.runs():
            self._memory.lay(blocks, who)
            starts, sizes = groups(blocks)
            for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
                same = who[start : start + size].tolist()
                first = min(same, key=self._order)
                found += (each for each in same if each != first)
        lesser = frozenset(found)
        for article in sorted({who // MANY for who in lesser}):
            held = enumerate(self._sketches(article), article * MANY)
            now = tuple(standing(s, stands=who not in lesser) for who, s in held)
            self._memory.write(SHEET, self._memory.named(article), written(now))
        self._forget()
        return np.array(sorted(lesser), dtype=np.int64)

    def _order(self, who: int) -> tuple[int, str, int, str]:
        return self._sketch(who).order(self._memory.named(who // MANY))

    def _compared(self, who: int, other: int) -> Iterator[Told]:
        if may_clash(self._sketch(who), self._sketch(other), in_one=who // MANY == other // MANY):
            first, second = sorted((self._name(who), self._name(other)))
            yield from self._judged(first, second)

    # --- what changed, and what it touches ------------------------------------------------------------------

    def _told_again(self) -> Iterator[Told]:
        changed, gone, looking = self._taken_in()
        again = {pair for name in (*gone, *map(self._name, changed)) for pair in self._clashing(name)}
        more, fewer = self._turned()
        closed, opened = self._crossed()
        again |= {pair for who in (*closed, *self._posted(more, 0)) for pair in self._clashing(self._name(who))}
        named = changed | opened | set(self._posted(fewer, 0))
        for who in sorted(named):
            for other in self._partners(who, named):
                names = sorted((self._name(who), self._name(other)))
                yield from self._judged(names[0], names[1])
                again.discard((names[0], names[1]))
        for a, b in sorted(again):
            yield from self._judged(a, b, may=self._may_clash(a, b))
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
        self._forget()
        told = {self._memory.named(who // MANY) for who in turned}
        return self._changed | turned, self._gone, self._looking | told

    def _forget(self) -> None:
        """Keep no sheets at hand, which were written anew."""
        self._sheet.cache_clear()
        self._sketch.cache_clear()

    def _may_take_up(self, revision: str, told: Iterable[Claim]) -> bool:
        held = self._desk.revision(revision)
        return within.may_take_up(told, held.text if held else "")

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
            before = self._sketches(article)
            now = (standing(s, stands=turned.get(who, s.stands)) for who, s in enumerate(before, article * MANY))
            self._keep(self._memory.named(article), before, tuple(now))
        return set(turned)

    def _turning(self, said: int) -> Iterator[tuple[int, bool]]:
        told = self._memory.posted(said, 0)
        first = min(told, key=self._order, default=None)
        yield from ((who, who == first) for who in told if self._sketch(who).stands is not (who == first))

    def _unread(self, article: int) -> tuple[msgspec.Raw, ...]:
        return unread(self._memory.sheet(SHEET, self._memory.named(article)))

    def _read(self, who: int) -> Sketch:
        return read_one(self._sheet(who // MANY)[who % MANY])

    def _sketches(self, article: int) -> tuple[Sketch, ...]:
        return tuple(read_one(claim) for claim in self._sheet(article))

    def _name(self, who: int) -> str:
        return self._sketch(who).id

    def _number(self, name: str) -> int | None:
        """The number of a claim; None where it is none any more."""
        entry = self._desk.entry(name)
        article = self._memory.serial(entry.revision) if entry else 0
        places = (n for n, held in enumerate(self._sketches(article)) if held.id == name) if entry else iter(())
        place = next(places, None)
        return None if place is None else article * MANY + place

    def _brought(self, name: str) -> Claim | None:
        entry = self._desk.entry(name) if name not in self._made else None
        return claim(entry, self._origins) if entry else self._made.get(name)

    # --- what they share -----------------------------------------------------------------------------------

    def _turned(self) -> tuple[set[int], set[int]]:
        """The blocks of stems that have become a topic, and that are none any more."""
        more, fewer = set(), set()
        for (block, _), by in self._moved.items():
            if by and STEMS.has(block):
                now = len(self._memory.posted(block, 0, TOPIC + 1 + max(by, 0)))
                more |= {block} if now - by <= TOPIC < now else set()
                fewer |= {block} if now <= TOPIC < now - by else set()
        return more, fewer

    def _crossed(self) -> tuple[set[int], set[int]]:
        """Who is in blocks that have become too common, and in blocks that are so no more: those of the lesser side."""
        closed, opened = set(), set()
        moved: Counter[int] = Counter()
        for (block, _), by in self._moved.items():
            if by and any(k.has(block) for k in COMPARED):
                moved[block] += by
        # Of two sides whose product is more than MOST, the sum is more than twice its root.
        least = max(0, isqrt(4 * MOST) + 1 + min(0, min(moved.values(), default=0)))
        for block in sorted(self._memory.crowded(moved, least, least)):
            sides = [self._memory.posted(block, side) for side in (0, 1)]
            yes, no = map(len, sides)
            was = (yes - self._moved[block, False]) * (no - self._moved[block, True])
            few = sides[0] if yes < no else sides[1]
            closed |= set(few) if was <= MOST < yes * no else set()
            opened |= set(few) if yes * no <= MOST < was else set()
        return closed, opened

    def _both_sides(self, block: int) -> tuple[list[int], list[int]] | None:
        """Who is on each side of a block, where there are some and not too many."""
        no = self._memory.posted(block, 1, MOST + 1)
        yes = self._memory.posted(block, 0, MOST // len(no) + 1) if no else []
        return (yes, no) if 0 < len(yes) * len(no) <= MOST else None

    def _partners(self, who: int, named: Container[int]) -> Iterator[int]:
        """The claims that share with one, on the other side, enough blocks that are not too common.

        Those that are named and come before are left to find this one, where they look for theirs.
        """
        mine = self._sketch(who)
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
                theirs = self._sketch(other)
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

    def _judged(self, a: str, b: str, *, may: bool = True) -> Iterator[Told]:
        """What two claims have to do with each other, nothing where they share too little."""
        part, block = digest("pair of claims", a, b), number(("pair of claims", a, b))
        one, other = (self._claim(a), self._claim(b)) if may else (None, None)
        found = pairs.clash(one, other, lambda s: self._common(s, one, other)) if one and other else None
        if found:
            self._memory.put(PAIR, part, [((PAIRS, a), 0), ((PAIRS, b), 0)], notes.written([a, b]))
            yield PAIR, block, [found]
        elif not self._is_first and self._memory.note(PAIR, part) is not None:
            self._memory.drop(PAIR, part)
            yield PAIR, block, []

    def _common(self, stem: str, *told: Claim) -> bool:
        """Whether a stem is what everybody tells of in the month of one of some claims."""
        return any(self._is_topic(topic(stem, f"{each.told:%Y-%m}")) for each in told)

    def _is_told_by_many(self, block: int) -> bool:
        return len(self._memory.posted(block, 0, TOPIC + 1)) > TOPIC

    # --- within an article ---------------------------------------------------------------------------------

    def _judged_within(self, revision: str) -> Told:
        standing_here = [s.id for s in self._sketches(self._memory.serial(revision)) if s.stands]
        told = [c for name in standing_here if (c := self._claim(name))]
        common = (lambda s: self._common(s, told[0])) if told else (lambda _: False)
        self._keep_telling(revision, {(s, f"{c.told:%Y-%m}") for c in told for s in within.telling(c)})
        return WITHIN, number(("claims of", revision)), within.within(told, common, self._origins)

    def _keep_telling(self, revision: str, stems: set[tuple[str, str]]) -> None:
        """Keep the stems of an article of which it matters how common they are in a month."""
        who = ~(self._memory.serial(revision) * MANY)
        sheet = self._memory.sheet(TELLING, revision)
        before = {(block, who) for block in array("q", sheet or b"")}
        now = {(topic(*each), who) for each in stems}
        self._waiting.change(before, now)
        if now != before:
            self._memory.write(TELLING, revision, array("q", sorted(b for b, _ in now)).tobytes() if now else None)
