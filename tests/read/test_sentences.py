from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CASES = {
    "ranks in a row": "Brig. Gen. Ana Reyes told Maj.-Gen. Piet Lund and Sgt. Maj. Karl Odum to wait.",
    "a rank between commas": "Col. Ana Reyes, the spokeswoman for the Rhenland-led force, said so.",
    "months and numbers": "The Jan. 8 letter cites Art. 5 and No. 7 of the list.",
    "a saint's town": "The ferry to St. Maren left on time.",
    "initials": "J. P. Odum met U.S. pilots at 5 p.m. Monday.",
    "a hyphenated office": "Alliance secretary-general Ilse Varga predicted a vote.",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_is_one_sentence(text, read) -> None:
    parse = read(text).parse
    assert [text[s.start : s.end] for s in parse.sentences] == [text]


SPLITS = {
    "closing marks stay": ("“It is bad. Very bad.” She left.", ["“It is bad.", "Very bad.”", "She left."]),
    "a heading is its own": ("The harbour\n\nThe ferry left.", ["The harbour", "The ferry left."]),
    "a date line is its own": (
        "PORT MAREN (Northern Wire) - The ferry left.",
        ["PORT MAREN (Northern Wire) -", "The ferry left."],
    ),
    "a dash in a sentence is no date line": (
        "NATO confirmed one of the raids -- an officer said so.",
        ["NATO confirmed one of the raids -- an officer said so."],
    ),
    "a closing mark whose opening one is a line above": (
        '"We wait.\nIt is late, they say."',
        ['"We wait.', 'It is late, they say."'],
    ),
    "a question in quotation marks runs on": ("“Who pays?” she asked.", ["“Who pays?” she asked."]),
}


@pytest.mark.parametrize(("text", "expected"), SPLITS.values(), ids=SPLITS.keys())
def test_splits(text, expected, read) -> None:
    assert [text[s.start : s.end] for s in read(text).parse.sentences] == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=120))
def test_offsets_give_back_the_words_on_any_text(read, text) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return
    parse = read(text).parse
    assert parse.is_ordered()
    assert all(text[t.start : t.end] == t.text for t in parse.tokens)
    assert all(0 <= t.head < len(parse.tokens) for t in parse.tokens)
    assert [i for s in parse.sentences for i in range(s.first, s.last)] == [t.index for t in parse.tokens]
