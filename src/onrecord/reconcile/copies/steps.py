"""Copies of a record that knows nothing of them yet, in steps that may be others' each, in ranges or as a whole.

Words are found, range by range; where all lie there, texts are taken in, and who is to be compared with whom is found;
those pairs are compared, range by range; the paths that words took are found by all of them; copies are told, range by
range; and in the end texts are grouped. All together leave what `anew` leaves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from onrecord.model.memory import Memory
from onrecord.reconcile.copies import trace
from onrecord.reconcile.copies.anew import Anew, compare
from onrecord.reconcile.copies.edges import Edges
from onrecord.reconcile.copies.groups import regrouped
from onrecord.reconcile.copies.pairs import Pairing
from onrecord.reconcile.copies.paths import Paths
from onrecord.reconcile.copies.spilled import Laid, lay
from onrecord.reconcile.copies.texts import Library, Turned
from onrecord.reconcile.copies.words import words
from onrecord.reconcile.desk import Changes, Desk
from onrecord.reconcile.ranges import Bits, left, packed, unpacked
from onrecord.reconcile.slots import NOBODY

MET, TOUCHED, TIED = "texts met", "copies touched", "copies tied"
"""Stages of what is left aside for another step: who is to be compared with whom, range by range; the texts that may be
copied, by number; copies with what they are tied to."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that lie on a desk, with the memory that has been taking them in, and their words."""

    desk: Desk
    memory: Memory
    laid: Laid

    def library(self) -> Library:
        """All of that in use."""
        return Library(self.desk, self.memory, self.laid)


def find_words(desk: Desk, aside: Memory, revisions: Iterable[str]) -> None:
    """Find the words of some texts, and lay them aside."""
    for revision in filter(None, map(desk.revision, revisions)):
        lay(aside, words(revision))


def meet_texts(texts: Texts, aside: Memory, revisions: Iterable[str], ranges: Sequence[range]) -> None:
    """Take in all texts, and leave aside who is to be compared with whom, by the range that the first is in."""
    texts.memory.write(trace.STAGE, NOBODY, b"")
    with texts.library() as library:
        bits = Bits(aside, MET, ranges)
        for one, other in Anew(library).met(revisions):
            bits.leave(np.minimum(one, other), np.maximum(one, other))


def compare_texts(texts: Texts, memory: Memory, met: Memory, aside: Memory, numbers: range) -> None:
    """Compare the texts that met in a range, as `meet_texts` left it; it is left aside which may be copied."""
    with texts.library() as library:
        pairing = Pairing(library, Turned(), memory)
        for one, other in left(met, MET, numbers):
            compare(pairing, one, other)
        touched = sorted(map(texts.memory.serial, pairing.touched))
    aside.write(TOUCHED, NOBODY, array("q", touched).tobytes())


def trace_paths(memory: Memory, aside: Memory, compared: Iterable[Memory]) -> None:
    """Find the paths by all pairs, which the memory has; which texts may be copied was left in some, and is left."""
    touched = {memory.named(who) for each in compared for who in array("q", each.sheet(TOUCHED, NOBODY) or b"")}
    copies = sorted(map(memory.serial, Paths(memory).update(touched)))
    aside.write(TOUCHED, NOBODY, array("q", copies).tobytes())


def tell_copies(
    texts: Texts, memory: Memory, pairs: Memory, traced: Memory, aside: Memory, numbers: range
) -> Iterator[Changes]:
    """Tell of the copies in a range, as `trace_paths` left them; it is left aside what ties texts together."""
    copies = [texts.memory.named(who) for who in array("q", traced.sheet(TOUCHED, NOBODY) or b"") if who in numbers]
    with texts.library() as library:
        edges = Edges(library, pairs, memory)
        yield from edges.chosen(copies)
    tied = np.array([[texts.memory.serial(end) for end in tie] for tie in sorted(edges.tied)], dtype=np.int64)
    aside.write(TIED, NOBODY, packed(*tied.reshape(-1, 2).T))


def group_texts(memory: Memory, told: Iterable[Memory]) -> None:
    """Group texts by all that ties them together, as `tell_copies` left it."""
    both = (zip(*(ends.tolist() for ends in unpacked(each.sheet(TIED, NOBODY))), strict=True) for each in told)
    ties = [(memory.named(copy), memory.named(origin)) for copy, origin in chain.from_iterable(both)]
    regrouped(memory, ties, (), lambda _: ())
