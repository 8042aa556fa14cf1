"""What the board follows: missions that have a name, and whoever else has a strength of their own, each once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from onrecord.model import Commitment, Entity, Entry, Figure, MentionType
from onrecord.query.series import JOINT
from onrecord.query.view import View

SMALL = frozenset({"of", "the", "in", "for", "and", "to", "on"})
"""Words that stand in lower case within a name."""


class Subjects:
    """The subjects of a view, by keys that are equal where names are judged to be one.

    An article that names one mission alone means it by "the mission", and by the numbers of who is bound by it.
    """

    def __init__(self, view: View) -> None:
        """Gather the names of a view."""
        self._view = view
        self._names = view.names
        self._called: dict[str, Counter[str]] = defaultdict(Counter)
        self._named: set[str] = set()
        self._local: dict[str, set[str]] = defaultdict(set)
        self._aliases: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entry, body in self._missions():
            key = self._names.key(entry.revision, body.name)
            if key:
                self._called[key][body.name] += 1
                self._named.add(key)
                self._local[entry.revision].add(key)
                for alias in (body.name, *body.aliases):
                    self._aliases[entry.revision, alias.casefold()].add(key)

    def _missions(self) -> Iterable[tuple[Entry, Entity]]:
        bodies = ((e, e.body) for e in self._view.entries if isinstance(e.body, Entity))
        return ((e, b) for e, b in bodies if b.type is MentionType.MISSION and is_name(b.name))

    @property
    def missions(self) -> frozenset[str]:
        """The keys of the missions that have a name."""
        return frozenset(self._named)

    def name(self, key: str) -> str:
        """What a subject is called most, of two names the longer."""
        called = self._called[key] or Counter(b.name for b in self._entities.get(key, ()))
        return max(sorted(called), key=lambda n: (called[n], len(n))) if called else key

    def alone(self, revision: str) -> str | None:
        """The mission that an article names, where it names one alone."""
        found = self._local.get(revision, set())
        return next(iter(found)) if len(found) == 1 else None

    def mission(self, revision: str, name: str | None) -> str | None:
        """The mission that a name or a word stands for in an article."""
        if name is None:
            return None
        local = self._aliases.get((revision, name.casefold()), set())
        if len(local) == 1:
            return next(iter(local))
        key = self._names.key(revision, name)
        if key in self._named:
            return key
        return self.alone(revision) if not is_name(name) and name.casefold().split()[-1] in GENERIC else None

    @cached_property
    def _bound(self) -> dict[str, set[str]]:
        """By mission, who is bound by it or has numbers on it."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self._view.entries:
            if isinstance(entry.body, Commitment | Figure):
                who = entry.body.actor if isinstance(entry.body, Commitment) else entry.body.subject
                mission = self.mission(entry.revision, entry.body.mission)
                key = self._names.key(entry.revision, who)
                if mission and key and key != mission:
                    found[mission].add(key)
        return found

    def of_figure(self, entry: Entry, figure: Figure) -> str | None:
        """Whose a figure is: a mission, or else its own subject; None where that has no name."""
        told = self.mission(entry.revision, figure.mission) or self.mission(entry.revision, figure.subject)
        if told:
            return told
        key = self._names.key(entry.revision, figure.subject)
        if key is None or self._names.is_person("", key):
            return None
        own = self.bound(entry.revision, figure.subject) if figure.mission is None else None
        if own is None and figure.subject:
            self._called[key][figure.subject] += 1
        return own or key

    def bound(self, revision: str, name: str | None) -> str | None:
        """The mission of its own that an article names alone, where who is named is bound by it anywhere.

        Who takes part in one that states run together may do other things beside, in the same place.
        """
        alone, key = self.alone(revision), self._names.key(revision, name)
        own = alone is not None and not is_joint(self.name(alone))
        return alone if alone and own and key in self._bound[alone] else None

    def key(self, revision: str, name: str | None) -> str | None:
        """The key of a name in an article, that of a mission left out."""
        key = self._names.key(revision, name)
        return None if key in self._named else key

    @cached_property
    def _entities(self) -> dict[str, list[Entity]]:
        """By key, what each article has of it."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entry in self._view.entries:
            if isinstance(entry.body, Entity) and (key := self._names.key(entry.revision, entry.body.name)):
                found[key].append(entry.body)
        return found

    def named(self, revision: str, words: str) -> dict[str, MentionType]:
        """Of what an article names, what some of its words name, by key, with its kind."""
        found = {}
        for body in self._of_article.get(revision, ()):
            called = [n for n in (body.name, *body.aliases) if n in words]
            names = "|".join(map(re.escape, called))
            key = self._names.key(revision, body.name)
            if called and key and re.search(rf"(?<!\w)(?:{names})(?!\w)", words):
                found[key] = body.type
        return found

    @cached_property
    def _of_article(self) -> dict[str, list[Entity]]:
        found: dict[str, list[Entity]] = defaultdict(list)
        for entry in self._view.entries:
            if isinstance(entry.body, Entity):
                found[entry.revision].append(entry.body)
        return found

    def kinds(self, key: str) -> frozenset[MentionType]:
        """What articles take a name for: a place, a body."""
        return self._kinds.get(key, frozenset())

    @cached_property
    def _kinds(self) -> dict[str, frozenset[MentionType]]:
        return {key: frozenset(b.type for b in bodies) for key, bodies in self._entities.items()}

    def person(self, revision: str, name: str) -> str | None:
        """The key of a person that an article names."""
        key = self._names.key(revision, name)
        return key if self._names.is_person("", key) else None


GENERIC = frozenset({"mission", "operation", "deployment"})
"""Words that stand for the one mission of an article."""


def is_joint(words: str) -> bool:
    """Whether words name a mission that states run together, by the acronym or union that they begin with."""
    return JOINT.match(words) is not None


def is_name(words: str) -> bool:
    """Whether words are a name: each but the small ones begins in upper case or is a number, or states share it."""
    told = [w for w in words.split() if w.casefold() not in SMALL]
    return is_joint(words) or (bool(told) and all(w[:1].isupper() or w[:1].isdigit() for w in told))
