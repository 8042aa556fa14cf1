"""All names of a record that knows nothing of them yet, group by group.

It leaves in the memory what taking in one article after the other leaves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from onrecord.model import Judgement
from onrecord.model.memory import Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.desk import Changes, Desk
from onrecord.reconcile.naming.articles import ARTICLE, ENTITY, FIRST, Told, bearer, node, noted, read
from onrecord.reconcile.naming.calling import settled_first
from onrecord.reconcile.naming.groups import Group, group, hold_groups
from onrecord.reconcile.naming.links import Links
from onrecord.reconcile.naming.surnames import ask_surnames
from onrecord.reconcile.naming.taking import Pair, Trait, country_of, keep_countries, one_name, told_traits
from onrecord.reconcile.slots import NOBODY, Slots

GROUPS, NAMED = "names taken in", "surnames and countries taken in"
"""Stages of what is left aside: the groups, by their blocks; the surnames that were told, and missions of countries."""
AT_ONCE = 2_048
"""Groups that are looked at together."""


class Anew:
    """The names of articles that are taken in all at once, and what comes of them."""

    def __init__(self, memory: Memory) -> None:
        """Begin with an empty memory, as far as names go, or with what others have taken in."""
        self._memory = memory
        self._groups = array("q")
        self._surnames: set[str] = set()
        self._countries: set[Pair] = set()

    def take_in(self, desk: Desk, revisions: Iterable[str]) -> None:
        """Keep what some articles tell of, each article once."""
        held = [(revision, article) for revision in sorted(revisions) if (article := read(desk, revision)).told]
        told = [each for _, article in held for each in article.told]
        self._memory.hold(ARTICLE, ((revision, article.keys(), article.note) for revision, article in held))
        self._memory.hold(ENTITY, ((each.id, each.keys(is_joined=False), each.note) for each in told))
        self._hold_traits(told)
        self._groups.extend({number(("name group", each.node)) for each in told if each.key is not None})
        self._surnames |= {each.called[-1] for each in told if each.called}
        self._countries |= {pair for each in told for pair in country_of(each)}

    def leave(self, aside: Memory) -> None:
        """Leave aside what is to be looked at, for another who has what was kept in memory."""
        aside.write(GROUPS, NOBODY, self._groups.tobytes())
        aside.write(NAMED, NOBODY, notes.written([sorted(self._surnames), sorted(self._countries)]).encode())

    def take_over(self, aside: Memory) -> None:
        """Take over what was left aside."""
        self._groups.frombytes(aside.sheet(GROUPS, NOBODY) or b"")
        surnames, countries = notes.read((aside.sheet(NAMED, NOBODY) or b"[[], []]").decode())
        self._surnames.update(surnames)
        self._countries.update((first, second) for first, second in countries)

    def chained(self) -> Iterator[Changes]:
        """Keep each group, called by the least of its names, and tell that its entities are one, bit by bit."""
        for blocks in self._portions():
            found, groups = Changes(), list[Group]()
            for block in blocks:
                groups += self._chain(block, found)
            hold_groups(self._memory, groups)
            yield found

    def linked(self, slots: Slots, decisions: Sequence[Judgement] | None) -> Changes:
        """Tell which groups are one, and who may be; they are called by it and by decisions, where these are given."""
        keep_countries(self._memory, self._countries)
        links = Links(self._memory, slots)
        for blocks in self._portions():
            links.ask({each.key: (None, each) for block in blocks if (each := self._group(block))}, ())
        links.ask({}, {country for _, country in self._countries})
        ask_surnames(self._memory, slots, self._surnames)
        found = slots.changes()
        if decisions is not None:
            settled_first(self._memory, found, decisions)
        return found

    def _hold_traits(self, told: Iterable[Told]) -> None:
        new: dict[str, dict[str, Trait]] = {}
        for trait in {trait for each in told for trait in told_traits(each)}:
            part = trait.part
            if self._memory.note(trait.stage, part) is None:
                new.setdefault(trait.stage, {})[part] = trait
        for stage, held in new.items():
            self._memory.hold(stage, ((part, trait.keys, trait.note) for part, trait in held.items()))

    def _portions(self) -> Iterator[list[int]]:
        """The blocks of all groups, so many at a time."""
        blocks = np.unique(np.frombuffer(self._groups, dtype=np.int64))
        yield from (blocks[n : n + AT_ONCE].tolist() for n in range(0, len(blocks), AT_ONCE))

    def _chain(self, block: int, found: Changes) -> Iterator[Group]:
        """The group of a block, of which each entity is told to be one with the next."""
        told = (noted(*held) for held in self._memory.notes(ENTITY, block))
        first = next(told, None)
        if first is None or first.key is None:
            return
        least, last = first.word, first
        for each in told:
            found.tell(one_name(last.id, last.name, each.id, each.name))
            least, last = min(least, each.word), each
        yield Group(first.key, first.id, first.name, least)

    def _group(self, block: int) -> Group | None:
        leader = self._memory.after(block, FIRST)
        led = bearer(self._memory, leader) if leader else None
        return group(self._memory, node(led.key)) if led and led.key else None
