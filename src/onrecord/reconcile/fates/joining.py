"""Which tellings tell one commitment, kept in mind: a new one is held against those alone that share a key with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from onrecord.model import Commitment, CommitmentType, Kind, digest, joined
from onrecord.model.memory import Key, Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.fates.obligations import TERMS, Told, order
from onrecord.reconcile.fates.sight import HIGHEST, LOWEST, Sight, members

TELLING, MEMBER, MISSION = "fate telling", "fate member", "fate mission"
COPIED, SHARED, MOST = 5, 2, 0.6
"""Words that are the same by no chance; what promises of one day share at least; the part of the shorter of two that
promises of no day share at least."""
UNDATED = 3
"""What promises of no day share at least."""
_HALF = 10
"""Digits of an id that are a mission's."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The commitments that are no more as they were, and those that are new or are told anew, by their first telling.

    What is in both is told by others than before, or by the same of whom something changed.
    """

    gone: frozenset[str]
    made: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Borne:
    """Where a telling stands among those of its bearer: the block of these, of their missions, and its part of that."""

    tellings: int
    missions: int
    part: str | None


def regrouped(sight: Sight, dirty: Iterable[str]) -> Regrouped:
    """Bring tellings up to date with what changed, and group them anew as far as it touches them."""
    memory, revisions = sight.memory, list(dirty)
    before = {part for r in revisions for part in memory.parts(number(("fate telling of", r)))}
    entries = [e for r in revisions for e in sight.desk.of(r, [Kind.COMMITMENT])]
    now = {e.id: sight.told(e.id, e) for e in entries if isinstance(e.body, Commitment)}
    same = {i for i, told in now.items() if sight.is_as_it_was(told.entry.revision) and _is_whose_it_was(memory, told)}
    before, now = before - same, {i: told for i, told in now.items() if i not in same}
    loose = {root for part in before if (root := memory.note(MEMBER, part))}
    parted = _brought(sight, before, now)
    loose |= {root for block in parted for part in memory.parts(block) if (root := memory.note(MEMBER, part))}
    fresh = {*now, *(part for root in loose for part in memory.parts(members(root)))}
    merged, made = _grouped(sight, fresh)
    return Regrouped(frozenset(loose | merged), frozenset(made))


def _brought(sight: Sight, before: set[str], now: dict[str, Told]) -> list[int]:
    """Keep the tellings that stand; gives the blocks of one bearer in which a second mission came up or went away."""
    memory = sight.memory
    was = {part: held for part in sorted(before) if (held := _noted(memory.note(TELLING, part)))}
    will = {identity: held for identity, told in sorted(now.items()) if (held := _borne(told))}
    touched = {held.missions: held.tellings for held in (*was.values(), *will.values())}
    apart = {block: _is_parted(sight, block) for block in touched}
    for part in before - now.keys():
        memory.drop(TELLING, part)
        memory.drop(MEMBER, part)
    for held in was.values():
        if held.part:
            memory.drop(MISSION, held.part)
    for identity, told in now.items():
        held = will.get(identity)
        borne = [held.tellings, held.missions, held.part] if held else []
        memory.put(TELLING, identity, [(key, 0) for key in _keys(told)], notes.written([_whose_it_is(told), *borne]))
        if held and held.part:
            memory.put(MISSION, held.part, [(("fate missions", *_bearer(told)), 0)])
    return [touched[block] for block, before in apart.items() if _is_parted(sight, block) != before]


def _noted(note: str | None) -> _Borne | None:
    """Where a telling stands, by its note."""
    _whose, *borne = notes.read(note) if note else [None]
    return _Borne(*borne) if borne else None


def _whose_it_is(told: Told) -> int:
    """Whose a telling is, all that names tell of it."""
    return number(("fate whose", told.actor, told.mission))


def _is_whose_it_was(memory: Memory, told: Told) -> bool:
    """Whether a telling of the same words is of whom it was, as far as it is kept in mind."""
    note = memory.note(TELLING, told.entry.id)
    whose: object = notes.read(note)[0] if note else None
    return whose == _whose_it_is(told)


def _borne(told: Told) -> _Borne | None:
    bearer = _bearer(told)
    if not bearer:
        return None
    part = digest(told.mission)[:_HALF] + told.entry.id[:_HALF] if told.mission else None
    return _Borne(number(("fate bearer", *bearer)), number(("fate missions", *bearer)), part)


def _is_parted(sight: Sight, block: int) -> bool:
    """Whether the tellings of one bearer are of two missions, so that only the mission tells them apart."""
    first, last = sight.memory.after(block, LOWEST), sight.memory.before(block, HIGHEST)
    return first is not None and last is not None and first[:_HALF] != last[:_HALF]


# --- what tellings share ---------------------------------------------------------------------------------


def _keys(told: Told) -> Iterator[Key]:
    yield "fate telling of", told.entry.revision
    yield from _one(told)
    yield from _near(told)
    if bearer := _bearer(told):
        yield ("fate bearer", *bearer)


def _one(told: Told) -> Iterator[Key]:
    """What only tellings of one commitment share."""
    body = told.body
    exact = " ".join(f"{a.prefix}{a.exact}{a.suffix}".casefold() for a in told.entry.anchors)
    if len(exact.split()) >= COPIED:
        cap = body.cap.normalize() if body.cap is not None else None
        yield "fate copy", body.type.value, told.deadline, cap, exact
    if told.mission and (end := _end(told)):
        yield ("fate mission", told.mission, *end)
    if _is_promise(told) and told.actor and len(told.stems) >= (1 if told.deadline else SHARED):
        yield "fate words", *_whose(told), tuple(sorted(told.stems)), tuple(sorted(told.deeds))


def _bearer(told: Told) -> Key:
    """What tellings of one commitment share, where their bearer has no two missions; empty for those of none."""
    end = _end(told)
    return (told.actor, *end) if told.actor and end and told.body.type is not CommitmentType.DEADLINE else ()


def _end(told: Told) -> Key:
    body = told.body
    if body.type in TERMS and told.deadline:
        return "term", told.deadline
    return ("cap", body.cap.normalize()) if body.type is CommitmentType.CEILING and body.cap is not None else ()


def _is_promise(told: Told) -> bool:
    return told.body.type not in TERMS | {CommitmentType.CEILING}


def _whose(told: Told) -> Key:
    return told.actor, told.deadline, told.body.negated


def _near(told: Told) -> Iterator[Key]:
    """What promises share that are held against each other: whose they are, their day, and two of their stems."""
    if _is_promise(told) and told.actor and len(told.stems) >= _least(told):
        for pair in combinations(sorted(told.stems), SHARED):
            yield "fate promise", *_whose(told), *pair


def _least(told: Told) -> int:
    return SHARED if told.deadline else UNDATED


# --- which are one ---------------------------------------------------------------------------------------


def _grouped(sight: Sight, fresh: set[str]) -> tuple[set[str], set[str]]:
    """Group tellings with each other and with the commitments that they join; gives these, and what comes of all."""
    pairs = [(each, other) for each in sorted(fresh) for other in _links(sight, each)]
    at = {other: root for _, other in pairs if other not in fresh and (root := sight.memory.note(MEMBER, other))}
    groups = joined((each, at.get(other, other)) for each, other in pairs)
    merged, made = set[str](), set[str]()
    for group in {groups.get(each, frozenset({each})) for each in fresh}:
        root = min(group, key=lambda each: order(sight.told(each)))
        roots = group - fresh
        moved = [part for each in roots - {root} for part in sight.memory.parts(members(each))]
        for part in (*(group & fresh), *moved):
            sight.memory.put(MEMBER, part, [(("fate members", root), 0)], root)
        merged |= roots
        made.add(root)
    return merged, made


def _links(sight: Sight, each: str) -> Iterator[str]:
    """The tellings that a telling is one with; of a block whose tellings are all one, the next to it by their ids."""
    told, memory = sight.told(each), sight.memory
    sure = list(_one(told))
    bearer = _bearer(told)
    if bearer and not _is_parted(sight, number(("fate missions", *bearer))):
        sure.append(("fate bearer", *bearer))
    for key in sure:
        block = number(key)
        yield from (other for other in (memory.before(block, each), memory.after(block, each)) if other)
    met = Counter(part for key in _near(told) for part in memory.parts(number(key)))
    for other, pairs in sorted(met.items()):
        enough = pairs >= _least(told) * (_least(told) - 1) // 2
        if other != each and enough and _alike(told, sight.told(other)):
            yield other


def _alike(a: Told, b: Told) -> bool:
    """Whether two promises of one bearer and day are about one thing."""
    shared = a.stems & b.stems
    if a.deeds and b.deeds and not a.deeds & b.deeds:
        return False
    return len(shared) >= (_least(a) if a.deadline else max(_least(a), MOST * min(len(a.stems), len(b.stems))))
