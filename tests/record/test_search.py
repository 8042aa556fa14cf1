"""The index of entries is what stands, whatever is done to the record; and no search breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import Record
from onrecord.model import Kind
from onrecord.query import SearchError
from onrecord.record import part
from onrecord.record.search import Sought

ARTICLES = Path(__file__).parents[2] / "src" / "onrecord" / "demo" / "articles"
TELLING = (Kind.ATTRIBUTION, Kind.FIGURE, Kind.EVENT, Kind.COMMITMENT)
INDEXED = """SELECT l.id FROM told AS t JOIN ledger AS l USING (seq)
             WHERE t.seq IN (SELECT rowid FROM told_words) ORDER BY l.id"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    opened = onrecord.open(tmp_path_factory.mktemp("search") / "story.db", create=True)
    opened.build(ARTICLES)
    return opened


def standing(record: Record) -> list[str]:
    return sorted(e.id for e in record.store.entries(TELLING))


def indexed(record: Record) -> list[str]:
    return [i for (i,) in record.store.db.rows(INDEXED)]


def test_the_index_is_what_stands(record: Record) -> None:
    assert indexed(record) == standing(record)


def test_a_correction_is_in_the_index_and_goes_when_it_is_undone(record: Record) -> None:
    entry, _ = record.figures()[0]
    record.retire(entry.id, by="Ines")
    assert entry.id not in indexed(record)
    record.undo(entry.id, by="Ines")
    assert indexed(record) == standing(record)


def test_judgements_are_found_by_their_ends(record: Record) -> None:
    every = tuple(record.store.judgements())
    assert part.judgements(record.store, (e.id for e in record.store.entries())) == every


def test_a_part_of_a_record_is_what_the_whole_has_of_it(record: Record) -> None:
    some = sorted(r.id for r in record.store.revisions())[:4]
    assert part.entries(record.store, some) == tuple(e for e in record.store.entries() if e.revision in some)


@pytest.mark.parametrize(
    ("words", "speaker", "quoted"),
    [
        ("bridge tolm", "Tobias Renner", "the **bridge** at **Tolm** would be rebuilt by the end of June 2020"),
        ('"do not guard"', "Mara Lindqvist", None),
        ("culver*", "Mara Lindqvist", "I think of it as a list of **culverts**."),
        ("speaker:pell kind:statement goalposts", "Jonas Pell", "moving the **goalposts**"),
    ],
)
def test_words_find_the_entry(record: Record, words: str, speaker: str, quoted: str | None) -> None:
    found = record.search(words)
    starred = [e.words.replace("\x02", "**").replace("\x03", "**") for e in found.entries]
    assert speaker in {e.speaker for e in found.entries}
    assert quoted is None or quoted in starred


@pytest.mark.parametrize(
    ("words", "kinds"), [("kind:figure measure:killed", {"figure"}), ("kind:commitment", {"commitment"})]
)
def test_fields_narrow_without_words(record: Record, words: str, kinds: set[str]) -> None:
    found = record.search(words)
    assert {e.kind for e in found.entries} == kinds
    assert set(found.counts.by["kind"]) == kinds
    assert found.counts.total == sum(found.counts.by["kind"].values())


def test_days_are_of_publication(record: Record) -> None:
    found = record.search("soldiers date:2018-09")
    assert {str(e.published)[:7] for e in found.entries} == {"2018-09"}
    assert {str(a.published)[:7] for a in found.articles} == {"2018-09"}


@pytest.mark.parametrize("words", ["", "  ", '"', '""', "(((", "***"])
def test_nothing_to_look_for_is_told(record: Record, words: str) -> None:
    with pytest.raises(SearchError, match="no word"):
        record.search(words)


@pytest.mark.parametrize("words", ["kind:rumour", "date:2018-13", "since:soon"])
def test_a_field_with_a_value_that_it_cannot_have_is_told(record: Record, words: str) -> None:
    with pytest.raises(SearchError):
        record.search(words)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(['"', "AND", "OR", "NOT", "NEAR(", ")", "dam", "*", "^", "-", ":", "who:", "{", "+", "speaker:", "'", "é", "%", "x" * 300]), max_size=8))  # fmt: skip # noqa: E501
def test_no_search_breaks(record: Record, pieces: list[str]) -> None:
    for words in ("".join(pieces), " ".join(pieces)):
        try:
            found = record.search(words, Sought(publisher="O'Neil \"% _"))
        except SearchError:
            continue
        assert found.counts.total >= len(found.entries)
