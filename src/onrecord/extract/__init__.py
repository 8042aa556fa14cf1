"""From a reading to drafts of entries."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.attributions import attributions
from onrecord.extract.times import times
from onrecord.model import Draft, Finding, Reading

VERSION = "attributions/1 times/1"


def drafts(reading: Reading) -> Iterator[Draft | Finding]:
    """Everything that the extractors propose of a reading, in a fixed order."""
    yield from times(reading)
    yield from attributions(reading)
