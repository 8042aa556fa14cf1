"""Taking files in: from a file to revisions, and what is found wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from onrecord.model import Finding, Revision, Severity
from onrecord.record import Metadata, codec
from onrecord.work.reading import named

INGEST_FAILED = "ingest-failed"
INGESTING = "ingest"
"""The stage whose cost is told."""


class GivenFile(Protocol):
    """A file that was given: where it lies, and how the user would name it."""

    @property
    def file(self) -> Path:
        """Where it lies."""

    @property
    def path(self) -> str:
        """How the user would name it."""


Revisions = Callable[[Any], Iterator[Revision | Finding]]


def revisions_of(given: GivenFile, revisions: Revisions) -> Iterator[Revision | Finding]:
    """What a file gives; a fault of the program in reading it is told, and the other files go on."""
    try:
        for found in revisions(given):
            yield _sound(found)
    except Exception as error:  # noqa: BLE001 (one file must not end a build; the finding carries the error)
        yield not_taken(given.path, named(error))


def not_taken(path: str, why: str) -> Finding:
    """The finding about a file, or a record of an archive, that gave nothing."""
    message = f"{path} could not be taken in ({why}); the other files were"
    return Finding(INGEST_FAILED, Severity.ERROR, message, path=path)


def _sound(found: Revision | Finding) -> Revision | Finding:
    """The same; raises ValueError where it holds what no file can be written with."""
    codec.encode(codec.plain(Metadata.of(found) if isinstance(found, Revision) else found))
    _ = found.id
    return found
