"""What becomes of terms and ceilings: a later end, another number, more than was allowed, the day it ran out."""

from __future__ import annotations

from datetime import timedelta

from onrecord.model import (
    CommitmentType,
    EventFactuality,
    Judgement,
    Verdict,
)
from onrecord.reconcile.fates.happenings import Happening, is_after
from onrecord.reconcile.fates.obligations import BY, TERMS, Obligation, Told, forces, part, put_off
from onrecord.reconcile.fates.words import day, days, has, quoted, sentence, words
from onrecord.reconcile.names import Naming

LONGER, CHANGED, RAN_OUT = 0.9, 0.85, 0.8
"""Scores of the grounds: an order, not yet measured."""
FORCES = "forces"
NEAR = timedelta(days=31)
"""How far from its day a term may be told to have ended."""


def bearers(held: Obligation) -> list[tuple[str, str]]:
    """The missions that a commitment is of, or who is bound by one of none."""
    return [("mission", m) for m in sorted(held.missions)] or [("actor", a) for a in sorted(held.actors)]


# --- extended --------------------------------------------------------------------------------------------


def extended(old: Obligation, new: Obligation, kind: str) -> Judgement | None:
    """That a term has a later end, where an article tells the next end after the first end was told.

    Of one mission; or, where no mission is named, of one bearer, in words of prolonging.
    """
    teller = next((t for t in new.told if _prolongs(t, old, by_words=kind == "actor")), None)
    if teller is None or old.deadline is None or new.deadline is None:
        return None
    reason = f"{quoted(teller.entry)} moves the end from {day(old.deadline)} to {day(new.deadline)}"
    return Judgement(Verdict.EXTENDS, teller.entry.id, old.first.id, reason, LONGER, BY)


def has_end(held: Obligation) -> bool:
    """Whether a commitment ends on a day that can be moved to a later one."""
    longer = any(t.body.type in TERMS or has("longer", words(t.entry)) for t in held.told)
    return longer and held.deadline is not None and not held.body.negated


def is_term(held: Obligation) -> bool:
    """Whether a commitment is a term with a day on which it ends."""
    return held.deadline is not None and held.body.type in TERMS


def _prolongs(told: Told, old: Obligation, *, by_words: bool) -> bool:
    if put_off(told) or not is_after(told.entry, old.first) or (part(told.entry) and not part(old.first)):
        return False
    plainly = told.body.type is CommitmentType.MANDATE and not by_words
    return plainly or "extend" in told.deeds or (has("longer", words(told.entry)) and bool(told.stems & old.stems))


def extended_then(event: Happening, standing: Obligation) -> Judgement | None:
    """That the term that stood was extended, where an extension of its mission happened."""
    if event.first is None:
        return None
    reason = f"{quoted(event.entry)}: extended on {days(event.first)}, before its end on {_end(standing)}"
    return Judgement(Verdict.EXTENDS, event.entry.id, standing.first.id, reason, LONGER, BY)


def extends(event: Happening, names: Naming) -> frozenset[str]:
    """The missions whose terms an event may have extended; none where it is no extension."""
    happened = event.body.factuality is EventFactuality.HAPPENED and event.last is not None
    return _of(event, names) if happened and "extend" in event.deeds else frozenset()


def _of(event: Happening, names: Naming) -> frozenset[str]:
    """What an event may be an extension of: the names beside it, else, where it is of a term, its article's mission."""
    missions = names.missions(event.entry.revision)
    here = event.keys & missions
    return here or (missions if len(missions) == 1 and has("ends", event.around, "term") else event.keys)


def stands(held: Obligation, event: Happening) -> bool:
    """Whether a term was told before the event's article, and had not ended when it happened."""
    told = [t.entry for t in held.told if t.entry.revision != event.entry.revision]
    ahead = event.last is not None and held.deadline is not None and event.last <= held.deadline
    return ahead and bool(told) and is_after(event.entry, told[0])


def _end(held: Obligation) -> str:
    return day(held.deadline) if held.deadline else "no stated day"


# --- ran out, or ended in time ---------------------------------------------------------------------------


def ends(event: Happening) -> bool:
    """Whether an event may tell that a term ran out or that its mission ended."""
    told = has("ends", event.trigger, "lapsed") or has("ends", event.trigger, "ended")
    return told and event.body.factuality is EventFactuality.HAPPENED and has("ends", event.around, "term")


def ended(held: Obligation, event: Happening) -> Judgement | None:
    """That a term ran out, or that the mission ended by its day, where words say so of that mission and day."""
    if not (is_term(held) and ends(event) and event.keys & held.missions and _ended_then(held, event)):
        return None
    if has("ends", event.trigger, "lapsed"):
        reason = f"{quoted(event.entry)}: it ran out, on {_end(held)}"
        return Judgement(Verdict.LAPSES, event.entry.id, held.first.id, reason, RAN_OUT, BY)
    if event.first and event.last and held.deadline and event.last <= held.deadline:
        reason = f"{quoted(event.entry)}: ended on {days(event.first)}, by its day, {_end(held)}"
        return Judgement(Verdict.FULFILS, event.entry.id, held.first.id, reason, RAN_OUT, BY)
    return None


def _ended_then(held: Obligation, event: Happening) -> bool:
    if held.deadline is None or event.first is None or event.last is None or event.first.start is None:
        return False
    near = abs(event.last - held.deadline) <= NEAR and abs(event.first.start - held.deadline) <= NEAR
    return near and is_after(event.entry, held.first)


# --- ceilings --------------------------------------------------------------------------------------------


def counted(held: Obligation) -> str:
    """What a ceiling counts, those who are sent by any word for them as one."""
    return FORCES if held.body.counts is None or forces(held.body.counts) else held.body.counts.casefold()


def superseded(a: Obligation, b: Obligation) -> Judgement | None:
    """That another ceiling took a ceiling's place, where words say that it was changed, and so as it was.

    The two are of one bearer and thing, and the second is the next to stand after the first.
    """
    pairs = [(a, b), (b, a)] if a.begun == b.begun else [(a, b)]
    found = ((old, t) for old, new in pairs for t in new.told if _changes(t, old, tie=len(pairs) > 1))
    old, teller = next(found, (None, None))
    if not (old and teller and old.cap is not None and teller.body.cap is not None):
        return None
    verb = "lowers" if teller.body.cap < old.cap else "raises"
    reason = f"{quoted(teller.entry)} {verb} the ceiling from {old.cap:,f} to {teller.body.cap:,f}"
    return Judgement(Verdict.SUPERSEDES, teller.entry.id, old.first.id, reason, CHANGED, BY)


def is_ceiling(held: Obligation) -> bool:
    """Whether a commitment is a ceiling with a number."""
    return held.cap is not None and held.body.type is CommitmentType.CEILING


def _changes(told: Told, old: Obligation, *, tie: bool) -> bool:
    """Whether a telling of a ceiling says that it is new; in a tie of days, its words must tell which came first."""
    if put_off(told) or told.body.cap is None or old.cap is None or not is_after(told.entry, old.first):
        return False
    around = " ".join(sentence(a) for a in told.entry.anchors)
    if has("changed", around, "lowered" if told.body.cap < old.cap else "raised"):
        return True
    return not tie and has("changed", around, "otherwise")
