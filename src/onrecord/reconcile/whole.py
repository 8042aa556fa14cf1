"""All judgements on a record's entries, in the order in which one rests on another: names, copies, fates, agreement."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Entry, Judgement, Revision
from onrecord.reconcile.agreement import BY as BY_AGREEMENT
from onrecord.reconcile.agreement import agreement
from onrecord.reconcile.copies import BY as BY_COPIES
from onrecord.reconcile.copies import copied_entries, reused
from onrecord.reconcile.entities import same_entities
from onrecord.reconcile.families import House
from onrecord.reconcile.fates import BY as BY_FATES
from onrecord.reconcile.fates import fates
from onrecord.reconcile.people import BY as BY_NAMES

MAKERS = (BY_NAMES, BY_COPIES, BY_FATES, BY_AGREEMENT)
"""Who judges, in the order in which they do."""


def judged(
    entries: Iterable[Entry],
    revisions: Iterable[Revision],
    given: Iterable[Judgement] = (),
    house: House | None = None,
) -> list[Judgement]:
    """What the program judges of some entries and the revisions that they rest on, each judgement once.

    `given` are the judgements of others that stand beside them, a person's above all; those of MAKERS among them are
    left out of account, as are those on entries that are not given. `house` tells the group that owns a publisher.
    It depends on what is given alone, not on its order: on the articles of some days, it is what was to be judged then.
    """
    told, texts = list(entries), list(revisions)
    here = {e.id for e in told}
    held = [j for j in given if j.by not in MAKERS and {j.a, j.b} <= here]
    found = [*same_entities(told), *copied_entries(reused(texts), told)]
    found += fates(told, [*held, *found])
    found += agreement(told, [*held, *found], texts, house)
    return found
