"""Blocks: the paragraphs, headings, captions and list items that nothing is read across."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model.article import Zone, ZoneType
from onrecord.model.reading import Block

READ = frozenset({ZoneType.TITLE, ZoneType.BODY, ZoneType.CAPTION})
"""The zones that are read; a menu or a licence line is not."""

LONGEST = 20_000
"""Characters in a block; a longer one is cut at white space, so that memory stays flat."""

_LINE = re.compile(r"[^\r\n\u2028\u2029\v\f]*\S[^\r\n\u2028\u2029\v\f]*")
_BLANK = re.compile(r"(?:\r\n|[\r\n\u2028\u2029\v\f])[^\S\r\n]*(?:\r\n|[\r\n\u2028\u2029\v\f])")
NARROW, WIDE = 45, 100


def blocks(text: str, zones: Iterable[Zone]) -> tuple[Block, ...]:
    """The blocks of the zones that are read, in order: one a line, or one a paragraph where lines are wrapped."""
    found = []
    for zone in zones:
        if zone.type in READ:
            found += [Block(zone.type, start, end) for start, end in _paragraphs(text, zone.start, zone.end)]
    return tuple(sorted(found, key=lambda b: b.start))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for group in _groups(text, start, end):
        spans = [(group[0][0], group[-1][1])] if _is_wrapped(text, group) else group
        for first, last in spans:
            yield from _cut(text, first, last)


def _groups(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Lines that no blank line parts."""
    group: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start, end):
        line = _trim(text, *match.span())
        if group and _BLANK.search(text, group[-1][1], line[0]):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether lines were broken to a width: none could have taken the next one's first word, and a sentence runs on."""
    widths = [end - start for start, end in lines]
    width = max(widths)
    if len(lines) == 1 or not NARROW <= width <= WIDE:
        return False
    if not any(text[start].islower() for start, _ in lines[1:]):
        return False
    nexts = [len(text[start:end].split(None, 1)[0]) for start, end in lines[1:]]
    return all(own + 1 + word > width for own, word in zip(widths[:-1], nexts, strict=True))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        limit = start + LONGEST
        at = max((m.end() for m in re.finditer(r"[.!?][\"”’)]?\s", text[start:limit])), default=0)
        at = at or max((m.end() for m in re.finditer(r"\s", text[start:limit])), default=LONGEST)
        yield _trim(text, start, start + at)
        start += at
    if any(c.isalnum() for c in text[start:end]):
        yield _trim(text, start, end)
