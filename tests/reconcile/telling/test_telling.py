"""What a text shows of how it tells: sentences, judging words, notices of correction."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Revision, Zone, ZoneType
from onrecord.packs import lexicon
from onrecord.reconcile import judging, lines, notices

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))


def of(text: str, zones: tuple[Zone, ...] | None = None) -> Revision:
    return Revision(text, zones or ((Zone(ZoneType.BODY, 0, len(text)),) if text else ()), "a.txt")


def cases(kind: str) -> Any:
    return pytest.mark.parametrize("case", CASES[kind], ids=[c["label"] for c in CASES[kind]])


@cases("sentences")
def test_sentences(case: dict[str, Any]) -> None:
    found = lines(of(case["text"]))
    assert [case["text"][s.start : s.end] for s in found] == case["expect"]


@cases("judging")
def test_judging_words(case: dict[str, Any]) -> None:
    revision = of(case["text"])
    assert [w.text for line in lines(revision) for w in judging(revision.text, line)] == case["expect"]


@cases("notices")
def test_notices_of_correction(case: dict[str, Any]) -> None:
    assert [a.exact for a in notices(of(case["text"]))] == case["expect"]


def test_only_the_body_has_sentences() -> None:
    text = "Ferry sinks. All safe.\nThe ferry sank.\nA diver looks for it. He found it.\nSubscribe now. Pay later."
    ends = [text.index(w) for w in ("The ferry", "A diver", "Subscribe")]
    kinds = (ZoneType.TITLE, ZoneType.BODY, ZoneType.CAPTION, ZoneType.BOILERPLATE)
    zones = tuple(Zone(k, a, b) for k, (a, b) in zip(kinds, pairwise([0, *ends, len(text)]), strict=True))
    assert [text[s.start : s.end] for s in lines(of(text, zones))] == ["The ferry sank."]


PIECES = st.sampled_from(
    ["The ferry sank", "Dr. Salm", "U.S.", "“we wait”", ". ", "? ", "… ", "\n", "\n\n", " “", "” ", "a"]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.data())
def test_sentences_stand_in_order_within_the_body(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)) | {0, len(text)})
    zones = tuple(Zone(data.draw(st.sampled_from(ZoneType)), a, b) for a, b in pairwise(cuts))
    revision = of(text, zones or None)
    found = lines(revision)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for line in found:
        assert any(z.type is ZoneType.BODY and z.start <= line.start < line.end <= z.end for z in revision.zones)
        assert text[line.start : line.end].strip() == text[line.start : line.end]
        assert all(line.start <= a < b <= line.end for a, b in line.quoted)
        assert all(not any(a <= w.start < b for a, b in line.quoted) for w in judging(text, line))


def test_no_word_is_listed_and_left_out() -> None:
    words = lexicon("evaluative")
    assert not set(words["words"]) & set(words["left_out"])
    assert all(w == w.lower() for w in words["words"])
