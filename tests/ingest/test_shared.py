"""The real articles beside the repository, where they are: nothing of them is kept here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from onrecord.ingest import Given, given, revisions
from onrecord.model import Finding, Interval, Revision, ZoneType

SHARED = Path(os.environ.get("ONRECORD_SHARED") or Path(__file__).parents[3] / "shared")
pytestmark = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="no ../shared beside the repository")

TRUTH = {
    "000": Interval.day(date(2017, 6, 5)),
    "001": Interval(date(2016, 11, 17), date(2017, 1, 1)),
    "002": Interval.day(date(2020, 2, 7)),
    "003": Interval.day(date(2021, 2, 17)),
    "004": Interval.day(date(2020, 1, 6)),
}


def read(folder: Path) -> Iterator[Revision]:
    for found in given([folder]):
        if isinstance(found, Given) and found.file.suffix == ".txt":
            yield from (r for r in revisions(found) if isinstance(r, Revision))


def test_with_sidecars_each_seed_is_dated_as_it_was() -> None:
    found = {r.path.split("/")[1][:3]: r.published for r in read(SHARED / "seeds")}
    assert found.keys() == TRUTH.keys()
    for name, published in found.items():
        assert published
        assert TRUTH[name].within(published.interval)
        assert published.interval == TRUTH[name] or name == "001"
        assert published.evidence


def test_without_sidecars_the_bounds_hold_the_truth(tmp_path: Path) -> None:
    for file in sorted((SHARED / "seeds").glob("*.txt")):
        shutil.copy(file, tmp_path)
    found = {r.path.split("/")[1][:3]: r.published for r in read(tmp_path)}
    for name, published in found.items():
        assert published
        assert TRUTH[name].within(published.interval)
        assert published.interval != Interval(None, None)
    assert found["003"]
    assert found["003"].interval == TRUTH["003"]


@pytest.mark.parametrize("folder", ["seeds", "gold", "bench/tbaq", "bench/polnear-dev"])
def test_zones_part_every_text(folder: str) -> None:
    count = 0
    for revision in read(SHARED / folder):
        count += 1
        at = 0
        for zone in revision.zones:
            assert not revision.text[at : zone.start].strip()
            assert revision.text[zone.start : zone.end].strip()
            at = zone.end
        assert not revision.text[at:].strip()
        assert any(z.type is ZoneType.BODY for z in revision.zones), revision.path
    assert count


def test_no_text_there_is_a_fault() -> None:
    faults = [f for f in given([SHARED / "seeds"]) if isinstance(f, Finding)]
    assert not faults
