"""Named entities are those of the model's own recogniser, word by word."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.read.recognised import COMPONENT

TEXTS = {
    "kinds": "Mara Quill of the Harbour Board paid $3.5 million on 12 March 2019, some 40% more than in Port Odum.",
    "at the end": "She flew from Tarn to Lake Veld, 300 km away. Two days later came the Tarn Valley Relief Fund",
    "across what ends sentences": "The ferry of Tarn. Veld. Odum! Lake\nVeld \n\n and Second Army Corps, 9 a.m.",
    "white space": " \n Odum \t",
    "one word": "Odum",
    "nothing named": "It left, and nobody saw it go.",
}


def named(reader, texts: list[str]) -> list[list[tuple[int, int, str]]]:
    return [[(e.first, e.last, e.type) for e in found] for _, found in reader._docs(texts)]


def as_the_model(reader, texts: list[str]) -> list[list[tuple[int, int, str]]]:
    recogniser = reader._nlp.get_pipe(COMPONENT)
    docs = recogniser.pipe([doc for doc, _ in reader._docs(texts)], batch_size=4 * len(texts))
    return [[(e.start, e.end, e.label_) for e in doc.ents] for doc in docs]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_they_are_those_of_the_model(reader, text: str) -> None:
    assert named(reader, [text]) == as_the_model(reader, [text])


def test_of_blocks_together(reader) -> None:
    texts = list(TEXTS.values())
    found = named(reader, texts)
    assert found == as_the_model(reader, texts)
    assert sum(map(len, found)) > len(texts)


WORDS = sorted({word for text in TEXTS.values() for word in text.split()} | {"\n", "."})


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join), min_size=1, max_size=4))
def test_of_any_words(reader, texts: list[str]) -> None:
    assert named(reader, texts) == as_the_model(reader, texts)


def test_a_block_without_a_word(reader) -> None:
    assert named(reader, [""]) == [[]]
    assert named(reader, ["", "Odum", ""]) == as_the_model(reader, ["", "Odum", ""])
