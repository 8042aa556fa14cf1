"""The journal: every row that was ever appended, as JSON Lines, out and in without loss.

Unlike an export it keeps who did what and when, what was superseded and what was undone. Replayed into a new record
it gives a record whose journal is the same, byte for byte.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.model import Severity
from onrecord.record import codec
from onrecord.record.bodies import HELD, Bodies, packed
from onrecord.record.check import check
from onrecord.record.copies import standing
from onrecord.record.database import Database, Row
from onrecord.record.errors import BadLineError, RecordError, RecordNotEmptyError
from onrecord.record.pen import Shelf
from onrecord.record.rows import FINDING, JUDGEMENT, Act, Hand
from onrecord.record.schema import LOGS, MIGRATIONS
from onrecord.record.store import Store

_COLUMNS = {
    "revision": ("seq", "id", "sha256", "text", "recorded"),
    "given": ("seq", "path", "revision", "op", "metadata", "recorded"),
    "ledger": tuple(c.strip('" ') for c in Act.COLUMNS.split(",")),
    "reading": ("seq", "revision", "marker", "recorded"),
    "pack": ("seq", "packs", "recorded"),
}
_JSON = {"metadata", "body", "packs"}
"""Columns that hold JSON, which a line shows as what it is."""

_HEADER = {"journal": "onrecord", "layout": len(MIGRATIONS)}


def journal(store: Store) -> Iterator[str]:
    """The lines of the journal, each without its end, in the order of recording."""
    yield codec.encode(_HEADER)
    logs = [_rows(store.db, table) for table in LOGS]
    bodies = Bodies(store.db)
    for _, table, row in heapq.merge(*logs, key=lambda found: found[0]):
        yield codec.encode({"log": table, **_shown(table, row, bodies)})


def _rows(db: Database, table: str) -> Iterator[tuple[int, str, Row]]:
    sql = f"SELECT {_names(table)} FROM {table} ORDER BY seq"  # noqa: S608 - our own names
    return ((row[0], table, row) for row in db.rows(sql))


def _names(table: str) -> str:
    return ", ".join(f'"{c}"' for c in _COLUMNS[table])


def _shown(table: str, row: Row, bodies: Bodies) -> dict[str, Any]:
    values = dict(zip(_COLUMNS[table], row, strict=True))
    if table == "ledger" and _is_entry(values):
        return values | {"body": bodies.plain(tuple(values[c] for c in HELD.split(", ")))}
    return {c: codec.decode(v) if c in _JSON and v is not None else v for c, v in values.items()}


def _is_entry(values: dict[str, Any]) -> bool:
    return values["body"] is not None and values["kind"] not in {FINDING, JUDGEMENT}


def replay(store: Store, lines: Iterable[str], name: str) -> int:
    """Take a journal into a record that holds nothing: all of it, checked, or nothing.

    Gives the number of rows. Raises RecordNotEmptyError, or BadLineError with `name` and the line.
    """
    if any(store.db.value(f"SELECT count(*) FROM {t}") for t in LOGS):  # noqa: S608 - our own names
        raise RecordNotEmptyError(store.path)
    rows = number = 0
    bodies = Bodies(store.db)
    with store.transaction():
        for number, raw in enumerate(lines, 1):
            rows += _replayed(store.db, bodies, raw, name, number)
        _restate(store)
        faults = next((f for f in check(store) if f.severity is Severity.ERROR), None)
        if faults:
            raise BadLineError(name, number, f"the journal does not hold together: {faults.message}")
    return rows


def _replayed(db: Database, bodies: Bodies, raw: str, name: str, number: int) -> int:
    try:
        data = codec.decode(raw)
        if number == 1:
            return _header(data)
        table = data.pop("log")
        if table == "ledger" and _is_entry(data):
            text = bodies.text(data["revision"])
            data["body"] = packed(data["body"], text, by=data["by"], person=data["hand"] == Hand.PERSON)
        values = [codec.encode(v) if c in _JSON and v is not None else v for c, v in _columns(table, data)]
        marks = ", ".join("?" * len(values))
        db.run(f"INSERT INTO {table} ({_names(table)}) VALUES ({marks})", values)  # noqa: S608 - our own names
    except (msgspec.DecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadLineError(name, number, f"this is not a line of a journal ({error})") from error
    except RecordError as error:
        raise BadLineError(name, number, f"it does not fit what stands above it ({error})") from error
    return 1


def _columns(table: str, data: dict[str, Any]) -> list[tuple[str, Any]]:
    if set(data) != set(_COLUMNS[table]):
        message = f"its keys are not those of {table}"
        raise ValueError(message)
    return [(c, data[c]) for c in _COLUMNS[table]]


def _header(data: object) -> int:
    layouts = [_HEADER | {"layout": n} for n in range(1, len(MIGRATIONS) + 1)]  # a later layout only adds tables
    if data not in layouts:
        message = "it does not begin as a journal of this onrecord does"
        raise ValueError(message)
    return 0


def _restate(store: Store) -> None:
    """Make the shelf of articles again from what was given."""
    shelf = Shelf(store.db)
    for (identity,) in list(store.db.rows("SELECT id FROM revision ORDER BY id")):
        copies = store.copies(identity)
        if copies:
            shelf.put(identity, [p for p, _ in copies], standing(m for _, m in copies))
