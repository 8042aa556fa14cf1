"""Parquet files of what is on record: flat columns for DuckDB, pandas and Polars, and all of it in `body`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.model import Entry, Finding, Revision
from onrecord.model.optional import library
from onrecord.record import codec, columns
from onrecord.record.batches import batched
from onrecord.record.copies import Metadata
from onrecord.record.errors import OutputError
from onrecord.record.exchange import Article
from onrecord.record.transfer import Whole

ARTICLES, ENTRIES, JUDGEMENTS, FINDINGS = "articles", "entries", "judgements", "findings"

TABLES: dict[str, dict[str, str]] = {
    ARTICLES: columns.ARTICLES,
    ENTRIES: columns.ENTRIES,
    JUDGEMENTS: columns.JUDGEMENTS,
    FINDINGS: columns.FINDINGS,
}
"""The tables, and the columns of each with their types."""

ROWS = 10_000
"""Rows that are turned into columns at once."""

Row = columns.Row


def encoded(table: str, rows: Iterable[Row], more: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a Parquet file of one table; `more` names further columns. The same rows give the same bytes.

    Raises NotInstalledError where pyarrow is not there.
    """
    out = io.BytesIO()
    _write(out, TABLES[table] | dict(more or {}), rows)
    return out.getvalue()


def write_all(folder: Path, whole: Whole) -> list[Path]:
    """Write all that an export tells to four files of a folder, each there whole or as it was; raises OutputError."""
    library("pyarrow.parquet", "arrow")
    abouts: dict[str, Row] = {}
    tables: dict[str, Iterable[Row]] = {
        ARTICLES: _articles(whole.articles, abouts),
        ENTRIES: (columns.entry_row(e, abouts[e.revision]) for e in whole.entries),
        JUDGEMENTS: map(columns.judgement_row, whole.judgements),
        FINDINGS: map(columns.finding_row, whole.findings),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_put(folder / f"{table}.parquet", TABLES[table], rows) for table, rows in tables.items()]
    except OSError as error:
        raise OutputError(folder, error.strerror or str(error)) from error


def _articles(articles: Iterable[Article], abouts: dict[str, Row]) -> Iterator[Row]:
    for article in articles:
        abouts[article.revision.id] = columns.about(article.revision)
        yield columns.article_row(article.revision, Metadata.of(article.revision))


def _put(path: Path, types: Mapping[str, str], rows: Iterable[Row]) -> Path:
    draft = path.with_name(f"{path.name}.draft")
    try:
        _write(str(draft), types, rows)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def _write(out: Any, types: Mapping[str, str], rows: Iterable[Row]) -> None:  # noqa: ANN401 (a file, or its path)
    arrow, parquet = library("pyarrow", "arrow"), library("pyarrow.parquet", "arrow")
    schema = arrow.schema([(name, _type(arrow, kind)) for name, kind in types.items()])
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for some in batched(rows, ROWS):
            writer.write_table(arrow.table(_columns(some, types), schema=schema))


def rows_of(data: bytes, names: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The rows of a Parquet file, with all columns, or those of some names."""
    parquet = library("pyarrow.parquet", "arrow")
    wanted = None if names is None else list(names)
    found: list[dict[str, Any]] = parquet.read_table(io.BytesIO(data), columns=wanted).to_pylist()
    return found


def _type(arrow: Any, kind: str) -> Any:  # noqa: ANN401 (pyarrow need not be there)
    return arrow.date32() if kind == columns.DAY else arrow.type_for_alias(kind)


def _columns(rows: list[Row], types: Iterable[str]) -> dict[str, list[object]]:
    return {name: [row.get(name) for row in rows] for name in types}


# --- rows to values ------------------------------------------------------------------------------------


def revision_of(row: Mapping[str, Any]) -> Revision:
    """The revision that a row of articles tells."""
    return codec.value(codec.decode(row["body"]), Metadata).revision(row["text"], row["path"])


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry that a row of entries tells."""
    return codec.entry_of(codec.decode(row["body"]))


def finding_of(row: Mapping[str, Any]) -> Finding:
    """The finding that a row of findings tells."""
    return codec.finding_of(codec.decode(row["body"]))
