"""Stories that are read once, and made a record of as often as is wanted, whole or of some of their articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from onrecord.model import Draft, Finding, Reading, Revision
from onrecord.packs import Pack
from onrecord.query import View, load
from onrecord.record import Store, codec, exported
from onrecord.run import Stages, build
from onrecord.run.pipeline import default_stages

Keep = Callable[[Revision], bool]


def is_out(revision: Revision, by: date) -> bool:
    """Whether the whole of its publication lies on or before a day."""
    end = revision.published.interval.end if revision.published else None
    return end is not None and end <= by + timedelta(days=1)


@dataclass
class Reader:
    """A reader that reads each text once, as what stands about it has it, and remembers what is drafted from it."""

    stages: Stages
    readings: dict[str, Reading] = field(default_factory=dict)
    drafted: dict[int, list[Draft | Finding]] = field(default_factory=dict)

    @cached_property
    def inner(self) -> Any:
        return self.stages.reader()

    def read(self, revision: Revision) -> Reading:
        key = codec.encode(codec.plain(revision))
        if key not in self.readings:
            self.readings[key] = self.inner.read(revision)
        return self.readings[key]

    def drafts(self, reading: Reading, pack: Pack) -> Iterator[Draft | Finding]:
        if id(reading) not in self.drafted:
            self.drafted[id(reading)] = list(self.stages.drafts(reading, pack))
        return iter(self.drafted[id(reading)])


@dataclass
class Telling:
    """A folder of articles, and the records made of it in another."""

    folder: Path
    place: Path
    stages: Stages = field(default_factory=default_stages)
    only: dict[frozenset[str], View] = field(default_factory=dict)

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.stages)

    @cached_property
    def store(self) -> Store:
        """The record of all, open."""
        return self._built("whole.db", self.stages)

    @cached_property
    def whole(self) -> View:
        return load(self.store)

    def exported(self) -> Iterator[str]:
        """The lines of the record of all."""
        return exported(self.store)

    def published_by(self, day: date) -> View:
        """The record of the articles published by a day, built from their files alone."""
        ids = frozenset(r.id for r in self.whole.revisions if is_out(r, day))
        if ids not in self.only:
            some = _some(self.stages, lambda r: r.id in ids and is_out(r, day))
            with self._built(f"{len(self.only)}.db", some) as store:
                self.only[ids] = load(store)
        return self.only[ids]

    def _built(self, name: str, stages: Stages) -> Store:
        store = Store.create(self.place / name)
        build([self.folder], store, stages=replace(stages, reader=lambda: self.reader, drafts=self.reader.drafts))
        return store


def _some(stages: Stages, keep: Keep) -> Stages:
    """The stages that take in some articles, with the findings about these and their files."""

    def files(paths: Iterable[Path]) -> Iterator[Any]:
        return (f for f in stages.given(paths) if not isinstance(f, Finding))

    def revisions(file: Any) -> Iterator[Revision | Finding]:
        found = list(stages.revisions(file))
        paths = {f.path for f in found if isinstance(f, Revision) and keep(f)}
        return (f for f in found if (keep(f) if isinstance(f, Revision) else f.path in paths))

    return replace(stages, given=files, revisions=revisions)
