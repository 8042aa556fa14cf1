"""Fates told bit by bit equal those told at once, whatever comes, goes, changes or comes back in which order."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Commitment, Entity, Entry, Event, Judgement, MentionType, Revision
from onrecord.model.memory import Keys, Memory
from onrecord.reconcile.desk import Papers
from onrecord.reconcile.fates import BY, update
from onrecord.reconcile.memory import Mind
from onrecord.reconcile.names import plain
from onrecord.record import Store
from onrecord.record.database import Database
from onrecord.record.memory import Recall
from tellings import told

CASES = tomllib.loads((Path(__file__).parent / "fates.toml").read_text("utf-8"))["case"]
TEXT = (
    "Operation Lantern keeps the harbour quay open. Holm would rebuild the harbour quay at Sund. The harbour quay at "
    "Sund would be rebuilt and opened later. Holm promised never to close the harbour quay. The mandate of Operation "
    "Lantern runs longer. The mission ends then. It was extended again, to another day. A mission of 300 soldiers is "
    "lowered to 200 soldiers. It was raised to 300 again. The harbour quay at Sund was rebuilt and opened. They "
    "closed the harbour quay at Sund. Operation Lantern and its mandate ended. The mandate of the mission expired. The "
    "harbour quay was cancelled. They prolonged the mandate. 250 soldiers, then 350 soldiers of Operation Beacon."
)
PROMISES = [
    "rebuild the harbour quay at Sund",
    "The harbour quay at Sund would be rebuilt",
    "opened later",
    "never to close the harbour quay",
    "close the harbour",
]
TERMS = ["The mandate of Operation Lantern runs longer", "The mission ends then", "It was extended again"]
CAPS = ["A mission of 300 soldiers", "lowered to 200 soldiers", "raised to 300"]
DONE = ["opened.", "was rebuilt", "closed the harbour quay", "was cancelled"]
OVER = ["ended", "expired", "prolonged", "extended"]
COUNTED = ["250 soldiers", "350 soldiers", "300 soldiers"]
MISSIONS = ["Operation Lantern", "Operation Beacon"]
CALLED: list[dict[str, str]] = [
    {},
    {"Holm": "Sund"},
    {"Sund": "Holm", "Operation Beacon": "Operation Lantern"},
    {"Operation Lantern": "Sund", "Holm": "Operation Beacon"},
]
"""What some are called by that have another name."""
DAYS = ["2031-03-01", "2031-03-20", "2031-05-01"]

day = st.sampled_from(DAYS)
maybe_day = st.sampled_from([*DAYS, DAYS[0], None])
mission = st.sampled_from([None, MISSIONS[0], *MISSIONS])
actor = st.sampled_from([None, "Holm", "Holm", "Sund"])
state = st.sampled_from(["standing", "standing", "withdrawn"])


def entries_of(words: Sequence[str], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    made = st.fixed_dictionaries({"words": st.sampled_from(words), **fields})
    return st.lists(made, max_size=2, unique_by=lambda e: e["words"])


def events(words: Sequence[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
    sure = st.sampled_from(["happened", "happened", "claimed", "denied"])
    return entries_of(words, factuality=sure, date=maybe_day, who=st.sampled_from([[], ["Holm"], MISSIONS[:1]]))


def articles_of(**held: st.SearchStrategy[list[dict[str, Any]]]) -> st.SearchStrategy[dict[str, Any]]:
    missions = st.sampled_from([[], MISSIONS[:1], MISSIONS[:1], MISSIONS])
    return st.fixed_dictionaries({"text": st.just(TEXT), "published": maybe_day, "missions": missions, **held})


kept = articles_of(
    commitments=entries_of(
        PROMISES,
        type=st.sampled_from(["pledge", "vow", "intention"]),
        actor=actor,
        due=maybe_day,
        negated=st.sampled_from([False, False, True]),
        state=state,
    ),
    events=events(DONE),
)
held_to = articles_of(
    commitments=entries_of(
        TERMS,
        type=st.sampled_from(["mandate", "mandate", "deadline", "pledge"]),
        actor=actor,
        mission=mission,
        due=day,
        state=state,
    ),
    events=events(OVER),
)
capped = articles_of(
    commitments=entries_of(
        CAPS, type=st.just("ceiling"), actor=actor, mission=mission, cap=st.sampled_from([200, 300]), start=maybe_day
    ),
    figures=entries_of(COUNTED, value=st.sampled_from([150, 250, 350]), valid=maybe_day, mission=mission),
)


Articles = Mapping[int, tuple[Revision, Sequence[Entry]]]


@dataclass(frozen=True)
class Plain:
    """Names that stand for what they say, whatever else is on record, but for those who are called otherwise."""

    entries: Sequence[Entry]
    called: Mapping[str, str]

    def key(self, _revision: str, name: str | None, /) -> str | None:
        return plain(self.called.get(name, name)) if name and name[:1].isupper() else None

    def missions(self, revision: str, /) -> frozenset[str]:
        here = (e.body for e in self.entries if e.revision == revision)
        named = [b.name for b in here if isinstance(b, Entity) and b.type is MentionType.MISSION]
        found = {self.key(revision, name) for name in named}
        return frozenset(key for key in found if key and self.is_mission(revision, key))

    def is_mission(self, _revision: str, key: str | None, /) -> bool:
        return key in {plain(name) for name in MISSIONS}

    def is_person(self, _revision: str, key: str | None, /) -> bool:
        return key == "holm"


def _named(entry: Entry) -> Iterator[str]:
    body = entry.body
    if isinstance(body, Commitment):
        yield from (name for name in (body.actor, body.mission) if name)
    if isinstance(body, Event):
        yield from (each.name for each in body.participants)
    if isinstance(body, Entity):
        yield body.name


def given_at(number: int, article: dict[str, Any]) -> tuple[Revision, Sequence[Entry]]:
    view = told([article | {"url": f"https://sound.example/{number}"}])
    return view.revisions[0], view.entries


def updated(
    memory: Memory, standing: Articles, dirty: Iterable[str], called: Mapping[str, str] | None = None
) -> tuple[dict[str, Judgement], set[str]]:
    """What changes by what is dirty; with `called`, by what they are called now in every article as well."""
    entries = [e for _, held in standing.values() for e in held]
    papers = [revision for revision, _ in standing.values()]
    changed = set(dirty)
    looked_at = changed if called is None else changed | {revision.id for revision in papers}
    changes = update(Papers(entries, papers), memory, looked_at, Plain(entries, called or {}), changed)
    assert not changes.told.keys() & changes.gone
    return changes.told, changes.gone


def at_once(standing: Articles, called: Mapping[str, str] | None = None) -> dict[str, Judgement]:
    return updated(Mind(), standing, {revision.id for revision, _ in standing.values()}, called)[0]


def check(
    memory: Memory, updates: Sequence[Articles | Mapping[int, None]], names: Sequence[Mapping[str, str]] | None = None
) -> None:
    """That after each update what was told in all is what is told at once, by the names of that step."""
    standing: dict[int, tuple[Revision, Sequence[Entry]]] = {}
    held: dict[str, Judgement] = {}
    for step, changes in enumerate(updates):
        called = None if names is None else names[step]
        dirty = {standing[n][0].id for n in changes if n in standing}
        for number, article in changes.items():
            standing.pop(number, None)
            if article is not None:
                standing[number] = article
                dirty.add(article[0].id)
        now, gone = updated(memory, standing, dirty, called)
        assert gone <= held.keys()
        held = {i: j for i, j in held.items() if i not in gone} | now
        assert repr(sorted(held.items())) == repr(sorted(at_once(standing, called).items()))


@st.composite
def updates(draw: st.DrawFn) -> list[Any]:
    """Some articles, each given, changed, withdrawn or given back at some of the updates."""
    articles = draw(st.sampled_from([kept, held_to, capped, st.one_of(kept, held_to, capped)]))
    versions = {n: [given_at(n, draw(articles)) for _ in range(2)] for n in range(draw(st.integers(2, 5)))}
    picked = st.dictionaries(st.sampled_from(sorted(versions)), st.sampled_from([0, 0, 1, None]), min_size=1)
    steps = draw(st.lists(picked, min_size=1, max_size=6))
    return [{n: None if v is None else versions[n][v] for n, v in step.items()} for step in steps]


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@given(updates())
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
def test_what_comes_goes_and_changes_tells_what_is_told_at_once(steps: list[Any]) -> None:
    check(Mind(), steps)


@given(updates(), st.lists(st.sampled_from(CALLED), min_size=6, max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
def test_whoever_is_called_otherwise_is_told_of_as_at_once(steps: list[Any], names: list[dict[str, str]]) -> None:
    check(Mind(), steps, names)


@given(updates())
@settings(max_examples=10, deadline=None, suppress_health_check=SLOW)
def test_a_records_file_keeps_it_as_well(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "a.db") as store, store.transaction():
        check(Recall(store.db), steps)


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
def test_the_stories_are_told_the_same_bit_by_bit(data: st.DataObject) -> None:
    view = told(data.draw(st.sampled_from(CASES))["article"])
    held = {n: (r, tuple(view.of(r.id))) for n, r in enumerate(view.revisions)}
    picked = st.lists(st.dictionaries(st.sampled_from(sorted(held)), st.booleans(), min_size=1), max_size=5)
    steps = [{n: held[n] if stands else None for n, stands in step.items()} for step in data.draw(picked)]
    order = data.draw(st.permutations(sorted(held)))
    every: list[Any] = [*steps, *({n: held[n]} for n in order)]
    people = sorted({name for _, entries in held.values() for e in entries for name in _named(e)})
    swaps = st.dictionaries(st.sampled_from(people or ["Holm"]), st.sampled_from([*people, "Holm"]), max_size=3)
    check(Mind(), every, data.draw(st.lists(swaps, min_size=len(every), max_size=len(every))))


def test_all_of_one_story_at_once_is_what_a_build_tells() -> None:
    view = told(CASES[0]["article"])
    held = {n: (r, tuple(view.of(r.id))) for n, r in enumerate(view.revisions)}
    steps = [{n: article} for n, article in reversed(held.items())]
    check(Mind(), steps)
    assert {j.by for j in at_once(held).values()} == {BY}


LANTERN: list[dict[str, Any]] = [
    {
        "published": "2031-01-10",
        "text": "The mandate of Operation Lantern ends on June 30. Orsk would rebuild the harbour quay at Sund.",
        "missions": ["Operation Lantern"],
        "commitments": [
            {
                "words": "mandate of Operation Lantern ends on June 30",
                "type": "mandate",
                "actor": "Orsk",
                "mission": "Operation Lantern",
                "due": "2031-06-30",
            },
            {"words": "would rebuild the harbour quay at Sund", "type": "pledge", "actor": "Orsk"},
        ],
    },
    {
        "published": "2031-12-10",
        "text": "The mandate of the Beacon Force expired on June 30.",
        "events": [{"words": "expired", "lemma": "expire", "date": "2031-06-30", "who": ["Beacon Force"]}],
    },
    {
        "published": "2031-12-11",
        "text": "Holm had 250 soldiers of Operation Beacon there.",
        "missions": ["Operation Beacon"],
        "figures": [{"words": "250 soldiers", "value": 250, "valid": "2031-06-01", "mission": "Operation Beacon"}],
    },
]


class Noting(Recall):
    """A record's memory that tells of which stages it was given anything."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.stages: set[str] = set()

    def put(self, stage: str, part: str, keys: Keys, note: str = "") -> set[int]:
        self.stages.add(stage)
        return super().put(stage, part, keys, note)


@pytest.mark.parametrize(
    ("called", "touched", "told_of"),
    [
        pytest.param({"Holm": "Holm Aarn"}, [], [], id="nobody whom anything is of"),
        pytest.param({"Beacon Force": "Operation Lantern"}, ["fate event"], ["lapses"], id="who is in an event"),
        pytest.param({"Orsk": "Orsk State"}, ["fate telling"], [], id="who is bound"),
        pytest.param({"Operation Beacon": "Operation Lantern"}, ["fate figure"], [], id="what a number is of"),
    ],
)
def test_of_an_article_looked_at_again_for_its_names_what_is_of_others_is_judged_again(
    tmp_path: Path, called: dict[str, str], touched: list[str], told_of: list[str]
) -> None:
    view = told(LANTERN)
    standing = {n: (r, tuple(view.of(r.id))) for n, r in enumerate(view.revisions)}
    with Store.create(tmp_path / "a.db") as store, store.transaction():
        memory = Noting(store.db)
        assert updated(memory, standing, [r.id for r, _ in standing.values()], {})[0] == {}
        assert {"fate event", "fate telling", "fate figure"} <= memory.stages
        memory.stages.clear()
        now, gone = updated(memory, standing, [], called)
        assert sorted(memory.stages & {"fate event", "fate telling", "fate figure"}) == touched
        assert [j.verdict.value for j in now.values()] == told_of
        assert not gone
        then, left = updated(memory, standing, [], {})
        assert (then, left) == ({}, set(now))
