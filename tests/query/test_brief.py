"""A backgrounder: nothing without entries, nothing twice, nothing as sure that is disputed, nothing of a later day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onrecord.model import Interval
from onrecord.query import NoDayError, Sentence, View, as_of, brief
from onrecord.query.brief import prose
from tellings import told

MISSION, MANDATE = "Operation Kittiwake", "2031-06-30"


def article(day: str, publisher: str, text: str, **more: Any) -> dict[str, Any]:
    return {"published": day, "publisher": publisher, "text": text, "missions": [MISSION], **more}


def strength(words: str, value: int, day: str, **more: Any) -> dict[str, Any]:
    told_of = {"counts": "divers", "subject": "Orsk", "mission": MISSION, "valid": day}
    return {"words": words, "value": value, **told_of, **more}


STORY = [
    article(
        "2031-02-03",
        "The Sound",
        "Parliament sent Operation Kittiwake to the lock of Dresk on Feb. 2. "
        "The mandate of the mission runs to June 30. "
        "There are 60 divers at the lock of Dresk this morning. "
        "The ministry would not say how many of its divers are armed.",
        events=[{"words": "sent", "type": "deployment", "date": "2031-02-02", "who": [MISSION, "Parliament"]}],
        commitments=[
            {
                "words": "mandate of the mission runs to June 30",
                "type": "mandate",
                "mission": MISSION,
                "due": "2031-06-30",
            }
        ],
        figures=[strength("60 divers", 60, "2031-02-03")],
        statements=[{"words": "how many of its divers are armed", "by": "ministry", "cue": "would not say"}],
    ),
    article(
        "2031-04-10",
        "Dresk Herald",
        "“The lock will hold until the divers leave in autumn,” Mara Quill said. "
        "Operation Kittiwake has 75 divers at the lock of Dresk now. "
        "Work on the lock was suspended on Tuesday because of ice.",
        figures=[strength("75 divers", 75, "2031-04-10")],
        events=[{"words": "suspended", "type": "suspension", "date": "2031-04-08", "who": [MISSION]}],
        statements=[
            {
                "words": "“The lock will hold until the divers leave in autumn,”",
                "by": "Mara Quill",
                "role": "Engineer",
                "direct": True,
            }
        ],
        people=["Mara Quill"],
    ),
]
VIEW = told(STORY)


def sections(view: View) -> dict[str, list[str]]:
    return {s.title: [x.text for x in s.sentences] for s in brief(view).sections}


def on(day: str) -> View:
    return as_of(VIEW, on=date.fromisoformat(day))


def test_a_sentence_rests_on_an_entry() -> None:
    with pytest.raises(ValueError, match="rests on an entry"):
        Sentence("It is so.", ())


def test_where_it_stands() -> None:
    assert sections(on("2031-07-15"))["Where things stand"] == [
        "The mandate of Operation Kittiwake ran until 30 June 2031; what came after is not on record.",
        "Divers deployed, Operation Kittiwake: 75 divers on 10 April 2031, according to Dresk Herald.",
    ]
    assert "By the last word on it, Operation Kittiwake was suspended on 8 April 2031." in str(sections(VIEW))


def test_the_course_stands_in_order_in_the_articles_words() -> None:
    first, *_, last = sections(VIEW)["How they got there"]
    assert first == (
        "2 February 2031: “Parliament sent Operation Kittiwake to the lock of Dresk on Feb. 2.” (The Sound)"
    )
    assert last == "8 April 2031: “Work on the lock was suspended on Tuesday because of ice.” (Dresk Herald)"


def test_a_speaker_is_told_with_words_office_and_day() -> None:
    assert sections(VIEW)["Who says what"] == [
        "Engineer Mara Quill on 10 April 2031: “The lock will hold until the divers leave in autumn” (Dresk Herald)"
    ]


def test_what_was_kept_back_and_what_no_cell_tells_is_not_known() -> None:
    open_ = " ".join(sections(VIEW)["What is not known"])
    assert "Left open: “The ministry would not say how many of its divers are armed.” (The Sound" in open_
    assert "Of Operation Kittiwake the record does not tell" in open_


def test_an_earlier_day_knows_nothing_of_a_later() -> None:
    early = str(sections(on("2031-03-01")))
    assert "60 divers" in early
    assert "75 divers" not in early
    assert "suspended" not in early


def test_a_record_without_a_day_is_asked_for_one() -> None:
    undated = replace(VIEW, revisions=tuple(replace(r, published=None) for r in VIEW.revisions))
    with pytest.raises(NoDayError):
        brief(undated)


@pytest.mark.parametrize(
    ("held", "told_as"),
    [
        (None, "on a day that is not on record"),
        (Interval(None, None), "on a day that is not on record"),
        (Interval.day(date(2031, 3, 2)), "on 2 March 2031"),
        (Interval.month(2031, 3), "in March 2031"),
        (Interval.year(2031), "in 2031"),
        (Interval(None, date(2031, 3, 2)), "by 1 March 2031"),
        (Interval(date(2031, 3, 2), None), "from 2 March 2031 on"),
        (Interval(date(2031, 3, 2), date(2031, 3, 4)), "on 2 or 3 March 2031"),
        (Interval(date(2031, 3, 31), date(2031, 4, 2)), "on 31 March or 1 April 2031"),
        (Interval(date(2030, 12, 31), date(2031, 1, 2)), "on 31 December 2030 or 1 January 2031"),
        (Interval(date(2031, 3, 2), date(2031, 3, 9)), "between 2 and 8 March 2031"),
        (Interval(date(2031, 3, 1), date(2031, 6, 1)), "between March and May 2031"),
    ],
)
def test_days_are_told_as_vague_as_they_are(held: Interval | None, told_as: str) -> None:
    assert prose.during(held) == told_as


@pytest.mark.parametrize(
    ("name", "told_as"),
    [
        ("defence ministry", "the defence ministry"),
        ("Orskan interior ministry", "the Orskan interior ministry"),
        ("Mara Quill", "Mara Quill"),
        ("some harbour pilots", "some harbour pilots"),
        ("officials", "officials"),
        ("Department of National Defence", "Department of National Defence"),
        ("official statements of the government", "official statements of the government"),
    ],
)
def test_a_description_takes_the_article_and_a_name_does_not(name: str, told_as: str) -> None:
    assert prose.the(name) == told_as


@pytest.mark.parametrize(
    ("printed", "told_as"),
    [
        ("HARROW (Northern Wire) - The lock holds.", "The lock holds."),
        ("HARROW — The lock holds.", "The lock holds."),
        ("(Northern Wire) -- The lock holds.", "The lock holds."),
        ("The lock — The old one — holds.", "The lock — The old one — holds."),
    ],
)
def test_a_dateline_is_no_part_of_a_sentence(printed: str, told_as: str) -> None:
    assert prose.without_dateline(printed) == told_as
