"""Which claims to set against each other: what changed with all that shares two stems with it, and no others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import product
from math import prod

from onrecord.model import Judgement, digest
from onrecord.model.memory import Key, Memory, number
from onrecord.reconcile.agreement import pairs, within
from onrecord.reconcile.agreement.blocks import TOLD
from onrecord.reconcile.agreement.claims import Claim, claim, claims, identity
from onrecord.reconcile.agreement.origins import Origins
from onrecord.reconcile.desk import Desk
from onrecord.reconcile.slots import Slots

MOST = 3000
"""Comparisons of one block past which what it shares is too common to tell two claims apart from others."""
TOPIC = 24
"""Claims of one month that have a stem past which it is what everybody tells of."""

OF, PAIRS = "claims of", "pairs of claims"
CLAIM, CLAUSE, STEM, PAIR, WITHIN = "claim", "clauses of a claim", "stems of a claim", "pair of claims", "within"
TELLING = "telling stems"
"""Stages of the memory: every claim; of those that stand for all of the same words, their clauses and stems; pairs
that clash; of an article, the stems that it matters how common they are."""

Pair = tuple[str, str]


class Tensions:
    """Claims that clash, as far as the memory has them; brought up to date once."""

    def __init__(self, desk: Desk, memory: Memory, slots: Slots, origins: Origins) -> None:
        """Compare what lies on a desk by what it goes back to."""
        self._desk, self._memory, self._slots, self._origins = desk, memory, slots, origins
        self._made: dict[str, Claim | None] = {}
        self._firsts: dict[str, bool] = {}
        self._counts: dict[int, tuple[int, int]] = {}

    def update(self, dirty: Iterable[str]) -> None:
        """Judge again what the claims of some revisions touch."""
        texts = set(dirty)
        changed = self._taken_in(texts)
        looking = texts | {e.revision for name in changed if (e := self._desk.entry(name))}
        again = {pair for name in changed for pair in self._told(name)}
        more, fewer = self._stems(changed)
        again |= self._clauses(changed)
        again |= {pair for block in more for name in self._memory.parts(block, 0) for pair in self._told(name)}
        named = changed | {name for block in fewer for name in self._memory.parts(block, 0)}
        again |= {_pair(name, other) for name in named for other in self._partners(name)}
        for a, b in sorted(again):
            self._judge(a, b)
        looking |= {revision for block in more | fewer for revision in self._memory.parts(block, 1)}
        for revision in sorted(looking):
            self._judge_within(revision)

    # --- claims, each once ---------------------------------------------------------------------------------

    def _taken_in(self, texts: Iterable[str]) -> set[str]:
        """Note the claims of some texts; gives those that changed, or that stand for all of the same words only now."""
        changed: set[str] = set()
        touched: set[int] = set()
        own = {number((OF, revision)): revision for revision in texts}
        for block, revision in sorted(own.items(), key=lambda o: o[1]):
            made = {c.entry.id: c for c in claims(self._desk.of(revision, TOLD), self._origins)}
            for gone in set(self._memory.parts(block)) - made.keys():
                touched |= self._memory.drop(CLAIM, gone)
                self._made[gone] = None
                changed.add(gone)
            for name, held in made.items():
                note = json.dumps([held.told.isoformat(), revision, held.span[0], name])
                touched |= self._memory.put(CLAIM, name, [((OF, revision), 0), (identity(held), 0)], note)
            self._made |= made
            changed |= made.keys()
        for block in touched - own.keys():
            told = self._memory.parts(block)
            first = min(told, key=self._order, default=None)
            changed |= {name for name in told if (name == first) != self._stands(name)}
            self._firsts |= {name: name == first for name in told}
        return changed

    def _order(self, name: str) -> list[object]:
        held: list[object] = json.loads(self._memory.note(CLAIM, name) or "[]")
        return held

    def _stands(self, name: str) -> bool:
        """Whether a claim stands for all of the same words by the same speakers."""
        return self._memory.note(CLAUSE, name) is not None

    def _claim(self, name: str) -> Claim | None:
        if name not in self._made:
            entry = self._desk.entry(name)
            self._made[name] = claim(entry, self._origins) if entry else None
        return self._made[name]

    # --- what they share -----------------------------------------------------------------------------------

    def _stems(self, changed: Iterable[str]) -> tuple[set[int], set[int]]:
        """Note the stems of what changed; gives the blocks of those that became a topic, and that are none any more."""
        moved = self._kept(STEM, changed, lambda c: [(_stem(c, s), 0) for s in sorted(c.stems)])
        counts = {block: self._sides(block)[0] for block, _ in moved}
        before = {block: counts[block] - by for (block, _), by in moved.items()}
        more = {block for block, count in counts.items() if before[block] <= TOPIC < count}
        return more, {block for block, count in counts.items() if count <= TOPIC < before[block]}

    def _clauses(self, changed: Iterable[str]) -> set[Pair]:
        """Note the clauses of what changed; gives the pairs of blocks that became too common, or are so no more."""
        moved = self._kept(CLAUSE, changed, lambda c: sorted(set(pairs.keys(c)), key=repr))
        found: set[Pair] = set()
        for block in sorted({block for block, _ in moved}):
            yes, no = self._sides(block)
            was = (yes - moved[block, 0]) * (no - moved[block, 1])
            if was <= MOST < yes * no:
                few = self._memory.parts(block, 0 if yes < no else 1)
                found |= {pair for name in few for pair in self._told(name)}
            elif yes * no <= MOST < was:
                sides = (self._memory.parts(block, side) for side in (0, 1))
                found |= {_pair(a, b) for a, b in product(*sides) if a != b}
        return found

    def _kept(
        self, stage: str, changed: Iterable[str], keys: Callable[[Claim], Iterable[tuple[Key, int]]]
    ) -> Counter[tuple[int, int]]:
        """Keep what changed in a stage by its keys, where it stands; gives by how much each side of a block grew."""
        moved: Counter[tuple[int, int]] = Counter()
        for name in sorted(changed):
            moved.subtract(self._memory.blocks(stage, name))
            held = self._claim(name) if self._firsts.get(name) else None
            if held:
                self._memory.put(stage, name, keys(held))
                moved.update(self._memory.blocks(stage, name))
            else:
                self._memory.drop(stage, name)
        return moved

    def _sides(self, block: int) -> tuple[int, int]:
        """How many stand on each side of a block, which does not change while pairs are judged."""
        if block not in self._counts:
            self._counts[block] = self._memory.sides(block)
        return self._counts[block]

    def _partners(self, name: str) -> set[str]:
        """The claims on the other side of the blocks of a claim that are not too common."""
        found: set[str] = set()
        for block, side in self._memory.blocks(CLAUSE, name):
            yes, no = self._sides(block)
            if 0 < yes * no <= MOST:
                found.update(self._memory.parts(block, 1 - side))
        return found - {name}

    # --- pairs ---------------------------------------------------------------------------------------------

    def _told(self, name: str) -> set[Pair]:
        """The pairs with a claim that clash, as far as is known."""
        notes = (self._memory.note(PAIR, part) for part in self._memory.parts(number((PAIRS, name))))
        return {_pair(*json.loads(note)) for note in notes if note}

    def _judge(self, a: str, b: str) -> None:
        part, block = digest("pair of claims", a, b), number(("pair of claims", a, b))
        found = self._clash(a, b)
        if found:
            self._memory.put(PAIR, part, [((PAIRS, a), 0), ((PAIRS, b), 0)], json.dumps([a, b]))
            self._slots.tell(PAIR, block, [found])
        elif self._memory.note(PAIR, part) is not None:
            self._memory.drop(PAIR, part)
            self._slots.tell(PAIR, block, [])

    def _clash(self, a: str, b: str) -> Judgement | None:
        mine = set(self._memory.blocks(CLAUSE, a))
        shared = (k for k, side in self._memory.blocks(CLAUSE, b) if (k, 1 - side) in mine)
        one, other = self._claim(a), self._claim(b)
        if one is None or other is None or all(prod(self._sides(block)) > MOST for block in shared):
            return None
        return pairs.clash(one, other, lambda s: self._common(s, one, other))

    def _common(self, stem: str, *told: Claim) -> bool:
        """Whether a stem is what everybody tells of in the month of one of some claims."""
        return any(self._sides(number(_stem(each, stem)))[0] > TOPIC for each in told)

    # --- within an article ---------------------------------------------------------------------------------

    def _judge_within(self, revision: str) -> None:
        block = number((OF, revision))
        names = (name for name in self._memory.parts(block) if self._stands(name))
        told = [c for name in names if (c := self._claim(name))]
        common = (lambda s: self._common(s, told[0])) if told else (lambda _: False)
        self._slots.tell(WITHIN, block, within.within(told, common, self._origins))
        stems = {_stem(c, s) for c in told for s in within.telling(c)}
        if stems:
            self._memory.put(TELLING, revision, ((key, 1) for key in sorted(stems)))
        else:
            self._memory.drop(TELLING, revision)


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _stem(held: Claim, stem: str) -> Key:
    """A stem in the month in which a claim was told."""
    return "claims stem", stem, f"{held.told:%Y-%m}"
