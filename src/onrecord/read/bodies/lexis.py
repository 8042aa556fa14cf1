"""What the lexicons say about bodies: kinds, countries, bodies that any desk knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.model import MentionType
from onrecord.packs import lexicon

LONGEST_NOUN = 4
"""Words in the longest noun that heads a description."""


@dataclass(frozen=True, slots=True)
class BodyKind:
    """A kind of body; `noun` is what its names are made with, `national` where a country has one of it.

    `loose` are the nouns that alone can stand for any body of the kind; None where all can.
    """

    name: str
    type: MentionType
    noun: str
    national: bool
    loose: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body that needs no explaining, under the name it is kept by; `formal` is its full name."""

    name: str
    formal: str
    type: MentionType
    kind: str | None
    country: str | None


@cache
def nouns() -> dict[tuple[str, ...], BodyKind]:
    """Kinds by the words of each of their nouns, in lower case, hyphens parted."""
    found = {}
    for entry in lexicon("kinds")["kind"]:
        loose = frozenset(entry["loose"]) if "loose" in entry else None
        type_ = MentionType(entry["type"])
        kind = BodyKind(entry["name"], type_, entry["nouns"][0], entry.get("national", False), loose)
        for noun in entry["nouns"]:
            found[tuple(noun.replace("-", " ").split())] = kind
    return found


@cache
def kinds() -> dict[str, BodyKind]:
    """Kinds by name."""
    return {kind.name: kind for kind in nouns().values()}


@cache
def last_words() -> frozenset[str]:
    """The last word of every noun."""
    return frozenset(words[-1] for words in nouns())


@cache
def modifiers(group: str) -> frozenset[str]:
    """Words before a noun that are "other", "empty" or "describing"."""
    return frozenset(lexicon("kinds")["modifiers"][group])


@cache
def countries() -> dict[str, str]:
    """Country by every word for it and its people, as printed."""
    entries = lexicon("countries")["country"]
    return {w: e["name"] for e in reversed(entries) for w in (*e["demonyms"], *e["aliases"], e["name"])}


@cache
def country_names() -> dict[str, str]:
    """Country by its names alone."""
    return {w: e["name"] for e in lexicon("countries")["country"] for w in (e["name"], *e["aliases"])}


@cache
def demonym_of() -> dict[str, str]:
    """The first demonym of each country."""
    return {e["name"]: e["demonyms"][0] for e in lexicon("countries")["country"] if e["demonyms"]}


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries, as printed."""
    return frozenset(d for e in lexicon("countries")["country"] for d in e["demonyms"])


@cache
def capitals() -> dict[str, str]:
    """Country by its capital."""
    return {e["capital"]: e["name"] for e in lexicon("countries")["country"] if e.get("capital")}


@cache
def known() -> dict[tuple[str, ...], KnownBody]:
    """Bodies that any desk knows, by the words of each of their names."""
    found = {}
    for entry in lexicon("organisations")["body"]:
        type_ = MentionType(entry.get("type", "organisation"))
        name = entry.get("short", entry["name"])
        body = KnownBody(name, entry["name"], type_, entry.get("kind"), entry.get("country"))
        for printed in (entry["name"], *entry["other"]):
            found[tuple(printed.split())] = body
    return found


@cache
def known_starts() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of known bodies by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(known(), key=lambda w: (-len(w), w)):
        found.setdefault(words[0], []).append(words)
    return {first: tuple(names) for first, names in found.items()}


@cache
def spellings() -> dict[str, str]:
    """One spelling of words that have two."""
    return dict(lexicon("kinds")["spellings"])


def plain(word: str) -> str:
    """A word for comparing: lower case, one spelling."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    spelt: str = spellings().get(lower, lower)
    return spelt
