"""Packs and the lexicons beside them: sound data, and clear errors where they are not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pycountry
import pytest

from onrecord.model import CommitmentType
from onrecord.packs import (
    SHIPPED,
    Fault,
    FaultyPackError,
    PackError,
    PackText,
    UnknownPackError,
    all_shipped,
    chosen,
    combined,
    current,
    lexicon,
    pack,
    packs,
    read_pack,
    shipped,
)
from onrecord.packs.told import told as told_of

TIDES = """
name = "tides"
title = "Tides"
qualifiers = ["high"]

[[unit]]
counts = "waves"
kind = "water"
words = ["wave", "waves"]
default = "height"

[[measure]]
name = "height"
gauges = ["height"]
of = ["water"]

[[measure]]
name = "killed"
nouns = ["gauge"]

[[event]]
type = "flood"
nouns = ["flood"]

[[commitment]]
type = "ceiling"
nouns = ["high-water mark"]
"""


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


def test_packs_of_the_user_join_those_of_the_program(tmp_path: Path) -> None:
    file = tmp_path / "tides.toml"
    file.write_text(TIDES, "utf-8")
    texts = chosen(["epidemic", str(file), "epidemic"])
    assert [(t.name, t.shipped) for t in texts] == [("general", True), ("epidemic", True), ("tides", False)]
    whole = combined(texts)
    assert whole.name == "general+epidemic+tides"
    assert whole.unit_of["wave"].counts == "waves"
    assert whole.unit_of["case"].counts == "cases"
    assert {"gauge", "death"} & whole.measure_of["killed"].nouns == {"gauge", "death"}
    assert (whole.events[-1].type, whole.commitments[-1].type) == ("flood", CommitmentType.CEILING)


def test_of_a_word_that_two_packs_have_the_later_is_heard(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(TIDES.replace('"tides"', f'"{name}"').replace('"waves"', f'"{name}"', 1))
    assert combined(chosen([str(tmp_path / "one.toml"), str(tmp_path / "two.toml")])).unit_of["wave"].counts == "two"
    assert combined(chosen([str(tmp_path / "two.toml"), str(tmp_path / "one.toml")])).unit_of["wave"].counts == "one"


def test_a_name_is_that_of_the_program_or_of_one_that_is_kept() -> None:
    kept = PackText("tides", TIDES)
    assert chosen(["tides"], [kept])[-1] == kept
    with pytest.raises(UnknownPackError, match=r'"tides".*tides\.toml'):
        chosen(["tides"])
    with pytest.raises(UnknownPackError, match=r'Did you mean "epidemic"'):
        chosen(["epidemics"])


def test_a_file_that_is_named_as_a_pack_is_pointed_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("tides.toml", "moon.txt"):
        (tmp_path / name).touch()
    with pytest.raises(UnknownPackError, match=r'Did you mean "tides\.toml"'):
        chosen(["tides"])
    with pytest.raises(UnknownPackError, match=r"moon\.txt.*moon\.toml"):
        chosen(["moon.txt"])


def test_a_text_can_be_read_alone() -> None:
    assert read_pack(TIDES, "tides").unit_of["waves"].kind == "water"
    with pytest.raises(FaultyPackError, match="tides, line 1"):
        read_pack("name = tides", "tides")


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(TIDES + "colour = 1\n")
    (tmp_path / "b.toml").write_text("name = b\n")
    with pytest.raises(FaultyPackError) as caught:
        chosen([str(tmp_path / "a.toml"), str(tmp_path / "b.toml"), str(tmp_path / "c.toml")])
    assert [(Path(f.path).name, f.code) for f in caught.value.faults] == [
        ("a.toml", "unknown-key"),
        ("b.toml", "not-toml"),
        ("c.toml", "no-file"),
    ]
    assert isinstance(caught.value, PackError)


def test_a_pack_that_only_warns_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(TIDES.replace('"flood"]', '"flood", "flood"]'))
    told: list[Fault] = []
    assert chosen([str(tmp_path / "a.toml")], warn=told.append)[-1].name == "tides"
    assert [f.code for f in told] == ["word-twice"]


def test_a_kept_pack_of_the_program_is_taken_as_the_program_has_it() -> None:
    old = PackText("epidemic", 'name = "epidemic"\ntitle = "As it was"\n', shipped=True)
    gone = PackText("famine", TIDES.replace('"tides"', '"famine"'), shipped=True)
    own = PackText("tides", TIDES)
    assert current([old, gone, own]) == (shipped("general"), shipped("epidemic"), gone, own)


def test_what_is_told_of_a_pack_is_all_that_it_holds() -> None:
    for text in (*all_shipped(), PackText("tides", TIDES)):
        lines = "\n".join(line for _, line in told_of(text))
        data = tomllib.loads(text.text)
        for table in (
            data,
            *(t for n in ("unit", "measure", "outcome", "event", "commitment") for t in data.get(n, [])),
        ):
            words = [w for v in table.values() for w in (v if isinstance(v, list) else [v]) if isinstance(w, str)]
            assert [w for w in words if w not in lines] == []


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
