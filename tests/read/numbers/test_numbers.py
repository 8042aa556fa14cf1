"""Every number of a text, with its unit, its modifier and what it counts."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Block, Modifier, NumberKind, NumberReading, Parse, Timex, TimexType, ZoneType
from onrecord.read import Reader
from onrecord.read.numbers import numbers
from onrecord.read.numbers.atoms import decimal

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
GENTLE = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def parsed(reader: Reader, text: str) -> Parse:
    return reader.parse(text, (Block(ZoneType.BODY, 0, len(text)),))


def shown(number: NumberReading) -> dict[str, str]:
    quantity = number.quantity
    found = {
        "surface": quantity.surface,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "modifier": None if quantity.modifier is Modifier.EXACT else quantity.modifier.value,
        "unit": quantity.unit,
        "kind": None if number.kind is NumberKind.COUNT else number.kind.value,
        "counts": number.counts,
    }
    return {key: str(value) for key, value in found.items() if value is not None}


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else []
    return pytest.param(case, id=case["text"][:60], marks=marks)


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_reads_each_number(case: dict, reader: Reader) -> None:
    assert [shown(n) for n in numbers(parsed(reader, case["text"]))] == case["expect"]


@pytest.mark.parametrize("case", [marked({"text": c["text"]}) for c in CASES])
def test_surface_stands_in_the_text_and_gives_the_same_number_again(case: dict, reader: Reader) -> None:
    parse = parsed(reader, case["text"])
    for number in numbers(parse):
        surface = number.quantity.surface
        assert parse.text[number.start : number.end].startswith(surface)
        assert parse.tokens[number.first].start <= number.start
        assert number.end <= parse.tokens[number.last - 1].end
        if number.kind not in {NumberKind.COUNT, NumberKind.MONEY, NumberKind.PERCENT} or "(" in case["text"]:
            continue  # a date, a name and a conversion are known by the words around them
        tail = " of them" if number.kind is NumberKind.PERCENT or number.quantity.value is None else " deaths"
        tail = " was killed" if surface == "None" else tail
        again = numbers(parsed(reader, f"{surface}{tail}"))[0].quantity
        assert (again.value, again.low, again.high) == (
            number.quantity.value,
            number.quantity.low,
            number.quantity.high,
        )


def test_there_are_enough_cases() -> None:
    assert len({c["text"] for c in CASES}) >= 120


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,000", "1000"),
        ("1,234,567.5", "1234567.5"),
        ("1.000", "1000"),
        ("1.250", "1.250"),
        ("1.250.000", "1250000"),
        ("1.250,75", "1250.75"),
        ("1,5", "1.5"),
        ("12,75", "12.75"),
        ("1 000", "1000"),
        ("1 000 000", "1000000"),
        ("1'000", "1000"),
        ("1,50,000", "150000"),
        ("0.50", "0.50"),
    ],
)
def test_locale_forms_are_read_by_stated_rules(printed: str, value: str) -> None:
    assert str(decimal(printed)) == value


@given(value=st.integers(1, 10**12))
def test_grouped_digits_give_their_value(value: int) -> None:
    assert decimal(f"{value:,}") == value
    assert decimal(f"{value:,}".replace(",", " ")) == value


BOUNDS = {
    "up to": Modifier.AT_MOST,
    "as many as": Modifier.AT_MOST,
    "a maximum of": Modifier.AT_MOST,
    "no more than": Modifier.AT_MOST,
    "at least": Modifier.AT_LEAST,
    "a minimum of": Modifier.AT_LEAST,
    "more than": Modifier.MORE_THAN,
    "over": Modifier.MORE_THAN,
    "fewer than": Modifier.FEWER_THAN,
    "under": Modifier.FEWER_THAN,
    "about": Modifier.ABOUT,
    "nearly": Modifier.ABOUT,
    "some": Modifier.ABOUT,
    "only": Modifier.EXACT,
}


@GENTLE
@given(value=st.integers(2, 10**9), words=st.sampled_from(sorted(BOUNDS)))
def test_any_bound_with_any_digits(reader: Reader, value: int, words: str) -> None:
    (number,) = numbers(parsed(reader, f"The port sent {words} {value:,} crates to the island."))
    assert number.quantity.value == value
    assert number.quantity.modifier is BOUNDS[words]
    assert number.quantity.surface == f"{words} {value:,}"
    assert isinstance(number.quantity.value, Decimal)


@GENTLE
@given(
    ends=st.tuples(st.integers(2, 10**6), st.integers(2, 10**6)),
    form=st.sampled_from(["between {} and {}", "{} to {}", "{}-{}"]),
)
def test_ranges_are_ordered_and_keep_both_ends(reader: Reader, ends: tuple[int, int], form: str) -> None:
    low, high = ends
    found = numbers(parsed(reader, f"The port counted {form.format(f'{low:,}', f'{high:,}')} crates."))
    for number in found:
        if number.quantity.modifier is Modifier.RANGE:
            assert number.quantity.low < number.quantity.high
            assert (number.quantity.low, number.quantity.high) == (low, high)
    if low < high and "-" not in form:
        assert [n.quantity.modifier for n in found] == [Modifier.RANGE]


def test_a_bare_number_within_a_time_expression_is_a_date(reader: Reader) -> None:
    text = "Turnout in the vote of the 14 was low."
    parse = parsed(reader, text)
    at = text.index("14")
    timex = Timex(at, at + 2, "14", TimexType.DATE, "XXXX-XX-14", None)
    assert [n.kind for n in numbers(parse)] == [NumberKind.COUNT]
    assert [n.kind for n in numbers(parse, (timex,))] == [NumberKind.DATE]


def test_a_text_without_numbers_has_none(reader: Reader) -> None:
    assert numbers(parsed(reader, "The mayor left the hall.")) == ()
