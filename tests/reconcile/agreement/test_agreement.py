"""What is judged between entries, each case a few small articles with what a reader would take from them."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Judgement, Verdict
from onrecord.query import View
from onrecord.reconcile import agreement
from onrecord.reconcile.agreement import BY
from onrecord.reconcile.agreement.counts import Count
from tellings import told

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
NAMES = [c["name"] for c in CASES]


def judged(view: View) -> list[Judgement]:
    return list(agreement(view.entries, view.judgements, view.revisions))


def ends(view: View, judgement: Judgement) -> list[str]:
    return [view.by_id[i].anchors[0].exact for i in (judgement.a, judgement.b)]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_agreement(case: dict) -> None:
    view = told(case["article"])
    found = [[j.verdict.value, j.why.value if j.why else "", *ends(view, j)] for j in judged(view)]
    expected = [e for e in case["expect"] if e[0] != "contradicts"]
    assert sorted(f for f in found if f[0] != "contradicts") == sorted(expected)
    sides = sorted([f[1], *sorted(f[2:])] for f in found if f[0] == "contradicts")
    assert sides == sorted([e[1], *sorted(e[2:])] for e in case["expect"] if e[0] == "contradicts")


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_input_changes_nothing(data: st.DataObject) -> None:
    view = told(data.draw(st.sampled_from(CASES))["article"])
    entries = data.draw(st.permutations(view.entries))
    revisions = data.draw(st.permutations(view.revisions))
    judgements = data.draw(st.permutations(view.judgements))
    assert list(agreement(entries, judgements, revisions)) == judged(view)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_judgement_quotes_both_sides_and_is_never_certain(case: dict) -> None:
    for judgement in judged(told(case["article"])):
        assert judgement.reason
        assert 0 < judgement.score < 1
        assert judgement.by == BY


def test_comparisons_grow_with_the_articles_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"now": 0}
    asking = [importlib.import_module(f"onrecord.reconcile.agreement.{name}") for name in ("sizes", "clashes", "lines")]
    real = asking[0].same_thing

    def counted(*args: Count) -> bool:
        asked["now"] += 1
        return real(*args)

    for module in asking:
        monkeypatch.setattr(module, "same_thing", counted)
    made = []
    for many in (100, 400):
        asked["now"] = 0
        judged(told([_article(n) for n in range(many)]))
        made.append(asked["now"])
    assert 0 < made[1] < 6 * made[0]


def _article(number: int) -> dict:
    """An article of its own day and number about one thing."""
    day = f"{2031 + number // 300}-{number % 300 // 28 + 1:02}-{number % 28 + 1:02}"
    words = f"{number + 1000} pickets"
    text = f"Speaker {number} counted {words} at gate {number}."
    figure = {"words": words, "value": str(number + 1000), "counts": "pickets", "subject": "Dockers", "valid": day}
    return {
        "publisher": f"Paper {number}",
        "published": day,
        "text": text,
        "figures": [{**figure, "by": f"P {number}"}],
    }


def test_two_publishers_of_one_group_are_no_second_source() -> None:
    (case,) = [c for c in CASES if c["name"] == "more than and at least the same number agree, of two origins"]
    view = told(case["article"])
    assert [j.verdict for j in judged(view)] == [Verdict.SUPPORTS]
    grouped = agreement(view.entries, view.judgements, view.revisions, lambda _: "Harbour Media")
    assert [j.verdict for j in grouped] == [Verdict.SAME]
