"""A large record is asked through its index, and answers as when it is looked at whole."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import Record
from onrecord.query.asking import large

STORY = Path(__file__).parents[2] / "demo" / "beacon" / "articles"
CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "questions.toml").read_text("utf-8"))["case"]
QUESTIONS = [c["question"] for c in CASES if c["story"] == "beacon" and "known" not in c]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    opened = onrecord.open(tmp_path_factory.mktemp("large") / "story.db", create=True)
    opened.build(STORY)
    return opened


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_index_finds_what_the_whole_record_answers(
    record: Record, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = record.ask(question)
    monkeypatch.setattr(large, "LARGE", 0)
    part = record.ask(question)
    assert part.on_record == whole.on_record
    if whole.on_record:
        assert part.entries[0].id in {e.id for e in whole.entries}
