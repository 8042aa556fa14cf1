"""Numbers of those who are sent, held against the ceilings that stood when they are told to have been there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from onrecord.model import Attribution, Entry, Factuality, Figure, Judgement, Kind, Modifier, Verdict
from onrecord.model.memory import Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.fates.obligations import BY, Obligation, forces
from onrecord.reconcile.fates.places import CEILING, ceilings
from onrecord.reconcile.fates.sight import Sight, dated, day_of
from onrecord.reconcile.fates.terms import FORCES, NEAR
from onrecord.reconcile.fates.words import days, final, has, sentence, tells_all, tokens
from onrecord.reconcile.names import Naming

FIGURE = "fate figure"
OVER = 0.8
"""The score of a number over a ceiling: an order, not yet measured."""
STRENGTH = frozenset({"deployed"})
"""Measures that a ceiling is a ceiling of."""
FIRM = frozenset({Modifier.EXACT, Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.RANGE})
"""Modifiers of numbers that are sure to lie above a ceiling where their lower end does."""
WINDOW = NEAR.days + 1
"""Days in a stretch of those in which numbers of about one time are looked for."""


@dataclass(frozen=True, slots=True)
class Strength:
    """A number of those who are sent on a mission, as it is kept in mind: at least so many, from a day to a day."""

    figure: str
    revision: str
    mission: str
    least: str | None
    more: bool
    first: int | None
    last: int

    @property
    def part(self) -> str:
        """Its part, by its last day."""
        return dated(self.last, self.figure)


def brought(sight: Sight, dirty: Iterable[str]) -> set[Strength]:
    """Bring strengths up to date with what changed; gives those that were and those that are.

    Of an article that stands as it stood, those alone that are of other missions.
    """
    memory, revisions = sight.memory, list(dirty)
    before = {part for r in revisions for part in memory.parts(number(("fate figure of", r)))}
    were = {strength(memory, part) for part in before}
    now = {s for r in revisions for e in sight.desk.of(r, [Kind.FIGURE]) for s in _strengths(sight, e)}
    same = {each for each in were & now if sight.is_as_it_was(each.revision)}
    were, now = were - same, now - same
    for gone in were:
        memory.drop(FIGURE, gone.part)
    for each in sorted(now, key=lambda s: s.part):
        stretch = ("fate figures", each.mission, each.last // WINDOW)
        keys = [stretch, ("fate figures", each.mission), ("fate figure of", each.revision)]
        held = [each.figure, each.revision, each.mission, each.least, each.more, each.first, each.last]
        memory.put(FIGURE, each.part, [(key, 0) for key in keys], notes.written(held))
    return were | now


def strength(memory: Memory, part: str) -> Strength:
    """A strength that is kept in mind."""
    return Strength(*notes.read(memory.note(FIGURE, part) or "[]"))


def about(memory: Memory, mission: str, day: int) -> list[Strength]:
    """The strengths of a mission at about the time of a day."""
    stretches = (number(("fate figures", mission, day // WINDOW + n)) for n in (-1, 0, 1))
    found = (part for block in stretches for part in memory.parts(block))
    return [strength(memory, part) for part in found if abs(day_of(part) - day) <= NEAR.days]


def between(memory: Memory, mission: str, first: int, last: int) -> list[str]:
    """The strengths of a mission from a day to a day, by their parts."""
    return [p for p in memory.parts(number(("fate figures", mission))) if first <= day_of(p) <= last]


def exceeded(sight: Sight, each: Strength) -> Judgement | None:
    """That there were more than a ceiling allows while it stood, by a figure of that mission that no other contests."""
    block = number(ceilings("mission", each.mission, FORCES))
    part = sight.memory.before(block, dated(each.last + 1, "0" * 20))
    root = sight.memory.note(CEILING, part) if part else None
    if not root or not _over(each, ceiling := sight.obligation(root)) or _contested(sight, each, ceiling):
        return None
    entry = sight.entry(each.figure)
    return _breach(entry, entry.body, ceiling) if isinstance(entry.body, Figure) else None


def _over(each: Strength, ceiling: Obligation) -> bool:
    if each.least is None or each.first is None or ceiling.cap is None or ceiling.begun is None:
        return False
    least = _number(each.least)
    stood = each.first >= ceiling.begun.toordinal()
    return stood and (least > ceiling.cap or (each.more and least >= ceiling.cap))


def _contested(sight: Sight, each: Strength, ceiling: Obligation) -> bool:
    """Whether another article has a strength within the ceiling at about the same time."""
    others = (o for o in about(sight.memory, each.mission, each.last) if o.revision != each.revision)
    return any(ceiling.cap is not None and _number(o.least or "0") <= ceiling.cap for o in others)


@lru_cache(1 << 17)
def _number(text: str) -> Decimal:
    return Decimal(text)


def _breach(entry: Entry, figure: Figure, ceiling: Obligation) -> Judgement:
    when = days(figure.valid) if figure.valid else "an unknown day"
    reason = f"{figure.quantity.surface} {figure.counts} on {when}, over the ceiling of {ceiling.cap:,f}"
    return Judgement(Verdict.BREAKS, entry.id, ceiling.first.id, reason, OVER, BY)


# --- figures ---------------------------------------------------------------------------------------------


def _strengths(sight: Sight, entry: Entry) -> list[Strength]:
    """A figure as a strength of the mission that it is of; none where it is no strength, or of a source's denial."""
    body = entry.body
    if not isinstance(body, Figure) or not _is_strength(entry, body):
        return []
    last = final(body.valid)
    said = sight.desk.entry(body.within) if body.within else None
    if last is None or (said and isinstance(said.body, Attribution) and _is_denial(said.body)):
        return []
    first = body.valid.start.toordinal() if body.valid and body.valid.start else None
    least, more = _least(body), body.quantity.modifier is Modifier.MORE_THAN
    held = str(least) if least is not None else None
    identity, revision = entry.id, entry.revision
    whose = sorted(_whose(entry, body, sight.names))
    return [Strength(identity, revision, m, held, more, first, last.toordinal()) for m in whose]


def _is_denial(said: Attribution) -> bool:
    return said.negated or said.factuality is not Factuality.ASSERTED


def _is_strength(entry: Entry, figure: Figure) -> bool:
    if figure.measure not in STRENGTH or figure.valid is None or figure.increment:
        return False
    sure = figure.quantity.modifier in FIRM
    plain = not any(has("negation", " ".join(tokens(a.prefix)[-2:])) for a in entry.anchors)
    at_once = not any(tells_all(sentence(a)) for a in entry.anchors)
    return sure and plain and at_once and forces(figure.counts)


def _whose(entry: Entry, figure: Figure, names: Naming) -> set[str]:
    """The missions that a figure can be of: the one it names, else the only one of its article."""
    named = [names.key(entry.revision, name) for name in (figure.mission, figure.subject)]
    mission = next((key for key in named if names.is_mission(entry.revision, key)), None)
    if mission:
        return {mission}
    only = names.missions(entry.revision)
    return set(only) if figure.mission is None and len(only) == 1 else set()


def _least(figure: Figure) -> Decimal | None:
    return figure.quantity.low if figure.quantity.low is not None else figure.quantity.value
