"""The real stages: what is built rests on the files' own words, the same in one process and in two."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.run import build

PIECES = {
    "strike.txt": """Pickers leave the salt pans

OSTREY, March 4, 2019 — About 1,000 pickers walked out on Monday, said Mara Quill, who leads the guild.

“We will not go back before the wells are mended,” she said. “Nobody has drunk clean water since May.”
""",
    "answer.txt": """Owners say wells are safe

By Ivo Lund

March 6, 2019

The company has spent 2.5 million crowns on the wells, a spokesperson said on Wednesday.

According to Lena Marsh, the director, no more than 640 people took part in the walkout.
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("real") / "salt"
    place.mkdir()
    for name, text in PIECES.items():
        (place / name).write_text(text, "utf-8")
    return place


def lines(record: Path, *paths: Path, processes: int = 1) -> list[dict[str, Any]]:
    with onrecord.open(record, create=True) as opened:
        build(list(paths), opened.store, processes=processes)
        assert opened.check() == []
        return [json.loads(line) for line in opened.lines()]


def test_one_process_and_two_and_any_order_give_the_same(folder: Path, tmp_path: Path) -> None:
    expected = lines(tmp_path / "a.db", folder)
    assert {line["kind"] for line in expected} >= {"article", "timex", "attribution"}
    assert lines(tmp_path / "b.db", folder, processes=2) == expected
    assert lines(tmp_path / "c.db", folder / "strike.txt", folder / "answer.txt") == expected
    assert lines(tmp_path / "d.db", folder / "answer.txt", folder / "strike.txt", processes=2) == expected
    assert lines(tmp_path / "d.db", folder) == expected


def test_a_pack_of_the_user_gives_the_same_in_one_process_and_in_two(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "salt.toml"
    file.write_text(
        'name = "salt"\ntitle = "Salt"\n[[unit]]\ncounts = "strikers"\nkind = "person"\nwords = ["pickers"]\n'
        '[[measure]]\nname = "on-strike"\nphrases = ["walked out"]\n',
        "utf-8",
    )
    told: list[list[str]] = []
    for processes in (1, 2):
        with onrecord.open(tmp_path / f"{processes}.db", create=True) as opened:
            opened.build(folder, packs=[file], processes=processes)
            told.append(list(opened.lines()))
    assert told[0] == told[1]
    figures = [line for line in map(json.loads, told[0]) if line["kind"] == "figure"]
    assert ("strikers", "on-strike") in [(f["counts"], f["measure"]) for f in figures]


@pytest.fixture(scope="module")
def stories(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return lines(tmp_path_factory.mktemp("shared") / "s.db", shared / "seeds", shared / "gold")


def test_every_file_is_in(stories: list[dict[str, Any]], shared: Path) -> None:
    paths = {p for line in stories if line["kind"] == "article" for p in (line["path"], *line["also_at"])}
    files = [f for place in ("seeds", "gold") for f in (shared / place).rglob("*.txt")]
    assert {f.relative_to(shared).as_posix() for f in files} <= paths


def test_every_anchor_quotes_its_file(stories: list[dict[str, Any]], shared: Path) -> None:
    paths = {line["id"]: line["path"] for line in stories if line["kind"] == "article"}
    texts = {i: (shared / p).read_bytes().decode() for i, p in paths.items() if p.endswith(".txt")}
    quoted = [(line, a) for line in stories for a in line.get("anchors", []) if line["article"] in texts]
    assert len(quoted) > 100
    assert [a for line, a in quoted if texts[line["article"]][a["start"] : a["end"]] != a["exact"]] == []


def test_every_mention_and_role_of_an_entity_is_the_words_there(stories: list[dict[str, Any]], shared: Path) -> None:
    paths = {line["id"]: line["path"] for line in stories if line["kind"] == "article"}
    texts = {i: (shared / p).read_bytes().decode() for i, p in paths.items() if p.endswith(".txt")}
    chains = [c for line in stories if line["kind"] == "entity" for c in line["chains"] if c["article"] in texts]
    quoted = [(texts[c["article"]], words) for c in chains for words in (*c["mentions"], *c["roles"])]
    assert len(quoted) > 1000
    assert [w for text, w in quoted if text[w["start"] : w["end"]] != w["text"]] == []


def test_no_entry_lies_in_boilerplate(stories: list[dict[str, Any]]) -> None:
    articles = {line["id"]: line["zones"] for line in stories if line["kind"] == "article"}
    for line in stories:
        for anchor in line.get("anchors", []):
            zones = articles.get(line["article"], [])
            debris = [z for z in zones if z["type"] == "boilerplate"]
            assert not any(z["start"] < anchor["end"] and anchor["start"] < z["end"] for z in debris), line
