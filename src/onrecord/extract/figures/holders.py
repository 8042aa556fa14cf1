"""Holders: whose word a figure is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.extract.figures.grammar import OBJECT, Clause
from onrecord.model import Attribution, Draft, Holder, Interval, Kind, NumberReading, Reading, entry_id


class Held(NamedTuple):
    """Whose word a figure is: the chain, outermost first, the statement's id and time, and its source's words."""

    chain: tuple[Holder, ...] = ()
    within: str | None = None
    said: Interval | None = None
    spoken: tuple[int, int] | None = None


def holders(reading: Reading, number: NumberReading, clause: Clause, told: Sequence[Draft]) -> Held:
    """The chain of the nearest statement whose words hold the number.

    The nearest is the one with the fewest words: of two, the inner one. Where the number's noun is itself what an
    unnamed somebody reports ("200 cases were reported"), it is the narrator's.
    """
    holding = [d for d in told if any(a.start < number.end and number.start < a.end for a in d.anchors)]
    holding = [d for d in holding if not _only_reported(reading, clause, d)]
    if not holding:
        return Held()
    nearest = min(holding, key=lambda d: (sum(a.end - a.start for a in d.anchors), d.anchors[0].start))
    body = nearest.body
    source = body.source if isinstance(body, Attribution) else None
    name = (source.name or source.text) if source else None
    own = (Holder(name, source.anonymous),) if source and name else ()
    within = entry_id(reading.revision, Kind.ATTRIBUTION, (a.span for a in nearest.anchors))
    at = (source.start, source.end) if source and source.start is not None and source.end is not None else None
    return Held((*nearest.attributed_to, *own), within, body.said if isinstance(body, Attribution) else None, at)


def _only_reported(reading: Reading, clause: Clause, draft: Draft) -> bool:
    body = draft.body
    if not isinstance(body, Attribution) or body.cue is None or (body.source and body.source.text):
        return False
    verb = reading.parse.tokens[clause.verb] if clause.verb is not None else None
    return (
        verb is not None and clause.role == OBJECT and not clause.verbs and body.cue.start <= verb.start < body.cue.end
    )
