"""Where what is on record agrees, was revised, or cannot all be so: figures, statements, quotations.

Compared only where comparable; each judgement says on what grounds, and how sure. Nothing is decided by it: no entry is
retired, and who reads them judges. Comparisons go by keys, never all with all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Entry, Judgement, Revision
from onrecord.reconcile.agreement.figures import figures
from onrecord.reconcile.agreement.making import BY
from onrecord.reconcile.agreement.origins import Origins, parted
from onrecord.reconcile.agreement.quotations import quotations
from onrecord.reconcile.agreement.statements import statements
from onrecord.reconcile.families import House
from onrecord.reconcile.names import Names

__all__ = ["BY", "Origins", "agreement", "parted"]


def agreement(
    entries: Iterable[Entry],
    judgements: Iterable[Judgement],
    revisions: Iterable[Revision],
    house: House | None = None,
) -> Iterator[Judgement]:
    """Judgements between entries, each once; `judgements` tell which names are one and which texts are copies.

    `house` tells the group that owns a text's publisher: two of one group are no two sources.
    They depend on what is given alone, not on its order.
    """
    held = sorted(entries, key=lambda e: e.id)
    made = sorted(judgements, key=lambda j: j.id)
    origins = Origins.of(held, made, sorted(revisions, key=lambda r: r.id), Names(held, made), house)
    found = [*figures(held, origins), *quotations(held, origins), *statements(held, origins)]
    yield from {j.id: j for j in sorted(found, key=lambda j: (j.id, j.score, j.reason))}.values()
