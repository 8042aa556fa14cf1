"""Links to original pages: only web addresses, and to the words themselves by text fragment.

Text fragments are the WICG's (https://wicg.github.io/scroll-to-text-fragment/): a browser that knows them scrolls
to the words and marks them; any other opens the page.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from onrecord.model import Anchor
from onrecord.model.article import CONTEXT

LONGEST = 100
"""Characters that are quoted whole; longer words are given by their two ends."""
END_WORDS = 5
"""Words at each end of a long quotation."""
AROUND = 3
"""Words of prefix and suffix that tell one occurrence from another."""

FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f<>\"\\^`{|}]")


def link(address: str | None) -> str | None:
    """The address where it is one of the web (http or https, with a host); None for any other, which stays text."""
    if address is None or FORBIDDEN.search(address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme.lower() in {"http", "https"} and host else None


def words_at(address: str | None, anchor: Anchor) -> str | None:
    """The address of the words in the original page; None where the article has no web address."""
    target = link(address)
    if target is None:
        return None
    return f"{target}{'' if '#' in target else '#'}:~:{text_directive(anchor)}"


def text_directive(anchor: Anchor) -> str:
    """`text=[prefix-,]start[,end][,-suffix]` for an anchor, encoded."""
    prefix, suffix = _before(anchor.prefix), _after(anchor.suffix)
    parts = [f"{_encoded(prefix)}-"] if prefix else []
    parts += [_encoded(part) for part in _ends(anchor.exact)]
    parts += [f"-{_encoded(suffix)}"] if suffix else []
    return "text=" + ",".join(parts)


def _encoded(words: str) -> str:
    """Percent-encoded with the three signs that the directive's own syntax uses."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")


def _ends(exact: str) -> tuple[str, ...]:
    """The quotation, or its two ends where it is long or runs over blocks, which `start` alone may not."""
    lines = [line.split() for line in exact.splitlines() if line.strip()]
    if len(lines) <= 1 and (len(exact) <= LONGEST or len(exact.split()) <= 2 * END_WORDS):
        return (exact,)
    if not lines:
        return (exact,)
    if len(lines) == 1:
        return " ".join(lines[0][:END_WORDS]), " ".join(lines[0][-END_WORDS:])
    return " ".join(lines[0][:END_WORDS]), " ".join(lines[-1][-END_WORDS:])


def _before(prefix: str) -> str:
    """The last whole words before, in the same block; a word that the context cuts is left out."""
    line = re.split(r"[\r\n]", prefix)[-1]
    cut = len(line) == CONTEXT and not prefix[:1].isspace()
    words = line.split()
    return " ".join((words[1:] if cut else words)[-AROUND:])


def _after(suffix: str) -> str:
    """The first whole words after, in the same block; a word that the context cuts is left out."""
    line = re.split(r"[\r\n]", suffix)[0]
    cut = len(line) == CONTEXT and not suffix[-1:].isspace()
    words = line.split()
    return " ".join((words[:-1] if cut else words)[:AROUND])
