"""Commitments and the timeline on a terminal, as iCalendar and as TimelineJS."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from rich.console import Console

from onrecord.present import calendar, chronicle, timelinejs
from onrecord.query import Asked, as_of, commitments, timeline
from tellings import story, told

CASES = Path(__file__).parents[1] / "reconcile" / "fates.toml"
DEMO = story(CASES, "the demo story")
BRIDGE = "the bridge at Tolm would be rebuilt by the end of June 2020"

HOSTILE = told(
    [
        {
            "published": "2031-02-03",
            "publisher": "A <b>daily</b> & more",
            "text": "Orsk\x1b[2J vowed <script>alert(1)</script> to shut [bold]the port[/bold] by May 1, 2031. Shut.",
            "commitments": [
                {
                    "words": "<script>alert(1)</script> to shut [bold]the port[/bold] by May 1, 2031",
                    "type": "vow",
                    "actor": "<i>Orsk</i>",
                    "due": "2031-05-01",
                }
            ],
            "events": [{"words": "Shut.", "lemma": "shut", "date": "2031-02", "who": ["<i>Orsk</i>\x1b"]}],
        }
    ]
)


def printed(write: Callable[[Console], None], width: int = 200) -> str:
    out = io.StringIO()
    write(Console(file=out, width=width))
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


# --- terminal --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 200])
def test_the_terminal_tells_the_silence_and_both_citations(width: int) -> None:
    text = printed(lambda c: chronicle.commitments(c, DEMO, commitments(DEMO)), width)
    silent, standing, settled = (
        text.index(h) for h in ("Deadline passed, no outcome on record (1)", "Standing", "Settled")
    )
    assert silent < standing < settled
    assert BRIDGE in flat(text[silent:standing])
    assert "As of 2021-02-09, the last day on which an article of this record appeared" in flat(text)
    fate = flat(text[settled:])
    assert "moves the end from 30 September 2018 to 31 March 2019" in fate
    assert "may last until Sept. 30" in fate
    assert "Norvala Courier, 2019-03-27" in fate


def test_the_day_asked_for_is_told() -> None:
    then = as_of(DEMO, on=date(2020, 6, 1), known=date(2020, 6, 1))
    text = printed(lambda c: chronicle.commitments(c, then, commitments(then)))
    assert "As of 2020-06-01. Only what was published by 2020-06-01 counts." in text
    assert "Due by 2020-07-01 (1)" in text


@pytest.mark.parametrize("width", [60, 200])
def test_the_terminal_prints_a_line_an_occurrence_and_undated_ones_last(width: int) -> None:
    text = flat(printed(lambda c: chronicle.timeline(c, DEMO, timeline(DEMO)), width))
    assert text.index("[ 2018-03-12 …") < text.index("2020-01 ") < text.index("2021-02-09") < text.index("day unknown")
    assert "(extended)" in text


@pytest.mark.parametrize("width", [60, 200])
def test_what_an_article_holds_does_nothing_to_the_terminal(width: int) -> None:
    text = printed(lambda c: chronicle.timeline(c, HOSTILE, timeline(HOSTILE)), width)
    text += printed(lambda c: chronicle.commitments(c, HOSTILE, commitments(HOSTILE)), width)
    assert "\x1b" not in text
    assert "[bold]the port[/bold]" in flat(text)


# --- iCalendar -------------------------------------------------------------------------------------------


def test_the_calendar_reads_back() -> None:
    found = commitments(DEMO)
    data = calendar.calendar(DEMO, found)
    read = Calendar.from_ical(data)
    assert read["version"] == "2.0"
    events = read.events
    assert [e["dtstart"].dt for e in events] == [r.deadline for r in found.rows if r.deadline]
    assert [str(e["uid"]) for e in events] == [f"{r.entry.id}@onrecord" for r in found.rows if r.deadline]
    for event in events:
        assert not event.errors
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert event["dtstamp"].dt == datetime(2021, 2, 9, tzinfo=UTC)
    silent = next(e for e in events if BRIDGE in str(e["description"]))
    assert str(silent["summary"]).startswith("No outcome on record: pledge, Tobias Renner")
    settled = next(e for e in events if e["dtstart"].dt == date(2018, 9, 30))
    assert "Extended: “The mission will now run through March 31, 2019”" in str(settled["description"])
    assert calendar.undated(found) == len(found.rows) - len(events) > 0


def test_the_calendar_is_the_same_each_time_and_its_lines_are_short() -> None:
    found = commitments(DEMO)
    data = calendar.calendar(DEMO, found)
    assert data == calendar.calendar(DEMO, commitments(DEMO))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert "".join(f"{line}\n" for line in calendar.lines(DEMO, found)).encode() == data


def test_what_an_article_holds_cannot_break_the_calendar() -> None:
    data = calendar.calendar(HOSTILE, commitments(HOSTILE))
    assert b"\x1b" not in data
    (event,) = Calendar.from_ical(data).events
    assert "[bold]the port[/bold]" in str(event["description"])


@pytest.mark.parametrize("url", ["https://a.example/x\r\nATTACH:file:///etc/passwd", "javascript:alert(1)"])
def test_an_address_that_is_none_of_the_web_is_left_out_of_the_calendar(url: str) -> None:
    vow = {"words": "pay by May 1, 2031", "type": "vow", "actor": "Orsk", "due": "2031-05-01"}
    view = told(
        [{"published": "2031-02-03", "url": url, "text": "Orsk vowed to pay by May 1, 2031.", "commitments": [vow]}]
    )
    (event,) = Calendar.from_ical(calendar.calendar(view, commitments(view))).events
    assert not {"URL", "ATTACH"} & set(event)


def test_the_last_day_of_the_calendar_can_be_asked_for() -> None:
    found = commitments(as_of(DEMO, on=date.max), Asked(within=10**9))
    assert found.near == date.max
    assert printed(lambda c: chronicle.commitments(c, DEMO, found))


# --- TimelineJS ------------------------------------------------------------------------------------------

DATE = {"year": int, "month": int, "day": int}
SLIDE = {"start_date", "end_date", "display_date", "text", "group", "unique_id"}


def sound(page: dict[str, Any]) -> None:
    """What https://timeline.knightlab.com/docs/json-format.html asks of a document."""
    assert set(page) <= {"events", "title", "eras", "scale"}
    assert set(page["title"]["text"]) <= {"headline", "text"}
    ids = [slide["unique_id"] for slide in page["events"]]
    assert len(ids) == len(set(ids))
    for slide in page["events"]:
        assert set(slide) <= SLIDE
        assert set(slide["text"]) == {"headline", "text"}
        assert re.fullmatch(r"[\w-]+", slide["unique_id"])
        days = [first_day(slide[k]) for k in ("start_date", "end_date") if k in slide]
        assert "start_date" in slide
        assert days == sorted(days)


def first_day(told_of: dict[str, int]) -> date:
    """The first day of a date, which is a year, a month of a year, or a day of a month."""
    assert list(told_of) == list(DATE)[: len(told_of)]
    assert all(isinstance(v, DATE[k]) for k, v in told_of.items())
    return date(*[*told_of.values(), 1, 1][:3])


def slides(**facts: Any) -> list[dict[str, Any]]:
    """The slides of one article with one event."""
    view = told([{"published": "2031-09-09", "text": "Gates shut.", "events": [{"words": "shut", **facts}]}])
    page = timelinejs.document(view, timeline(view), "A story")
    sound(page)
    return page["events"]


def test_the_demo_story_is_a_timelinejs_document() -> None:
    found = timeline(DEMO)
    page = json.loads("\n".join(timelinejs.lines(DEMO, found, "Lantern")))
    sound(page)
    assert len(page["events"]) == len(found) - timelinejs.undrawn(found) == len(found) - 1
    assert "1 of no known day left out" in page["title"]["text"]["text"]
    mandate = next(s for s in page["events"] if "may last until" in s["text"]["text"])
    assert mandate["group"] == "commitments"
    assert mandate["text"]["headline"] == "mandate of Operation Lantern, Norvala (extended)"
    assert mandate["end_date"] == {"year": 2018, "month": 9, "day": 30}


MAY = {"year": 2031, "month": 5}
VAGUE = {
    "2031-05-14": {"start_date": {**MAY, "day": 14}},
    "2031-05": {"start_date": MAY},
    "2031": {"start_date": {"year": 2031}},
    "2031-05-01/2031-05-14": {
        "start_date": {**MAY, "day": 1},
        "end_date": {**MAY, "day": 14},
        "display_date": "2031-05-01 – 2031-05-14",
    },
    "../2031-05-14": {"start_date": {**MAY, "day": 14}, "display_date": "by 2031-05-14"},
}


@pytest.mark.parametrize(("when", "expected"), VAGUE.items())
def test_a_vague_date_stays_vague(when: str, expected: dict[str, Any]) -> None:
    (slide,) = slides(date=when)
    assert {k: v for k, v in slide.items() if "date" in k} == expected


def test_what_is_not_told_as_happened_says_so_and_what_has_no_day_is_left_out() -> None:
    assert slides(date="2031-05-14", factuality="planned")[0]["text"]["headline"].endswith("(planned)")
    assert slides() == []


def test_what_an_article_holds_is_text_there_and_no_markup() -> None:
    page = timelinejs.document(HOSTILE, timeline(HOSTILE), "<b>A story</b>")
    sound(page)
    written = json.dumps(page)
    assert "<script" not in written
    assert "<i>" not in written
    assert "&lt;script&gt;" in written
    assert page["title"]["text"]["headline"] == "&lt;b&gt;A story&lt;/b&gt;"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_every_date_is_sound(start: date, length: int) -> None:
    slides(date=f"{start}/{start + timedelta(days=length)}")
