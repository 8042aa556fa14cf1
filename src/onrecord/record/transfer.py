"""A record out to the exchange format, and back in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from onrecord.model import Entry, Finding, Judgement, Kind
from onrecord.record import exchange
from onrecord.record.errors import BadLineError, WordsLostError
from onrecord.record.faults import faults
from onrecord.record.store import By, Store

TEXTS_AT_HAND = 256
"""Texts that an import keeps in memory: lines come sorted by article, so few are wanted twice."""

IMPORTED = "imported"
"""The marker of a revision whose entries came from a file: the next build reads it again."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import took in."""

    articles: int = 0
    entries: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class Whole:
    """All that an export tells, each part in the order of an export; `place` is the record's file, for messages."""

    articles: Iterable[exchange.Article]
    entries: Iterable[Entry]
    judgements: Iterable[Judgement]
    findings: Iterable[Finding]
    place: Path


def exported(store: Store) -> Iterator[str]:
    """The lines of an export, each without its end, in the one order that they have.

    Raises WordsLostError at an entry that does not rest on its words.
    """
    text_of = lru_cache(TEXTS_AT_HAND)(lambda revision: _text(store, revision))
    yield from lines(whole_of(store), text_of)


def whole_of(store: Store) -> Whole:
    """All that an export of a record tells; each part can be gone through once."""
    articles = (exchange.Article(revision, also_at) for revision, also_at in store.articles())
    return Whole(articles, store.entries(), store.judgements(), store.findings(), store.path)


def lines(whole: Whole, text_of: exchange.Texts) -> Iterator[str]:
    """The same, of what is at hand; the entities that are judged the same stand where the first of them does."""
    yield from map(exchange.line, whole.articles)
    judgements = list(whole.judgements)
    for kind, entries in groupby(whole.entries, key=lambda e: e.kind):
        held = (sound(e, text_of(e.revision) or "", whole.place) for e in entries)
        values = exchange.gathered(held, judgements) if kind is Kind.ENTITY else held
        yield from map(exchange.line, values)
    yield from map(exchange.line, judgements)
    yield from map(exchange.line, whole.findings)


def sound(entry: Entry, text: str, place: Path) -> Entry:
    """The entry; raises WordsLostError, naming the record's file, where it does not rest on its revision's text."""
    reasons = "; ".join(faults(entry, text))
    if reasons:
        raise WordsLostError(place, f"{entry.id}: {reasons}")
    return entry


def digest(told: Iterable[str]) -> str:
    """The SHA-256 of the lines of an export, as hexadecimal."""
    seen = hashlib.sha256()
    for line in told:
        seen.update(f"{line}\n".encode())
    return seen.hexdigest()


def import_lines(store: Store, lines: Iterable[str], name: str) -> Imported:
    """Take an export in, all of it or, where a line is not sound, nothing: BadLineError names `name` and the line."""
    found = Imported()
    text_of = lru_cache(TEXTS_AT_HAND)(lambda revision: _text(store, revision))
    with store.transaction():
        for number, raw in enumerate(lines, 1):
            if raw.strip():
                try:
                    found = _taken(store, exchange.parsed(raw, text_of), text_of, found)
                except exchange.LineError as error:
                    raise BadLineError(name, number, str(error)) from error
    return found


def _text(store: Store, revision: object) -> str | None:
    if not isinstance(revision, str):
        return None
    text: str | None = store.db.value("SELECT text FROM revision WHERE id = ?", [revision])
    return text


def _taken(store: Store, value: exchange.Value | None, text_of: exchange.Texts, so_far: Imported) -> Imported:
    match value:
        case None:
            return so_far
        case exchange.Article(revision=revision, also_at=also_at):
            for path in (revision.path, *also_at):
                store.give(replace(revision, path=path))
            if store.marker(revision.id) is None:
                store.mark(revision.id, IMPORTED)
            return replace(so_far, articles=so_far.articles + 1)
        case exchange.Gathered(chains=chains):
            for chain in chains:
                _put(store, chain, text_of(chain.revision) or "")
            return replace(so_far, entries=so_far.entries + len(chains))
        case Judgement():
            store.put_judgement(value)
            return so_far
        case Entry():
            _put(store, value, text_of(value.revision) or "")
            return replace(so_far, entries=so_far.entries + 1)
        case Finding():
            store.note([value], by=_maker(value))
            return replace(so_far, findings=so_far.findings + 1)


def _put(store: Store, entry: Entry, text: str) -> None:
    reasons = "; ".join(faults(entry, text))
    if reasons:
        raise exchange.LineError(reasons)
    outcome = store.put([entry])
    if not outcome.unchanged and store.marker(entry.revision) != IMPORTED:
        store.mark(entry.revision, IMPORTED)


def _maker(finding: Finding) -> str:
    """Who made a finding, as far as it shows."""
    if finding.revision is None:
        return By.INGEST
    return By.RECORD if finding.code == "copies-disagree" else By.READING
