"""Series: figures of the same thing at different times, one line for each measure of it, subject and place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Entry, Figure, Interval, digest
from onrecord.query.view import View
from onrecord.record.columns import Cell, cells, ends, holders, publisher

JOINT = re.compile(r"(?!U\.?[SK]\b)(?:(?:[A-Z]\.?){2,}|European Union|African Union|United Nations|Arab League)(?!\w)")
"""The beginning of the name of a mission that states run together: an acronym that is no country's, or a union."""

Told = tuple[Entry, Figure]
"""A figure and the entry that it is the body of."""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that can be compared: one measure of one thing, of one subject, in one unit, in one place.

    A ceiling is never in line with a strength, and what came on top (`increment`) never with a level. `place` is None
    where the figures are not told apart by it. `mission` is that of a body of states which the counted serve on: they
    are a part of the subject's own, and not in line with all of them.
    """

    measure: str
    counts: str
    subject: str | None
    unit: str | None
    place: str | None = None
    increment: bool = False
    mission: str | None = None

    @property
    def id(self) -> str:
        """The same for equal series, in every record; their address on the pages of figures and charts."""
        parts = (self.measure, self.counts, self.subject, self.unit, self.place, self.increment, self.mission)
        return f"f-{digest('series', *parts)}"

    @property
    def thing(self) -> str:
        """`Sailors, deployed`, `Cases, added`."""
        counts = f"{self.counts[:1].upper()}{self.counts[1:]}"
        plain = self.measure == "other" or self.measure in self.counts.split()
        return ", ".join([counts, *([] if plain else [self.measure]), *(["added"] if self.increment else [])])

    @property
    def short(self) -> str:
        """`Sailors, deployed · Norland · Orla Bay`: subject and place only where there are any."""
        return " · ".join(part for part in (self.thing, self.subject, self.mission, self.place) if part)

    @property
    def label(self) -> str:
        """The same, and that the subject is not on record where it is not."""
        return self.short if self.subject else f"{self.short} · subject not on record"

    @property
    def order(self) -> tuple[str | bool, ...]:
        """By subject, then what is counted, then measure, mission, place and unit, increments after levels."""
        subject = (self.subject or "\U0010ffff").casefold()
        rest = (self.mission or "", self.place or "", self.unit or "")
        return subject, self.counts.casefold(), self.measure, self.increment, *rest


def grouped(figures: Iterable[Told]) -> Mapping[Series, list[Told]]:
    """Figures by series, the series in their order, the figures of each by the days that they are true of.

    Places part a series only where it names several; what names none of them is then a line by itself.
    """
    found: dict[Series, list[Told]] = defaultdict(list)
    for told in figures:
        found[_without_place(told[1])].append(told)
    parted = dict(pair for series, held in found.items() for pair in _parted(series, held))
    return {s: sorted(parted[s], key=_order) for s in sorted(parted, key=lambda s: s.order)}


def _without_place(figure: Figure) -> Series:
    unit, mission = figure.quantity.unit, _joint_mission(figure)
    return Series(figure.measure, _counts(figure), figure.subject, unit, None, figure.increment, mission)


def _joint_mission(figure: Figure) -> str | None:
    """The mission that a figure is on where a body of states runs it and the subject only takes part."""
    mission = figure.mission or ""
    own = figure.subject is None or mission.startswith(figure.subject)
    return mission if JOINT.match(mission) and not own else None


def _counts(figure: Figure) -> str:
    """What is counted, without the nation that the subject tells already: "Norvaldan personnel" are personnel."""
    first, _, rest = figure.counts.partition(" ")
    return rest if figure.subject and rest == "personnel" and first[:1].isupper() else figure.counts


def _parted(series: Series, figures: list[Told]) -> Iterator[tuple[Series, list[Told]]]:
    """A series, or one for each of the places that its figures name."""
    if len({_place(f) for _, f in figures} - {None}) <= 1:
        shared = {_place(f) for _, f in figures}
        yield replace(series, place=next(iter(shared)) if len(shared) == 1 else None), figures
        return
    by_place: dict[str | None, list[Told]] = defaultdict(list)
    for told in figures:
        by_place[_place(told[1])].append(told)
    yield from ((replace(series, place=place), held) for place, held in by_place.items())


def _place(figure: Figure) -> str | None:
    return None if figure.place == figure.subject else figure.place


def _order(told: Told) -> tuple[object, ...]:
    """By the first day that it is true of, else of its publication; those of no known day last."""
    entry, figure = told
    return _days(figure.valid or entry.published), _days(entry.published), entry.revision, entry.anchors[0].span


def _days(interval: Interval | None) -> tuple[date, date]:
    if interval is None or (interval.start is None and interval.end is None):
        return date.max, date.max
    return interval.start or interval.end or date.max, interval.end or date.max


# --- as rows


def rows(view: View) -> list[dict[str, Cell]]:
    """The figures as flat rows, series by series: what `pandas.DataFrame(rows)` or a CSV writer takes as it is.

    `valid_to` and `published_to` are the last days, not the days after.
    """
    return [_row(view, series, entry) for series, held in grouped(view.figures).items() for entry, _ in held]


def _row(view: View, series: Series, entry: Entry) -> dict[str, Cell]:
    revision = view.revision[entry.revision]
    return {
        "series": series.id,
        **cells(entry),
        "subject": series.subject,
        "counts": series.counts,
        **ends("published", entry.published),
        "attributed_to": holders(entry),
        "publisher": publisher(revision),
        "article": revision.path,
        "entry": entry.id,
    }
