"""The whole of a record as a View."""

from __future__ import annotations

from onrecord.query.view import View
from onrecord.record import Store, digest, packs_of


def load(store: Store) -> View:
    """What stands in a record, in the order of an export, with the export's digest."""
    return View(
        tuple(store.revisions()),
        tuple(store.entries()),
        tuple(store.findings()),
        digest(store),
        tuple(store.judgements()),
        tuple(p.name for p in packs_of(store)),
    )
