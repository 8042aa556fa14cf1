"""Commitments kept in mind: what events and other commitments meet them by, and where they stand among their like."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from itertools import combinations
from math import ceil

from onrecord.model import CommitmentType
from onrecord.model.memory import Key, Keys, Memory
from onrecord.reconcile import notes
from onrecord.reconcile.fates.events import CALLED_OFF, WINDOW, Feature, met
from onrecord.reconcile.fates.obligations import Obligation
from onrecord.reconcile.fates.promises import COVERED, SHARED, can_be_put_off
from onrecord.reconcile.fates.sight import dated
from onrecord.reconcile.fates.terms import bearers, counted, has_end, is_ceiling, is_term
from onrecord.reconcile.fates.words import final, widened

OBLIGATION, END, CEILING = "fate obligation", "fate end", "fate ceiling"
CEILINGS = frozenset({CommitmentType.MANDATE, CommitmentType.CEILING})
"""Types that are kept or broken by a term or a number, not by what is done."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a commitment stands among those of its bearers: by the day of its end, and as a ceiling by its first day.

    `end` and `ceiling` are its parts in these blocks, None where it is in none; `day` is the number of its last day.
    `revision` and `until` are the article of its first telling and the last day on which that may have been published;
    `stems` are what each of its tellings is about.
    """

    bearers: tuple[tuple[str, str], ...]
    revision: str
    until: int | None
    stems: tuple[tuple[str, ...], ...]
    day: int | None = None
    end: str | None = None
    is_term: bool = False
    ceiling: str | None = None
    begun: int | None = None
    counted: str = ""
    cap: str = ""


def placed(memory: Memory, root: str) -> Place | None:
    """Where a commitment stands that is kept in mind."""
    note = memory.note(OBLIGATION, root)
    if note is None:
        return None
    held = notes.read(note)
    several = {name: tuple(tuple(each) for each in held[name]) for name in ("bearers", "stems")}
    return Place(**{**held, **several})


def keep(memory: Memory, root: str, held: Obligation) -> Place:
    """Keep a commitment in mind, in place of what was kept of it."""
    before, place = placed(memory, root), _place(root, held)
    _drop_ranks(memory, before)
    memory.put(OBLIGATION, root, _keys(held), notes.written(asdict(place)))
    if place.end:
        memory.put(END, place.end, [*_ends(place, held)], root)
    if place.ceiling:
        blocks = [(ceilings(*bearer, place.counted), 0) for bearer in place.bearers]
        memory.put(CEILING, place.ceiling, blocks, root)
    return place


def drop(memory: Memory, root: str) -> None:
    """Keep a commitment in mind no longer."""
    _drop_ranks(memory, placed(memory, root))
    memory.drop(OBLIGATION, root)


def _drop_ranks(memory: Memory, place: Place | None) -> None:
    if place and place.end:
        memory.drop(END, place.end)
    if place and place.ceiling:
        memory.drop(CEILING, place.ceiling)


def ends(kind: str, bearer: str) -> Key:
    """The commitments of a bearer whose end can be moved, by the day on which they end."""
    return "fate ends", kind, bearer


def end(kind: str, bearer: str, day: int) -> Key:
    """Those of them that end on one day."""
    return "fate end", kind, bearer, day


def terms(mission: str) -> Key:
    """The terms of a mission, by the day on which they end."""
    return "fate terms", mission


def ceilings(kind: str, bearer: str, counted: str) -> Key:
    """The ceilings of a bearer that count one thing, by the day on which they came to stand."""
    return "fate ceilings", kind, bearer, counted


def _place(root: str, held: Obligation) -> Place:
    day = held.deadline.toordinal() if held.deadline else None
    dates = day is not None and (has_end(held) or is_term(held))
    is_cap = is_ceiling(held)
    since, until = (held.begun or date.max).toordinal(), final(held.first.published)
    return Place(
        bearers=tuple(bearers(held)),
        revision=held.first.revision,
        until=until.toordinal() if until else None,
        stems=tuple(sorted({tuple(sorted(told.stems)) for told in held.told})),
        day=day,
        end=dated(day, root) if dates and day is not None else None,
        is_term=is_term(held),
        ceiling=dated(since, root) if is_cap else None,
        begun=since if is_cap else None,
        counted=counted(held) if is_cap else "",
        cap=str(held.cap) if is_cap else "",
    )


def _ends(place: Place, held: Obligation) -> Keys:
    for kind, bearer in place.bearers:
        if has_end(held) and place.day is not None:
            yield ends(kind, bearer), 0
            yield end(kind, bearer, place.day), 0
        if place.is_term and kind == "mission":
            yield terms(bearer), 0


def _keys(held: Obligation) -> Keys:
    if held.body.type not in CEILINGS:
        for one, other in _pairs(held):
            yield from ((met(deed, one, other), 1) for deed in (*widened(held.deeds), CALLED_OFF))
        if held.body.negated:
            yield from ((("fate vow", stem), 1) for stem in held.stems)
    if can_be_put_off(held):
        for actor in held.actors:
            yield from ((("fate later", actor, *two), 0) for two in combinations(sorted(held.stems), SHARED))
    if is_term(held) and held.deadline:
        for mission in held.missions:
            yield ("fate ended", mission, held.deadline.toordinal() // WINDOW), 1


def _pairs(held: Obligation) -> set[tuple[Feature, Feature]]:
    """Two things that a promise is about: what covers one of its tellings shares one of these pairs with it.

    What shares k of n stems shares, of their first in any order, one of n - k + 1 and another of n - k + 2.
    """
    found = set()
    every = [("key", k) for k in held.actors | held.missions] + [("stem", s) for s in held.stems]
    for told in held.told:
        stems = [("stem", s) for s in sorted(told.stems, key=lambda s: (-len(s), s))]
        most = len(stems) - max(1, ceil(COVERED * len(stems)))
        if len(stems) - most >= SHARED:
            found |= {(a, b) for i, a in enumerate(stems[: most + 1]) for b in stems[i + 1 : most + 2]}
        else:
            found |= {(a, b) for a in stems for b in every if a != b}
    return {(a, b) if a < b else (b, a) for a, b in found}
