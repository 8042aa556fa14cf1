"""What an article calls whom, kept short: enough to judge names by without its entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Any

from onrecord.model import Entity, Entry, Kind, MentionType, digest
from onrecord.model.memory import Key, Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.desk import Desk
from onrecord.reconcile.names import plain
from onrecord.reconcile.naming.words import BODIES, NameKey, country_told_most, is_operation, name_key, sound
from onrecord.reconcile.people import Name, offices, person

ARTICLE, ENTITY = "name article", "name entity"
FIRST = "0" * 20
"""An id before all others."""


@dataclass(frozen=True)
class Bearer:
    """An entity by its name, in one article."""

    id: str
    revision: str
    type: MentionType
    name: str
    key: NameKey | None

    @cached_property
    def node(self) -> str:
        """The group of its key, or the entity itself where it has none."""
        return node(self.key) if self.key else self.id

    @cached_property
    def word(self) -> str:
        """Its name as it is looked up."""
        return plain(self.name)

    @property
    def is_person(self) -> bool:
        """Whether it is a person's."""
        return self.type is MentionType.PERSON

    @property
    def is_mission(self) -> bool:
        """Whether it is a mission's that has a name."""
        return self.type is MentionType.MISSION and any(c.isupper() for c in self.name)

    @property
    def note(self) -> str:
        """What is kept of it."""
        return notes.written([self.revision, self.type, self.name, _words(self.key)])

    @property
    def stance(self) -> tuple[str, bool, bool]:
        """What a name of its own is kept by."""
        return self.node, self.is_person, self.is_mission

    @cached_property
    def called(self) -> Name | None:
        """A person's name as it is compared with others of the surname."""
        return person(self.name) if self.is_person else None


@dataclass(frozen=True)
class Told(Bearer):
    """An entity with what else its article calls it; `country` is the one that the article of a mission tells of."""

    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    country: str | None = None

    def keys(self, *, is_joined: bool) -> Iterator[tuple[Key, int]]:
        """The blocks that it is in; what has no key stands on side 1 where something joins it to others."""
        if self.key is None:
            yield lone(self.word, is_person=self.is_person), int(is_joined)
        else:
            yield ("name group", self.node), 0
            yield ("name plain in", self.node, self.word), 0
        if self.called is not None:
            named = person_id(self.called)
            yield ("name person in", named), 0
            yield from ((("name office", named, office), 0) for office in self.offices)
        if self.key is not None and self.key[0] is MentionType.MISSION:
            yield from ((key, 0) for key, does in self._of_missions(self.node) if does)

    def _of_missions(self, group: str) -> Iterator[tuple[Key, bool]]:
        yield ("name large", group), self.is_mission
        yield ("name operation", group), is_operation(self.name)
        yield ("name mission in", group, self.country), self.country is not None


@dataclass(frozen=True)
class Article:
    """What one article tells of, and the country that it names most often."""

    country: str | None = None
    told: tuple[Told, ...] = ()

    @property
    def note(self) -> str:
        """What is kept of it."""
        told = [[t.id, t.type, t.name, _words(t.key), t.aliases, t.offices] for t in self.told]
        return notes.written([self.country, told])

    def keys(self) -> Iterator[tuple[Key, int]]:
        """That it names two people of one surname, or two places that sound alike."""
        people = sorted({t.called for t in self.told if t.called})
        for a, b in combinations(people, 2):
            if a[-1] == b[-1]:
                yield both(person_id(a), person_id(b)), 0
        places = sorted({(heard, t.key) for t in self.told if t.key and (heard := sound(t.key))})
        for (first, a_key), (second, b_key) in combinations(places, 2):
            if first == second:
                yield both(node(a_key), node(b_key)), 0


def lone(word: str, *, is_person: bool) -> Key:
    """The block of entities that nothing but this name tells of, and that it does not tell from others."""
    return ("name lone", word, is_person)


def both(a: str, b: str) -> Key:
    """The block of articles that tell of both."""
    return ("name both", *sorted((a, b)))


@lru_cache(1 << 15)
def node(key: NameKey) -> str:
    """The id of a key's group."""
    return digest("name", *key)


@lru_cache(1 << 15)
def person_id(name: Name) -> str:
    """The id of a person's name."""
    return digest("person", name)


def read(desk: Desk, revision: str) -> Article:
    """What a revision tells of now."""
    held = [(e, e.body) for e in desk.of(revision, (Kind.ENTITY,)) if isinstance(e.body, Entity)]
    country = country_told_most(body for _, body in held)
    return Article(country, tuple(_told(e, body, country) for e, body in held))


def _told(entry: Entry, body: Entity, country: str | None) -> Told:
    key = name_key(body.name, body.type, country or entry.revision)
    holds = offices(body.roles) if person(body.name) and body.type is MentionType.PERSON else ()
    about = country if body.type is MentionType.MISSION else None
    return Told(entry.id, entry.revision, body.type, body.name, key, body.aliases, tuple(sorted(holds)), about)


def keep(memory: Memory, revision: str, article: Article) -> None:
    """Keep what a revision tells of; its entities are kept by themselves."""
    if not article.told:
        memory.drop(ARTICLE, revision)
        return
    memory.put(ARTICLE, revision, article.keys(), article.note)


def article(memory: Memory, revision: str) -> Article:
    """What a revision told of when it was kept."""
    note = memory.note(ARTICLE, revision)
    if note is None:
        return Article()
    country, told = notes.read(note)
    return Article(country, tuple(_kept(revision, country, each) for each in told))


def _kept(revision: str, country: str | None, held: list[Any]) -> Told:
    identity, kind, name, words, aliases, holds = held
    sort = _TYPES[kind]
    about = country if sort is MentionType.MISSION else None
    return Told(identity, revision, sort, name, key_of(sort, words), tuple(aliases), tuple(holds), about)


def keep_told(memory: Memory, told: Told, *, is_joined: bool) -> None:
    """Keep an entity."""
    memory.put(ENTITY, told.id, told.keys(is_joined=is_joined), told.note)


def bearer(memory: Memory, identity: str) -> Bearer | None:
    """An entity that is kept."""
    note = memory.note(ENTITY, identity)
    return noted(identity, note) if note is not None else None


def noted(identity: str, note: str) -> Bearer:
    """An entity by what is kept of it."""
    revision, kind, name, words = notes.read(note)
    sort = _TYPES[kind]
    return Bearer(identity, revision, sort, name, key_of(sort, words))


def bearers(memory: Memory, identities: list[str]) -> list[Bearer]:
    """The entities among some ids that are kept."""
    return [held for each in identities if (held := bearer(memory, each))]


def first(memory: Memory, key: Key) -> str | None:
    """The first of a block by its id, on side 0; None where nothing stands there."""
    return memory.after(number(key), FIRST)


def key_words(key: NameKey) -> str:
    """The words of a key in one text."""
    return "|".join(key[1])


def _words(key: NameKey | None) -> str | None:
    return key_words(key) if key else None


def key_of(kind: MentionType, words: str | None) -> NameKey | None:
    """The key of which these are the words."""
    if words is None:
        return None
    return MentionType.ORGANISATION if kind in BODIES else kind, tuple(words.split("|")) if words else ()


_TYPES = {kind.value: kind for kind in MentionType}
