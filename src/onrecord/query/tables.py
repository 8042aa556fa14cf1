"""Entries as flat rows, and rows as what other programs take: a pandas DataFrame, an Arrow table."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.model import Attribution, Commitment, Entry, Event, Kind, Revision
from onrecord.model.errors import OnrecordError
from onrecord.query.series import Cell, ends, rows
from onrecord.query.view import View

Row = Mapping[str, Cell]


class NotInstalledError(OnrecordError):
    """A library that only some need is not there; the message names what to install."""

    def __init__(self, library: str, extra: str) -> None:
        """Name the library, and the extra of this package that brings it."""
        super().__init__(f"{library} is not installed: pip install 'onrecord[{extra}]'")


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
        **_told(entry),
        "words": " […] ".join(" ".join(a.exact.split()) for a in entry.anchors),
        **ends("published", entry.published),
        "attributed_to": " > ".join(h.name for h in entry.attributed_to) or None,
        "publisher": revision.publisher.value if revision.publisher else None,
        "article": revision.path,
        "entry": entry.id,
    }


def _told(entry: Entry) -> dict[str, Cell]:
    match entry.body:
        case Attribution() as said:
            return _statement(said)
        case Event() as event:
            who = "; ".join(p.name for p in event.participants)
            about = {"type": event.type, "lemma": event.lemma, "factuality": event.factuality.value}
            return {**about, "who": who or None, "place": event.place, **ends("date", event.date)}
        case Commitment() as body:
            return _commitment(body)
    return {}


def _statement(said: Attribution) -> dict[str, Cell]:
    source = said.source
    return {
        "speaker": source.name or source.text if source else None,
        "role": source.role if source else None,
        "anonymous": source.anonymous if source else None,
        "mode": said.mode.value,
        "factuality": said.factuality.value,
        "negated": said.negated,
        **ends("said", said.said),
    }


def _commitment(body: Commitment) -> dict[str, Cell]:
    return {
        "type": body.type.value,
        "actor": body.actor,
        "action": body.action,
        "mission": body.mission,
        "authority": body.authority,
        "strength": body.strength.value,
        "state": body.state.value,
        "cap": body.cap,
        "counts": body.counts,
        **ends("start", body.start),
        **ends("due", body.due),
    }


def frame(told: Iterable[Row]) -> Any:  # noqa: ANN401 (a pandas.DataFrame, of a library that need not be there)
    """Rows as a pandas DataFrame. Raises NotInstalledError where pandas is not there."""
    return _library("pandas", "pandas").DataFrame([dict(row) for row in told])


def arrow(told: Iterable[Row]) -> Any:  # noqa: ANN401 (a pyarrow.Table, of a library that need not be there)
    """Rows as an Arrow table. Raises NotInstalledError where pyarrow is not there."""
    return _library("pyarrow", "arrow").Table.from_pylist([dict(row) for row in told])


def _library(name: str, extra: str) -> Any:  # noqa: ANN401 (a module)
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise NotInstalledError(name, extra) from error
