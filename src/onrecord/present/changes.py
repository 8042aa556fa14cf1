"""What changed on record between two days, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.model import Entry, Kind, Revision
from onrecord.present.chronicle import cited
from onrecord.present.terminal import KNOWN_AS, clean
from onrecord.present.wording import due, of_commitment, said_by
from onrecord.query import Changes, Conflict, Outcome, Sighting, Standing, View

MOST = 12
"""Lines of one part that a terminal shows; the rest are counted, and --json has them all."""


def changes(console: Console, view: View, found: Changes) -> None:
    """Part by part, each line with the words that it rests on; parts in which nothing changed are left out."""
    console.print(Text(f"From {found.since} to {found.until}, by day of publication.", style="dim"))
    _part(console, "New articles", (_article(r) for r in sorted(found.articles, key=_appeared)))
    _part(console, "Deadlines that passed", (_deadline(view, row) for row in found.deadlines))
    _part(console, "What became of commitments", (_fate(view, row, o) for row, o in found.fates))
    _part(console, "New conflicts", (_opposed(view, c, "against") for c in found.conflicts))
    _part(console, "Conflicts that stand no more", (_opposed(view, c, "against") for c in found.settled))
    _part(console, "Revised figures", (_opposed(view, c, "and later") for c in found.revised))
    for kind in (Kind.EVENT, Kind.COMMITMENT, Kind.FIGURE, Kind.ATTRIBUTION):
        _part(console, f"New {KNOWN_AS[kind]}", (cited(view, e) for e in found.of(kind)))
    if found.again:
        more = "1 new entry tells" if found.again == 1 else f"{found.again:,} new entries tell"
        console.print(Text(f"\n{more} again what is told above or was told before."))
    _part(console, "Quoted for the first time", (_seen(view, s, s.first) for s in found.first))
    _part(console, "Not quoted since", (_seen(view, s, s.last) for s in reversed(found.last)))


def _appeared(revision: Revision) -> tuple[str, str]:
    return str(revision.published.interval) if revision.published else "", revision.path


def _part(console: Console, title: str, lines: Iterable[Text]) -> None:
    told = list(lines)
    if not told:
        return
    console.print()
    console.print(Text(f"{title} ({len(told):,})", style="bold"))
    for line in told[:MOST]:
        console.print(Padding(line, (0, 0, 0, 2)))
    if len(told) > MOST:
        console.print(Padding(Text(f"and {len(told) - MOST:,} more (--json has all)", style="dim"), (0, 0, 0, 2)))


def _article(told: Revision) -> Text:
    when = str(told.published.interval) if told.published else "date unknown"
    publisher = told.publisher.value if told.publisher else "publisher unknown"
    return Text(f"{when} · {clean(publisher)} · {clean(told.title.value if told.title else told.path)}")


def _deadline(view: View, row: Standing) -> Text:
    fates = ", ".join(dict.fromkeys(o.fate for o in row.outcomes)) or "no outcome on record"
    return _under(f"{due(row)} · {of_commitment(row.body)} · {fates}", cited(view, row.entry))


def _fate(view: View, row: Standing, outcome: Outcome) -> Text:
    return _under(f"{outcome.fate}: {of_commitment(row.body)}", cited(view, outcome.teller))


def _opposed(view: View, found: Conflict, between: str) -> Text:
    first, second = (_under(said_by(view, e), cited(view, e)) for e in found.sides)
    return Text.assemble(first, Text(f"\n  {between}\n", style="dim"), second)


def _seen(view: View, found: Sighting, entry: Entry) -> Text:
    return _under(found.name, cited(view, entry))


def _under(head: str, words: Text) -> Text:
    return Text.assemble(Text(f"{clean(head)}: ", style="yellow"), words)
