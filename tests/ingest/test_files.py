"""What is found where the user points, whatever lies there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.ingest import Given, given
from onrecord.model import Finding, Severity


def shown(paths: list[Path]) -> list[str]:
    return [f.path if isinstance(f, Given) else f"{f.code} {f.path}" for f in given(paths)]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    root = tmp_path / "story"
    (root / "b").mkdir(parents=True)
    for name in ("2.txt", "1.html", "b/3.JSON", ".hidden.txt", "1.meta.json", "2.txt.meta.json"):
        (root / name).write_text("Words.", "utf-8")
    return root


def test_a_folder_is_walked_in_order_without_hidden_files_and_sidecars(story: Path) -> None:
    assert shown([story]) == ["story/1.html", "story/2.txt", "story/b/3.JSON"]


def test_the_folder_and_its_files_give_the_same_paths(story: Path) -> None:
    assert shown([story / "2.txt", story / "1.html"]) == ["story/1.html", "story/2.txt"]


def test_the_order_of_naming_does_not_matter_and_nothing_comes_twice(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Words.", "utf-8")
    once = shown([story, other])
    assert shown([other, story / "2.txt", story, other]) == once
    assert len(once) == len(set(once)) == 4


def test_a_relative_path_is_shown_by_its_folder(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(story)
    assert shown([Path()]) == shown([story])
    assert shown([Path("2.txt")]) == ["story/2.txt"]
    assert shown([Path("b/../2.txt")]) == ["story/2.txt"]


def test_other_files_are_noted(story: Path) -> None:
    (story / "photo.jpg").write_bytes(b"\xff\xd8")
    found = [f for f in given([story]) if isinstance(f, Finding)]
    assert [(f.code, f.severity, f.path) for f in found] == [("not-an-article", Severity.NOTE, "story/photo.jpg")]
    assert ".txt" in found[0].message


def test_a_sidecar_without_an_article_is_noted(story: Path) -> None:
    (story / "9.meta.json").write_text("{}", "utf-8")
    assert "sidecar-alone story/9.meta.json" in shown([story])
    assert shown([story / "1.meta.json"]) == ["not-an-article story/1.meta.json"]


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (found,) = given([tmp_path / "nowhere.txt"])
    assert isinstance(found, Finding)
    assert (found.code, found.severity) == ("no-such-file", Severity.ERROR)
    assert "nowhere.txt" in found.message


def test_a_loop_of_links_is_told_once_and_not_followed(story: Path) -> None:
    (story / "b" / "up").symlink_to(story, target_is_directory=True)
    assert shown([story]) == ["story/1.html", "story/2.txt", "story/b/3.JSON", "directory-loop story/b/up"]


def test_a_second_way_into_a_folder_is_told(story: Path) -> None:
    (story / "c").symlink_to(story / "b", target_is_directory=True)
    assert "folder-again story/c" in shown([story])


def test_a_link_to_itself_and_a_link_to_nothing(story: Path) -> None:
    (story / "self.txt").symlink_to(story / "self.txt")
    (story / "gone.txt").symlink_to(story / "nothing")
    assert {"story/self.txt", "story/gone.txt"} <= set(shown([story]))
    (found,) = given([story / "self.txt"])
    assert isinstance(found, Finding)
    assert found.severity is Severity.ERROR


def test_a_folder_that_cannot_be_listed_is_told(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = os.listdir

    def refused(place: Path) -> list[str]:
        if Path(place).name == "b":
            raise PermissionError(13, "Permission denied")
        return listing(place)

    monkeypatch.setattr(os, "listdir", refused)
    assert shown([story]) == ["story/1.html", "story/2.txt", "unreadable story/b"]


def test_a_name_that_is_no_utf_8_can_be_shown(story: Path) -> None:
    Path(os.fsdecode(bytes(story) + b"/\xff.txt")).write_text("Words.", "utf-8")
    for path in shown([story]):
        path.encode("utf-8")


def test_a_folder_without_an_article_is_told(tmp_path):
    (tmp_path / "photo.png").write_bytes(b"x")
    assert "no-articles" in [f.code for f in given([tmp_path]) if isinstance(f, Finding)]
