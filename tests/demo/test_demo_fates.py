"""The bundled story from its files: what became of its commitments, told as such with both citations."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.model import Entry
from onrecord.query import Commitments, Status

ARTICLES = Path(__file__).parents[2] / "src" / "onrecord" / "demo" / "articles"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Commitments:
    with onrecord.open(tmp_path_factory.mktemp("demo") / "story.db", create=True) as record:
        record.build(ARTICLES)
        return record.commitments()


def words(entry: Entry) -> str:
    return " ".join(" ".join(a.exact.split()) for a in entry.anchors)


@pytest.mark.parametrize(
    ("ends", "until"), [("2018-09-30", "March 31, 2019"), ("2019-03-31", "Dec. 31, 2019")], ids=["first", "second"]
)
def test_the_mandate_that_was_extended_twice(found: Commitments, ends: str, until: str) -> None:
    mandates = [r for r in found.of(Status.SETTLED) if str(r.deadline) == ends and "mandate" in r.body.type.value]
    (extended,) = [o for r in mandates for o in r.outcomes if o.fate == "extended" and until in words(o.teller)]
    assert extended.teller.revision != extended.told.revision
    assert until not in words(extended.told)


def test_the_deadline_that_lapsed_in_silence(found: Commitments) -> None:
    (bridge,) = [r for r in found.of(Status.OVERDUE) if str(r.deadline) == "2020-06-30"]
    assert "bridge at Tolm" in words(bridge.entry)
    assert bridge.outcomes == ()
