"""Frames: on which mission a number is, without whom, and of which whole it is a part."""

from __future__ import annotations

import re
from functools import cache

from onrecord.extract.figures.grammar import Clause, grows
from onrecord.extract.figures.near import beginning_in, sentence_index
from onrecord.model import MentionType, NumberReading, Reading
from onrecord.packs import Pack, lexicon

_OPERATION = re.compile(
    r"\b(?:Operation|Op\.?|Exercise)\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"
    r"|\b(?!(?:The|A|An|This|That|Its|Their|Our|His|Her|No|Each|Every|Another)\b)[A-Z][\w-]+(?:\s[A-Z][\w-]+)?\s+[Mm]ission(?:\s+(?:in\s+)?[A-Z]\w+)?"
)


@cache
def _excepting() -> re.Pattern[str]:
    phrases = "|".join(re.escape(p) for p in lexicon("figures")["excepting"])
    return re.compile(rf"\b(?:{phrases})\s+([^,.;:()—–”\"]+)", re.IGNORECASE)


_BACK = frozenset({"that", "it", "this", "they", "these", "those"})


def mission(reading: Reading, number: NumberReading) -> str | None:
    """The operation or mission that the sentence names, the last before the number first; else the sentence before."""
    parse = reading.parse
    here = sentence_index(parse, number.first)
    for sentence in reversed(parse.sentences[max(0, here - 1) : here + 1]):
        here_named = beginning_in(reading.mentions, sentence.start, sentence.end)
        told = [m for m in here_named if m.type is MentionType.MISSION]
        before = [m for m in told if m.start <= number.start]
        if told:
            return (before[-1:] or told[:1])[0].name
        if found := named_mission(reading.text, sentence.start, sentence.end):
            return found
    return None


def named_mission(text: str, start: int, end: int) -> str | None:
    """The first operation or mission that a stretch of text names."""
    match = _OPERATION.search(text, start, end)
    return " ".join(match.group().split()) if match else None


def only_mission(reading: Reading) -> str | None:
    """The one operation or mission that a text names; None where it names none or several."""
    named = {" ".join(match.group().split()) for match in _OPERATION.finditer(reading.text)}
    return next(iter(named)) if len(named) == 1 else None


def excluded(reading: Reading, number: NumberReading) -> str | None:
    """What the sentence says is not counted in, or the next one that begins with what it points back by."""
    parse = reading.parse
    here = sentence_index(parse, number.first)
    end, after = parse.sentences[here].end, parse.sentences[here + 1 : here + 2]
    if after and after[0].block == parse.sentences[here].block and parse.tokens[after[0].first].lower in _BACK:
        end = after[0].end
    match = _excepting().search(reading.text, number.end, end)
    if not match or beginning_in(reading.numbers, number.start + 1, match.start()):
        return None
    return " ".join(match.group(1).split())


def part_of(reading: Reading, number: NumberReading, like: int | None = None) -> str | None:
    """The whole that an "of" with a definite noun, or "of the … , N", makes this a part of; as text.

    "Of them" is a part of the number before (`like`, where it starts), as that was printed.
    """
    parse = reading.parse
    if [t.lower for t in parse.tokens[number.last : number.last + 2]] == ["of", "them"]:
        whole = next((n for n in reading.numbers if n.start == like), None)
        return reading.text[whole.start : whole.end] if whole else "them"
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


def increment(reading: Reading, number: NumberReading, clause: Clause, pack: Pack) -> bool:
    """Whether the words say that it comes on top of what was there."""
    parse = reading.parse
    if grows(parse, clause):
        return True
    words = [t.lower for t in parse.tokens[number.first : number.last]]
    plain = [w for i, w in enumerate(words) if not (w == "more" and words[i + 1 : i + 2] == ["than"])]
    before = parse.tokens[number.first - 1].lower if number.first else ""
    return bool({*plain, before if before != "more" else ""} & (pack.increments - {"other"}))
