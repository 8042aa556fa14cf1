"""The time expressions of a reading's body, as entries."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Anchor, Draft, Reading, TimexValue

EXTRACTOR = "times/1"
CONFIDENCE = 0.9


def times(reading: Reading) -> Iterator[Draft]:
    """What the reader took for a time, where it stands in the article's own text."""
    for timex in reading.timexes:
        if reading.parse.in_body(timex.start):
            anchor = Anchor.of(reading.text, timex.start, timex.end)
            yield Draft(TimexValue(timex.type, timex.value, timex.interval), (anchor,), EXTRACTOR, CONFIDENCE)
