"""Exports and journals: out and in without loss, and nothing of a bad file is taken in."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import articles, entity, figure, revision, statement, ticking

from onrecord.model import Attribution, Draft, Finding, Interval, Judgement, Kind, Revision, Severity, Verdict
from onrecord.record import Store, check, exported, import_lines, journal, replay
from onrecord.record.errors import BadLineError, RecordNotEmptyError, WordsLostError

Articles = list[tuple[Revision, list[Draft], list[Finding]]]
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def filled(path: Path, given_: Articles) -> Store:
    store = Store.create(path, clock=ticking())
    for article, drafts, findings in given_:
        store.give(article)
        store.append(article.id, drafts, findings=findings, marker="m")
    entities = [e.id for e in store.entries([Kind.ENTITY])]
    store.judge(
        [Judgement(Verdict.SAME, a, b, "one name", 0.9, "names/1") for a, b in pairwise(entities)], by="names/1"
    )
    store.note([Finding("empty-file", Severity.ERROR, "x.txt: it is empty", path="x.txt")])
    return store


@FEW
@given(st.lists(articles(), max_size=3))
def test_an_export_comes_back_byte_for_byte(given_: Articles) -> None:
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder) / "a.db", given_) as one:
        lines = list(exported(one))
        assert [f for f in check(one) if f.severity == "error"] == []
        with Store.create(Path(folder) / "b.db") as two:
            import_lines(two, lines, "a.jsonl")
            assert list(exported(two)) == lines
            assert [f for f in check(two) if f.severity == "error"] == []
            import_lines(two, lines, "a.jsonl")
            assert list(exported(two)) == lines


@FEW
@given(st.lists(articles(), max_size=3))
def test_a_journal_comes_back_byte_for_byte(given_: Articles) -> None:
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder) / "a.db", given_) as one:
        for entry in list(one.entries()):
            one.retire(entry.id, by="Jo Berg")
            one.undo(entry.id, by="Li Anders")
        lines = list(journal(one))
        with Store.create(Path(folder) / "b.db") as two:
            replay(two, lines, "a.journal")
            assert list(journal(two)) == lines
            assert list(exported(two)) == list(exported(one))


@pytest.fixture
def record(tmp_path: Path) -> Store:
    store = filled(tmp_path / "a.db", [(revision(), [statement(), figure()], [])])
    store.give(revision(path="salt/copy.txt"))
    return store


def test_lines_are_as_the_format_says(record: Store) -> None:
    lines = [json.loads(line) for line in exported(record)]
    assert [line["kind"] for line in lines] == ["article", "attribution", "figure", "finding"]
    article, said, number, finding = lines
    assert (article["path"], article["also_at"]) == ("salt/a.txt", ["salt/copy.txt"])
    assert article["published"] == {"start": "2019-03-01", "end": "2019-04-01", "evidence": "March 2019"}
    assert said["article"] == number["article"] == article["id"]
    assert set(said["anchors"][0]) == {"start", "end", "exact"}
    assert said["published"] == {"start": "2019-03-01", "end": "2019-04-01"}
    assert number["quantity"]["value"] == "1000"
    assert finding["article"] is None
    assert all("recorded" not in line for line in lines)
    assert all(list(line) == sorted(line) for line in lines)


def test_entities_that_are_judged_the_same_are_one_line(tmp_path: Path) -> None:
    two = [revision(), revision(text="Mara Quill spoke again in June.", path="salt/b.txt")]
    store = filled(tmp_path / "a.db", [(r, [entity("Mara Quill", r.text)], []) for r in two])
    lines = [json.loads(line) for line in exported(store)]
    (person,) = (line for line in lines if line["kind"] == "entity")
    assert person["name"] == "Mara Quill"
    assert {m["article"] for m in person["mentions"]} == {r.id for r in two}
    assert person["id"] in {c["id"] for c in person["chains"]}
    assert [line["verdict"] for line in lines if line["kind"] == "judgement"] == ["same"]


def test_a_judgement_that_is_not_made_again_goes_and_its_line_parts(tmp_path: Path) -> None:
    two = [revision(), revision(text="Mara Quill spoke again in June.", path="salt/b.txt")]
    store = filled(tmp_path / "a.db", [(r, [entity("Mara Quill", r.text)], []) for r in two])
    outcome = store.judge([], by="names/1")
    assert outcome.retired == 1
    lines = [json.loads(line) for line in exported(store)]
    assert [line["kind"] for line in lines].count("entity") == len(two)
    assert list(check(store)) == []


def test_a_judgement_does_not_stand_without_its_articles(tmp_path: Path) -> None:
    two = [revision(), revision(text="Mara Quill spoke again in June.", path="salt/b.txt")]
    store = filled(tmp_path / "a.db", [(r, [entity("Mara Quill", r.text)], []) for r in two])
    store.withdraw("salt/b.txt", two[1].id)
    assert list(store.judgements()) == []


def test_a_correction_goes_out_and_comes_in_as_a_persons(record: Store, tmp_path: Path) -> None:
    entry = next(record.entries([Kind.ATTRIBUTION]))
    assert isinstance(entry.body, Attribution)
    record.supersede(entry.id, body=replace(entry.body, said=Interval.day(date(2019, 3, 4))), by="Jo Berg")
    with Store.create(tmp_path / "b.db") as other:
        import_lines(other, exported(record), "a.jsonl")
        assert list(exported(other)) == list(exported(record))
        other.append(revision().id, [statement()])
        assert other.entry(entry.id) == record.entry(entry.id)


def edit(**changes: object) -> Callable[[dict[str, object]], object]:
    return lambda line: line.update(changes)


SPOILT: dict[str, tuple[int, Callable[[dict[str, object]], object], str]] = {
    "another text": (0, edit(text="Other words."), "does not lie in its text"),
    "another id": (0, edit(id="0" * 20), "^.*line 1: id is not"),
    "another digest": (0, edit(sha256="0" * 64), "sha256"),
    "an unknown key": (1, edit(mood="glad"), "mood"),
    "an anchor moved": (1, edit(anchors=[{"start": 0, "end": 4, "exact": "Road"}]), "quotes 'Road'.*has 'Salt'"),
    "an anchor outside": (1, edit(anchors=[{"start": 0, "end": 9999, "exact": "Salt"}]), "no words at 0:9999"),
    "no anchor": (1, edit(anchors=[]), "id is not"),
    "an article that is not there": (1, edit(article="nothing"), "neither above it nor in the record"),
    "an id that is not its own": (1, edit(id="0" * 20), "id is not"),
    "an unknown kind": (1, edit(kind="rumour"), "no kind 'rumour'"),
    "an unknown mode": (1, edit(mode="shouted"), "shouted"),
    "no cue at its place": (1, edit(cue={"text": "told", "start": 75, "end": 79}), "'told' are not those at"),
    "no extractor": (1, lambda line: line.pop("extractor"), "no 'extractor'"),
    "no number": (2, edit(quantity={"value": "many"}), "."),
    "reversed days": (2, edit(valid={"start": "2020-02-02", "end": "2020-01-01"}), "must hold a day"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_bad_line_is_refused_and_nothing_is_taken_in(record: Store, tmp_path: Path, name: str) -> None:
    number, spoil, why = SPOILT[name]
    lines = [json.loads(line) for line in exported(record)]
    spoil(lines[number])
    with Store.create(tmp_path / "b.db") as other:
        with pytest.raises(BadLineError, match=why) as told:
            import_lines(other, [json.dumps(line) for line in lines], "a.jsonl")
        assert str(told.value).startswith(f"a.jsonl, line {number + 1}: ")
        assert other.count() == dict.fromkeys((*Kind, "judgement", "finding"), 0)
        assert list(other.revisions()) == []


@pytest.mark.parametrize("last", ["{", '{"kind": "figure", "id": "12', "[1, 2]", "words", "null"])
def test_a_truncated_or_foreign_file_is_refused(record: Store, tmp_path: Path, last: str) -> None:
    with Store.create(tmp_path / "b.db") as other:
        with pytest.raises(BadLineError, match=r"line 5: this is not a JSON object"):
            import_lines(other, [*exported(record), last], "a.jsonl")
        assert list(other.revisions()) == []


def test_what_was_imported_is_read_again_by_the_next_build(record: Store, tmp_path: Path) -> None:
    with Store.create(tmp_path / "b.db") as other:
        import_lines(other, exported(record), "a.jsonl")
        assert other.marker(revision().id) == "imported"


def test_an_export_stops_at_words_that_are_lost(record: Store) -> None:
    record.db.run("DROP TRIGGER revision_is_not_updated")
    record.db.run("UPDATE revision SET text = replace(text, 'pickers', 'miners!')")
    with pytest.raises(WordsLostError, match="onrecord check"):
        list(exported(record))


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda lines: lines[1:], "line 1: this is not a line of a journal"),
        (lambda lines: [*lines, '{"log":"ledger"'], "not a line of a journal"),
        (lambda lines: [*lines, '{"log":"secret"}'], "not a line of a journal"),
        (lambda lines: [*lines, lines[1]], "does not fit what stands above it"),
        (lambda lines: [line.replace("pickers", "miners!") for line in lines], "does not hold together"),
    ],
)
def test_a_bad_journal_is_refused(
    record: Store, tmp_path: Path, spoil: Callable[[list[str]], list[str]], why: str
) -> None:
    with Store.create(tmp_path / "b.db") as other:
        with pytest.raises(BadLineError, match=why):
            replay(other, spoil(list(journal(record))), "a.journal")
        assert list(other.revisions()) == []


def test_a_journal_goes_into_a_new_record_only(record: Store) -> None:
    with pytest.raises(RecordNotEmptyError):
        replay(record, journal(record), "a.journal")
