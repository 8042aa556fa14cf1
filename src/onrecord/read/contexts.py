"""What an article's own words tell of a name, whatever the model takes it for: that it is a place's, an operation's.

The model labels each naming by itself, and is unsure of names that it has not met: the same town is a person in one
sentence and a company in the next. "In X", a date line and "the X-ian army" tell more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model import Parse, Token, ZoneType
from onrecord.packs import lexicon

DATELINE = re.compile(r"\s*([A-Z][A-Z .'’-]{2,30}?)(?:,[^\n—–-]{0,40})?(?: \([^)\n]{1,40}\))?\s?(?:--?|—|–)(?:\s|$)")
LEADS = frozenset({"in", "near", "around", "inside", "outside", "across", "throughout"})
"""Prepositions that, with no article after them, lead to places."""
LOOSE = frozenset({"at", "from", "to", "into", "towards", "toward"})
"""Those that lead to places where the name is nowhere one who does something."""
SETTLEMENTS = frozenset(
    {"city", "town", "village", "hamlet", "province", "district", "region", "port", "capital", "island", "suburb"}
    | {"governorate", "municipality", "county", "prefecture", "neighbourhood", "neighborhood"}
)
"""Nouns that "of" and a name follow ("the city of X")."""
MODEL = frozenset({"GPE", "LOC"})
"""The labels with which the model says that a name is a place's."""
OPERATION = frozenset({"operation", "op", "op."})
ENDINGS = ("n", "an", "ian", "ean", "ese", "i", "ish")
"""What makes a place's name its people's (Quirk et al., A Comprehensive Grammar of English, 1985, I.54)."""
SHORTEST = 4
"""Letters that a place's name has at least for its people's to be told by the ending."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an article tells of its names, each as printed.

    `dateline` is the place, in capitals, that it is dated from; `places` are names used as a place's, also in
    capitals; `peoples` the words for the people, or the adjective, of one of these; `operations` the one-word names
    of operations that it gives in full ("Operation X"), which "X" alone stands for.
    """

    dateline: str | None
    places: frozenset[str]
    peoples: frozenset[str]
    operations: frozenset[str]


def context(parse: Parse) -> Context:
    """What an article tells of its names."""
    home, peoples = _dateline(parse), dict(_peoples(parse))
    places = {*_led(parse), *peoples.values(), *((home, home.title()) if home else ()), *_capitals(parse.text)}
    return Context(home, frozenset({*places, *(p.upper() for p in places)}), frozenset(peoples), _operations(parse))


def _dateline(parse: Parse) -> str | None:
    for block in parse.blocks:
        if block.zone is ZoneType.BODY:
            match = DATELINE.match(parse.text, block.start, block.end)
            if match:
                return match[1]
    return None


def _operations(parse: Parse) -> frozenset[str]:
    found = set()
    for before, name, *after in zip(parse.tokens, parse.tokens[1:], [*parse.tokens[2:], None], strict=False):
        named = before.lower in OPERATION and before.text[:1].isupper() and name.text[:1].isupper()
        if named and not any(t is not None and t.text[:1].isupper() and t.pos == "PROPN" for t in after):
            found.add(name.text)
    return frozenset(found)


def _led(parse: Parse) -> Iterator[str]:
    """Names that "in" or another word for where leads to, and those that the model mostly takes for places."""
    actors = {t.text for t in parse.tokens if t.pos == "PROPN" and t.dep in {"nsubj", "nsubjpass", "appos"}}
    votes: Counter[str] = Counter()
    for token in parse.tokens:
        if token.pos != "PROPN":
            continue
        votes[token.text] += 1 if token.entity in MODEL else -1
        lead = parse.tokens[token.head].lower if token.dep == "pobj" else ""
        first = token.index
        while first - 1 > token.head and parse.tokens[first - 1].pos == "PROPN":
            first -= 1
        led = (
            lead in LEADS
            or _of_a_kind(parse, token)
            or (lead in LOOSE and token.text not in actors and token.entity != "PERSON")
        )
        if led and first == token.head + 1 and _may_be_place(token) and not _goes_on(parse, token):
            yield " ".join(parse.text[parse.tokens[first].start : token.end].split())
    yield from (name for name, vote in votes.items() if vote > 0)


def _of_a_kind(parse: Parse, token: Token) -> bool:
    """Whether "the city of" leads to the name."""
    of = parse.tokens[token.head]
    return token.dep == "pobj" and of.lower == "of" and parse.tokens[of.head].lower in SETTLEMENTS


def _capitals(text: str) -> Iterator[str]:
    """Capitals of more than one word, which are no surnames."""
    names = (entry.get("capital", "") for entry in lexicon("countries")["country"])
    return (name for name in names if " " in name and name in text)


def _may_be_place(token: Token) -> bool:
    return token.entity not in {"DATE", "TIME", "EVENT", "LANGUAGE"} and token.lower not in _bodies()


def _goes_on(parse: Parse, token: Token) -> bool:
    after = parse.tokens[token.index + 1 : token.index + 2]
    return bool(after) and after[0].text in {"'s", "’s", "'", "’", "-"}


@cache
def _bodies() -> frozenset[str]:
    return frozenset(lexicon("bodies")["bodies"])


def _peoples(parse: Parse) -> Iterator[tuple[str, str]]:
    """Words for the people of a place, each with the place, where the article prints both."""
    names = {t.text for t in parse.tokens if t.pos == "PROPN" and t.text[:1].isupper() and len(t.text) >= SHORTEST}
    describing = {
        t.text.removesuffix("s")
        for t in parse.tokens
        if t.text[:1].isupper() and (t.dep in {"amod", "compound", "nmod"} or t.tag in {"JJ", "NNPS", "NNS"})
    }
    for name in sorted(names):
        for stem in sorted({name, name.rstrip("aeiouy")}):
            for people in (stem + ending for ending in ENDINGS):
                if len(stem) >= SHORTEST - 1 and people in describing and people != name:
                    yield people, name
