"""What became of commitments as words on record tell it: extended, fulfilled, broken, superseded, withdrawn, lapsed.

The first end of each judgement tells, the second is the commitment, by its earliest telling; that other articles tell
the same one is a judgement too. Nothing is judged unless the two are of one mission or bearer and share what they are
about, and the one that tells was published no earlier. That nothing is on record is no judgement: a question answers
it, asked of a record on a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from onrecord.model import Entry, Judgement
from onrecord.reconcile.fates import promises, terms
from onrecord.reconcile.fates.happenings import happenings, is_after
from onrecord.reconcile.fates.obligations import BY, obligations, same
from onrecord.reconcile.fates.words import about
from onrecord.reconcile.names import Names

__all__ = ["BY", "about", "fates", "is_after"]


def fates(entries: Iterable[Entry], judgements: Iterable[Judgement] = ()) -> Iterator[Judgement]:
    """Judgements on the commitments among some entries, each once; `judgements` tell which names are one.

    They depend on the entries and judgements alone, not on their order.
    """
    held = list(entries)
    names = Names(held, judgements)
    owed = obligations(held, names)
    events = happenings(held, names)
    extended = list(terms.extended(owed))
    revision = {e.id: e.revision for e in held}
    told = {(revision[j.a], j.b) for j in extended}
    found = chain(
        chain.from_iterable(map(same, owed)),
        extended,
        (j for j in terms.extended_by_event(owed, events, names) if (revision[j.a], j.b) not in told),
        terms.ended(owed, events),
        terms.superseded(owed),
        terms.exceeded(owed, held, names),
        promises.told_off(owed),
        promises.later_day(owed),
        promises.by_events(owed, events),
    )
    yield from {j.id: j for j in sorted(found, key=lambda j: (j.id, j.score, j.reason))}.values()
