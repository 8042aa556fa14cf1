"""Events: what happens, to whom, where, when, how sure, and by whose word."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.extract.attributions import attributions
from onrecord.extract.events import EXTRACTOR, events
from onrecord.model import Draft, Event, Evidence, Interval, Published, Reading, Revision, Zone, ZoneType
from onrecord.packs import packs, read_pack
from onrecord.read import Reader

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
PUBLISHED = Published(Interval.day(date(2020, 6, 10)), (Evidence("sidecar", "given"),))


def reading(reader: Reader, text: str, published: Published | None = PUBLISHED) -> Reading:
    zones = (Zone(ZoneType.BODY, 0, len(text)),)
    return reader.read(Revision(text, zones, "story/article.txt", published=published))


def told(read: Reading) -> list[Draft]:
    return list(events(read, list(attributions(read)), packs()))


def interval(value: Interval | None) -> str:
    return f"{value.start or '..'}/{value.end or '..'}" if value else ""


def shown(draft: Draft) -> dict[str, Any]:
    body = draft.body
    assert isinstance(body, Event)
    return {
        "type": body.type,
        "words": draft.anchors[0].exact,
        "factuality": body.factuality.value,
        "date": interval(body.date),
        "dating": body.dating.value if body.dating else "",
        "who": [f"{p.name}/{p.role.value}" for p in body.participants],
        "place": body.place,
        "by": [h.name for h in draft.attributed_to],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_tells_each_event(reader: Reader, case: dict[str, Any]) -> None:
    found = [shown(d) for d in told(reading(reader, case["text"]))]
    assert [f["type"] for f in found] == [e["type"] for e in case["expect"]], found
    assert [{k: f[k] for k in e} for f, e in zip(found, case["expect"], strict=True)] == case["expect"]


def test_without_a_publication_a_time_dates_what_has_none(reader: Reader) -> None:
    text = "In 2014 parliament approved the mission.\n\nThen a camp was opened.\n\nLater the army sent 40 medics."
    found = [shown(d) for d in told(reading(reader, text, published=None))]
    assert [(f["type"], f["date"]) for f in found] == [
        ("statement-of-policy", "2014-01-01/2015-01-01"),
        ("opening", "2014-01-01/2015-01-01"),
        ("deployment", "2014-01-01/.."),
    ]


def test_the_pack_names_types_and_words(reader: Reader) -> None:
    pack = read_pack('name = "opera"\ntitle = "An opera"\n[[event]]\ntype = "premiere"\nverbs = ["stage"]', "opera")
    read = reading(reader, "The company staged two works in May. Two singers were killed.")
    (draft,) = events(read, [], pack)
    assert isinstance(draft.body, Event)
    assert (draft.body.type, draft.body.lemma, draft.extractor) == ("premiere", "stage", EXTRACTOR)


def test_a_claim_says_in_whose_words_it_stands(reader: Reader) -> None:
    read = reading(reader, "The mayor said rebels attacked the barracks on Sunday.")
    (statement,) = attributions(read)
    (draft,) = events(read, [statement], packs())
    assert isinstance(draft.body, Event)
    assert draft.body.within is not None
    assert draft.body.dated is not None
    assert draft.body.dated.text == "Sunday"


def test_a_heading_tells_no_event(reader: Reader) -> None:
    text = "Rebels attack barracks on Sunday\n\nIt rained."
    zones = (Zone(ZoneType.TITLE, 0, 32), Zone(ZoneType.BODY, 34, len(text)))
    read = reader.read(Revision(text, zones, "story/article.txt", published=PUBLISHED))
    assert told(read) == []


WORDS = (
    "the army was killed attacked in May will not withdraw troops said Renner , . “ ” to extend mission until "
    "Friday a letter sent by after when if no talks were held planned of 200 2014 opened hospital"
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(sorted(set(WORDS.split()))), max_size=40))
def test_any_words_are_told_the_same_way_twice_and_rest_on_the_text(reader: Reader, words: list[str]) -> None:
    text = " ".join(words)
    read = reading(reader, text)
    found = told(read)
    assert found == told(read)
    for draft in found:
        assert isinstance(draft.body, Event)
        assert all(text[a.start : a.end] == a.exact for a in draft.anchors)
        dated = draft.body.dated
        assert dated is None or text[dated.start : dated.end] == dated.text
