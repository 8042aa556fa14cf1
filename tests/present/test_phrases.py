"""How days, numbers and lengths are said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from onrecord.model import Interval, Modifier, Quantity
from onrecord.present.dossier.phrases import days, length, number, quantity


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (Interval.day(date(2031, 2, 17)), "17 Feb 2031"),
        (Interval.month(2031, 12), "Dec 2031"),
        (Interval.year(2031), "2031"),
        (Interval(date(2031, 2, 3), date(2031, 2, 10)), "3–9 Feb 2031"),
        (Interval(date(2031, 9, 1), date(2031, 12, 1)), "Sep 2031 – Nov 2031"),
        (Interval(date(2031, 9, 3), date(2032, 1, 2)), "3 Sep 2031 – 1 Jan 2032"),
        (Interval(None, date(2031, 3, 1)), "by 28 Feb 2031"),
        (Interval(date(2031, 3, 1), None), "from 1 Mar 2031"),
        (Interval(None, None), "Not on record"),
        (None, "Not on record"),
    ],
)
def test_an_interval_is_said_as_narrowly_as_it_is_known(interval: Interval | None, said: str) -> None:
    assert days(interval) == said


def read(modifier: Modifier, value: str | None, low: str | None = None, high: str | None = None) -> Quantity:
    ends = [None if v is None else Decimal(v) for v in (value, low, high)]
    return Quantity(*ends, modifier, "as printed")


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (read(Modifier.EXACT, "1200"), "1,200"),
        (read(Modifier.EXACT, "0"), "0"),
        (read(Modifier.EXACT, "1.2E+6"), "1,200,000"),
        (read(Modifier.ABOUT, "2.50"), "about 2.50"),
        (read(Modifier.AT_MOST, "830", high="830"), "at most 830"),
        (read(Modifier.FEWER_THAN, None, high="300"), "fewer than 300"),
        (read(Modifier.MORE_THAN, None, low="300"), "more than 300"),
        (read(Modifier.RANGE, None, "500", "530"), "500 to 530"),
        (read(Modifier.ABOUT, None, "24"), "“as printed” (24 or more)"),
        (read(Modifier.ABOUT, None), "“as printed”"),
    ],
)
def test_a_number_keeps_what_its_words_make_of_it(held: Quantity, said: str) -> None:
    assert quantity(held) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [("1E+3", "1,000"), ("-0.5", "-0.5"), ("12345678.90", "12,345,678.90"), ("0.33333333", "0.333…")],
)
def test_decimals_stay_as_they_were_given(value: str, said: str) -> None:
    assert number(Decimal(value)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [("P2D", "2 days"), ("P1M", "1 month"), ("PT1M", "1 minute"), ("P1Y2M", "P1Y2M"), ("PXY", "PXY"), ("P1H", "P1H")],
)
def test_a_length_of_one_unit_is_said_in_words(value: str, said: str) -> None:
    assert length(value) == said
