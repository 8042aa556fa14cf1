"""The sidecar wins over what is guessed; what is wrong in it is told and costs no article."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from onrecord.model import Interval, Severity

Reader = Callable[..., Any]
TEXT = """Bridge opens over the Sund

By Ann Bell
Published March 4, 2019

The new bridge over the Sund opened on Monday, and the ferry made its last crossing at noon.
"""


def test_its_values_win(read: Reader) -> None:
    sidecar = {
        "url": "https://news.example.org/2019/03/05/bridge/?utm_source=x&id=7#top",
        "publisher": "Sund Courier",
        "published": "2019-03-05",
        "title": "The bridge",
        "byline": ["Carl Dorn", "Eva Ford"],
        "wire": "Reuters",
        "origin": "a shelf",
    }
    found = read(TEXT, sidecar=json.dumps(sidecar))
    revision = found.one
    assert revision.address == "https://news.example.org/2019/03/05/bridge/?id=7"
    assert revision.publisher.value == "Sund Courier"
    assert revision.title.value == "The bridge"
    assert [c.value for c in revision.byline] == ["Carl Dorn", "Eva Ford"]
    assert revision.wire.value == "Reuters"
    assert {c.evidence.kind for c in (revision.publisher, revision.title, revision.wire, *revision.byline)} == {
        "sidecar"
    }
    assert revision.published.interval == Interval.day(date(2019, 3, 5))
    assert not found.findings


def test_it_may_also_be_named_for_the_whole_file(read: Reader) -> None:
    read("{}", name="a.txt.meta.json")
    read('{"publisher": "Sund Courier"}', name="a.txt.meta.json")
    assert read(TEXT).one.publisher.value == "Sund Courier"


WHEN = {
    "2019": Interval(date(2019, 1, 1), date(2020, 1, 1)),
    "2019-03": Interval(date(2019, 3, 1), date(2019, 4, 1)),
    "2019-03-04": Interval(date(2019, 3, 4), date(2019, 3, 5)),
    "2019-03-04T23:10:00-05:00": Interval(date(2019, 3, 4), date(2019, 3, 5)),
    "2018-10/2019-03": Interval(date(2018, 10, 1), date(2019, 4, 1)),
    "2019-03-01/..": Interval(date(2019, 3, 1), None),
    "../2019-03-10": Interval(None, date(2019, 3, 11)),
}


@pytest.mark.parametrize(("value", "interval"), WHEN.items())
def test_published_may_be_as_vague_as_it_is_known(read: Reader, value: str, interval: Interval) -> None:
    found = read("Words without a date in them.", sidecar=json.dumps({"published": value}))
    assert found.one.published.interval == interval
    assert not found.findings


WRONG = {
    "a day that is none": ({"published": "2019-02-30"}, '"published"'),
    "a date in words": ({"published": "last spring"}, '"published"'),
    "a reversed interval": ({"published": "2019-05/2019-03"}, '"published"'),
    "an interval open at both ends": ({"published": "../.."}, '"published"'),
    "a number that is no year": ({"published": 7}, '"published"'),
    "a flag": ({"published": True}, '"published"'),
    "a list for a name": ({"publisher": ["x"]}, '"publisher"'),
    "an empty title": ({"title": " "}, '"title"'),
    "no address": ({"url": "sund courier, page 4"}, '"url"'),
    "a byline of numbers": ({"byline": [1, 2]}, '"byline"'),
}


@pytest.mark.parametrize(("values", "key"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_value_is_told_with_file_and_key(read: Reader, values: dict[str, Any], key: str) -> None:
    found = read(TEXT, sidecar=json.dumps(values))
    (fault,) = [f for f in found.findings if f.code == "bad-sidecar"]
    assert fault.severity is Severity.WARNING
    assert fault.path == "story/a.meta.json"
    assert key in fault.message
    assert found.one.published.interval == Interval.day(date(2019, 3, 4))
    assert [c.value for c in found.one.byline] == ["Ann Bell"]


@pytest.mark.parametrize("content", ["{", "[]", "7", "", b"\xff\xff\x00", '{"url": }'])
def test_a_broken_sidecar_costs_no_article(read: Reader, content: str | bytes) -> None:
    found = read(TEXT, sidecar=content)
    assert found.one.title.value == "Bridge opens over the Sund"
    assert found.codes == ["bad-sidecar"]
    assert "story/a.meta.json" in found.findings[0].message


def test_an_unknown_key_is_noted(read: Reader) -> None:
    found = read(TEXT, sidecar='{"Publisher": "Sund Courier", "\\ud800": 1}')
    assert [(f.code, f.severity) for f in found.findings] == [("unknown-key", Severity.NOTE)] * 2
    assert '"Publisher"' in found.findings[0].message
