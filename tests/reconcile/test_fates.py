"""What became of commitments, each case a story of articles with the entries taken from them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Commitment, Entry, Judgement, Verdict
from onrecord.query import View
from onrecord.reconcile import fates
from onrecord.reconcile.fates import BY
from tellings import told

CASES = tomllib.loads((Path(__file__).parent / "fates.toml").read_text("utf-8"))["case"]


def words(entry: Entry) -> str:
    return entry.anchors[0].exact


def judged(view: View) -> list[Judgement]:
    return [j for j in view.judgements if j.by == BY]


def groups(view: View) -> set[tuple[str, ...]]:
    """The words of the tellings that are one."""
    held = {e.id: {e.id} for e, _ in view.commitments}
    for judgement in judged(view):
        if judgement.verdict is Verdict.SAME:
            both = held[judgement.a] | held[judgement.b]
            held |= dict.fromkeys(both, both)
    return {tuple(sorted(words(view.by_id[i]) for i in group)) for group in held.values() if len(group) > 1}


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_fates(case: dict) -> None:
    view = told(case["article"])
    found = [j for j in judged(view) if j.verdict is not Verdict.SAME]
    told_of = sorted([j.verdict.value, words(view.by_id[j.a]), words(view.by_id[j.b])] for j in found)
    assert told_of == sorted(case["expect"])
    assert groups(view) == {tuple(sorted(group)) for group in case.get("same", [])}


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_input_changes_nothing(data: st.DataObject) -> None:
    view = told(data.draw(st.sampled_from(CASES))["article"])
    ones = [j for j in view.judgements if j.by != BY]
    expected = list(fates(view.entries, ones))
    entries = data.draw(st.permutations(view.entries))
    assert list(fates(entries, data.draw(st.permutations(ones)))) == expected


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_a_judgement_tells_of_a_commitment_with_reason_and_score(case: dict) -> None:
    view = told(case["article"])
    for judgement in judged(view):
        assert isinstance(view.by_id[judgement.b].body, Commitment)
        assert judgement.a != judgement.b
        assert judgement.reason
        assert 0 < judgement.score <= 1


def test_a_fate_is_of_the_earliest_telling() -> None:
    view = told(CASES[0]["article"])
    reason = {j.reason for j in judged(view) if j.verdict is Verdict.EXTENDS}
    assert reason == {
        (
            "“The mission will now run through March 31, 2019” (published 24 September 2018) moves the end from "
            "30 September 2018 to 31 March 2019"
        ),
        (
            "“extended Operation Lantern until Dec. 31, 2019” (published 27 March 2019) moves the end from "
            "31 March 2019 to 31 December 2019"
        ),
    }
