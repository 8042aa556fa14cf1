"""Which namings of bodies are of one body, within one article.

Names come first, what tells most before what tells less; then descriptions, each to the one body that fits it. What
fits two, or has another country than the body, begins a chain of its own or, where it says no more than a kind,
stays undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.model import MentionType
from onrecord.read.bodies.initials import SMALL
from onrecord.read.bodies.lexis import BodyKind, KnownBody, country_names, demonym_of, known, modifiers
from onrecord.read.bodies.naming import Naming

TOLD_BY_SLOTS = frozenset({"coalition", "mission"})
"""Kinds of which an article's descriptions tell different things of one body: who leads it, whom it fights."""
SOLDIERS = frozenset({"military", "security forces"})
"""Kinds that a country's "forces" can be."""
NEAR = 300
"""Characters after which "the government" is no longer that of another country than the article's own."""


@dataclass
class Chain:
    """The namings of one body so far, and what they tell of it together."""

    type: MentionType
    mark: str
    kind: BodyKind | None = None
    owner: str | None = None
    words: tuple[str, ...] = ()
    body: KnownBody | None = None
    proper: bool = False
    namings: list[Naming] = field(default_factory=list)
    slots: dict[str, str] = field(default_factory=dict)
    nouns: set[str] = field(default_factory=set)

    def take(self, naming: Naming) -> Chain:
        """Add a naming, and what it tells."""
        self.namings.append(naming)
        self.owner = self.owner or naming.owner
        self.body = self.body or naming.body
        self.kind = self.kind or naming.kind
        self.proper = self.proper or naming.proper
        self.nouns |= {naming.noun} - {""}
        for slot, value in naming.slots:
            self.slots.setdefault(slot, value)
        if naming.kind is not None or len(self.namings) == 1:
            self.words = max(self.words, naming.words, key=len)
        return self

    @property
    def start(self) -> int:
        """Where it is first spoken of."""
        return min(n.start for n in self.namings)


def chained(namings: Iterable[Naming], expansions: dict[str, str]) -> list[Chain]:
    """Chains of all that names or describes one body and says more than its kind."""
    chains: list[Chain] = []
    for naming in sorted((n for n in namings if not n.bare), key=lambda n: n.richness):
        chain = _fitting(chains, naming, expansions)
        if chain is None:
            chains.append(Chain(naming.type, naming.mark).take(naming))
        else:
            chain.take(naming)
    return chains


def _fitting(chains: Sequence[Chain], naming: Naming, expansions: dict[str, str]) -> Chain | None:
    """The one chain that a naming belongs to; None where there is none, or where there are more."""
    same = [c for c in chains if _is_same(c, naming)] or [
        c for c in chains if is_initials(naming.text, c, expansions) and naming.type is not MentionType.PLACE
    ]
    if same:
        return same[0] if len(same) == 1 else None
    if naming.kind is not None and naming.kind.name == "forces":
        return _forces(chains, naming)
    fitting = [c for c in chains if _fits(c, naming)]
    if len(fitting) > 1:
        nearer = [c for c in fitting if c.owner == naming.owner]
        fitting = nearer if len(nearer) == 1 else [c for c in fitting if c.words == naming.words]
    return fitting[0] if len(fitting) == 1 else None


def _is_same(chain: Chain, naming: Naming) -> bool:
    """Whether it is the same name again, or another name of a body that any desk knows."""
    if chain.body is not None and naming.body is not None:
        return chain.body == naming.body
    if chain.body is not None and chain.body.name == naming.owner:
        return chain.kind == naming.kind and not naming.words
    if (chain.type is MentionType.PLACE) != (naming.type is MentionType.PLACE):
        return False
    owners = {chain.owner, naming.owner} - {None}
    if not naming.proper or len(owners) > 1:
        return False
    return any(_printed(n.text) == _printed(naming.text) for n in chain.namings if n.proper)


@lru_cache(1 << 12)
def _printed(text: str) -> str:
    return place_name(" ".join(text.split())).casefold()


def place_name(text: str) -> str:
    """A place's name as it is kept: a country's own, none in capitals throughout but letters ("DC")."""
    large = text.isupper() and len(text) > len("ABC") and "." not in text.rstrip(".")
    return country_names().get(text, text.title() if large else text)


def is_initials(text: str, chain: Chain, expansions: dict[str, str]) -> bool:
    """Whether letters are the initials of a body's name, as the article explains them or as they plainly are."""
    letters = _letters(text)
    if letters is None or chain.type is MentionType.PLACE:
        return False
    if text in expansions:
        return any(_printed(n.text).endswith(expansions[text].casefold()) for n in chain.namings)
    return len(letters) > len("AB") and any(letters in initials(n.text) for n in chain.namings if n.proper)


@lru_cache(1 << 12)
def _letters(text: str) -> str | None:
    """The letters of what may be initials, without their stops."""
    letters = text.replace(".", "")
    return letters if re.fullmatch(r"[A-Z]{2,7}", letters) else None


@lru_cache(1 << 12)
def initials(text: str) -> frozenset[str]:
    """The initials that a name can be written with: all words or the large ones, with its first word or without."""
    words = [w for w in re.split(r"[\s\-]+", text) if w and w[0].isalpha()]
    large = [w for w in words if w.lower() not in SMALL]
    if not all(w[0].isupper() for w in large):
        return frozenset()
    return frozenset("".join(w[0] for w in run).upper() for run in (words, large, large[1:]) if len(run) > 1)


def _forces(chains: Sequence[Chain], naming: Naming) -> Chain | None:
    """Of "Rhenish forces": the one body of soldiers that the article names of that country."""
    told = [c for c in chains if c.kind is not None and c.owner is not None and c.owner == naming.owner]
    by = dict(naming.slots).get("by")
    same = [c for c in told if c.kind == naming.kind and c.words == naming.words and c.slots.get("by") == by]
    soldiers = [c for c in told if c.kind and c.kind.name in SOLDIERS and not (by or naming.words or c.words or c.mark)]
    fitting = same or soldiers
    return fitting[0] if len(fitting) == 1 else None


def _fits(chain: Chain, naming: Naming) -> bool:
    if naming.kind is None or chain.kind != naming.kind or chain.mark != naming.mark:
        return False
    told = {k: v for k, v in naming.slots if k != "is"}
    if any(chain.slots.get(k, v) != v for k, v in told.items()):
        return False
    return _owner_fits(chain, naming, told) and _words_fit(chain, naming)


def _owner_fits(chain: Chain, naming: Naming, told: dict[str, str]) -> bool:
    """Whether they have one owner, or one has none and the rest of what they tell is enough."""
    loose = naming.kind is not None and naming.kind.name in TOLD_BY_SLOTS
    if chain.owner is not None and naming.owner is not None:
        return chain.owner == naming.owner
    if chain.owner is None and naming.owner is None:
        theirs = {k: v for k, v in chain.slots.items() if k != "is"}
        return bool(chain.words and naming.words) or (loose and bool(told or theirs)) or told == theirs
    if loose and not (chain.words or naming.words):
        return bool(told) and told.items() <= chain.slots.items() and naming.noun in chain.nouns
    shorter = len(naming.words) <= len(chain.words) if naming.owner is None else naming.words == chain.words
    return bool(chain.words and naming.words) and shorter and naming.noun in chain.nouns


def _words_fit(chain: Chain, naming: Naming) -> bool:
    """Whether one has all the words of the other; two names, only where one is the end of the other."""
    less, more = sorted((chain.words, naming.words), key=len)
    if chain.proper and naming.proper:
        return bool(less or not more) and more[len(more) - len(less) :] == less
    if set(less) <= set(more) and less:
        return True
    return not more or (chain.owner is not None and chain.type is MentionType.MISSION and not less)


def pointed(chains: Sequence[Chain], naming: Naming, home: str | None) -> Chain | None:
    """The one body that a bare "the ministry" can be.

    It is of the country that the article is dated from, or spoken of before; another country's, a little before.
    """
    able = [c for c in chains if _can_be(c, naming)]
    if naming.kind is not None and naming.kind.name in TOLD_BY_SLOTS and len(able) > 1:
        return _last_told(able, naming)
    at_home = [c for c in able if home is not None and c.owner == home]
    fitting = at_home or [c for c in able if c.start < naming.start]
    if len(fitting) != 1:
        return None
    foreign = home is not None and fitting[0].owner not in {home, None} and fitting[0].owner in demonym_of()
    near = any(0 < naming.start - n.end < NEAR for n in fitting[0].namings)
    return fitting[0] if near or not foreign else None


def _last_told(chains: Sequence[Chain], naming: Naming) -> Chain | None:
    """Of several missions the one told of last, a little before."""
    before = [(n.end, c) for c in chains for n in c.namings if n.end <= naming.start]
    end, found = max(before, key=lambda told: told[0], default=(0, None))
    return found if naming.start - end < NEAR else None


def _can_be(chain: Chain, naming: Naming) -> bool:
    if chain.kind is None or naming.kind != chain.kind:
        return False
    loose = chain.kind.loose
    return loose is None or naming.noun in loose or naming.noun in chain.nouns


def name_of(chain: Chain, expansions: dict[str, str]) -> str:
    """What a chain is kept under: the name that any desk knows, its country's, the fullest name, or the description."""
    if chain.body is not None:
        return chain.body.name
    owner, kind = chain.owner, chain.kind
    if kind is not None and kind.national and owner in demonym_of() and not (chain.words or chain.mark):
        noun = kind.noun.title() if any(n.proper and n.kind == kind for n in chain.namings) else kind.noun
        return f"{demonym_of()[owner]} {noun}"
    fullest = max(chain.namings, key=_fullness)
    text = " ".join(fullest.text.split())
    if text in expansions:
        return expansions[text]
    if chain.type is MentionType.PLACE:
        return place_name(text)
    return text if fullest.proper else _described_name(text, fullest)


def _fullness(naming: Naming) -> tuple[bool, bool, bool, int, int, int]:
    text = len(naming.text) if naming.type is MentionType.MISSION and naming.proper else 0
    return naming.proper, naming.kind is not None, naming.owner is not None, len(naming.words), text, -naming.start


def _described_name(text: str, naming: Naming) -> str:
    """A description without what says nothing, its owner as an adjective."""
    words = [w for w in text.split() if w.lower() not in modifiers("empty")]
    if words and words[0].endswith(("'s", "’s")):
        bare = words[0][:-2]
        words[0] = demonym_of().get(naming.owner or "", bare if (bare,) in known() else words[0])
    return " ".join(words)
