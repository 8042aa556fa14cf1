"""The time expressions of a reading's body, as entries."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Anchor, Draft, Reading, TimexValue, ZoneType

EXTRACTOR = "times/1"
CONFIDENCE = 0.9


def times(reading: Reading) -> Iterator[Draft]:
    """What the reader took for a time, where it stands in the article's own text."""
    body = [(b.start, b.end) for b in reading.parse.blocks if b.zone is ZoneType.BODY]
    for timex in reading.timexes:
        if any(start <= timex.start < end for start, end in body):
            anchor = Anchor.of(reading.text, timex.start, timex.end)
            yield Draft(TimexValue(timex.type, timex.value, timex.interval), (anchor,), EXTRACTOR, CONFIDENCE)
