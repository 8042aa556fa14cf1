"""What binds whom: mandates with their terms, deadlines, ceilings, pledges, vows, threats and announced intentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from onrecord.extract.commitments.actors import actor, authority
from onrecord.extract.commitments.ceilings import ceilings
from onrecord.extract.commitments.confidence import confidence
from onrecord.extract.commitments.deadlines import deadlines
from onrecord.extract.commitments.found import Found, Scene, scene
from onrecord.extract.commitments.futures import futures
from onrecord.extract.commitments.grammar import condition, is_question
from onrecord.extract.commitments.promises import promises
from onrecord.extract.commitments.standings import standings
from onrecord.extract.commitments.terms import terms
from onrecord.extract.figures import figures
from onrecord.extract.figures.frames import named_mission
from onrecord.extract.figures.near import beginning_in
from onrecord.model import (
    Anchor,
    Attribution,
    Commitment,
    CommitmentType,
    Draft,
    Figure,
    Holder,
    Kind,
    MentionType,
    Modifier,
    Reading,
    State,
    entry_id,
)
from onrecord.packs import Pack

__all__ = ["EXTRACTOR", "commitments", "explained"]

EXTRACTOR = "commitments/1"
NEAR = timedelta(days=92)
"""How near the end of a mandate is told as due: within a quarter."""


def commitments(reading: Reading, statements: Sequence[Draft], pack: Pack) -> Iterator[Draft]:
    """The commitments of a reading's body, in order of place.

    `statements` are the drafts of its attributions: the nearest whose words hold a commitment says whose word it is,
    and speaks where "we" promise; where none does it is the narrator's.
    """
    return (draft for _, draft in explained(reading, statements, pack))


def explained(reading: Reading, statements: Sequence[Draft], pack: Pack) -> Iterator[tuple[str, Draft]]:
    """The same, each with the construction that it was found by: what its confidence is looked up under."""
    seen = scene(reading, statements, tuple(figures(reading, statements, pack)), pack)
    finders = (ceilings, terms, deadlines, promises, standings, futures)
    found = [item for finder in finders for item in finder(seen) if not is_question(reading.parse, item.act)]
    for item in _distinct(found):
        yield item.rule, _draft(seen, item)


def _distinct(found: Sequence[Found]) -> list[Found]:
    """In order of place, one for each act; of two readings of the same words the surer."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.rank, f.span, f.act, f.rule)):
        if not any(_is_same(item, k) for k in kept):
            kept.append(item)
    return sorted(kept, key=lambda f: (f.span, f.act))


def _is_same(one: Found, other: Found) -> bool:
    """Whether two rest on the same act, or one's words lie in the other's; a ceiling and a term stand side by side."""
    if one.act == other.act:
        return True
    apart = {one.type, other.type} == {CommitmentType.CEILING, CommitmentType.MANDATE}
    inside = max(one.span[0], other.span[0]) < min(one.span[1], other.span[1])
    return inside and not apart


def _draft(seen: Scene, found: Found) -> Draft:
    reading, held = seen.reading, seen.statement(found.act)
    start, end = found.span
    figure = found.figure or _at_most(seen, found)
    quantity = figure.quantity if figure else None
    body = Commitment(
        type=found.type,
        actor=actor(seen, found),
        action=" ".join(reading.text[start:end].split()),
        strength=found.strength,
        state=_state(reading, found),
        start=found.due.start,
        due=found.due.end,
        cap=(quantity.value if quantity.value is not None else quantity.high) if quantity else None,
        counts=figure.counts if figure else None,
        authority=authority(seen, found),
        mission=_mission(reading, found),
        negated=found.negated,
        condition=condition(reading.parse, found.act),
        dated=found.due.dated,
        within=entry_id(reading.revision, Kind.ATTRIBUTION, (a.span for a in held.anchors)) if held else None,
    )
    return Draft(body, (Anchor.of(reading.text, start, end),), EXTRACTOR, confidence(found.rule), _chain(held))


def _at_most(seen: Scene, found: Found) -> Figure | None:
    """What "up to" limits in an act that is promised or planned: "will send up to 450 soldiers"."""
    if found.type in {CommitmentType.MANDATE, CommitmentType.DEADLINE}:
        return None
    return next((f for f in seen.counted(found.span) if f.quantity.modifier is Modifier.AT_MOST), None)


def _chain(held: Draft | None) -> tuple[Holder, ...]:
    """Whose word it is, outermost first."""
    if held is None or not isinstance(held.body, Attribution):
        return ()
    source = held.body.source
    own = (Holder(source.name, source.anonymous),) if source and source.name else ()
    return (*held.attributed_to, *own)


def _state(reading: Reading, found: Found) -> State:
    """Withdrawn or extended as its verb tells, due where the end of a mandate is near, unknown where it is over."""
    published, end = reading.published, found.due.end
    if found.past:
        return State.EXTENDED if found.type is CommitmentType.MANDATE else State.WITHDRAWN
    if published is None or published.end is None or end is None or end.start is None or end.end is None:
        return State.STANDING
    if published.start is not None and end.end <= published.start:
        return State.UNKNOWN
    near = end.start - published.end < NEAR
    return State.DUE if near and found.type in {CommitmentType.MANDATE, CommitmentType.DEADLINE} else State.STANDING


def _mission(reading: Reading, found: Found) -> str | None:
    """The operation or mission that the sentence of a mandate or ceiling names."""
    if found.type not in {CommitmentType.MANDATE, CommitmentType.DEADLINE, CommitmentType.CEILING}:
        return None
    sentence = reading.parse.sentence_of(found.act)
    named = beginning_in(reading.mentions, sentence.start, sentence.end)
    known = next((m.name for m in named if m.type is MentionType.MISSION), None)
    return known or named_mission(reading.text, sentence.start, sentence.end)
