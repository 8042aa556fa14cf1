"""Who and what is one across articles, as the judgements on entities tell it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from onrecord.model import Entity, Entry, Judgement, MentionType, Verdict, same

ARTICLE = re.compile(r"^(?:the|a|an|operation|op) ", re.IGNORECASE)


class Names:
    """A key for each name: equal where judgements join the entities that bear it, whatever the order of the input."""

    def __init__(self, entries: Iterable[Entry], judgements: Iterable[Judgement]) -> None:
        """Gather the entities of all articles by the judgements that they are the same."""
        entities = {e.id: (e, e.body) for e in entries if isinstance(e.body, Entity)}
        told = list(judgements)
        groups = same(told)
        apart = _sharing(entities, groups, told)
        self._local: dict[tuple[str, str], set[str]] = defaultdict(set)
        anywhere: dict[str, set[str]] = defaultdict(set)
        self._missions: dict[str, set[str]] = defaultdict(set)
        self._people: set[str] = set()
        for identity, (entry, body) in entities.items():
            group = groups.get(identity, frozenset({identity}))
            key = _key(entities, group) + (f" #{min(group)}" if identity in apart else "")
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
        """The key of a name that an article uses; None for what is no name ("the ministry") or stands for two."""
        if name is None or not any(c.isupper() for c in name):
            return None
        word = plain(name)
        found = self._local.get((revision, word)) or self._anywhere.get(word) or {word}
        return min(found) if len(found) == 1 else None

    def missions(self, revision: str) -> frozenset[str]:
        """The keys of the missions that an article names."""
        return frozenset(self._missions.get(revision, ()))

    def is_mission(self, _revision: str, key: str | None) -> bool:
        """Whether a name that an article uses is a mission's anywhere, by its key."""
        return key in self._operations

    def is_person(self, _revision: str, key: str | None) -> bool:
        """Whether a name that an article uses is a person's anywhere, by its key."""
        return key in self._people


def plain(name: str) -> str:
    """A name without case, spacing, article or the word "Operation"."""
    return ARTICLE.sub("", " ".join(name.replace("’", "'").split())).casefold()


Bodies = Mapping[str, tuple[Entry, Entity]]


def _key(entities: Bodies, group: frozenset[str]) -> str:
    return min(plain(entities[i][1].name) for i in group if i in entities)


def _sharing(entities: Bodies, groups: Mapping[str, frozenset[str]], judgements: Iterable[Judgement]) -> set[str]:
    """The entities of groups that a person told apart though they bear one name."""
    found: set[str] = set()
    for each in judgements:
        if each.verdict is Verdict.NOT_SAME and each.a in entities and each.b in entities:
            one, other = (groups.get(i, frozenset({i})) for i in (each.a, each.b))
            if _key(entities, one) == _key(entities, other):
                found |= one | other
    return found
