"""Conflicts in the dossier: two columns, never an average, each side a door to its words."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import html5lib
import pytest
from lxml import html
from rich.console import Console

from onrecord.present import disagreement
from onrecord.present.dossier import write
from onrecord.query import Disputed, conflicts
from tellings import told

ARTICLES = [
    {
        "publisher": "The Sound",
        "published": "2031-03-04",
        "text": "The fever killed 61 people, the health board said. The islanders’ league said 74 people had died.",
        "figures": [
            {"words": "61 people", "value": "61", "counts": "people", "subject": "Orla", "measure": "killed"}
            | {"valid": "2031-03-04", "by": "Health Board"},
            {"words": "74 people", "value": "74", "counts": "people", "subject": "Orla", "measure": "killed"}
            | {"valid": "2031-03-04", "by": "Islanders’ League"},
        ],
    },
    {
        "publisher": "Port Herald",
        "published": "2031-04-04",
        "text": "The fever has now killed 93 people, the health board said.",
        "figures": [
            {"words": "93 people", "value": "93", "counts": "people", "subject": "Orla", "measure": "killed"}
            | {"valid": "2031-04-04", "by": "Health Board"}
        ],
    },
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dossier")
    write(told(ARTICLES), place, record_name="Fever")
    return place


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.fromstring((folder / name).read_bytes().decode("utf-8"))


def test_both_sides_stand_beside_each_other_with_their_own_words(folder: Path) -> None:
    (quarrel,) = page(folder, "conflicts.html").xpath("//section[contains(@class, 'q-conflicts')]//article")
    sides = quarrel.xpath(".//div[@class='side']")
    assert [s.xpath("string(.//a[contains(@class, 'door')])") for s in sides] == ["61 people", "74 people"]
    assert ["Health Board" in s.text_content() for s in sides] == [True, False]
    assert not re.search(r"\b67", quarrel.text_content())


def test_links_lead_somewhere_and_the_pages_are_valid(folder: Path) -> None:
    for name in ("conflicts.html", "index.html"):
        html5lib.HTMLParser(strict=True).parse((folder / name).read_text("utf-8"))
        for address in page(folder, name).xpath("//main//a[not(contains(@href, ':'))]/@href"):
            file, _, fragment = address.partition("#")
            target = folder / (file or name)
            assert target.exists(), address
            assert not fragment or fragment in page(folder, file or name).xpath("//@id"), address


def test_the_front_page_and_the_notes_say_what_is_disputed(folder: Path) -> None:
    (disputed,) = page(folder, "index.html").xpath("//section[@aria-labelledby='h-disputed']")
    assert "61 people" in disputed.text_content()
    notes = (html.parse(p).xpath("//a[contains(@class, 'disputed')]") for p in (folder / "articles").glob("*.html"))
    marked = [note for found in notes for note in found]
    assert len(marked) == 2


def test_the_csv_has_a_row_each_with_both_sides(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "conflicts.csv").read_bytes().decode("utf-8"))))
    assert [r["verdict"] for r in rows][:1] == ["contradicts"]
    assert (rows[0]["words_1"], rows[0]["words_2"]) == ("61 people", "74 people")
    assert len(rows) == len(conflicts(told(ARTICLES), Disputed(every=True)).rows)


@pytest.mark.parametrize("width", [50, 120])
def test_the_terminal_shows_both_sides_at_any_width(width: int) -> None:
    console = Console(record=True, width=width, file=io.StringIO())
    disagreement.conflicts(console, told(ARTICLES), conflicts(told(ARTICLES), Disputed(every=True)))
    text = console.export_text()
    assert all(words in text for words in ("61 people", "74 people", "Health Board", "Cannot both be so"))


def test_no_conflict_is_said_in_words(tmp_path: Path) -> None:
    write(told(ARTICLES[1:]), tmp_path, record_name="Calm")
    assert "No conflict found" in page(tmp_path, "conflicts.html").text_content()
    assert "No conflict found" in page(tmp_path, "index.html").text_content()
