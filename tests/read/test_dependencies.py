"""Heads, relations and sentences are those of the model's own parser."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.read.dependencies import COMPONENT

TEXTS = {
    "clauses": "Mara Quill, who runs the port, said on Monday that the ferries would not sail before she was asked.",
    "sentences": "The ferry left. Did it? “It did,” said Odum. “Nobody saw it.” He was there, he added; few were.",
    "a dateline": "PORT ODUM (Veld News) - Two ferries left at 9 a.m. Capt. J. Tarn sailed the first.",
    "a heading": "Ferries idle as board and crews fall out over pay, food, sleep",
    "white space": " \n The  ferry\tleft \n ",
    "one word": "Odum",
    "no word": "",
}


def parsed(docs) -> list[list[tuple[int, str, bool]]]:
    return [[(word.head.i, word.dep_, bool(word.is_sent_start)) for word in doc] for doc in docs]


def by_the_model(reader, texts: list[str]) -> list[list[tuple[int, str, bool]]]:
    docs = list(reader._nlp.pipe(texts))
    return parsed(reader._nlp.get_pipe(COMPONENT).pipe(docs, batch_size=4 * len(docs)))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_they_are_those_of_the_model(reader, text: str) -> None:
    assert parsed(doc for doc, _ in reader._docs([text])) == by_the_model(reader, [text])


WORDS = sorted({word for text in TEXTS.values() for word in text.split(" ")})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), min_size=1, max_size=4))
def test_of_any_words(reader, texts: list[str]) -> None:
    assert parsed(doc for doc, _ in reader._docs(texts)) == by_the_model(reader, texts)
