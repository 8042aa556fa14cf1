"""What became of commitments as words on record tell it: extended, fulfilled, broken, superseded, withdrawn, lapsed.

The first end of each judgement tells, the second is the commitment, by its earliest telling; that other articles tell
the same one is a judgement too. Nothing is judged unless the two are of one mission or bearer and share what they are
about, and the one that tells was published no earlier. That nothing is on record is no judgement: a question answers
it, asked of a record on a day.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator

from onrecord.model import Entry, Judgement
from onrecord.model.memory import Memory, number
from onrecord.reconcile.desk import Changes, Desk, Papers
from onrecord.reconcile.fates import events, meetings, places, standing, strengths
from onrecord.reconcile.fates.happenings import is_after
from onrecord.reconcile.fates.joining import Regrouped, regrouped
from onrecord.reconcile.fates.obligations import BY, same
from onrecord.reconcile.fates.promises import told_off
from onrecord.reconcile.fates.sight import Sight
from onrecord.reconcile.fates.words import about
from onrecord.reconcile.memory import Mind
from onrecord.reconcile.names import Names, Naming
from onrecord.reconcile.slots import Slots, surest

__all__ = ["BY", "about", "fates", "is_after", "update"]


def fates(entries: Iterable[Entry], judgements: Iterable[Judgement] = ()) -> Iterator[Judgement]:
    """Judgements on the commitments among some entries, each once; `judgements` tell which names are one.

    They depend on the entries and judgements alone, not on their order.
    """
    held = list(entries)
    changes = update(Papers(held, ()), Mind(), {e.revision for e in held}, Names(held, judgements))
    yield from (judgement for _, judgement in sorted(changes.told.items()))


def update(
    desk: Desk, memory: Memory, dirty: Collection[str], names: Naming, changed: Container[str] | None = None
) -> Changes:
    """What is told otherwise of commitments than before, after what changed in some revisions.

    `dirty` are the revisions whose entries or metadata changed, that came or went, or for which `names` answers
    otherwise; `changed` those of them that are not of the last sort alone, all where it is None. What all updates of
    one memory tell together is what one tells of all that stands.
    """
    sight, slots = Sight(desk, memory, names, changed), Slots(memory, BY, surest)
    revisions = sorted(dirty)
    happened = events.brought(sight, revisions)
    figures = strengths.brought(sight, revisions)
    owed = regrouped(sight, revisions)
    was = [place for root in sorted(owed.gone) if (place := places.placed(memory, root))]
    for root in sorted(owed.gone - owed.made):
        places.drop(memory, root)
    now = [places.keep(memory, root, sight.obligation(root)) for root in sorted(owed.made)]
    _tellings(sight, slots, owed)
    standing.moved(sight, slots, happened, [*was, *now])
    standing.changed(sight, slots, figures, was, now)
    meetings.met(sight, slots, happened, owed.gone, owed.made)
    return slots.changes()


def _tellings(sight: Sight, slots: Slots, owed: Regrouped) -> None:
    """Tell which tellings are of one commitment, and which of them that it was withdrawn."""
    for root in sorted(owed.gone | owed.made):
        held = [sight.obligation(root)] if root in owed.made else []
        told = (judgement for each in held for found in (same(each), told_off(each)) for judgement in found)
        slots.tell("telling", number(("fate members", root)), told)
