"""Questions over two stories, written from the articles: what is cited, what is said, and what is not on record."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from onrecord import View
from onrecord.query import Answer, as_of, ask

HERE = Path(__file__).parent
ASKED: list[dict[str, Any]] = tomllib.loads((HERE / "questions.toml").read_text("utf-8"))["case"]
ADVERSE: list[dict[str, Any]] = tomllib.loads((HERE / "adversarial.toml").read_text("utf-8"))["case"]
UNSEEN: list[dict[str, Any]] = tomllib.loads((HERE / "unseen.toml").read_text("utf-8"))["case"]
CASES = [*ASKED, *ADVERSE, *UNSEEN]
FIRST = 3


def case(told: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=told["fails"])] if "fails" in told else []
    return pytest.param(told, id=f"{told['story']}: {told['question']}", marks=marks)


@pytest.mark.parametrize("told", [case(c) for c in CASES])
def test_a_question_is_answered_from_the_right_words_or_is_not_on_record(
    told: dict[str, Any], stories: Mapping[str, View]
) -> None:
    found = ask(as_of(stories[told["story"]], known=told.get("known")), told["question"])
    if "cites" not in told:
        assert not found.on_record, found.text
        assert found.text == "Not on record."
        return
    assert found.on_record
    assert any(meets(found, words) for words in told["cites"]), [c.entry.anchors for c in found.cited]
    assert [s for s in told["says"] if s.casefold() not in found.text.casefold()] == []


def meets(found: Answer, words: str) -> bool:
    """Whether one of the first entries rests on words that meet these."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    for entry in found.entries[:FIRST]:
        places = [m.span() for m in pattern.finditer(found.view.revision[entry.revision].text)]
        if any(a.start < end and start < a.end for a in entry.anchors for start, end in places):
            return True
    return False


def test_enough_is_asked() -> None:
    assert len(ASKED) >= 60
    assert sum("cites" not in c for c in ASKED) >= 20
    assert len(ADVERSE) >= 60


@pytest.mark.parametrize("told", ADVERSE, ids=lambda c: c["question"])
def test_nothing_wrong_is_answered_as_certain(told: dict[str, Any], stories: Mapping[str, View]) -> None:
    """Whether a case comes out or not, what is known to be wrong is not told, nor anything where nothing is right."""
    found = ask(as_of(stories[told["story"]], known=told.get("known")), told["question"])
    assert "cites" in told or not found.on_record, found.text
    assert [w for w in told.get("never", ()) if found.on_record and w.casefold() in found.text.casefold()] == []


@pytest.mark.parametrize("told", CASES, ids=lambda c: c["question"])
def test_an_answer_quotes_only_the_words_of_what_it_cites(told: dict[str, Any], stories: Mapping[str, View]) -> None:
    found = ask(stories[told["story"]], told["question"])
    texts = [" ".join(found.view.revision[e.revision].text.split()) for e in found.entries]
    for quoted in quotations(found.text) if found.on_record else ():
        assert any(quoted in text for text in texts), quoted


def quotations(text: str) -> Iterator[str]:
    """The words in the answer's own quotation marks, where none stand within them."""
    for part in re.findall(r"“([^“”]*)” \(", text):
        yield from (p.removesuffix(" …") for p in part.split(" […] "))


def test_an_earlier_day_answers_by_earlier_articles_alone(stories: Mapping[str, View]) -> None:
    question = "What was on record on 1 June 2018 about the number of soldiers in the valley?"
    found = ask(stories["demo"], question)
    last = max(e.published.end for e in found.entries if e.published and e.published.end)
    assert str(last) <= "2018-06-02"
    assert str(found.view.known) == "2018-06-01"


def test_what_is_set_against_an_answer_is_told(stories: Mapping[str, View]) -> None:
    found = ask(stories["demo"], "How many people did the flood kill?")
    assert any(j.verdict == "contradicts" for j in found.disagreement)
