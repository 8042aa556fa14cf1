"""Parts of speech and lemmas are those of the model's own rules, asked about the whole text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Block, ZoneType
from onrecord.read.attributes import COMPONENTS
from onrecord.read.reader import BATCH

TEXTS = {
    "two words in a row": "There's a ferry, and there were two. Let's go: they're gonna go, ain't they? Y'all come.",
    "white space": " The  ferry\tleft \n at\u00a0dawn , ",
    "words of one form": "Can a can can? He left the left one. That that was said. The saw saw a seen saw.",
    "words of a form": "Nuthin' came of nothin', ol' Odum said; nothing did, notwithstanding.",
    "helpers": "She has done it, does do it, had had it, and would've been being asked what's what.",
    "names and numbers": "Mara Quill of the U.S. met 1,200 men; Quills' 3rd pier, ol' Odum's, wasn't doin' well.",
}


def asked_whole(reader, text: str) -> list[tuple[str, str, str]]:
    [(doc, _)] = reader._docs([text])
    for name in COMPONENTS:
        doc = reader._nlp.get_pipe(name)(doc)
    return [(w.text, w.pos_, w.lemma_.lower()) for w in doc if not w.is_space]


def read(reader, text: str) -> list[tuple[str, str, str]]:
    tokens = reader.parse(text, [Block(ZoneType.BODY, 0, len(text))]).tokens
    return [(t.text, t.pos, t.lemma.lower()) for t in tokens]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_they_are_those_of_the_whole_text(reader, text: str) -> None:
    assert read(reader, text) == asked_whole(reader, text)


def test_rules_of_one_word_look_at_nothing_else(reader) -> None:
    """What `Rules` rests on: one word's part of speech follows from the word, its tag and its relation."""
    rules = reader._nlp.get_pipe(COMPONENTS[0]).patterns
    alone = [pattern[0] for rule in rules for pattern in rule["patterns"] if len(pattern) == 1]
    assert {key for token in alone for key in token} == {"LOWER", "TAG", "DEP", "IS_SPACE"}
    words = [token["LOWER"] for token in alone if isinstance(token.get("LOWER"), dict)]
    assert {name for told in words for name in told} == {"IN", "REGEX"}


WORDS = sorted({word for text in TEXTS.values() for word in text.split()})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_of_any_words(reader, words: list[str]) -> None:
    text = " ".join(words)
    assert read(reader, text) == asked_whole(reader, text)


def test_a_block_is_read_alike_whatever_is_parsed_beside_it(reader) -> None:
    parts = [text.strip() for text in TEXTS.values()] * (3 * BATCH // sum(map(len, TEXTS.values())))
    whole = "\n".join(parts)
    starts = [sum(len(p) + 1 for p in parts[:n]) for n in range(len(parts))]
    blocks = [Block(ZoneType.BODY, at, at + len(p)) for at, p in zip(starts, parts, strict=True)]
    alone = [reader.parse(p, [Block(ZoneType.BODY, 0, len(p))]) for p in parts[: len(TEXTS)]]
    seen = iter(reader.parse(whole, blocks).tokens)
    for number in range(len(parts)):
        for token in alone[number % len(TEXTS)].tokens:
            found = next(seen)
            assert (found.text, found.tag, found.dep, found.entity) == (token.text, token.tag, token.dep, token.entity)
