"""What becomes of terms and ceilings: a later end, another number, more than was allowed, the day it ran out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from onrecord.model import (
    Attribution,
    CommitmentType,
    Entry,
    EventFactuality,
    Factuality,
    Figure,
    Judgement,
    Modifier,
    Verdict,
)
from onrecord.reconcile.fates.happenings import Happening, is_after
from onrecord.reconcile.fates.obligations import BY, TERMS, Obligation, Told, forces, part, put_off
from onrecord.reconcile.fates.words import day, days, final, has, quoted, sentence, tells_all, tokens, words
from onrecord.reconcile.names import Names

LONGER, CHANGED, OVER, RAN_OUT = 0.9, 0.85, 0.8, 0.8
"""Scores of the grounds: an order, not yet measured."""
FORCES = "forces"
NEAR = timedelta(days=31)
"""How far from its day a term may be told to have ended."""
STRENGTH = frozenset({"deployed"})
"""Measures that a ceiling is a ceiling of."""
FIRM = frozenset({Modifier.EXACT, Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.RANGE})
"""Modifiers of numbers that are sure to lie above a ceiling where their lower end does."""


def by_bearer(held: Iterable[Obligation]) -> Mapping[tuple[str, str], list[Obligation]]:
    """Commitments by the mission that they are of, and those of none by who is bound."""
    found: dict[tuple[str, str], list[Obligation]] = defaultdict(list)
    for each in held:
        for key in [("mission", m) for m in sorted(each.missions)] or [("actor", a) for a in sorted(each.actors)]:
            found[key].append(each)
    return found


# --- extended --------------------------------------------------------------------------------------------


def extended(held: Sequence[Obligation]) -> Iterator[Judgement]:
    """That a term has a later end, where an article tells the next end after the first end was told.

    Of one mission; or, where no mission is named, of one bearer, in words of prolonging.
    """
    terms = [o for o in held if o.deadline and not o.body.negated]
    for (kind, _), group in sorted(by_bearer(terms).items()):
        by_end = sorted({o.deadline: o for o in group if _is_term(o)}.items(), key=lambda p: str(p[0]))
        for (_, old), (_, new) in pairwise(by_end):
            teller = next((t for t in new.told if _prolongs(t, old, by_words=kind == "actor")), None)
            if teller and old.deadline and new.deadline:
                reason = f"{quoted(teller.entry)} moves the end from {day(old.deadline)} to {day(new.deadline)}"
                yield Judgement(Verdict.EXTENDS, teller.entry.id, old.first.id, reason, LONGER, BY)


def _is_term(held: Obligation) -> bool:
    return any(t.body.type in TERMS or has("longer", words(t.entry)) for t in held.told)


def _prolongs(told: Told, old: Obligation, *, by_words: bool) -> bool:
    if put_off(told) or not is_after(told.entry, old.first) or (part(told.entry) and not part(old.first)):
        return False
    plainly = told.body.type is CommitmentType.MANDATE and not by_words
    return plainly or "extend" in told.deeds or (has("longer", words(told.entry)) and bool(told.stems & old.stems))


def extended_by_event(held: Sequence[Obligation], happenings: Sequence[Happening], names: Names) -> Iterator[Judgement]:
    """That a term was extended, where an extension of that mission happened while it stood."""
    groups = by_bearer(o for o in held if o.deadline and o.body.type in TERMS)
    for event in happenings:
        if "extend" not in event.deeds or event.body.factuality is not EventFactuality.HAPPENED:
            continue
        for key in sorted(("mission", m) for m in _of(event, names)):
            standing = [o for o in groups.get(key, ()) if _stands(o, event)]
            ends = sorted(standing, key=lambda o: o.deadline or date.max)
            if ends and event.first:
                reason = f"{quoted(event.entry)}: extended on {days(event.first)}, before its end on {_end(ends[0])}"
                yield Judgement(Verdict.EXTENDS, event.entry.id, ends[0].first.id, reason, LONGER, BY)


def _of(event: Happening, names: Names) -> frozenset[str]:
    """What an event may be an extension of: the names beside it, else, where it is of a term, its article's mission."""
    missions = names.missions(event.entry.revision)
    here = event.keys & missions
    return here or (missions if len(missions) == 1 and has("ends", event.around, "term") else event.keys)


def _stands(held: Obligation, event: Happening) -> bool:
    """Whether a term was told before the event's article, and had not ended when it happened."""
    told = [t.entry for t in held.told if t.entry.revision != event.entry.revision]
    ahead = event.last is not None and held.deadline is not None and event.last <= held.deadline
    return ahead and bool(told) and is_after(event.entry, told[0])


def _end(held: Obligation) -> str:
    return day(held.deadline) if held.deadline else "no stated day"


# --- ran out, or ended in time ---------------------------------------------------------------------------


def ended(held: Sequence[Obligation], happenings: Sequence[Happening]) -> Iterator[Judgement]:
    """That a term ran out, or that the mission ended by its day, where words say so of that mission and day."""
    groups = by_bearer(o for o in held if o.deadline and o.body.type in TERMS)
    for event in happenings:
        if event.body.factuality is not EventFactuality.HAPPENED or not event.first:
            continue
        lapsed, over = has("ends", event.trigger, "lapsed"), has("ends", event.trigger, "ended")
        if not (lapsed or over) or not has("ends", event.around, "term"):
            continue
        for key in sorted(event.keys):
            for term in (o for o in groups.get(("mission", key), ()) if _ended_then(o, event)):
                if lapsed:
                    reason = f"{quoted(event.entry)}: it ran out, on {_end(term)}"
                    yield Judgement(Verdict.LAPSES, event.entry.id, term.first.id, reason, RAN_OUT, BY)
                elif event.last and term.deadline and event.last <= term.deadline:
                    reason = f"{quoted(event.entry)}: ended on {days(event.first)}, by its day, {_end(term)}"
                    yield Judgement(Verdict.FULFILS, event.entry.id, term.first.id, reason, RAN_OUT, BY)


def _ended_then(held: Obligation, event: Happening) -> bool:
    if held.deadline is None or event.first is None or event.last is None or event.first.start is None:
        return False
    near = abs(event.last - held.deadline) <= NEAR and abs(event.first.start - held.deadline) <= NEAR
    return near and is_after(event.entry, held.first)


# --- ceilings --------------------------------------------------------------------------------------------


def ceilings(held: Iterable[Obligation]) -> Mapping[tuple[str, str, str], list[Obligation]]:
    """The ceilings of each mission or bearer that count one thing, in the order in which they came to stand."""
    found: dict[tuple[str, str, str], list[Obligation]] = defaultdict(list)
    caps = (o for o in held if o.cap is not None and o.body.type is CommitmentType.CEILING)
    for (kind, bearer), group in by_bearer(caps).items():
        for each in group:
            found[kind, bearer, _counted(each)].append(each)
    return {k: sorted(group, key=lambda o: (o.begun or date.max, o.first.id)) for k, group in sorted(found.items())}


def _counted(held: Obligation) -> str:
    """What a ceiling counts, those who are sent by any word for them as one."""
    return FORCES if held.body.counts is None or forces(held.body.counts) else held.body.counts.casefold()


def superseded(held: Iterable[Obligation]) -> Iterator[Judgement]:
    """That another ceiling took a ceiling's place, where words say that it was changed, and so as it was."""
    for group in ceilings(held).values():
        for a, b in pairwise(group):
            pairs = [(a, b), (b, a)] if a.begun == b.begun else [(a, b)]
            found = ((old, t) for old, new in pairs for t in new.told if _changes(t, old, tie=len(pairs) > 1))
            old, teller = next(found, (None, None))
            if old and teller and old.cap is not None and teller.body.cap is not None:
                verb = "lowers" if teller.body.cap < old.cap else "raises"
                reason = f"{quoted(teller.entry)} {verb} the ceiling from {old.cap:,f} to {teller.body.cap:,f}"
                yield Judgement(Verdict.SUPERSEDES, teller.entry.id, old.first.id, reason, CHANGED, BY)


def _changes(told: Told, old: Obligation, *, tie: bool) -> bool:
    """Whether a telling of a ceiling says that it is new; in a tie of days, its words must tell which came first."""
    if put_off(told) or told.body.cap is None or old.cap is None or not is_after(told.entry, old.first):
        return False
    around = " ".join(sentence(a) for a in told.entry.anchors)
    if has("changed", around, "lowered" if told.body.cap < old.cap else "raised"):
        return True
    return not tie and has("changed", around, "otherwise")


def exceeded(held: Iterable[Obligation], entries: Iterable[Entry], names: Names) -> Iterator[Judgement]:
    """That there were more than a ceiling allows while it stood, by figures of that mission that no other contests.

    A figure that names no mission is of the only one that its article names.
    """
    every = sorted(entries, key=lambda e: e.id)
    denied = {e.id for e in every if isinstance(e.body, Attribution) and _is_denial(e.body)}
    figures: dict[str, list[tuple[Entry, Figure]]] = defaultdict(list)
    for entry in every:
        if isinstance(entry.body, Figure) and _is_strength(entry, entry.body) and entry.body.within not in denied:
            for key in _whose(entry, entry.body, names):
                figures[key].append((entry, entry.body))
    for (kind, bearer, counted), group in ceilings(held).items():
        if kind == "mission" and counted == FORCES:
            for ceiling, following in zip(group, [*group[1:], None], strict=True):
                told = figures.get(bearer, [])
                over = (f for f in told if _over(f[1], ceiling, following) and not _contested(f, told, ceiling))
                yield from (_breach(entry, figure, ceiling) for entry, figure in over)


def _is_denial(said: Attribution) -> bool:
    return said.negated or said.factuality is not Factuality.ASSERTED


def _contested(figure: tuple[Entry, Figure], told: Iterable[tuple[Entry, Figure]], ceiling: Obligation) -> bool:
    """Whether another article has a strength within the ceiling at about the same time."""
    entry, body = figure
    return any(
        e.revision != entry.revision and _about(f, body) and ceiling.cap is not None and (_least(f) or 0) <= ceiling.cap
        for e, f in told
    )


def _about(one: Figure, other: Figure) -> bool:
    a, b = final(one.valid), final(other.valid)
    return a is not None and b is not None and abs(a - b) <= NEAR


def _is_strength(entry: Entry, figure: Figure) -> bool:
    sure = figure.quantity.modifier in FIRM and not figure.increment
    plain = not any(has("negation", " ".join(tokens(a.prefix)[-2:])) for a in entry.anchors)
    at_once = not any(tells_all(sentence(a)) for a in entry.anchors)
    return (
        sure and plain and at_once and figure.measure in STRENGTH and figure.valid is not None and forces(figure.counts)
    )


def _whose(entry: Entry, figure: Figure, names: Names) -> set[str]:
    """The missions that a figure can be of: the one it names, else the only one of its article."""
    named = [names.key(entry.revision, name) for name in (figure.mission, figure.subject)]
    mission = next((key for key in named if names.is_mission(entry.revision, key)), None)
    if mission:
        return {mission}
    only = names.missions(entry.revision)
    return set(only) if figure.mission is None and len(only) == 1 else set()


def _least(figure: Figure) -> Decimal | None:
    return figure.quantity.low if figure.quantity.low is not None else figure.quantity.value


def _over(figure: Figure, ceiling: Obligation, following: Obligation | None) -> bool:
    least, begun, when = _least(figure), ceiling.begun, figure.valid
    if least is None or ceiling.cap is None or begun is None or when is None or when.start is None:
        return False
    last, until = final(when), following.begun if following else None
    stood = when.start >= begun and last is not None and (until is None or last < until)
    more = least > ceiling.cap or (figure.quantity.modifier is Modifier.MORE_THAN and least >= ceiling.cap)
    return stood and more


def _breach(entry: Entry, figure: Figure, ceiling: Obligation) -> Judgement:
    when = days(figure.valid) if figure.valid else "an unknown day"
    reason = f"{figure.quantity.surface} {figure.counts} on {when}, over the ceiling of {ceiling.cap:,f}"
    return Judgement(Verdict.BREAKS, entry.id, ceiling.first.id, reason, OVER, BY)
