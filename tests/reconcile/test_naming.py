"""Names judged article by article come out as names judged at once, whatever came, went and changed in between."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import (
    PERSON,
    Anchor,
    Entity,
    Entry,
    Judgement,
    MentionType,
    Naming,
    Revision,
    Verdict,
    Words,
    digest,
)
from onrecord.model.memory import Memory
from onrecord.reconcile import Names, same_entities
from onrecord.reconcile.desk import Papers
from onrecord.reconcile.memory import Mind
from onrecord.reconcile.naming import Lookup, groups, taking, update
from onrecord.record import Store
from onrecord.record.memory import Recall

PLACE, BODY, GROUP = MentionType.PLACE, MentionType.ORGANISATION, MentionType.GROUP
MISSION, HUMAN, FACILITY = MentionType.MISSION, MentionType.PERSON, MentionType.FACILITY

Named = tuple[MentionType, str, tuple[str, ...], tuple[str, ...]]
WIDTH = 60
"""Characters that each entity takes in a text, so that it is the same one whatever it is called."""


def named(kind: MentionType, name: str, aliases: tuple[str, ...] = (), roles: tuple[str, ...] = ()) -> Named:
    return kind, name, aliases, roles


PEOPLE = [
    named(HUMAN, "Mara Quill", (), ("Water Minister",)),
    named(HUMAN, "Mara Quill", ("Quill",)),
    named(HUMAN, "Quill", (), ("Water Minister",)),
    named(HUMAN, "Quill"),
    named(HUMAN, "M. Quill", (), ("Norwegian Water Minister", "Col.")),
    named(HUMAN, "M Quill", ("the minister",)),
    named(HUMAN, "Jonas Quill", (), ("Water Minister",)),
    named(HUMAN, "the minister"),
    named(BODY, "Quill"),
]
PLACES = [
    named(PLACE, "Tarvik"),
    named(PLACE, "Torvik", ("the town",)),
    named(PLACE, "Turvik"),
    named(PLACE, "Norway"),
    named(PLACE, "Denmark"),
    named(BODY, "Norwegian Water Corps", ("the Corps",)),
    named(BODY, "Water Corps"),
    named(BODY, "Danish Water Corps", ("Water Corps",)),
    named(BODY, "Corps of Water"),
    named(BODY, "Supreme Court"),
    named(GROUP, "supreme Court"),
]
MISSIONS = [
    named(MISSION, "Operation Quillon", ("Quillon",)),
    named(MISSION, "Quillon"),
    named(MISSION, "Operation Tarn"),
    named(BODY, "Quillon"),
    named(FACILITY, "Quillon"),
    named(MISSION, "Norwegian war against Salt Brigade"),
    named(MISSION, "Danish mission against the Brigade"),
    named(GROUP, "Salt Brigade", ("the Brigade", "Brigade")),
    named(BODY, "Brigade of Salt"),
    named(PLACE, "Norway"),
    named(PLACE, "Denmark"),
    named(BODY, "Danish-led coalition"),
    named(BODY, "anti-Brigade coalition"),
    named(BODY, "international coalition"),
    named(GROUP, "International coalition"),
    named(MISSION, "global coalition"),
]
ARTICLES = "abcde"
WORDS = sorted({n for _, name, aliases, _ in [*PEOPLE, *PLACES, *MISSIONS] for n in (name, *aliases)})


@dataclass(frozen=True)
class Step:
    """What comes, goes (None) or changes at once; and which entities are told to be one or two, by their places."""

    articles: dict[str, list[Named] | None]
    words: list[tuple[str, int, str, int, Verdict]]


articles = st.one_of(*(st.lists(st.sampled_from(names), max_size=6) for names in (PEOPLE, PLACES, MISSIONS)))
places = st.tuples(st.sampled_from(ARTICLES), st.integers(0, 3))
decisions = st.builds(
    lambda a, b, verdict: (*a, *b, verdict), places, places, st.sampled_from([Verdict.SAME, Verdict.NOT_SAME])
)
steps = st.builds(
    Step,
    st.dictionaries(st.sampled_from(ARTICLES), st.one_of(st.none(), articles, articles, articles), max_size=4),
    st.lists(decisions, max_size=2),
)


def entries(name: str, told: Iterable[Named]) -> list[Entry]:
    text = "".join(called.ljust(WIDTH) for _, called, _, _ in told)
    return [
        Entry(
            digest(name),
            Entity(called, kind, aliases, tuple(Words(r, 0, 0) for r in roles), (Naming(called, 0, 0),)),
            (Anchor.of(text, n * WIDTH, (n + 1) * WIDTH),),
            "any/1",
            0.9,
        )
        for n, (kind, called, aliases, roles) in enumerate(told)
    ]


class Shelf(Papers):
    """A desk on which an article stands by its name."""

    def __init__(self, stands: dict[str, list[Named]]) -> None:
        super().__init__([e for name, told in stands.items() for e in entries(name, told)], ())
        self._standing = {digest(name) for name in stands}

    def revision(self, identity: str) -> Revision | None:
        return Revision("", (), "") if identity in self._standing else None


@dataclass
class Story:
    """What stands after each step, and what a reader who keeps up with the changes believes."""

    memory: Memory
    stands: dict[str, list[Named]] = field(default_factory=dict)
    words: list[Judgement] = field(default_factory=list)
    believed: dict[str, Judgement] = field(default_factory=dict)
    answers: dict[str, list[object]] = field(default_factory=dict)

    def entries(self) -> list[Entry]:
        return [e for name, told in self.stands.items() for e in entries(name, told)]

    def take(self, step: Step) -> None:
        self.stands |= {name: told for name, told in step.articles.items() if told is not None}
        self.stands = {n: told for n, told in self.stands.items() if step.articles.get(n, told) is not None}
        self.words = [w for told in step.words if (w := self._word(*told))]
        desk, dirty = Shelf(self.stands), {digest(name) for name in step.articles}
        changes, renamed = update(desk, self.memory, dirty, self.words)
        assert not changes.gone & changes.told.keys()
        assert changes.gone <= self.believed.keys()
        assert all(self.believed.get(i) != j for i, j in changes.told.items())
        self.believed = {i: j for i, j in self.believed.items() if i not in changes.gone} | changes.told
        self._keep_up(Lookup(self.memory, "reader"), dirty, renamed)

    def _word(self, a: str, one: int, b: str, other: int, verdict: Verdict) -> Judgement | None:
        held = {(n, i): e.id for n, told in self.stands.items() for i, e in enumerate(entries(n, told))}
        if (a, one) not in held or (b, other) not in held or (a, one) == (b, other):
            return None
        first, second = sorted((held[a, one], held[b, other]))
        return Judgement(verdict, first, second, "", 1.0, PERSON + "Ada")

    def _keep_up(self, lookup: Lookup, dirty: set[str], renamed: set[str]) -> None:
        standing = {digest(name) for name in self.stands}
        assert renamed <= self.answers.keys()
        for revision in renamed - dirty:
            assert self.answers[revision] != asked(lookup, revision)
        for revision in (dirty | renamed) & standing:
            self.answers[revision] = asked(lookup, revision)
            lookup.remember(revision)
        self.answers = {r: told for r, told in self.answers.items() if r in standing}


def asked(lookup: Lookup | Names, revision: str) -> list[object]:
    """What is called by what, for one article: names that it may have, and what their keys are of."""
    keys = [lookup.key(revision, name) for name in WORDS]
    kinds = [(lookup.is_person(revision, key), lookup.is_mission(revision, key)) for key in keys]
    return [keys, kinds, lookup.missions(revision)]


def check(story: Story) -> None:
    """All is as if it had been judged at once."""
    held = story.entries()
    assert story.believed == {j.id: j for j in same_entities(held)}
    names = Names(held, [*story.believed.values(), *story.words])
    assert story.answers == {
        digest(name): asked(names, digest(name)) for name in story.stands if digest(name) in story.answers
    }


def kept(mind: Mind) -> dict[tuple[str, str], object]:
    return {part: held for part, held in mind._held.items() if part[0] != "name asks"}


@pytest.mark.parametrize("seen", [1, 50])
@given(st.lists(steps, max_size=6))
@settings(deadline=None, max_examples=60)
def test_article_by_article_is_as_at_once(seen: int, told: list[Step]) -> None:
    with patch.object(groups, "SEEN", seen), patch.object(taking, "FEW", seen):
        story = Story(Mind())
        for step in told:
            story.take(step)
            check(story)
            fresh = Mind()
            update(Shelf(story.stands), fresh, {digest(name) for name in story.stands}, story.words)
            assert kept(story.memory) == kept(fresh)


@given(st.lists(steps, max_size=4))
@settings(deadline=None, max_examples=15)
def test_so_it_is_in_the_file_of_a_record(told: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "names.db") as store:
        story = Story(Recall(store.db))
        for step in told:
            with store.db.transaction():
                story.take(step)
            check(story)
