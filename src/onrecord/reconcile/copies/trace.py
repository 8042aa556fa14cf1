"""From revisions that changed to the copies that may have: texts, pairs, paths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.reconcile.copies.pairs import Pairing
from onrecord.reconcile.copies.paths import Paths
from onrecord.reconcile.copies.texts import Library, settled


@dataclass(frozen=True, slots=True)
class Traced:
    """`texts` are new, changed or gone; `copies` may be copied from others than before; `compared` counts pairs."""

    texts: frozenset[str]
    copies: frozenset[str]
    compared: int


def traced(library: Library, dirty: Iterable[str]) -> Traced:
    """Bring what is remembered of texts, of their pairs and of the paths up to date with some revisions."""
    turned = settled(library, dirty)
    pairing = Pairing(library, turned)
    copies = Paths(library.memory).update(pairing.done())
    return Traced(frozenset(turned.texts), frozenset(copies), pairing.compared)
