"""The entities of one key, all articles together, and what stands beside them.

Of a group that stands in many articles, the first few by their ids tell what stands beside it: which these are is a
matter of chance, and the same whenever the same articles stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from onrecord.model import MentionType
from onrecord.model.memory import Key, Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.naming.articles import FIRST, Article, Told, article, bearer, first, key_of, key_words, node
from onrecord.reconcile.naming.words import BODIES, COALITION, MANY, TOLD, NameKey, adjective, sound, waged_by

GROUP = "name group"
SEEN = 50
"""Entities of a group that are asked what stands beside them."""
AT_HAND = 2_048
"""Articles that are kept at hand."""
VAGUE, COALITIONS = ("name vague",), ("name coalition",)
"""The blocks of coalitions that are called international, and of those that are told by a name."""
SHORT = (MentionType.ORGANISATION, MentionType.FACILITY)
"""What an operation's name can be taken for where it stands alone."""


@dataclass(frozen=True)
class Group:
    """The entities of one key: the first by its id, what it is called, and what the record calls all of them.

    `called` is None where a person told some of them apart, so that each is called by itself.
    """

    key: NameKey
    first: str
    name: str
    called: str | None = ""

    @property
    def node(self) -> str:
        """Its id."""
        return node(self.key)

    @property
    def remainder(self) -> tuple[str, ...] | None:
        """A body's name without its first word, which may be its country's adjective."""
        word = adjective(self.key, self.name)
        return tuple(w for w in self.key[1] if w != word) if word else None

    @property
    def is_vague(self) -> bool:
        """Whether it is called the international coalition, or the like."""
        return bool(COALITION.fullmatch(self.name.casefold()))

    @property
    def is_coalition(self) -> bool:
        """Whether it is a coalition by who leads it or whom it is against."""
        return bool(TOLD.fullmatch(self.name))

    def keys(self, *, is_mission: bool) -> Iterator[tuple[Key, int]]:
        """The blocks of groups that may be one with it."""
        heard, country, rest = sound(self.key), waged_by(self.key, self.name), self.remainder
        yield from (((("name sound", heard)), 0) for _ in [0] if heard)
        yield from ((("name longer", rest), 0) for _ in [0] if rest is not None and len(rest) >= MANY)
        yield from ((VAGUE, 0) for _ in [0] if self.is_vague)
        yield from ((COALITIONS, 0) for _ in [0] if self.is_coalition)
        yield from ((("name waged", country), 0) for _ in [0] if country)
        if self.called is not None and self.key[0] is MentionType.PERSON:
            yield ("name called person", self.called), 0
        if self.called is not None and is_mission:
            yield ("name called mission", self.called), 0


def group(memory: Memory, identity: str) -> Group | None:
    """A group that is kept, by its id."""
    note = memory.note(GROUP, identity)
    if note is None:
        return None
    kind, words, found, name, called = notes.read(note)
    key = key_of(MentionType(kind), words)
    return Group(key, found, name, called) if key else None


def keep_group(memory: Memory, held: Group) -> None:
    """Keep a group."""
    memory.put(GROUP, held.node, *_kept(memory, held))


def hold_groups(memory: Memory, groups: Iterable[Group]) -> None:
    """Keep groups none of which is kept."""
    memory.hold(GROUP, ((each.node, *_kept(memory, each)) for each in groups))


def _kept(memory: Memory, held: Group) -> tuple[Iterator[tuple[Key, int]], str]:
    """The blocks that a group is in, and what is kept of it."""
    is_mission = held.key[0] is MentionType.MISSION and first(memory, ("name large", held.node)) is not None
    note = notes.written([held.key[0], key_words(held.key), held.first, held.name, held.called])
    return held.keys(is_mission=is_mission), note


def refreshed(memory: Memory, key: NameKey) -> tuple[Group | None, Group | None]:
    """A group as it was kept, and as it is kept now by the entities of its key."""
    before = group(memory, node(key))
    leader = first(memory, ("name group", node(key)))
    led = bearer(memory, leader) if leader else None
    if led is None:
        memory.drop(GROUP, node(key))
        return before, None
    now = replace(before, first=led.id, name=led.name) if before else Group(key, led.id, led.name)
    if now != before or key[0] is MentionType.MISSION:
        keep_group(memory, now)
    return before, now


class Around:
    """What stands beside groups, looked at once as long as it is at hand: good as long as nothing is kept anew."""

    def __init__(self, memory: Memory) -> None:
        """Begin to look."""
        self._memory = memory
        self._article = lru_cache(AT_HAND)(partial(article, memory))
        self.articles = lru_cache(AT_HAND // SEEN)(self._beside)

    def _beside(self, identity: str) -> list[Article]:
        """The articles of the first entities of a group."""
        return [self._article(r) for r in dict.fromkeys(self._revisions(identity))]

    def told(self, identity: str, kinds: Iterable[MentionType]) -> Iterator[tuple[NameKey, Told]]:
        """What these articles tell of that is of some kinds and has a key."""
        wanted = frozenset(kinds)
        for each in self.articles(identity):
            yield from ((t.key, t) for t in each.told if t.key is not None and t.key[0] in wanted)

    def keys(self, identity: str, kinds: Iterable[MentionType]) -> set[NameKey]:
        """The keys of what these articles tell of."""
        return {key for key, _ in self.told(identity, kinds)}

    def names(self, identity: str) -> dict[NameKey, set[str]]:
        """All that these articles call the bodies that they tell of, by key."""
        found: dict[NameKey, set[str]] = {}
        for key, told in self.told(identity, BODIES):
            found.setdefault(key, set()).update(n.casefold() for n in (told.name, *told.aliases))
        return found

    def _revisions(self, identity: str) -> Iterator[str]:
        block, last = number(("name group", identity)), FIRST
        for _ in range(SEEN):
            after = self._memory.after(block, last)
            held = bearer(self._memory, after) if after else None
            if held is None:
                return
            last = held.id
            yield held.revision
