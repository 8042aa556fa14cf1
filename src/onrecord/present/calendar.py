"""Deadlines as an iCalendar file (RFC 5545): an all-day event on the last day of each, which every calendar shows.

The same view gives the same bytes: ids come from the entries, and the stamp is the day that the record was asked for.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from onrecord.present.dossier.addresses import link
from onrecord.present.terminal import clean
from onrecord.present.wording import due, of_commitment, source, words
from onrecord.query import Commitments, Standing, Status, View

if TYPE_CHECKING:
    from icalendar import Event

STATUS = {
    Status.OVERDUE: "no outcome on record",
    Status.DUE: "due",
    Status.STANDING: "standing",
    Status.SETTLED: "settled",
}


def lines(view: View, found: Commitments) -> list[str]:
    """The commitments that have a deadline, as the lines of one calendar, each with the CR of its CRLF."""
    data = calendar(view, found).decode("utf-8")
    return [f"{line}\r" for line in data.split("\r\n")[:-1]]


def calendar(view: View, found: Commitments) -> bytes:
    """The commitments that have a deadline, as one calendar."""
    from icalendar import Calendar  # noqa: PLC0415 (only a calendar needs it)

    made = Calendar()
    made.add("prodid", "-//onrecord//commitments//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Deadlines on record")
    for row in found.rows:
        if row.deadline is not None:
            made.add_component(_event(view, found, row))
    data: bytes = made.to_ical()
    return data


def undated(found: Commitments) -> int:
    """How many commitments have no deadline, so that no calendar can hold them."""
    return sum(row.deadline is None for row in found.rows)


def _event(view: View, found: Commitments, row: Standing) -> Event:
    from icalendar import Event  # noqa: PLC0415 (only a calendar needs it)

    made = Event()
    made.add("uid", f"{row.entry.id}@onrecord")
    made.add("dtstamp", datetime.combine(found.on, time(), UTC))
    made.add("dtstart", row.deadline)
    if row.deadline is not None and row.deadline < date.max:
        made.add("dtend", row.deadline + timedelta(days=1))
    made.add("summary", clean(f"{_told(row)}: {of_commitment(row.body)}"))
    made.add("description", "\n".join(map(clean, _lines(view, found, row))))
    made.add("categories", [row.status.value])
    made.add("transp", "TRANSPARENT")
    address = link(view.revision[row.entry.revision].address)
    if address and address.isascii():
        made.add("url", address)
    return made


def _told(row: Standing) -> str:
    if row.outcomes:
        return ", ".join(dict.fromkeys(o.fate for o in row.outcomes)).capitalize()
    return STATUS[row.status].capitalize()


def _lines(view: View, found: Commitments, row: Standing) -> list[str]:
    lines = [f"“{words(row.entry)}” ({source(view, row.entry)})", f"Ends: {due(row)}."]
    lines += [
        f"{o.fate.capitalize()}: “{words(o.teller)}” ({source(view, o.teller)}). {o.reason}" for o in row.outcomes
    ]
    known = f", by what was published by {view.known}" if view.known else ""
    return [*lines, f"As of {found.on}{known}. Entry {row.entry.id}."]
