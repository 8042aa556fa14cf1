"""Interviews printed as question and answer: whose the answers are.

An article is one where at least three paragraphs are questions, set in bold or short and ending in a question mark,
with answers under them that speak in the first person, which take half of it, and where the words before the first
question name one person more than any other. Questions that nothing marks address somebody, most of them: those of
readers below an article ask the world. Where paragraphs bear the names of who speaks, those tell it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.extract.attributions.found import Found
from onrecord.extract.attributions.labelled import labelled
from onrecord.model import Block, Factuality, Mention, MentionType, Reading, ZoneType

QUESTIONS = 3
LONGEST = 60
"""Words of a question."""
FIRST = re.compile(r"\b(?:I|we|my|our|me|us|I['’]\w+|we['’]\w+)\b", re.IGNORECASE)
BOLD = re.compile(r"\*\*.+\*\*")
QUESTION = re.compile(r"(?:Q|QUESTION)(?:\s*[:.\u2013\u2014-]\s*|\s+(?=[A-Z]))|Q(?=[A-Z][a-z])")
ANSWER = re.compile(r"(?:A|ANSWER)\s*[:.\u2013\u2014-]\s+")
"""Labels of questions and of answers."""
MARKED = ("“", '"', "‘", "«")
SECOND = re.compile(r"\b(?:you|your|yours|yourself|you['’]\w+)\b", re.IGNORECASE)
SHARE = 0.5
"""The part of the answers that must be in the first person, of the questions that must be marked or address somebody,
and of the article that questions and answers take."""


def answers(reading: Reading) -> Iterator[Found]:
    """The answers of an interview, each with the one who is interviewed as its source; nothing in other articles."""
    body = [b for b in reading.parse.blocks if b.zone is ZoneType.BODY]
    first = next((i for i, b in enumerate(body) if _is_question(reading, b)), len(body))
    asked, told = _parted(reading, body[first:])
    if len(asked) < QUESTIONS or not told or len(asked) + len(told) < SHARE * len(body):
        return
    speaker = _interviewed(reading, body[:first])
    if speaker is None or not _is_said(reading, asked, told):
        return
    head = reading.parse.tokens_in(speaker.start, speaker.end)[-1].index
    for block in told:
        label = ANSWER.match(reading.text, block.start, block.end)
        start = label.end() if label else block.start
        if start < block.end and not reading.text.startswith(MARKED, start):
            yield Found(head, None, None, [(start, block.end)], Factuality.ASSERTED, 0.6, verbatim=True, rule="answer")


def _parted(reading: Reading, blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The questions, and the answers."""
    parts: tuple[list[Block], list[Block]] = [], []
    for block in blocks:
        parts[not _is_question(reading, block)].append(block)
    return parts


def _is_said(reading: Reading, asked: Sequence[Block], told: Sequence[Block]) -> bool:
    """Whether one asks another: in words that say so, and under nobody's name."""
    addressed = sum(_has(SECOND, reading, b) for b in asked) >= SHARE * len(asked)
    marked = sum(_is_marked(_words(reading, b)) for b in asked) >= SHARE * len(asked)
    first = sum(_has(FIRST, reading, b) for b in told) >= SHARE * len(told)
    return first and (marked or addressed) and len(list(islice(labelled(reading), QUESTIONS))) < QUESTIONS


def _is_question(reading: Reading, block: Block) -> bool:
    words = _words(reading, block)
    is_short = len(words.split()) <= LONGEST
    return _is_marked(words) or (words.endswith("?") and not words.startswith(MARKED) and is_short)


def _words(reading: Reading, block: Block) -> str:
    return reading.text[block.start : block.end].strip()


def _is_marked(words: str) -> bool:
    """Whether a paragraph is set as a question."""
    return bool(BOLD.fullmatch(words) or QUESTION.match(words))


def _has(pattern: re.Pattern[str], reading: Reading, block: Block) -> bool:
    return pattern.search(reading.text, block.start, block.end) is not None


def _interviewed(reading: Reading, opening: Sequence[Block]) -> Mention | None:
    """The first naming of the person whom the words before the questions name most."""
    end = opening[-1].end if opening else 0
    people = [m for m in reading.mentions if m.type is MentionType.PERSON and m.start < end]
    counted = Counter(m.name for m in people).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return None
    named = (m for m in people if m.name == counted[0][0] and (m.reason is None or m.reason == "surname"))
    return next((m for m in named if reading.parse.tokens_in(m.start, m.end)), None)
