"""What an answer is, whatever is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import View
from onrecord.query import QuestionError, ask
from onrecord.query.asking.answer import NOT_ON_RECORD

WORDS = st.sampled_from(
    ["how", "many", "who", "when", "did", "soldiers", "the", "Lantern", "Norvalan", "mandate", "between", "2018", "and",
     "2020", "denied", "according to", "in", "May", "of", "end", "?", ",", "not", "“", "share", "peak", "disagree"]
)  # fmt: skip


@pytest.mark.parametrize("question", ["", "   ", "?!", "“”"])
def test_an_empty_question_is_refused(question: str, stories: Mapping[str, View]) -> None:
    with pytest.raises(QuestionError, match="empty"):
        ask(stories["demo"], question)


def test_a_question_without_end_is_refused(stories: Mapping[str, View]) -> None:
    with pytest.raises(QuestionError, match="longer"):
        ask(stories["demo"], "why " * 1_000)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14))
def test_whatever_is_asked_the_answer_rests_on_entries(stories: Mapping[str, View], words: list[str]) -> None:
    view = stories["demo"]
    try:
        found = ask(view, " ".join(words))
    except QuestionError:
        return
    assert set(found.entries) <= set(view.entries)
    assert found.on_record == (not found.text.startswith(f"{NOT_ON_RECORD}.") and bool(found.cited))
    assert found == ask(view, " ".join(words))


def test_the_order_of_the_record_does_not_matter(stories: Mapping[str, View]) -> None:
    view = stories["beacon"]
    turned = replace(
        view,
        revisions=view.revisions[::-1],
        entries=view.entries[::-1],
        judgements=view.judgements[::-1],
    )
    for question in ("How many people died when the ferry capsized?", "Who commands Operation Beacon?"):
        one, other = ask(view, question), ask(turned, question)
        assert (one.text, one.entries) == (other.text, other.entries)


def test_an_empty_record_has_no_answer() -> None:
    found = ask(View((), (), ()), "How many soldiers were there in 2018?")
    assert (found.on_record, found.text, found.cited) == (False, "Not on record.", ())


def test_a_day_in_the_world_asks_of_what_was_so_by_then(stories: Mapping[str, View]) -> None:
    found = ask(replace(stories["demo"], on=date(2018, 6, 1)), "How many Norvalan soldiers are in the valley?")
    assert "310" in found.text
