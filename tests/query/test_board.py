"""The board: what stands on a day, what differs, what is of another day, and what is not on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onrecord.model import Entity, Words
from onrecord.query import NoDayError, Slot, View, as_of, board
from tellings import told

MISSION = "Operation Kittiwake"


def strength(words: str, value: int, **more: Any) -> dict[str, Any]:
    return {"words": words, "value": value, "counts": "personnel", "subject": "Orsk", "mission": MISSION, **more}


def article(day: str, text: str, **more: Any) -> dict[str, Any]:
    return {"published": day, "text": f"{text} {MISSION} is at the lock of Dresk.", "missions": [MISSION], **more}


STORY = [
    article(
        "2031-02-03",
        "Orsk may send up to 90 people and its mandate runs until June 30. The 60 divers there are led by Mara Quill.",
        people=["Mara Quill"],
        figures=[
            strength("up to 90 people", 90, measure="authorised", valid="2031-02-03", modifier="at_most"),
            strength("60 divers", 60, valid="2031-02-02"),
        ],
        commitments=[
            {
                "words": "mandate runs until June 30",
                "type": "mandate",
                "actor": "Orsk",
                "mission": MISSION,
                "due": "2031-06-30",
            }
        ],
    ),
    article(
        "2031-04-10",
        "75 divers are there, the ministry said; the union counts 52 divers. The cap is 50 now. Work is suspended.",
        figures=[
            strength("75 divers", 75, valid="2031-04-09", by="ministry"),
            strength("52 divers", 52, valid="2031-04-09", by="union"),
            strength("50 now", 50, measure="authorised", valid="2031-04-10"),
        ],
        events=[{"words": "suspended", "type": "suspension", "date": "2031-04-08", "who": [MISSION]}],
    ),
    article(
        "2031-05-02",
        "It went on again on Friday. Another 20 welders are to come in June, on top of those there.",
        events=[{"words": "went on again", "type": "resumption", "date": "2031-05-01", "who": ["the mission"]}],
        figures=[strength("20 welders", 20, counts="welders", valid="2031-06-15")],
    ),
]


def roles(view: View) -> View:
    """The view, its one person with a role."""
    (person,) = [e for e in view.entries if isinstance(e.body, Entity) and e.body.name == "Mara Quill"]
    made = replace(person.body, roles=(Words("commander of Operation Kittiwake", 0, 1),))
    return replace(view, entries=tuple(replace(e, body=made) if e is person else e for e in view.entries))


VIEW = roles(told(STORY))


def cells(view: View, slot: Slot) -> dict[str, list[str]]:
    (one,) = board(view).subjects
    return {c.of: [v.told for v in c.values] for c in one.of(slot)}


def on(day: str) -> View:
    return as_of(VIEW, on=date.fromisoformat(day))


def test_a_cell_holds_the_latest_number_of_one_measure_with_its_day() -> None:
    assert cells(on("2031-03-01"), Slot.STRENGTH) == {
        "personnel, authorised": ["up to 90 people"],
        "personnel, deployed": ["60 divers"],
    }
    (one,) = board(on("2031-03-01")).subjects
    assert [str(c.values[0].days) for c in one.of(Slot.STRENGTH)] == ["2031-02-03", "2031-02-02"]


def test_a_later_number_takes_the_place_of_an_earlier_one_of_its_measure_alone() -> None:
    assert cells(on("2031-04-10"), Slot.STRENGTH)["personnel, authorised"] == ["50 now"]
    assert cells(on("2031-04-09"), Slot.STRENGTH)["personnel, authorised"] == ["up to 90 people"]


def test_what_sources_differ_on_is_shown_whole() -> None:
    (one,) = board(on("2031-04-30")).subjects
    (cell,) = [c for c in one.of(Slot.STRENGTH) if c.of == "personnel, deployed"]
    assert cell.differs
    assert {v.told for v in cell.values} == {"75 divers", "52 divers"}


def test_what_is_only_to_come_is_not_there_yet() -> None:
    assert "welders, deployed" not in cells(on("2031-06-14"), Slot.STRENGTH)
    assert cells(on("2031-06-15"), Slot.STRENGTH)["welders, deployed"] == ["20 welders"]


@pytest.mark.parametrize(
    ("day", "posture"),
    [("2031-04-07", []), ("2031-04-08", ["suspended"]), ("2031-05-01", ["resumed"]), ("2031-07-01", [])],
)
def test_posture_is_what_was_told_last_and_nothing_past_the_mandate(day: str, posture: list[str]) -> None:
    assert cells(on(day), Slot.POSTURE) == {"": posture}


def test_the_end_of_the_mandate_and_that_nobody_tells_what_came_of_it() -> None:
    assert cells(on("2031-06-30"), Slot.MANDATE) == {"": ["until 2031-06-30"]}
    assert cells(on("2031-07-01"), Slot.MANDATE) == {"": ["until 2031-06-30; passed, no outcome on record"]}


def test_who_commands_and_what_nobody_tells() -> None:
    assert cells(on("2031-04-30"), Slot.COMMAND) == {"": ["Mara Quill"]}
    assert cells(on("2031-04-30"), Slot.TASKS) == {"": []}
    assert cells(on("2031-04-30"), Slot.PLACE) == {"": []}


@pytest.mark.parametrize("role", ["deputy commander of Operation Kittiwake", "commander of the harbour police"])
def test_another_office_is_no_command(role: str) -> None:
    (person,) = [e for e in VIEW.entries if isinstance(e.body, Entity) and e.body.name == "Mara Quill"]
    other = replace(person, body=replace(person.body, roles=(Words(role, 0, 1),)))
    view = replace(VIEW, entries=tuple(other if e is person else e for e in VIEW.entries))
    assert cells(as_of(view, on=date(2031, 4, 30)), Slot.COMMAND) == {"": []}


def test_every_cell_rests_on_entries_and_every_slot_is_told() -> None:
    for day in ("2031-02-03", "2031-04-30", "2031-12-31"):
        for one in board(on(day)).subjects:
            assert {c.slot for c in one.cells} == set(Slot)
            assert all(v.entries for c in one.cells for v in c.values)


def test_what_was_published_later_is_on_no_earlier_board() -> None:
    early = as_of(VIEW, on=date(2031, 4, 30), known=date(2031, 3, 1))
    assert cells(early, Slot.STRENGTH)["personnel, deployed"] == ["60 divers"]
    assert cells(early, Slot.POSTURE) == {"": []}


def test_who_is_told_of_once_is_no_subject() -> None:
    figures = [strength("40 tugs", 40, counts="tugs", subject="Tolm", mission=None, valid="2031-02-01")]
    once = {"published": "2031-02-01", "text": "Tolm has 40 tugs there.", "places": ["Tolm"], "figures": figures}
    assert board(told([once])).subjects == ()
    again = once | {"published": "2031-02-02", "text": "So Tolm has 40 tugs there, too, and no more than these."}
    assert [b.subject for b in board(told([once, again])).subjects] == ["Tolm"]


def test_a_sum_over_the_years_is_no_strength() -> None:
    text = "In all, 1,400 sailors served there."
    figures = [strength("1,400 sailors", 1400, valid="2031-02-01")]
    assert board(told([article("2031-02-02", text, figures=figures)])).subjects == ()


def test_a_ceiling_told_again_as_it_was_is_shown_beside_the_change() -> None:
    later = article(
        "2032-01-10",
        "Auditors say Orsk kept below the 90 that were allowed.",
        figures=[strength("the 90", 90, measure="authorised", valid="2032-01-09/2032-01-10")],
    )
    view = as_of(told([*STORY, later]), on=date(2032, 1, 10))
    assert cells(view, Slot.STRENGTH)["personnel, authorised"] == ["the 90", "50 now"]


def test_a_record_without_a_day_asks_for_one() -> None:
    with pytest.raises(NoDayError, match="name the day"):
        board(told([{"text": "Words."}]))


def test_a_number_beside_a_mission_that_states_share_is_not_put_down_to_it() -> None:
    named = "EU harbour mission"
    on_it = strength("17 cooks", 17, mission=named, valid="2031-02-01")
    beside = strength("80 divers", 80, mission=None, valid="2031-02-01")
    text = f"Orsk has 17 cooks on the {named}. It has 80 divers in the bay."
    places = {"missions": [named], "places": ["Orsk"], "figures": [on_it, beside]}
    (one,) = board(told([{"published": "2031-02-02", "text": text} | places])).subjects
    assert one.subject == named
    assert {c.of: c.values[0].told for c in one.of(Slot.STRENGTH)} == {"Orsk: personnel, deployed": "17 cooks"}
