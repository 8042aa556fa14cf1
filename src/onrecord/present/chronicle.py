"""Commitments and the timeline on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Entry, Interval
from onrecord.present.terminal import WIDE, clean, inert, number
from onrecord.present.wording import HEADS, around, due, headline, marks, of_commitment, source, told_by, when
from onrecord.query import Commitments, Occurrence, Standing, Status, View

UNKNOWN_DAY = "day unknown"
STYLES = {Status.OVERDUE: "bold red", Status.DUE: "bold yellow", Status.STANDING: "bold", Status.SETTLED: "bold"}


def commitments(console: Console, view: View, found: Commitments) -> None:
    """Commitments by how they stand: what nobody has told the end of first, then what is due, standing, settled."""
    console.print(Text(_as_of(view, found), style="dim"))
    for status in Status:
        rows = found.of(status)
        if rows:
            until = f" by {found.near}" if status is Status.DUE else ""
            console.print()
            console.print(Text(f"{HEADS[status]}{until} ({len(rows):,})", style=STYLES[status]))
            for row in rows:
                _standing(console, view, row)


def _as_of(view: View, found: Commitments) -> str:
    last = "the day by which it is known" if view.known else "the last day on which an article of this record appeared"
    why = "" if found.given else f", {last} (--on asks for another)"
    known = f" Only what was published by {view.known} counts." if view.known else ""
    return f"As of {found.on}{why}.{known}"


def _standing(console: Console, view: View, row: Standing) -> None:
    more = len(row.tellings) - 1
    again = f", and {number(more, 'more telling')}" if more else ""
    console.print(Padding(Text(f"{due(row)} · {clean(of_commitment(row.body))}"), (0, 0, 0, 2)))
    console.print(Padding(_cited(view, row.entry, again), (0, 0, 0, 4)))
    for outcome in row.outcomes:
        console.print(Padding(Text(f"{outcome.fate}: {clean(outcome.reason)}", style="green"), (0, 0, 0, 4)))
        console.print(Padding(_cited(view, outcome.teller, ""), (0, 0, 0, 6)))
    if row.mentions:
        console.print(
            Padding(Text("later words about it, not judged to tell its outcome:", style="yellow"), (0, 0, 0, 4))
        )
    for entry in row.mentions:
        console.print(Padding(_cited(view, entry, ""), (0, 0, 0, 6)))


def _cited(view: View, entry: Entry, again: str) -> Text:
    """An entry's words in their line, whose they are, and where they stand."""
    path = clean(view.revision[entry.revision].path)
    place = f"  {clean(source(view, entry))}, {path} · {entry.id}{again}"
    return Text.assemble(_in_line(view, entry), Text(place, style="dim"))


def _in_line(view: View, entry: Entry) -> Text:
    before, exact, after = map(inert, around(view, entry))
    return Text.assemble(before, Text(exact, style="bold"), after)


# --- the timeline ----------------------------------------------------------------------------------------


def timeline(console: Console, view: View, found: Sequence[Occurrence]) -> None:
    """Occurrences in order of time, one a line, with every telling cited; a table where there is room."""
    if console.width >= WIDE:
        console.print(_table(view, found))
        return
    for each in found:
        console.print(Text.assemble(Text(_when(each), style="bold"), " · ", _what(view, each)))
        console.print(Padding(Text(_citations(view, each), style="dim"), (0, 0, 1, 2)))


def _table(view: View, found: Sequence[Occurrence]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, share in (("when", 3), ("what", 7), ("told in", 4)):
        table.add_column(name, overflow="fold", ratio=share)
    for each in found:
        table.add_row(Text(_when(each)), _what(view, each), Text(_citations(view, each), style="dim"))
    return table


def _when(found: Occurrence) -> str:
    """The days of an event; of a commitment its bracket: from when it stands, and the day that closes it."""
    if found.commitment is None:
        return _days(found.when)
    return f"[ {_days(found.when)} … {_days(found.until) if found.until else 'open'} ]"


def _days(held: Interval | None) -> str:
    return UNKNOWN_DAY if held is None else when(held)


def _what(view: View, found: Occurrence) -> Text:
    beside = "".join(f" ({m})" for m in marks(found))
    told = Text(clean(headline(found)), style="bold")
    return Text.assemble(told, Text(beside, style="yellow"), ": ", _in_line(view, found.entry))


def _citations(view: View, found: Occurrence) -> str:
    told = told_by(found)
    cited = "; ".join(f"{clean(source(view, e))} {e.id}" for e in found.tellings)
    return f"{told}: {cited}" if told else cited
