from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Zone, ZoneType
from onrecord.model.blocks import LONGEST, blocks


def words(text: str, zone: ZoneType = ZoneType.BODY) -> list[str]:
    return [text[b.start : b.end] for b in blocks(text, [Zone(zone, 0, len(text))])]


def test_blank_lines_and_line_ends_part_paragraphs() -> None:
    assert words("The quay is closed.\r\n\r\nThe ferry waits.\nNobody boards.") == [
        "The quay is closed.",
        "The ferry waits.",
        "Nobody boards.",
    ]


def test_lines_broken_to_a_width_are_one_paragraph() -> None:
    text = (
        "The harbour council met for the third time this week to hear the pilots,\n"
        "who have refused to bring in ships since the dredger sank in the channel,\n"
        "and adjourned without a vote."
    )
    assert words(text) == [text]


def test_short_lines_are_a_list_and_not_a_wrapped_paragraph() -> None:
    assert words("Home\nNews\nSport\nWeather") == ["Home", "News", "Sport", "Weather"]


def test_two_sentences_on_two_lines_are_two_paragraphs():
    lines = ["The harbour council met for the third time this week to hear them.", "It adjourned without a vote on it."]
    assert words("\n".join(lines)) == lines


def test_a_menu_is_not_read() -> None:
    assert words("Home | News | Sport", ZoneType.BOILERPLATE) == []


def test_a_line_of_marks_is_not_read() -> None:
    assert words('The ferry waits.\n"\n* * *') == ["The ferry waits."]


def test_a_huge_line_is_cut_at_a_sentence() -> None:
    parts = words("The ferry waits. " * 3000)
    assert len(parts) > 1
    assert all(len(p) <= LONGEST and p.endswith(".") for p in parts)


@given(st.text(max_size=300))
def test_blocks_are_in_order_trimmed_and_lose_no_word(text) -> None:
    found = blocks(text, [Zone(ZoneType.BODY, 0, len(text))]) if text else ()
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() for b in found)
    covered = "".join(text[b.start : b.end] for b in found)
    assert [c for c in covered if c.isalnum()] == [c for c in text if c.isalnum()]
