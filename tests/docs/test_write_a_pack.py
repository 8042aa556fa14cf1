"""The page on how to write a pack: who follows it gets the example pack, and the record keeps it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.packs import faults

DOCS = Path(__file__).parents[2] / "docs"
sys.path.insert(0, str(DOCS))

import pages  # noqa: E402 (it lies in the folder that is named above)


def test_following_the_page_gives_the_example(tmp_path: Path) -> None:
    page = (DOCS / "how-to/write-a-pack.md").read_text("utf-8")
    assert pages.followed(page, tmp_path) == page
    example = DOCS / "how-to/strike"
    files = [f.relative_to(example) for f in sorted(example.rglob("*")) if f.is_file()]
    assert [str(f) for f in files] == ["articles/ballot.txt", "articles/walkout.txt", "strike.toml"]
    for file in files:
        assert (tmp_path / file).read_text("utf-8") == (example / file).read_text("utf-8")
    assert (tmp_path / "strike-again.toml").read_text("utf-8") == (example / "strike.toml").read_text("utf-8")
    assert faults([example / "strike.toml"]) == []


def test_every_file_that_the_page_spoils_is_told_what_is_wrong() -> None:
    page = (DOCS / "how-to/write-a-pack.md").read_text("utf-8")
    for file in ("spoilt.toml", "slips.toml"):
        assert page.count(f"error   {file}, line ") >= 4


def test_a_command_of_another_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="rm -r articles"):
        pages.followed("```console\n$ rm -r articles\n```\n", tmp_path)
