"""The strip of time beside an occurrence: the year it begins in, with a tick, a bar, or a bracket.

A day is a tick and a vaguer date a bar as wide as it is vague; what is not told as happened is drawn in dashes, what
only a source claims is hollow. A commitment is a bracket that opens where it begins and closes at its deadline; one
that runs on past the year, or has no end, stays open at the right.
"""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from onrecord.model import EventFactuality, Interval
from onrecord.present.dossier import phrases
from onrecord.query import Occurrence

WIDTH, HEIGHT = 156, 14
MONTHS = 12
ARM = 3
"""Length of a bracket's arms."""
LEAST = 1.5
"""Width of the narrowest bar."""
DASHED = {EventFactuality.PLANNED.value, EventFactuality.POSSIBLE.value, EventFactuality.DENIED.value}


def track(found: Occurrence) -> Markup:
    """The strip as SVG; empty where no first day is known. The days stand in words beside it."""
    if found.when is None or found.when.start is None:
        return Markup("")
    year = found.when.start.year
    months = "".join(f"M{WIDTH * n / MONTHS:g} 5V9" for n in range(MONTHS + 1))
    drawn = _bracket(found, year) if found.commitment else _tick(found, found.when, year)
    return Markup(
        '<svg class="track {}" viewBox="-1 0 {} {}" width="{}" height="{}" aria-hidden="true">'
        '<path class="axis" d="M0 7H{}{}"/>{}</svg>'
    ).format(found.entry.kind.value, WIDTH + 2, HEIGHT, WIDTH + 2, HEIGHT, WIDTH, months, drawn)


def _at(day: date, year: int) -> float:
    """Where a day begins on the strip; what lies after the year is past its right end."""
    if day.year != year:
        return 0.0 if day.year < year else float(WIDTH + 1)
    length = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    return round((day - date(year, 1, 1)).days * WIDTH / length, 1)


def _tick(found: Occurrence, held: Interval, year: int) -> Markup:
    start = _at(held.start, year) if held.start else 0.0
    sure = "hollow" if found.standing == EventFactuality.CLAIMED.value else ""
    sure = "dashed" if found.standing in DASHED else sure
    if held.is_day:
        return Markup('<path class="tick {}" d="M{} 1V13"/>').format(sure, f"{start:g}")
    end = min(_at(held.end, year), WIDTH) if held.end else WIDTH
    wide = max(end - start, LEAST)
    return Markup('<rect class="bar {}" x="{}" y="4" width="{}" height="6"/>').format(sure, f"{start:g}", f"{wide:g}")


def _bracket(found: Occurrence, year: int) -> Markup:
    start = _at(found.when.start, year) if found.when and found.when.start else 0.0
    until = found.until.end - phrases.ONE if found.until and found.until.end else None
    end = _at(until, year) if until else WIDTH + 1.0
    opened = f"M{start + ARM:g} 1H{start:g}V13H{start + ARM:g}"
    if end > WIDTH:
        return Markup('<path class="bracket" d="{}M{} 7H{}"/>').format(opened, f"{start:g}", WIDTH)
    closed = f"M{end - ARM:g} 1H{end:g}V13H{end - ARM:g}" if end - start > ARM else f"M{end:g} 1V13"
    return Markup('<path class="bracket" d="{}M{} 7H{}{}"/>').format(opened, f"{start:g}", f"{end:g}", closed)
