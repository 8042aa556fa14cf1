"""Reading articles: from a revision to the rows that a record takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import msgspec

from onrecord.model import Draft, Finding, Reading, Revision
from onrecord.model.spent import Spent, Watch
from onrecord.packs import Pack
from onrecord.record.ready import Ready, ready

LOADING, EXTRACTING, PREPARING = "load", "extract", "prepare"
"""Stages whose cost is told, with those of the reader (see `onrecord.read.reader`)."""


class Reads(Protocol):
    """A reader: loaded once a process, and only where there is something to read."""

    def read(self, revision: Revision) -> Reading:
        """The reading of one revision."""


Drafts = Callable[[Reading, Pack], Iterator[Draft | Finding]]


@dataclass(frozen=True, slots=True)
class Read:
    """What reading one revision gave, and cost; `failure` says why it gave nothing."""

    drafts: tuple[Draft, ...] = ()
    findings: tuple[Finding, ...] = ()
    failure: str | None = None
    spent: dict[str, Spent] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Written:
    """The same, ready to be put on record; `ready` is None where there is a failure.

    Between processes it goes as MessagePack: to pickle its many small values would take as long as to make them.
    """

    ready: Ready | None = None
    failure: str | None = None
    spent: dict[str, Spent] = field(default_factory=dict, compare=False)

    def __reduce__(self) -> tuple[Callable[[bytes], Written], tuple[bytes]]:
        """How it is pickled."""
        return _unpacked, (msgspec.msgpack.encode(self),)


def _unpacked(packed: bytes) -> Written:
    return msgspec.msgpack.decode(packed, type=Written)


def reading_work(reader: Callable[[], Reads], drafts: Drafts, pack: Pack) -> Callable[[Revision], Read]:
    """The work of a reading process: its reader is loaded here. A reader with a `watch` tells what it costs."""
    loading = Watch()
    with loading.during(LOADING):
        loaded = reader()
    watch: Watch = getattr(loaded, "watch", loading)
    watch.add(loading.taken())

    def read(revision: Revision) -> Read:
        try:
            reading = loaded.read(revision)
            with watch.during(EXTRACTING):
                found = list(drafts(reading, pack))
        except Exception as error:  # noqa: BLE001 (one article must not end a build; the finding carries the error)
            return Read(failure=named(error), spent=watch.taken())
        kept = tuple(f for f in found if isinstance(f, Draft))
        return Read(kept, tuple(f for f in found if isinstance(f, Finding)), spent=watch.taken())

    return read


def writing_work(reader: Callable[[], Reads], drafts: Drafts, pack: Pack) -> Callable[[Revision], Written]:
    """The work of a process that reads for a record: as far as it can be done without the record."""
    return partial(_read_and_written, reading_work(reader, drafts, pack))


def _read_and_written(read: Callable[[Revision], Read], revision: Revision) -> Written:
    return written(revision, read(revision))


def written(revision: Revision, read: Read) -> Written:
    """What was read in a revision, ready to be put on record; what no record takes is a failure."""
    watch = Watch()
    watch.add(read.spent)
    rows, failure = None, read.failure
    if failure is None:
        try:
            with watch.during(PREPARING):
                rows = ready(revision, read.drafts, read.findings)
        except (TypeError, ValueError) as error:
            failure = not_recorded(error)
    return Written(rows, failure, watch.taken())


def named(error: Exception) -> str:
    """A fault of the program as findings tell it: its kind and what it says."""
    return f"{type(error).__name__}: {error}"


def not_recorded(error: Exception) -> str:
    """Why a reading failed that a record, or a shard's file, does not take."""
    return f"what was read cannot be recorded: {error}"
