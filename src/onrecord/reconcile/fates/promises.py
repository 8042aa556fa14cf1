"""What becomes of promises: done by the day, done late, done though vowed not to be, put off, called off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from onrecord.model import CommitmentType, Dating, EventFactuality, Judgement, Verdict
from onrecord.reconcile.fates.happenings import Happening, is_after
from onrecord.reconcile.fates.obligations import BY, Obligation, Told, put_off
from onrecord.reconcile.fates.words import NUMBER, day, days, does, has, quoted, sentence, words

DONE, LATE, AGAINST, TOLD_OFF, LATER = 0.75, 0.7, 0.65, 0.85, 0.75
"""Scores of the grounds: an order, not yet measured."""
CLAIMED = 0.2
"""What the score loses where only a source asserts that it was done."""
SHARED, COVERED = 2, 0.5
"""How much of what a promise is about its fulfilment shares at least: so many stems or names, and this part."""
FIRM = frozenset({Dating.WORDS, Dating.CONTEXT, Dating.SAID})
"""What the date of an event rests on where it is held against a deadline."""
HELD = frozenset({EventFactuality.HAPPENED, EventFactuality.CLAIMED})

Denied = Callable[[frozenset[str], frozenset[str]], bool]


def told_off(held: Obligation) -> Iterator[Judgement]:
    """That a commitment was withdrawn, where a later telling of it says so itself."""
    standing = next((t for t in held.told if not put_off(t)), None)
    for told in held.told if standing else ():
        if standing and put_off(told) and is_after(told.entry, standing.entry):
            reason = f"{quoted(told.entry)} tells it as withdrawn"
            yield Judgement(Verdict.WITHDRAWS, told.entry.id, standing.entry.id, reason, TOLD_OFF, BY)


def can_be_put_off(held: Obligation) -> bool:
    """Whether a commitment is a promise for a day."""
    kinds = {CommitmentType.CEILING, CommitmentType.MANDATE}
    return held.deadline is not None and held.body.type not in kinds and not held.body.negated


def later_day(one: Obligation, other: Obligation) -> Judgement | None:
    """That a promise was put off, where its bearer promises the same thing for a later day."""
    old, new = sorted((one, other), key=lambda o: o.deadline or date.max)
    if not (old.actors & new.actors and can_be_put_off(old) and can_be_put_off(new) and _one_thing(old, new)):
        return None
    if old.deadline is None or new.deadline is None or old.deadline >= new.deadline:
        return None
    reason = f"{quoted(new.first)} puts it off from {day(old.deadline)} to {day(new.deadline)}"
    return Judgement(Verdict.WITHDRAWS, new.first.id, old.first.id, reason, LATER, BY)


def _one_thing(old: Obligation, new: Obligation) -> bool:
    """Whether the later day is told of the same deed and thing, in words of delay or beside the earlier day."""
    shared = old.stems & new.stems
    alike = bool(old.deeds & new.deeds) or does(new.deeds, old.deeds) or does(old.deeds, new.deeds)
    covered = len(shared) >= max(SHARED, COVERED * min(len(old.stems), len(new.stems)))
    beside = {t.entry.revision for t in new.told} & {t.entry.revision for t in old.told}
    told = bool(beside) or any(has("delayed", sentence(a)) for t in new.told for a in t.entry.anchors)
    return alike and covered and told and "extend" not in new.deeds and is_after(new.first, old.first)


# --- events ----------------------------------------------------------------------------------------------


def fate(held: Obligation, event: Happening, is_denied: Denied) -> Judgement | None:
    """What an event tells of a promise: done, late or in time; done though vowed not to be; called off.

    None where it tells nothing sure. `is_denied` tells whether an event is on record that is denied, is one of some
    deeds and is about one of some stems.
    """
    shared = held.stems & event.stems
    told = any(_covers(event, t) for t in held.told) and not any(_within(event, t) for t in held.told)
    met = len(shared) + len(event.keys & (held.actors | held.missions)) >= SHARED
    if event.body.factuality not in HELD or not (shared and met and told) or not is_after(event.entry, held.first):
        return None
    if has("ends", event.trigger, "cancelled") and not does(event.deeds, held.deeds):
        return _called_off(held, event) if shared - event.named else None
    if not does(event.deeds, held.deeds) or not _since(held, event):
        return None
    if held.body.negated:
        sure = event.body.factuality is EventFactuality.HAPPENED and not is_denied(event.deeds, shared)
        return _against(held, event) if sure else None
    return _done(held, event)


def _within(event: Happening, told: Told) -> bool:
    """Whether the event is told in the promise's own words."""
    inside = (a.start <= e.start and e.end <= a.end for a in told.entry.anchors for e in event.entry.anchors)
    return event.entry.revision == told.entry.revision and any(inside)


def _covers(event: Happening, told: Told) -> bool:
    """Whether an event is about most of what a promise is about, and not about a part of it alone."""
    shared = told.stems & event.stems
    if not shared or len(shared) < COVERED * len(told.stems):
        return False
    parts = NUMBER.findall(event.around)
    promised = f"{words(told.entry)} {told.body.action}"
    whole = has("part", promised) or not has("part", event.around)
    return whole and all(p in promised for p in parts)


def _since(held: Obligation, event: Happening) -> bool:
    """Whether it may have been done after the promise was first on record; of what was vowed not to be, surely."""
    if event.first is None or event.first.start is None or event.last is None or held.begun is None:
        return False
    return (event.first.start if held.body.negated else event.last) >= held.begun


def _called_off(held: Obligation, event: Happening) -> Judgement | None:
    if event.body.factuality is not EventFactuality.HAPPENED or event.entry.revision == held.first.revision:
        return None
    reason = f"{quoted(event.entry)}: called off"
    return Judgement(Verdict.WITHDRAWS, event.entry.id, held.first.id, reason, LATE, BY)


def _against(held: Obligation, event: Happening) -> Judgement:
    when = days(event.first) if event.first else "an unknown day"
    reason = f"{quoted(event.entry)}: done on {when}, though it was not to be"
    return Judgement(Verdict.BREAKS, event.entry.id, held.first.id, reason, AGAINST, BY)


def _done(held: Obligation, event: Happening) -> Judgement | None:
    """In time, or late where words tell the day; None for what may be either, and for what has no end."""
    if event.first is None or event.first.start is None or event.last is None:
        return None
    less = CLAIMED if event.body.factuality is EventFactuality.CLAIMED else 0
    what = f"{quoted(event.entry)}: done on {days(event.first)}"
    if held.deadline is None or event.last <= held.deadline:
        by = f", by the day that was set, {day(held.deadline)}" if held.deadline else ", as promised"
        return Judgement(Verdict.FULFILS, event.entry.id, held.first.id, what + by, DONE - less, BY)
    if event.first.start > held.deadline and event.body.dating in FIRM:
        late = f", {_late((event.first.start - held.deadline).days)} after the day that was set, {day(held.deadline)}"
        return Judgement(Verdict.BREAKS, event.entry.id, held.first.id, what + late, LATE - less, BY)
    return None


def _late(many: int) -> str:
    return f"{many:,} day{'' if many == 1 else 's'}"
