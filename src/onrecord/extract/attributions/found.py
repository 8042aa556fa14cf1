"""What the finders propose before sources are resolved and quotations are settled."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Factuality, Parse

Span = tuple[int, int]


@dataclass
class Found:
    """One attribution in the making; offsets are the text's.

    `source` is the index of the token that heads the source's noun phrase, None where there is none; `cue` that of the
    cue word, `cue_span` its place with its auxiliaries; `spans` are the parts of the content; `unsaid` marks words that
    report and name no source, `verbatim` speech printed without marks; `quoted_by` heads X in "X quoted him as saying".
    """

    source: int | None
    cue: int | None
    cue_span: Span | None
    spans: list[Span]
    factuality: Factuality
    confidence: float
    unsaid: bool = False
    verbatim: bool = False
    quoted_by: int | None = None
    continues: Found | None = None
    rule: str = ""

    @property
    def start(self) -> int:
        """Where the content begins."""
        return min(s for s, _ in self.spans)

    @property
    def end(self) -> int:
        """Where the content ends."""
        return max(e for _, e in self.spans)


LEADING = frozenset({",", ":", ";", "-", "--", "—", "–", ")", "...", "…", "."})
TRAILING = frozenset({",", ":", ";", "-", "--", "—", "–", "(", ".", "and", "but", "while", "as"})


def span_of(parse: Parse, first: int, last: int) -> Span | None:
    """The text offsets of tokens `first` up to `last` less the marks at their edges; None where nothing is left."""
    while first < last and parse.tokens[first].text in LEADING:
        first += 1
    while last > first and parse.tokens[last - 1].lower in TRAILING:
        last -= 1
    if first >= last:
        return None
    return parse.tokens[first].start, parse.tokens[last - 1].end


def overlap(a: Span, b: Span) -> int:
    """Characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def shared(one: list[Span], other: list[Span]) -> int:
    """Characters that two lists of spans share."""
    return sum(overlap(a, b) for a in one for b in other)


def likeness(one: list[Span], other: list[Span]) -> float:
    """Dice's coefficient of two lists of spans, in characters."""
    total = sum(e - s for s, e in [*one, *other])
    return 2 * shared(one, other) / total if total else 0.0
