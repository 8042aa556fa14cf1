"""Terms and ceilings among their like: the next end, the next ceiling, what was told to be extended or exceeded."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from onrecord.model import Judgement
from onrecord.model.memory import Memory, number
from onrecord.reconcile.fates import strengths
from onrecord.reconcile.fates.events import EVENT, Brought
from onrecord.reconcile.fates.happenings import Happening
from onrecord.reconcile.fates.obligations import Obligation, order
from onrecord.reconcile.fates.places import CEILING, END, Place, ceilings, end, ends, placed, terms
from onrecord.reconcile.fates.sight import HIGHEST, LOWEST, Sight, dated, day_of
from onrecord.reconcile.fates.strengths import FIGURE, Strength, exceeded
from onrecord.reconcile.fates.terms import FORCES, extended, extended_then, extends, stands, superseded
from onrecord.reconcile.slots import Slots

EXTENDED, HAPPENED, CHANGED, OVER = "extended", "extension", "changed", "over"
"""Grounds on which something is told of terms and ceilings."""

End = tuple[str, str, int]


def moved(sight: Sight, slots: Slots, events: Brought, places: Iterable[Place]) -> None:
    """Tell which ends were moved, by later ends and by events, as far as commitments or events that changed touch it.

    `places` are those where commitments that changed stood, and those where they stand.
    """
    held = [place for place in places if place.end]
    missions = {key for place in held if place.is_term for kind, key in place.bearers if kind == "mission"}
    missions |= _next_ends(sight, slots, held)
    blocks = (number(("fate extension", mission)) for mission in missions)
    for event in sorted(events.before | events.now | {part for block in blocks for part in sight.memory.parts(block)}):
        stands_now = sight.memory.note(EVENT, event) is not None
        told = _by_event(sight, slots, sight.event(event)) if stands_now else []
        slots.tell(HAPPENED, number(("fate extension", event)), told)


def changed(
    sight: Sight, slots: Slots, figures: Iterable[Strength], was: Iterable[Place], now: Iterable[Place]
) -> None:
    """Tell which ceilings took another's place, and which were exceeded, as far as what changed touches it."""
    before, after = ({(p.ceiling, p.cap, p.counted, p.bearers): p for p in each if p.ceiling} for each in (was, now))
    for place in {**before, **after}.values():
        _next_ceilings(sight, slots, place)
    parts = {each.part for each in figures}
    parts |= {near.part for each in figures for near in strengths.about(sight.memory, each.mission, each.last)}
    for key in before.keys() ^ after.keys():
        parts |= _under(sight.memory, before.get(key) or after[key])
    for part in sorted(parts):
        held = sight.memory.note(FIGURE, part) is not None
        found = exceeded(sight, strengths.strength(sight.memory, part)) if held else None
        slots.tell(OVER, number(("fate figure", part)), [found] if found else [])


# --- ends ------------------------------------------------------------------------------------------------


def _next_ends(sight: Sight, slots: Slots, places: Iterable[Place]) -> set[str]:
    """Tell of each end that changed and of the next; gives the missions of terms of which other is told than before."""
    found: set[End] = set()
    for place in places:
        for kind, key in place.bearers:
            day = place.day or 0
            after = sight.memory.after(number(ends(kind, key)), dated(day, HIGHEST))
            found |= {(kind, key, day)} | ({(kind, key, day_of(after))} if after else set())
    others: set[str] = set()
    for each in sorted(found):
        block = number(end(*each))
        before, told = slots.told(EXTENDED, block), _moved(sight, each)
        slots.tell(EXTENDED, block, told)
        if {j.id: j for j in before} != {j.id: j for j in told}:
            others |= _missions(sight, (*before, *told))
    return others


def _moved(sight: Sight, each: End) -> list[Judgement]:
    """That the end before one was moved to this."""
    kind, key, day = each
    before = sight.memory.before(number(ends(kind, key)), dated(day, LOWEST))
    new = _on(sight, each)
    old = _on(sight, (kind, key, day_of(before))) if before else None
    found = extended(old, new, kind) if old and new else None
    return [found] if found else []


def _on(sight: Sight, each: End) -> Obligation | None:
    """What stands for all commitments of a bearer that end on one day: the last to be told."""
    roots = _roots(sight.memory, END, sight.memory.parts(number(end(*each))))
    return max((sight.obligation(root) for root in roots), key=lambda o: order(o.told[0]), default=None)


def _roots(memory: Memory, stage: str, parts: Iterable[str]) -> list[str]:
    return [root for part in parts if (root := memory.note(stage, part))]


def _missions(sight: Sight, told: Iterable[Judgement]) -> set[str]:
    """The missions of the terms that judgements tell of, of those that still stand by the same first telling."""
    found = (place for each in told if (place := placed(sight.memory, each.b)))
    return {key for place in found for kind, key in place.bearers if kind == "mission"}


def _by_event(sight: Sight, slots: Slots, event: Happening) -> list[Judgement]:
    """That an event extended the first term of a mission to end after it, where its article does not tell a new end."""
    found = []
    for mission in sorted(extends(event, sight.names)):
        standing = _standing(sight, event, mission)
        if standing and not _is_told(sight, slots, event, standing):
            found.append(extended_then(event, standing))
    return [each for each in found if each is not None]


def _standing(sight: Sight, event: Happening, mission: str) -> Obligation | None:
    last = event.last.toordinal() if event.last else 0
    parts = (part for part in sight.memory.parts(number(terms(mission))) if day_of(part) >= last)
    for _, same_day in groupby(parts, key=day_of):
        held = [sight.obligation(root) for root in _roots(sight.memory, END, same_day)]
        standing = [each for each in held if stands(each, event)]
        if standing:
            return min(standing, key=lambda o: order(o.told[0]))
    return None


def _is_told(sight: Sight, slots: Slots, event: Happening, standing: Obligation) -> bool:
    """Whether the event's own article tells to which day the end was moved."""
    place = placed(sight.memory, standing.first.id)
    for kind, key in place.bearers if place else ():
        after = sight.memory.after(number(ends(kind, key)), dated(place.day or 0 if place else 0, HIGHEST))
        told = slots.told(EXTENDED, number(end(kind, key, day_of(after)))) if after else []
        if any(j.b == standing.first.id and sight.entry(j.a).revision == event.entry.revision for j in told):
            return True
    return False


# --- ceilings --------------------------------------------------------------------------------------------


def _next_ceilings(sight: Sight, slots: Slots, place: Place) -> None:
    """Tell of a ceiling and of the next one, whether they took the place of the one before."""
    memory, part = sight.memory, place.ceiling or ""
    for kind, key in place.bearers:
        block = number(ceilings(kind, key, place.counted))
        for each in {part, memory.after(block, part)} - {None}:
            stands_here = (block, 0) in memory.blocks(CEILING, each or "")
            before = memory.before(block, each or "") if stands_here else None
            roots = _roots(memory, CEILING, [before or "", each or ""]) if before else []
            found = superseded(*(sight.obligation(root) for root in roots)) if before else None
            slots.tell(CHANGED, number(("fate ceiling", block, each)), [found] if found else [])


def _under(memory: Memory, place: Place) -> set[str]:
    """The strengths of a ceiling's missions from its first day to that of the next."""
    found: set[str] = set()
    if place.counted == FORCES and place.ceiling and place.begun:
        for kind, key in place.bearers:
            after = memory.after(number(ceilings(kind, key, FORCES)), dated(place.begun, HIGHEST))
            until = day_of(after) if after else 2**32
            found |= set(strengths.between(memory, key, place.begun, until)) if kind == "mission" else set()
    return found
