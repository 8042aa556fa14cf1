"""A revision's text as paragraphs: every character in one of them, in order, each of one zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Revision

SHORTEST_WRAPPED, LONGEST_WRAPPED = 50, 110
"""Lengths between which every line but the last of a hard-wrapped paragraph lies."""

BLANK = re.compile(r"\n[^\S\n]*\n\s*")
LINE = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """text[start:end] of a revision, white space after it included; `zone` is empty where no zone holds it."""

    start: int
    end: int
    zone: str


def paragraphs(revision: Revision) -> list[Paragraph]:
    """The paragraphs of a text: cut at its zones, blank lines, and line ends where lines are paragraphs."""
    text = revision.text
    cuts = sorted({0, len(text), *(at for zone in revision.zones for at in (zone.start, zone.end))})
    return parted(revision, (start for a, b in pairwise(cuts) for start, _ in _cut(text, a, b)))


def parted(revision: Revision, cuts: Iterable[int]) -> list[Paragraph]:
    """A text cut at these places; what is white space alone goes with the words before it."""
    text = revision.text
    places = sorted({0, len(text), *cuts})
    return list(_without_blanks(text, [Paragraph(a, b, _zone(revision, a)) for a, b in pairwise(places)]))


def _zone(revision: Revision, start: int) -> str:
    return next((z.type.value for z in revision.zones if z.start <= start < z.end), "")


def _without_blanks(text: str, pieces: list[Paragraph]) -> Iterator[Paragraph]:
    """Pieces of white space alone are joined to the one before, or to the first that has words."""
    held: Paragraph | None = None
    for piece in pieces:
        if held is None:
            held = piece
        elif not text[piece.start : piece.end].strip():
            held = Paragraph(held.start, piece.end, held.zone)
        elif not text[held.start : held.end].strip():
            held = Paragraph(held.start, piece.end, piece.zone)
        else:
            yield held
            held = piece
    if held is not None:
        yield held


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for a, b in _split(BLANK, text, start, end):
        yield from [(a, b)] if _is_wrapped(text[a:b]) else _split(LINE, text, a, b)


def _split(at: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in at.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


def _is_wrapped(block: str) -> bool:
    """Whether the lines of a block are one paragraph that was wrapped at a width."""
    lines = block.strip().split("\n")
    return len(lines) > 1 and all(SHORTEST_WRAPPED <= len(line) <= LONGEST_WRAPPED for line in lines[:-1])
