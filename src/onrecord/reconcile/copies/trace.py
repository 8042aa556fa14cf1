"""From revisions that changed to the copies that may have: texts, pairs, paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reconcile.copies.anew import Anew
from onrecord.reconcile.copies.pairs import Pairing
from onrecord.reconcile.copies.paths import Paths
from onrecord.reconcile.copies.texts import Library, settled
from onrecord.reconcile.slots import NOBODY

STAGE = "copies"
"""Whose sheet tells that copies were looked for before."""


@dataclass(frozen=True, slots=True)
class Traced:
    """`texts` are new, changed or gone; `copies` may be copied from others than before; `compared` counts pairs."""

    texts: frozenset[str]
    copies: frozenset[str]
    compared: int


def traced(library: Library, dirty: Sequence[str]) -> Traced:
    """Bring what is remembered of texts, of their pairs and of the paths up to date with some revisions."""
    if library.memory.sheet(STAGE, NOBODY) is None:
        library.memory.write(STAGE, NOBODY, b"")
        anew = Anew(library)
        copies = Paths(library.memory).update(anew.done(dirty))
        return Traced(frozenset(dirty), frozenset(copies), anew.compared)
    turned = settled(library, dirty)
    pairing = Pairing(library, turned)
    copies = Paths(library.memory).update(pairing.done())
    return Traced(frozenset(turned.texts), frozenset(copies), pairing.compared)
