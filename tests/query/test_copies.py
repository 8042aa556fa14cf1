"""What is asked of a record about copies."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.model import Anchor, Attribution, Entry, Mode
from onrecord.query import View, copies, copy_rows
from onrecord.reconcile import copied_entries, reused

sys.path.insert(0, str(Path(__file__).parents[1] / "reconcile/copies"))

from story import TEXTS

WORDS = "the walkout would last until the harbour board put a written offer on the table"


def view(*names: str, houses: dict[str, str] | None = None) -> View:
    revisions = tuple(TEXTS[n] for n in names)
    entries = tuple(
        Entry(r.id, Attribution(None, None, Mode.INDIRECT, None), (Anchor.of(r.text, at, at + len(WORDS)),), "t/1", 0.9)
        for r in revisions
        if (at := r.text.find(WORDS)) >= 0
    )
    told = tuple(copied_entries(reused(revisions), entries))
    return View(revisions, entries, (), judgements=told, houses=houses or {})


def test_printed_copies_stand_apart_from_edits():
    found = copies(view("wire", "cut", "exact", "followed", "followed-later"))
    assert [c.origin for c in found.printed] == [TEXTS["wire"].id]
    assert [c.origin for c in found.edited] == [TEXTS["followed"].id]
    assert found.of[TEXTS["cut"].id].origin in {TEXTS["wire"].id, TEXTS["exact"].id}


def test_every_telling_goes_back_to_the_first():
    held = view("wire", "cut", "exact")
    found = copies(held)
    first = next(e.id for e in held.entries if e.revision == TEXTS["wire"].id)
    assert set(found.told_first.values()) == {first}
    assert {e.revision for e in found.tellings[first]} == {TEXTS["cut"].id, TEXTS["exact"].id}


def test_two_sites_of_one_house_are_one():
    both = {TEXTS[n].id: "One House" for n in ("wire", "cut")}
    assert copies(view("wire", "cut", houses=both)).printed[0].publishers == ("One House",)


def test_passages_are_told_on_both_sides():
    found = copies(view("wire", "background"))
    assert set(found.passages_of) == {TEXTS["wire"].id, TEXTS["background"].id}
    assert not found.printed


@pytest.mark.parametrize(("names", "origin"), [(("wire", "cut"), "wire.txt"), (("wire", "background"), None)])
def test_rows_tell_all(names, origin):
    (row,) = copy_rows(copies(view(*names)))
    text = TEXTS[names[1]].text
    assert (row["copy"], row["origin"]) == (f"{names[1]}.txt", origin)
    assert 0 < row["share_of_copy"] <= 1
    assert [text[p["copy_start"] : p["copy_end"]] for p in row["passages"]] == [p["words"] for p in row["passages"]]
