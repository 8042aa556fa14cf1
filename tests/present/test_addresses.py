"""Links to original pages."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Anchor
from onrecord.present.dossier.addresses import link, text_directive, words_at

TEXT = (
    "The board met twice, on Monday and - as planned - on Friday. “We are done,” Ms. Sund said.\n\n"
    "Nobody asked why the well-known 50% rule & the rest had been dropped; nobody in the hall had seen it written."
)


def anchor(exact: str) -> Anchor:
    start = TEXT.index(exact)
    return Anchor.of(TEXT, start, start + len(exact))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//host.example/a",
        "story/a.txt",
        "https:",
        "https://",
        "https://[broken/a",
        'https://a.example/"onmouseover="x',
        "https://a.example/\x00",
        "",
        None,
    ],
)
def test_what_is_no_web_address_is_no_link(address: str | None) -> None:
    assert link(address) is None
    assert words_at(address, anchor("The board")) is None


@pytest.mark.parametrize("address", ["https://a.example/b?c=d&e", "http://a.example", "HTTPS://a.example/ü"])
def test_a_web_address_is_a_link_as_it_is(address: str) -> None:
    assert link(address) == address


@pytest.mark.parametrize(
    ("exact", "directive"),
    [
        ("met twice", "text=The%20board-,met%20twice,-%2C%20on%20Monday"),
        ("We are done,", "text=on%20Friday.%20%E2%80%9C-,We%20are%20done%2C,-%E2%80%9D%20Ms.%20Sund"),
        ("50% rule & the", "text=why%20the%20well%2Dknown-,50%25%20rule%20%26%20the,-rest%20had%20been"),
    ],
)
def test_words_are_given_with_what_stands_around_them(exact: str, directive: str) -> None:
    assert text_directive(anchor(exact)) == directive


def test_context_stays_in_its_own_block() -> None:
    assert text_directive(anchor("Nobody asked")).startswith("text=Nobody%20asked,-why")


def test_long_words_and_words_over_two_blocks_are_given_by_their_ends() -> None:
    long = anchor(TEXT[TEXT.index("Nobody") :])
    assert text_directive(long) == "text=Nobody%20asked%20why%20the%20well%2Dknown,hall%20had%20seen%20it%20written."
    across = "Ms. Sund said.\n\nNobody asked"
    assert ",Ms.%20Sund%20said.,Nobody%20asked," in text_directive(anchor(across))


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert words_at("https://a.example/b#c", anchor("met")).startswith("https://a.example/b#c:~:text=")
    assert words_at("https://a.example/b", anchor("met")).startswith("https://a.example/b#:~:text=")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_the_signs_of_the_syntax_never_stand_in_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    directive = text_directive(Anchor.of(text, start, data.draw(st.integers(start + 1, len(text)))))
    body = directive.removeprefix("text=")
    assert body.isascii()
    assert "&" not in body
    parts = body.split(",")
    assert 1 <= len(parts) <= 4
    for part in parts:
        words = part[:-1] if part == parts[0] and part.endswith("-") else part.removeprefix("-")
        assert "-" not in words
        assert unquote(words) == " ".join(unquote(words).split())
