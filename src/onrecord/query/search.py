"""Searching a record: words, phrases, beginnings of words and fields, with what was found counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.model import Interval, Kind
from onrecord.record import Store, search

MOST = 20
"""Articles, and entries, that are shown unless another number is asked for."""
PIECE = re.compile(
    r'(?P<field>[a-z]+):(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))|"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|"', re.IGNORECASE
)
FIELDS = ("speaker", "publisher", "kind", "measure", "date", "since", "until")
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")


class SearchError(ValueError):
    """What cannot be looked for: no words and no field, or a field with a value that it cannot have."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, the best first, and how many entries there are, by kind, publisher, speaker and year.

    `words` is what was looked for, as understood.
    """

    words: tuple[str, ...]
    articles: tuple[search.FoundArticle, ...]
    entries: tuple[search.FoundEntry, ...]
    counts: search.Counted


def find(store: Store, words: str, sought: search.Sought | None = None, *, limit: int = MOST) -> Hits:
    """The articles and entries that have all of some words.

    `"words in quotes"` are a phrase, `word*` is how a word begins, and `speaker:`, `publisher:`, `kind:`, `measure:`,
    `date:`, `since:` and `until:` narrow; all else is a word, whatever it means elsewhere. Raises SearchError where
    nothing is looked for.
    """
    asked, terms = _read(words, sought or search.Sought())
    if not terms and asked == search.Sought():
        message = "there is no word to look for"
        raise SearchError(message)
    asked = replace(asked, match=" ".join(terms) or None)
    return Hits(
        tuple(terms),
        tuple(search.articles(store, asked, limit)),
        tuple(search.entries(store, asked, limit)),
        search.counts(store, asked),
    )


def _read(words: str, sought: search.Sought) -> tuple[search.Sought, list[str]]:
    """What narrows, and the terms: each in quotation marks, so that nothing in it is an operator."""
    terms: list[str] = []
    for piece in PIECE.finditer(words):
        name = (piece["field"] or "").casefold()
        if name in FIELDS:
            sought = _narrowed(sought, name, piece["quoted"] or piece["plain"] or "")
        elif piece["phrase"] is not None:
            terms += _term(search.LETTERS.findall(piece["phrase"]))
        else:
            word = piece["word"] or piece[0]
            terms += _term(search.LETTERS.findall(word), begins=word.rstrip(",.;:!?").endswith("*"))
    return sought, terms


def _term(letters: Iterable[str], *, begins: bool = False) -> list[str]:
    plain = " ".join(letters)
    return [f'"{plain}"{"*" if begins else ""}'] if plain else []


def _narrowed(sought: search.Sought, name: str, value: str) -> search.Sought:
    plain = value.strip()
    match name:
        case "speaker":
            return replace(sought, speaker=plain)
        case "publisher":
            return replace(sought, publisher=plain)
        case "measure":
            return replace(sought, measure=plain.casefold())
        case "kind":
            return replace(sought, kind=kind_of(plain))
        case _:
            held = days_of(plain)
            first = sought.since if name == "until" else held.start
            return replace(sought, since=first, until=sought.until if name == "since" else _last(held))


def kind_of(value: str) -> str:
    """The kind that a word names; raises SearchError."""
    kinds = (Kind.ATTRIBUTION, Kind.FIGURE, Kind.EVENT, Kind.COMMITMENT)
    plain = value.casefold().rstrip("s")
    found = "attribution" if plain == "statement" else plain
    if found not in kinds:
        message = f"“{value}” is no kind of entry that can be searched: {', '.join(kinds)}"
        raise SearchError(message)
    return found


def days_of(value: str) -> Interval:
    """The days of a day, month or year as 2021-02-17, 2021-02 or 2021; raises SearchError."""
    found = DAY.match(value)
    year, month, day = (int(n) if n else None for n in found.groups()) if found else (None, None, None)
    try:
        if year and month and day:
            return Interval.day(date(year, month, day))
        if year:
            return Interval.month(year, month) if month else Interval.year(year)
    except ValueError:
        pass
    message = f"“{value}” is not a day, month or year as 2021-02-17, 2021-02 or 2021"
    raise SearchError(message)


def _last(held: Interval) -> date | None:
    return held.end - timedelta(days=1) if held.end else None
