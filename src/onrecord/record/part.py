"""A part of a record: some articles, what stands of them, and what is judged among that, found by their words."""

# ruff: noqa: S608 (SQL made of our own clauses; what is looked for is bound)

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from onrecord.model import Entry, Judgement, Kind, Revision
from onrecord.record import codec
from onrecord.record.batches import batched
from onrecord.record.bodies import HELD, Bodies
from onrecord.record.search import AT_ONCE
from onrecord.record.store import Store

_KNOWN = "published_before IS NOT NULL AND published_before <= date(?, '+1 day')"


def having(store: Store, match: str, limit: int, by: date | None = None) -> list[str]:
    """The revisions whose article has some words, in the language of FTS5, the best first; of those known by a day."""
    among, values = _among(by)
    sql = f"SELECT a.revision FROM words {among} WHERE words MATCH ? {_and(by)} ORDER BY rank LIMIT ?"
    return [revision for (revision,) in store.db.rows(sql, [match, *values, limit])]


def how_many(store: Store, match: str, by: date | None = None) -> int:
    """How many articles have some words; of those known by a day."""
    among, values = _among(by) if by else ("", [])
    return int(store.db.value(f"SELECT count(*) FROM words {among} WHERE words MATCH ? {_and(by)}", [match, *values]))


def articles(store: Store, by: date | None = None) -> int:
    """How many articles there are; of those known by a day."""
    sql = f"SELECT count(*) FROM article{f' WHERE {_KNOWN}' if by else ''}"
    return int(store.db.value(sql, [str(by)] if by else []))


def _among(by: date | None) -> tuple[str, list[object]]:
    return "JOIN article AS a ON a.seq = words.rowid", [str(by)] if by else []


def _and(by: date | None) -> str:
    return f"AND a.{_KNOWN.replace('AND ', 'AND a.')}" if by else ""


def revisions(store: Store, ids: Iterable[str]) -> tuple[Revision, ...]:
    """Some revisions, in the order of an export."""
    return tuple(store.revision(i) for i in sorted(ids))


def entries(store: Store, revisions: Sequence[str]) -> tuple[Entry, ...]:
    """What stands of some articles, in the order of an export."""
    found: list[Entry] = []
    bodies = Bodies(store.db)
    for some in batched(sorted(revisions), AT_ONCE):
        kinds = ", ".join(f"'{k.value}'" for k in Kind)
        sql = f"""SELECT {HELD} FROM standing JOIN ledger USING (seq)
                  WHERE revision IN ({", ".join("?" * len(some))}) AND kind IN ({kinds})"""
        found += [bodies.entry(row) for row in store.db.rows(sql, some)]
    order = list(Kind)
    return tuple(sorted(found, key=lambda e: (order.index(e.kind), e.revision, e.anchors[0].span, e.id)))


def judgements(store: Store, entries: Iterable[str]) -> tuple[Judgement, ...]:
    """The judgements that stand of which both ends are among some entries, in the order of an export."""
    ids = sorted(set(entries))
    here = set(ids)
    found: dict[str, Judgement] = {}
    for judgement in _judged(store, ids):
        if {judgement.a, judgement.b} <= here:
            found[judgement.id] = judgement
    return tuple(found[i] for i in sorted(found))


def _judged(store: Store, ids: Sequence[str]) -> Iterator[Judgement]:
    for some in batched(ids, AT_ONCE):
        sql = f"""SELECT DISTINCT l.body FROM judged AS j JOIN ledger AS l USING (seq)
                  WHERE j.entry IN ({", ".join("?" * len(some))})"""
        yield from (codec.judgement_of(codec.decode(body)) for (body,) in store.db.rows(sql, some))
