from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from onrecord.model import Anchor, Entry, Figure, Holder, Interval, Modifier, Quantity, Revision
from onrecord.query import Series, View, grouped, rows

TEXT = "The garrison of Orla had between 40 and 60 sailors."
WIRE = Revision(TEXT, (), "wire.txt")
MAY, JUNE = Interval.month(2031, 5), Interval.day(date(2031, 6, 3))


def sailors(value: int, valid: Interval | None, **facts: object) -> Figure:
    quantity = Quantity(Decimal(value), None, None, Modifier.EXACT, f"{value}")
    return replace(Figure(quantity, "sailors", "Vessmark", "deployed", valid), **facts)


def view(*figures: Figure, published: Interval | None = None) -> View:
    entries = (
        Entry(WIRE.id, f, (Anchor.of(TEXT, n, n + 3),), "f/1", 1.0, (Holder("the port"),), published, n)
        for n, f in enumerate(figures)
    )
    return View((WIRE,), tuple(entries), ())


def values(*figures: Figure) -> dict[str, list[int]]:
    found = grouped(view(*figures).figures)
    return {s.short: [int(f.quantity.value or 0) for _, f in held] for s, held in found.items()}


def test_a_series_is_in_the_order_of_the_days_that_it_is_true_of() -> None:
    assert values(sailors(60, JUNE), sailors(40, MAY), sailors(50, None)) == {
        "Sailors, deployed · Vessmark": [40, 60, 50]
    }


def test_ceilings_strengths_and_increments_are_apart() -> None:
    found = values(
        sailors(60, JUNE), sailors(90, JUNE, measure="authorised"), sailors(20, JUNE, increment=True), sailors(40, MAY)
    )
    assert found == {
        "Sailors, authorised · Vessmark": [90],
        "Sailors, deployed · Vessmark": [40, 60],
        "Sailors, deployed, added · Vessmark": [20],
    }


def test_places_part_a_series_only_where_several_are_named() -> None:
    assert values(sailors(40, MAY, place="Orla"), sailors(60, JUNE)) == {"Sailors, deployed · Vessmark": [40, 60]}
    assert values(sailors(40, MAY, place="Orla"), sailors(60, JUNE, place="Orla")) == {
        "Sailors, deployed · Vessmark · Orla": [40, 60]
    }
    assert values(sailors(40, MAY, place="Orla"), sailors(60, JUNE, place="Lenna"), sailors(99, JUNE)) == {
        "Sailors, deployed · Vessmark": [99],
        "Sailors, deployed · Vessmark · Lenna": [60],
        "Sailors, deployed · Vessmark · Orla": [40],
    }


def test_a_subject_is_no_place_of_its_own() -> None:
    assert values(sailors(40, MAY, place="Vessmark")) == {"Sailors, deployed · Vessmark": [40]}


def test_a_nation_s_personnel_are_in_line_with_its_personnel() -> None:
    found = values(sailors(40, MAY, counts="Vessmarkan personnel"), sailors(60, JUNE, counts="personnel"))
    assert found == {"Personnel, deployed · Vessmark": [40, 60]}


def test_those_on_a_mission_that_states_run_together_are_not_in_line_with_all() -> None:
    on = sailors(17, JUNE, mission="NATO training mission")
    own = sailors(60, JUNE, mission="Operation Lamp")
    assert values(sailors(40, MAY), on, own) == {
        "Sailors, deployed · Vessmark": [40, 60],
        "Sailors, deployed · Vessmark · NATO training mission": [17],
    }


def test_equal_series_have_one_id_and_others_another() -> None:
    one = Series("deployed", "sailors", "Vessmark", None)
    assert one.id == Series("deployed", "sailors", "Vessmark", None).id
    others = [replace(one, increment=True), replace(one, place="Orla"), replace(one, measure="authorised")]
    assert len({s.id for s in (one, *others)}) == 4


def test_rows_are_flat_and_lose_no_figure_and_no_digit() -> None:
    ranged = Quantity(None, Decimal(40), Decimal(60), Modifier.RANGE, "between 40 and 60")
    seen = view(sailors(70, MAY), replace(sailors(0, None), quantity=ranged), published=JUNE)
    found = rows(seen)
    assert [r["entry"] for r in found] == [e.id for e in seen.entries]
    assert len({r["series"] for r in found}) == 1
    first, second = found
    assert (first["value"], first["valid_from"], first["valid_to"]) == (
        Decimal(70),
        date(2031, 5, 1),
        date(2031, 5, 31),
    )
    assert (second["value"], second["low"], second["high"]) == (None, Decimal(40), Decimal(60))
    assert (second["valid_from"], second["published_from"], second["published_to"]) == (None, JUNE.start, JUNE.start)
    assert (second["modifier"], second["printed"], second["attributed_to"]) == (
        "range",
        "between 40 and 60",
        "the port",
    )
    assert all(v is None or isinstance(v, (str, bool, date, Decimal)) for r in found for v in r.values())


def test_a_record_without_figures_has_no_rows() -> None:
    assert rows(View((), (), ())) == []
