"""Figures that agree, revise or contradict each other, or differ without a conflict; each with the reason.

Only figures of one thing, measure, subject and place are compared, those of one time alone for a conflict, and one
speaker in one article never contradicts itself. Of each group that tells one number, the earliest telling stands for
the rest, so that a number told a hundred times makes a hundred judgements and not five thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from onrecord.model import Entry, Judgement
from onrecord.model.memory import Key, Posting
from onrecord.reconcile.agreement.beside import RELATIVES, denied, measures, parts
from onrecord.reconcile.agreement.clashes import clashes, undated
from onrecord.reconcile.agreement.counts import Count, counted, order
from onrecord.reconcile.agreement.lines import edited, later
from onrecord.reconcile.agreement.origins import Origins
from onrecord.reconcile.agreement.retold import grouped, retold

BLOCK, EDITED, MEASURES = "figures", "figures edited", "figures measured"
"""Kinds of key: what is counted of whom; the same in one article; a ceiling's or strength's subject."""


class Figures:
    """What figures have to do with each other, a block of them at a time."""

    stage, posting, pairs = "figures", Posting(7), None
    parts = msgspec.msgpack.Decoder(Count)

    def __init__(self, origins: Origins) -> None:
        """Compare by what entries go back to."""
        self._origins = origins

    def made(self, entries: Iterable[Entry]) -> Iterator[Count]:
        """The figures that are compared."""
        return (c for e in entries if (c := counted(e, self._origins)) is not None)

    def keys(self, held: Count) -> Iterator[Key]:
        """What it shares with those that it is compared with."""
        for name in {held.subject, held.mission} - {None} or {f"in {held.whence.revision}"}:
            yield BLOCK, *held.thing, str(name)
        yield EDITED, held.whence.article, *held.thing
        if held.body.measure in RELATIVES and held.subject is not None and not held.denied:
            for name in {held.subject, held.mission} - {None}:
                yield MEASURES, str(name), *held.thing[1:]

    def judged(self, kind: str, block: Sequence[Count]) -> Iterator[Judgement]:
        """Judgements between the figures of a block of a kind of key."""
        told = sorted(block, key=order)
        if kind == EDITED:
            yield from edited(told)
        elif kind == MEASURES:
            yield from measures(told)
        elif kind == BLOCK:
            stated = [c for c in told if not c.denied]
            groups = grouped(stated)
            yield from retold(groups)
            yield from clashes(groups)
            yield from undated(stated)
            yield from later(groups)
            yield from parts(stated)
            yield from denied(told)
