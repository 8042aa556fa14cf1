"""Entries as flat rows, and rows as what other programs take: a pandas DataFrame, an Arrow table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.model import Entry, Kind, Revision
from onrecord.model.optional import library
from onrecord.query.series import rows
from onrecord.query.view import View
from onrecord.record.columns import Cell, cells, ends, holders, publisher, words

Row = Mapping[str, Cell]


def table(view: View, kind: Kind) -> list[dict[str, Cell]]:
    """The statements, figures, events or commitments of a view as flat rows, numbers decimal and days dates.

    Figures stand series by series, the rest in the order of an export. Days are the first and the last. Raises
    ValueError for a kind that has no rows.
    """
    if kind is Kind.FIGURE:
        return rows(view)
    if kind not in {Kind.ATTRIBUTION, Kind.EVENT, Kind.COMMITMENT}:
        message = f"no rows are made of the kind {kind.value}"
        raise ValueError(message)
    return [_row(view.revision[e.revision], e) for e in view.entries if e.kind is kind]


def _row(revision: Revision, entry: Entry) -> dict[str, Cell]:
    return {
        **cells(entry),
        "words": words(entry),
        **ends("published", entry.published),
        "attributed_to": holders(entry),
        "publisher": publisher(revision),
        "article": revision.path,
        "entry": entry.id,
    }


def frame(found: Iterable[Row]) -> Any:  # noqa: ANN401 (a pandas.DataFrame, of a library that need not be there)
    """Rows as a pandas DataFrame. Raises NotInstalledError where pandas is not there."""
    return library("pandas", "pandas").DataFrame([dict(row) for row in found])


def arrow(found: Iterable[Row]) -> Any:  # noqa: ANN401 (a pyarrow.Table, of a library that need not be there)
    """Rows as an Arrow table. Raises NotInstalledError where pyarrow is not there."""
    return library("pyarrow", "arrow").Table.from_pylist([dict(row) for row in found])
