"""Figures over time: one small panel for each series that can be compared, drawn by Vega-Lite as SVG.

What is true of a day is a dot, of a month a bar, of days too few for a bar a square; "at most" is a cap, "at least" a
floor, "about" a halo without an edge, a range a box. A figure printed later than the days it is true of has a hair to
its publication.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from onrecord.model import Entry, Figure, Interval, Modifier
from onrecord.present.dossier import phrases
from onrecord.present.dossier.desk import Desk
from onrecord.query import Series

WIDTH, HEIGHT = 268, 132
PADDING = {"left": 52, "right": 12, "top": 12, "bottom": 24}
"""A fixed frame: measured text would make the picture depend on the fonts of the machine."""

FEWEST = 2
"""Figures that make a panel."""

BASE = "https://words.invalid/"
"""Stands for the page's own folder: Vega makes relative addresses absolute, and this is taken out again."""

UPPER = {Modifier.AT_MOST, Modifier.FEWER_THAN}
LOWER = {Modifier.AT_LEAST, Modifier.MORE_THAN}
CAP, FLOOR, CROSS = "M-1,0L1,0M0,0L0,1.6", "M-1,0L1,0M0,0L0,-1.6", "M-.6,-.6L.6,.6M-.6,.6L.6,-.6"
NARROW = 45
"""A stretch that would take up less than this part of the time drawn is a square: its bar could not be seen."""
FEW_YEARS, FEW_MONTHS = 3, 2
ROOM, EDGE = 12, 30
"""An interval that is open at one end runs on over this part of the time that is drawn; no mark stands on the edge."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """One series drawn. `left_out` are the figures that no place on the panel can be given, with the reason."""

    series: Series
    figures: int
    svg: Markup
    left_out: tuple[tuple[Entry, str], ...]


def panels(desk: Desk, chosen: Iterable[Series]) -> list[Panel]:
    """The panels of the chosen series, all on one scale of time."""
    kept = [s for s in chosen if is_drawn(desk.series[s])]
    axis = _days(entry_figure for s in kept for entry_figure in desk.series[s])
    return [_panel(desk, s, axis) for s in kept]


def is_drawn(figures: Sequence[tuple[Entry, Figure]]) -> bool:
    """Whether a series has figures enough that can be placed."""
    return sum(_why_not(entry, figure) is None for entry, figure in figures) >= FEWEST


def _panel(desk: Desk, series: Series, axis: tuple[date, date]) -> Panel:
    figures = desk.series[series]
    rows = [_row(desk, entry, figure, axis) for entry, figure in figures if _why_not(entry, figure) is None]
    left_out = tuple((entry, why) for entry, figure in figures if (why := _why_not(entry, figure)))
    return Panel(series, len(figures), _drawn(_spec(rows, axis)), left_out)


def _why_not(entry: Entry, figure: Figure) -> str | None:
    if _height(figure) is None:
        return "its words give no number"
    dated = figure.valid or entry.published
    return None if dated and (dated.start or dated.end) else "neither its day nor its publication is on record"


def _height(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """The two ends that are drawn, equal where there is one number."""
    q = figure.quantity
    ends = [v for v in (q.low, q.high) if v is not None]
    if q.modifier in UPPER and q.high is not None:
        return q.high, q.high
    if q.modifier in LOWER and q.low is not None:
        return q.low, q.low
    if len(ends) > 1:
        return ends[0], ends[1]
    if q.value is not None:
        return q.value, q.value
    return (ends[0], ends[0]) if ends else None


def _row(desk: Desk, entry: Entry, figure: Figure, axis: tuple[date, date]) -> Row:
    low, high = _height(figure) or (Decimal(0), Decimal(0))
    shown = figure.valid or entry.published or Interval(None, None)
    start, end = shown.start or axis[0], shown.end or axis[1]
    source = entry.attributed_to[-1] if entry.attributed_to else None
    return {
        "x": _ms(start),
        "x2": _ms(end),
        "mid": (_ms(start) + _ms(end)) // 2,
        "low": float(low),
        "high": float(high),
        "shape": _shape(figure.valid, axis),
        "range": low != high,
        "about": figure.quantity.modifier is Modifier.ABOUT,
        "cap": figure.quantity.modifier in UPPER,
        "floor": figure.quantity.modifier in LOWER,
        "hollow": source is not None and source.anonymous,
        "printed": _printed(figure.valid, entry.published),
        "href": BASE + desk.words(entry),
        "text": f"{phrases.quantity(figure.quantity)}, {phrases.days(figure.valid)}; "
        f"{source.name if source else 'the article itself'}, published {phrases.days(entry.published)}",
    }


def _shape(valid: Interval | None, axis: tuple[date, date]) -> str:
    if valid is None:
        return "cross"
    if valid.start is None or valid.end is None:
        return "open"
    if valid.is_day:
        return "day"
    return "bar" if (valid.end - valid.start) * NARROW >= axis[1] - axis[0] else "short"


def _printed(valid: Interval | None, published: Interval | None) -> int | None:
    """Where the hair ends: at the publication, if that lies after the days the figure is true of."""
    if valid is None or valid.end is None or published is None or published.start is None:
        return None
    return _ms(published.start) if published.start >= valid.end else None


def _ms(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp()) * 1000


def _days(figures: Iterable[tuple[Entry, Figure]]) -> tuple[date, date]:
    """The first and last day that is drawn, for panels that are read side by side."""
    spans = [i for entry, figure in figures for i in (figure.valid, entry.published) if i is not None]
    found = [d for i in spans for d in (i.start, i.end) if d is not None]
    first, last = min(found, default=date(2000, 1, 1)), max(found, default=date(2001, 1, 1))
    room = (last - first) / ROOM
    edge = (last - first) / EDGE
    before, after = any(i.start is None for i in spans), any(i.end is None for i in spans)
    return first - (room if before else edge), last + (room if after else edge)


def _ticks(axis: tuple[date, date]) -> list[date]:
    """The first of years where there are several, of months where there are few, else two days."""
    first, last = axis
    years = [date(y, 1, 1) for y in range(first.year, min(last.year + 1, 9999) + 1)]
    if last.year - first.year >= FEW_YEARS:
        step = 1 + (last.year - first.year) // 7
        return [d for d in years if first <= d <= last and d.year % step == 0]
    months = [date(d.year, m, 1) for d in years for m in range(1, 13)]
    inside = [d for d in months if first <= d <= last]
    if len(inside) < FEW_MONTHS:
        return [first + (last - first) * part / 4 for part in (1, 3)]
    return inside[:: 1 + len(inside) // 5]


def _spec(rows: Sequence[Row], axis: tuple[date, date]) -> dict[str, Any]:
    ticks = _ticks(axis)
    x_axis = {"values": [_ms(d) for d in ticks], "format": _format(ticks), "title": None}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": "none",
        "padding": PADDING,
        "background": None,
        "config": CONFIG,
        "encoding": {
            "y": {
                "field": "high",
                "type": "quantitative",
                "axis": {"title": None, "tickCount": 4, "labelExpr": LABEL},
                "scale": {"domain": _heights(rows), "nice": True, "padding": 0},
            },
            "x": {
                "type": "temporal",
                "axis": x_axis,
                "scale": {"type": "utc", "domain": [_ms(d) for d in axis], "padding": 8},
            },
        },
        "layer": [layer for make in LAYERS if (layer := make(rows))],
    }


def _format(ticks: Sequence[date]) -> str:
    if all((d.month, d.day) == (1, 1) for d in ticks):
        return "%Y"
    return "%b %Y" if all(d.day == 1 for d in ticks) else "%-d %b %Y"


def _heights(rows: Sequence[Row]) -> list[float]:
    """From nought, or from the lowest where numbers lie below it."""
    low, high = min(r["low"] for r in rows), max(r["high"] for r in rows)
    return [min(0.0, low), high if high > 0 else 1.0]


def _layer(rows: Iterable[Row], mark: Mapping[str, object], x: str, **encoding: object) -> dict[str, Any] | None:
    values = list(rows)
    if not values:
        return None
    return {"data": {"values": values}, "mark": mark, "encoding": {"x": {"field": x}, **encoding}}


def _hairs(rows: Sequence[Row]) -> dict[str, Any] | None:
    mark = {"type": "rule", "strokeWidth": 1, "color": "var(--figure)", "opacity": 0.8, "aria": False}
    return _layer((r for r in rows if r["printed"]), mark, "x2", x2={"field": "printed"})


def _prints(rows: Sequence[Row]) -> dict[str, Any] | None:
    mark = {"type": "tick", "thickness": 1, "size": 7, "color": "var(--figure)", "opacity": 0.8, "aria": False}
    return _layer((r for r in rows if r["printed"]), {**mark, "orient": "vertical"}, "printed")


def _halos(rows: Sequence[Row]) -> dict[str, Any] | None:
    mark = {"type": "point", "filled": True, "size": 420, "color": "var(--figure)", "opacity": 0.18, "aria": False}
    return _layer((r for r in rows if r["about"] and not r["range"]), mark, "mid")


def _sign(flag: str, shape: str) -> Callable[[Sequence[Row]], dict[str, Any] | None]:
    mark = {"type": "point", "shape": shape, "size": 200, "strokeWidth": 1.5, "opacity": 1, "aria": False}
    return lambda rows: _layer((r for r in rows if r[flag]), {**mark, "color": "var(--figure)"}, "mid")


def _boxes(rows: Sequence[Row]) -> dict[str, Any] | None:
    mark = {"type": "rect", "strokeWidth": 1.5, "stroke": "var(--figure)", "opacity": 1}
    ends: dict[str, object] = {"x2": {"field": "x2"}, "y2": {"field": "low"}}
    return _layer((r for r in rows if r["range"]), mark, "x", **ends, **_linked("var(--figure-fill)"))


def _whiskers(height: str) -> Callable[[Sequence[Row]], dict[str, Any] | None]:
    """The ends of ranges."""
    mark = {"type": "tick", "orient": "horizontal", "size": 11, "thickness": 1.5, "color": "var(--figure)"}
    return lambda rows: _layer(
        (r for r in rows if r["range"]), {**mark, "aria": False}, "mid", y={"field": height, "type": "quantitative"}
    )


def _bars(rows: Sequence[Row]) -> dict[str, Any] | None:
    mark = {"type": "bar", "orient": "horizontal", "size": 5, "strokeWidth": 1, "stroke": "var(--figure)"}
    kept = (r for r in rows if r["shape"] == "bar" and not r["range"])
    return _layer(kept, mark, "x", x2={"field": "x2"}, **_linked())


def _open_bars(rows: Sequence[Row]) -> dict[str, Any] | None:
    mark = {"type": "bar", "orient": "horizontal", "size": 6, "stroke": "var(--figure)", "strokeDash": [3, 2]}
    kept = (r for r in rows if r["shape"] == "open" and not r["range"])
    return _layer(kept, mark, "x", x2={"field": "x2"}, **_linked("var(--figure-fill)"))


def _dots(rows: Sequence[Row]) -> dict[str, Any] | None:
    mark = {"type": "point", "size": 50, "strokeWidth": 1.5, "stroke": "var(--figure)", "opacity": 1}
    return _layer((r for r in rows if r["shape"] == "day" and not r["range"]), mark, "mid", **_linked())


def _squares(rows: Sequence[Row]) -> dict[str, Any] | None:
    mark = {"type": "point", "shape": "square", "size": 50, "strokeWidth": 1.5, "stroke": "var(--figure)", "opacity": 1}
    return _layer((r for r in rows if r["shape"] == "short" and not r["range"]), mark, "mid", **_linked())


def _counts(rows: Sequence[Row]) -> dict[str, Any] | None:
    """How many figures lie on one another, beside the mark that they share."""
    places = Counter((r["x"], r["x2"], r["low"], r["high"]) for r in rows)
    first = {(r["x"], r["x2"], r["low"], r["high"]): r for r in reversed(rows)}
    shared = [{**first[at], "many": f"{many}"} for at, many in places.items() if many > 1]
    mark = {"type": "text", "align": "left", "dx": 7, "dy": -6, "fontSize": 10, "color": "var(--soft)", "aria": False}
    return _layer(shared, mark, "mid", text={"field": "many"})


def _crosses(rows: Sequence[Row]) -> dict[str, Any] | None:
    mark = {"type": "point", "shape": CROSS, "size": 90, "strokeWidth": 1.75, "stroke": "var(--figure)", "opacity": 1}
    return _layer((r for r in rows if r["shape"] == "cross" and not r["range"]), mark, "mid", **_linked())


def _linked(fill: str = "var(--figure)") -> dict[str, object]:
    """A mark that is a door: hollow where the source keeps its name back."""
    return {
        "href": {"field": "href"},
        "description": {"field": "text"},
        "fill": {"condition": {"test": "datum.hollow", "value": "var(--paper)"}, "value": fill},
    }


LAYERS: tuple[Callable[[Sequence[Row]], dict[str, Any] | None], ...] = (
    _hairs,
    _prints,
    _halos,
    _sign("cap", CAP),
    _sign("floor", FLOOR),
    _whiskers("low"),
    _whiskers("high"),
    _boxes,
    _bars,
    _open_bars,
    _dots,
    _squares,
    _crosses,
    _counts,
)

LABEL = (
    "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',~f') + ' bn' : "
    "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',~f') + ' m' : format(datum.value, ',~f')"
)

CONFIG: dict[str, object] = {
    "font": "Liberation Sans",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 11,
        "labelColor": "var(--soft)",
        "domainColor": "var(--rule)",
        "tickColor": "var(--rule)",
        "gridColor": "var(--rule)",
        "gridOpacity": 0.5,
        "labelOverlap": False,
    },
    "axisX": {"grid": False, "labelFlush": False},
    "axisY": {"domain": False, "ticks": False, "labelPadding": 6},
}


def _drawn(spec: Mapping[str, Any]) -> Markup:
    """The SVG, its links made relative again; fonts and colours come from the page's style."""
    import vl_convert  # noqa: PLC0415 (only charts need it)

    svg = vl_convert.vegalite_to_svg(json.dumps(spec, sort_keys=True), vl_version="6.4", allowed_base_urls=[])
    inert = svg.replace(f'xlink:href="{BASE}', 'href="').replace(' font-family="Liberation Sans"', "")
    return Markup(inert)  # noqa: S704 - Vega escapes what it writes, and its links are addresses of this folder
