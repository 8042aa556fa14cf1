"""Figures of one time are all looked at, though those of other times are passed over unseen."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Figure, Interval, Modifier, Quantity
from onrecord.reconcile.agreement.clashes import _Dated
from onrecord.reconcile.agreement.counts import Count
from onrecord.reconcile.agreement.origins import Whence
from onrecord.reconcile.agreement.sizes import at_one_time

FIRST = date(2031, 3, 1)
DAYS = st.tuples(st.integers(0, 40), st.integers(1, 12) | st.none())
GROUPS = st.tuples(st.sampled_from(["killed", "deployed"]), *[st.lists(DAYS, min_size=1, max_size=5)] * 2)


def counted(measure: str, first: int, many: int | None) -> Count:
    start = FIRST + timedelta(days=first)
    when = Interval(start, None if many is None else start + timedelta(days=many))
    body = Figure(Quantity(None, None, None, Modifier.EXACT, "some"), "miners", None, measure, when)
    return Count(
        id=f"{first} {many}",
        whence=Whence("text", "article"),
        published=None,
        confidence=0.9,
        body=body,
        thing=(measure, "miner"),
        sure=frozenset(),
        subject=None,
        mission=None,
        place=None,
        when=when,
        speakers=frozenset(),
        voice="narrator",
        sentence="Some miners.",
        span=(0, 12),
        denied=False,
    )


@given(GROUPS)
def test_all_of_one_time_are_beside_each_other(given: tuple[str, list[tuple], list[tuple]]) -> None:
    measure, *days = given
    one, other = ([counted(measure, *d) for d in held] for held in days)
    every = [(a, b) for a in one for b in other]
    found = list(_Dated.of(one).beside(_Dated.of(other)))
    assert [p for p in every if p in found] == found
    assert all(p in found for p in every if at_one_time(*p))
