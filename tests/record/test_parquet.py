"""What is on record as Parquet tables, and back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings

parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (the extra arrow)")

import samples  # noqa: E402 (after the library that may not be there)

from onrecord.model import Commitment, CommitmentType, Draft, Event, EventFactuality, Kind, State, Strength  # noqa: E402
from onrecord.record import Metadata, Store, whole_of  # noqa: E402
from onrecord.record import columns as tables  # noqa: E402
from onrecord.record.parquet import (  # noqa: E402
    ARTICLES,
    ENTRIES,
    FINDINGS,
    TABLES,
    encoded,
    entry_of,
    finding_of,
    revision_of,
    rows_of,
    write_all,
)
from onrecord.record.rows import sealed  # noqa: E402

HERE = samples.revision()
WALKED = samples.anchor("walked out")
DRAFTS = [
    samples.statement(),
    samples.figure(),
    samples.entity("Mara Quill"),
    Draft(Event("strike", "walk out", EventFactuality.HAPPENED, None), (WALKED,), "events/1", 0.5),
    Draft(
        Commitment(CommitmentType.VOW, "Quill", "walk", Strength.VAGUE, State.STANDING), (WALKED,), "commitments/1", 0.5
    ),
]


def test_every_kind_is_told_by_columns_that_there_are_and_comes_back() -> None:
    assert HERE.published is not None
    entries = list(sealed(DRAFTS, HERE.id, HERE.published.interval))
    rows = [tables.entry_row(e, tables.about(HERE)) for e in entries]
    assert all(row.keys() <= TABLES[ENTRIES].keys() for row in rows)
    assert {row["kind"] for row in rows} == set(Kind) - {Kind.TIMEX}
    back = rows_of(encoded(ENTRIES, rows))
    assert [entry_of(row) for row in back] == entries
    assert [row["id"] for row in back] == [e.id for e in entries]
    (figure,) = [row for row in back if row["kind"] == "figure"]
    assert (figure["value"], figure["publisher"], str(figure["published_to"])) == (1000.0, "Courier", "2019-03-31")


@settings(deadline=None)
@given(samples.articles())
def test_articles_entries_and_findings_come_back(article) -> None:
    revision, drafts, findings = article
    published = revision.published.interval if revision.published else None
    entries = list(sealed(drafts, revision.id, published))
    (row,) = rows_of(encoded(ARTICLES, [tables.article_row(revision, Metadata.of(revision))]))
    assert revision_of(row) == revision
    about = tables.about(revision)
    assert [*map(entry_of, rows_of(encoded(ENTRIES, [tables.entry_row(e, about) for e in entries])))] == entries
    rows = rows_of(encoded(FINDINGS, [tables.finding_row(f) | {"piece": 3} for f in findings], {"piece": "int64"}))
    assert [*map(finding_of, rows)] == findings
    assert all(row["piece"] == 3 for row in rows)


def test_the_same_rows_give_the_same_bytes_and_none_a_table() -> None:
    rows = [tables.article_row(HERE, Metadata.of(HERE))]
    assert encoded(ARTICLES, rows) == encoded(ARTICLES, iter(rows))
    assert parquet.read_schema(io.BytesIO(encoded(ENTRIES, []))).names == list(TABLES[ENTRIES])


def test_a_record_as_four_files(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.db") as store:
        store.give(HERE)
        store.append(HERE.id, DRAFTS)
        files = write_all(tmp_path / "out", whole_of(store))
        assert [f.name for f in files] == [f"{table}.parquet" for table in TABLES]
        assert {r["id"] for r in rows_of(files[1].read_bytes())} == {e.id for e in store.entries()}
        assert rows_of(files[1].read_bytes(), ["id"])[0].keys() == {"id"}
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(f.name for f in files)
