"""A build by way of shards: read apart from each other by any engine, then loaded by the one writer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.packs import PackText, all_shipped, current
from onrecord.record import Store, packs_of
from onrecord.run import pipeline
from onrecord.run.engine import Engines, Processes, Worker, processors
from onrecord.run.pipeline import BuildSummary, Step
from onrecord.run.stages import Stages
from onrecord.run.story import Story

if TYPE_CHECKING:  # what takes articles in is imported where there are some
    from onrecord.run.shard_work import Done, Method

SIZE = 32
"""Files of a shard, in the mean; a worker that dies costs at most the shard in hand."""


@dataclass(frozen=True, slots=True)
class Sharding:
    """How shards are made.

    `folder` is the folder or address that they go to, `story` what is read only, `size` the files of a shard in the
    mean. `engine` says where they are read, by so many `workers`; None takes as many as there are processors here.
    """

    folder: str
    story: Story | None = None
    engine: Engines = Engines.LOCAL
    workers: int | None = None
    size: int = SIZE


def sharded(
    sources: Sequence[str],
    sharding: Sharding,
    *,
    packs: Sequence[PackText] | None = None,
    stages: Stages | None = None,
    progress: Callable[[Step], None] = lambda _: None,
) -> Done:
    """Make the shards of some files, folders, patterns, archives and addresses; those that are done stay.

    Raises NotInstalledError, WorkersError, PlaceError.
    """
    from onrecord.run.shards import finished, planned  # noqa: PLC0415 (see above)

    with _running(sharding) as engine:
        plan = planned(sources, _method(sharding, packs or all_shipped(), stages), engine, sharding.size)
        return finished(plan, engine, progress)


def build_sharded(
    sources: Sequence[str],
    store: Store,
    sharding: Sharding,
    *,
    packs: Sequence[PackText] | None = None,
    stages: Stages | None = None,
    progress: Callable[[Step], None] = lambda _: None,
) -> BuildSummary:
    """Bring a record up to date by way of shards: the record is that of a build of the same files without them.

    Raises NotInstalledError, WorkersError, PlaceError.
    """
    from onrecord.run.loading import load  # noqa: PLC0415 (see above)
    from onrecord.run.shards import finished, planned  # noqa: PLC0415 (see above)

    method = _method(sharding, packs or packs_of(store) or all_shipped(), stages)
    with _running(sharding) as engine:
        plan = planned(sources, method, engine, sharding.size)
        done = finished(plan, engine, progress)
        summary = load(store, plan, map(Path, sources), engine, progress, processes=sharding.workers)
        return replace(summary, left_out=done.left_out)


def _method(sharding: Sharding, packs: Sequence[PackText], stages: Stages | None) -> Method:
    from onrecord.run.shard_work import Method  # noqa: PLC0415 (see above)

    return Method(stages or pipeline.default_stages(), current(packs), sharding.folder, sharding.story)


@contextmanager
def _running(sharding: Sharding) -> Iterator[Worker]:
    workers = sharding.workers or processors()
    if sharding.engine is Engines.LOCAL:
        yield Processes(workers)
        return
    from onrecord.run.ray_engine import RayEngine  # noqa: PLC0415 (its extra need not be there)

    with RayEngine(workers) as started:
        yield started
