"""People of different articles who may be one: by surname and office, or left for a person to judge.

A surname alone never joins: of "Quill" and "Mara Quill" it is told that they may be one, and they stay apart. Where
both hold one office by the words beside their names, and nobody else of that surname does, they are one. Given names
fit where one is the initial of the other, or its beginning ("Dan", "Daniel").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.model import Judgement, Verdict, Words
from onrecord.packs import lexicon

BY = "reconcile-entities/2"
OFFICE, MAY_BE = 0.7, 0.4
"""Scores of the grounds: an order, not yet measured."""
SHORTEST = 3
"""Letters that the short form of a given name has at least."""
MOST = 5
"""People of one surname beyond whom a lone surname is not told as any of them."""

Name = tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """The people of one name: the first of their entities, what it calls them, and the offices of all."""

    id: str
    called: str
    offices: frozenset[str]


def judged(people: Mapping[Name, Person], a: Name, b: Name) -> Judgement:
    """What two names of one surname that fit have to do with each other, where no article has both."""
    one, other = people[a], people[b]
    shared = one.offices & other.offices
    alone = not any(shared & held.offices for name, held in people.items() if name not in {a, b})
    first, second = sorted((one.id, other.id))
    both = f"“{one.called}” and “{other.called}”"
    if shared and alone:
        reason = f"{both} are of one surname and hold one office, {min(shared)}"
        return Judgement(Verdict.SAME, first, second, reason, OFFICE, BY)
    reason = f"{both} are of one surname, and nothing else tells whether they are one"
    return Judgement(Verdict.UNSURE, first, second, reason, MAY_BE, BY)


def person(name: str) -> Name | None:
    """A person's name in words, the surname last; None for what is not printed as a name."""
    return tuple(re.findall(r"[\w’'-]+\.?", name.casefold())) or None if name[:1].isupper() else None


def given_fit(a: Name, b: Name) -> bool:
    """Whether two given names can be one person's: one lacks, is an initial, or begins the other."""
    if len(a) == 1 or len(b) == 1:
        return True
    short, long = sorted((a[0].rstrip("."), b[0].rstrip(".")), key=len)
    if short == long:
        return len(a) != len(b)
    return long.startswith(short) and (len(short) == 1 or len(short) >= SHORTEST)


def offices(roles: Iterable[Words]) -> frozenset[str]:
    """The offices beside a name, without titles of rank, which many hold, and without whose they are."""
    plain = (" ".join(w for w in re.findall(r"\w+", role.text.casefold()) if w not in _ranks()) for role in roles)
    return frozenset(p for p in plain if len(p.split()) > 1)


@cache
def _ranks() -> frozenset[str]:
    """The words of ranks and courtesy titles."""
    titles = lexicon("titles")
    listed = (*titles["abbreviations"], *titles["ranks"], *titles["courtesy"])
    return frozenset(word for title in listed for word in re.findall(r"\w+", title.casefold()))
