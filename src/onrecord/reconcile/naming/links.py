"""Groups of two keys that are one, each question asked again where an article of a group in it has changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.model import Judgement, MentionType, Verdict
from onrecord.model.memory import Key, Memory, number
from onrecord.reconcile.naming.articles import both, first, node
from onrecord.reconcile.naming.groups import COALITIONS, SHORT, VAGUE, Around, Group, group
from onrecord.reconcile.naming.words import (
    BODIES,
    MANY,
    WAGED,
    NameKey,
    adjective,
    adjectives,
    country_of,
    is_operation,
    sound,
    waged_by,
)
from onrecord.reconcile.people import BY
from onrecord.reconcile.slots import Slots

NAME, SPELLING, SHORTENED, DESCRIPTION = 0.9, 0.7, 0.7, 0.6
"""Scores of the grounds: an order, not yet measured."""
STEM = 5
"""Letters that a country and its adjective share."""

Touched = Mapping[NameKey, tuple[Group | None, Group | None]]
"""The keys that changed articles name, each with its group as it was and is."""


class Links:
    """What links the groups of a memory, told where it is touched."""

    def __init__(self, memory: Memory, slots: Slots) -> None:
        """Begin to ask."""
        self._memory, self._slots, self._around = memory, slots, Around(memory)

    def ask(self, touched: Touched, countries: Iterable[str]) -> None:
        """Ask again of what touched groups may be one with; `countries` have missions among them."""
        held = [g for pair in touched.values() for g in pair if g]
        gone: dict[str, set[NameKey]] = defaultdict(set)
        for key, (_, now) in touched.items():
            gone[sound(key) or ""] |= {key} if now is None else set()
        for pair in sorted({p for key in touched for p in self._pairs(key, gone)}):
            self._tell("spelling", ("name pair", *pair), self._spelt(*pair))
        for words in sorted({k[1] for k in touched if k[0] in {*SHORT, MentionType.MISSION} and len(k[1]) == 1}):
            self._tell("operation", ("name alone", words), self._operation(words))
        short = {k[1] for k in touched if k[0] is MentionType.ORGANISATION} | {g.remainder for g in held}
        for rest in sorted(s for s in short if s is not None and len(s) >= MANY):
            self._tell("shortened", ("name remainder", rest), self._shortened(rest))
        self._ask_coalitions(held)
        self._ask_waged(held, countries)

    def _tell(self, ground: str, block: Key, found: Iterable[Judgement | None]) -> None:
        self._slots.tell(ground, number(block), [j for j in found if j is not None])

    def _groups(self, block: Key, side: int | None = None) -> list[Group]:
        held = (group(self._memory, part) for part in self._memory.parts(number(block), side))
        return [g for g in held if g is not None]

    # --- one place, spelt in two ways

    def _pairs(self, key: NameKey, gone: Mapping[str, set[NameKey]]) -> Iterator[tuple[NameKey, NameKey]]:
        """A place with each that sounds like it, those that are gone with it too."""
        heard = sound(key)
        if heard is not None:
            mates = {g.key for g in self._groups(("name sound", heard))} | gone[heard]
            yield from ((min(key, mate), max(key, mate)) for mate in mates if mate != key)

    def _spelt(self, one: NameKey, other: NameKey) -> Iterator[Judgement]:
        """Places whose names differ in vowels only, of articles of which none has both, and all name one country."""
        a, b = group(self._memory, node(one)), group(self._memory, node(other))
        if a is None or b is None or first(self._memory, both(a.node, b.node)) is not None:
            return
        shared = self._countries(a) & self._countries(b)
        if shared:
            most = min(shared, key=lambda country: (-shared[country], country))
            yield link(a, b, f"{_both(a, b)} differ in vowels only, beside {most}", SPELLING)

    def _countries(self, held: Group) -> Counter[str]:
        """The countries beside a place, each with how many of its articles name it."""
        told = ({key for t in each.told if (key := t.key)} for each in self._around.articles(held.node))
        return Counter(country for keys in told for key in keys if (country := country_of(key)))

    # --- a part of the name

    def _operation(self, words: tuple[str, ...]) -> Iterator[Judgement]:
        """What one article takes for a body's name and another gives as an operation's, where both name one place."""
        full = group(self._memory, node((MentionType.MISSION, words)))
        named = next(self._operations(full), None) if full else None
        for kind in SHORT if full and named else ():
            short = group(self._memory, node((kind, words)))
            if full and short and self._shares(short, full, [MentionType.PLACE]):
                reason = f"“{short.name}” is “{named}” without its first word"
                yield link(short, full, reason, SHORTENED)

    def _operations(self, full: Group) -> Iterator[str]:
        told = self._around.told(full.node, [MentionType.MISSION])
        yield from sorted(t.name for key, t in told if key == full.key and is_operation(t.name))

    def _shares(self, a: Group, b: Group, kinds: Iterable[MentionType]) -> bool:
        wanted = tuple(kinds)
        return bool(self._around.keys(a.node, wanted) & self._around.keys(b.node, wanted))

    def _shortened(self, words: tuple[str, ...]) -> Iterator[Judgement]:
        """A body that one article calls by its country's adjective, and another, which names the country, without."""
        short = group(self._memory, node((MentionType.ORGANISATION, words)))
        told = self._groups(("name longer", words)) if short else []
        word = adjective(told[0].key, told[0].name) if len(told) == 1 else None
        if short is None or word is None:
            return
        near = sorted(k[1][0] for k in self._around.keys(short.node, [MentionType.PLACE]) if k[1])
        country = next((p for p in near if p[:STEM] == word[:STEM] or adjectives().get(word) == p), None)
        if country is not None:
            reason = f"“{short.name}” is “{told[0].name}” where {country.title()} is named"
            yield link(short, told[0], reason, SHORTENED)

    # --- the international coalition

    def _ask_coalitions(self, held: Iterable[Group]) -> None:
        asked = [g for g in held if g.is_vague or g.is_coalition]
        vague = {g.node for g in asked if g.is_vague}
        told = self._groups(COALITIONS) if asked else []
        for identity in sorted(vague | set(self._memory.parts(number(VAGUE)) if asked else vague)):
            self._tell("description", ("name coalition of", identity), self._described(identity, told))

    def _described(self, identity: str, told: Iterable[Group]) -> Iterator[Judgement]:
        """A coalition that is called "international", and the only one told otherwise beside one enemy and place."""
        vague = group(self._memory, identity)
        if vague is None or not vague.is_vague:
            return
        good = []
        for other in told:
            shared = self._shared(vague, other)
            good += [(other, shared)] if shared else []
            if len(good) > 1:
                return
        for other, shared in good:
            reason = f"{_both(vague, other)} are the only coalitions told of beside {' and '.join(shared)}"
            yield link(vague, other, reason, DESCRIPTION)

    def _shared(self, a: Group, b: Group) -> list[str]:
        """A group and a place that the articles of both name, the first by name; none where one of the two lacks."""
        found = []
        for keys in (self._enemies(a) | self._enemies(b), None):
            kinds = BODIES if keys is not None else {MentionType.PLACE}
            there = self._around.keys(b.node, kinds)
            told = self._around.told(a.node, kinds)
            names = {t.name for k, t in told if k in there and (keys is None or k in keys)}
            found += sorted(names)[:1]
        return found if len(found) > 1 else []

    def _enemies(self, held: Group) -> set[NameKey]:
        """The keys of what articles about a coalition take for an armed or other group."""
        return {key for key, told in self._around.told(held.node, BODIES) if told.type is MentionType.GROUP}

    # --- a country's operation

    def _ask_waged(self, held: Iterable[Group], countries: Iterable[str]) -> None:
        waged = {(g.node, country) for g in held if (country := waged_by(g.key, g.name))}
        for country in countries:
            waged |= {(part, country) for part in self._memory.parts(number(("name waged", country)))}
        for identity, country in sorted(waged):
            self._tell("waged", ("name waged", identity, country), self._waged(identity, country))

    def _waged(self, identity: str, country: str) -> Iterator[Judgement]:
        """A country's mission told by its enemy, and the only operation that articles about it name beside it."""
        told, theirs = group(self._memory, identity), self._theirs(country)
        match = WAGED.fullmatch(told.name) if told else None
        if told is None or match is None or waged_by(told.key, told.name) != country or len(theirs) != 1:
            return
        (only,) = theirs
        if only.node != told.node and self._fights(told, only, match["enemy"].casefold()):
            why = f"no other operation is told of in articles about {country.title()} and {match['enemy']}"
            yield link(told, only, f"{_both(told, only)}: {why}", DESCRIPTION)

    def _theirs(self, country: str) -> list[Group]:
        """The operations that articles about a country tell of."""
        parts = self._memory.parts(number(("name theirs", country)), 1)
        held = (group(self._memory, self._memory.note("name theirs", part) or "") for part in parts)
        return [g for g in held if g is not None]

    def _fights(self, told: Group, only: Group, enemy: str) -> bool:
        """Whether articles about an operation name the enemy, or what shares a name with it."""
        here, there = self._around.names(told.node), self._around.names(only.node)
        foes = {key for key, names in here.items() if enemy in names}
        names = {name for key in foes for name in here[key]}
        return any(key in foes or names & called for key, called in there.items())


def link(a: Group, b: Group, reason: str, score: float) -> Judgement:
    """That two groups are one."""
    one, other = sorted((a.first, b.first))
    return Judgement(Verdict.SAME, one, other, reason, score, BY)


def _both(a: Group, b: Group) -> str:
    return f"“{a.name}” and “{b.name}”"
