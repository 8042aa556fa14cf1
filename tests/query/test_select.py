from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from onrecord.model import (
    Anchor,
    Attribution,
    Credit,
    Entry,
    Evidence,
    Figure,
    Holder,
    Interval,
    Mode,
    Modifier,
    Published,
    Quantity,
    Revision,
    Source,
)
from onrecord.query import View, Wanted, select

TEXT = "The kiln stays lit, Mara Quill said. Some 40 potters agree."


def article(publisher: str, interval: Interval | None) -> Revision:
    published = Published(interval, ()) if interval else None
    return Revision(
        TEXT, (), f"{publisher}.txt", publisher=Credit(publisher, Evidence("sidecar", "")), published=published
    )


def entries(revision: Revision) -> list[Entry]:
    when = revision.published.interval if revision.published else None
    said = Attribution(Source("Mara Quill", "Quill", None, None), None, Mode.INDIRECT, None)
    number = Figure(
        Quantity(Decimal(40), None, None, Modifier.ABOUT, "Some 40"), "potters", "Kiln Street", "other", None
    )
    return [
        Entry(revision.id, said, (Anchor.of(TEXT, 0, 18),), "a/1", 1.0, published=when),
        Entry(revision.id, number, (Anchor.of(TEXT, 37, 53),), "f/1", 1.0, (Holder("the guild"),), when),
    ]


DAY = article("Courier", Interval.day(date(2020, 5, 4)))
YEAR = article("Herald", Interval.year(2020))
NEVER = article("Gazette", None)
VIEW = View((DAY, YEAR, NEVER), tuple(e for r in (DAY, YEAR, NEVER) for e in entries(r)), ())

CASES: list[tuple[Wanted, int, int]] = [
    (Wanted(), 6, 0),
    (Wanted(speaker="quill"), 3, 0),
    (Wanted(speaker="GUILD"), 3, 0),
    (Wanted(publisher="cour"), 2, 0),
    (Wanted(contains="kiln stays"), 3, 0),
    (Wanted(measure="other", counts="potter", subject="kiln"), 3, 0),
    (Wanted(measure="killed"), 0, 0),
    (Wanted(since=date(2020, 5, 4), until=date(2020, 5, 4)), 2, 4),
    (Wanted(since=date(2020, 1, 1)), 4, 2),
    (Wanted(until=date(2020, 12, 31)), 4, 2),
    (Wanted(until=date(2020, 12, 30)), 2, 4),
    (Wanted(since=date(2021, 1, 1)), 0, 2),
    (Wanted(until=date.max), 4, 2),
]


@pytest.mark.parametrize(("wanted", "found", "unsure"), CASES)
def test_what_is_found_is_sure_and_what_may_be_is_counted(wanted: Wanted, found: int, unsure: int) -> None:
    selected = select(VIEW, wanted)
    assert (len(selected.view.entries), selected.unsure) == (found, unsure)
