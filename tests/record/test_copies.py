from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import revisions

from onrecord.model import Credit, Evidence, Interval, Published, Revision
from onrecord.record.copies import Metadata, disagreements, standing


@given(st.lists(revisions(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_what_stands_does_not_depend_on_order_or_repetition(found: list[Revision], chance: object) -> None:
    copies = [Metadata.of(r) for r in found]
    there = standing(copies)
    chance.shuffle(copies)  # type: ignore[attr-defined]
    assert standing(copies) == there
    assert standing([*copies, *copies]) == there
    assert standing([there, there]) == there


def credit(name: str, kind: str) -> Credit:
    return Credit(name, Evidence(kind, kind))


CASES = [
    ("publisher", credit("Zeta", "sidecar"), credit("Alpha", "metadata")),
    ("publisher", credit("Alpha", "metadata"), None),
    ("byline", (credit("A. B.", "byline"), credit("C. D.", "byline")), (credit("A. B.", "byline"),)),
    (
        "published",
        Published(Interval.day(date(2020, 2, 1)), (Evidence("metadata", ""),)),
        Published(Interval.month(2020, 2), (Evidence("metadata", ""),)),
    ),
    (
        "published",
        Published(Interval.month(2020, 2), (Evidence("sidecar", ""),)),
        Published(Interval.day(date(2020, 2, 1)), (Evidence("bound", ""),)),
    ),
]


@pytest.mark.parametrize(("fact", "stronger", "weaker"), CASES)
def test_the_stronger_evidence_stands(fact: str, stronger: object, weaker: object) -> None:
    copies = [replace(Metadata(), **{fact: weaker}), replace(Metadata(), **{fact: stronger})]
    assert getattr(standing(copies), fact) == stronger


def test_copies_that_differ_on_the_publisher_are_told_with_their_paths() -> None:
    one, two = Metadata(publisher=credit("Courier", "sidecar")), Metadata(publisher=credit("Herald", "sidecar"))
    (told,) = disagreements("r", [("b.txt", two), ("a.txt", one)])
    assert told.code == "copies-disagree"
    assert "a.txt: Courier; b.txt: Herald" in told.message
    assert list(disagreements("r", [("a.txt", one), ("b.txt", one), ("c.txt", Metadata())])) == []
