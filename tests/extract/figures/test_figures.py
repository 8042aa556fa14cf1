"""Figures: what is counted, whose, which measure, when, and by whose count."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.extract.attributions import attributions
from onrecord.extract.figures import figures
from onrecord.model import (
    Anchor,
    Attribution,
    Draft,
    Evidence,
    Factuality,
    Figure,
    Holder,
    Interval,
    Kind,
    Mode,
    Published,
    Reading,
    Revision,
    Source,
    Zone,
    ZoneType,
    entry_id,
)
from onrecord.packs import packs
from onrecord.read import Reader
from onrecord.read.numbers import numbers

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
PUBLISHED = Published(Interval.day(date(2020, 6, 10)), (Evidence("sidecar", "given"),))


def reading(reader: Reader, text: str, zones: tuple[Zone, ...] = ()) -> Reading:
    revision = Revision(text, zones or (Zone(ZoneType.BODY, 0, len(text)),), "story/article.txt", published=PUBLISHED)
    read = reader.read(revision)
    return replace(read, numbers=numbers(read.parse, read.timexes))


def interval(value: Interval | None) -> str:
    return f"{value.start or '..'}/{value.end or '..'}" if value else ""


def shown(draft: Draft) -> dict[str, object]:
    body = draft.body
    assert isinstance(body, Figure)
    quantity = body.quantity
    return {
        "anchor": draft.anchors[0].exact,
        "value": str(quantity.value),
        "low": str(quantity.low),
        "high": str(quantity.high),
        "modifier": quantity.modifier.value,
        "counts": body.counts,
        "subject": body.subject or "",
        "measure": body.measure,
        "place": body.place or "",
        "mission": body.mission or "",
        "valid": interval(body.valid),
        "excludes": body.excludes,
        "part_of": body.part_of,
        "increment": body.increment,
        "by": [h.name for h in draft.attributed_to],
    }


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else []
    return pytest.param(case, id=case["text"][:60], marks=marks)


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_extracts_each_figure(case: dict, reader: Reader) -> None:
    read = reading(reader, case["text"])
    found = [shown(d) for d in figures(read, list(attributions(read)), packs())]
    assert [f["anchor"] for f in found] == [e["anchor"] for e in case["expect"]]
    for told, expected in zip(found, case["expect"], strict=True):
        assert {key: told[key] for key in expected} == expected


@pytest.mark.parametrize("case", [marked({"text": c["text"]}) for c in CASES])
def test_anchors_hold_in_the_text(case: dict, reader: Reader) -> None:
    read = reading(reader, case["text"])
    for draft in figures(read, (), packs()):
        assert all(anchor.holds_in(read.text) for anchor in draft.anchors)
        assert 0 < draft.confidence <= 1


@pytest.mark.parametrize("zone", [ZoneType.TITLE, ZoneType.CAPTION])
def test_only_the_body_holds_figures(zone: ZoneType, reader: Reader) -> None:
    text = "Storm kills 12 people\n\nThe storm killed 14 people.\n"
    read = reading(reader, text, (Zone(zone, 0, 21), Zone(ZoneType.BODY, 23, len(text))))
    assert [d.anchors[0].exact for d in figures(read, (), packs())] == ["14 people"]


def test_the_nearest_statement_gives_the_whole_chain(reader: Reader) -> None:
    text = "The paper wrote that the clinic had treated 40 patients."
    read = reading(reader, text)
    spans = ((text.index("the clinic"), len(text) - 1), (text.index("40"), len(text) - 1))
    outer, inner = (
        Draft(
            Attribution(Source(name, name, None, None), None, Mode.INDIRECT, None, Factuality.ASSERTED),
            (Anchor.of(text, *span),),
            "test/1",
            1.0,
            chain,
        )
        for name, span, chain in zip(
            ("The Larkhaven Post", "Mara Delvin"), spans, ((), (Holder("The Larkhaven Post"),)), strict=True
        )
    )
    (draft,) = figures(read, [outer, inner], packs())
    assert [h.name for h in draft.attributed_to] == ["The Larkhaven Post", "Mara Delvin"]
    assert isinstance(draft.body, Figure)
    assert draft.body.within == entry_id(read.revision, Kind.ATTRIBUTION, [spans[1]])


def test_the_same_reading_gives_the_same_figures(reader: Reader) -> None:
    read = reading(reader, "Norvald has 600 troops and 12 tanks in Kessaria.")
    assert list(figures(read, (), packs())) == list(figures(read, (), packs()))
