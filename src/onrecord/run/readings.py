"""What the reader sees below the level of entries: read on the spot, since a record does not keep it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.model import Anchor, Finding, NumberKind, NumberReading, Reading, Revision, Severity
from onrecord.record import Store, codec
from onrecord.run import pipeline
from onrecord.run.stages import Stages
from onrecord.work.reading import Reads
from onrecord.work.taking import GivenFile

NO_QUANTITY = frozenset({NumberKind.DATE, NumberKind.NAME, NumberKind.ORDINAL})
"""Kinds of number that say how many of nothing."""


def readings(path: Path, stages: Stages | None = None) -> Iterator[tuple[Revision, Reading] | Finding]:
    """The readings of the articles in a file, as a build would read them, and the findings about it."""
    steps = stages or pipeline.default_stages()
    files = list(steps.given([path]))
    yield from (f for f in files if isinstance(f, Finding))
    found = [f for given in files if not isinstance(given, Finding) for f in _taken_in(given, steps)]
    yield from (f for f in found if isinstance(f, Finding))
    revisions = [f for f in found if isinstance(f, Revision)]
    if revisions:
        reader = steps.reader()
        yield from (_read(reader, revision) for revision in revisions)


def _taken_in(given: GivenFile, stages: Stages) -> Iterator[Revision | Finding]:
    return pipeline.revisions_of(given, stages)


def _read(reader: Reads, revision: Revision) -> tuple[Revision, Reading] | Finding:
    try:
        return revision, reader.read(revision)
    except Exception as error:  # noqa: BLE001 (one article must not end the others; the finding carries the error)
        message = f"{revision.path} could not be read ({type(error).__name__}: {error}); report it with the file"
        return Finding("reading-failed", Severity.ERROR, message, path=revision.path, revision=revision.id)


def quantities(store: Store, stages: Stages | None = None) -> Iterator[str]:
    """A line for every quantity in the articles, those that are no figure (durations, ages, money) among them."""
    reader = (stages or pipeline.default_stages()).reader()
    for revision in store.revisions():
        for number in sorted(reader.read(revision).numbers, key=lambda n: (n.start, n.end)):
            if number.kind not in NO_QUANTITY:
                yield _line(revision, number)


def _line(revision: Revision, number: NumberReading) -> str:
    anchor = Anchor.of(revision.text, number.start, number.end)
    return codec.encode(
        {
            "kind": codec.QUANTITY,
            "article": revision.id,
            "anchors": [{"start": anchor.start, "end": anchor.end, "exact": anchor.exact}],
            "type": number.kind.value,
            "quantity": codec.plain(number.quantity),
            "counts": number.counts,
        }
    )
