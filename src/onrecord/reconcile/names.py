"""Who and what is one across articles, as the judgements on entities tell it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from onrecord.model import Entity, Entry, Judgement, MentionType, Verdict, same

ARTICLE = re.compile(r"^(?:the|a|an|operation|op) ", re.IGNORECASE)


class Naming(Protocol):
    """A key for each name: equal where judgements join the entities that bear it, whatever the order of the input."""

    def key(self, revision: str, name: str | None) -> str | None:
        """The key of a name that an article uses; None for what is no name ("the ministry") or stands for two."""

    def missions(self, revision: str) -> frozenset[str]:
        """The keys of the missions that an article names."""

    def is_mission(self, revision: str, key: str | None, /) -> bool:
        """Whether a name that an article uses is a mission's anywhere, by its key."""

    def is_person(self, revision: str, key: str | None, /) -> bool:
        """Whether a name that an article uses is a person's anywhere, by its key."""


class Names:
    """The keys of names in some entries, all gathered at once; see Naming."""

    def __init__(self, entries: Iterable[Entry], judgements: Iterable[Judgement]) -> None:
        """Gather the entities of all articles by the judgements that they are the same."""
        entities = {e.id: (e, e.body) for e in entries if isinstance(e.body, Entity)}
        keys = called({i: plain(body.name) for i, (_, body) in entities.items()}, judgements)
        self._local: dict[tuple[str, str], set[str]] = defaultdict(set)
        anywhere: dict[str, set[str]] = defaultdict(set)
        self._missions: dict[str, set[str]] = defaultdict(set)
        self._people: set[str] = set()
        for identity, (entry, body) in entities.items():
            key = keys[identity]
            anywhere[plain(body.name)].add(key)
            for name in (body.name, *body.aliases):
                self._local[entry.revision, plain(name)].add(key)
            if body.type is MentionType.MISSION and any(c.isupper() for c in body.name):
                self._missions[entry.revision].add(key)
            if body.type is MentionType.PERSON:
                self._people.add(key)
        self._anywhere = {name: keys for name, keys in anywhere.items() if len(keys) == 1}
        self._operations = frozenset[str]().union(*self._missions.values())

    def key(self, revision: str, name: str | None) -> str | None:
        """See Naming."""
        if name is None or not any(c.isupper() for c in name):
            return None
        word = plain(name)
        found = self._local.get((revision, word)) or self._anywhere.get(word) or {word}
        return min(found) if len(found) == 1 else None

    def missions(self, revision: str) -> frozenset[str]:
        """See Naming."""
        return frozenset(self._missions.get(revision, ()))

    def is_mission(self, _revision: str, key: str | None) -> bool:
        """See Naming."""
        return key in self._operations

    def is_person(self, _revision: str, key: str | None) -> bool:
        """See Naming."""
        return key in self._people


def plain(name: str) -> str:
    """A name without case, spacing, article or the word "Operation"."""
    return ARTICLE.sub("", " ".join(name.replace("’", "'").split())).casefold()


def called(names: Mapping[str, str], judgements: Iterable[Judgement]) -> dict[str, str]:
    """What each entity is called, by their plain names: the least name of all that judgements join it to.

    Two that a person told apart though they would be called the same are told from each other by an id.
    """
    told = list(judgements)
    groups = same(told)
    group = {i: groups.get(i, frozenset({i})) for i in names}
    least: dict[frozenset[str], str] = {}
    for held in {id(g): g for g in group.values()}.values():
        least[held] = min(names[i] for i in held if i in names)
    apart: set[frozenset[str]] = set()
    for each in told:
        if each.verdict is Verdict.NOT_SAME and each.a in names and each.b in names:
            one, other = group[each.a], group[each.b]
            apart |= {one, other} if least[one] == least[other] else set()
    key = {held: name + (f" #{min(held)}" if held in apart else "") for held, name in least.items()}
    return {i: key[held] for i, held in group.items()}
