from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Block, Revision, Zone, ZoneType
from onrecord.read import UnreadableTextError

TEXT = "Mayor Ilse Varga said the harbour would open again in April."
REVISION = Revision(TEXT, (Zone(ZoneType.BODY, 0, len(TEXT)),), "story/article.txt")


def test_english_and_what_is_not_established_is_read(reader):
    assert reader.read(replace(REVISION, language="en")).parse.tokens
    assert reader.read(REVISION).parse.tokens


def test_nothing_is_read_in_another_language(reader):
    for code in ("fr", "und"):
        assert not reader.read(replace(REVISION, language=code)).parse.tokens


def test_brackets_of_tokenised_text_are_read_as_brackets(reader):
    text = "Two guards ( both of Kessaria ) moved north [ sic ] , and 3 ( of 7 ) left ."
    escaped = text
    for bracket, written in (("(", "-LRB-"), (")", "-RRB-"), ("[", "-LSB-"), ("]", "-RSB-")):
        escaped = escaped.replace(bracket, written)
    plain, told = (reader.parse(t, [Block(ZoneType.BODY, 0, len(t))]).tokens for t in (text, escaped))
    assert [(t.tag, t.pos, t.dep, t.head) for t in told] == [(t.tag, t.pos, t.dep, t.head) for t in plain]
    assert {t.pos for t in told if t.text.startswith("-")} == {"PUNCT"}


ALPHABETS = st.sampled_from(
    [
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(list("“”\"'‘’ .,;:()—-\n\t\u00a0\u200f\u202b\u0301\0")),
        st.sampled_from(list("🙂🏽👩‍🚒אבגدهوéüñ中文字 ")),
    ]
)
PIECES = st.sampled_from(
    [
        "Defence Minister Mara Quill said on Monday that ",
        "“About 1,200 of them left Port Maren in March,” ",
        "The Harbour Relief Agency (HRA) ",
        "the ministry said it would ",
        "between 8,000 and 16,000 people",
        "She told the U.S.-led coalition ",
        "VARNTOFT, Norway — ",
        "until the end of June 2019",
        "Operation Quillon, a relief mission, ",
        "\n\n",
        " ",
        "’s ",
    ]
)
TEXTS = st.lists(PIECES | ALPHABETS.flatmap(lambda a: st.text(a, max_size=12)), min_size=1, max_size=10).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_all_that_is_read_lies_in_the_text_as_it_says(reader, text):
    found = reader.read(Revision(text, (Zone(ZoneType.BODY, 0, len(text)),), "story/article.txt"))
    for seen in (*found.parse.tokens, *found.mentions, *found.timexes):
        assert text[seen.start : seen.end] == seen.text
    for sentence in found.parse.sentences:
        assert text[sentence.start : sentence.end].strip()
    for number in found.numbers:
        assert 0 <= number.start < number.end <= len(text)
    for timex in found.timexes:
        interval = timex.interval
        assert interval is None or interval.start is None or interval.end is None or interval.start < interval.end
    assert found.parse.is_ordered()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_reading_twice_gives_the_same(reader, text):
    revision = Revision(text, (Zone(ZoneType.BODY, 0, len(text)),), "story/article.txt")
    assert reader.read(revision) == reader.read(revision)


@given(before=st.text(max_size=5), half=st.integers(0xD800, 0xDFFF))
def test_half_a_character_is_refused_with_its_place(reader, before, half):
    text = before + chr(half)
    with pytest.raises(UnreadableTextError, match=f"at {len(before)}:"):
        reader.parse(text, [Block(ZoneType.BODY, 0, len(text))])
