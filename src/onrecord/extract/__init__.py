"""From a reading to drafts of entries."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract import attributions, entities, events, figures, times
from onrecord.model import Draft, Finding, Reading
from onrecord.packs import packs

VERSION = f"{times.EXTRACTOR} {entities.EXTRACTOR} {attributions.EXTRACTOR} {figures.EXTRACTOR} {events.EXTRACTOR}"


def drafts(reading: Reading) -> Iterator[Draft | Finding]:
    """Everything that the extractors propose of a reading, in a fixed order."""
    yield from times.times(reading)
    yield from entities.entities(reading)
    statements = list(attributions.attributions(reading))
    yield from statements
    yield from figures.figures(reading, statements)
    yield from events.events(reading, statements, packs())
