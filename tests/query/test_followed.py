"""The slots of story packs on the board: places by what is counted, two articles a line, nothing of a part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import CommitmentType, MentionType
from onrecord.packs import BoardSlot, pack
from onrecord.packs.schema import SLOTS_OF_THE_PROGRAM
from onrecord.query import Slot, View, as_of, board
from tellings import told

CASES = BoardSlot("cases", counts=("cases",), of=frozenset({MentionType.PLACE}))
DEATHS = BoardSlot("deaths", frozenset({"killed"}), beside=frozenset({"cases"}))
FORCE = BoardSlot("in-force", commitments=frozenset({CommitmentType.MANDATE}), beside=frozenset({"cases"}))
SLOTS = (CASES, DEATHS, FORCE)


def cases(words: str, value: int, day: str, **more: Any) -> dict[str, Any]:
    return {"words": words, "value": value, "counts": "cases", "measure": "other", "subject": "Orsk"} | {
        "valid": day,
        **more,
    }


def deaths(words: str, value: int, day: str, **more: Any) -> dict[str, Any]:
    return cases(words, value, day, **{"counts": "deaths among people", "measure": "killed", **more})


def article(day: str, text: str, *figures: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"published": day, "text": text, "places": ["Orsk"], "figures": list(figures), **more}


FIRST = article("2031-03-02", "Orsk has 12 cases of marsh fever.", cases("12 cases", 12, "2031-03-01"))
SECOND = article(
    "2031-03-09",
    "Orsk now counts 40 cases, and 3 people died. The harbour is shut until May 1.",
    cases("40 cases", 40, "2031-03-08"),
    deaths("3 people", 3, "2031-03-08"),
    commitments=[
        {"words": "shut until May 1", "type": "mandate", "actor": "Orsk", "action": "shut", "due": "2031-05-01"}
    ],
)
THIRD = article("2031-03-16", "In Orsk 4 have died.", deaths("4 have died", 4, "2031-03-15", counts="deaths"))


def of(articles: list[dict[str, Any]], slots: tuple[BoardSlot, ...] = SLOTS) -> View:
    return replace(told(articles), slots=slots)


def cells(view: View, day: str = "2031-03-31") -> dict[tuple[str, str], list[str]]:
    subjects = board(as_of(view, on=date.fromisoformat(day))).subjects
    return {(c.slot, c.of): [v.told for v in c.values] for b in subjects for c in b.cells}


def test_a_place_with_cases_in_two_articles_is_followed_with_what_stands_beside() -> None:
    found = board(as_of(of([FIRST, SECOND, THIRD]), on=date(2031, 3, 31))).subjects
    assert [(b.subject, b.mission, b.slots) for b in found] == [("Orsk", False, ("cases", "deaths", "in-force"))]
    assert cells(of([FIRST, SECOND, THIRD])) == {
        ("cases", ""): ["40 cases"],
        ("deaths", ""): ["4 have died"],
        ("in-force", ""): ["shut (until 2031-05-01)"],
    }


def test_one_article_makes_no_board_and_no_line_and_is_not_called_missing() -> None:
    assert cells(of([FIRST])) == {}
    assert ("deaths", "") not in cells(of([FIRST, SECOND]))
    assert cells(of([FIRST, cases_again()])) == {("cases", ""): ["15 cases"]}


def cases_again(text: str = "There are 15 cases in Orsk.", **more: Any) -> dict[str, Any]:
    return article("2031-03-20", text, cases("15 cases", 15, "2031-03-19", **more))


def test_a_toll_alone_puts_nobody_on_the_board() -> None:
    first = article("2031-03-02", "In Orsk 2 people died.", deaths("2 people", 2, "2031-03-01"))
    assert cells(of([first, THIRD])) == {}


@pytest.mark.parametrize(
    "other",
    [
        {"place": "Tolm"},
        {"mission": "Operation Kittiwake"},
        {"counts": "suspected cases"},
        {"counts": "bookcases"},
        {"counts": "new cases"},
        {"measure": "estimated"},
        {"subject": None},
        {"valid": "2031-06-01"},
        {"excludes": "sailors"},
    ],
)
def test_a_number_of_something_else_is_no_second_telling(other: dict[str, Any]) -> None:
    assert cells(of([FIRST, cases_again(**other)])) == {}


@pytest.mark.parametrize("place", ["Orsk", None])
def test_a_place_that_narrows_nothing_is_none(place: str | None) -> None:
    assert cells(of([FIRST, cases_again(place=place)]))["cases", ""] == ["15 cases"]


def test_two_forms_of_one_article_are_no_two_tellings() -> None:
    again = {**FIRST, "text": "Orsk has 12 cases of marsh fever, it is said."}
    assert cells(of([FIRST, again])) == {}


@pytest.mark.parametrize(
    "text",
    [
        "The ministry counts 15 cases. It lies in Orsk.",
        "There are 15 cases in Orsk and Tolm.",
        "There are 15 cases, most of them in Orsk.",
        "Orsk is one of the countries with 15 cases.",
    ],
)
def test_where_it_is_not_sure_whose_the_latest_number_is_the_line_is_left_off(text: str) -> None:
    later = {**cases_again(text), "places": [p for p in ("Orsk", "Tolm") if p in text]}
    assert cells(of([FIRST, later])) == {}
    assert ("cases", "") not in cells(of([FIRST, SECOND, later]))


def test_several_numbers_of_one_article_for_the_same_days_are_of_several_things() -> None:
    both = article(
        "2031-03-20",
        "In Orsk 15 cases are proven, of 90 cases by symptoms.",
        cases("15 cases", 15, "2031-03-19"),
        cases("90 cases", 90, "2031-03-19"),
    )
    assert ("cases", "") not in cells(of([FIRST, both]))


def test_what_two_articles_differ_on_is_shown_whole() -> None:
    other = article("2031-03-20", "Orsk has 19 cases, a nurse said.", cases("19 cases", 19, "2031-03-19"))
    assert set(cells(of([FIRST, cases_again(), other]))["cases", ""]) == {"15 cases", "19 cases"}


def test_a_body_is_no_place() -> None:
    body = BoardSlot("cases", counts=("cases",), of=frozenset({MentionType.ORGANISATION}))
    assert cells(of([FIRST, SECOND], (body,))) == {}


def test_without_slots_nothing_is_followed() -> None:
    assert cells(of([FIRST, SECOND], ())) == {}


def test_what_was_published_later_is_on_no_earlier_board() -> None:
    early = as_of(of([FIRST, SECOND, THIRD]), known=date(2031, 3, 9))
    assert cells(early) == cells(of([FIRST, SECOND]))


@given(st.permutations([FIRST, SECOND, THIRD, cases_again()]))
def test_the_order_of_articles_is_nothing(articles: list[dict[str, Any]]) -> None:
    assert cells(of(articles)) == cells(of([FIRST, SECOND, THIRD, cases_again()]))


def test_the_slots_of_the_program_are_those_that_no_pack_may_name() -> None:
    assert frozenset(Slot) == SLOTS_OF_THE_PROGRAM


def test_the_epidemic_pack_follows_places() -> None:
    slots = pack("epidemic").slots
    assert [s.name for s in slots] == ["cases", "deaths", "treated", "in-force"]
    assert cells(of([FIRST, SECOND, THIRD], slots))["deaths", ""] == ["4 have died"]
