"""A timeline as TimelineJS JSON (https://timeline.knightlab.com/docs/json-format.html).

TimelineJS shows texts as HTML, so all that comes from articles is escaped. A year or month that is known no closer is
given as that; any other span as its first and last day with words beside it. What has no day cannot be drawn there:
the title slide says how many are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import escape

from onrecord.model import Interval
from onrecord.present.wording import around, headline, marks, source, told_by
from onrecord.query import Occurrence, View

ONE = timedelta(days=1)
Slide = dict[str, Any]


def lines(view: View, found: Sequence[Occurrence], title: str) -> list[str]:
    """The lines of the document, each without its end."""
    return json.dumps(document(view, found, title), ensure_ascii=False, indent=1).split("\n")


def document(view: View, found: Sequence[Occurrence], title: str) -> Slide:
    """What the file says."""
    drawn = [o for o in found if _starts(o)]
    left = len(found) - len(drawn)
    counted = f"{len(drawn):,} on the line" + (f", {left:,} of no known day left out" if left else "")
    return {
        "title": {"text": {"headline": str(escape(title)), "text": f"<p>{counted}.</p>"}},
        "events": [_slide(view, o) for o in drawn],
    }


def undrawn(found: Iterable[Occurrence]) -> int:
    """How many have no day, so that TimelineJS cannot show them."""
    return sum(not _starts(o) for o in found)


def _starts(found: Occurrence) -> date | None:
    """The first day to draw: of what is known by its end alone, that."""
    held = found.when or found.until
    return None if held is None else held.start or (held.end - ONE if held.end else None)


def _slide(view: View, found: Occurrence) -> Slide:
    slide = _dates(found)
    beside = ", ".join(marks(found))
    told = headline(found) + (f" ({beside})" if beside else "")
    return {
        **slide,
        "text": {"headline": str(escape(told)), "text": "".join(_quotations(view, found))},
        "group": "commitments" if found.commitment else "events",
        "unique_id": f"e-{found.entry.id}",
    }


def _quotations(view: View, found: Occurrence) -> Iterable[str]:
    counted = told_by(found)
    if counted:
        yield f"<p>{escape(counted.capitalize())}.</p>"
    for entry in found.tellings:
        before, exact, after = around(view, entry)
        yield f"<blockquote>{escape(before)}<b>{escape(exact)}</b>{escape(after)}</blockquote>"
        yield f"<p>{escape(source(view, entry))}</p>"


def _dates(found: Occurrence) -> Slide:
    when = found.when or found.until
    until = found.until if found.commitment else None
    if when is None:
        return {}
    first, last = when.start, when.end - ONE if when.end else None
    if until and until.end:
        closes = until.end - ONE
        begun = min(d for d in (first, last, closes) if d is not None)
        return {"start_date": _day(begun), "end_date": _day(closes), "display_date": _span(found)}
    part = _part(when)
    if part:
        return {"start_date": part}
    start = {"start_date": _day(first or last or date.min)}
    end = {"end_date": _day(last)} if first and last and first != last else {}
    return {**start, **end, **({"display_date": _told(when)} if not when.is_day else {})}


def _part(held: Interval) -> Slide | None:
    """A whole year or month, as that."""
    if held.start is None:
        return None
    year, month = held.start.year, held.start.month
    if held == Interval.year(year):
        return {"year": year}
    return {"year": year, "month": month} if held == Interval.month(year, month) else None


def _day(value: date) -> Slide:
    return {"year": value.year, "month": value.month, "day": value.day}


def _span(found: Occurrence) -> str:
    """A commitment's two ends in words."""
    until = _told(found.until) if found.until else "no stated day"
    return f"{_told(found.when)} – {until}" if found.when else f"until {until}"


def _told(held: Interval) -> str:
    if held.start is None:
        return f"by {held.end - ONE}" if held.end else "no known day"
    return f"from {held.start}" if held.end is None else str(held).replace("/", " – ")
