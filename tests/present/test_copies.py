"""Copies as a reader sees them: on the terminal and in the dossier."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from onrecord.model import Credit, Evidence
from onrecord.present import copy_listing
from onrecord.present.dossier import phrases, write
from onrecord.query import View, copies

for place in ("query", "present", "reconcile/copies"):
    sys.path.insert(0, str(Path(__file__).parents[1] / place))

from story import TEXTS  # noqa: E402 (it lies in a folder that is named above)
from test_dossier import broken_links, pages  # noqa: E402 (the same)


def view(*names: str) -> View:
    return View(tuple(TEXTS[n] for n in names), (), ())


def told(held: View) -> str:
    out = io.StringIO()
    copy_listing.tell(Console(file=out, width=200), copies(held))
    return out.getvalue()


def test_the_terminal_tells_origin_kind_shares_and_reason():
    text = told(view("wire", "cut", "followed", "followed-later", "background"))
    assert "wire.txt (Coastal Wire, 2031-03-04) · 2 texts, 2 houses, one origin: Coastal Wire" in text
    assert "cut.txt (Valley Herald, 2031-03-05): cut" in text
    assert "100% of its words are in wire.txt" in text
    assert "another text of the same article" in text
    assert "Passages that stories of different origins share" in text
    assert "“The last strike at Port Almery" in text


def test_where_nothing_is_copied_that_is_said():
    assert told(view("wire")) == "No article on record has another's words.\n"


def test_what_would_steer_a_terminal_is_shown_as_such():
    hostile = Credit("Valley\x1b[31m Herald", Evidence("sidecar", ""))
    held = View((TEXTS["wire"], replace(TEXTS["cut"], publisher=hostile)), (), ())
    assert "\x1b" not in told(held)


@pytest.mark.parametrize("names", [("wire", "cut", "background", "reworded", "followed", "followed-later"), ("wire",)])
def test_the_dossier_has_a_page_of_them(names, tmp_path):
    write(view(*names), tmp_path, record_name="Almery")
    assert broken_links(tmp_path) == []
    page = dict(pages(tmp_path))[tmp_path / "copies.html"].text_content()
    assert ("No article on record has another’s words." in page) == (len(names) == 1)


def test_an_article_says_whose_words_it_has(tmp_path):
    write(view("wire", "cut", "background"), tmp_path, record_name="Almery")
    page = {p.stem: " ".join(h.text_content().split()) for p, h in pages(tmp_path)}
    assert "Copy, cut, from Dockers walk out at Port Almery (Coastal Wire): 100% of its words." in page[TEXTS["cut"].id]
    assert "First on record of 2 texts of one origin." in page[TEXTS["wire"].id]
    assert "1 passage with Dockers walk out at Port Almery (Coastal Wire)" in page[TEXTS["background"].id]
    assert "1 article has another’s words." in page["index"]


@pytest.mark.parametrize(("part", "said"), [(0.0, "0%"), (0.001, "1%"), (0.834, "83%"), (0.999, "99%"), (1.0, "100%")])
def test_what_is_not_all_is_never_all(part, said):
    assert phrases.share(part) == said
