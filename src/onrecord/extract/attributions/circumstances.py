"""What stands about an attribution: when it was said, and to whom."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.attributions.found import Found
from onrecord.extract.attributions.sources import phrase
from onrecord.model import Interval, Parse, Reading, Source, TimexType

TELLING = frozenset({"tell", "inform", "assure", "remind", "notify", "brief", "reassure"})
"""Verbs whose object is who listens."""


def said_days(reading: Reading, found: Sequence[Found], sources: dict[int, Source]) -> list[Interval | None]:
    """When each was said: the time beside its cue, else that of what it continues or of the same paragraph's speech.

    `found` is in order of place. A time is handed on only to words of the same named source, later in the paragraph,
    whose cue is in the simple past or missing: other tenses are of other occasions.
    """
    days: list[Interval | None] = []
    place = {id(f): i for i, f in enumerate(found)}
    last: dict[tuple[str, int], Interval] = {}
    for index, item in enumerate(found):
        before = place.get(id(item.continues)) if item.continues else None
        day = _beside(reading, item)
        if day is None and before is not None and before < index:
            day = days[before]
        key = _occasion(reading, item, sources.get(index))
        if key is not None:
            day = day or last.get(key)
            if day is not None:
                last[key] = day
        days.append(day)
    return days


def _occasion(reading: Reading, item: Found, source: Source | None) -> tuple[str, int] | None:
    """Who speaks in which paragraph; None where the words may be of another occasion."""
    if source is None or source.name is None or source.anonymous:
        return None
    if item.cue is not None and reading.parse.tokens[item.cue].tag != "VBD":
        return None
    block = next((i for i, b in enumerate(reading.parse.blocks) if b.start <= item.start < b.end), None)
    return None if block is None else (source.name, block)


def addressee(parse: Parse, item: Found) -> str | None:
    """Whom it was told to: the object of "told", without what a relative clause adds."""
    if item.cue is None or parse.tokens[item.cue].lemma.lower() not in TELLING:
        return None
    for child in parse.children[item.cue]:
        token = parse.tokens[child]
        outside = not any(s <= token.start < e for s, e in item.spans)
        if child > item.cue and token.dep in {"dobj", "dative"} and outside:
            indices = phrase(parse, child)
            return " ".join(parse.text[parse.tokens[indices[0]].start : parse.tokens[indices[-1]].end].split())
    return None


def _beside(reading: Reading, item: Found) -> Interval | None:
    """The time that stands with the cue, outside the content."""
    if item.cue is None:
        return None
    sentence = reading.parse.sentence_of(item.cue)
    beside = [
        t.interval
        for t in reading.timexes
        if t.interval
        and t.type in {TimexType.DATE, TimexType.TIME}
        and sentence.start <= t.start < sentence.end
        and not any(s <= t.start < e for s, e in item.spans)
        and _belongs(reading, t.start, t.end, item.cue)
    ]
    return beside[0] if beside else None


def _belongs(reading: Reading, start: int, end: int, cue: int) -> bool:
    """Whether a time expression hangs on the cue itself, at most over a preposition and its noun."""
    parse = reading.parse
    tokens = parse.tokens_in(start, end)
    if not tokens:
        return False
    inside = {t.index for t in tokens}
    top = next(t for t in tokens if t.head not in inside or t.head == t.index)
    path = [top.index, *parse.ancestors(top.index)]
    steps = path.index(cue) if cue in path else None
    return steps is not None and not any(parse.tokens[i].pos in {"VERB", "AUX"} for i in path[:steps])
