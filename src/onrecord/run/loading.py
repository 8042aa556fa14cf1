"""Shards -> a record: the ordinary build, whose files and readings come from shards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from onrecord.model import Entry, Finding, Revision, digest
from onrecord.record import Metadata, Store, codec
from onrecord.record.parquet import ARTICLES, ENTRIES, FINDINGS, entry_of, finding_of, revision_of, rows_of
from onrecord.run.engine import Lost, Worker, processors
from onrecord.run.judging import Judges
from onrecord.run.pipeline import BuildSummary, Step, build
from onrecord.run.places import Place
from onrecord.run.shard_work import FAILURE, LOST, MORE_OF_ARTICLES, MORE_OF_FINDINGS, PIECE, READ, draft_of
from onrecord.run.shards import Plan
from onrecord.run.stages import never_seen
from onrecord.work.reading import Read, written

T = TypeVar("T")
R = TypeVar("R")

OPEN = 4
"""Shards that are kept at hand: readings are asked for in the order in which articles are taken in."""

WANTED = {
    ARTICLES: ("id", "path", "text", "body", *MORE_OF_ARTICLES),
    ENTRIES: ("article", "body"),
    FINDINGS: ("article", "body", *MORE_OF_FINDINGS),
}
"""Columns that a record is made of; the others are for queries."""


def load(
    store: Store,
    plan: Plan,
    roots: Iterable[Path],
    engine: Worker,
    progress: Callable[[Step], None] = lambda _: None,
    *,
    processes: int | None = None,
) -> BuildSummary:
    """Bring a record up to date with what the shards of a plan hold, all of which are done; see build.

    What is about a text differs from what its shard knew where copies of it stand in several: such a text is read
    again, by `engine`, as a build without shards would have read it. It is judged by so many `processes`, or by as many
    workers of `engine`, where that is not of processes.
    """
    held = _Held(plan, engine)
    # Pieces of one archive share its path: what was seen there tells nothing of what each gives.
    stages = replace(plan.method.stages, given=held.given, revisions=held.revisions, seen=never_seen)
    packs = plan.method.packs
    judges = Judges(processors() if processes is None else processes, engine)
    return build(
        roots, store, packs=packs, processes=processes, stages=stages, progress=progress, engine=held, judges=judges
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """A piece of a shard, as a file that is given."""

    file: Path
    path: str
    shard: str
    piece: int


class _Held:
    """Stages and an engine that find in shards what has been done."""

    def __init__(self, plan: Plan, engine: Worker) -> None:
        self._plan = plan
        self._engine = engine
        self._place = Place(plan.method.place)
        self._shard_of: dict[str, str] = {}
        self._articles = lru_cache(OPEN)(self._pieces_of)
        self._readings = lru_cache(OPEN)(self._readings_of)

    def given(self, _: Iterable[Path]) -> Iterator[_Given | Finding]:
        """See Stages."""
        yield from self._plan.findings
        for shard in self._plan.shards:
            for number, piece in enumerate(shard.pieces):
                yield _Given(Path(piece.place), piece.path, shard.digest, number)

    def revisions(self, given: _Given) -> Iterator[Revision | Finding]:
        """See Stages."""
        for row in self._articles(given.shard).get(given.piece, ()):
            if "text" in row:
                if row[READ]:
                    self._shard_of.setdefault(_key(row["id"], row["body"]), given.shard)
                yield revision_of(row)
            else:
                yield finding_of(row)

    def map(self, make: Callable[[], Callable[[T], R]], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """See Engine; the items are revisions. Readings that shards hold come first."""
        missing = []
        for item in items:
            found = self._reading(item)
            if found is None:
                missing.append(item)
            else:
                yield item, found
        if missing:
            yield from self._engine.map(make, missing)

    def _reading(self, revision: Any) -> Any:  # noqa: ANN401 (what the items are, only the caller knows)
        key = _key(revision.id, codec.encode(codec.plain(Metadata.of(revision))))
        shard = self._shard_of.get(key)
        found = self._readings(shard)[key] if shard else None
        return written(revision, found) if isinstance(found, Read) else found

    # --- the files -------------------------------------------------------------------------------------

    def _rows(self, table: str, shard: str) -> list[dict[str, Any]]:
        return rows_of((self._place / table / f"{shard}.parquet").read(), WANTED[table])

    def _pieces_of(self, shard: str) -> Mapping[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in (*self._rows(ARTICLES, shard), *self._rows(FINDINGS, shard)):
            if row[PIECE] is not None:
                found[row[PIECE]].append(row)
        return found

    def _readings_of(self, shard: str) -> Mapping[str, Read | Lost]:
        entries: dict[str, list[Entry]] = defaultdict(list)
        for row in self._rows(ENTRIES, shard):
            entries[row["article"]].append(entry_of(row))
        findings: dict[str, list[Finding]] = defaultdict(list)
        for row in self._rows(FINDINGS, shard):
            if row[PIECE] is None:
                findings[row["article"]].append(finding_of(row))
        articles = (row for row in self._rows(ARTICLES, shard) if row[READ])
        return {_key(r["id"], r["body"]): _result(r, entries, findings) for r in articles}


def _key(revision: str, about: str) -> str:
    return digest("reading", revision, about)


def _result(
    row: Mapping[str, Any], entries: Mapping[str, list[Entry]], findings: Mapping[str, list[Finding]]
) -> Read | Lost:
    if row[LOST]:
        return Lost(row[FAILURE])
    drafts = tuple(draft_of(e) for e in entries.get(row["id"], ()))
    return Read(drafts, tuple(findings.get(row["id"], ())), row[FAILURE])
