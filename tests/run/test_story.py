from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Credit, Evidence, Interval, Published, Revision
from onrecord.packs import FaultyPackError
from onrecord.run.story import Story, read_story, story_of

SEEN = Evidence("sidecar", "")


def article(text: str = "Words.", **about: Any) -> Revision:
    return Revision(text, (), "a.txt", **about)


CASES = [
    ('words = ["Harrow"]', "They went to Harrow.", None),
    ('words = ["Harrow"]', "They went to Harrow’s harbour.", None),
    ('words = ["Harrow"]', "They used a harrow.", "words"),
    ('words = ["Harrow"]', "They went to Harrowgate.", "words"),
    ('words = ["peacekeep*"]', "Peacekeepers left.", None),
    ('words = ["Port Harrow"]', "They left Port\nHarrow.", None),
    ('words = ["Port Harrow"]', "They left Port. Harrow fell.", "words"),
    ('words = ["Harrow", "tent", "Renner"]\nleast = 2', "A tent at Harrow.", None),
    ('words = ["Harrow", "tent", "Renner"]\nleast = 2', "Harrow, Harrow, Harrow.", "words"),
    ('words = ["Harrow"]\nwithout = ["football"]', "Football in Harrow.", "without"),
    ('without = ["football"]', "Words.", None),
]


@pytest.mark.parametrize(("profile", "text", "reason"), CASES)
def test_words(profile: str, text: str, reason: str | None) -> None:
    story = read_story(profile, "story.toml")
    assert story.reason_against(article(text)) == reason
    assert reason is not None or story.may_be_in(text)


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (Interval.day(date(2019, 5, 1)), None),
        (Interval.day(date(2019, 12, 31)), None),
        (Interval.day(date(2020, 1, 1)), "published"),
        (Interval.year(2018), "published"),
        (Interval(date(2018, 1, 1), date(2019, 2, 1)), None),
        (None, None),
    ],
)
def test_days(days: Interval | None, reason: str | None) -> None:
    story = read_story("since = 2019-01-01\nuntil = 2019-12-31", "story.toml")
    assert story.reason_against(article(published=Published(days, (SEEN,)) if days else None)) == reason
    dated = read_story("since = 2019-01-01\nundated = false", "story.toml")
    assert days is not None or dated.reason_against(article()) == "published"


def test_publishers_by_name_or_address() -> None:
    story = read_story('publishers = ["harrow courier", "harrow.example"]', "story.toml")
    by_name = article(publisher=Credit("The Harrow Courier", SEEN))
    by_address = article(address="https://www.harrow.example/1")
    assert [story.reason_against(r) for r in (by_name, by_address, article())] == [None, None, "publisher"]


@settings(deadline=None)
@given(st.lists(st.text("abcXYZ é&<", min_size=1).filter(str.strip), min_size=1, max_size=3), st.text("abcXYZ é&<\n "))
def test_a_glance_never_leaves_out_what_a_look_keeps(words: list[str], text: str) -> None:
    story = Story(words=tuple(words))
    assert story.may_be_in(text) or story.reason_against(article(text)) is not None


FAULTS = [
    ('words = "Harrow"', "a list of words"),
    ('word = ["Harrow"]', 'no key "word"'),
    ("words = []", "a list of words"),
    ('words = ["Harrow"]\nsince = "2019"', "without quotation marks"),
    ("since = 2020-01-01\nuntil = 2019-01-01", "lies before"),
    ('words = ["Harrow"]\nleast = 2', "more words than"),
    ("least = true", "a number"),
    ("undated = true", "asks for nothing"),
    ("words = [", "not TOML"),
]


@pytest.mark.parametrize(("profile", "told"), FAULTS)
def test_faults_are_told_with_their_place(profile: str, told: str) -> None:
    with pytest.raises(FaultyPackError, match=told) as caught:
        read_story(profile, "story.toml")
    assert str(caught.value).startswith("story.toml")


def test_a_fault_names_its_line() -> None:
    with pytest.raises(FaultyPackError, match=r"story\.toml, line 3: "):
        read_story('words = ["Harrow"]\n\nleast = 0\n', "story.toml")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FaultyPackError, match="cannot be read"):
        story_of(tmp_path / "none.toml")
    (tmp_path / "story.toml").write_text('words = ["Harrow"]')
    assert story_of(tmp_path / "story.toml") == replace(Story(), words=("Harrow",))
