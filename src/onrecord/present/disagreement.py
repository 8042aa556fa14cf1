"""Conflicts on a terminal: both sides' words side by side, never one number for two."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Entry, Judgement
from onrecord.present.terminal import clean, inert
from onrecord.present.wording import around, opposed, said_by, source
from onrecord.query import Conflict, Conflicts, View

WIDE = 72
"""Columns from which on two sides stand beside each other."""


def conflicts(console: Console, view: View, found: Conflicts) -> None:
    """Conflicts, the surest first; then what differs and is none."""
    for title, rows in (("Cannot both be so", found.quarrels), ("Differ, and are no conflict", found.differences)):
        if rows:
            console.print(Text(f"{title} ({len(rows):,})", style="bold"))
        for row in rows:
            console.print(Padding(_head(row.judgement), (1, 0, 0, 0)))
            console.print(Padding(_sides(console, view, row), (0, 0, 0, 2)))
            console.print(Padding(Text(clean(row.judgement.reason), style="dim"), (0, 0, 0, 2)))
        if rows:
            console.print()


def _head(judgement: Judgement) -> Text:
    told = Text(f"{judgement.verdict.value} {judgement.score:.2f}", style="bold red")
    return Text.assemble(told, f"  {opposed(judgement)}", Text(f"  {judgement.id}", style="dim"))


def _sides(console: Console, view: View, row: Conflict) -> Table:
    beside = console.width >= WIDE
    table = Table.grid(padding=(0, 3, 0, 0), expand=beside)
    sides = [_side(view, entry) for entry in row.sides]
    for _ in sides if beside else [0]:
        table.add_column(ratio=1, overflow="fold")
    for cells in [sides] if beside else [[side] for side in sides]:
        table.add_row(*cells)
    return table


def _side(view: View, entry: Entry) -> Text:
    before, exact, after = map(inert, around(view, entry))
    words = Text.assemble(before, Text(exact, style="bold"), after)
    place = f"{clean(source(view, entry))}, {clean(view.revision[entry.revision].path)} · {entry.id}"
    return Text.assemble(
        Text(f"{clean(said_by(view, entry))}\n", style="yellow"), words, Text(f"\n{place}", style="dim")
    )
