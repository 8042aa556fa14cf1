"""What the reader sees below the level of entries: read again, since a record does not keep it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Anchor, NumberKind, NumberReading, Revision
from onrecord.record import Store, codec
from onrecord.run import pipeline
from onrecord.run.stages import Stages

NO_QUANTITY = frozenset({NumberKind.DATE, NumberKind.NAME, NumberKind.ORDINAL})
"""Kinds of number that say how many of nothing."""


def quantities(store: Store, stages: Stages | None = None) -> Iterator[str]:
    """A line for every quantity in the articles, those that are no figure (durations, ages, money) among them."""
    reader = (stages or pipeline.default_stages()).reader()
    for revision in store.revisions():
        for number in sorted(reader.read(revision).numbers, key=lambda n: (n.start, n.end)):
            if number.kind not in NO_QUANTITY:
                yield _line(revision, number)


def _line(revision: Revision, number: NumberReading) -> str:
    anchor = Anchor.of(revision.text, number.start, number.end)
    return codec.encode(
        {
            "kind": codec.QUANTITY,
            "article": revision.id,
            "anchors": [{"start": anchor.start, "end": anchor.end, "exact": anchor.exact}],
            "type": number.kind.value,
            "quantity": codec.plain(number.quantity),
            "counts": number.counts,
        }
    )
