from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from onrecord.model import MentionType

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["title"])
def test_bodies(case, read) -> None:
    mentions = [m for m in read(case["text"]).mentions if m.type is not MentionType.PERSON]
    assert [[m.text, m.name, m.type.value, m.reason or ""] for m in mentions] == case["found"]


def test_a_full_name_that_the_model_takes_for_a_body_is_its_surnames_person(read) -> None:
    text = "Vantor Castellaine spoke on Monday. Castellaine told reporters that he would stay, and Castellaine left."
    assert {m.name for m in read(text).mentions} == {"Vantor Castellaine"}


def test_offsets_give_back_the_words(read) -> None:
    text = "The Harbour Relief Agency (HRA) said its boats reached Port Maren’s hospital; the agency’s own is full."
    assert all(text[m.start : m.end] == m.text for m in read(text).mentions)
