"""Zones: which lines of a text are its title, body, captions, byline, and what the page printed around them.

Nothing is cut, and where the signs are in doubt a line is body: a stray menu line costs little, a lost paragraph much.
Subheads between paragraphs are body too, each a line of its own: they are part of what the article says, and the
reader never reads across a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.ingest import debris
from onrecord.ingest.lines import Line, lines, plain
from onrecord.ingest.opening import closes, closing, opening
from onrecord.model import Zone, ZoneType

TITLE_WORDS = (2, 35)
LABEL, MENU = 3, 12
"""Words of a line that is a label and no headline, and of one above the headline that is part of a menu."""

BODY_WORDS = 8
"""Words of a sentence that shows that the article has begun."""

SHORT_TAIL = 25
"""Words of a headline of another story, at most."""

MOST, ENOUGH = 0.6, 60
"""The share of a text's words that lies before the line that ends the article; words before an agency's credit."""

CAPTION_WORDS = 90
TOP, LEADS = 15, 3
"""Lines from the top in which a headline stands; lines below the first paragraph that may hold the lead."""
STEM = 20


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a text from beside it: its title, its authors, captions of its pictures."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    extracted: bool = False
    """Whether the page's surroundings are gone already, so that a line's place and shape say nothing against it."""


@dataclass(slots=True)
class _Page:
    """A text's lines and what has been found of them so far."""

    lines: tuple[Line, ...]
    hints: Hints
    types: dict[int, ZoneType] = field(default_factory=dict)

    def mark(self, index: int, kind: ZoneType) -> None:
        self.types.setdefault(index, kind)

    def unmarked(self) -> Iterator[int]:
        return (i for i in range(len(self.lines)) if i not in self.types)


def zones(text: str, hints: Hints | None = None) -> tuple[Zone, ...]:
    """The zones of a text in order: every sign that is no white space lies in exactly one of them."""
    page = _Page(lines(text), hints or Hints())
    for find in (_plain_debris, _captions, _doubled, _end, _tail, _title, _head, _bylines):
        find(page)
    lead = next(page.unmarked(), 0)
    split = (_split(line, page.types.get(i, ZoneType.BODY), i - lead) for i, line in enumerate(page.lines))
    return tuple(z for part in split for z in part)


def _plain_debris(page: _Page) -> None:
    """Lines that are no article's own, wherever they stand."""
    for i, line in enumerate(page.lines):
        if debris.is_debris(line):
            page.mark(i, ZoneType.BOILERPLATE)
            _repeats_of(page, i)


def _repeats_of(page: _Page, index: int) -> None:
    """The line under a video link or "read more" that gives its headline again."""
    line = page.lines[index]
    for j in range(index + 1, min(index + 3, len(page.lines))):
        words = re.sub(r"\W+", " ", page.lines[j].plain)
        stem = words[: max(STEM, len(words) // 2)]
        if page.lines[j].stopped or len(words) < STEM or stem not in re.sub(r"\W+", " ", line.plain):
            return
        page.mark(j, ZoneType.BOILERPLATE)


def _captions(page: _Page) -> None:
    known = {plain(c) for c in page.hints.captions}
    for i in page.unmarked():
        if page.lines[i].plain in known or debris.is_caption(page.lines[i]):
            page.mark(i, ZoneType.CAPTION)


def _doubled(page: _Page) -> None:
    """A caption that the page printed under the picture and again in its frame."""
    for i, (line, after) in enumerate(zip(page.lines, page.lines[1:], strict=False)):
        if line.plain == after.plain and line.stopped and BODY_WORDS <= line.words <= CAPTION_WORDS:
            page.mark(i, ZoneType.CAPTION)
            page.mark(i + 1, ZoneType.CAPTION)


def _is_prose(line: Line) -> bool:
    return line.stopped and line.words >= BODY_WORDS


def _end(page: _Page) -> None:
    """Whatever follows the line that ends the article: an agency's credit, or such a line with most text before it."""
    weight = [line.words if line.stopped else 0 for line in page.lines]
    total, before = sum(weight), 0
    for i, line in enumerate(page.lines):
        closed = before > ENOUGH and closes(line)
        if closed or (before > MOST * total and debris.ends_article(line)):
            for j in range(i + closed, len(page.lines)):
                page.mark(j, ZoneType.BYLINE if debris.is_byline(page.lines[j]) else ZoneType.BOILERPLATE)
            return
        before += weight[i]


def _tail(page: _Page) -> None:
    """What stands after the last paragraph: other headlines, licences, questions to the reader."""
    tail: list[int] = []
    for i in range(len(page.lines) - 1, -1, -1):
        line = page.lines[i]
        if i in page.types or debris.is_edge_debris(line) or debris.is_byline(line) or _is_headline(line):
            tail.append(i)
        else:
            break
    if len(tail) == len(page.lines):
        return
    tail.reverse()
    sure = [i for i in tail if page.types.get(i) is ZoneType.BOILERPLATE or debris.is_edge_debris(page.lines[i])]
    known = page.types.keys() | set(sure)
    loose = [i for i in tail if i not in known and not debris.is_byline(page.lines[i])]
    if loose and loose[0] == tail[0] and page.lines[loose[0] - 1].is_quotation:
        loose = loose[1:]  # the credit line of a pull quote
    certain, doubtful = set(sure), set(loose)
    for i in tail:
        if debris.is_byline(page.lines[i]):
            page.mark(i, ZoneType.BYLINE)
        elif i in certain or (
            i in doubtful and not page.hints.extracted and (sure or len(loose) > 1 or page.lines[i].words <= LABEL + 1)
        ):
            page.mark(i, ZoneType.BOILERPLATE)


_ROW = re.compile(r":\s*[\d$£€]")


def _is_headline(line: Line) -> bool:
    """Whether it may be another story's headline: no sentence, no rest of one, no row of a table."""
    first = next((c for c in line.text if c.isalnum()), "")
    return not line.is_running and line.words <= SHORT_TAIL and not first.islower() and not _ROW.search(line.text)


def _title(page: _Page) -> None:
    """The headline: the one that is known, or the first line before the first paragraph that reads like one."""
    if page.hints.title and _known_title(page, plain(page.hints.title)):
        return
    first = _first_paragraph(page)
    candidates = [i for i in page.unmarked() if i < first and _may_be_title(page.lines[i])]
    candidates = [i for i in candidates if not debris.is_byline(page.lines[i])]
    long = [i for i in candidates if page.lines[i].words > LABEL] or candidates
    if long and first < len(page.lines):
        words = plain(_headline_part(page.lines[long[0]].text))
        _known_title(page, words)


def _known_title(page: _Page, words: str) -> bool:
    found = False
    for i in range(min(_first_paragraph(page) + 1, len(page.lines))):
        if page.types.get(i) in {None, ZoneType.BOILERPLATE} and plain(_headline_part(page.lines[i].text)) == words:
            page.types[i] = ZoneType.TITLE
            found = True
    return found


def _may_be_title(line: Line) -> bool:
    low, high = TITLE_WORDS
    return (
        low <= line.words <= high
        and not _is_menu(line.text)
        and not re.search(r"[.:;,…][\"'”’)]*$", line.text.removesuffix("U.S."))
    )


def _is_menu(text: str) -> bool:
    """Whether a line is labels between bars: "Home | News | Sport"."""
    parts = _PIPED.split(text)
    return len(parts) > LABEL and all(len(part.split()) <= LABEL for part in parts)


def _first_paragraph(page: _Page) -> int:
    """The index of the line that the article begins with, or the number of lines where none reads like that."""
    for i in page.unmarked():
        line = page.lines[i]
        if _is_prose(line) and not debris.is_byline(line) and not _asks_above(page, i):
            return i
    return len(page.lines)


def _asks_above(page: _Page, index: int) -> bool:
    """Whether a line that ends in a question or a shout is a headline: short, first, over a longer paragraph."""
    if index > TOP:
        return False
    line = page.lines[index]
    after = next((page.lines[j] for j in page.unmarked() if j > index), None)
    earlier = any(page.lines[j].stopped for j in page.unmarked() if j < index)
    asks = re.search(r"[?!][\"'”’)]*$", line.text) is not None and not line.is_quotation
    return asks and not earlier and line.words <= SHORT_TAIL and after is not None and after.words * 2 > line.words * 3


def _head(page: _Page) -> None:
    """What stands before the first paragraph and is neither title nor caption: menus, labels, bylines."""
    first = _first_paragraph(page)
    if first == len(page.lines):
        return
    title = next((i for i, kind in page.types.items() if kind is ZoneType.TITLE), first)
    for i in range(first):
        line = page.lines[i]
        if i in page.types:
            continue
        if debris.is_byline(line):
            page.mark(i, ZoneType.BYLINE)
        elif debris.is_edge_debris(line) or _is_label(page, i, title):
            page.mark(i, ZoneType.BOILERPLATE)


def _is_label(page: _Page, index: int, title: int) -> bool:
    line = page.lines[index]
    return not page.hints.extracted and not line.is_running and line.words <= (MENU if index < title else LABEL)


def _bylines(page: _Page) -> None:
    """Who else worked on it: such a line stands at the edges of the text, or says so in so many words."""
    for i in page.unmarked():
        if debris.is_contribution(page.lines[i]) and not closes(page.lines[i]):
            page.mark(i, ZoneType.BYLINE)


_HASHES = re.compile(r"(#{1,6})[^\S\r\n]+(?=\S)")
_PIPED = re.compile(r"\s+[|•·»]\s+")


def _headline_part(text: str) -> str:
    """The headline in "Headline | Site | Region", the whole line elsewhere."""
    return _PIPED.split(text, maxsplit=1)[0]


def _split(line: Line, kind: ZoneType, below: int) -> Sequence[Zone]:
    """A line's zones: one, but where a headline shares its line with the site's name, or a lead with its date line.

    `below` is how many lines it stands below the first of the body.
    """
    if kind is ZoneType.TITLE and (mark := _HASHES.match(line.text)):
        heading = Line(line.start + mark.end(), line.end, line.text[mark.end() :], gap=False)
        return (Zone(ZoneType.BOILERPLATE, line.start, line.start + mark.end(1)), *_split(heading, kind, below))
    if kind is ZoneType.TITLE and (piped := _PIPED.search(line.text)):
        at, rest = line.start + piped.start(), line.start + piped.start() + len(piped[0]) - len(piped[0].lstrip())
        return (Zone(kind, line.start, at), Zone(ZoneType.BOILERPLATE, rest, line.end))
    if kind is ZoneType.BODY:
        return tuple(opening(line) if below <= LEADS and not closes(line) else closing(line))
    return (Zone(kind, line.start, line.end),)
