"""What claims have to do with each other, two by two and within an article, by their sheets and their entries."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import msgspec

from onrecord.model import digest
from onrecord.model.memory import Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.agreement import pairs, within
from onrecord.reconcile.agreement.blocks import MANY
from onrecord.reconcile.agreement.claims import Claim, claim
from onrecord.reconcile.agreement.origins import Origins
from onrecord.reconcile.agreement.sketches import Sketch, may_clash, read_one, topic, unread
from onrecord.reconcile.desk import Desk
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


class Sketches:
    """The claims that a memory has on sheets, by number: that of their article, and their place on its sheet."""

    def __init__(self, memory: Memory) -> None:
        """Read them when they are asked for."""
        self.memory = memory
        self._sheet = lru_cache(AT_HAND * 16)(self._unread)
        self.one = lru_cache(AT_HAND * 16)(self._read)

    def forget(self) -> None:
        """Keep none at hand: sheets were written anew."""
        self._sheet.cache_clear()
        self.one.cache_clear()

    def of(self, article: int) -> tuple[Sketch, ...]:
        """The claims of an article."""
        return tuple(read_one(each) for each in self._sheet(article))

    def name(self, who: int) -> str:
        """The id of a claim."""
        return self.one(who).id

    def order(self, who: int) -> tuple[int, str, int, str]:
        """By publication, then as they stand in their articles."""
        return self.one(who).order(self.memory.named(who // MANY))

    def _unread(self, article: int) -> tuple[msgspec.Raw, ...]:
        return unread(self.memory.sheet(SHEET, self.memory.named(article)))

    def _read(self, who: int) -> Sketch:
        return read_one(self._sheet(who // MANY)[who % MANY])


class Weighing:
    """Claims that are set against each other.

    The memory of the sketches has the posts of all; which clash is remembered in `kept`, which knows of none at first
    where `is_first`.
    """

    def __init__(self, origins: Origins, desk: Desk, sketches: Sketches, kept: Memory, *, is_first: bool) -> None:
        """Set claims against each other by what lies on a desk and what it goes back to."""
        self._origins, self._desk, self._sketches, self._kept = origins, desk, sketches, kept
        self._memory, self._is_first = sketches.memory, is_first
        self._made: dict[str, Claim] = {}
        self._telling = Waiting(kept)
        self._claim = lru_cache(AT_HAND * 4)(self._brought)
        self._is_topic = lru_cache(AT_HAND * 64)(self._is_told_by_many)

    def have_at_hand(self, made: Mapping[str, Claim]) -> None:
        """Some claims, by id, that need not be made again."""
        if len(self._made) < AT_HAND * 4:
            self._made |= made

    def compared(self, one: Iterable[int], other: Iterable[int]) -> Iterator[Told]:
        """What claims have to do with others, each with one, by their numbers."""
        for a, b in zip(one, other, strict=True):
            if may_clash(self._sketches.one(a), self._sketches.one(b), in_one=a // MANY == b // MANY):
                yield from self.judged(*sorted((self._sketches.name(a), self._sketches.name(b))))

    def judged(self, a: str, b: str, *, may: bool = True) -> Iterator[Told]:
        """What two claims have to do with each other, nothing where they share too little."""
        part, block = digest("pair of claims", a, b), number(("pair of claims", a, b))
        one, other = (self._claim(a), self._claim(b)) if may else (None, None)
        found = pairs.clash(one, other, lambda s: self._common(s, one, other)) if one and other else None
        if found:
            self._kept.put(PAIR, part, [((PAIRS, a), 0), ((PAIRS, b), 0)], notes.written([a, b]))
            yield PAIR, block, [found]
        elif not self._is_first and self._kept.note(PAIR, part) is not None:
            self._kept.drop(PAIR, part)
            yield PAIR, block, []

    def judged_within(self, revisions: Iterable[str]) -> Iterator[Told]:
        """What claims of each of some articles have to do with each other."""
        for revision in sorted(revisions):
            yield self._judged_within(revision)
        self._telling.post()

    def may_take_up(self, revision: str) -> bool:
        """Whether claims of an article that was looked through before may be judged by its words."""
        held = self._desk.revision(revision)
        return self._kept.sheet(TELLING, revision) is not None or within.may_dispute(held.text if held else "")

    def _judged_within(self, revision: str) -> Told:
        standing_here = [s.id for s in self._sketches.of(self._memory.serial(revision)) if s.stands]
        told = [c for name in standing_here if (c := self._claim(name))]
        common = (lambda s: self._common(s, told[0])) if told else (lambda _: False)
        self._keep_telling(revision, {(s, f"{c.told:%Y-%m}") for c in told for s in within.telling(c)})
        return WITHIN, number(("claims of", revision)), within.within(told, common, self._origins)

    def _keep_telling(self, revision: str, stems: set[tuple[str, str]]) -> None:
        """Keep the stems of an article of which it matters how common they are in a month."""
        who = ~(self._memory.serial(revision) * MANY)
        sheet = self._kept.sheet(TELLING, revision)
        before = {(block, who) for block in array("q", sheet or b"")}
        now = {(topic(*each), who) for each in stems}
        self._telling.change(before, now)
        if now != before:
            self._kept.write(TELLING, revision, array("q", sorted(b for b, _ in now)).tobytes() if now else None)

    def _common(self, stem: str, *told: Claim) -> bool:
        """Whether a stem is what everybody tells of in the month of one of some claims."""
        return any(self._is_topic(topic(stem, f"{each.told:%Y-%m}")) for each in told)

    def _is_told_by_many(self, block: int) -> bool:
        return len(self._memory.posted(block, 0, TOPIC + 1)) > TOPIC

    def _brought(self, name: str) -> Claim | None:
        entry = self._desk.entry(name) if name not in self._made else None
        return claim(entry, self._origins) if entry else self._made.get(name)
