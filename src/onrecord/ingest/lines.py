"""The lines of a text, and what can be told from a line's shape alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\u2028\u2029\v\f]*\S[^\r\n\u2028\u2029\v\f]*")
_BLANK = re.compile(r"(?:\r\n|[\r\n\u2028\u2029\v\f])[^\S\r\n]*(?:\r\n|[\r\n\u2028\u2029\v\f])")
_WORD = re.compile(r"\w+(?:[’'.&-]\w+)*")
_STOPPED = re.compile(r"(?:[.!?…]|\.{3})[\"'”’»)\]]*\s*[\"'”’»)\]]*$")
_RUNNING = re.compile(r"[:;,—–-][\"'”’»)\]]*$")
_NO_STOP = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros|St|vs|etc)\.$")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " ", "–": "-", "—": "-"})
_CLOSED = re.compile(r"[\"“‘«'].*[\"”’»'][.!?]?$", re.DOTALL)

END = 40
"""Characters that show how a line ends."""
NARROW, WIDE = 45, 100
"""Widths that texts are wrapped to."""


@dataclass(frozen=True)
class Line:
    """A line of a text, or a paragraph whose lines were wrapped to a width; `gap` where a blank line precedes it."""

    start: int
    end: int
    text: str
    gap: bool

    @cached_property
    def plain(self) -> str:
        """The words with straight quotation marks and hyphens, single spaces and no case, for patterns."""
        return plain(self.text)

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.text))

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does; "in the U.S." does not show that."""
        return bool(_STOPPED.search(self.text[-END:])) and not _NO_STOP.search(self.text[-END:])

    @cached_property
    def is_running(self) -> bool:
        """Whether it ends as a sentence does, or as one that goes on in the next line."""
        return self.stopped or bool(_RUNNING.search(self.text[-END:]))

    @cached_property
    def is_quotation(self) -> bool:
        """Whether it lies in quotation marks from its first sign to its last."""
        return bool(_CLOSED.match(self.text))


def plain(text: str) -> str:
    """A text with straight quotation marks and hyphens, single spaces and no case."""
    return " ".join(text.translate(_STRAIGHT).split()).casefold()


def lines(text: str) -> tuple[Line, ...]:
    """The lines with something in them, in order; wrapped ones joined to their paragraph."""
    found: list[Line] = []
    for group in _groups(text):
        spans = [(group[0][0], group[-1][1])] if _is_wrapped(text, group) else group
        found += [Line(s, e, text[s:e], gap=s == group[0][0]) for s, e in spans]
    return tuple(found)


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Lines that no blank line parts."""
    group: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        start, end = trimmed(text, *match.span())
        if group and _BLANK.search(text, group[-1][1], start):
            yield group
            group = []
        group.append((start, end))
    if group:
        yield group


def _is_wrapped(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether lines were broken to a width: none could have taken the next one's first word, a sentence runs on."""
    widths = [end - start for start, end in spans]
    width = max(widths)
    if len(spans) == 1 or not NARROW <= width <= WIDE or not any(_breaks(text, *pair) for pair in pairwise(spans)):
        return False
    nexts = [len(text[start:end].split(None, 1)[0]) for start, end in spans[1:]]
    return all(own + 1 + word > width for own, word in zip(widths[:-1], nexts, strict=True))


def _breaks(text: str, line: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a sentence runs on from a line into the next one."""
    return not _STOPPED.search(text, max(line[0], line[1] - END), line[1]) and text[after[0]].islower()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
