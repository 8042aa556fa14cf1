"""Reading by way of shards, and Parquet files of a record, as a person types it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord import cli
from onrecord.run import places

sys.path.insert(0, str(Path(__file__).parent / "run"))

import fakes

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr("onrecord.run.pipeline.default_stages", lambda: fakes.STAGES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "story").mkdir()
    for n in range(4):
        text = f"@- Courier 2019\nThe ferry carried {n + 40} nurses home to Port Harrow, Mara Quill said."
        (tmp_path / f"story/{n}.txt").write_text(text)
    (tmp_path / "other.toml").write_text('words = ["42 nurses"]\n')
    return lambda *words: CliRunner().invoke(cli.app, [str(w) for w in words])


def export(run: Run, record: str) -> str:
    done = run("export", "--record", record)
    assert done.exit_code == cli.DONE
    return done.output


def test_a_build_by_way_of_shards_gives_the_same_record(run: Run) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert run("build", "story", "--record", "a.db").exit_code == cli.DONE
    assert run("build", "story", "--record", "b.db", "--shards", "parts", "--processes", 1).exit_code == cli.DONE
    assert export(run, "a.db") == export(run, "b.db")
    assert {"articles", "entries", "findings", "shards"} <= {p.name for p in Path("parts").iterdir()}
    again = run("build", "story", "--record", "b.db", "--shards", "parts", "--json")
    assert json.loads(again.output)["known"] == 4


def test_a_story_takes_what_it_wants_and_says_what_it_left(run: Run) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    done = run("build", "story", "--story", "other.toml", "--processes", 1)
    assert done.exit_code == cli.DONE
    assert "3 by words" in done.output
    assert Path("story.db.shards/entries").is_dir()
    told = json.loads(run("shard", "story", "--into", "parts", "--story", "other.toml", "--json").output)
    assert (told["articles"], told["left_out"], told["quarantined"]) == (1, {"words": 3}, [])


def test_shards_without_a_record(run: Run) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    done = run("shard", "story/*.txt", "nowhere.txt", "--into", "parts", "--processes", 1)
    assert done.exit_code == cli.FAULTS
    assert ["articles", "4"] in [line.split() for line in done.output.splitlines()]
    assert not Path("story.db").exists()


def test_parquet_files_of_a_record(run: Run) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    run("build", "story")
    done = run("export", "--format", "parquet", "-o", "out")
    assert done.output.split() == [f"out/{t}.parquet" for t in ("articles", "entries", "judgements", "findings")]
    entries = parquet.read_table("out/entries.parquet").to_pylist()
    exported = [json.loads(line) for line in export(run, "story.db").splitlines()]
    assert {e["id"] for e in entries} == {e["id"] for e in exported if e["kind"] in {"attribution", "figure"}}
    assert sorted(e["value"] for e in entries if e["kind"] == "figure") == [40.0, 41.0, 42.0, 43.0]
    judged = parquet.read_table("out/judgements.parquet").to_pylist()
    assert {j["id"] for j in judged} == {e["id"] for e in exported if e["kind"] == "judgement"}
    known = run("export", "--format", "parquet", "-o", "then", "--known", "2018-01-01")
    assert known.exit_code == cli.DONE
    assert parquet.read_table("then/entries.parquet").num_rows == 0


def test_wrong_uses_are_told(run: Run) -> None:
    run("build", "story")
    assert run("export", "--format", "parquet").exit_code == cli.USAGE
    (Path("bad.toml")).write_text('word = ["Harrow"]')
    bad = run("build", "story", "--story", "bad.toml")
    assert (bad.exit_code, "bad.toml, line 1" in bad.output) == (cli.UNUSABLE, True)


@pytest.mark.parametrize(
    ("library", "extra", "words"),
    [
        ("pyarrow", "arrow", ["build", "story", "--shards", "parts"]),
        ("pyarrow", "arrow", ["export", "--format", "parquet", "-o", "out"]),
        ("ray", "ray", ["build", "story", "--engine", "ray"]),
    ],
)
def test_a_missing_extra_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, library: str, extra: str, words: list[str]
) -> None:
    run("build", "story")
    for name in [m for m in sys.modules if m.partition(".")[0] == library]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, library, None)
    places._root.cache_clear()
    done = run(*words)
    assert done.exit_code == cli.UNUSABLE
    assert f"{library} is not installed: pip install 'onrecord[{extra}]'" in done.output
