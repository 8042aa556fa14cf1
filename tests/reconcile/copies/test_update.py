"""Copies step by step: whatever comes, goes or changes, in any order, what is told is what a fresh start would tell."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Anchor, Attribution, Entry, Mode, joined
from onrecord.reconcile import copied_entries, reused
from onrecord.reconcile.copies import furniture, group, index, texts, update
from onrecord.reconcile.copies.texts import Library, settled
from onrecord.reconcile.desk import Papers
from onrecord.reconcile.memory import Mind
from onrecord.record import Store
from onrecord.record.memory import Recall

sys.path.insert(0, str(Path(__file__).parent))

from story import DATA, TEXTS, made

PARAGRAPHS = sorted(DATA["paragraphs"])
STORIES = [["lead", "union", "board", "numbers"], ["roads", "roads_more", "museum"], ["lead"], ["Four words, no more."]]
SWAPS = [{}, {}, {"dockers": "longshoremen", "said": "stated", "rose": "climbed", "winter": "cold"}]
BODIES = st.one_of(
    st.sampled_from(STORIES),
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4),
    st.lists(st.sampled_from(["lead", "history", "digest", "furniture"]), min_size=1, max_size=3, unique=True),
)
ARTICLES = st.fixed_dictionaries(
    {
        "name": st.just("article"),
        "title": st.sampled_from(["Strike at the port", "Strike at the port again", "Snow"]),
        "publisher": st.sampled_from(["Almery Times", "Almery Times", "Brenn Courier", "Coastal Wire", None]),
        "address": st.sampled_from(
            [None, None, "https://www.brenn.example/one", "http://brenn.example/one?utm_source=x"]
        ),
        "published": st.sampled_from([None, "2031-03-04", "2031-03-04", "2031-03-05", "2031-03-20"]),
        "wire": st.sampled_from([None, None, "Coastal Wire"]),
        "body": BODIES,
        "swap": st.sampled_from(SWAPS),
        "entries": st.integers(1, 3),
    }
)
STEPS = st.lists(
    st.dictionaries(st.integers(0, 7), st.one_of(ARTICLES, ARTICLES, st.none()), min_size=1, max_size=5), max_size=7
)
SAID = Attribution(None, None, Mode.INDIRECT, None)


def article(data):
    """A revision and the entries on it: in each paragraph, one or two of its first words."""
    revision = made(data)
    entries = []
    for zone in revision.zones:
        words = revision.text[zone.start : zone.end].split()
        for count in range(1, data["entries"] + 1):
            begin = sum(len(w) + 1 for w in words[: 2 * count])
            end = begin + sum(len(w) + 1 for w in words[2 * count : 2 * count + 2]) - 1
            if begin < end and zone.start + end <= zone.end:
                anchor = Anchor.of(revision.text, zone.start + begin, zone.start + end)
                entries.append(Entry(revision.id, SAID, (anchor,), "test/1", 0.9))
    return revision, entries


class Run:
    """A memory that is told of one step after another."""

    def __init__(self, memory) -> None:
        self.memory = memory
        self.standing, self.told, self.groups = {}, {}, {}

    def step(self, standing) -> None:
        """Go over to what stands now, and see that all is as a fresh start tells it."""
        before, self.standing = self.standing, standing
        dirty = {i for i in before.keys() | standing.keys() if before.get(i) != standing.get(i)}
        papers = self.papers()
        changes, regrouped = update(papers, self.memory, dirty)
        assert not changes.told.keys() & changes.gone
        assert changes.gone <= self.told.keys()
        assert all(self.told.get(i) != j for i, j in changes.told.items())
        self.told = {i: j for i, j in self.told.items() if i not in changes.gone} | changes.told
        fresh = Mind()
        whole, _ = update(papers, fresh, set(standing))
        assert self.told == whole.told
        self.see_groups(fresh, before.keys() | standing.keys(), regrouped)

    def see_groups(self, fresh, names, regrouped) -> None:
        now, at_once = ({n: label for n in names if (label := group(m, n))} for m in (self.memory, fresh))
        assert now == at_once
        rests = {e.id: r for r, (_, entries) in self.standing.items() for e in entries}
        assert now == {n: min(g) for n, g in joined((rests[j.a], rests[j.b]) for j in self.told.values()).items()}
        assert regrouped == {n for n in names if now.get(n) != self.groups.get(n)}
        self.groups = now

    def papers(self):
        return Papers([e for _, held in self.standing.values() for e in held], [r for r, _ in self.standing.values()])


def run(steps, memory) -> None:
    slots, course = {}, Run(memory)
    for step in steps:
        slots |= step
        held = [article(data) for _, data in sorted(slots.items()) if data]
        course.step({revision.id: (revision, entries) for revision, entries in held})


@pytest.fixture(params=["as they are", "low"])
def bounds(request, monkeypatch):
    """The bounds of blocks as they are, and so low that a few articles pass them."""
    if request.param == "low":
        monkeypatch.setattr(index, "COMMON", 3)
        monkeypatch.setattr(index, "LONG", 12)
        monkeypatch.setattr(furniture, "REPEATED", 2)


@pytest.mark.usefixtures("bounds")
def test_step_by_step_is_as_at_once():
    @given(STEPS)
    @settings(max_examples=120, deadline=None)
    def see(steps):
        run(steps, Mind())

    see()


@pytest.mark.parametrize("size", [1, 4_000], ids=["no text", "one or two texts"])
def test_so_it_is_where_few_texts_are_at_hand(monkeypatch, size):
    monkeypatch.setattr(texts, "AT_HAND", size)

    @given(STEPS)
    @settings(max_examples=20, deadline=None)
    def see(steps):
        run(steps, Mind())

    see()


@given(STEPS)
@settings(max_examples=8, deadline=None)
def test_so_it_is_in_a_records_file(tmp_path_factory, steps):
    with Store.create(tmp_path_factory.mktemp("record") / "r.db") as store, store.transaction():
        run(steps, Recall(store.db))


@given(st.permutations(sorted(TEXTS)), st.integers(1, 6))
@settings(max_examples=25, deadline=None)
def test_the_cases_in_any_order(order, size):
    cases = {name: article(data | {"entries": 2}) for name, data in ((d["name"], d) for d in DATA["text"])}
    course = Run(Mind())
    for end in range(size, len(order) + size, size):
        held = [cases[name] for name in order[:end]]
        course.step({revision.id: (revision, entries) for revision, entries in held})
    whole = reused(TEXTS.values())
    entries = [e for _, held in cases.values() for e in held]
    assert sorted(copied_entries(whole, entries), key=lambda j: j.id) == sorted(
        course.told.values(), key=lambda j: j.id
    )
    assert course.told


def test_what_changes_nothing_tells_nothing():
    course = Run(Mind())
    held = {r.id: (r, e) for r, e in (article(d | {"entries": 2}) for d in DATA["text"])}
    course.step(held)
    changes, regrouped = update(course.papers(), course.memory, set(held))
    assert (changes.told, changes.gone, regrouped) == ({}, set(), set())


def test_two_stories_that_turn_out_to_be_one_are_copied_from_once():
    bodies = {
        "passages": ("2031-03-20", ["third_lead", "numbers", "third_view", "grain", "other_view"]),
        "strike": ("2031-03-05", ["lead", "union", "board", "numbers"]),
        "snow": ("2031-03-05", ["roads", "roads_more", "museum", "grain"]),
        "both": ("2031-03-02", ["lead", "union", "board", "roads", "roads_more", "museum"]),
    }
    course, held = Run(Mind()), {}
    from_others = []
    for name, (day, body) in bodies.items():
        data = {"name": name, "title": name, "publisher": name, "published": day, "body": body, "entries": 2}
        revision, entries = article(data)
        course.step({**course.standing, revision.id: (revision, entries)})
        held[name] = {e.id for e in entries}
        from_others.append(sum(j.a in held["passages"] for j in course.told.values()))
    assert from_others == [0, 2, 4, 2]


FORM = (
    "Sign up here for our letter of the morning, with all the news of the coast that you will want to talk of at "
    "breakfast, and a word from the editor on what lies behind it."
)
PHRASE = "the harbour board of Port Almery said in a statement"


def site_of(count, shared):
    """Articles of one site, each of its own words, with some that stand in all of them."""
    bodies = ([f"{n} ".join(["word"] * 60) + f"{n}", shared, f"{n}th ".join(["other"] * 60)] for n in range(count))
    return [made({"name": str(n), "title": f"T{n}", "publisher": "Coast", "body": b}) for n, b in enumerate(bodies)]


@pytest.mark.parametrize(("shared", "count", "cut"), [(FORM, 4, 4), (FORM, 3, 0), (PHRASE, 40, 0)])
def test_what_a_site_repeats_over_a_long_stretch_is_left_out(shared, count, cut):
    held = site_of(count, shared)
    library = Library(Papers((), held), Mind())
    settled(library, {r.id for r in held})
    lengths = [(len(library.text(r.id).words), len(library.whole(r.id))) for r in held]
    assert sum(left < whole for left, whole in lengths) == cut
    assert all(whole - left in {0} | set(range(19, len(FORM.split()) + 1)) for left, whole in lengths)
