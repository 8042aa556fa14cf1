"""Entities of different articles that are one, as far as their names and what stands beside them tell.

Grounds, from sure to less so: one name; a place's name in two spellings of its vowels; an operation's name without
"Operation"; a body's name without its country's adjective ("the Rhenish Water Corps", "the Water Corps"); and, for a
coalition, "the international coalition" where only one coalition is otherwise told of beside the same enemy and place;
for a country's war or mission against somebody, the one operation that articles about both name.
A surname alone, initials that an article does not explain, and what has no name ("the ministry") join nothing; of
people, what a person should look at is told as unsure (`onrecord.reconcile.people`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, pairwise

from onrecord.model import Entity, Entry, Judgement, MentionType, Verdict
from onrecord.packs import lexicon
from onrecord.reconcile.people import BY, people

NAME, SPELLING, SHORTENED, DESCRIPTION = 0.9, 0.7, 0.7, 0.6
"""Scores of the grounds: an order, not yet measured."""
BODIES = frozenset({MentionType.ORGANISATION, MentionType.GROUP})
"""Types that one reading takes for one and another for the other."""
SMALL = frozenset({"the", "of", "and", "for", "in", "de", "des", "du"})
OPERATION = frozenset({"operation", "op"})
COALITION = re.compile(r"(?:international|global|multinational|wider|broader)(?: military)? coalition")
TOLD = re.compile(r"(?:\S+-led|anti-\S+|counter-\S+) coalition", re.IGNORECASE)
WAGED = re.compile(r"(?P<country>\w+)(?: \w+)? (?:war|mission|fight|campaign|operation) against (?:the )?(?P<enemy>.+)")
SHORTEST = 5
"""Letters that a place has at least where two spellings are taken for one."""
SOUNDS = 3
"""Consonants that they share at least."""

CONTINENTS = frozenset({"Africa", "America", "Antarctica", "Asia", "Europe", "Oceania", "Australia"})
MANY, STEM = 2, 5
"""Words that a shortened name has at least; letters that a country and its adjective share."""

Key = tuple[MentionType, tuple[str, ...]]
Group = tuple[Entry, ...]


@dataclass(frozen=True)
class _Link:
    """Two groups that are one, and why."""

    a: Key
    b: Key
    reason: str
    score: float


def same_entities(entries: Iterable[Entry]) -> Iterator[Judgement]:
    """Judgements that join the entities of one name, each with the next in the order of their ids, and such groups.

    People who may be one are told as unsure, and stay apart.

    They depend on the entries alone, not on their order.
    """
    told = list(entries)
    country = _countries_told_most(told)
    found: dict[Key, list[Entry]] = defaultdict(list)
    for entry in told:
        key = _key(entry)
        if key is not None:
            found[_of_one_country(key, country.get(entry.revision, entry.revision))].append(entry)
    groups = {key: tuple(sorted(found[key], key=lambda e: e.id)) for key in sorted(found)}
    for group in groups.values():
        for a, b in pairwise(group):
            yield _same(a, b, f"“{_name(a)}” and “{_name(b)}” are one name", NAME)
    beside = _beside(groups)
    links = (
        _spelt(groups, beside),
        _operations(groups, beside),
        _shortened(groups, beside),
        _described(groups, beside),
        _waged(groups, beside, country),
    )
    for link in chain.from_iterable(links):
        yield _same(groups[link.a][0], groups[link.b][0], link.reason, link.score)
    yield from people(told)


def _of_one_country(key: Key, country: str) -> Key:
    """A key that a name which every country has shares with articles about the same country only."""
    kind, words = key
    everywhere = kind is MentionType.ORGANISATION and set(words) <= _everywhere()
    return (kind, (*words, f"of {country}")) if everywhere else key


def _countries_told_most(entries: Iterable[Entry]) -> dict[str, str]:
    """By article, the country that it names most often, its people and bodies counted in; of two, the first by name."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if isinstance(entry.body, Entity):
            name = entry.body.name
            country = name if name in _countries() else _adjectives().get(name.split()[0].casefold())
            if country is not None:
                counts[entry.revision][country.casefold()] += len(entry.body.mentions)
    return {revision: min((-n, name) for name, n in told.items())[1] for revision, told in counts.items()}


@cache
def _everywhere() -> frozenset[str]:
    """Words of the names that every country has one of."""
    return frozenset([*lexicon("kinds")["modifiers"]["everywhere"], *lexicon("bodies")["bodies"]])


def _same(a: Entry, b: Entry, reason: str, score: float) -> Judgement:
    first, second = sorted((a.id, b.id))
    return Judgement(Verdict.SAME, first, second, reason, score, BY)


def _name(entry: Entry) -> str:
    return entry.body.name if isinstance(entry.body, Entity) else ""


def _both(groups: Mapping[Key, Group], a: Key, b: Key) -> str:
    return f"“{_name(groups[a][0])}” and “{_name(groups[b][0])}”"


def _key(entry: Entry) -> Key | None:
    """What two entities must share to be one; None for what its name does not tell from others of the kind."""
    body = entry.body
    if not isinstance(body, Entity):
        return None
    plain = body.name.casefold().replace("’", "'").replace("'s ", " ").replace("u.s.", "us")
    words = [_spellings().get(w, w) for w in re.findall(r"[\w.]*\w", plain)]
    if body.type is MentionType.PERSON:
        return (body.type, tuple(words)) if len(words) > 1 and body.name != plain else None
    if not any(c.isupper() for c in body.name) and not COALITION.fullmatch(plain):
        return None
    kind = MentionType.ORGANISATION if body.type in BODIES else body.type
    small = SMALL | OPERATION if kind is MentionType.MISSION else SMALL
    return kind, tuple(sorted(w for w in words if w not in small))


@cache
def _spellings() -> dict[str, str]:
    return {**lexicon("kinds")["spellings"], "u.s": "us"}


def _beside(groups: Mapping[Key, Group]) -> Mapping[str, set[Key]]:
    """By article, what is told of in it."""
    found: dict[str, set[Key]] = defaultdict(set)
    for key, group in groups.items():
        for entry in group:
            found[entry.revision].add(key)
    return found


def _around(group: Group, beside: Mapping[str, set[Key]], kinds: Iterable[MentionType]) -> set[Key]:
    wanted = set(kinds)
    return {key for entry in group for key in beside[entry.revision] if key[0] in wanted}


# --- one place, spelt in two ways ----------------------------------------------------------------------


def _spelt(groups: Mapping[Key, Group], beside: Mapping[str, set[Key]]) -> Iterator[_Link]:
    """Places whose names differ in vowels only, of articles of which none has both, and all name one country."""
    by_sound: dict[str, list[Key]] = defaultdict(list)
    for key in groups:
        if key[0] is MentionType.PLACE and len(key[1]) == 1 and len(key[1][0]) >= SHORTEST:
            by_sound[_sound(key[1][0])].append(key)
    for sound, keys in sorted(by_sound.items()):
        for a, b in combinations(keys, 2) if len(sound.strip("-")) >= SOUNDS else ():
            around = [_around(groups[k], beside, [MentionType.PLACE]) for k in (a, b)]
            shared = [n for n in _rarest(groups, around[0] & around[1]) if n in _countries()]
            apart = not {e.revision for e in groups[a]} & {e.revision for e in groups[b]}
            known = {_name(groups[a][0]), _name(groups[b][0])} & (_countries() | CONTINENTS | _capitals())
            if shared and apart and not known:
                yield _Link(a, b, f"{_both(groups, a, b)} differ in vowels only, beside {shared[0]}", SPELLING)


def _sound(word: str) -> str:
    """The consonants of a word, with where vowels stand."""
    return re.sub(r"[aeiouy]+", "-", word).strip("-")


@cache
def _capitals() -> frozenset[str]:
    return frozenset(entry.get("capital", "") for entry in lexicon("countries")["country"])


@cache
def _countries() -> frozenset[str]:
    return frozenset(entry["name"] for entry in lexicon("countries")["country"])


# --- a part of the name


def _operations(groups: Mapping[Key, Group], beside: Mapping[str, set[Key]]) -> Iterator[_Link]:
    """What one article takes for a body's name and another gives as an operation's, where both name one place."""
    for key, group in groups.items():
        kind, words = key
        full = (MentionType.MISSION, words)
        named = [e for e in groups.get(full, ()) if OPERATION & set(_name(e).casefold().split())]
        if kind in {MentionType.MISSION, MentionType.PLACE} or len(words) != 1 or not named:
            continue
        if _around(group, beside, [MentionType.PLACE]) & _around(groups[full], beside, [MentionType.PLACE]):
            yield _Link(key, full, f"“{_name(group[0])}” is “{_name(named[0])}” without its first word", SHORTENED)


def _shortened(groups: Mapping[Key, Group], beside: Mapping[str, set[Key]]) -> Iterator[_Link]:
    """A body that one article calls by its country's adjective, and another, which names the country, without."""
    longer: dict[tuple[str, ...], list[tuple[Key, str]]] = defaultdict(list)
    for key in groups:
        adjective = _adjective(key, groups)
        if adjective is not None:
            longer[tuple(w for w in key[1] if w != adjective)].append((key, adjective))
    for words, told in sorted(longer.items()):
        short = (MentionType.ORGANISATION, words)
        if len(words) < MANY or short not in groups or len(told) != 1:
            continue
        full, adjective = told[0]
        near = sorted(p[1][0] for p in _around(groups[short], beside, [MentionType.PLACE]) if p[1])
        country = next((p for p in near if p[:STEM] == adjective[:STEM] or _adjectives().get(adjective) == p), None)
        if country is not None:
            names = f"“{_name(groups[short][0])}” is “{_name(groups[full][0])}”"
            yield _Link(short, full, f"{names} where {country.title()} is named", SHORTENED)


def _adjective(key: Key, groups: Mapping[Key, Group]) -> str | None:
    """The first word of a body's name of three words or more, where all are large."""
    parts = _name(groups[key][0]).split()
    if key[0] is not MentionType.ORGANISATION or len(parts) <= MANY or not all(p[:1].isupper() for p in parts):
        return None
    return parts[0].casefold()


@cache
def _adjectives() -> dict[str, str]:
    return {d.casefold(): e["name"].casefold() for e in lexicon("countries")["country"] for d in e["demonyms"]}


# --- the international coalition -----------------------------------------------------------------------


def _described(groups: Mapping[Key, Group], beside: Mapping[str, set[Key]]) -> Iterator[_Link]:
    """A coalition that is called "international", and the only one told otherwise beside one enemy and place."""
    vague = [k for k in groups if COALITION.fullmatch(_name(groups[k][0]).casefold())]
    told = [k for k in groups if TOLD.fullmatch(_name(groups[k][0]))]
    for key in vague:
        fitting = {other: _shared(groups, key, other, beside) for other in told}
        good = [(other, shared) for other, shared in fitting.items() if shared]
        if len(good) == 1:
            other, shared = good[0]
            names = _both(groups, key, other)
            reason = f"{names} are the only coalitions told of beside {' and '.join(shared)}"
            yield _Link(key, other, reason, DESCRIPTION)


# --- a country's operation -----------------------------------------------------------------------------


def _waged(groups: Mapping[Key, Group], beside: Mapping[str, set[Key]], most: Mapping[str, str]) -> Iterator[_Link]:
    """A country's mission told by its enemy, and the only operation that articles about that country name beside it."""
    named = [k for k in groups if k[0] is MentionType.MISSION and _is_operation(groups[k])]
    for key, group in groups.items():
        told = WAGED.fullmatch(_name(group[0])) if key[0] is MentionType.MISSION else None
        country = _adjectives().get(told["country"].casefold()) if told else None
        if told is None or country is None:
            continue
        theirs = [k for k in named if any(most.get(e.revision) == country for e in groups[k])]
        enemy = {k for k in _around(group, beside, BODIES) if told["enemy"].casefold() in _called(groups[k])}
        beside_it = [k for k in theirs if _around(groups[k], beside, BODIES) & _joined(groups, enemy)]
        if len(theirs) == 1 and beside_it == theirs:
            names = _both(groups, key, theirs[0])
            reason = f"{names}: no other operation is told of in articles about {country.title()} and {told['enemy']}"
            yield _Link(key, theirs[0], reason, DESCRIPTION)


def _is_operation(group: Group) -> bool:
    return any(OPERATION & set(_name(e).casefold().split()) for e in group)


def _called(group: Group) -> set[str]:
    """All that a group is called."""
    return {a.casefold() for e in group if isinstance(e.body, Entity) for a in (e.body.name, *e.body.aliases)}


def _joined(groups: Mapping[Key, Group], keys: Iterable[Key]) -> set[Key]:
    """Keys, with those of the groups that share a name with theirs."""
    names = {a for k in keys for a in _called(groups[k])}
    return {k for k in groups if k[0] in BODIES and names & _called(groups[k])}


# --- what two articles name ----------------------------------------------------------------------------


def _shared(groups: Mapping[Key, Group], a: Key, b: Key, beside: Mapping[str, set[Key]]) -> list[str]:
    """A group and a place that the articles of both name; none where one of the two is lacking."""
    names = []
    for kind in (MentionType.GROUP, MentionType.PLACE):
        keys = _around(groups[a], beside, BODIES | {kind}) & _around(groups[b], beside, BODIES | {kind})
        names += _rarest(groups, {k for k in keys if any(_is(e, kind) for e in groups[k])})[:1]
    return names if len(names) > 1 else []


def _rarest(groups: Mapping[Key, Group], keys: Iterable[Key]) -> list[str]:
    """Names, those that the fewest articles have first: they tell the most."""
    return [_name(groups[k][0]) for k in sorted(keys, key=lambda k: (len(groups[k]), k))]


def _is(entry: Entry, kind: MentionType) -> bool:
    return isinstance(entry.body, Entity) and entry.body.type is kind
