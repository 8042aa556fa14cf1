"""`onrecord pack`, and packs in a build, as a person types them."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import onrecord
from onrecord import cli
from onrecord.packs import SHIPPED, FaultyPackError, shipped

sys.path.insert(0, str(Path(__file__).parent / "run"))

import fakes

STRIKE = Path(__file__).parents[1] / "docs/how-to/strike/strike.toml"
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr("onrecord.run.pipeline.default_stages", lambda: fakes.STAGES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "strike.toml").write_text(STRIKE.read_text("utf-8"), "utf-8")
    (tmp_path / "bad.toml").write_text('name = "bad"\ntitle = "Bad"\n[[unit]]\nwords = "wave"\n', "utf-8")
    (tmp_path / "warns.toml").write_text('name = "warns"\ntitle = "Warns"\n', "utf-8")
    (tmp_path / "story").mkdir()
    (tmp_path / "story/a.txt").write_text("@- Courier 2019\nThe ferry carried 40 nurses home, Mara Quill said.")
    return lambda *words: CliRunner().invoke(cli.app, [str(w) for w in words])


def test_list_tells_of_the_packs_of_the_program(run: Run) -> None:
    text = run("pack", "list").output
    told = [json.loads(line) for line in run("pack", "list", "--json").output.splitlines()]
    assert [t["name"] for t in told] == list(SHIPPED)
    for pack in told:
        assert f"{pack['name']}: {pack['title']}\n  {pack['holds']['units']} units, " in text


def test_list_tells_of_the_packs_of_a_record(run: Run) -> None:
    assert run("pack", "list", "--record", "none.db").exit_code == cli.UNUSABLE
    assert run("build", "story", "--pack", "strike.toml", "--pack", "epidemic").exit_code == cli.DONE
    (Path("strike.toml")).unlink()
    lines = run("pack", "list", "--record", "story.db", "--json").output.splitlines()
    assert [(json.loads(line)["name"], json.loads(line)["shipped"]) for line in lines] == [
        ("general", True),
        ("strike", False),
        ("epidemic", True),
    ]
    shown = run("pack", "show", "strike", "--record", "story.db", "--toml")
    assert shown.output == STRIKE.read_text("utf-8")


def test_show_tells_what_a_pack_holds(run: Run) -> None:
    assert "strikers (person; on-strike where nothing more is said)" in run("pack", "show", "strike.toml").output
    data = json.loads(run("pack", "show", "epidemic", "--json").output)
    assert data == {**tomllib.loads(shipped("epidemic").text), "shipped": True}
    unknown = run("pack", "show", "epidemics")
    assert (unknown.exit_code, unknown.stdout) == (cli.UNUSABLE, "")
    assert 'Did you mean "epidemic"?' in unknown.stderr


def test_check_tells_all_faults_of_all_files(run: Run) -> None:
    sound = run("pack", "check", "strike.toml")
    assert (sound.exit_code, sound.output) == (cli.DONE, "strike.toml: no fault found\n")
    warned = run("pack", "check", "warns.toml")
    assert (warned.exit_code, warned.output.split(maxsplit=1)[0]) == (cli.DONE, "warning")
    found = run("pack", "check", "bad.toml", "strike.toml")
    assert found.exit_code == cli.FAULTS
    assert [line.split(": ")[0] for line in found.output.splitlines()] == [
        "error   bad.toml, line 3",
        "error   bad.toml, line 4",
        "strike.toml",
    ]
    assert run("pack", "check", "bad.toml", "none.toml").exit_code == cli.UNUSABLE
    told = json.loads(run("pack", "check", "bad.toml", "--json").output.splitlines()[1])
    assert (told["path"], told["line"], told["table"], told["key"]) == ("bad.toml", 4, "unit", "words")


def test_a_build_with_a_faulty_pack_makes_no_record(run: Run) -> None:
    for pack in ("bad.toml", "none.toml", "strik"):
        result = run("build", "story", "--pack", pack)
        assert (result.exit_code, result.stdout) == (cli.UNUSABLE, "")
        assert pack in result.stderr
    assert len(run("build", "story", "--pack", "bad.toml").stderr.splitlines()) == 2
    assert not Path("story.db").exists()


def test_show_names_the_packs_of_a_record(run: Run) -> None:
    run("build", "story", "--pack", "strike.toml")
    assert "packs general, strike" in " ".join(run("show").output.split())
    assert json.loads(run("show", "--json").output)["packs"] == ["general", "strike"]
    built = run("build", "story", "--pack", "strike", "--pack", "warns.toml")
    assert "warning: warns.toml, line 1" in built.stderr
    assert json.loads(run("build", "story", "--json").output)["packs"] == ["general", "strike", "warns"]


@pytest.mark.usefixtures("run")
def test_from_python() -> None:
    with onrecord.open("story.db", create=True) as record:
        assert record.packs() == ()
        assert record.build("story", packs=[Path("strike.toml")]).packs == ("general", "strike")
        assert record.build("story", packs=["strike", "epidemic"]).packs == ("general", "strike", "epidemic")
        assert [p.name for p in record.packs()] == ["general", "strike", "epidemic"]
        with pytest.raises(FaultyPackError) as caught:
            record.build("story", packs=["bad.toml"])
        assert [f.line for f in caught.value.faults] == [3, 4]
