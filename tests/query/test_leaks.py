"""Nothing that was published later leaks: a view known by a day is a record of the articles of then, byte for byte."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from onrecord.model import Credit, Evidence, Interval, Published, Revision, Zone, ZoneType
from onrecord.query import (
    Disputed,
    View,
    as_of,
    ask,
    board,
    brief,
    commitments,
    conflicts,
    copies,
    copy_rows,
    diff,
    entities,
    lines,
    load,
    rows,
    sources,
    timeline,
)
from onrecord.run import Stages
from retelling import Telling

sys.path.insert(0, str(Path(__file__).parents[1] / "run"))

import fakes

ROOT = Path(__file__).parents[2]
STORIES = {
    "lantern": ROOT / "src" / "onrecord" / "demo" / "articles",
    "beacon": ROOT / "tests" / "demo" / "beacon" / "articles",
}
DAYS = st.dates(date(2018, 1, 1), date(2023, 12, 31))


@pytest.fixture(scope="module", params=STORIES)
def telling(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Telling:
    return Telling(STORIES[request.param], tmp_path_factory.mktemp(request.param))


QUESTIONS = st.sampled_from(
    [
        "How many soldiers are in the valley?",
        "How many people died in the flood?",
        "How many people died when the ferry capsized?",
        "Who commands Operation Lantern?",
        "Who commands Operation Beacon?",
        "When does the mandate end?",
        "What changed in the number of soldiers?",
        "Who said that the soldiers do not guard convoys?",
        "Was the mission extended?",
        "How much did the mission cost?",
        "Which sources disagree about how many people died?",
    ]
)


def export(view: View) -> list[str]:
    return list(lines(view, Path("story.db")))


def shown(view: View, on: date) -> dict[str, Any]:
    """All that is made of a view, on a day."""
    then = as_of(view, on=on)
    return {
        "board": board(then),
        "brief": brief(then).sections,
        "figures": rows(then),
        "timeline": timeline(then),
        "commitments": commitments(then),
        "conflicts": conflicts(then, Disputed(every=True)),
        "all conflicts": conflicts(view, Disputed(every=True)),
        "copies": copy_rows(copies(view)),
        "sources": sources(view),
        "entities": entities(view),
    }


@settings(max_examples=12, deadline=None)
@given(known=DAYS, on=DAYS)
def test_a_view_is_a_record_of_what_was_published_by_then(telling: Telling, known: date, on: date) -> None:
    then, only = as_of(telling.whole, known=known), telling.published_by(known)
    assert export(then) == export(only)
    assert shown(then, on) == shown(only, on)


@settings(max_examples=30, deadline=None)
@given(known=DAYS, question=QUESTIONS)
def test_a_question_is_answered_by_what_was_published_by_then(telling: Telling, known: date, question: str) -> None:
    then, only = as_of(telling.whole, known=known), as_of(telling.published_by(known), known=known)
    one, other = ask(then, question), ask(only, question)
    assert (one.on_record, one.text, one.cited, one.understood) == (
        other.on_record,
        other.text,
        other.cited,
        other.understood,
    )
    assert (one.disagreement, one.origins) == (other.disagreement, other.origins)


@settings(max_examples=6, deadline=None)
@given(since=DAYS, known=DAYS)
def test_what_changed_is_told_by_what_was_published_by_then(telling: Telling, since: date, known: date) -> None:
    assume(since < known)
    then, only = as_of(telling.whole, known=known), as_of(telling.published_by(known), known=known)
    assert diff(then, since) == diff(only, since)


def test_every_day_on_which_an_article_appeared_and_the_day_before(telling: Telling) -> None:
    ends = {r.published.interval.end for r in telling.whole.revisions if r.published and r.published.interval.end}
    for known in sorted({end - timedelta(days=n) for end in ends for n in (1, 2)}):
        then, only = load(telling.store, known=known), telling.published_by(known)
        assert export(then) == export(only)
        assert then.digest == only.digest
        assert not {r.id for r in then.unsure} & {r.id for r in then.revisions}


# --- texts that were given more than once, each time otherwise -------------------------------------------

TEXTS = (
    "The ferry carried 40 nurses home, Mara Quill said.",
    "Some 12 divers looked for the bell, Ivo Lund said. Nobody has seen 3 of them since.",
    "The harbour stays shut, Mara Quill said. The ferry carried 40 nurses home, Mara Quill said. ODD",
)
YEARS = st.sampled_from([None, Interval.year(2019), Interval.day(date(2019, 5, 4)), Interval(None, date(2020, 2, 1))])


@st.composite
def copy(draw: st.DrawFn) -> Revision:
    """One text as it was given once: where, when and by whom it was published is seen in one way or another."""
    text = draw(st.sampled_from(TEXTS))
    seen = Evidence(draw(st.sampled_from(["sidecar", "metadata", "bound"])), "seen there")
    when = draw(YEARS)
    house = draw(st.sampled_from([None, "Courier", "Herald"]))
    title = draw(st.sampled_from([None, "The ferry", "The bell"]))
    cut = draw(st.integers(1, len(text) - 1))
    zones = (Zone(ZoneType.BODY, 0, len(text)),)
    return Revision(
        text,
        draw(st.sampled_from([zones, (Zone(ZoneType.TITLE, 0, cut), Zone(ZoneType.BODY, cut, len(text)))])),
        f"story/{draw(st.integers(0, 10**6))}.txt",
        draw(st.sampled_from([None, "https://a.example/1"])),
        title=Credit(title, seen) if title else None,
        publisher=Credit(house, seen) if house else None,
        published=Published(when, (seen,)) if when else None,
    )


def _stages(held: list[Revision]) -> Stages:
    def files(_: Iterable[Path]) -> Iterator[Any]:
        return (fakes.Given(Path(r.path), r.path) for r in held)

    return replace(fakes.STAGES, given=files, revisions=lambda file: (r for r in held if r.path == file.path))


@settings(max_examples=40, deadline=None)
@given(held=st.lists(copy(), min_size=1, max_size=6, unique_by=lambda r: r.path), known=DAYS)
def test_nothing_leaks_through_another_copy_of_a_text(held: list[Revision], known: date) -> None:
    with TemporaryDirectory() as place:
        telling = Telling(Path(place), Path(place), _stages(held))
        with telling.store as store:
            assert export(load(store, known=known)) == export(telling.published_by(known))
            assert export(load(store)) == list(telling.exported())


def test_a_later_article_changes_nothing_that_was_known_before(telling: Telling) -> None:
    """Narrowing twice is narrowing once; a view never grows."""
    early, late = date(2019, 3, 1), date(2020, 3, 1)
    assert export(as_of(load(telling.store, known=late), known=early)) == export(load(telling.store, known=early))
    assert as_of(load(telling.store, known=early), known=late).known == early
