"""A reading is shown whole: every word in its place, every note on its words, and nothing in it does anything."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from orla import HOSTILE
from rich.console import Console

from onrecord.model import (
    Block,
    Interval,
    Mention,
    MentionType,
    Modifier,
    NumberKind,
    NumberReading,
    Parse,
    Quantity,
    Quotation,
    Reading,
    Revision,
    Sentence,
    Timex,
    TimexType,
    Zone,
    ZoneType,
)
from onrecord.present import reading as present
from onrecord.present.dossier.marks import NO_MARKUP_FOR
from onrecord.present.reading.notes import chains, notes, paragraphs
from onrecord.read import Reader
from onrecord.record import codec

TEXT = """Salt pickers walk out

About 1,000 pickers left on Monday, said Mara Quill, who leads the guild. “We are tired,” she said.

Share this page
"""
TITLE, BODY = TEXT.index("\n"), TEXT.index("\n\nShare")
ARTICLE = Revision(
    TEXT,
    (
        Zone(ZoneType.TITLE, 0, TITLE),
        Zone(ZoneType.BODY, TITLE + 2, BODY),
        Zone(ZoneType.BOILERPLATE, BODY + 2, len(TEXT) - 1),
    ),
    "salt/walkout.txt",
)


@pytest.fixture(scope="session")
def walkout(reader: Reader) -> Reading:
    return reader.read(ARTICLE)


def printed(revision: Revision, reading: Reading, width: int = 100, **console: bool) -> str:
    out = io.StringIO()
    present.tell(Console(file=out, width=width, **console), revision, reading)
    return out.getvalue()


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_on_a_terminal_each_sentence_stands_with_its_notes(walkout: Reading) -> None:
    told = lines(printed(ARTICLE, walkout))
    at = TEXT.index
    number = f"number About 1,000 pickers count: about 1,000 of pickers {at('About')}–{at(' left')}"
    who = f"mention she → Mara Quill, person; because: “she” {at('she said')}–{at(' said.')}"
    quoted = f"quotation “We are tired,” quotation {at('“')}–{at('”') + 1}"
    second = "2 About 1,000 pickers left on Monday, said Mara Quill, who leads the guild."
    assert told.index(second) < told.index(number)
    assert told.index("3 “We are tired,” she said.") < min(told.index(quoted), told.index(who))
    assert f"boilerplate {at('Share')}–{len(TEXT)}, not read" in told
    assert told[told.index("who is meant is mentions") + 1 :] == [
        f"Mara Quill person Mara Quill {at('Mara')}, she {at('she said')}"
    ]


def test_colours_are_only_where_they_are_seen(walkout: Reading) -> None:
    assert "\x1b" not in printed(ARTICLE, walkout)
    coloured = printed(ARTICLE, walkout, force_terminal=True, color_system="standard")
    assert "\x1b[1;32mMara Quill\x1b[0m" in coloured


@pytest.mark.parametrize("width", [30, 60, 200])
def test_no_word_is_lost_at_any_width(walkout: Reading, width: int) -> None:
    told = "".join(printed(ARTICLE, walkout, width).split())
    for sentence in walkout.parse.sentences:
        assert "".join(TEXT[sentence.start : sentence.end].split())[:12] in told


def test_the_page_holds_the_words_and_each_mark_its_own(walkout: Reading) -> None:
    page = html.fromstring(present.page([(ARTICLE, walkout)]))
    assert words_of(page) == TEXT
    for note in notes(walkout):
        (mark,) = page.xpath(f"//span[@id='e-1-{note.kind}-{note.place}']")
        assert mark.text_content() == note.words(walkout)
    told = " ".join(page.xpath("string(//aside[contains(., 'sentences 2–3')])").split())
    assert "Who “Mara Quill” person · “she” → Mara Quill, person; because: “she”" in told
    assert page.xpath("//a[@href='#c-1-0']")


def words_of(page: html.HtmlElement) -> str:
    return "".join(words.text_content() for words in page.xpath("//*[contains(@class, 'words')]"))


def test_every_door_leads_somewhere_and_no_address_stands_twice(walkout: Reading) -> None:
    page = html.fromstring(present.page([(ARTICLE, walkout), (replace(ARTICLE, path="salt/again.txt"), walkout)]))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href")} <= set(ids)


def hostile_reading() -> Reading:
    """Every field that a reading shows, filled with what would run, steer or break if it were let."""
    bad = "</style><script>alert(1)</script>\x1b[2J [red]"
    text, end = HOSTILE.text, len(HOSTILE.text)
    parse = Parse(
        text,
        (Block(ZoneType.BODY, 0, end),),
        (Sentence(0, end, 0, 0, 0),),
        (),
        (Quotation(4, 40, 5, 39, closed=False, block=0),),
    )
    return Reading(
        HOSTILE.id,
        parse,
        mentions=(Mention(2, 30, text[2:30], MentionType.PERSON, bad, bad, bad, bad),),
        timexes=(Timex(10, 50, text[10:50], TimexType.DATE, bad, None),),
        numbers=(
            NumberReading(
                20, 35, Quantity(None, None, None, Modifier.EXACT, bad, bad), NumberKind.COUNT, bad, None, 0, 0
            ),
        ),
    )


def test_hostile_words_are_inert() -> None:
    reading = hostile_reading()
    page = present.page([(HOSTILE, reading)])
    tree = html.fromstring(page.encode())
    assert not tree.xpath("//script | //img | //iframe")
    assert page.count("</style>") == 1
    assert not [href for href in tree.xpath("//a/@href") if href.startswith("javascript")]
    told = printed(HOSTILE, reading)
    assert "\x1b" not in told
    assert "[red]" in told


SPANS = st.tuples(st.integers(0, 59), st.integers(1, 60)).filter(lambda pair: pair[0] < pair[1])


@st.composite
def readings(draw: st.DrawFn) -> tuple[Revision, Reading]:
    """A text with things read anywhere in it, overlapping as they like."""
    text = draw(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n <&\"'"), min_size=60))
    cut = draw(st.integers(1, 59))
    blocks = tuple(Block(ZoneType.BODY, a, b) for a, b in ((0, cut), (cut, 60)) if text[a:b].strip())
    sentences = tuple(Sentence(b.start, b.end, 0, 0, n) for n, b in enumerate(blocks))
    spans = st.lists(SPANS, max_size=4)
    mentions = tuple(Mention(a, b, text[a:b], MentionType.PERSON, text[a:b]) for a, b in draw(spans))
    times = tuple(Timex(a, b, text[a:b], TimexType.DATE, "2019", Interval.year(2019)) for a, b in draw(spans))
    quotations = tuple(Quotation(a, b, a, b, closed=True, block=0) for a, b in draw(spans))
    revision = Revision(text, (Zone(ZoneType.BODY, 0, len(text)),), "a.txt")
    return revision, Reading(revision.id, Parse(text, blocks, sentences, (), quotations), None, mentions, times)


@given(readings())
def test_whatever_overlaps_the_words_stay_and_each_is_told_once(given: tuple[Revision, Reading]) -> None:
    revision, reading = given
    assert "".join(revision.text[p.start : p.end] for p in paragraphs(revision, reading)) == revision.text
    page = html.fromstring(present.page([given]).encode())
    assert words_of(page) == revision.text.translate(NO_MARKUP_FOR)
    for note in notes(reading):
        pieces = page.xpath(f"//span[contains(concat(@class, ' '), ' p-1-{note.kind}-{note.place} ')]")
        assert "".join(p.text_content() for p in pieces) == note.words(reading)
    assert printed(revision, reading).count("quotation ") >= len(reading.parse.quotations)


def test_who_is_meant_is_told_in_the_order_of_the_first_mention(walkout: Reading) -> None:
    (mara,) = chains(walkout)
    assert (mara.name, mara.types) == ("Mara Quill", ("person",))
    assert [m.text for _, m in mara.mentions] == ["Mara Quill", "she"]


def test_json_gives_the_reading_back(walkout: Reading) -> None:
    _ = walkout.parse.children
    assert codec.value(codec.decode(codec.encode(codec.plain(walkout))), Reading) == walkout
