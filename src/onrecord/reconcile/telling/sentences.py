"""Sentences of an article's own text by their signs alone: cheap enough for thousands, and the same on any machine.

A record keeps texts and entries and no parses, so that what is counted here can be counted in any record, also one
that was imported. The paragraphs and quotations are those that the reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model import Block, Revision, ZoneType
from onrecord.model.blocks import blocks
from onrecord.model.quotations import quotations
from onrecord.packs import lexicon

Span = tuple[int, int]

_END = re.compile(r"(?:[!?]+|\.{3,}|…|\.)[”’»\"')\]]*(?=\s+(?P<next>\S+))")
_OPENING = "“‘«\"'([—–-•*"
_INITIAL = re.compile(r"(?:^|[\s(“\"‘.-])[A-Z]\.$")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.){2,}$")
_LAST = re.compile(r"\S+$")
_NUMBERED = frozenset({"no.", "nos.", "art.", "sec.", "vol.", "p.", "pp.", "ch.", "fig."})
_MONTHS = frozenset({"jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec."})
_NAMES = frozenset({"vs.", "v.", "e.g.", "i.e.", "cf.", "al."})
"""What is printed with a full stop inside a sentence: before a number, before a day, before anything."""
FEWEST, UNSIGNED = 2, 8
"""Words of a sentence at least, with a sign at its end and without: less is a heading, a credit, a number, a bullet."""
_SIGNED = re.compile(r"[.!?…:;][”’»\"')\]*_]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article's body, and where words within quotation marks stand in it."""

    start: int
    end: int
    quoted: tuple[Span, ...] = ()

    @property
    def is_quoted(self) -> bool:
        """Whether all of it stands within quotation marks."""
        return sum(b - a for a, b in self.quoted) >= self.end - self.start - 1

    def meets(self, start: int, end: int) -> bool:
        """Whether some of its words lie in a stretch of the text."""
        return start < self.end and self.start < end


def lines(revision: Revision) -> tuple[Line, ...]:
    """The sentences of the body, in order; headings, captions, credits and page furniture are none."""
    text = revision.text
    parts = [b for b in blocks(text, revision.zones) if b.zone is ZoneType.BODY]
    quoted: dict[int, list[Span]] = {}
    for each in quotations(text, parts):
        quoted.setdefault(each.block, []).append((each.start, each.end))
    return tuple(
        Line(start, end, tuple(_clipped(quoted.get(number, []), start, end)))
        for number, part in enumerate(parts)
        for start, end in _in_block(text, part)
    )


def _clipped(spans: list[Span], start: int, end: int) -> Iterator[Span]:
    return ((max(a, start), min(b, end)) for a, b in spans if a < end and start < b)


def _in_block(text: str, block: Block) -> Iterator[Span]:
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        if _ends(text[start : match.end()], match.group(), match["next"]):
            yield from _told(text, start, match.end())
            start = match.start("next")
    yield from _told(text, start, block.end)


def _told(text: str, start: int, end: int) -> Iterator[Span]:
    least = FEWEST if _SIGNED.search(text, start, end) else UNSIGNED
    if len(re.findall(r"\w+", text[start:end])) >= least:
        yield start, end


def _ends(before: str, signs: str, following: str) -> bool:
    """Whether a sentence ends at some signs: not where the next word runs on, nor after an abbreviation."""
    first = following.lstrip(_OPENING)[:1]
    if first.islower() or (not first and following[:1] not in _OPENING):
        return False
    if not signs.startswith(".") or signs.startswith(".."):
        return True
    found = _LAST.search(before.removesuffix(signs) + ".")
    word = found.group().lstrip(_OPENING) if found else ""
    low = word.lower()
    if low in _abbreviations() | _NAMES:
        return False
    if low in _NUMBERED | _MONTHS:
        return not first.isdigit()
    if _ACRONYM.search(word):
        return signs != "." or not first.isupper() or following.rstrip(",").lower() in _openers()
    return not _INITIAL.search(f" {word}")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(a.lower() for entry in lexicon("titles")["abbreviations"] for a in entry.split())


@cache
def _openers() -> frozenset[str]:
    """Words that a sentence begins with and a name does not: after "U.S.", they tell an end."""
    return frozenset([*lexicon("english")["words"], "a", "as", "in", "on"])
