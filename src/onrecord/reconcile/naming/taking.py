"""What changed articles tell of, taken in: the entities of one key are chained, and what hangs on them is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.model import Judgement, MentionType, Verdict, digest
from onrecord.model.memory import Key, Memory, number
from onrecord.reconcile.desk import Changes, Desk
from onrecord.reconcile.naming.articles import (
    ENTITY,
    Article,
    Told,
    article,
    bearers,
    first,
    keep,
    keep_told,
    node,
    person_id,
    read,
)
from onrecord.reconcile.naming.groups import Group, refreshed
from onrecord.reconcile.naming.words import NameKey
from onrecord.reconcile.people import BY, Name

NAME = 0.9
"""Score of one name: above those of the other grounds, an order not yet measured."""
FEW = 32
"""Entities of one key that come at once, beyond which the whole chain is read."""
PLAIN, OWN = "name plain", "name own"

Pair = tuple[str, str]


@dataclass
class Taken:
    """What changed: the keys, surnames and countries of changed articles; entities as they were and are.

    `called` is what changed entities were called by a name of their own.
    """

    revisions: set[str] = field(default_factory=set)
    keys: set[NameKey] = field(default_factory=set)
    shifts: dict[str, tuple[Told | None, Told | None]] = field(default_factory=dict)
    surnames: set[str] = field(default_factory=set)
    groups: dict[NameKey, tuple[Group | None, Group | None]] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    chains: Changes = field(default_factory=Changes)

    def told(self) -> Iterator[Told]:
        """Each changed entity, as it was and as it is."""
        yield from (t for pair in self.shifts.values() for t in pair if t)


def taken(desk: Desk, memory: Memory, dirty: Iterable[str]) -> Taken:
    """Take in what changed in some revisions."""
    found = Taken()
    changed: dict[str, Article] = {}
    for revision in sorted(dirty):
        before, now = article(memory, revision), read(desk, revision)
        if before != now:
            changed[revision] = now
            _compare(found, before, now)
    found.revisions = set(changed)
    chains = _chained(memory, found)
    found.called = {own for i in found.shifts if (own := memory.note(OWN, i)) is not None}
    _apply(memory, found, changed)
    found.chains = _difference(memory, found, chains, _chained(memory, found))
    for key in sorted(found.keys):
        found.groups[key] = refreshed(memory, key)
    _mission_countries(memory, found)
    return found


def _compare(found: Taken, before: Article, now: Article) -> None:
    was, are = ({t.id: t for t in a.told} for a in (before, now))
    for identity in was.keys() | are.keys():
        if was.get(identity) != are.get(identity):
            found.shifts[identity] = was.get(identity), are.get(identity)
    for each in (*before.told, *now.told):
        found.keys |= {each.key} if each.key else set()
        found.surnames |= {each.called[-1]} if each.called else set()


def _apply(memory: Memory, found: Taken, changed: dict[str, Article]) -> None:
    for revision, held in changed.items():
        keep(memory, revision, held)
    for identity, (was, now) in sorted(found.shifts.items()):
        if was is None or now is None or was.stance != now.stance:
            memory.drop(OWN, identity)
        if now is None:
            memory.drop(ENTITY, identity)
        else:
            keep_told(memory, now, is_joined=memory.note(OWN, identity) is not None)
    traits = {trait for told in found.told() for trait in told_traits(told)}
    for trait in sorted(traits, key=repr):
        _keep_trait(memory, trait)


# --- what stands as long as any entity tells it: the words of a group, the names of a surname, the offices of a name


@dataclass(frozen=True, slots=True)
class Trait:
    """What stands in a block with a note as long as any entity tells it; those that tell it are a block too."""

    stage: str
    told_in: Key
    block: Key
    told: str

    @property
    def part(self) -> str:
        """Its id."""
        return digest(*self.told_in)

    @property
    def keys(self) -> list[tuple[Key, int]]:
        """The blocks that it is in."""
        bearing = [(("name bearing", self.told), 0)] if self.stage == PLAIN else []
        return [(self.block, 0), *bearing]

    @property
    def note(self) -> str:
        """What is kept of it."""
        return f"{self.block[1]} {self.told}" if self.stage == PLAIN else self.told


def told_traits(told: Told) -> Iterator[Trait]:
    """What an entity tells of its group and its name."""
    if told.key is not None:
        yield Trait(PLAIN, ("name plain in", told.node, told.word), ("name plains of", told.node), told.word)
    if told.called is not None:
        named = person_id(told.called)
        yield Trait("name person", ("name person in", named), ("name surname", told.called[-1]), " ".join(told.called))
        for office in told.offices:
            yield Trait("name holds", ("name office", named, office), ("name offices of", named), office)


def _keep_trait(memory: Memory, trait: Trait) -> None:
    if first(memory, trait.told_in) is None:
        memory.drop(trait.stage, trait.part)
    elif memory.note(trait.stage, trait.part) is None:
        memory.put(trait.stage, trait.part, trait.keys, trait.note)


def plains_of(memory: Memory, group: str) -> list[str]:
    """The names of a group's entities, each once, as they are looked up."""
    notes = (memory.note(PLAIN, part) for part in memory.parts(number(("name plains of", group))))
    return sorted(note.partition(" ")[2] for note in notes if note is not None)


def bearing(memory: Memory, word: str) -> list[str]:
    """The groups of which an entity bears a name."""
    notes = (memory.note(PLAIN, part) for part in memory.parts(number(("name bearing", word))))
    return [note.partition(" ")[0] for note in notes if note is not None]


def people_of(memory: Memory, surname: str) -> list[Name]:
    """The names of the people of a surname."""
    notes = (memory.note("name person", part) for part in memory.parts(number(("name surname", surname))))
    return sorted(tuple(note.split(" ")) for note in notes if note is not None)


def offices_of(memory: Memory, named: str) -> frozenset[str]:
    """The offices that are held by anybody of a name."""
    notes = (memory.note("name holds", part) for part in memory.parts(number(("name offices of", named))))
    return frozenset(note for note in notes if note is not None)


def _mission_countries(memory: Memory, found: Taken) -> None:
    """Keep what countries' articles tell of each mission; those of a touched one are touched."""
    pairs = {pair for told in found.told() for pair in country_of(told)}
    for key in (k for k in found.keys if _is_mission(k)):
        held = memory.parts(number(("name theirs of", node(key))))
        notes = (memory.note("name country", part) for part in held)
        pairs |= {(node(key), note) for note in notes if note is not None}
    keep_countries(memory, pairs)
    found.countries |= {country for _, country in pairs}


def country_of(told: Told) -> Iterator[Pair]:
    """The group of a mission with the country that its article tells of."""
    if told.country is not None and _is_mission(told.key):
        yield told.node, told.country


def keep_countries(memory: Memory, pairs: Iterable[Pair]) -> None:
    """Keep of groups of missions and countries, which articles tell together and which no more."""
    for identity, country in sorted(pairs):
        part = digest("name theirs", identity, country)
        if first(memory, ("name mission in", identity, country)) is None:
            memory.drop("name theirs", part)
            memory.drop("name country", part)
        else:
            does = first(memory, ("name operation", identity)) is not None
            memory.put("name theirs", part, [(("name theirs", country), int(does))], identity)
            memory.put("name country", part, [(("name theirs of", identity), 0)], country)


def _is_mission(key: NameKey | None) -> bool:
    return key is not None and key[0] is MentionType.MISSION


# --- one name


def _chained(memory: Memory, found: Taken) -> set[Pair]:
    """The entities of one key around those that changed, each with the next."""
    ids: dict[str, set[str]] = defaultdict(set)
    for told in found.told():
        if told.key is not None:
            ids[told.node].add(told.id)
    return {pair for group, held in ids.items() for pair in _neighbours(memory, number(("name group", group)), held)}


def _neighbours(memory: Memory, block: int, ids: set[str]) -> set[Pair]:
    if len(ids) > FEW:
        return set(pairwise(memory.parts(block)))
    found = set()
    for each in ids:
        beside = memory.before(block, each), each if _is_in(memory, block, each) else None, memory.after(block, each)
        held = [p for p in beside if p is not None]
        found |= set(pairwise(held))
    return found


def _is_in(memory: Memory, block: int, part: str) -> bool:
    return (block, 0) in memory.blocks(ENTITY, part)


def _same(memory: Memory, pair: Pair) -> Judgement:
    a, b = bearers(memory, list(pair))
    return one_name(a.id, a.name, b.id, b.name)


def one_name(a: str, first_name: str, b: str, other_name: str) -> Judgement:
    """That two entities of one key are one."""
    return Judgement(Verdict.SAME, a, b, f"“{first_name}” and “{other_name}” are one name", NAME, BY)


def _difference(memory: Memory, found: Taken, before: set[Pair], now: set[Pair]) -> Changes:
    """What is told of pairs that are new or whose names are others, and no more of those that are gone."""
    changes = Changes()
    renamed = {i for i, (was, is_now) in found.shifts.items() if was and is_now and was.name != is_now.name}
    for a, b in before - now:
        changes.withdraw(one_name(a, "", b, "").id)
    for pair in now:
        if pair not in before or not renamed.isdisjoint(pair):
            changes.tell(_same(memory, pair))
    return changes
