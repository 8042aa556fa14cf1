"""A record that is judged step by step equals one that is judged at once: real readings, in any order and any steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.model import Entity, Kind, Verdict
from onrecord.reconcile import whole
from onrecord.reconcile.agreement import blocks
from onrecord.reconcile.copies import edges
from onrecord.record import Store, check, exported
from onrecord.run import desk, judging, reconciled
from tellings import Story, put


def lines(store: Store) -> list[str]:
    assert list(check(store)) == []
    return list(exported(store))


@pytest.fixture
def always_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "FEW", 1_000)


@given(data=st.data())
@settings(deadline=None, max_examples=4, suppress_health_check=list(HealthCheck))
@pytest.mark.usefixtures("always_in_steps")
def test_steps_in_any_order_give_what_one_gives(
    story: Story, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    place = tmp_path_factory.mktemp("steps")
    order = data.draw(st.permutations(range(len(story))))
    leaving = data.draw(st.sets(st.sampled_from(order), max_size=4))
    with Store.create(place / "steps.db") as steps, Store.create(place / "once.db") as once:
        reconciled(steps)
        for number in range(0, len(order), 5):
            for each in order[number : number + 5]:
                put(steps, *story[each])
            reconciled(steps)
        for each in leaving:
            steps.withdraw(story[each][0].path, story[each][0].id)
        reconciled(steps)
        for each in order:
            if each not in leaving:
                put(once, *story[each])
        reconciled(once)
        assert lines(steps) == lines(once)
        for each in leaving:
            steps.give(story[each][0])
            put(once, *story[each])
        reconciled(steps)
        reconciled(once)
        assert lines(steps) == lines(once)


@pytest.mark.parametrize("portion", [1, 4, 100])
def test_in_portions_of_any_size_it_comes_out_as_in_hand(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    with Store.create(tmp_path / "hand.db") as hand, Store.create(tmp_path / "disk.db") as disk:
        for each in story:
            put(hand, *each)
            put(disk, *each)
        reconciled(hand)
        monkeypatch.setattr(whole, "ROOM", portion)
        monkeypatch.setattr(desk, "AT_ONCE", portion)  # no article's entries, some, all
        monkeypatch.setattr(edges, "PLACED", portion)
        monkeypatch.setattr(blocks, "AT_HAND", portion)
        monkeypatch.setattr(judging, "IN_HAND", 0)
        monkeypatch.setattr(judging, "PORTION", portion)
        reconciled(disk)
        assert lines(disk) == lines(hand)
        disk.db.run("DELETE FROM reconciled")
        reconciled(disk)
        assert lines(disk) == lines(hand)
        for store in (hand, disk):
            store.withdraw(story[0][0].path, story[0][0].id)
            reconciled(store)
        assert lines(disk) == lines(hand)


@pytest.mark.parametrize("in_hand", [0, 1_000])
@pytest.mark.usefixtures("always_in_steps")
def test_what_others_kept_in_mind_in_whatever_form_is_not_read(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_hand: int
) -> None:
    monkeypatch.setattr(judging, "IN_HAND", in_hand)
    with Store.create(tmp_path / "r.db") as store, Store.create(tmp_path / "less.db") as less:
        for each in story:
            put(store, *each)
        reconciled(store)
        before = lines(store)
        store.db.run("UPDATE held SET note = 'as others write it'")
        store.db.run("UPDATE sheet SET sheet = x'00'")
        monkeypatch.setattr(judging, "judges", lambda _: "not those others")
        reconciled(store)
        assert lines(store) == before
        store.withdraw(story[0][0].path, story[0][0].id)
        for each in story[1:]:
            put(less, *each)
        reconciled(store)
        reconciled(less)
        assert lines(store) == lines(less)


@pytest.mark.usefixtures("always_in_steps")
def test_a_persons_word_is_heard_in_the_next_step_and_no_more_when_it_is_taken_back(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.create(tmp_path / "r.db") as store:
        for each in story:
            put(store, *each)
        reconciled(store)
        before = lines(store)
        named = {e.id: e.body.name for e in store.entries([Kind.ENTITY]) if isinstance(e.body, Entity)}
        a, b = min((j.a, j.b) for j in store.judgements() if j.verdict is Verdict.SAME and j.a in named)
        with onrecord.open(tmp_path / "r.db") as record:
            record.judge(a, b, Verdict.NOT_SAME, by="Ada")
            told = list(record.lines())
            assert told != before
            monkeypatch.setattr(judging, "judges", lambda _: "the same, all anew")
            reconciled(record.store)
            assert list(record.lines()) == told
            record.unjudge(a, b, by="Ada")
            assert list(record.lines()) == before
