"""Conflicts as a reader asks for them, and the origins of a fact."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import Judgement, Verdict
from onrecord.query import Disputed, View, as_of, conflicts, origins
from tellings import told

CASES = Path(__file__).parents[1] / "reconcile" / "agreement" / "cases.toml"


def story(*names: str) -> View:
    """The articles of some cases as one record, judged."""
    held = {c["name"]: c["article"] for c in tomllib.loads(CASES.read_text("utf-8"))["case"]}
    return told([article for name in names for article in held[name]])


STORY = story(
    "two tolls told side by side contradict each other",
    "who rejects a claim denies it",
    "200 in March and 250 in June are no quarrel",
)


def words(view: View, asked: Disputed | None = None) -> list[list[str]]:
    return [[e.anchors[0].exact for e in row.sides] for row in conflicts(view, asked).rows]


def test_the_surest_come_first_and_the_earlier_side_first() -> None:
    found = conflicts(STORY).rows
    assert [c.judgement.score for c in found] == sorted((c.judgement.score for c in found), reverse=True)
    assert ["the crews guard grain barges at night", "the claim that crews guard grain barges"] in words(STORY)


def test_what_differs_is_shown_where_it_is_asked_for_and_after_the_rest() -> None:
    assert ["200 pickets", "250 pickets"] not in words(STORY)
    shown = conflicts(STORY, Disputed(every=True))
    assert ["200 pickets", "250 pickets"] in words(STORY, Disputed(every=True))
    assert [r.quarrel for r in shown.rows] == sorted((r.quarrel for r in shown.rows), reverse=True)
    assert {r.judgement.verdict for r in shown.differences} == {Verdict.REVISES}


@pytest.mark.parametrize(
    ("day", "many"), [(date(2031, 3, 3), 0), (date(2031, 3, 4), 1), (date(2031, 3, 5), 2), (date(2031, 6, 4), 3)]
)
def test_nothing_that_was_published_later_is_shown(day: date, many: int) -> None:
    assert len(words(as_of(STORY, known=day), Disputed(every=True))) == many


def test_by_topic_and_by_who() -> None:
    assert words(STORY, Disputed(topic="GRAIN barges")) == words(STORY, Disputed(actor="quill"))
    assert words(STORY, Disputed(actor="health board")) == [["61 people", "74 people"]]
    assert words(STORY, Disputed(actor="nobody")) == []


def test_an_article_of_no_known_day_is_left_out_and_told() -> None:
    case = [{"text": "A mate said 3 deaths.", "figures": [{"words": "3 deaths", "value": "3"}]}]
    view = told(case)
    assert [r.path for r in as_of(view, known=date(2031, 1, 1)).unsure] == ["story/0.txt"]


def test_origins_count_a_publisher_a_speaker_and_copied_words_once() -> None:
    for name, many in (
        ("more than and at least the same number agree, of two origins", 2),
        ("one publisher is no second source", 1),
        ("one person's word in two papers is no second source", 1),
        ("the words of one wire story in two papers are no second source", 1),
    ):
        view = story(name)
        found = origins(view, view.entries[0])
        assert len(found) == many, name
        assert sum(len(o.tellings) for o in found) == len(view.entries)


def test_origins_say_who_they_are() -> None:
    view = story("more than and at least the same number agree, of two origins")
    first, second = origins(view, view.entries[1])
    assert {*first.speakers, *second.speakers} == {"Union of Dockers", "Harbour Police"}
    assert {*first.publishers, *second.publishers} == {"The Sound", "Port Herald"}


def test_articles_that_are_copies_are_one_origin() -> None:
    view = story("more than and at least the same number agree, of two origins")
    a, b = view.entries
    copied = Judgement(Verdict.COPIES, b.revision, a.revision, "the same words", 1.0, "copies/1")
    assert len(origins(replace(view, judgements=(*view.judgements, copied)), a)) == 1
