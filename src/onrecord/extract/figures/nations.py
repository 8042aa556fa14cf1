"""Nations: the country that words name, also one that only this text knows, and the one whose force a text is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.extract.figures.places import as_country, country, words
from onrecord.model import MentionType, Reading, Token
from onrecord.packs import Pack

_ENDINGS = ("n", "an", "ian", "ese", "ish", "i")
_ENDS = ("", "a", "ia", "y", "land")
_SHORTEST = 4
_REACH = 3


def nation(reading: Reading, first: int, last: int) -> str | None:
    """The country that some words name, else the place that an adjective is made from ("Norvaldan")."""
    known = country(reading.parse, first, last)
    if known:
        return known
    return next((found for t in reading.parse.tokens[first:last] if (found := _of_adjective(reading, t))), None)


def _of_adjective(reading: Reading, token: Token) -> str | None:
    """The place that an adjective, or the people named by it, is made from: one of the text where it names it.

    Else by the commonest making of such words in English, "-an" on a name in "-a"; not "-ean" and "-can", which go by
    no rule.
    """
    word = token.text.removesuffix("s")
    if not token.text[:1].isupper() or token.tag not in {"JJ", "NNP", "NNPS", "NNS"}:
        return None
    places = [m.name for m in reading.mentions if m.type is MentionType.PLACE and len(m.name) >= _SHORTEST]
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    made = [p for p in places for stem in stems if len(stem) >= _SHORTEST and p in {stem + end for end in _ENDS}]
    regular = word.endswith("an") and not word.endswith(("ean", "can")) and _is_of_people(reading, token)
    return made[0] if made else word.removesuffix("n") if regular else None


def _is_of_people(reading: Reading, token: Token) -> bool:
    """Whether a word names people, or stands before them or what governs them."""
    if token.entity == "NORP" or token.tag == "NNPS":
        return True
    after = reading.parse.tokens[token.index + 1 : token.index + 2]
    governing = words("armed") | words("approving")
    return any((t.tag == "NNS" and t.text.islower()) or t.lower in governing for t in after)


def home(reading: Reading, pack: Pack) -> str | None:
    """The nation whose force the text is about: the one named most beside soldiers, an army or those who send them.

    None where two are named as often, or none is.
    """
    ranked = Counter(_senders(reading, pack)).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _senders(reading: Reading, pack: Pack) -> Iterator[str]:
    parse = reading.parse
    for token in parse.tokens:
        if not token.text[:1].isupper():
            continue
        found = nation(reading, token.index, token.index + 1) or _place(reading, token)
        if found is None:
            continue
        after = [t.lower for t in parse.tokens[token.index + 1 : token.index + 1 + _REACH]]
        sends = token.dep == "nsubj" and parse.tokens[token.head].lemma.lower() in words("sending")
        if sends or any(_is_force(word, pack) for word in after):
            yield found


def _is_force(word: str, pack: Pack) -> bool:
    unit = pack.unit_of.get(word)
    return word in words("armed") or (unit is not None and unit.kind in {"force", "staff"})


def _place(reading: Reading, token: Token) -> str | None:
    """The place that a token begins the name of."""
    found = next((m for m in reading.mentions if m.start == token.start and m.type is MentionType.PLACE), None)
    return (as_country(found.name) or found.name) if found else None
