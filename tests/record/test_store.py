"""Promises 1 and 2: no words, no entry; nothing is overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from samples import TEXT, anchor, figure, revision, statement, ticking, words

from onrecord.model import Anchor, Attribution, Draft, Entry, Finding, Interval, Kind, Severity
from onrecord.record import Hand, Op, Store, check
from onrecord.record.errors import (
    EntryRefusedError,
    NothingToUndoError,
    UnknownEntryError,
    UnknownRevisionError,
)

ARTICLE = revision()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "s.db", clock=ticking()) as opened:
        opened.give(ARTICLE)
        yield opened
        assert {f.code for f in check(opened)} <= {"not-read-yet"}


def only(store: Store, kind: Kind = Kind.ATTRIBUTION) -> Entry:
    (entry,) = store.entries([kind])
    return entry


def corrected(entry: Entry) -> Attribution:
    assert isinstance(entry.body, Attribution)
    return replace(entry.body, said=Interval.day(date(2019, 3, 4)))


# --- promise 1 -----------------------------------------------------------------------------------------

UNFOUNDED = {
    "no anchor": (statement(), {"anchors": ()}),
    "other words": (statement(), {"anchors": (replace(anchor("Monday"), exact="Friday"),)}),
    "other surroundings": (statement(), {"anchors": (replace(anchor("Monday"), prefix="on a "),)}),
    "outside the text": (statement(), {"anchors": (Anchor(len(TEXT), len(TEXT) + 2, "no"),)}),
    "before the text": (statement(), {"anchors": (Anchor(-2, 3, TEXT[:3]),)}),
    "a cue that is not there": (
        statement(),
        {"body": replace(statement().body, cue=replace(words("said"), text="told"))},
    ),
    "too sure": (statement(), {"confidence": 1.5}),
    "no number": (figure("NaN"), {}),
}


@pytest.mark.parametrize("name", UNFOUNDED)
def test_what_does_not_rest_on_words_is_refused_and_told(store: Store, name: str) -> None:
    draft, change = UNFOUNDED[name]
    outcome = store.append(ARTICLE.id, [replace(draft, **change), figure("7")])
    assert (outcome.refused, outcome.appended) == (1, 1)
    (finding,) = store.findings()
    assert (finding.code, finding.revision, finding.severity) == ("entry-refused", ARTICLE.id, Severity.WARNING)
    assert [e.kind for e in store.entries()] == [Kind.FIGURE]


def test_a_refusal_goes_when_the_reader_does_better(store: Store) -> None:
    store.append(ARTICLE.id, [replace(statement(), anchors=())])
    store.append(ARTICLE.id, [statement()])
    assert list(store.findings()) == []


def test_a_person_is_refused_too(store: Store) -> None:
    store.append(ARTICLE.id, [statement()])
    with pytest.raises(EntryRefusedError, match="no anchor"):
        store.add(ARTICLE.id, replace(statement(), anchors=()), by="Jo Berg")
    with pytest.raises(EntryRefusedError, match="must be one too"):
        store.supersede(only(store).id, body=figure().body, by="Jo Berg")
    body = replace(corrected(only(store)), cue=replace(words("said"), text="told"))
    with pytest.raises(EntryRefusedError, match="told"):
        store.supersede(only(store).id, body=body, by="Jo Berg")


# --- promise 2 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["revision", "given", "ledger", "reading"])
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {table} SET recorded = 'never'",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_no_program_can_overwrite_a_log(store: Store, table: str, sql: str) -> None:
    store.append(ARTICLE.id, [statement()], marker="m")
    outside = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError, match="only appended to"):
        outside.execute(sql.format(table=table))
    outside.close()


def test_a_correction_stands_over_every_later_reading_until_it_is_undone(store: Store) -> None:
    store.append(ARTICLE.id, [statement(0.5)])
    machine = only(store)
    by_hand = store.supersede(machine.id, body=corrected(machine), by="Jo Berg")
    assert only(store) == by_hand
    assert by_hand.id == machine.id
    assert store.append(ARTICLE.id, [statement(0.7)]).superseded == 1
    assert only(store) == by_hand
    assert store.undo(machine.id, by="Jo Berg") == only(store)
    assert only(store).confidence == 0.7
    assert [(v.hand, v.op, v.by) for v in store.versions(machine.id)] == [
        (Hand.MACHINE, Op.APPEND, "attributions/1"),
        (Hand.PERSON, Op.SUPERSEDE, "Jo Berg"),
        (Hand.MACHINE, Op.SUPERSEDE, "attributions/1"),
        (Hand.PERSON, Op.RESTORE, "Jo Berg"),
    ]


def test_corrections_are_undone_one_by_one(store: Store) -> None:
    store.append(ARTICLE.id, [statement()])
    machine = only(store)
    first = store.supersede(machine.id, body=corrected(machine), by="Jo Berg")
    store.supersede(machine.id, body=replace(corrected(machine), addressee="the press"), by="Li Anders")
    store.retire(machine.id, by="Li Anders")
    assert list(store.entries()) == []
    assert getattr(store.undo(machine.id, by="Jo Berg").body, "addressee", None) == "the press"  # type: ignore[union-attr]
    assert store.undo(machine.id, by="Jo Berg") == first
    assert store.undo(machine.id, by="Jo Berg") == machine
    with pytest.raises(NothingToUndoError):
        store.undo(machine.id, by="Jo Berg")


def test_a_retired_entry_stays_off_when_it_is_read_again(store: Store) -> None:
    store.append(ARTICLE.id, [statement()])
    store.retire(only(store).id, by="Jo Berg")
    store.append(ARTICLE.id, [statement(0.6)])
    assert list(store.entries()) == []


def test_a_correction_outlives_the_reading_that_it_corrects(store: Store) -> None:
    store.append(ARTICLE.id, [statement()])
    by_hand = store.supersede(only(store).id, body=corrected(only(store)), by="Jo Berg")
    assert store.append(ARTICLE.id, []).retired == 1
    assert only(store) == by_hand
    assert store.undo(by_hand.id, by="Jo Berg") is None


def test_a_person_can_add_what_no_reader_found(store: Store) -> None:
    store.append(ARTICLE.id, [])
    added = store.add(ARTICLE.id, statement(), by="Jo Berg")
    assert (only(store), added.extractor) == (added, "person/Jo Berg")
    store.append(ARTICLE.id, [])
    assert only(store) == added
    assert store.undo(added.id, by="Jo Berg") is None
    again = store.add(ARTICLE.id, statement(), by="Jo Berg")
    assert (again.ordinal, only(store)) == (1, again)


def test_wrong_calls_have_names(store: Store) -> None:
    with pytest.raises(UnknownEntryError):
        store.entry("nothing")
    with pytest.raises(UnknownEntryError):
        store.undo("nothing", by="Jo Berg")
    with pytest.raises(UnknownRevisionError):
        store.append("nothing", [])


# --- readings ------------------------------------------------------------------------------------------


def test_drafts_on_the_same_words_are_told_apart_in_their_order(store: Store) -> None:
    first, second = statement(0.1), statement(0.2)
    store.append(ARTICLE.id, [first, second])
    assert sorted((e.ordinal, e.confidence) for e in store.entries()) == [(0, 0.1), (1, 0.2)]
    assert len({e.id for e in store.entries()}) == 2


def test_the_same_reading_again_adds_no_row(store: Store) -> None:
    store.append(ARTICLE.id, [statement(), figure()], findings=[Finding("odd", Severity.NOTE, "odd")])
    rows = store.db.value("SELECT count(*) FROM ledger")
    assert (
        store.append(ARTICLE.id, [statement(), figure()], findings=[Finding("odd", Severity.NOTE, "odd")]).unchanged
        == 2
    )
    assert store.db.value("SELECT count(*) FROM ledger") == rows


def test_a_finding_keeps_only_anchors_that_hold(store: Store) -> None:
    found = Finding("odd", Severity.NOTE, "odd", anchors=(anchor("Monday"), replace(anchor("road"), exact="rail")))
    store.append(ARTICLE.id, [], findings=[found])
    assert [f.anchors for f in store.findings()] == [(anchor("Monday"),)]


def test_a_reading_is_recorded_whole_or_not_at_all(store: Store) -> None:
    def breaking() -> Iterator[Draft]:
        yield statement()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.append(ARTICLE.id, breaking(), marker="m")
    with pytest.raises(UnknownEntryError), store.transaction():  # noqa: PT012 (what was done before the fault matters)
        store.append(ARTICLE.id, [statement()], marker="m")
        store.entry("nothing")
    assert (list(store.entries()), store.marker(ARTICLE.id)) == ([], None)


def test_articles_that_were_read_otherwise_are_told_by_their_last_marker(store: Store) -> None:
    for end in ("x", "y"):
        store.append(ARTICLE.id, [statement()], marker=f"m with {end}")
    assert store.marked_otherwise(" with ", "x") == {ARTICLE.id: "m with y"}
    assert store.marked_otherwise(" with ", "y") == {}
    assert store.marked_otherwise(" of ", "x") == {}
    store.withdraw(ARTICLE.path, ARTICLE.id)
    assert store.marked_otherwise(" with ", "x") == {}


def test_only_the_clock_that_is_given_tells_the_time(store: Store) -> None:
    store.append(ARTICLE.id, [statement()])
    assert [v.recorded for v in store.versions(only(store).id)] == ["2024-05-01T00:00:01.000000+00:00"]


def test_the_words_of_articles_can_be_searched(store: Store) -> None:
    search = "SELECT a.path FROM words JOIN article AS a ON a.seq = words.rowid WHERE words MATCH ?"
    assert store.db.value(search, ["pickers"]) == "salt/a.txt"
    store.withdraw("salt/a.txt", ARTICLE.id)
    assert store.db.value(search, ["pickers"]) is None
    store.give(ARTICLE)
    assert store.db.value(search, ["pickers"]) == "salt/a.txt"


def test_a_revision_that_is_given_nowhere_does_not_stand_and_is_kept(store: Store) -> None:
    store.append(ARTICLE.id, [statement()])
    store.withdraw("salt/a.txt", ARTICLE.id)
    assert (list(store.revisions()), list(store.entries())) == ([], [])
    store.give(ARTICLE)
    assert [e.kind for e in store.entries()] == [Kind.ATTRIBUTION]
