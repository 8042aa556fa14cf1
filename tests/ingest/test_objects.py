"""Articles as JSON objects, in the shapes that the usual scrapers write."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from onrecord.model import Interval, Severity

Reader = Callable[..., Any]
TEXT = "The new bridge over the Sund opened on Monday, nine years after the first pier was sunk.\n\nThe ferry was sold."
SHAPES: dict[str, dict[str, Any]] = {
    "news-please": {
        "maintext": TEXT,
        "title": "Bridge opens",
        "url": "https://sund.example.org/bridge",
        "date_publish": "2019-03-04 18:00:00",
        "date_modify": "2019-03-09 08:00:00",
        "authors": ["Ann Bell"],
        "source_domain": "sund.example.org",
        "language": "en",
    },
    "trafilatura": {
        "text": TEXT,
        "raw_text": "Bridge opens",
        "title": "Bridge opens",
        "source": "https://sund.example.org/bridge",
        "date": "2019-03-04",
        "author": "Ann Bell",
        "hostname": "sund.example.org",
        "sitename": None,
    },
    "fundus": {
        "plain_text": TEXT,
        "title": "Bridge opens",
        "authors": ["Ann Bell"],
        "publishing_date": "2019-03-04T18:00:00+01:00",
        "html": {"requested_url": "https://sund.example.org/bridge"},
        "publisher": "sund.example.org",
        "lang": "en",
    },
    "a nested body": {
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": TEXT.split("\n\n")}]},
        "headline": "Bridge opens",
        "link": "https://sund.example.org/bridge",
        "published": "4 March 2019",
        "byline": {"name": "By Ann Bell"},
        "publisher": {"name": "sund.example.org"},
    },
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_gives_the_same_article(read: Reader, shape: dict[str, Any]) -> None:
    found = read(json.dumps(shape), "a.json")
    revision = found.one
    assert revision.text == TEXT
    assert revision.path == "story/a.json"
    assert revision.title.value == "Bridge opens"
    assert revision.address == "https://sund.example.org/bridge"
    assert revision.publisher.value == "sund.example.org"
    assert [c.value for c in revision.byline] == ["Ann Bell"]
    assert revision.published.interval == Interval.day(date(2019, 3, 4))
    assert revision.language == "en"
    assert not found.findings


def test_bad_lines_are_told_by_number_and_the_rest_goes_on(read: Reader) -> None:
    good = json.dumps({"text": TEXT, "title": "Bridge opens"})
    lines = [
        good,
        "{broken",
        "",
        "[1]",
        '{"title": "no text"}',
        '{"text": "\\ud800 a lone surrogate"}',
        good.replace("Monday", "Tuesday"),
    ]
    found = read("\n".join(lines), "a.jsonl")
    assert [r.path for r in found.revisions] == ["story/a.jsonl#1", "story/a.jsonl#7"]
    bad = [(f.code, f.path) for f in found.findings if f.severity is not Severity.NOTE]
    assert bad == [
        ("bad-json", "story/a.jsonl#2"),
        ("no-article-text", "story/a.jsonl#4"),
        ("no-article-text", "story/a.jsonl#5"),
        ("binary-file", "story/a.jsonl#6"),
    ]
    assert all("story/a.jsonl" in f.message for f in found.findings)


def test_a_list_in_one_file(read: Reader) -> None:
    found = read(
        json.dumps([{"text": TEXT}, {"text": TEXT + "\n\nIt rained."}]),
        "a.json",
        sidecar='{"publisher": "Sund Courier"}',
    )
    assert [r.path for r in found.revisions] == ["story/a.json#1", "story/a.json#2"]
    assert {r.publisher.value for r in found.revisions} == {"Sund Courier"}


@pytest.mark.parametrize("content", ["{", "nonsense", '{"a": 1', "[" * 100_000])
def test_broken_json_is_an_error(read: Reader, content: str) -> None:
    found = read(content, "a.json")
    assert [(f.code, f.severity) for f in found.findings] == [("bad-json", Severity.ERROR)]
    assert "story/a.json" in found.findings[0].message


def test_values_of_wrong_types_are_passed_over(read: Reader) -> None:
    odd = {
        "text": TEXT,
        "title": 7,
        "authors": [None, 3, "none"],
        "url": {"a": 1},
        "date": ["x"],
        "publisher": [],
        "lang": 5,
    }
    revision = read(json.dumps(odd), "a.json").one
    assert (revision.title, revision.byline, revision.address, revision.publisher) == (None, (), None, None)
