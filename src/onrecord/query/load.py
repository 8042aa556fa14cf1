"""The whole of a record as a View."""

from __future__ import annotations

from onrecord.query.view import View
from onrecord.reconcile import houses
from onrecord.record import Store, digest, packs_of


def load(store: Store) -> View:
    """What stands in a record, in the order of an export, with the export's digest."""
    revisions, packs = tuple(store.revisions()), packs_of(store)
    house = houses(packs)
    return View(
        revisions,
        tuple(store.entries()),
        tuple(store.findings()),
        digest(store),
        tuple(store.judgements()),
        tuple(p.name for p in packs),
        {r.id: told for r in revisions if (told := house(r))},
    )
