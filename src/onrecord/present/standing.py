"""The board on a terminal: each subject slot by slot, every cell with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.model import Entry
from onrecord.present.terminal import clean
from onrecord.present.wording import said_by, source, when, words
from onrecord.query import Board, BoardCell, Boards, Value, View

NOT_ON_RECORD = "not on record"
MOST = 3
"""Entries that are cited of one value on a terminal; the rest are counted."""


def board(console: Console, view: View, found: Boards) -> None:
    """Each subject on a day; where values differ, all of them, one under the other."""
    console.print(Text(as_of(view, found), style="dim"))
    for each in found.subjects:
        console.print()
        console.print(Text(clean(each.subject), style="bold"))
        _subject(console, view, each)


def as_of(view: View, found: Boards) -> str:
    """The day that a board is of, and what it knows."""
    why = "" if found.given else ", by default (--on asks for another)"
    known = f" Only what was published by {view.known} counts." if view.known else ""
    return f"As of {found.on}{why}.{known}"


def _subject(console: Console, view: View, found: Board) -> None:
    for slot in found.slots:
        for cell in found.of(slot):
            of = f" ({clean(cell.of)})" if cell.of else ""
            head = Text.assemble(Text(clean(slot), style="yellow"), of, ": ")
            if not cell.values:
                console.print(Padding(Text.assemble(head, Text(NOT_ON_RECORD, style="dim")), (0, 0, 0, 2)))
                continue
            several = Text("sources differ", style="bold red") if cell.differs else told(cell.values[0])
            console.print(Padding(Text.assemble(head, several), (0, 0, 0, 2)))
            for value in cell.values:
                if cell.differs:
                    console.print(Padding(told(value), (0, 0, 0, 4)))
                console.print(Padding(Text("\n".join(_cited(view, value)), style="dim"), (0, 0, 0, 6)))


def told(value: Value) -> Text:
    """A value with the days for which it is told: never those of another day unsaid."""
    since = value.since
    days = f", told for {when(value.days)}" if value.days else ", no day told"
    first = f", first for {since}" if since and value.days and value.days.start != since else ""
    return Text.assemble(Text(clean(value.told), style="bold"), f"{days}{first}")


def _cited(view: View, value: Value) -> Iterator[str]:
    for entry in value.entries[:MOST]:
        yield f"{clean(said_by(view, entry))}: “{clean(words(entry))}” {clean(source(view, entry))} · {entry.id}"
    more = len(value.entries) - MOST
    if more > 0:
        yield f"and {more:,} more"


def rows(view: View, found: Boards) -> dict[str, Any]:
    """The board as plain data, for JSON: every value with the ids of its entries and their words."""
    return {
        "on": str(found.on),
        "known": str(view.known) if view.known else None,
        "left_out": [r.path for r in view.unsure],
        "subjects": [
            {"subject": b.subject, "mission": b.mission, "cells": [_cell(view, c) for c in b.cells]}
            for b in found.subjects
        ],
    }


def _cell(view: View, cell: BoardCell) -> dict[str, Any]:
    return {
        "slot": str(cell.slot),
        "of": cell.of or None,
        "on_record": bool(cell.values),
        "differs": cell.differs,
        "values": [
            {
                "value": v.told,
                "days": str(v.days) if v.days else None,
                "since": str(v.since) if v.since else None,
                "entries": [{"id": e.id, "words": words(e), "path": view.revision[e.revision].path} for e in v.entries],
            }
            for v in cell.values
        ],
    }


def _entry(view: View, entry: Entry) -> dict[str, Any]:
    path = view.revision[entry.revision].path
    return {"id": entry.id, "words": words(entry), "who": said_by(view, entry), "path": path}
