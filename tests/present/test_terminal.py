"""What is printed can be read on any terminal, and does nothing to it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from onrecord.model import (
    Anchor,
    Attribution,
    Credit,
    Entry,
    Evidence,
    Factuality,
    Figure,
    Finding,
    Holder,
    Interval,
    Mode,
    Modifier,
    Published,
    Quantity,
    Revision,
    Severity,
    Source,
)
from onrecord.present import terminal
from onrecord.query import View

TEXT = "“[bold]We\x1b[2J are tired[/bold]”, Mara Quill said. As many as 40 potters left."
ARTICLE = Revision(
    TEXT,
    (),
    "kiln/[red]a.txt",
    title=Credit("Kiln shut", Evidence("sidecar", "")),
    publisher=Credit("Courier", Evidence("sidecar", "")),
    published=Published(Interval.month(2020, 5), ()),
)
MARA = Source("Mara Quill", None, None, None, role="guild master")
AMOUNT = Quantity(None, None, None, Modifier.AT_MOST, "As many as 40")
SAID = Entry(
    ARTICLE.id,
    Attribution(
        Source("Mara Quill", None, None, None, role="guild master"), None, Mode.DIRECT, None, Factuality.DENIED
    ),
    (Anchor.of(TEXT, 1, 32),),
    "a/1",
    0.9,
    published=Interval.month(2020, 5),
)
COUNTED = Entry(
    ARTICLE.id,
    Figure(
        Quantity(None, None, None, Modifier.AT_MOST, "As many as 40"), "potters", None, "other", Interval.year(2019)
    ),
    (Anchor.of(TEXT, 52, 73),),
    "f/1",
    0.9,
    (Holder("Courier"), Holder("the guild")),
)
FAULT = Finding("empty-file", Severity.ERROR, "kiln/e.txt: it is empty", path="kiln/e.txt")
INSIDE = Finding("odd", Severity.NOTE, "this is odd", revision=ARTICLE.id)
VIEW = View((ARTICLE,), (SAID, COUNTED), (INSIDE, FAULT), digested=lambda _: "ab" * 32)


def printed(what: Callable[[Console], None], width: int = 80, **console: bool) -> str:
    out = io.StringIO()
    what(Console(file=out, width=width, **console))
    return out.getvalue()


@pytest.mark.parametrize("width", [20, 40, 80, 160])
def test_a_statement_is_told_with_who_when_where_and_its_words(width: int) -> None:
    text = " ".join(printed(lambda c: terminal.statements(c, VIEW), width).split())
    for part in ("Mara Quill", "guild master", "2020-05-01/2020-05-31", "Courier", "tired[/bold]”", "(denied)"):
        assert part.replace(" ", "") in text.replace(" ", "")
    assert SAID.id in text.replace(" ", "")


@pytest.mark.parametrize("width", [20, 40, 80, 160])
def test_a_figure_is_told_with_what_it_counts_and_whose_word_it_is(width: int) -> None:
    text = "".join(printed(lambda c: terminal.figures(c, VIEW), width).split())
    for part in ("Asmanyas40", "potters", "other", "2019-01-01/2019-12-31", "Courier>theguild"):
        assert part in text or width > 100
    wide = printed(lambda c: terminal.figures(c, VIEW), 200)
    for part in ("As many as 40", "potters", "2019-01-01/2019-12-31", "Courier > the guild", "kiln/[red]a.txt"):
        assert part in wide


@pytest.mark.parametrize("width", [20, 40, 80, 160])
def test_a_series_is_told_with_each_figure_and_its_entry(width: int) -> None:
    text = "".join(printed(lambda c: terminal.series(c, VIEW), width).split())
    for part in ("Potters", "Asmanyas40", "2019-01-01/2019-12-31", "Courier>theguild"):
        assert part in text or width > 100
    wide = printed(lambda c: terminal.series(c, VIEW), 200)
    (entry,) = [e for e, _ in VIEW.figures]
    for part in ("Potters", "As many as 40", "2019-01-01/2019-12-31", "Courier > the guild", entry.id):
        assert part in wide


def test_what_the_record_holds() -> None:
    text = printed(lambda c: terminal.show(c, "story.db", VIEW), 100)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for line in ("articles 1", "statements 1", "figures 1", "findings 1 error, 1 note", f"export sha256 {'ab' * 32}"):
        assert line in lines
    assert "Kiln shut (kiln/[red]a.txt, 2 entries)" in lines
    assert lines.index("error empty-file kiln/e.txt: it is empty") < lines.index(
        "note odd kiln/[red]a.txt: this is odd"
    )


def test_words_of_an_article_cannot_steer_the_terminal_or_be_read_as_markup() -> None:
    for view in (terminal.statements, terminal.figures, lambda c, v: terminal.show(c, "x", v)):
        text = printed(lambda c, view=view: view(c, VIEW))
        assert "\x1b" not in text
    assert "[bold]We�[2J are tired[/bold]" in printed(lambda c: terminal.statements(c, VIEW))


def test_without_colour_there_is_none() -> None:
    plain = printed(lambda c: terminal.show(c, "x", VIEW), force_terminal=True, no_color=True)
    assert "\x1b[31m" not in plain
    assert "\x1b[1;31m" in printed(lambda c: terminal.show(c, "x", VIEW), force_terminal=True)


def test_nothing_known_is_said_so() -> None:
    bare = replace(ARTICLE, publisher=None, published=None, title=None)
    entry = replace(SAID, revision=bare.id, published=None, body=Attribution(None, None, Mode.INDIRECT, None))
    text = printed(lambda c: terminal.statements(c, View((bare,), (entry,), ())))
    assert text.startswith("no source named · date unknown, publisher unknown")


@given(st.text())
def test_what_is_cleaned_is_one_line_of_plain_characters(text: str) -> None:
    shown = terminal.clean(text)
    assert shown.splitlines() in ([], [shown])
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in shown)
