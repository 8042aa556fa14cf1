"""Events kept in mind: what commitments meet them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from onrecord.model import EventFactuality, Kind
from onrecord.model.memory import Key, Keys, Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.fates.happenings import Happening
from onrecord.reconcile.fates.promises import HELD
from onrecord.reconcile.fates.sight import LOWEST, Sight
from onrecord.reconcile.fates.terms import ends, extends
from onrecord.reconcile.fates.words import has
from onrecord.reconcile.names import Naming

EVENT = "fate event"
WINDOW = 32
"""Days in a stretch in which terms that end and what ended are looked for; one and the next on either side hold more
than a month before and after any day."""
CALLED_OFF = ""
"""The deed of what was called off, whatever it was."""

Feature = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Noted:
    """What is kept in mind of an event: what it denies, its article, the day of that, and what it is about."""

    denied: frozenset[tuple[str, str]]
    revision: str
    since: int | None
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Brought:
    """The events that changed, by those that were and those that are; the stems of denials that came up or went.

    Of an article that stands as it stood, an event is another where it is met by other names.
    """

    before: frozenset[str]
    now: frozenset[str]
    stems: frozenset[str]


def brought(sight: Sight, dirty: Iterable[str]) -> Brought:
    """Bring events up to date with what changed."""
    memory, revisions = sight.memory, list(dirty)
    before = {part for r in revisions for part in memory.parts(number(("fate event of", r)))}
    entries = [e for r in revisions for e in sight.desk.of(r, [Kind.EVENT])]
    now = {e.id: sight.event(e.id, e) for e in entries}
    same = {i for i, e in now.items() if sight.is_as_it_was(e.entry.revision) and _is_met_as_it_was(sight, e)}
    before, now = before - same, {i: event for i, event in now.items() if i not in same}
    denials = {pair for part in before if (held := noted(memory, part)) for pair in held.denied}
    denials |= {pair for event in now.values() for pair in _denied(event)}
    were = {pair for pair in denials if is_held(memory, _denial(*pair))}
    for part in before - now.keys():
        memory.drop(EVENT, part)
    for identity, event in now.items():
        _keep(memory, identity, event, sight.names)
    are = {pair for pair in denials if is_held(memory, _denial(*pair))}
    return Brought(frozenset(before), frozenset(now), frozenset(stem for _, stem in were ^ are))


def noted(memory: Memory, event: str) -> Noted | None:
    """What is kept in mind of an event."""
    note = memory.note(EVENT, event)
    if note is None:
        return None
    denied, revision, since, stems = notes.read(note)
    return Noted(frozenset((deed, stem) for deed, stem in denied), revision, since, frozenset(stems))


def is_denied(memory: Memory, deeds: frozenset[str], stems: frozenset[str]) -> bool:
    """Whether an event is on record that is denied, is one of some deeds and is about one of some stems."""
    return any(is_held(memory, _denial(deed, stem)) for deed in deeds for stem in stems)


def is_held(memory: Memory, key: Key) -> bool:
    """Whether a block holds anything."""
    return memory.after(number(key), LOWEST) is not None


def met(deed: str, one: Feature, other: Feature) -> Key:
    """What a promise and what may be its fate share: a deed, and two things that they are about."""
    return "fate met", deed, *sorted((one, other))


def _is_met_as_it_was(sight: Sight, event: Happening) -> bool:
    """Whether an event of the same words stands where it stood: every name by which it is judged is in a block."""
    blocks = {(number(key), side) for key, side in _all_keys(event, sight.names)}
    return blocks == set(sight.memory.blocks(EVENT, event.entry.id))


def _keep(memory: Memory, identity: str, event: Happening, names: Naming) -> None:
    keys = _all_keys(event, names)
    denied = sorted(_denied(event))
    if keys:
        day = event.entry.published.start if event.entry.published else None
        note = [denied, event.entry.revision, day.toordinal() if day else None, sorted(event.stems)]
        memory.put(EVENT, identity, keys, notes.written(note))
    else:
        memory.drop(EVENT, identity)


def _all_keys(event: Happening, names: Naming) -> list[tuple[Key, int]]:
    """Where an event stands; nowhere if it can tell nothing."""
    keys = [*_keys(event, names), *((_denial(*pair), 0) for pair in sorted(_denied(event)))]
    return [*keys, (("fate event of", event.entry.revision), 0)] if keys else []


def _keys(event: Happening, names: Naming) -> Keys:
    for deed in _deeds(event):
        for one, other in combinations(_features(event), 2):
            if "stem" in {one[0], other[0]}:
                yield met(deed, one, other), 0
    if ends(event) and event.last:
        stretch = event.last.toordinal() // WINDOW
        for key in event.keys:
            yield from ((("fate ended", key, near), 0) for near in (stretch - 1, stretch, stretch + 1))
    yield from ((("fate extension", mission), 0) for mission in extends(event, names))


def _deeds(event: Happening) -> Iterator[str]:
    if event.body.factuality in HELD:
        yield from event.deeds
    if event.body.factuality is EventFactuality.HAPPENED and has("ends", event.trigger, "cancelled"):
        yield CALLED_OFF


def _features(event: Happening) -> list[Feature]:
    return sorted([*(("key", k) for k in event.keys), *(("stem", s) for s in event.stems)])


def _denied(event: Happening) -> set[tuple[str, str]]:
    if event.body.factuality is not EventFactuality.DENIED:
        return set()
    return {(deed, stem) for deed in event.deeds for stem in event.stems}


def _denial(deed: str, stem: str) -> Key:
    return "fate denied", deed, stem
