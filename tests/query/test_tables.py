"""Entries as rows, and as tables of libraries that need not be there."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from onrecord.model import Kind
from onrecord.query import NotInstalledError, View, as_of, rows, table
from tellings import story, told

CASES = Path(__file__).parents[1] / "reconcile"
DEMO = story(CASES / "fates.toml", "the demo story")
PICKETS = story(CASES / "agreement" / "cases.toml", "200 in March and 250 in June are no quarrel")
DENIED = story(CASES / "agreement" / "cases.toml", "who rejects a claim denies it")


def test_a_list_of_a_view_is_narrowed_by_calling_it() -> None:
    assert [f.quantity.surface for _, f in PICKETS.figures] == ["200 pickets", "250 pickets"]
    assert [f.quantity.surface for _, f in PICKETS.figures(contains="250")] == ["250 pickets"]
    assert list(PICKETS.figures(measure="no such")) == []
    assert [e.anchors[0].exact for e, _ in DENIED.statements(speaker="lund")] == [
        "the claim that crews guard grain barges"
    ]


def test_a_called_list_is_that_of_the_views_day() -> None:
    days = [f.valid for _, f in PICKETS.figures]
    assert days[0]
    assert days[0].start
    then = as_of(PICKETS, on=days[0].start)
    assert [f.quantity.surface for _, f in then.figures()] == ["200 pickets"]
    assert len(list(then.figures)) == 2


@pytest.mark.parametrize(
    ("view", "kind"),
    [(DEMO, Kind.COMMITMENT), (DEMO, Kind.EVENT), (PICKETS, Kind.FIGURE), (DENIED, Kind.ATTRIBUTION)],
)
def test_rows_are_flat_and_of_one_shape_and_lead_back(view: View, kind: Kind) -> None:
    found = table(view, kind)
    assert found
    assert len({tuple(row) for row in found}) == 1
    assert all(isinstance(cell, str | bool | date | Decimal | None) for row in found for cell in row.values())
    assert {row["entry"] for row in found} == {e.id for e in view.entries if e.kind is kind}


def test_rows_hold_first_and_last_days_and_decimals() -> None:
    (ceiling,) = [r for r in DEMO.commitments.rows() if r["cap"] == Decimal(300)]
    assert (ceiling["type"], ceiling["counts"]) == ("ceiling", "personnel")
    (first,) = [r for r in DEMO.commitments.rows() if r["due_to"] == date(2018, 9, 30)]
    assert first["due_from"] == date(2018, 9, 30)
    assert PICKETS.figures.rows() == rows(PICKETS)


def test_other_kinds_have_no_rows() -> None:
    with pytest.raises(ValueError, match="entity"):
        table(DEMO, Kind.ENTITY)


@pytest.mark.parametrize(("library", "extra", "method"), [("pandas", "pandas", "frame"), ("pyarrow", "arrow", "arrow")])
def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, library: str, extra: str, method: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(NotInstalledError, match=rf"{library} is not installed: pip install 'onrecord\[{extra}\]'"):
        getattr(PICKETS.figures, method)()


def test_a_data_frame() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    made = PICKETS.figures.frame()
    assert list(made["printed"]) == ["200 pickets", "250 pickets"]
    assert list(made.columns) == list(PICKETS.figures.rows()[0])
    assert len(told([{"text": "Words."}]).figures.frame()) == 0


def test_an_arrow_table() -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    made = PICKETS.figures.arrow()
    assert made.column("value").to_pylist() == [Decimal(200), Decimal(250)]
    assert made.column("valid_from").to_pylist() == [row["valid_from"] for row in PICKETS.figures.rows()]
    assert told([{"text": "Words."}]).figures.arrow().num_rows == 0
