"""What changed between two days of knowing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Kind, Verdict
from onrecord.query import Changes, NoDayError, NoSpanError, View, as_of, diff
from tellings import story, told

VOW = {"words": "mend the weir by May 1", "type": "vow", "actor": "Orsk", "due": "2031-05-01"}


def article(day: str | None, text: str, **more: Any) -> dict[str, Any]:
    return {"published": day, "text": text, **more}


def toll(number: int, **more: Any) -> dict[str, Any]:
    told_of = {"counts": "mules", "measure": "killed", "subject": "Tolm", "value": number}
    return {"words": f"{number} mules", **told_of, **more}


STORY = told(
    [
        article(
            "2031-03-01",
            "Orsk vowed to mend the weir by May 1. Ada Brill said that 4 mules had drowned.",
            commitments=[VOW],
            statements=[{"words": "4 mules had drowned", "by": "Ada Brill"}],
            figures=[toll(4, valid="2031-02-28")],
        ),
        article(
            "2031-04-01",
            "“The weir can wait,” Ivo Lund said. At Tolm, 9 mules drowned, the mill said.",
            publisher="Port Herald",
            statements=[{"words": "The weir can wait", "by": "Ivo Lund", "direct": True}],
            figures=[toll(9, valid="2031-02-28", by="mill")],
        ),
        article("2031-06-01", "Nothing is heard of the weir at Tolm.", publisher="The Weekly"),
        article(None, "An undated leaf has 7 mules.", figures=[toll(7)]),
    ]
)


def between(first: str, last: str) -> Changes:
    return diff(as_of(STORY, known=date.fromisoformat(last)), date.fromisoformat(first))


def words(found: Changes, kind: Kind) -> list[str]:
    return [e.anchors[0].exact for e in found.of(kind)]


def test_only_what_was_published_in_between_is_new() -> None:
    found = between("2031-03-15", "2031-04-15")
    assert [r.path for r in found.articles] == ["story/1.txt"]
    assert words(found, Kind.FIGURE) == ["9 mules"]
    assert words(found, Kind.ATTRIBUTION) == ["The weir can wait"]


def case(name: str) -> View:
    """A case of what is set against what."""
    return story(Path(__file__).parents[1] / "reconcile" / "agreement" / "cases.toml", name)


def test_a_new_conflict_is_told_and_an_old_one_not_again() -> None:
    view = case("who rejects a claim denies it")
    (found,) = diff(view, date(2031, 3, 4)).conflicts
    assert found.judgement.verdict is Verdict.DENIES
    assert diff(as_of(view, known=date(2031, 4, 1)), date(2031, 3, 5)).conflicts == ()


def test_a_number_that_a_later_one_revises_is_told() -> None:
    (found,) = diff(case("200 in March and 250 in June are no quarrel"), date(2031, 3, 31)).revised
    assert [e.anchors[0].exact for e in found.sides] == ["200 pickets", "250 pickets"]


@pytest.mark.parametrize(("last", "passed"), [("2031-05-01", 0), ("2031-05-02", 1), ("2031-06-15", 1)])
def test_a_deadline_passes_when_its_last_day_is_over(last: str, passed: int) -> None:
    found = between("2031-04-15", last)
    assert len(found.deadlines) == passed
    assert all(row.outcomes == () for row in found.deadlines)
    assert between("2031-05-02", "2031-06-15").deadlines == ()


def test_who_is_quoted_first_and_who_is_quoted_no_more() -> None:
    found = between("2031-03-15", "2031-04-15")
    assert [s.name for s in found.first] == ["Ivo Lund"]
    assert [s.name for s in found.last] == ["Ada Brill"]


def test_what_is_told_again_is_counted_and_not_listed() -> None:
    found = diff(case("more than and at least the same number agree, of two origins"), date(2031, 3, 3))
    assert (len(found.entries), found.again) == (1, 1)


def test_a_day_that_is_not_later_is_refused() -> None:
    with pytest.raises(NoSpanError, match="does not lie after"):
        between("2031-04-01", "2031-04-01")
    with pytest.raises(NoDayError, match="name the day"):
        diff(told([article(None, "Words.")]), date(2031, 1, 1))


def test_nothing_changed() -> None:
    assert between("2031-06-02", "2031-06-15").nothing
    assert not between("2031-05-15", "2031-06-15").nothing
