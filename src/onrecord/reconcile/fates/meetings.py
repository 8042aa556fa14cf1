"""Events held against the commitments that they meet, and promises against others of their bearer, pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Judgement, digest
from onrecord.model.memory import number
from onrecord.reconcile.fates.events import EVENT, Brought, Noted, is_denied, noted
from onrecord.reconcile.fates.happenings import Happening
from onrecord.reconcile.fates.obligations import Obligation
from onrecord.reconcile.fates.places import CEILINGS, OBLIGATION, Place, placed
from onrecord.reconcile.fates.promises import COVERED, fate, later_day
from onrecord.reconcile.fates.sight import Sight
from onrecord.reconcile.fates.terms import ended
from onrecord.reconcile.slots import Slots

MET = "fate pair"
Pair = tuple[str, str]


def met(sight: Sight, slots: Slots, events: Brought, gone: frozenset[str], made: frozenset[str]) -> None:
    """Hold what changed against what it meets, in place of what was told of it."""
    memory = sight.memory
    roots = made | {root for stem in events.stems for root in memory.parts(number(("fate vow", stem)))}
    changed = events.before | events.now | gone | roots
    pairs = {pair for part in changed for pair in _told(sight, part)}
    pairs |= {pair for event in events.now for pair in _of_event(sight, event)}
    pairs |= {pair for root in roots for pair in _of_obligation(sight, root)}
    for one, other in sorted(pairs):
        _tell(sight, slots, one, other)


def _told(sight: Sight, part: str) -> Iterator[Pair]:
    """The pairs of which something is told, one of which is this."""
    for each in sight.memory.parts(number(("fate pair of", part))):
        one, other = (sight.memory.note(MET, each) or " ").split(" ")
        yield one, other


def _of_event(sight: Sight, event: str) -> Iterator[Pair]:
    """An event with the commitments that stand on the other side of its blocks."""
    for block, side in sight.memory.blocks(EVENT, event):
        if side == 0:
            yield from ((event, root) for root in sight.memory.parts(block, 1))


def _of_obligation(sight: Sight, root: str) -> Iterator[Pair]:
    """A commitment with the events that it meets, and with the others that share a block with it, each pair once."""
    for block, side in sight.memory.blocks(OBLIGATION, root):
        for part in sight.memory.parts(block, 0):
            if side == 1:
                yield part, root
            elif part != root:
                yield min(part, root), max(part, root)


def _tell(sight: Sight, slots: Slots, one: str, other: str) -> None:
    memory, part = sight.memory, digest(MET, one, other)
    told = _judged(sight, one, other)
    if not told and memory.note(MET, part) is None:
        return
    if told:
        memory.put(MET, part, [(("fate pair of", end), 0) for end in (one, other)], f"{one} {other}")
    else:
        memory.drop(MET, part)
    slots.tell("met", number((MET, one, other)), told)


def _judged(sight: Sight, one: str, other: str) -> list[Judgement]:
    """What is told of a pair; nothing where one of it stands no more."""
    place, event = placed(sight.memory, other), noted(sight.memory, one)
    found: Iterable[Judgement | None] = []
    if place and event:
        found = _happened(sight, sight.obligation(other), sight.event(one)) if _may_tell(event, place) else []
    elif place and sight.memory.note(OBLIGATION, one) is not None:
        found = [later_day(sight.obligation(one), sight.obligation(other))]
    return [each for each in found if each is not None]


def _may_tell(event: Noted, place: Place) -> bool:
    """Whether, by what is kept in mind alone, an event may tell what became of a commitment."""
    later = event.since is not None and place.until is not None and event.since >= place.until
    if place.is_term or not (later or event.revision == place.revision):
        return place.is_term
    return any(len(event.stems.intersection(stems)) >= COVERED * len(stems) for stems in place.stems)


def _happened(sight: Sight, held: Obligation, event: Happening) -> Iterable[Judgement | None]:
    """What an event tells of a commitment."""
    told = None
    if held.body.type not in CEILINGS:
        told = fate(held, event, lambda deeds, stems: is_denied(sight.memory, deeds, stems))
    return ended(held, event), told
