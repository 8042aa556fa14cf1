"""Who wrote it, whose report it is, who published it: from the words of the text alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.ingest.debris import author_names, signed

Reader = Callable[..., Any]
LEAD = "The new bridge over the Sund opened on Monday, nine years after the first pier was sunk."

BYLINES = {
    "By Ann Bell": ("Ann Bell",),
    "BY ANN BELL": ("ANN BELL",),
    "By Ann Bell and Carl Dorn": ("Ann Bell", "Carl Dorn"),
    "By Ann Bell, Health Editor": ("Ann Bell",),
    "Written by Ann Bell | The Sund Courier": ("Ann Bell",),
    "Articles by: Ann Bell": ("Ann Bell",),
    "Ann Bell, The Canadian Press": ("Ann Bell",),
    "Ann Bell, Staff Writer": ("Ann Bell",),
    "Brig. Ann Bell, Joint Task Force": (),
    "By noon the water had gone": (),
    "By Monday Ann Bell had left the town for good.": (),
    "Ann Bell": (),
}


@pytest.mark.parametrize(("line", "names"), BYLINES.items())
def test_a_byline_names_its_authors(line: str, names: tuple[str, ...]) -> None:
    assert author_names(line) == names


SIGNED = {
    "ANN BELL, AP Sports Writer": (("ANN BELL",), "The Associated Press"),
    "Ann Bell and Carl Dorn, The Canadian Press": (("Ann Bell", "Carl Dorn"), "The Canadian Press"),
    "Analysis by Ann Bell, Editor-at-large": (("Ann Bell",), None),
    "Reuters": (("Reuters",), "Reuters"),
    "Ann Bell": (("Ann Bell",), None),
}


@pytest.mark.parametrize(("field", "found"), SIGNED.items())
def test_an_author_s_field(field: str, found: tuple[tuple[str, ...], str | None]) -> None:
    assert signed(field) == found


WIRES = {
    f"SUND, Norland (Reuters) - {LEAD}": ("Reuters", "date-line"),
    f"SUND, Norland (AP) — {LEAD}": ("The Associated Press", "date-line"),
    f"{LEAD}\n\nThis report by The Canadian Press was first published May 5, 2019.": ("The Canadian Press", "credit"),
    f"{LEAD}\n\nNews from © The Canadian Press, 2019": ("The Canadian Press", "credit"),
    f"{LEAD}\n\nThe Associated Press": ("The Associated Press", "credit"),
    f"Bridge opens\n\nAnn Bell, The Canadian Press\n\n{LEAD}": ("The Canadian Press", "byline"),
    f"{LEAD}\n\nShe told The Canadian Press that she would stay.": None,
    f"Crowds walk over the bridge. THE CANADIAN PRESS/Ann Bell\n\n{LEAD}": None,
    f"{LEAD}\n\nCopyright Sund Courier Ltd., 2019": None,
    f"SUND, Norland (CNN) -- {LEAD}": None,
}


@pytest.mark.parametrize(("text", "expected"), WIRES.items())
def test_the_wire_service_signs_its_copy(read: Reader, text: str, expected: tuple[str, str] | None) -> None:
    wire = read(text).one.wire
    assert (wire and (wire.value, wire.evidence.kind)) == expected


def test_an_agency_s_own_page_prints_no_wire_copy(read: Reader) -> None:
    assert read(f"SUND (Reuters) - {LEAD}", sidecar='{"publisher": "Reuters"}').one.wire is None


def test_the_publisher_is_named_by_the_site_else_by_the_address(read: Reader) -> None:
    url = '{"url": "https://www.sund.example.org/bridge"}'
    named = read(f"Site icon Sund Courier\n\nBridge opens\n\n{LEAD}", sidecar=url).one.publisher
    assert (named.value, named.evidence.kind) == ("Sund Courier", "site-name")
    piped = read(f"Bridge opens | Sund Courier | All the islands\n\n{LEAD}").one
    assert (piped.publisher.value, piped.title.value) == ("Sund Courier", "Bridge opens")
    bare = read(LEAD, name="b.txt", sidecar=url).one.publisher
    assert (bare.value, bare.evidence.kind) == ("sund.example.org", "address")


def test_every_credit_from_the_text_is_anchored_in_it(read: Reader) -> None:
    revision = read(f"Bridge opens | Sund Courier | Islands\n\nBy Ann Bell\n\nSUND (Reuters) - {LEAD}").one
    for credit in (revision.title, revision.publisher, revision.wire, *revision.byline):
        assert credit.evidence.anchor.holds_in(revision.text)


LANGUAGES = {
    LEAD * 2: "en",
    "Die neue Brücke über den Sund wurde am Montag eröffnet, neun Jahre nachdem der erste Pfeiler versenkt war. "
    * 2: "und",
    "Le nouveau pont sur le détroit a été ouvert lundi, neuf ans après la pose de la première pile dans la baie. "
    * 2: "und",
}


@pytest.mark.parametrize(("text", "code"), LANGUAGES.items())
def test_what_is_not_english_is_noted(read: Reader, text: str, code: str) -> None:
    found = read(text)
    assert found.one.language == code
    assert ("not-english" in found.codes) == (code == "und")
