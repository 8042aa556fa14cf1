"""Comparing by blocks: of what changed, the blocks that it was in or is in are judged again, and no others."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

import msgspec
import numpy as np

from onrecord.model import Entry, Judgement, Kind
from onrecord.model.memory import Key, Memory, Post, Posting, number
from onrecord.reconcile.desk import Desk
from onrecord.reconcile.slots import Slots

TOLD = (Kind.ATTRIBUTION, Kind.FIGURE, Kind.EVENT)
"""The kinds of entry that are compared."""
MANY = 1 << 12
"""Parts of one kind that a text has at most, by which they are numbered: more than a book has."""
AT_HAND = 4_096
"""Parts that are kept at hand, and articles of which it is known which parts they have."""
WAITING = 1 << 18
"""Posts that wait to be put up together."""
_SHEET = msgspec.msgpack.Decoder(list[tuple[str, list[int]]])


class Part(Protocol):
    """An entry with what it is compared by."""

    @property
    def entry(self) -> Entry:
        """The entry."""


P = TypeVar("P", bound=Part)


class Comparing(Protocol[P]):
    """How one kind of thing is compared; its blocks are posts."""

    stage: str
    posting: Posting

    def made(self, entries: Iterable[Entry]) -> Iterator[P]:
        """The parts that some entries are, those that are compared."""

    def keys(self, part: P) -> Iterator[Key]:
        """What a part shares with those that it is compared with; the first of each key is its kind."""

    def judged(self, kind: str, block: Sequence[P]) -> Iterator[Judgement]:
        """Judgements between the parts of a block, two or more, in whatever order they are given."""


class Compared(Generic[P]):
    """Parts that are compared: what changed is taken in, then the blocks that it touches are judged again.

    Each is posted by the number of its revision and its place among their ids.
    """

    def __init__(self, how: Comparing[P], desk: Desk, memory: Memory) -> None:
        """Compare in one way."""
        self._how, self._desk, self._memory = how, desk, memory
        self._touched = array("q")
        self._more: list[Post] = []
        self._fewer: list[Post] = []
        self._made: dict[str, P] = {}
        self._names = lru_cache(AT_HAND)(self._read)
        self._part = lru_cache(AT_HAND)(self._brought)

    def take_in(self, revision: str) -> None:
        """Post the parts of a revision in place of those that it had."""
        made = {p.entry.id: p for p in self._how.made(self._desk.of(revision, TOLD))}
        before = _SHEET.decode(sheet) if (sheet := self._memory.sheet(self._how.stage, revision)) else []
        now = [(name, sorted(self._kinds(made[name]))) for name in sorted(made)]
        first = self._memory.serial(revision) * MANY
        were, are = (
            {(block, who) for who, (_, blocks) in enumerate(held, first) for block in blocks} for held in (before, now)
        )
        self._more += are - were
        self._fewer += were - are
        self._touched.extend(block for block, _ in were | are)
        if before != now:
            self._memory.write(self._how.stage, revision, msgspec.msgpack.encode(now) if now else None)
        if len(self._more) > WAITING:
            self._post()
        if len(self._made) < AT_HAND:
            self._made |= made

    def tell(self, slots: Slots) -> None:
        """Tell what is judged of the blocks that parts are or were in."""
        self._post()
        for block in map(int, np.unique(np.frombuffer(self._touched, dtype=np.int64))):
            slots.tell(self._how.stage, block, self._judged(block))

    def _judged(self, block: int) -> Iterable[Judgement]:
        """What is judged of a block; nothing where it is one part alone."""
        told = self._memory.posted(block, 0)
        parts = [part for who in told if (part := self._part(who))] if len(told) > 1 else []
        kind = self._kinds(parts[0]).get(block) if parts else None
        return self._how.judged(kind, parts) if kind else ()

    def _post(self) -> None:
        self._memory.post(self._more, self._fewer)
        self._more, self._fewer = [], []

    def _kinds(self, part: P) -> dict[int, str]:
        """The blocks of a part, each with the kind of its key."""
        return {self._how.posting.at(number(key)): str(key[0]) for key in self._how.keys(part)}

    def _read(self, article: int) -> list[str]:
        sheet = self._memory.sheet(self._how.stage, self._memory.named(article))
        return [name for name, _ in _SHEET.decode(sheet)] if sheet else []

    def _brought(self, who: int) -> P | None:
        name = self._names(who // MANY)[who % MANY]
        if name in self._made:
            return self._made[name]
        entry = self._desk.entry(name)
        return next(iter(self._how.made([entry])), None) if entry else None
