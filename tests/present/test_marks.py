"""Marks stand on the words and change none of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from orla import HERALD, HOSTILE, grown, said, story

from onrecord.model import Anchor, Entry, Revision, Zone, ZoneType
from onrecord.present.dossier import write
from onrecord.present.dossier.marks import NO_MARKUP_FOR, Mark, Marker
from onrecord.present.dossier.paragraphs import paragraphs
from onrecord.query import View


def reading_column(page: html.HtmlElement) -> str:
    return as_html_reads("".join(words.text_content() for words in page.xpath("//*[contains(@class, 'words')]")))


@pytest.mark.parametrize("view", [story(), grown(2, 20)], ids=["story", "plain"])
def test_the_reading_column_without_its_marks_is_the_text(view: View, tmp_path: Path) -> None:
    write(view, tmp_path, record_name="A record")
    for revision in view.revisions:
        page = html.fromstring((tmp_path / "articles" / f"{revision.id}.html").read_bytes().decode("utf-8"))
        assert reading_column(page) == as_html_reads(revision.text)


def as_html_reads(text: str) -> str:
    """Line ends are one; control characters, which HTML cannot hold, are their signs."""
    return text.translate(NO_MARKUP_FOR).replace("\r\n", "\n").replace("\r", "\n")


def marked(text: str, spans: list[list[tuple[int, int]]]) -> tuple[Revision, list[Entry], html.HtmlElement]:
    """A text whose entries rest on the spans, marked paragraph by paragraph."""
    revision = Revision(text, (Zone(ZoneType.BODY, 0, len(text)),), "a.txt")
    entries = [
        Entry(revision.id, said("A"), tuple(Anchor.of(text, *span) for span in group), "fixture/1", 1.0, ordinal=n)
        for n, group in enumerate(spans)
    ]
    marker = Marker(text, [Mark.of(e) for e in entries], {e.id: n for n, e in enumerate(entries, start=1)})
    body = "".join(f"<p>{marker.html(part.start, part.end)}</p>" for part in paragraphs(revision))
    return revision, entries, html.fromstring(f"<div>{body}</div>")


CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t <>&\"'")


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[list[tuple[int, int]]]]:
    text = draw(st.text(CHARACTERS, min_size=1, max_size=60))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    span = ends.filter(lambda pair: pair[0] != pair[1]).map(lambda pair: (min(pair), max(pair)))
    return text, draw(st.lists(st.lists(span, min_size=1, max_size=2), max_size=5))


@given(texts_with_spans())
def test_whatever_nests_or_overlaps_the_text_stays_and_each_mark_holds_its_words(
    given: tuple[str, list[list[tuple[int, int]]]],
) -> None:
    text, spans = given
    _, entries, page = marked(text, spans)
    assert page.text_content() == text
    for entry, group in zip(entries, spans, strict=True):
        covered = {at for start, end in group for at in range(start, end)}
        assert places(page, f"p-{entry.id}") == covered
        assert len(page.xpath(f"//*[@id='e-{entry.id}']")) == 1
        assert len(page.xpath(f"//a[@href='#n-{entry.id}']")) == 1


def places(page: html.HtmlElement, name: str) -> set[int]:
    """The offsets of the characters that lie inside marks of a class."""
    found: set[int] = set()
    at = 0
    for piece in page.xpath("//text()"):
        holder = piece.getparent() if piece.is_text else piece.getparent().getparent()
        inside = any(name in (e.get("class") or "").split() for e in [holder, *holder.iterancestors()])
        found |= set(range(at, at + len(piece))) if inside else set()
        at += len(piece)
    return found


@given(st.text(CHARACTERS, max_size=200))
def test_paragraphs_hold_every_character_once(text: str) -> None:
    zones = (Zone(ZoneType.BODY, 0, len(text)),) if text else ()
    parts = paragraphs(Revision(text, zones, "a.txt"))
    assert "".join(text[p.start : p.end] for p in parts) == text


def test_a_line_is_a_paragraph_unless_lines_were_wrapped_at_a_width() -> None:
    wrapped = (
        "The harbour board of Lenna met on Tuesday to look at the\n"
        "figures that the ferry company had sent it a week before\n"
        "and put off its vote."
    )
    lines = "News\nSport\nWeather"
    text = f"{lines}\n\n{wrapped}\n"
    found = [text[p.start : p.end].strip() for p in paragraphs(Revision(text, (), "a.txt"))]
    assert found == ["News", "Sport", "Weather", wrapped]


def test_furniture_is_set_apart_and_folded_where_it_is_long(tmp_path: Path) -> None:
    write(story(), tmp_path, record_name="A record")
    page = html.fromstring((tmp_path / "articles" / f"{HERALD.id}.html").read_text("utf-8"))
    (folded,) = page.xpath("//details[@class='furniture']")
    assert [" ".join(w.text_content().split()) for w in folded.xpath(".//p[@class='words']")][:2] == ["Home", "World"]
    assert "4 lines" in folded.xpath("string(summary)")
    assert page.xpath("//div[@class='row boilerplate']/p[contains(., 'Read more')]")


def test_control_characters_are_shown_by_their_signs(tmp_path: Path) -> None:
    write(story(), tmp_path, record_name="A record")
    page = (tmp_path / "articles" / f"{HOSTILE.id}.html").read_bytes().decode("utf-8")
    assert "Tabs␋ and" in page
