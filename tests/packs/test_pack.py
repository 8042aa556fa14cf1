"""Packs and the lexicons beside them: sound data, and clear errors where they are not."""

from __future__ import annotations

import pycountry
import pytest

from onrecord.packs import SHIPPED, PackError, PackSchemaError, UnknownPackError, lexicon, pack, packs, read_pack

PLAIN = 'name = "tides"\ntitle = "Tides"\n'


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_pack_is_sound(name: str) -> None:
    found = pack(name)
    assert found.name == name
    assert all(unit.words and unit.kind for unit in found.units)


def test_units_default_to_a_measure_that_some_pack_has() -> None:
    whole = packs()
    assert {u.default for u in whole.units} <= {*whole.measure_of, "other"}
    assert {o.measure for o in whole.outcomes} <= {*whole.measure_of, None}


def test_general_always_applies() -> None:
    assert packs(("epidemic",)).name == "general+epidemic"
    assert packs(()).name == "general"


def test_a_later_pack_adds_to_a_measure() -> None:
    assert pack("general").measure_of["sent"].objects < packs().measure_of["sent"].objects
    assert len([m for m in packs().measures if m.name == "sent"]) == 1


def test_no_unit_word_is_listed_twice_in_one_pack() -> None:
    for name in SHIPPED:
        words = [w for u in pack(name).units for w in u.words]
        assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("name = ", "no TOML"),
        ('title = "Tides"', "name"),
        (f'{PLAIN}colour = "blue"', "colour"),
        (f"{PLAIN}qualifiers = 3", "qualifiers"),
        (f'{PLAIN}unit = "waves"', "[[unit]]"),
        (f'{PLAIN}[[unit]]\nkind = "thing"', "no words"),
        (f'{PLAIN}[[unit]]\nwords = ["wave"]', "kind"),
        (f'{PLAIN}[[measure]]\nname = "height"\nverb = ["rise"]', "verb"),
        (f'{PLAIN}[[measure]]\nname = "height"\nobjects = ["rise", 3]', "objects"),
        (f'{PLAIN}[[outcome]]\nmeasure = "height"', "counts"),
    ],
)
def test_a_faulty_pack_is_named_with_its_fault(source: str, names: str) -> None:
    with pytest.raises(PackSchemaError, match="'tides'") as caught:
        read_pack(source, "tides")
    assert names in str(caught.value)


def test_an_unknown_pack_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownPackError, match="general"):
        pack("tides")
    assert issubclass(UnknownPackError, PackError)


def test_countries_have_codes_and_share_no_word() -> None:
    tables = lexicon("countries")["country"]
    assert len(tables) > 200
    for table in tables:
        code = table["code"]
        known = pycountry.countries.get(alpha_2=code) or pycountry.subdivisions.get(code=code)
        assert known or code == "XK"
    words = [w.lower() for t in tables for w in (t["name"], *t["demonyms"], *t["aliases"])]
    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("name", ["numbers", "units", "countries"])
def test_lexicons_hold_tables(name: str) -> None:
    assert lexicon(name)
