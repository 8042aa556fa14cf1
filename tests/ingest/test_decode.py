"""Bytes to text: what is assumed is said, what is no text is refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ingest import Given, revisions
from onrecord.ingest.decode import LIMIT
from onrecord.model import Finding, Revision, Severity

Reader = Callable[..., Any]
WORDS = "The café’s owner, Zoë Ström, said on Monday that she would not sell: “No — not this year.”\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig"])
def test_other_encodings_are_read_and_told(read: Reader, encoding: str) -> None:
    found = read(WORDS.encode(encoding))
    assert found.one.text == WORDS
    assert [f.code for f in found.findings if f.code.startswith("enc")] == (
        [] if encoding == "utf-8-sig" else ["encoding-assumed"]
    )


def test_cyrillic_is_detected(read: Reader) -> None:
    words = "Правительство области сообщило в понедельник, что мост будет открыт весной. " * 4
    found = read(words.encode("cp1251"))
    assert found.one.text == words
    assert {"encoding-assumed", "not-english"} <= set(found.codes)


def test_line_ends_and_white_space_are_kept(read: Reader) -> None:
    text = "  A line of words.\r\n\r\nAnother\xa0line of words.\r\n \t"
    assert read(text).one.text == text


def test_a_damaged_byte_in_utf_8_does_not_make_mojibake_of_the_rest(read: Reader) -> None:
    found = read(WORDS.encode() * 2 + b"One bad byte: \xe2\x28 here.\n")
    assert "invalid-utf-8" in found.codes
    assert found.one.text.startswith(WORDS)


BAD = {
    "empty": (b"", "empty-file"),
    "only white space": (b" \r\n\t ", "empty-file"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, "binary-file"),
    "zero bytes": (b"Some words\0and more words.", "binary-file"),
    "surrogates": (b"Some words \xed\xa0\x80 and more.\x00", "binary-file"),
    "control characters": (b"\x01\x02\x03\x04 words", "binary-file"),
    "no words": (b"12345 -- 67 ... 8\n***\n", "no-words"),
}


@pytest.mark.parametrize(("content", "code"), BAD.values(), ids=BAD.keys())
def test_what_is_no_article_is_an_error_that_names_the_file(read: Reader, content: bytes, code: str) -> None:
    found = read(content)
    assert not found.revisions
    (fault,) = [f for f in found.findings if f.severity is Severity.ERROR]
    assert fault.code == code
    assert fault.path == "story/a.txt"
    assert "story/a.txt" in fault.message


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as out:
        out.truncate(LIMIT + 30_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read in spite of its size"))
    (found,) = revisions(Given(file, "story/large.txt"))
    assert isinstance(found, Finding)
    assert (found.code, found.severity) == ("too-large", Severity.ERROR)
    assert "20 MB" in found.message


def test_a_pipe_is_never_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = revisions(Given(tmp_path / "pipe.txt", "story/pipe.txt"))
    assert isinstance(found, Finding)
    assert found.code == "not-a-file"


def test_a_file_that_vanished_or_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = revisions(Given(tmp_path / "gone.txt", "story/gone.txt"))
    assert isinstance(found, Finding)
    assert found.code == "unreadable"
    (tmp_path / "shut.txt").write_text("Words.", "utf-8")

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    (found,) = revisions(Given(tmp_path / "shut.txt", "story/shut.txt"))
    assert isinstance(found, Finding)
    assert "permission denied" in found.message


PIECES = st.sampled_from(
    [
        b"<p>",
        b"<script>x</script>",
        b'{"text": "',
        b'"}',
        b"\n",
        b"\xff\xfe",
        b"By ",
        b"(Reuters) - ",
        b"2020",
        b"| ",
        b"\xe2",
    ]
)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".htm", ".json", ".jsonl"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.one_of(
        st.binary(max_size=400), st.lists(st.one_of(PIECES, st.binary(max_size=12)), max_size=40).map(b"".join)
    )
)
def test_no_bytes_make_a_traceback(tmp_path: Path, suffix: str, raw: bytes) -> None:
    file = tmp_path / f"any{suffix}"
    file.write_bytes(raw)
    (tmp_path / "any.meta.json").write_bytes(raw[::-1])
    found = list(revisions(Given(file, f"story/any{suffix}")))
    for item in found:
        assert isinstance(item, Revision | Finding)
        assert item.id
    assert found or suffix == ".jsonl"
