from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Interval

days = st.one_of(st.none(), st.dates())


@st.composite
def intervals(draw):
    start, end = draw(days), draw(days)
    if start and end and start >= end:
        start, end = (end, start) if end < start else (start, None)
    return Interval(start, end)


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="must hold a day"):
        Interval(date(2021, 2, 17), date(2021, 2, 17))


def test_month_and_year() -> None:
    assert str(Interval.month(2020, 2)) == "2020-02-01/2020-02-29"
    assert str(Interval.year(2019)) == "2019-01-01/2019-12-31"
    assert str(Interval.day(date(2019, 5, 4))) == "2019-05-04"
    assert str(Interval(None, date(2019, 5, 4))) == "../2019-05-03"


@given(intervals(), intervals(), st.dates())
def test_a_day_is_in_the_intersection_when_it_is_in_both(one, other, day) -> None:
    both = one.intersection(other)
    assert (day in one and day in other) == (both is not None and day in both)
    assert (both is not None) == one.meets(other) == other.meets(one)


@given(intervals(), intervals(), st.dates())
def test_within_means_every_day(one, other, day) -> None:
    if one.within(other) and day in one:
        assert day in other


@given(st.dates(max_value=date.max - timedelta(days=1)))
def test_a_day_is_one_day(day) -> None:
    assert Interval.day(day).is_day
    assert day in Interval.day(day)
    assert day + timedelta(days=1) not in Interval.day(day)
