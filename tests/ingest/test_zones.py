"""Zones: every sign of a text lies in one, and what is the article's own is never debris."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.ingest.zones import Hints, zones
from onrecord.model import ZoneType

CASES = tomllib.loads(Path(__file__).with_name("zones.toml").read_text("utf-8"))["case"]


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["known_failure"])] if case.get("known_failure") else []
    return pytest.param(case["lines"], id=case["name"], marks=marks)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("lines", [marked(c) for c in CASES])
def test_zones_of_saved_pages(lines: list[list[str]], ends: str) -> None:
    text = ends.join(" ".join(line[1::2]) for line in lines)
    expected = [(line[i], line[i + 1]) for line in lines for i in range(0, len(line), 2) if line[i]]
    assert [(z.type.value, text[z.start : z.end]) for z in zones(text)] == expected


def test_a_title_that_is_known_is_found_in_the_text() -> None:
    text = "Varen Ledger\nStrike\nDockers in Varen walked out on Monday for the third time this year.\n"
    found = zones(text, Hints(title="Strike"))
    assert [(z.type, text[z.start : z.end]) for z in found][:2] == [
        (ZoneType.BOILERPLATE, "Varen Ledger"),
        (ZoneType.TITLE, "Strike"),
    ]


def test_lines_wrapped_to_a_width_are_one_paragraph() -> None:
    paragraph = (
        "The reservoir at Hallow Fell is a third full, the water board said on\n"
        "Friday, and it was last so low in 1995, when standpipes stood in many\n"
        "of the streets of the lower town for all of six weeks."
    )
    found = zones(f"{paragraph}\n\n{paragraph.replace('third', 'quarter')}\n")
    assert [z.type for z in found] == [ZoneType.BODY, ZoneType.BODY]
    assert (found[0].start, found[0].end) == (0, len(paragraph))


PARTS = st.sampled_from(
    [
        "\n", "\r\n", "\n\n", "\u2028", "\x85", " ", "\t", "\ufeff", "|", " | ", "Copyright 2020", "Advertisement",
        "By Ann Bell", "OSLO (Reuters) - ", "She said so.", "“Yes,” he said.", "REUTERS/Ann Bell", "A B C", "…",
        "(Reporting by Ann Bell)", "OSLO | Tue Mar 1, 2011 6:42 pm EST ", "Read more: x", "May 5, 2020",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(PARTS, max_size=30).map("".join)))
@example(text="")
def test_zones_are_in_order_and_leave_nothing_but_white_space(text: str) -> None:
    at = 0
    for zone in zones(text):
        assert not text[at : zone.start].strip()
        assert at <= zone.start < zone.end
        assert not text[zone.start].isspace()
        assert not text[zone.end - 1].isspace()
        at = zone.end
    assert not text[at:].strip()


def test_a_menu_between_bars_is_no_headline():
    lead = "The morning ferry ran aground off Port Maren on Monday with 40 on board."
    text = f"Home | News | Sport | Tides\n\nFerry runs aground\n\n{lead}"
    titles = [text[z.start : z.end] for z in zones(text) if z.type is ZoneType.TITLE]
    assert titles == ["Ferry runs aground"]


def test_the_marks_of_a_markdown_heading_are_no_part_of_the_headline():
    text = "# Ferry runs aground\n\nThe morning ferry ran aground off Port Maren on Monday with 40 on board."
    titles = [text[z.start : z.end] for z in zones(text) if z.type is ZoneType.TITLE]
    assert titles == ["Ferry runs aground"]
