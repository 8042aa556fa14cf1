"""Panels hold what can be compared, and draw what is uncertain as uncertain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lxml import etree
from orla import WIRE, entry, figure, story

from onrecord.model import Interval
from onrecord.present.dossier.chart import is_drawn, panels
from onrecord.present.dossier.desk import Desk
from onrecord.query import Series, View

SVG = "{http://www.w3.org/2000/svg}"


def drawn(view: View | None = None) -> tuple[Desk, dict[tuple[str, str], etree._Element]]:
    desk = Desk(view or story(), "A record")
    return desk, {(p.series.counts, p.series.measure): etree.fromstring(p.svg) for p in panels(desk, desk.series)}


def doors(svg: etree._Element) -> list[str]:
    return [a.get("href") for a in svg.iter(f"{SVG}a")]


def mark(svg: etree._Element, door: str) -> etree._Element:
    (found,) = [a for a in svg.iter(f"{SVG}a") if a.get("href") == door]
    return found[0]


def test_every_figure_that_is_drawn_is_a_door_to_its_words() -> None:
    desk, found = drawn()
    deployed = found["sailors", "deployed"]
    held = desk.series[Series("deployed", "sailors", "Vessmark", None)]
    assert sorted(doors(deployed)) == sorted(desk.words(e) for e, _ in held)


def test_authorised_is_never_drawn_with_deployed() -> None:
    desk, found = drawn()
    for (counts, measure), svg in found.items():
        for door in doors(svg):
            body = desk.view.by_id[door.partition("#e-")[2]].body
            assert (body.counts, body.measure) == (counts, measure)


def test_one_figure_makes_no_panel() -> None:
    desk, found = drawn()
    assert ("crews", "other") not in found
    assert not is_drawn(desk.series[Series("sent", "sailors", "Vessmark", None)])


def test_an_anonymous_source_is_a_hollow_mark() -> None:
    desk, found = drawn()
    svg = found["sailors", "deployed"]
    fills = {
        desk.view.by_id[door.partition("#e-")[2]].body.quantity.surface: mark(svg, door).get("fill")
        for door in doors(svg)
    }
    assert fills["Fewer than 300"] == "var(--paper)"
    assert fills["405"] == "var(--figure)"


def test_each_mark_says_what_it_is() -> None:
    _, found = drawn()
    names = {mark(found["sailors", "deployed"], d).get("aria-label") for d in doors(found["sailors", "deployed"])}
    assert "405, Jun 2031; Orla Monitoring Group, published Nov 2031" in names


def test_caps_floors_and_halos_are_drawn_where_words_say_so() -> None:
    bare = [replace(e, attributed_to=()) for e in story().entries]
    at = Interval.month(2031, 6)
    most = entry(WIRE, figure("405", "x", "y", at, value=1, high=1, modifier="at_most"), "405 sailors", ordinal=1)
    least = entry(WIRE, figure("405", "x", "y", at, value=2, low=2, modifier="at_least"), "405 sailors", ordinal=2)
    between = entry(WIRE, figure("405", "x", "y", at, low=3, high=5, modifier="range"), "405 sailors", ordinal=3)
    _, found = drawn(View(story().revisions, (*bare, most, least, between), ()))
    svg = etree.tostring(found["x", "y"]).decode()
    plain = etree.tostring(found["cost", "other"]).decode()
    assert svg.count('stroke="var(--figure)"') > plain.count('stroke="var(--figure)"')
    assert len(doors(found["x", "y"])) == 3


def test_what_cannot_be_drawn_is_named() -> None:
    nameless = figure("Scores", "sailors", "deployed", None, subject="Vessmark")
    extra = entry(WIRE, nameless, "Dozens of crews", ordinal=9)
    view = story()
    desk = Desk(replace(view, entries=(*view.entries, extra)), "A record")
    (panel,) = [p for p in panels(desk, desk.series) if p.series.measure == "deployed"]
    assert panel.left_out == ((extra, "its words give no number"),)


def test_a_day_is_drawn_on_its_day_whatever_the_time_zone() -> None:
    _, found = drawn()
    labels = [t.text for t in found["sailors", "deployed"].iter(f"{SVG}text")]
    assert any(str(date(2031, 1, 1).year) in (label or "") for label in labels)


def test_a_stretch_too_short_for_a_bar_is_drawn_large_enough_to_be_seen() -> None:
    long, short = Interval(date(2021, 1, 1), date(2031, 1, 1)), Interval(date(2031, 6, 1), date(2031, 6, 3))
    figures = [figure(str(n), "x", "y", at, value=n) for n, at in enumerate((long, short))]
    made = [entry(WIRE, body, "405 sailors", ordinal=n) for n, body in enumerate(figures)]
    desk, found = drawn(View(story().revisions, tuple(made), ()))
    kinds = [mark(found["x", "y"], desk.words(e)).get("aria-roledescription") for e in made]
    assert kinds == ["bar", "point"]


def test_figures_that_lie_on_one_another_are_counted() -> None:
    at = Interval.day(date(2031, 6, 1))
    values = (1, 7, 7, 7)
    made = [entry(WIRE, figure("7", "x", "y", at, value=v), "405 sailors", ordinal=n) for n, v in enumerate(values)]
    desk, found = drawn(View(story().revisions, tuple(made), ()))
    (group,) = [g for g in found["x", "y"].iter(f"{SVG}g") if (g.get("class") or "").startswith("mark-text role-mark")]
    assert [t.text for t in group.iter(f"{SVG}text")] == ["3"]
    assert sorted(doors(found["x", "y"])) == sorted(desk.words(e) for e in made)
