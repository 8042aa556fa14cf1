"""Bytes of a file -> its text, with what had to be assumed."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Callable
from pathlib import Path

from charset_normalizer import from_bytes

from onrecord.ingest.findings import error, note, warning
from onrecord.model import Finding

LIMIT = 20_000_000
"""Bytes of the largest file that is read: a long book has a tenth of it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD = ("mac_cyrillic", "mac_greek", "mac_iceland", "mac_latin2", "mac_roman", "mac_turkish")
"""Tried last: hardly a page was saved in them, and they differ from Windows's in a few letters that fool a guess."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WORD = re.compile(r"[^\W\d_]{2}")
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
_SAMPLE = 4096
STRAY = 25
"""Bytes of a text to each that is no UTF-8, from which on those are damage and not another encoding."""

Text = tuple[str, tuple[Finding, ...]]
"""A text with the notes on how it was decoded."""


def content(file: Path, path: str) -> bytes | Finding:
    """The bytes of a regular file no larger than LIMIT, or why there are none. Never waits on a pipe."""
    try:
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):
            return error(
                "not-a-file", path, "not a regular file (a pipe, socket or device); save the article to a file"
            )
        if state.st_size > LIMIT:
            return _too_large(path, state.st_size)
        return file.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or type(fault).__name__).lower()
        return error("unreadable", path, f"cannot be read ({reason}); check that it is there and that you may read it")


def _too_large(path: str, size: int) -> Finding:
    message = f"{size / 1e6:.1f} MB is more than one article; files over {LIMIT / 1e6:.0f} MB are not read: split it"
    return error("too-large", path, message)


def decoded(raw: bytes, path: str, *, markup: bool = False) -> Text | Finding:
    """The text of some bytes: byte order mark, UTF-8, then the likeliest encoding, said in a note.

    With `markup` a charset that the page declares comes before a guess.
    """
    if not raw.strip():
        return error("empty-file", path, "empty; save the article's text into it, or leave it out")
    text = _marked(raw, path) or _plain(raw, path) or _declared(raw, path, markup=markup) or _guessed(raw, path)
    if text is None or not is_text(text[0]):
        return error("binary-file", path, "a binary file, not text; save the article as text, HTML or JSON")
    return text


def is_text(text: str) -> bool:
    """Whether these are characters that a text is made of: no NUL, no lone surrogate, hardly a control character."""
    if "\0" in text or _SURROGATE.search(text):
        return False
    return len(_CONTROL.findall(text)) * 200 <= len(text)


def has_words(text: str) -> bool:
    """Whether two letters stand together somewhere."""
    return _WORD.search(text) is not None


def _marked(raw: bytes, path: str) -> Text | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark) and (text := _strictly(raw[len(mark) :], encoding)) is not None:
            return text, (() if encoding == "utf-8" else (_assumed(path, encoding, "its byte order mark says so"),))
    return None


def _plain(raw: bytes, path: str) -> Text | None:
    """UTF-8, also where a byte or two of it are damaged; UTF-16 without its mark, which shows in its zero bytes."""
    if (encoding := _zeros(raw)) and (text := _strictly(raw, encoding)) is not None:
        return text, (_assumed(path, encoding, "every other byte is zero"),)
    if (text := _strictly(raw, "utf-8")) is not None:
        return text, ()
    return _damaged(raw, path, lambda bad, good: good - bad >= 3 * bad)


def _damaged(raw: bytes, path: str, holds: Callable[[int, int], bool]) -> Text | None:
    """UTF-8 with U+FFFD for what is damaged, where the counts of damaged places and of other signs allow it."""
    patched = raw.decode("utf-8", "replace")
    bad, good = patched.count("\ufffd"), sum(c > "\x7f" for c in patched)
    if not holds(bad, good):
        return None
    message = f"UTF-8 with {bad} damaged place(s), shown as U+FFFD; save it again from the page if words matter there"
    return patched, (warning("invalid-utf-8", path, message),)


def _zeros(raw: bytes) -> str | None:
    even, odd = raw[:_SAMPLE:2].count(0), raw[1:_SAMPLE:2].count(0)
    half = min(len(raw), _SAMPLE) // 2
    if odd > half * 0.4 and even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd * 10 < even else None


def _declared(raw: bytes, path: str, *, markup: bool) -> Text | None:
    found = _DECLARED.search(raw[:_SAMPLE]) if markup else None
    encoding = found[1].decode("ascii") if found else ""
    # HTML's Latin-1 is Windows-1252, as browsers read it
    encoding = "cp1252" if encoding.lower() in {"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"} else encoding
    text = _strictly(raw, encoding) if encoding else None
    return (text, (_assumed(path, encoding.lower(), "the page declares it"),)) if text is not None else None


def _guessed(raw: bytes, path: str) -> Text | None:
    """Windows-1252 where its high bytes make Western letters and typography, else charset-normalizer's best."""
    if b"\0" in raw:
        return None
    western = _strictly(raw, "cp1252")
    if western is not None and _is_western(western):
        return western, (_assumed(path, "windows-1252", "not UTF-8; its letters fit"),)
    stray = _damaged(raw, path, lambda bad, _: bad * STRAY <= len(raw))
    if stray is not None:
        return stray
    best = from_bytes(raw, cp_exclusion=list(_OLD)).best() or from_bytes(raw).best()
    return (str(best), (_assumed(path, best.encoding, "not UTF-8; the likeliest"),)) if best else None


_WESTERN = re.compile(r"(?<=[a-zA-Z])[àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßšž]|[ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØŒÙÚÜŠŽ](?=[a-z])")
_TYPOGRAPHY = re.compile(
    r"(?:^|(?<=[\s(\[—–]))[“‘«£€©•§–—](?=\S|\s)|(?<=[\w.,!?;:…%])[”’»…–—®™°](?=\W|[a-z]|$)|[\xa0½¼¾·]"
)


def _is_western(text: str) -> bool:
    high = sum(c > "\x7f" for c in text)
    return (len(_WESTERN.findall(text)) + len(_TYPOGRAPHY.findall(text))) * 10 >= high * 8


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _assumed(path: str, encoding: str, why: str) -> Finding:
    return note("encoding-assumed", path, f"read as {encoding} ({why}); save it as UTF-8 if characters look wrong")
