"""The examples of the page on large archives, run on the shards of the bundled story."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from onrecord.run.story import read_story

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra arrow)")

from onrecord.packs import all_shipped
from onrecord.run import Inline
from onrecord.run.pipeline import default_stages
from onrecord.run.shards import Method, finished, planned

PAGE = (Path(__file__).parents[2] / "docs/how-to/large-archive.md").read_text("utf-8")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("archive")
    articles = str(files("onrecord") / "demo" / "articles")
    plan = planned([articles], Method(default_stages(), all_shipped(), str(place / "out")), Inline(), size=3)
    assert finished(plan, Inline()).articles > 5
    return place


def block(language: str, holding: str) -> str:
    blocks = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    (found,) = [b for b in blocks if holding in b]
    return found


def run(code: str) -> Any:
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 (our own page)
    return names["result"]


def test_duckdb(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    monkeypatch.chdir(out)
    rows = duckdb.sql(block("sql", "entries")).fetchall()
    assert rows
    assert all(value >= 100 for _, value, _, _ in rows)
    assert all(any(str(int(value)) in words.replace(",", "") for _, value, _, words in rows) for _ in rows)


def test_pandas(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    monkeypatch.chdir(out)
    found = run(block("python", "import pandas"))
    assert found.iloc[0] > 1


def test_polars(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("polars", reason="Polars is not installed")
    monkeypatch.chdir(out)
    found = run(block("python", "import polars"))
    assert found.height
    assert found["due_to"].is_sorted()


def test_the_profile_is_one() -> None:
    story = read_story(block("toml", "words"), "harrow.toml")
    assert (story.least, len(story.words), story.undated) == (2, 3, True)
