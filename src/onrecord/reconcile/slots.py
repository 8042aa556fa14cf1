"""Which block told which judgement, so that one that is told no more by any is withdrawn, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from onrecord.model import Judgement, Verdict, Why, digest
from onrecord.model.memory import Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.desk import Changes

Best = Callable[[Sequence[tuple[str, Judgement]]], Iterable[Judgement]]
"""Of what is told of two ends, each with the ground on which it is, what stands: each judgement once."""
Told = tuple[str, int, Iterable[Judgement]]
"""What a block tells on a ground, in place of what it told: the ground, the block, the judgements."""
MANY = 4_096
"""Pairs of ends from which on what changed is worth being given on."""
NOBODY = "0" * 20
"""Whose sheet tells that a maker has told something before."""


class Slots:
    """What blocks tell of each two ends. `maker` keeps one maker's apart from another's.

    `is_first` where the memory knew nothing of this maker's when this began.
    """

    def __init__(self, memory: Memory, maker: str, best: Best) -> None:
        """Begin to note what changes."""
        self._memory, self._maker, self._best = memory, maker, best
        self._before: dict[tuple[str, str], list[Judgement]] = {}
        self._telling: set[tuple[str, int]] = set()
        self.is_first = memory.sheet(maker, NOBODY) is None
        if self.is_first:
            memory.write(maker, NOBODY, b"")

    def tell(self, ground: str, block: int, judgements: Iterable[Judgement]) -> None:
        """What a block tells on a ground, in place of what it told."""
        told = {self._part(ground, block, j): j for j in surest([(ground, j) for j in judgements])}
        is_new = self.is_first and (ground, block) not in self._telling
        if is_new and not told:
            return
        self._telling.add((ground, block))
        before = {} if is_new else dict(self._memory.notes(self._maker, self._block(ground, block)))
        for part, note in before.items():
            if part not in told:
                self._touch(_judgement(note, self._maker)[1])
                self._memory.drop(self._maker, part)
        for part, judgement in told.items():
            note = _note(ground, judgement)
            if before.get(part) != note:
                self._touch(judgement)
                pair = (self._maker, "ends", *sorted((judgement.a, judgement.b)))
                keys = [(pair, 0), ((self._maker, "by", ground, block), 0)]
                self._memory.put(self._maker, part, keys, note)

    def told(self, ground: str, block: int) -> list[Judgement]:
        """What a block tells now on a ground."""
        held = self._memory.notes(self._maker, self._block(ground, block))
        return [_judgement(note, self._maker)[1] for _, note in held]

    @property
    def has_many(self) -> bool:
        """Whether so much has changed that it should not wait."""
        return len(self._before) >= MANY

    def changes(self) -> Changes:
        """What stands now and did not when this was asked last, and what did and does not."""
        found, touched = Changes(), self._before
        self._before = {}
        for ends, before in touched.items():
            now = {j.id: j for j in self._now(ends)}
            was = {j.id: j for j in before}
            for identity in was.keys() - now.keys():
                found.withdraw(identity)
            for identity, judgement in now.items():
                if was.get(identity) != judgement:
                    found.tell(judgement)
        return found

    def _part(self, ground: str, block: int, judgement: Judgement) -> str:
        return digest(self._maker, ground, block, judgement.id)

    def _block(self, ground: str, block: int) -> int:
        return number((self._maker, "by", ground, block))

    def _touch(self, judgement: Judgement) -> None:
        first, second = sorted((judgement.a, judgement.b))
        if (first, second) not in self._before:
            self._before[first, second] = self._now((first, second))

    def _now(self, ends: tuple[str, str]) -> list[Judgement]:
        held = self._memory.notes(self._maker, number((self._maker, "ends", *ends)))
        return list(self._best([_judgement(note, self._maker) for _, note in held]))


def surest(told: Sequence[tuple[str, Judgement]]) -> Iterable[Judgement]:
    """Each judgement once, by its surest telling; of equals, the last by its reason."""
    return {j.id: j for _, j in sorted(told, key=lambda t: (t[1].id, t[1].score, t[1].reason))}.values()


def _note(ground: str, held: Judgement) -> str:
    told = [ground, held.verdict.value, held.a, held.b, held.reason, held.score, held.why.value if held.why else None]
    return notes.written(told)


def _judgement(note: str, maker: str) -> tuple[str, Judgement]:
    ground, verdict, a, b, reason, score, why = notes.read(note)
    return ground, Judgement(Verdict(verdict), a, b, reason, score, maker, Why(why) if why else None)
