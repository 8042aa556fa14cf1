"""People of different articles who may be one: by surname and office, or left for a person to judge.

A surname alone never joins: of "Quill" and "Mara Quill" it is told that they may be one, and they stay apart. Where
both hold one office by the words beside their names, and nobody else of that surname does, they are one. Given names
fit where one is the initial of the other, or its beginning ("Dan", "Daniel").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from onrecord.model import Entity, Entry, Judgement, MentionType, Verdict
from onrecord.packs import lexicon

BY = "reconcile-entities/2"
OFFICE, MAY_BE = 0.7, 0.4
"""Scores of the grounds: an order, not yet measured."""
SHORTEST = 3
"""Letters that the short form of a given name has at least."""
MOST = 5
"""People of one surname beyond whom a lone surname is not told as any of them."""

Name = tuple[str, ...]


def people(entries: Iterable[Entry]) -> Iterator[Judgement]:
    """Judgements on people of one surname whose names are not the same, by the entries alone."""
    by_surname: dict[str, dict[Name, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        name = _name(entry)
        if name:
            by_surname[name[-1]][name].append(entry)
    for _, named in sorted(by_surname.items()):
        groups = {name: sorted(held, key=lambda e: e.id) for name, held in sorted(named.items())}
        for a, b in combinations(groups, 2):
            judged = _judged(groups, a, b) if len(groups) <= MOST else None
            if judged is not None:
                yield judged


def _judged(groups: Mapping[Name, Sequence[Entry]], a: Name, b: Name) -> Judgement | None:
    """What two names of one surname have to do with each other; None where they are of two people."""
    if not _given_fit(a, b) or {e.revision for e in groups[a]} & {e.revision for e in groups[b]}:
        return None
    one, other = groups[a][0], groups[b][0]
    offices = _offices(groups[a]) & _offices(groups[b])
    alone = not any(offices & _offices(held) for name, held in groups.items() if name not in {a, b})
    first, second = sorted((one.id, other.id))
    both = f"“{_called(one)}” and “{_called(other)}”"
    if offices and alone:
        reason = f"{both} are of one surname and hold one office, {min(offices)}"
        return Judgement(Verdict.SAME, first, second, reason, OFFICE, BY)
    reason = f"{both} are of one surname, and nothing else tells whether they are one"
    return Judgement(Verdict.UNSURE, first, second, reason, MAY_BE, BY)


def _name(entry: Entry) -> Name | None:
    body = entry.body
    if not isinstance(body, Entity) or body.type is not MentionType.PERSON or not body.name[:1].isupper():
        return None
    return tuple(re.findall(r"[\w’'-]+\.?", body.name.casefold())) or None


def _called(entry: Entry) -> str:
    return entry.body.name if isinstance(entry.body, Entity) else ""


def _given_fit(a: Name, b: Name) -> bool:
    """Whether two given names can be one person's: one lacks, is an initial, or begins the other."""
    if len(a) == 1 or len(b) == 1:
        return True
    short, long = sorted((a[0].rstrip("."), b[0].rstrip(".")), key=len)
    if short == long:
        return len(a) != len(b)
    return long.startswith(short) and (len(short) == 1 or len(short) >= SHORTEST)


def _offices(held: Iterable[Entry]) -> frozenset[str]:
    """The offices beside their names, without titles of rank, which many hold, and without whose they are."""
    roles = (r.text for e in held if isinstance(e.body, Entity) for r in e.body.roles)
    plain = (" ".join(w for w in re.findall(r"\w+", role.casefold()) if w not in _ranks()) for role in roles)
    return frozenset(p for p in plain if len(p.split()) > 1)


@cache
def _ranks() -> frozenset[str]:
    """The words of ranks and courtesy titles."""
    titles = lexicon("titles")
    listed = (*titles["abbreviations"], *titles["ranks"], *titles["courtesy"])
    return frozenset(word for title in listed for word in re.findall(r"\w+", title.casefold()))
