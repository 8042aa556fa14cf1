"""The path that words took: each text from the earlier one that it is closest to, back to the first of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.model.memory import Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.copies.pairs import Pair, after, before, closest

STAGE = "copy path"


@dataclass
class Paths:
    """Where texts go back to. A text that goes back to none is its own origin, and nothing is kept of it."""

    memory: Memory
    _parents: dict[str, str | None] = field(default_factory=dict)

    def parent(self, revision: str) -> str | None:
        """The earlier text that one is closest to; None where it is the first."""
        return self._held(revision)[1]

    def origin(self, revision: str) -> str:
        """The first text of all that one goes back to."""
        return self._held(revision)[0]

    def update(self, touched: Iterable[str]) -> set[str]:
        """Bring the paths up to date with texts whose pairs changed; gives those that may be copied otherwise now."""
        begun = set(touched)
        for revision in begun:
            best = closest(p for p in before(self.memory, revision) if p.one_story)
            self._parents[revision] = best.a if best else None
        moved = self._moved(begun)
        return begun | moved | {pair.b for revision in moved for pair in after(self.memory, revision)}

    def copied(self, revision: str) -> list[Pair]:
        """The pairs in which a text is a copy: with its parent, and of each other story, with the closest of it."""
        parent, origin = self.parent(revision), self.origin(revision)
        path, across = [], defaultdict(list)
        for pair in before(self.memory, revision):
            there = self.origin(pair.a)
            if pair.a == parent:
                path.append(pair)
            elif there != origin and not pair.one_site:
                across[there].append(pair)
        return path + [p for pairs in across.values() if (p := closest(pairs))]

    def _moved(self, begun: set[str]) -> set[str]:
        """Note the origins anew from some texts on, down to where they are what they were; gives the others."""
        moved: set[str] = set()
        waiting = sorted(begun)
        while waiting:
            revision = waiting.pop()
            now = (self._root(revision), self._parent(revision))
            was = self._held(revision)
            if now != was:
                self._hold(revision, *now)
            if now[0] != was[0]:
                moved.add(revision)
                waiting += self.memory.parts(number(("copy taken from", revision)))
        return moved

    def _root(self, revision: str) -> str:
        while (parent := self._parent(revision)) is not None:
            revision = parent
        return revision

    def _parent(self, revision: str) -> str | None:
        if revision not in self._parents:
            self._parents[revision] = self._held(revision)[1]
        return self._parents[revision]

    def _held(self, revision: str) -> tuple[str, str | None]:
        note = self.memory.note(STAGE, revision)
        if note is None:
            return revision, None
        origin, parent = notes.read(note)
        return origin, parent

    def _hold(self, revision: str, origin: str, parent: str | None) -> None:
        if parent is None:
            self.memory.drop(STAGE, revision)
        else:
            keys = [(("copy taken from", parent), 0)]
            self.memory.put(STAGE, revision, keys, notes.written([origin, parent]))
