"""Entities of different articles that are one, all judged at once; see `onrecord.reconcile.naming` for the grounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Entry, Judgement
from onrecord.reconcile.desk import Papers
from onrecord.reconcile.memory import Mind
from onrecord.reconcile.naming import judged_names


def same_entities(entries: Iterable[Entry]) -> Iterator[Judgement]:
    """Judgements that join the entities of one name, each with the next in the order of their ids, and such groups.

    People who may be one are told as unsure, and stay apart.

    They depend on the entries alone, not on their order.
    """
    told = list(entries)
    changes = judged_names(Papers(told, ()), Mind(), {e.revision for e in told})
    yield from (judgement for _, judgement in sorted(changes.told.items()))
