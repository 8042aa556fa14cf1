"""`onrecord sources`, `entities` and `judge`, as a person or a script types them, on the bundled story."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from typer.testing import CliRunner, Result

import onrecord
from onrecord import api
from onrecord.cli import DONE, UNUSABLE, USAGE, app
from onrecord.model import Kind, Severity, Verdict

ENOUGH, TEXTS = 30, 13


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    api.demo(folder)
    return folder / "story.db"


def run(record: Path, *words: str, columns: int = 140) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(app, [*words, "--record", str(record)])


def told(record: Path, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(record, *words, "--json").stdout.splitlines()]


@pytest.mark.parametrize("columns", [70, 140])
def test_one_row_a_publisher_by_name_and_no_score(record: Path, columns: int) -> None:
    shown = run(record, "sources", columns=columns)
    assert shown.exit_code == DONE
    places = [shown.stdout.index(p) for p in ("Harbour Gazette", "Norvala Courier", "Radio Kestria", "The Plain")]
    assert places == sorted(places)
    assert "too little to tell" in " ".join(shown.stdout.split())


def test_a_profile_in_full_has_words_and_places(record: Path) -> None:
    shown = " ".join(run(record, "sources", "--publisher", "gazette").stdout.split())
    assert "Correction: An earlier version of this article gave a lower number of soldiers." in shown
    assert "credited to a news agency" in shown
    assert "articles/2018-03-12-harbour-gazette-lantern.txt at " in shown


def test_every_span_of_the_json_is_the_text(record: Path) -> None:
    found = told(record, "sources")
    with api.open(record, read_only=True) as opened:
        text = {r.id: r.text for r in opened.view().revisions}
    assert {"publisher", "speaker"} <= {k for each in found for k in each}
    for each in found:
        for count in each["counts"].values():
            assert count["count"] == len(count["cases"])
            for case in count["cases"]:
                assert case["start"] is None or text[case["article"]][case["start"] : case["end"]] == case["exact"]
        if "publisher" in each:
            sourced = [each["counts"][k]["count"] for k in ("named", "anonymous", "untold", "none")]
            assert sum(sourced) == each["sentences"]
            assert each["too_little"] == (each["sentences"] < ENOUGH)


def test_what_is_not_there_is_said(record: Path) -> None:
    for words in (("sources", "--publisher", "nobody"), ("entities", "nobody"), ("sources", "--speaker", "nobody")):
        assert run(record, *words).stdout == "Not on record.\n"
    assert run(record, "entities", "--unsure").stdout == "Nothing is left for a person to decide.\n"


def test_entities_are_joined_with_their_offices_and_reasons(record: Path) -> None:
    (renner,) = told(record, "entities", "Renner")
    assert renner["articles"] > 1
    assert {"Defence Minister"} <= {r["role"] for r in renner["roles"]}
    assert renner["joins"]
    shown = run(record, "entities", "Renner").stdout
    assert "Defence Minister, 2018-03-12" in shown
    assert renner["joins"][0]["reason"] in " ".join(shown.split())


def test_a_person_keeps_two_names_apart_and_thinks_better_of_it(record: Path) -> None:
    (renner,) = told(record, "entities", "Renner")
    one, other = renner["joins"][0]["a"], renner["joins"][0]["b"]
    apart = run(record, "judge", one, other, "not-same", "--by", "Ada", "--reason", "two cousins")
    assert apart.stdout == "“Tobias Renner” and “Tobias Renner” are apart now.\n"
    assert len(told(record, "entities", "Renner")) == 2
    with onrecord.open(record) as opened:
        opened.build(Path(onrecord.__file__).parent / "demo" / "articles")
        assert len(opened.entities("Renner")) == 2
        assert not [f for f in opened.check() if f.severity is Severity.ERROR]
    assert "two cousins" in run(record, "entities", "Renner").stdout
    undone = run(record, "judge", one, other, "undo", "--by", "Ada")
    assert undone.stdout == "“Tobias Renner” and “Tobias Renner” are one now.\n"
    assert told(record, "entities", "Renner") == [renner]


def test_a_judgement_on_what_is_no_name_is_refused_in_words(record: Path) -> None:
    with api.open(record, read_only=True) as opened:
        view = opened.view()
    name = next(e.id for e in view.entries if e.kind is Kind.ENTITY)
    words = next(e.id for e in view.entries if e.kind is Kind.ATTRIBUTION)
    for one, other, answer in ((name, words, "same"), (name, name, "same"), (name, "0", "same"), (name, words, "undo")):
        refused = run(record, "judge", one, other, answer, "--by", "Ada")
        assert refused.exit_code == UNUSABLE
        assert "onrecord: " in refused.stderr
    assert run(record, "judge", name, words, "maybe", "--by", "Ada").exit_code == USAGE


def test_the_same_from_python(record: Path) -> None:
    with onrecord.open(record) as opened:
        found = opened.sources("courier")
        assert [p.name for p in found.publishers] == ["Norvala Courier"]
        assert sum(len(p.articles) for p in opened.sources().publishers) == TEXTS - 1, (
            "of an edited article, the latest"
        )
        quill, other = opened.entities()[:2]
        made = opened.judge(quill.entry.id, other.entry.id, Verdict.NOT_SAME, by="Ada")
        assert made in opened.view().judgements
        opened.unjudge(quill.entry.id, other.entry.id, by="Ada")
        assert made not in opened.view().judgements


def test_the_dossier_s_names_open_to_each_mention(record: Path) -> None:
    folder = record.parent / "dossier"
    names = list(csv.DictReader((folder / "entities.csv").open(encoding="utf-8", newline="")))
    page = html.fromstring((folder / "entities.html").read_text("utf-8"))
    links = page.xpath("//table[@class='names']//details//li/a[contains(@href, '#t-')]")
    assert len(links) == len(names) > len({n["name"] for n in names})
    with api.open(record, read_only=True) as opened:
        text = {r.id: r.text for r in opened.view().revisions}
    assert all(text[n["article"]][int(n["start"]) : int(n["end"])] == n["words"] for n in names)
