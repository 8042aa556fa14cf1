"""Places: the country that words name, and where a number is counted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.extract.figures.near import beginning_in
from onrecord.model import MentionType, NumberKind, NumberReading, Parse, Reading
from onrecord.packs import lexicon

CLOSE = 12
"""Characters between a preposition's noun phrase's first word and the name in it ("the western city of …")."""
WORLD = "world"


@cache
def countries() -> dict[str, str]:
    """The country that each name, alias and demonym, in lower case, means."""
    found: dict[str, str] = {}
    for table in lexicon("countries")["country"]:
        demonyms = [d for word in table["demonyms"] for d in (word, f"{word}s")]
        for word in (*demonyms, *table["aliases"], table["name"]):
            if word != "US":  # in lower case it is a pronoun
                found[word.lower()] = table["name"]
    return found


def as_country(name: str | None) -> str | None:
    """The country that a name is one of, without its article; None where it is none."""
    if name is None:
        return None
    return "United States" if name == "US" else countries().get(name.lower().removeprefix("the "))


@cache
def words(key: str) -> frozenset[str]:
    """A list of the figures' lexicon as a set."""
    return frozenset(lexicon("figures")[key])


def country(parse: Parse, first: int, last: int) -> str | None:
    """The first country that the words of a stretch of tokens name; "British-based" names none of what it describes."""
    for i in range(first, last):
        if not parse.tokens[i].text[:1].isupper() or is_compounded(parse, i):
            continue
        for length in (3, 2, 1):
            run = parse.tokens[i : min(i + length, last)]
            if len(run) == length and (name := as_country(" ".join(w.text for w in run))):
                return name
    return None


def is_compounded(parse: Parse, index: int) -> bool:
    """Whether a word only begins one that tells where or by whom something was done: "French-trained"."""
    hyphen, done = parse.tokens[index + 1 : index + 2], parse.tokens[index + 2 : index + 3]
    joined = bool(hyphen and done) and hyphen[0].text == "-" and hyphen[0].start == parse.tokens[index].end
    return joined and done[0].start == hyphen[0].end and done[0].text.islower() and done[0].text.endswith("ed")


def place(reading: Reading, number: NumberReading) -> str | None:
    """Where: the first place after "in" behind the number, before another number's; else the last one before it."""
    sentence = reading.parse.sentence_of(number.first)
    after = [n for n in beginning_in(reading.numbers, number.end, sentence.end) if n.kind is NumberKind.COUNT]
    stop = next((n.first for n in after if not _joined(reading, number, n)), sentence.last)
    found = next(_places(reading, number.first, stop), None)
    if found is None:
        found = next(reversed(list(_places(reading, sentence.first, number.first))), None)
    return found


def _joined(reading: Reading, number: NumberReading, other: NumberReading) -> bool:
    """Whether two numbers are told together: "113 deaths and 7 cases in …"."""
    return reading.text[number.end : other.start].strip(" ,") in {"and", "or", ""}


def _places(reading: Reading, first: int, last: int) -> Iterator[str]:
    parse = reading.parse
    for i in range(first, last):
        word = parse.tokens[i].lower
        if word in words("everywhere"):
            yield WORLD
        elif word in words("placing") and i + 1 < last and not _in_a_name(parse, i):
            found = _place_at(reading, i + 1, last)
            if found:
                yield found


def _in_a_name(parse: Parse, preposition: int) -> bool:
    """Whether a preposition tells where a body is: "the Institute of Water in Norland"."""
    head = parse.tokens[parse.tokens[preposition].head]
    return head.pos == "PROPN" and head.entity == "ORG"


def _region(parse: Parse, i: int, last: int) -> str | None:
    """A part of the land by its own name and its kind: "the Larkhaven valley"."""
    named = parse.tokens[i : min(i + 4, last)]
    names = [t for t in named if t.text[:1].isupper() and t.tag.startswith("NNP")]
    if not names or as_country(names[0].text) or names[-1].index + 1 >= len(parse.tokens):
        return None
    kind = parse.tokens[names[-1].index + 1]
    run = names[-1].index - names[0].index == len(names) - 1
    return parse.text[names[0].start : kind.end] if run and kind.text in words("land") else None


def _place_at(reading: Reading, i: int, last: int) -> str | None:
    """The place that a noun phrase from a token on names; a country by its own name, but for its demonym."""
    parse = reading.parse
    at = parse.tokens[i].start
    close = beginning_in(reading.mentions, at, at + CLOSE + 1)
    mention = next((m for m in close if m.type is MentionType.PLACE), None)
    between = parse.tokens[i : min(i + 4, last)] if mention else ()
    if mention and not any(t.pos == "ADP" and t.lower != "of" and t.start < mention.start for t in between):
        return as_country(mention.name) or mention.name
    if region := _region(parse, i, last):
        return region
    named = parse.tokens[i : min(i + 4, last)]
    end = next((t.index for t in named if not (t.text[:1].isupper() or t.lower in {"the", "of"})), min(i + 4, last))
    return country(parse, i, end)
