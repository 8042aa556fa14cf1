"""A digest of a file changes with everything that decides what the file gives."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.ingest import Given, seen


@pytest.fixture
def article(tmp_path: Path) -> Given:
    file = tmp_path / "a.txt"
    file.write_text("The ferry left.", "utf-8")
    return Given(file, "story/a.txt")


def test_it_is_of_the_bytes_and_not_of_the_time(article: Given) -> None:
    before = seen(article)
    os.utime(article.file, (0, 0))
    assert seen(article) == before is not None


CHANGES: dict[str, Callable[[Given], Given]] = {
    "other words": lambda g: (g.file.write_text("The ferry stayed.", "utf-8"), g)[1],
    "a sidecar": lambda g: (g.file.with_name("a.meta.json").write_text("{}", "utf-8"), g)[1],
    "a sidecar of the whole name": lambda g: (g.file.with_name("a.txt.meta.json").write_text("{}", "utf-8"), g)[1],
    "another path": lambda g: Given(g.file, "other/a.txt"),
    "another format": lambda g: Given(g.file.rename(g.file.with_suffix(".md")), g.path),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_it_changes_with(change: Callable[[Given], Given], article: Given) -> None:
    before = seen(article)
    assert seen(change(article)) not in {before, None}


def test_it_changes_with_what_reads(article: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    before = seen(article)
    monkeypatch.setattr("onrecord.ingest.digests._reader", lambda: "another")
    assert seen(article) != before


def test_of_what_cannot_be_read_there_is_none(tmp_path: Path) -> None:
    assert seen(Given(tmp_path / "none.txt", "story/none.txt")) is None
    (tmp_path / "folder.txt").mkdir()
    assert seen(Given(tmp_path / "folder.txt", "story/folder.txt")) is None
