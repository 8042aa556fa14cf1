"""When an article appeared: as narrow as the evidence, no narrower, and every contradiction told."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Interval, Severity

Reader = Callable[..., Any]
CASES = tomllib.loads(Path(__file__).with_name("published.toml").read_text("utf-8"))["case"]
PLAIN = "The bridge over the Sund opened on Monday after nine years of work."


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.get("name", c["text"][:40]))
def test_signs_in_the_text(read: Reader, case: dict[str, Any]) -> None:
    found = read(case["text"])
    published = found.one.published
    assert (str(published.interval) if published else "") == case["interval"]
    assert [e.kind for e in published.evidence] if published else case["kinds"] == []
    assert ("no-publication-date" in found.codes) == (not case["interval"])
    for evidence in published.evidence if published else ():
        assert evidence.anchor.holds_in(found.one.text)


ADDRESSES = {
    "https://example.org/2017/06/05/bridge/": "2017-06-05",
    "https://example.org/news/2017/jun/05/bridge": "2017-06-05",
    "https://example.org/2017/06/bridge": "2017-06-01/2017-06-30",
    "https://example.org/bridge-20170605/": "2017-06-05",
    "https://example.org/2017-06-05-bridge.html": "2017-06-05",
    "https://example.org/article/20991/5558676": "",
    "https://example.org/2017/13/05/": "",
}


@pytest.mark.parametrize(("address", "interval"), ADDRESSES.items())
def test_the_address(read: Reader, address: str, interval: str) -> None:
    published = read(PLAIN, sidecar=json.dumps({"url": address})).one.published
    assert (str(published.interval) if published else "") == interval
    assert not published or [e.kind for e in published.evidence] == ["address"]


def test_evidence_that_agrees_narrows(read: Reader) -> None:
    found = read(
        f"{PLAIN}\n\nThe yard closed in May 2017.", sidecar='{"published": "2017", "url": "https://x.org/2017/06/a"}'
    )
    assert found.one.published.interval == Interval.month(2017, 6)
    assert [e.kind for e in found.one.published.evidence] == ["sidecar", "address"]
    assert not found.findings


def test_evidence_that_contradicts_is_told_and_the_stronger_kept(read: Reader) -> None:
    text = f"{PLAIN}\n\nThe yard closed in May 2019.\n\nCopyright Sund Courier Ltd., 2015"
    found = read(text, sidecar='{"published": "2017-06-05", "url": "https://x.org/2018/06/05/a"}')
    assert found.one.published.interval == Interval.day(date(2017, 6, 5))
    (fault,) = found.findings
    assert (fault.code, fault.severity) == ("published-conflict", Severity.WARNING)
    assert "2018-06-05" in fault.message
    assert "May 2019" in fault.message
    assert [a.exact for a in fault.anchors] == ["May 2019"]


def test_a_day_beside_the_day_is_a_time_zone_and_no_conflict(read: Reader) -> None:
    found = read(PLAIN, sidecar='{"published": "2017-06-06", "url": "https://x.org/2017/06/05/a"}')
    assert found.one.published.interval == Interval.day(date(2017, 6, 6))
    assert not found.findings
