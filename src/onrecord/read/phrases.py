"""Noun phrases as words."""

from __future__ import annotations

from onrecord.model import Parse

ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my"})
EDGES = frozenset({",", "-", "—", "–", "--", ":", ";", "(", "[", "“", '"', "and", "or", "but", "of", "for", "'s", "’s"})


def trimmed(parse: Parse, first: int, last: int) -> str | None:
    """The words of tokens `first` up to `last`, less articles and marks at their ends; None where none is left."""
    while first < last and parse.tokens[first].lower in ARTICLES | EDGES:
        first += 1
    while last > first and parse.tokens[last - 1].lower in EDGES:
        last -= 1
    if first >= last:
        return None
    return " ".join(parse.text[parse.tokens[first].start : parse.tokens[last - 1].end].split())
