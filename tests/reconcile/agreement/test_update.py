"""Judging what changed gives what judging all anew gives, whatever came, went and changed before."""

from __future__ import annotations

import importlib
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Entry, Figure, Judgement, Revision
from onrecord.model.memory import Memory
from onrecord.reconcile.agreement import Origins, update
from onrecord.reconcile.agreement.blocks import Part
from onrecord.reconcile.agreement.figures import Figures
from onrecord.reconcile.agreement.quotations import Quotations
from onrecord.reconcile.desk import Papers
from onrecord.reconcile.memory import Mind
from onrecord.reconcile.names import plain
from onrecord.reconcile.slots import Told
from onrecord.record import Store
from onrecord.record.memory import Recall
from tellings import told

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
CASES = [c for c in CASES if len(c["article"]) > 1 or c["expect"]]
VIEWS = [told(case["article"]) for case in CASES]
weighing = importlib.import_module("onrecord.reconcile.agreement.weighing")


@dataclass(frozen=True)
class Plainly:
    """Names by their own words, of which some are called by another."""

    called: Mapping[str, str] = field(default_factory=dict)

    def key(self, _revision: str, name: str | None) -> str | None:
        return plain(self.called.get(name, name)) if name and any(c.isupper() for c in name) else None

    def missions(self, _revision: str) -> frozenset[str]:
        return frozenset()

    def is_mission(self, _revision: str, _key: str | None) -> bool:
        return False

    def is_person(self, _revision: str, key: str | None) -> bool:
        return key is not None


WHO = ("Mara Quill", "Otto Falk", "Ines Rook")
SAYS = (
    "the soldiers {} guard the harbour wall",
    "the nurses {} leave the harbour camp",
    "the soldiers {} hold the camp",
)
DAYS = ("2031-03-04", "2031-03-20", "2031-04-02")
PAPERS = ("Gazette", "Courier", "Herald")
DIVERS = {"counts": "divers", "measure": "deployed", "subject": "Tolm"}


@st.composite
def articles(draw: st.DrawFn) -> dict[str, object]:
    """An article of a few statements and figures in few words, so that much of it meets."""
    text, statements, figures = [], [], []
    for n in range(draw(st.integers(1, 3))):
        who = draw(st.sampled_from(WHO))
        said = draw(st.sampled_from(SAYS)).format(draw(st.sampled_from(["do", "do not", "will"]))) + f" on line {n}"
        cue, factuality = draw(st.sampled_from([("said", "asserted"), ("denied", "denied")]))
        text.append(f"{who} {cue} that {said}.")
        statements.append({"words": said, "by": who, "cue": cue, "factuality": factuality})
    for who in draw(st.lists(st.sampled_from(WHO), max_size=2, unique=True)):
        many = draw(st.sampled_from([40, 60]))
        text.append(f"{who} put them at {many} divers of Tolm.")
        figure = {"words": f"{many} divers", "value": many, "valid": draw(st.sampled_from(DAYS)), "by": who}
        figures.append(DIVERS | figure)
    when, where = draw(st.sampled_from(DAYS)), draw(st.sampled_from(PAPERS))
    return {
        "text": " ".join(text),
        "statements": statements,
        "figures": figures,
        "published": when,
        "publisher": where,
    }


Held = dict[str, tuple[Revision, list[Entry]]]


def judged(
    memory: Memory,
    held: Held,
    dirty: Iterable[str],
    so_far: dict[str, Judgement],
    called: Mapping[str, str] | None = None,
) -> dict[str, Judgement]:
    """What is judged of `held`: anew where all of it is dirty; else others than the dirty are called otherwise."""
    papers = Papers((e for _, told in held.values() for e in told), (r for r, _ in held.values()))
    # Two texts are copies where both stand: what `dirty` names changes with it.
    origins = Origins(Plainly(called or {}), papers.revision, lambda _: None)
    changes = update(papers, memory, dirty if called is None else {*dirty, *held}, origins, set(dirty))
    assert not changes.told.keys() & changes.gone
    assert changes.gone <= so_far.keys()
    assert all(so_far.get(i) != j for i, j in changes.told.items())
    return {i: j for i, j in (so_far | changes.told).items() if i not in changes.gone}


@st.composite
def histories(draw: st.DrawFn) -> list[Held]:
    """What stands after each step, of articles in few words and those of a case."""
    made = draw(st.lists(articles(), min_size=2, max_size=9))
    for number, article in enumerate(made):
        article["text"] += f" Report {number}."
    views = [told(made), *draw(st.lists(st.sampled_from(VIEWS), max_size=1))]
    every = {r.id: (r, list(view.of(r.id))) for view in views for r in view.revisions}
    states: list[Held] = []
    for _ in range(draw(st.integers(1, 4))):
        there = draw(st.sets(st.sampled_from(sorted(every)), max_size=len(every)))
        lacking = draw(st.sets(st.sampled_from(sorted(e.id for _, told in every.values() for e in told)), max_size=2))
        surer = draw(st.booleans())
        states.append({i: (every[i][0], _some(every[i][1], lacking, surer=surer)) for i in sorted(there)})
    return [*states, every]


CALLED = ({}, {"Mara Quill": "Otto Falk"}, {"Ines Rook": "Mara Quill", "Otto Falk": "Otto of Tolm"})
"""What people are called by that have another name."""


def _some(entries: list[Entry], lacking: set[str], *, surer: bool) -> list[Entry]:
    kept = [e for e in entries if e.id not in lacking]
    return [replace(e, confidence=0.8) if surer else e for e in kept]


def changed(before: Held, now: Held) -> set[str]:
    return {i for i in before.keys() | now.keys() if before.get(i) != now.get(i)}


@pytest.mark.parametrize(("topic", "most"), [(24, 3000), (1, 1), (2, 3)])
@given(states=histories(), names=st.lists(st.sampled_from(CALLED), min_size=5, max_size=5))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_an_update_gives_what_a_rebuild_gives(
    topic: int, most: int, states: list[Held], names: list[dict[str, str]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weighing, "TOPIC", topic)
        patch.setattr(weighing, "MOST", most)
        mind, before, found = Mind(), {}, {}
        for held, called in zip(states, names, strict=False):
            found = judged(mind, held, changed(before, held), found, called)
            assert found == judged(Mind(), held, held, {}, called)
            before = held


def test_the_memory_of_a_record_serves_as_well() -> None:
    every = {r.id: (r, list(view.of(r.id))) for view in VIEWS for r in view.revisions}
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "r.db") as store, store.transaction():
        found: dict[str, Judgement] = {}
        for n in range(0, len(every), 7):
            held = dict(list(every.items())[: n + 7])
            recall = Recall(store.db)
            found = judged(recall, held, list(held)[n:], found)
            recall.settle()
    assert found == judged(Mind(), every, every, {})
    assert len(found) > len(CASES) / 2


def saying(who: str, words: str, *, day: str = "2031-03-04") -> dict[str, object]:
    text = f"{who} said that {words}."
    said = {"words": words, "by": who}
    return {"text": text, "statements": [said], "published": day, "publisher": f"{who} Daily"}


YES, NO = "the soldiers guard the harbour wall", "the soldiers do not guard the harbour wall"
BOTH = [saying("Mara Quill", YES), saying("Otto Falk", NO)]
EARLIER = [saying("Mara Quill", YES, day="2031-02-20")]
MORE = [saying("Ines Rook", YES + " at noon"), saying("Jon Sund", YES + " at dawn")]
DENIAL = [
    {
        "text": "Mara Quill said that the harbour is closed to grain. Otto Falk rejected that the grain has to wait.",
        "statements": [
            {"words": "the harbour is closed to grain", "by": "Mara Quill"},
            {"words": "the grain has to wait", "by": "Otto Falk", "cue": "rejected", "factuality": "denied"},
        ],
        "published": "2031-03-04",
        "publisher": "Gazette",
    }
]
GRAIN = [saying(who, f"the grain is {how}") for who, how in (("Ines Rook", "dear"), ("Jon Sund", "old"))]


@pytest.mark.parametrize(
    ("first", "more", "topic", "most", "there", "then"),
    [
        pytest.param(BOTH, [], 24, 3000, 1, 1, id="the two clash"),
        pytest.param(BOTH, MORE, 24, 3000, 1, 3, id="each that says so clashes"),
        pytest.param(BOTH, MORE, 2, 3000, 1, 0, id="what all tell of is a topic"),
        pytest.param(BOTH, MORE, 24, 1, 1, 0, id="a block that is too common is left alone"),
        pytest.param(
            BOTH, [saying("Mara Quill", YES, day="2031-02-20")], 24, 3000, 1, 1, id="of two tellings the first"
        ),
        pytest.param(DENIAL, GRAIN, 2, 3000, 1, 0, id="a denial within an article takes up no topic"),
    ],
)
def test_what_comes_and_goes_again(
    first: list[dict], more: list[dict], topic: int, most: int, there: int, then: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weighing, "TOPIC", topic)
        patch.setattr(weighing, "MOST", most)
        every = {r.id: (r, list(view.of(r.id))) for view in [told([*first, *more])] for r in view.revisions}
        few = dict(list(every.items())[: len(first)])
        mind, found, before = Mind(), {}, {}
        for held, many in ((few, there), (every, then), (few, there)):
            found = judged(mind, held, changed(before, held), found)
            assert len(found) == many
            assert found == judged(Mind(), held, held, {})
            before = held


def test_only_blocks_of_parts_that_changed_are_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []

    def noted(how: type) -> None:
        judge = how.judged

        def judged(self: object, kind: str, block: Sequence[Part]) -> Iterator[Judgement]:
            asked.append({part.id for part in block})
            return judge(self, kind, block)

        monkeypatch.setattr(how, "judged", judged)

    noted(Figures)
    noted(Quotations)
    every = {r.id: (r, list(view.of(r.id))) for view in VIEWS for r in view.revisions}
    mind = Mind()
    found = judged(mind, every, every, {})
    met = set().union(*asked)
    asked.clear()
    assert judged(mind, every, every, found) == found
    assert asked == []
    figure = next(e for _, held in every.values() for e in held if isinstance(e.body, Figure) and e.id in met)
    revision, held = every[figure.revision]
    now = every | {figure.revision: (revision, _some(held, {figure.id}, surer=False))}
    found = judged(mind, now, [figure.revision], found)
    now[figure.revision] = revision, held
    asked.clear()
    found = judged(mind, now, [figure.revision], found)
    assert asked
    assert all(figure.id in ids for ids in asked)
    assert found == judged(Mind(), now, now, {})


def test_who_is_called_otherwise_touches_what_they_say_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    judge = weighing.Weighing.judged

    def noted(self: object, a: str, b: str, *, may: bool = True) -> Iterator[Told]:
        asked.append((a, b))
        return judge(self, a, b, may=may)

    monkeypatch.setattr(weighing.Weighing, "judged", noted)
    told_of = told([*BOTH, *MORE, saying("Jon Sund", NO + " at night")])
    every = {r.id: (r, list(told_of.of(r.id))) for r in told_of.revisions}
    mind = Mind()
    found = judged(mind, every, every, {})
    met = set(asked)
    asked.clear()
    assert judged(mind, every, (), found, {}) == found
    assert asked == []
    said = next(e.id for _, held in every.values() for e in held if e.body.source.name == "Otto Falk")
    called = {"Otto Falk": "Mara Quill"}
    found = judged(mind, every, (), found, called)
    assert {pair for pair in met if said in pair} == set(asked) < met
    assert found == judged(Mind(), every, every, {}, called)


def test_who_disputes_this_may_be_called_otherwise() -> None:
    every = {r.id: (r, list(view.of(r.id))) for view in [told(DENIAL)] for r in view.revisions}
    mind = Mind()
    found = judged(mind, every, every, {})
    for called, many in (({"Otto Falk": "Mara Quill"}, 0), ({}, 1)):
        found = judged(mind, every, (), found, called)
        assert len(found) == many
