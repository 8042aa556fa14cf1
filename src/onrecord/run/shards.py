"""Shards: what is given, cut into parts that are read apart from each other and kept as Parquet files.

A folder of shards holds `articles/`, `entries/` and `findings/`, a Parquet file in each for every shard, and `shards/`,
where a shard that is done has a note of what is in it. Files bear the digest of what the shard is made of: the places,
sizes and times of change of its pieces, the reader, the extractors, the packs and the story. So a run that was stopped
goes on from what is done, and what has changed since is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar, runtime_checkable

from onrecord.model import Finding, Severity, digest
from onrecord.record.parquet import ARTICLES, ENTRIES, FINDINGS
from onrecord.run.engine import Engine, Lost, WorkersError
from onrecord.run.pipeline import Step
from onrecord.run.places import DRAFT, Form, Place
from onrecord.run.shard_work import SHARDS, TRYING, Done, Method, Shard, noted, reading, taking, tries
from onrecord.run.sharded import SIZE
from onrecord.run.sources import Piece, pieces

T = TypeVar("T")
U = TypeVar("U")
R = TypeVar("R")

RECORDS = 2_000
"""Records of an archive in a shard where a story leaves most of them out."""
SHARDING = "reading shards"
"""What a step of it is called."""


@runtime_checkable
class Spread(Protocol):
    """An engine that has a way of its own to do a thing in two steps, the first without a model."""

    def spread(
        self, take: Callable[[], Callable[[T], U]], read: Callable[[], Callable[[U], R]], items: Sequence[T]
    ) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result, in any order. `take` and `read` are called once a worker."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All shards of some sources, in order, and what was found wrong with the sources."""

    method: Method
    shards: tuple[Shard, ...]
    findings: tuple[Finding, ...]


# --- the plan ------------------------------------------------------------------------------------------


def planned(sources: Sequence[str], method: Method, engine: Engine, size: int = SIZE) -> Plan:
    """How some sources are cut into shards.

    Where a file comes or goes, only the shard that it is in changes: after which files a shard ends, their own paths
    say.
    """
    found = pieces(sources, method.stages, engine, RECORDS if method.story else size)
    version = method.version
    shards = [_shard(group, version) for group in _groups((p for p in found if isinstance(p, Piece)), size)]
    return Plan(method, tuple(shards), tuple(f for f in found if isinstance(f, Finding)))


def _groups(found: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in found:
        if piece.form is not Form.FILE:
            yield [piece]
            continue
        group.append(piece)
        if len(group) >= 2 * size or int(digest(piece.path)[:12], 16) % size == 0:
            yield group
            group = []
    if group:
        yield group


def _shard(group: list[Piece], version: str) -> Shard:
    made = [(p.path, p.place, p.stamp, p.start, p.count) for p in group]
    return Shard(digest("shard", made, version), tuple(group))


# --- the run -------------------------------------------------------------------------------------------


def finished(plan: Plan, engine: Engine, progress: Callable[[Step], None] = lambda _: None) -> Done:
    """Make all shards of a plan that are not there, and take away those that are of no part of it.

    Raises WorkersError where workers die before they come to an article.
    """
    place = Place(plan.method.place)
    done = {s.digest: note for s in plan.shards if (note := noted(place, s)) is not None}
    left = sorted((s for s in plan.shards if s.digest not in done), key=lambda s: (-s.weight, s.digest))
    _forget_tries(place)
    while left:
        before = {s.digest: tries(place, s) for s in left}
        lost = []
        for shard, result in _worked(plan.method, engine, left):
            if isinstance(result, Lost):
                lost.append(shard)
                continue
            done[shard.digest] = result
            progress(Step(SHARDING, len(done), len(plan.shards), shard.pieces[-1].path))
        if len(lost) == len(left) and all(tries(place, s) == before[s.digest] for s in lost):
            message = f"workers die before they read anything: {lost[0].pieces[0].path} and others are not read"
            raise WorkersError(message)
        left = lost
    _sweep(place, {s.digest for s in plan.shards})
    return sum((done[s.digest] for s in plan.shards), _of_plan(plan))


def _of_plan(plan: Plan) -> Done:
    errors = sum(f.severity is Severity.ERROR for f in plan.findings)
    return Done(findings=len(plan.findings), errors=errors)


def _worked(method: Method, engine: Engine, shards: list[Shard]) -> Iterator[tuple[Shard, Done | Lost]]:
    take, read = partial(taking, method), partial(reading, method)
    if isinstance(engine, Spread):
        yield from engine.spread(take, read, shards)
    else:
        yield from engine.map(partial(_both, take, read), shards)


def _both(take: Callable[[], Callable[[T], U]], read: Callable[[], Callable[[U], R]]) -> Callable[[T], R]:
    first, second = take(), read()
    return lambda item: second(first(item))


def _forget_tries(place: Place) -> None:
    for file in (place / TRYING).files():
        Place(file.address).delete()


def _sweep(place: Place, wanted: set[str]) -> None:
    for folder, end in ((SHARDS, ".json"), *((t, ".parquet") for t in (ARTICLES, ENTRIES, FINDINGS))):
        for file in (place / folder).files():
            name = file.address.rpartition("/")[2]
            if name.endswith(DRAFT) or (name.endswith(end) and name.removesuffix(end) not in wanted):
                Place(file.address).delete()
