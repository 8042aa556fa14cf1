"""From a reading to drafts of entries."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract import attributions, commitments, entities, events, figures, times
from onrecord.model import Draft, Finding, Reading
from onrecord.packs import Pack

VERSION = " ".join(m.EXTRACTOR for m in (times, entities, attributions, figures, events, commitments))


def drafts(reading: Reading, pack: Pack) -> Iterator[Draft | Finding]:
    """Everything that the extractors propose of a reading with the words of a pack, in a fixed order."""
    yield from times.times(reading)
    yield from entities.entities(reading)
    statements = list(attributions.attributions(reading))
    yield from statements
    yield from figures.figures(reading, statements, pack)
    yield from events.events(reading, statements, pack)
    yield from commitments.commitments(reading, statements, pack)
