"""Frames: whose a number is, where, on which mission, without whom, and of which whole it is a part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.extract.figures.grammar import Clause
from onrecord.model import MentionType, NumberReading, Parse, Reading
from onrecord.packs import Pack, lexicon

_OPERATION = re.compile(
    r"\b(?:Operation|Op\.?|Exercise)\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"
    r"|\b[A-Z][\w-]+(?:\s[A-Z][\w-]+)?\s+[Mm]ission(?:\s+(?:in\s+)?[A-Z]\w+)?"
)
_EXCEPT = re.compile(
    r"\b(?:excluding|not including|not counting|except for|excepting|apart from|other than|besides|exclusive of)\s+"
    r"([^,.;:()—–”\"]+)",
    re.IGNORECASE,
)
_PLACING = frozenset({"in", "at", "near", "across", "inside", "throughout", "around", "within", "outside"})


@cache
def countries() -> dict[str, str]:
    """The country that each name, alias and demonym, in lower case, means."""
    found: dict[str, str] = {}
    for table in lexicon("countries")["country"]:
        demonyms = [d for word in table["demonyms"] for d in (word, f"{word}s")]
        for word in (*demonyms, *table["aliases"], table["name"]):
            if word not in {"US", "us"}:
                found[word.lower()] = table["name"]
    return found


def country(parse: Parse, first: int, last: int) -> str | None:
    """The first country that the words of a stretch of tokens name."""
    for i in range(first, last):
        for length in (3, 2, 1):
            words = parse.tokens[i : min(i + length, last)]
            if len(words) == length and words[0].text[:1].isupper():
                name = "United States" if [w.text for w in words] == ["US"] else None
                if name or (name := countries().get(" ".join(w.lower for w in words))):
                    return name
    return None


def subject(reading: Reading, number: NumberReading, clause: Clause, measure: str) -> str | None:
    """Whose the number is: a country or owner in its noun phrase, else the verb's subject, else its place."""
    parse = reading.parse
    if found := country(parse, number.first, number.last):
        return found
    actor = _actor(reading, clause)
    if measure in {"killed", "injured", "treated", "other", "estimated"}:
        return _near_place(reading, number) or actor
    near = _near_place(reading, number)
    return actor or (near if near in countries().values() else None)


def _actor(reading: Reading, clause: Clause) -> str | None:
    """The subject of the verb over the number, as a country or a name, if it is another than the number's noun."""
    parse, verb = reading.parse, clause.verb
    while verb is not None:
        for child in parse.children[verb]:
            token = parse.tokens[child]
            if token.dep in {"nsubj", "agent"} and child != clause.node and token.pos != "PRON":
                tokens = parse.subtree(child)
                return country(parse, tokens[0], tokens[-1] + 1) or _named(reading, tokens[0], tokens[-1] + 1)
        head = parse.tokens[verb].head
        verb = (
            head
            if head != verb and parse.tokens[verb].dep in {"xcomp", "conj", "advcl", "pcomp", "acl", "relcl"}
            else None
        )
    return None


def _named(reading: Reading, first: int, last: int) -> str | None:
    start, end = reading.parse.tokens[first].start, reading.parse.tokens[last - 1].end
    kinds = {MentionType.ORGANISATION, MentionType.GROUP, MentionType.PLACE}
    return next((m.name for m in reading.mentions if m.type in kinds and start <= m.start and m.end <= end), None)


def _near_place(reading: Reading, number: NumberReading) -> str | None:
    """The place named after "in" beside the number, else the one country that its sentence names."""
    parse = reading.parse
    if found := place(reading, number):
        return countries().get(found.lower(), found)
    sentence = parse.sentence_of(number.first)
    named = {c for i in range(sentence.first, sentence.last) if (c := country(parse, i, i + 1))}
    return named.pop() if len(named) == 1 else None


def place(reading: Reading, number: NumberReading) -> str | None:
    """Where: the nearest place after "in" (or the like) in the sentence, those after the number first."""
    sentence = reading.parse.sentence_of(number.first)
    after = list(_places(reading, number.first, sentence.last))
    before = list(_places(reading, sentence.first, number.first))
    return next(iter([*after, *reversed(before)]), None)


def _places(reading: Reading, first: int, last: int) -> Iterator[str]:
    parse = reading.parse
    for i in range(first, last - 1):
        if parse.tokens[i].lower not in _PLACING:
            continue
        name = country(parse, i + 1, min(i + 4, last))
        at = parse.tokens[i + 1].start
        mention = next((m for m in reading.mentions if m.type is MentionType.PLACE and at <= m.start <= at + 12), None)
        if name and (mention is None or countries().get(mention.name.lower().removeprefix("the ")) == name):
            yield name
        elif mention:
            yield mention.name


def mission(reading: Reading, number: NumberReading) -> str | None:
    """The operation or mission that the sentence names, else the sentence before it."""
    parse = reading.parse
    here = next(i for i, s in enumerate(parse.sentences) if s.first <= number.first < s.last)
    for sentence in reversed(parse.sentences[max(0, here - 1) : here + 1]):
        if match := _OPERATION.search(reading.text, sentence.start, sentence.end):
            return " ".join(match.group().split())
    return None


def excluded(reading: Reading, number: NumberReading) -> str | None:
    """What the sentence says is not counted in."""
    sentence = reading.parse.sentence_of(number.first)
    match = _EXCEPT.search(reading.text, number.end, sentence.end)
    if not match or any(n.start > number.start and n.end <= match.start() for n in reading.numbers):
        return None
    return " ".join(match.group(1).split())


def part_of(reading: Reading, number: NumberReading) -> str | None:
    """The whole that an "of" with a definite noun, or "of the … , N", makes this a part of; as text."""
    parse = reading.parse
    words = parse.tokens[number.first : number.last]
    for i, token in enumerate(words[:-1]):
        if token.lower == "of" and words[i + 1].lower in {
            "the",
            "those",
            "these",
            "them",
            "its",
            "their",
            "our",
            "his",
            "her",
        }:
            return reading.text[words[i + 1].start : number.end]
    sentence = parse.sentence_of(number.first)
    first = parse.tokens[sentence.first]
    if first.lower == "of" and number.head is None:
        end = next((t.start for t in parse.tokens[sentence.first : number.first] if t.text == ","), None)
        return reading.text[parse.tokens[sentence.first + 1].start : end].strip() if end else None
    return None


def increment(reading: Reading, number: NumberReading, pack: Pack) -> bool:
    """Whether the words say that it comes on top of what was there."""
    parse = reading.parse
    words = [t.lower for t in parse.tokens[number.first : number.last]]
    plain = [w for i, w in enumerate(words) if not (w == "more" and words[i + 1 : i + 2] == ["than"])]
    before = parse.tokens[number.first - 1].lower if number.first else ""
    return bool({*plain, before if before != "more" else ""} & (pack.increments - {"other"}))
