"""A person's word on two names: it overrules the machine's, survives builds and files, and can be undone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from samples import entity, revision, statement

from onrecord.model import PERSON, Judgement, Severity, Verdict, same
from onrecord.record import Store, check, decide, exported, import_lines, journal, recall, replay
from onrecord.record.errors import JudgementRefusedError, NothingToRecallError, UnknownEntryError

MACHINE = "names/1"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.create(tmp_path / "r.db")
    for number in range(3):
        article = revision(path=f"{number}.txt", publisher=f"Courier {number}")
        made.give(article)
        made.append(article.id, [entity("Mara Quill"), statement()])
    build(made)
    return made


def build(store: Store) -> None:
    """Judge as a build does: each name the same as the next."""
    told = names(store)
    made = [Judgement(Verdict.SAME, a, b, "one name", 0.9, MACHINE) for a, b in pairwise(told)]
    store.judge(made, by=MACHINE)


def names(store: Store) -> list[str]:
    return sorted(e.id for e in store.entries() if e.kind == "entity")


def groups(store: Store) -> set[frozenset[str]]:
    found = same(store.judgements())
    return {found.get(i, frozenset({i})) for i in names(store)}


def test_what_a_person_keeps_apart_is_apart_and_stays_so_when_built_again(store: Store) -> None:
    a, b, c = names(store)
    assert groups(store) == {frozenset({a, b, c})}
    decide(store, b, a, Verdict.NOT_SAME, by="Ada")
    assert groups(store) == {frozenset({a}), frozenset({b, c})}
    build(store)
    assert groups(store) == {frozenset({a}), frozenset({b, c})}
    assert not [f for f in check(store) if f.severity is Severity.ERROR]


def test_ends_of_a_chain_that_are_told_apart_are_apart(store: Store) -> None:
    a, b, c = names(store)
    decide(store, a, c, Verdict.NOT_SAME, by="Ada")
    decide(store, b, c, Verdict.SAME, by="Ada")
    assert groups(store) == {frozenset({a}), frozenset({b, c})}


def test_the_last_word_counts_and_undoing_it_brings_back_the_one_before(store: Store) -> None:
    a, b, c = names(store)
    store.judge([], by=MACHINE)
    decide(store, a, b, Verdict.SAME, by="Ada")
    decide(store, a, b, Verdict.NOT_SAME, by="Bo", reason="two cousins")
    (word,) = [j for j in store.judgements() if j.by_person]
    assert (word.verdict, word.reason, word.by) == (Verdict.NOT_SAME, "two cousins", PERSON + "Bo")
    recall(store, b, a, by="Bo")
    assert groups(store) == {frozenset({a, b}), frozenset({c})}
    recall(store, a, b, by="Ada")
    assert groups(store) == {frozenset({i}) for i in (a, b, c)}
    with pytest.raises(NothingToRecallError):
        recall(store, a, b, by="Ada")


def test_the_same_word_twice_is_one(store: Store) -> None:
    a, b, _ = names(store)
    for _ in range(2):
        decide(store, a, b, Verdict.NOT_SAME, by="Ada")
    recall(store, a, b, by="Ada")
    assert len(groups(store)) == 1


def test_changing_one_s_mind_and_back(store: Store) -> None:
    a, b, _ = names(store)
    for verdict in (Verdict.SAME, Verdict.NOT_SAME, Verdict.SAME):
        decide(store, a, b, verdict, by="Ada")
    assert [j.verdict for j in store.judgements() if j.by_person] == [Verdict.SAME]
    recall(store, a, b, by="Ada")
    assert [j.verdict for j in store.judgements() if j.by_person] == [Verdict.NOT_SAME]


def test_only_two_names_are_judged(store: Store) -> None:
    a, *_ = names(store)
    words = next(e.id for e in store.entries() if e.kind == "attribution")
    for one, other in ((a, a), (a, words)):
        with pytest.raises(JudgementRefusedError):
            decide(store, one, other, Verdict.SAME, by="Ada")
    with pytest.raises(UnknownEntryError):
        decide(store, a, "nothing", Verdict.SAME, by="Ada")


def test_it_goes_out_and_comes_in_with_an_export_and_a_journal(store: Store, tmp_path: Path) -> None:
    a, b, _ = names(store)
    decide(store, a, b, Verdict.SAME, by="Ada")
    decide(store, a, b, Verdict.NOT_SAME, by="Bo")
    lines, rows = list(exported(store)), list(journal(store))
    with Store.create(tmp_path / "imported.db") as imported:
        import_lines(imported, lines, "export")
        assert list(exported(imported)) == lines
        build(imported)
        assert list(exported(imported)) == lines
        recall(imported, a, b, by="Cy")
        assert len(groups(imported)) == 1
    with Store.create(tmp_path / "replayed.db") as replayed:
        replay(replayed, rows, "journal")
        assert list(journal(replayed)) == rows
        assert list(exported(replayed)) == lines
        recall(replayed, a, b, by="Bo")
        assert [j.by for j in replayed.judgements() if j.by_person] == [PERSON + "Ada"]


def test_an_export_tells_what_is_kept_apart_on_two_lines(store: Store) -> None:
    a, b, _ = names(store)
    before = sum('"kind":"entity"' in line and '"chains"' in line for line in exported(store))
    decide(store, a, b, Verdict.NOT_SAME, by="Ada")
    assert sum('"chains"' in line for line in exported(store)) == before + 1
