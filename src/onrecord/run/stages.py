"""What a build is made of: the steps from files to drafts, as one value, so that a test can put others in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.work.reading import Drafts, Reads
from onrecord.work.taking import Revisions


def never_seen(_: object) -> None:
    """No digest: every file is read."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The steps of a build. Each is a function of a module, so that a worker process can be told which.

    `reader_version` tells what the reader is without loading it, `drafts_version` what the extractors are: where
    either changes, a build reads again. The drafts are made of a reading with the words of a pack. `seen` gives a
    digest of all that decides which revisions a file gives, or None: with the same one, it is not read again.
    """

    given: Callable[[Iterable[Path]], Iterator[Any]]
    revisions: Revisions
    reader: Callable[[], Reads]
    reader_version: Callable[[], str]
    drafts: Drafts
    drafts_version: str
    seen: Callable[[Any], str | None] = never_seen
