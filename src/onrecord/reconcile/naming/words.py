"""What names are compared by: the key of an entity's name, the sound of a place, the country of an adjective."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from onrecord.model import Entity, MentionType
from onrecord.packs import lexicon

BODIES = frozenset({MentionType.ORGANISATION, MentionType.GROUP})
"""Types that one reading takes for one and another for the other."""
SMALL = frozenset({"the", "of", "and", "for", "in", "de", "des", "du"})
OPERATION = frozenset({"operation", "op"})
COALITION = re.compile(r"(?:international|global|multinational|wider|broader)(?: military)? coalition")
TOLD = re.compile(r"(?:\S+-led|anti-\S+|counter-\S+) coalition", re.IGNORECASE)
WAGED = re.compile(r"(?P<country>\w+)(?: \w+)? (?:war|mission|fight|campaign|operation) against (?:the )?(?P<enemy>.+)")
CONTINENTS = frozenset({"Africa", "America", "Antarctica", "Asia", "Europe", "Oceania", "Australia"})
SHORTEST = 5
"""Letters that a place has at least where two spellings are taken for one."""
SOUNDS = 3
"""Consonants that they share at least."""
MANY = 2
"""Words that a shortened name has at least."""

NameKey = tuple[MentionType, tuple[str, ...]]
"""What two entities must share to be one: what they are, and the words of their names."""


def name_key(name: str, kind: MentionType, country: str) -> NameKey | None:
    """The key of a name in an article about a country; None for what it does not tell from others of the kind."""
    key = _key(name, kind)
    if key is None or key[0] is not MentionType.ORGANISATION or not set(key[1]) <= _everywhere():
        return key
    return key[0], (*key[1], f"of {country}")


def _key(name: str, kind: MentionType) -> NameKey | None:
    plain = name.casefold().replace("’", "'").replace("'s ", " ").replace("u.s.", "us")
    words = [_spellings().get(w, w) for w in re.findall(r"[\w.]*\w", plain)]
    if kind is MentionType.PERSON:
        return (kind, tuple(words)) if len(words) > 1 and name != plain else None
    if not any(c.isupper() for c in name) and not COALITION.fullmatch(plain):
        return None
    small = SMALL | OPERATION if kind is MentionType.MISSION else SMALL
    return MentionType.ORGANISATION if kind in BODIES else kind, tuple(sorted(w for w in words if w not in small))


def country_told_most(entities: Iterable[Entity]) -> str | None:
    """The country that an article names most often, its people and bodies counted in; of two, the first by name."""
    counts: Counter[str] = Counter()
    for body in entities:
        country = body.name if body.name in countries() else adjectives().get(body.name.split()[0].casefold())
        if country is not None:
            counts[country.casefold()] += len(body.mentions)
    return min(((-n, name) for name, n in counts.items()), default=(0, None))[1]


def sound(key: NameKey) -> str | None:
    """The consonants of a place of one word, with where vowels stand; None where no other spelling is looked for."""
    if key[0] is not MentionType.PLACE or len(key[1]) != 1 or len(key[1][0]) < SHORTEST or key[1] in _well_known():
        return None
    found = re.sub(r"[aeiouy]+", "-", key[1][0]).strip("-")
    return found if len(found) >= SOUNDS else None


def country_of(key: NameKey) -> str | None:
    """The country that a place's key is of, by its name in full."""
    return _country_keys().get(key[1]) if key[0] is MentionType.PLACE else None


def adjective(key: NameKey, name: str) -> str | None:
    """The first word of a body's name of three words or more, where all are large."""
    parts = name.split()
    if key[0] is not MentionType.ORGANISATION or len(parts) <= MANY or not all(p[:1].isupper() for p in parts):
        return None
    return parts[0].casefold()


def waged_by(key: NameKey, name: str) -> str | None:
    """The country whose mission against somebody a name tells of."""
    told = WAGED.fullmatch(name) if key[0] is MentionType.MISSION else None
    return adjectives().get(told["country"].casefold()) if told else None


def is_operation(name: str) -> bool:
    """Whether a name says that it is an operation's."""
    return bool(OPERATION & set(name.casefold().split()))


@cache
def adjectives() -> dict[str, str]:
    """The country of each adjective, in small letters."""
    return {d.casefold(): e["name"].casefold() for e in lexicon("countries")["country"] for d in e["demonyms"]}


@cache
def countries() -> frozenset[str]:
    """The names of countries."""
    return frozenset(entry["name"] for entry in lexicon("countries")["country"])


@cache
def _country_keys() -> dict[tuple[str, ...], str]:
    return {key[1]: name for name in sorted(countries()) if (key := _key(name, MentionType.PLACE))}


@cache
def _well_known() -> frozenset[tuple[str, ...]]:
    """The keys of countries, continents and capitals, which are no spelling of another place."""
    capitals = {entry.get("capital", "") for entry in lexicon("countries")["country"]}
    named = (_key(name, MentionType.PLACE) for name in countries() | CONTINENTS | capitals)
    return frozenset(key[1] for key in named if key)


@cache
def _everywhere() -> frozenset[str]:
    """Words of the names that every country has one of."""
    return frozenset([*lexicon("kinds")["modifiers"]["everywhere"], *lexicon("bodies")["bodies"]])


@cache
def _spellings() -> dict[str, str]:
    return {**lexicon("kinds")["spellings"], "u.s": "us"}
