"""The days that a question names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.query import QuestionError
from onrecord.query.asking.times import times


@pytest.mark.parametrize(
    ("question", "days", "role"),
    [
        ("How many were there in June 2017?", "2017-06-01/2017-06-30", "in"),
        ("How many were there (mid-2017)?", "2017-05-01/2017-08-31", "in"),
        ("What stood as of 6 January 2020?", "2020-01-06", "by"),
        ("Who had left by the end of 2021?", "2021-12-01/2021-12-31", "by"),
        ("Was it extended beyond March 31, 2021?", "2021-03-31", "beyond"),
        ("What was on record on 6 Jan. 2020 about the mission?", "2020-01-06", "known"),
        ("What happened since the summer of 2019?", "2019-06-01/2019-08-31", "since"),
        ("How many were killed since 2003?", "2003-01-01/2003-12-31", "since"),
        ("How many left in the year before February 2021?", "2020-03-01/2021-02-28", "in"),
        ("What happened in the six months after 3 May 2019?", "2019-05-03/2019-11-02", "in"),
        ("The raid of 2021-02-15", "2021-02-15", "in"),
        ("How many before 2018?", "2018-01-01/2018-12-31", "before"),
    ],
)
def test_a_time_is_read_with_what_is_wanted_of_it(question: str, days: str, role: str) -> None:
    (found,) = times(question)
    assert (str(found.days), found.role.value) == (days, role)


def test_two_times_are_a_from_and_a_to() -> None:
    first, last = times("Did it change between March 2018 and 2020?")
    assert (first.role.value, last.role.value) == ("from", "to")
    assert (str(first.days), str(last.days)) == ("2018-03-01/2018-03-31", "2020-01-01/2020-12-31")


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("How did it grow from the end of April to 16 June 2009?", ["2009-04-21/2009-04-30", "2009-06-16"]),
        ("Did it go up between April and August 2018?", ["2018-04-01/2018-04-30", "2018-08-01/2018-08-31"]),
        ("What was so on May 3 and on 5 June 2019?", ["2019-05-03", "2019-06-05"]),
        ("What may they do in April?", []),
    ],
)
def test_a_month_without_a_year_is_of_the_year_beside_it(question: str, days: list[str]) -> None:
    assert [str(w.days) for w in times(question)] == days


@pytest.mark.parametrize("question", ["Who spoke on 31 February 2021?", "What was so on 2021-13-01?"])
def test_a_day_that_is_none_is_told(question: str) -> None:
    with pytest.raises(QuestionError, match="there is no day"):
        times(question)


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
def test_any_day_is_read_in_every_usual_form(day: date) -> None:
    for text in (f"{day:%Y-%m-%d}", f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"):
        (found,) = times(f"How many were there on {text}?")
        assert found.days.is_day
        assert found.days.start == day


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_times(text: str) -> None:
    try:
        found = times(text)
    except QuestionError:
        return
    assert all(0 <= w.start < w.end <= len(text) for w in found)
