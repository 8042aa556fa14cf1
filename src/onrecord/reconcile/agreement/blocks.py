"""Comparing by blocks: of what changed, the blocks that it was in or is in are judged again, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from onrecord.model import Entry, Judgement, Kind
from onrecord.model.memory import Key, Memory, number
from onrecord.reconcile.desk import Desk
from onrecord.reconcile.slots import Slots

TOLD = (Kind.ATTRIBUTION, Kind.FIGURE, Kind.EVENT)
"""The kinds of entry that are compared."""


class Part(Protocol):
    """An entry with what it is compared by."""

    @property
    def entry(self) -> Entry:
        """The entry."""


P = TypeVar("P", bound=Part)


class Comparing(Protocol[P]):
    """How one kind of thing is compared. `of` names the key that all parts of a text share: nothing is judged by it."""

    stage: str
    of: str

    def made(self, entries: Iterable[Entry]) -> Iterator[P]:
        """The parts that some entries are, those that are compared."""

    def keys(self, part: P) -> Iterator[Key]:
        """What a part shares with those that it is compared with; the first of each key is its kind."""

    def judged(self, kind: str, block: Sequence[P]) -> Iterator[Judgement]:
        """Judgements between the parts of a block, two or more, in whatever order they are given."""


def compare(how: Comparing[P], desk: Desk, memory: Memory, slots: Slots, dirty: Iterable[str]) -> None:
    """Judge again what the parts of some revisions touch."""
    fresh: dict[str, P] = {}
    touched: set[int] = set()
    own = {number((how.of, revision)): revision for revision in dirty}
    for block, revision in sorted(own.items(), key=lambda o: o[1]):
        made = {p.entry.id: p for p in how.made(desk.of(revision, TOLD))}
        for gone in set(memory.parts(block)) - made.keys():
            touched |= memory.drop(how.stage, gone)
        for identity, part in made.items():
            keys = [(how.of, revision), *how.keys(part)]
            touched |= memory.put(how.stage, identity, ((key, 0) for key in keys))
        fresh |= made
    for block in sorted(touched - own.keys()):
        parts = list(_parts(how, desk, fresh, memory.parts(block)))
        kind = next((str(k[0]) for k in how.keys(parts[0]) if number(k) == block), None) if len(parts) > 1 else None
        slots.tell(how.stage, block, how.judged(kind, parts) if kind else ())


def _parts(how: Comparing[P], desk: Desk, fresh: dict[str, P], names: Sequence[str]) -> Iterator[P]:
    """The parts of a block of two or more."""
    for name in names if len(names) > 1 else ():
        if name not in fresh:
            entry = desk.entry(name)
            fresh |= {p.entry.id: p for p in how.made([entry] if entry else [])}
        if name in fresh:
            yield fresh[name]
