"""Stories: which articles tell the same."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reconcile.stories import grouped, stories

sys.path.insert(0, str(Path(__file__).parent / "copies"))

from story import TEXTS, made

STRIKE = ("wire", "cut", "own-story", "same-quotes")
SNOW = ("followed", "furniture-two")


def told(texts, **options):
    names = {r.id: n for n, r in texts.items()}
    return {frozenset(names[m] for m in s.members) for s in stories(texts.values(), **options).stories}


def test_reports_of_one_event_are_one_story_and_others_apart():
    found = told({n: TEXTS[n] for n in (*STRIKE, *SNOW, "furniture-one")}, like=0.1)
    assert {frozenset(STRIKE), frozenset(SNOW)} <= found


def test_what_lies_weeks_apart_is_not_compared():
    texts = [
        made({"name": n, "title": "Snow", "body": ["roads"], "publisher": n, "published": day})
        for n, day in (("one", "2031-03-01"), ("other", "2031-04-01"))
    ]
    assert [len(s.members) for s in stories(texts).stories] == [1, 1]


@given(st.permutations(sorted(TEXTS)))
@settings(max_examples=15, deadline=None)
def test_the_order_makes_no_difference(order):
    assert stories(TEXTS[n] for n in order) == stories(TEXTS.values())


def test_average_linkage():
    likeness = {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1, (3, 4): 0.5}
    assert grouped(5, likeness, 0.5) == [[0, 1], [2], [3, 4]]
    assert grouped(5, likeness, 0.35) == [[0, 1, 2], [3, 4]]
    assert grouped(3, {}, 0.1) == [[0], [1], [2]]


def test_nothing_told_is_no_story():
    assert stories([]).stories == ()
    empty = made({"name": "e", "title": "E", "body": []})
    assert [s.members for s in stories([empty]).stories] == [(empty.id,)]
