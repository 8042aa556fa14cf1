"""Commitments: what binds whom, until when, by whose word."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.extract.attributions import attributions
from onrecord.extract.commitments import commitments
from onrecord.extract.figures import figures
from onrecord.model import (
    Commitment,
    CommitmentType,
    Draft,
    Evidence,
    Interval,
    Kind,
    Published,
    Reading,
    Revision,
    Zone,
    ZoneType,
    entry_id,
)
from onrecord.packs import lexicon, packs
from onrecord.read import Reader

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
PUBLISHED = Published(Interval.day(date(2020, 6, 10)), (Evidence("sidecar", "given"),))
TEXTS = sorted((Path(onrecord.__file__).parent / "demo/articles").glob("*.txt"))
SIBLINGS = Path(__file__).parents[1]
SENTENCES = [
    case["text"]
    for folder in ("attributions", "figures", "commitments")
    for table in tomllib.loads((SIBLINGS / folder / "cases.toml").read_text("utf-8")).values()
    for case in table
]


def reading(
    reader: Reader, text: str, zones: tuple[Zone, ...] = (), published: Published | None = PUBLISHED
) -> Reading:
    revision = Revision(text, zones or (Zone(ZoneType.BODY, 0, len(text)),), "story/article.txt", published=published)
    return reader.read(revision)


def found(read: Reading) -> list[Draft]:
    told = list(attributions(read))
    return list(commitments(read, told, list(figures(read, told, packs())), packs()))


def shown(draft: Draft) -> dict[str, object]:
    body = draft.body
    assert isinstance(body, Commitment)
    return {
        "anchor": draft.anchors[0].exact,
        "type": body.type.value,
        "strength": body.strength.value,
        "state": body.state.value,
        "actor": body.actor or "",
        "authority": body.authority,
        "action": body.action,
        "due": str(body.due) if body.due else "",
        "start": str(body.start) if body.start else "",
        "dated": body.dated.text if body.dated else "",
        "cap": str(body.cap),
        "counts": body.counts,
        "negated": body.negated,
        "condition": body.condition,
        "by": [h.name for h in draft.attributed_to],
    }


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else []
    return pytest.param(case, id=case["text"][:60], marks=marks)


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_extracts_each_commitment(case: dict, reader: Reader) -> None:
    told = [shown(d) for d in found(reading(reader, case["text"]))]
    assert len(told) == len(case["expect"]), [t["anchor"] for t in told]
    for mine, expected in zip(told, case["expect"], strict=True):
        assert {key: mine[key] for key in expected} == expected


def holds(draft: Draft, read: Reading) -> bool:
    body = draft.body
    assert isinstance(body, Commitment)
    dated = body.dated is None or read.text[body.dated.start : body.dated.end] == body.dated.text
    anchored = all(a.holds_in(read.text) and read.parse.in_body(a.start) for a in draft.anchors)
    return dated and anchored and 0 < draft.confidence <= 1 and bool(body.action)


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_anchors_hold_in_articles_and_reading_twice_gives_the_same(path: Path, reader: Reader) -> None:
    read = reading(reader, path.read_text("utf-8"))
    drafts = found(read)
    assert all(holds(d, read) for d in drafts)
    assert drafts == found(read)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(SENTENCES) | st.text(max_size=30), min_size=1, max_size=4))
def test_never_raises_and_anchors_hold_on_any_mixture(reader: Reader, parts: list[str]) -> None:
    read = reading(reader, " ".join(parts))
    assert all(holds(d, read) for d in found(read))


@pytest.mark.parametrize("text", [c["text"] for c in CASES[:12]])
def test_an_article_without_a_date_still_has_its_commitments(text: str, reader: Reader) -> None:
    read = reading(reader, text, published=None)
    assert all(holds(d, read) for d in found(read))


def test_only_the_body_holds_commitments(reader: Reader) -> None:
    text = "Ministry vows to rebuild dam\n\nThe ministry vowed to rebuild the dam.\n"
    read = reading(reader, text, (Zone(ZoneType.TITLE, 0, 28), Zone(ZoneType.BODY, 30, len(text))))
    assert [d.anchors[0].exact for d in found(read)] == ["vowed to rebuild the dam"]


def test_a_commitment_in_somebodys_words_points_to_them(reader: Reader) -> None:
    read = reading(reader, "The mayor said that he would rebuild the bridge.")
    statements = list(attributions(read))
    (draft,) = found(read)
    assert isinstance(draft.body, Commitment)
    (held,) = statements
    assert draft.body.within == entry_id(read.revision, Kind.ATTRIBUTION, [a.span for a in held.anchors])
    assert draft.kind is Kind.COMMITMENT


def test_the_packs_name_what_is_read(reader: Reader) -> None:
    """Without a pack's nouns of mandates, a lockdown is none."""
    read = reading(reader, "The lockdown lasts until July 5.")
    assert [d.body.type for d in found(read)] == [CommitmentType.MANDATE]
    assert list(commitments(read, [], [], packs(("military-mission",)))) == []


def test_capitals_stand_for_countries_that_are_known() -> None:
    known = {table["name"] for table in lexicon("countries")["country"]}
    assert set(lexicon("commitments")["capitals"]) <= known


def test_every_construction_has_its_count() -> None:
    counted = lexicon("commitments")["confidence"]
    assert all(0 <= right <= seen for right, seen in counted.values())
