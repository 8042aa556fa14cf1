"""Finding articles and entries by their words, in the record's own index."""

# ruff: noqa: S608 (SQL made of our own clauses; what is looked for is bound)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.record.batches import batched
from onrecord.record.database import Row
from onrecord.record.store import Store

OPEN, CLOSE = "\x02", "\x03"
"""What stands around a word that was looked for, in words that are given back."""
COUNTED = 2_000
"""Entries of which it is counted what they are, at most; how many there are in all is always told."""
AT_ONCE = 500
"""Values that a statement is given, at most: SQLite takes 999 or more, as it comes."""
LETTERS = re.compile(r"[^\W_]+")
SNIPPET = 24
"""Words of an article around those that were looked for."""


TOLD, WORDS = "told AS t", "told_words"
JOINED = "told_words JOIN told AS t ON t.seq = told_words.rowid"
"""Where entries are looked for: no further than is asked."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. `match` is in the language of FTS5, None for any words; the rest narrows.

    `speaker` and `publisher` are parts of names; days are of publication, inclusive.
    """

    match: str | None = None
    speaker: str | None = None
    publisher: str | None = None
    kind: str | None = None
    measure: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def of_entries(self) -> bool:
        """Whether only entries can be as wanted."""
        return any((self.speaker, self.kind, self.measure))


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that was found: its title and words around those looked for, marked with OPEN and CLOSE."""

    revision: str
    path: str
    title: str | None
    publisher: str | None
    published: str | None
    words: str


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry that was found, its own words and whose they are marked with OPEN and CLOSE."""

    id: str
    kind: str
    revision: str
    path: str
    publisher: str | None
    published: str | None
    speaker: str | None
    measure: str | None
    words: str


def articles(store: Store, sought: Sought, limit: int) -> Iterator[FoundArticle]:
    """The articles that have the words, the best first."""
    if sought.of_entries or sought.match is None:
        return
    tests, values = _of_article(sought)
    where = "".join(f" AND {t}" for t in tests)
    among = "words JOIN article AS a ON a.seq = words.rowid" if tests else "words"
    best = f"SELECT words.rowid FROM {among} WHERE words MATCH ?{where} ORDER BY rank LIMIT ?"
    order = [row[0] for row in store.db.rows(best, [sought.match, *values, limit])]
    sql = f"""SELECT words.rowid, a.revision, a.path, a.title, a.publisher, a.published_from,
                snippet(words, 1, '{OPEN}', '{CLOSE}', '…', {SNIPPET})
              FROM words JOIN article AS a ON a.seq = words.rowid
              WHERE words MATCH ? AND words.rowid IN ({_places(order)})"""
    found = {row[0]: FoundArticle(*row[1:]) for row in store.db.rows(sql, [sought.match, *order])}
    yield from (found[seq] for seq in order)


def entries(store: Store, sought: Sought, limit: int) -> Iterator[FoundEntry]:
    """The entries that have the words, the best first; without words, in the order of the record."""
    source, where, values = _entries(sought)
    rank = "rank" if sought.match else "t.seq"
    best = f"SELECT {_seq(source)} FROM {source} WHERE {where} ORDER BY {rank} LIMIT ?"
    order = [row[0] for row in store.db.rows(best, [*values, limit])]
    match = [sought.match] if sought.match else []
    shown = f"highlight(told_words, 0, '{OPEN}', '{CLOSE}')" if match else "told_words.words"
    sql = f"""SELECT t.seq, l.id, t.kind, t.revision, a.path, a.publisher, a.published_from, t.speaker, t.measure,
                {shown}
              FROM told_words JOIN told AS t ON t.seq = told_words.rowid
              JOIN ledger AS l USING (seq) JOIN article AS a ON a.revision = t.revision
              WHERE {"told_words MATCH ? AND " if match else ""}told_words.rowid IN ({_places(order)})"""
    found = {row[0]: FoundEntry(*row[1:]) for row in store.db.rows(sql, [*match, *order])}
    yield from (found[seq] for seq in order if seq in found)


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries were found, and of the first COUNTED of them how many are of which."""

    total: int
    counted: int
    by: Mapping[str, Mapping[str, int]]


def counts(store: Store, sought: Sought) -> Counted:
    """How many entries have the words, and by kind, publisher, speaker and year of publication; the most first."""
    source, where, values = _entries(sought)
    total = store.db.value(f"SELECT count(*) FROM {source} WHERE {where}", values)
    first = f"SELECT {_seq(source)} AS seq FROM {source} WHERE {where} LIMIT {COUNTED}"
    hits = f"SELECT t.kind, t.revision, t.speaker, t.year FROM ({first}) JOIN told AS t USING (seq)"
    kinds, revisions, speakers, years = (Counter[Any](column) for column in _columns(store.db.rows(hits, values)))
    publishers = Counter[Any]()
    for some in batched(revisions, AT_ONCE):
        sql = f"SELECT revision, publisher FROM article WHERE revision IN ({_places(some)})"
        for revision, publisher in store.db.rows(sql, some):
            publishers[publisher] += revisions[revision]
    held = {"kind": kinds, "publisher": publishers, "speaker": speakers, "year": years}
    return Counted(total, min(total, COUNTED), {name: _most_first(counter) for name, counter in held.items()})


def _columns(rows: Iterator[Row]) -> list[tuple[Any, ...]]:
    told = list(zip(*rows, strict=True))
    return told or [(), (), (), ()]


def _most_first(held: Counter[Any]) -> dict[str, int]:
    return dict(sorted(((v, n) for v, n in held.items() if v is not None), key=lambda p: (-p[1], p[0])))


def _entries(sought: Sought) -> tuple[str, str, list[object]]:
    """Where entries are looked for, what narrows them, and its values."""
    tests, values = list[str](), list[object]()
    match = [sought.match] if sought.match is not None else []
    if sought.speaker is not None:
        match.append(f"who : ({' '.join(quoted(sought.speaker))})")
    for column, value in (("kind", sought.kind), ("measure", sought.measure)):
        if value is not None:
            tests.append(f"t.{column} = ?")
            values.append(value)
    narrowed, more = _of_article(sought)
    if narrowed:
        tests.append(f"t.revision IN (SELECT revision FROM article AS a WHERE {' AND '.join(narrowed)})")
    values += more
    if not match:
        return TOLD, " AND ".join(tests or ["1"]), values
    source = JOINED if tests else WORDS
    return source, " AND ".join(["told_words MATCH ?", *tests]), [" AND ".join(f"({m})" for m in match), *values]


def _seq(source: str) -> str:
    return "told_words.rowid" if source == WORDS else "t.seq"


def quoted(text: str) -> list[str]:
    """The words of a text, each so that nothing in it is an operator; the last may go on."""
    plain = LETTERS.findall(text)
    return [f'"{word}"' for word in plain[:-1]] + [f'"{plain[-1]}"*'] if plain else ['""']


def _of_article(sought: Sought) -> tuple[list[str], list[object]]:
    tests: list[tuple[str, object]] = []
    if sought.publisher is not None:
        tests.append(("a.publisher LIKE ? ESCAPE '\\'", _part(sought.publisher)))
    if sought.since is not None:
        tests.append(("a.published_from >= ?", str(sought.since)))
    if sought.until is not None:
        tests.append(("a.published_before <= date(?, '+1 day')", str(sought.until)))
    return [t for t, _ in tests], [v for _, v in tests]


def _part(text: str) -> str:
    """A pattern for what holds a text."""
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"
