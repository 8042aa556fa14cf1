from __future__ import annotations

import pytest

from onrecord.model import MentionType

CASES = {
    "title and role": (
        "Relief commander Brig. Gen. Ana Reyes spoke. Reyes left.",
        [("Ana Reyes", "Ana Reyes"), ("Reyes", "Ana Reyes")],
    ),
    "apposition is a role": ("Karl Odum, the mayor of Port Maren, spoke.", [("Karl Odum", "Karl Odum")]),
    "he": ("Mayor Karl Odum spoke. He left.", [("Karl Odum", "Karl Odum"), ("He", "Karl Odum")]),
    "she is not he": (
        "Ana Reyes met Karl Odum. She left.",
        [("Ana Reyes", "Ana Reyes"), ("Karl Odum", "Karl Odum"), ("She", "Ana Reyes")],
    ),
    "the description": (
        "The mayor, Karl Odum, met the commander, Ana Reyes. The mayor left.",
        [("Karl Odum", "Karl Odum"), ("Ana Reyes", "Ana Reyes"), ("The mayor", "Karl Odum")],
    ),
    "a misspelt surname": (
        "Gen. Ana Castellanos spoke. According to Castelanos, the road is open.",
        [("Ana Castellanos", "Ana Castellanos"), ("Castelanos", "Ana Castellanos")],
    ),
    "an unnamed official is whom he means": (
        "Premier Karl Odum flew home. A ministry official stayed. He said nothing.",
        [("Karl Odum", "Karl Odum"), ("He", "ministry official")],
    ),
    "a village is nobody, wherever it is named again": (
        "Mayor Elio Harn lives in Upper Vessin. A tractor from Upper Vessin passed Harn. He said so.",
        [("Elio Harn", "Elio Harn"), ("Harn", "Elio Harn"), ("He", "Elio Harn")],
    ),
    "a town is nobody": ("He lives in Rotterdam.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_people(text, expected, read) -> None:
    people = [m for m in read(text).mentions if m.type is MentionType.PERSON]
    assert [(m.text, m.name) for m in people] == expected


def test_two_people_of_one_surname_are_kept_apart(read) -> None:
    text = "Ana Reyes met Tomas Reyes. Ana Reyes left."
    assert {m.name for m in read(text).mentions if m.type is MentionType.PERSON} == {"Ana Reyes", "Tomas Reyes"}


def test_roles(read) -> None:
    text = "Relief commander Brig. Gen. Ana Reyes met Karl Odum, the mayor of Port Maren, and Dr. Ilse Varga."
    roles = {m.name: m.role for m in read(text).mentions if m.type is MentionType.PERSON}
    assert roles["Ana Reyes"] == "Relief commander Brig. Gen."
    assert roles["Karl Odum"] == "mayor of Port Maren"
    assert roles["Ilse Varga"] is None


def test_offsets_give_back_the_words(read) -> None:
    text = "Mayor Karl Odum met officials of the Rhenland Water Ministry in Port Maren on Monday. He left."
    assert all(text[m.start : m.end] == m.text for m in read(text).mentions)


def test_initials_that_the_article_explains_stand_for_their_words(read):
    text = "The Rhenland Harbour Relief Agency (RHRA) met on Monday. The RHRA said no more."
    names = {m.text: m.name for m in read(text).mentions if m.type is MentionType.ORGANISATION}
    assert names.get("RHRA") == "Rhenland Harbour Relief Agency"


def test_initials_that_any_desk_knows(read):
    names = {m.text: m.name for m in read("Officials of the WHO met in Geneva.").mentions}
    assert names["WHO"] == "World Health Organization"


def test_a_surname_with_its_particle_and_without(read) -> None:
    text = "Scholar Omar el-Varani spoke in Oslo. El-Varani said no. Varani left, and el-Varani came back."
    named = [m for m in read(text).mentions if m.type is MentionType.PERSON]
    assert [m.text for m in named] == ["Omar el-Varani", "El-Varani", "Varani", "el-Varani"]
    assert {m.name for m in named} == {"Omar el-Varani"}
