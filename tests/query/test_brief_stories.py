"""Every sentence of a backgrounder rests on entries that are on record and whose words stand in the stored text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.model import Severity
from onrecord.query import Brief, View, brief
from onrecord.query.brief import prose

ROOT = Path(__file__).parents[2]
OURS = {
    "lantern": ROOT / "src" / "onrecord" / "demo" / "articles",
    "beacon": ROOT / "tests" / "demo" / "beacon" / "articles",
}
THEIRS = ["seeds", "gold/libya-nato", "gold/h1n1-epidemic", "gold/us-syria-guardian"]
QUOTED = re.compile("“([^”]+)”")
LONGEST = 1500
"""Words of two pages."""


@pytest.fixture(scope="module", params=[*OURS, *THEIRS])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[onrecord.Record]:
    name = request.param
    place = OURS[name] if name in OURS else request.getfixturevalue("shared") / name
    with onrecord.open(tmp_path_factory.mktemp("brief") / "story.db", create=True) as opened:
        opened.build(place)
        yield opened


@pytest.fixture(scope="module")
def view(record: onrecord.Record) -> View:
    return record.view()


@pytest.fixture(scope="module")
def told(view: View) -> Brief:
    return brief(view)


def test_every_citation_resolves(record: onrecord.Record, view: View, told: Brief) -> None:
    assert not [f for f in record.check() if f.severity is Severity.ERROR]
    assert told.sentences
    for sentence in told.sentences:
        assert sentence.entries, sentence.text
        for entry in sentence.entries:
            assert view.by_id[entry.id] == entry
            assert all(a.holds_in(view.revision[entry.revision].text) for a in entry.anchors)


def test_every_quotation_stands_in_an_article_that_is_cited(view: View, told: Brief) -> None:
    for sentence in told.sentences:
        texts = [_plain(view.revision[e.revision]) for e in sentence.entries]
        for words in QUOTED.findall(sentence.text):
            parts = [_marks(p) for p in words.split(" […] ")]
            assert any(all(p in text for p in parts) for text in texts), words


def test_it_is_a_page_or_two_and_tells_nothing_twice(told: Brief) -> None:
    assert sum(len(s.text.split()) for s in told.sentences) <= LONGEST
    texts = [s.text for s in told.sentences]
    assert len(texts) == len(set(texts))


def test_it_is_the_same_from_the_same_record(view: View, told: Brief) -> None:
    backwards = View(view.revisions[::-1], view.entries[::-1], view.findings, judgements=view.judgements[::-1])
    given = View(view.revisions, view.entries, view.findings, judgements=view.judgements)
    assert [s.text for s in brief(backwards).sentences] == [s.text for s in brief(given).sentences]
    assert told.sections


def _plain(revision: object) -> str:
    texts = [revision.text, revision.title.value if revision.title else ""]  # type: ignore[attr-defined]
    return _marks(" ".join(texts))


def _marks(words: str) -> str:
    """Words without quotation marks, which change places within quotations, and with their white space made one."""
    return " ".join(re.sub(r"[“”‘’\"'`]", "", words).split())


def test_marks() -> None:
    assert _marks(prose.quoted("“One” 'two'")) == "One two"
