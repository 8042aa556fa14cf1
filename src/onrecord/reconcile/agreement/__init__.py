"""Where what is on record agrees, was revised, or cannot all be so: figures, statements, quotations.

Compared only where comparable; each judgement says on what grounds, and how sure. Nothing is decided by it: no entry is
retired, and who reads them judges. Comparisons go by keys, never all with all.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain

from onrecord.model import Entry, Judgement, Revision
from onrecord.model.memory import Memory
from onrecord.reconcile.agreement.blocks import Compared
from onrecord.reconcile.agreement.counts import Count
from onrecord.reconcile.agreement.figures import Figures
from onrecord.reconcile.agreement.first import First, Meeting, told_of
from onrecord.reconcile.agreement.making import BY
from onrecord.reconcile.agreement.origins import Origins, parted
from onrecord.reconcile.agreement.quotations import Quotations, Quoted
from onrecord.reconcile.agreement.tensions import Tensions
from onrecord.reconcile.agreement.weighing import PAIR, WITHIN, Sketches, Weighing
from onrecord.reconcile.desk import Changes, Desk, Papers
from onrecord.reconcile.families import House
from onrecord.reconcile.heap import ROOM
from onrecord.reconcile.memory import Mind
from onrecord.reconcile.names import Names
from onrecord.reconcile.slots import Slots, Told, surest

__all__ = [
    "BY",
    "Agreeing",
    "Left",
    "Origins",
    "agreement",
    "anew",
    "meet",
    "parted",
    "take",
    "taken",
    "update",
    "weighed",
]


Left = tuple[Memory, Sequence[str]]
"""A portion of revisions that was taken in by others, and the memory in which they left it."""


class Agreeing(StrEnum):
    """What agreement compares apart: of two of these, neither asks what the other tells."""

    FIGURES = "figures"
    QUOTATIONS = "quotations"
    CLAIMS = "claims"


def update(
    desk: Desk, memory: Memory, dirty: Iterable[str], origins: Origins, changed: Container[str] | None = None
) -> Changes:
    """Judge again what the figures, statements and quotations of some revisions touch, and nothing else.

    `dirty` are those whose entries, names or copies have changed, which came or which went, since the memory was last
    brought up to date; `changed` has those of them of which more changed than names and copies, None where that may be
    any. What is told in the end depends on what stands alone, not on how it came to stand.
    """
    found = Changes()
    for each in anew(desk, memory, [dirty], origins, changed=changed):
        found.follow(each)
    return found


def anew(
    desk: Desk,
    memory: Memory,
    portions: Iterable[Iterable[str]],
    origins: Origins,
    parts: Collection[Agreeing] = tuple(Agreeing),
    changed: Container[str] | None = None,
) -> Iterator[Changes]:
    """The changes of one `update` of all revisions, each in one portion, bit by bit, as far as some parts go.

    What is told later holds. Where parts are judged apart, in memories of their own, of what both tell the surest does.
    """
    slots = Slots(memory, BY, _best)
    first = slots.is_first
    wanted = _first(desk, memory, origins, parts) if first else _further(desk, memory, origins, parts, changed)
    for portion in portions:
        for revision in sorted(set(portion)):
            for each in wanted:
                each.take_in(revision)
        yield slots.changes()
    yield from _told(slots, chain.from_iterable(each.told() for each in wanted))


def take(
    desk: Desk, memory: Memory, portions: Iterable[Sequence[str]], origins: Origins, parts: Collection[Agreeing]
) -> None:
    """The first step of `anew` for some portions: what it takes in is left in the memory, which knows nothing yet."""
    wanted = _first(desk, memory, origins, parts, sys.maxsize)
    for portion in portions:
        for each in wanted:
            for revision in sorted(portion):
                each.take_in(revision)
            each.leave(portion[0])


def taken(
    desk: Desk, memory: Memory, left: Iterable[Left], origins: Origins, parts: Collection[Agreeing]
) -> Iterator[Changes]:
    """The changes of one `update` of all revisions, which others took in: what they left, and of which portion."""
    slots = Slots(memory, BY, _best)
    wanted = _first(desk, memory, origins, parts)
    for other, portion in left:
        for each in wanted:
            each.take_over(other, portion[0], portion)
    yield from _told(slots, chain.from_iterable(each.told() for each in wanted))


def meet(memory: Memory, aside: Memory, left: Iterable[Left], ranges: Sequence[range]) -> None:
    """The second step for claims, which others took in: who meets whom is left aside, by ranges of articles."""
    meeting = Meeting(memory)
    for other, portion in left:
        meeting.take_over(other, portion[0], portion)
    meeting.leave_met(aside, ranges)


def weighed(
    desk: Desk, memory: Memory, met: Memory, aside: Memory, origins: Origins, articles: range
) -> Iterator[Changes]:
    """The third step for claims of a range of articles: what is judged of who met whom, as `meet` left it."""
    slots = Slots(memory, BY, _best)
    weighing = Weighing(origins, desk, Sketches(met), memory, is_first=True)
    yield from _told(slots, told_of(weighing, met, aside, articles))


def _first(
    desk: Desk, memory: Memory, origins: Origins, parts: Collection[Agreeing], room: int = ROOM
) -> list[Compared[Count] | Compared[Quoted] | First]:
    compared: dict[Agreeing, Compared[Count] | Compared[Quoted] | First] = {
        Agreeing.FIGURES: Compared(Figures(origins), desk, memory, is_first=True, room=room),
        Agreeing.QUOTATIONS: Compared(Quotations(origins), desk, memory, is_first=True, room=room),
        Agreeing.CLAIMS: First(origins, desk, memory, room),
    }
    return [each for part, each in compared.items() if part in parts]


def _further(
    desk: Desk, memory: Memory, origins: Origins, parts: Collection[Agreeing], changed: Container[str] | None
) -> list[Compared[Count] | Compared[Quoted] | Tensions]:
    compared: dict[Agreeing, Compared[Count] | Compared[Quoted] | Tensions] = {
        Agreeing.FIGURES: Compared(Figures(origins), desk, memory, is_first=False),
        Agreeing.QUOTATIONS: Compared(Quotations(origins), desk, memory, is_first=False),
        Agreeing.CLAIMS: Tensions(origins, desk, memory, changed),
    }
    return [each for part, each in compared.items() if part in parts]


def _told(slots: Slots, told: Iterable[Told]) -> Iterator[Changes]:
    for ground, block, judgements in told:
        slots.tell(ground, block, judgements)
        if slots.has_many:
            yield slots.changes()
    yield slots.changes()


def _best(told: Sequence[tuple[str, Judgement]]) -> Iterable[Judgement]:
    """Of two claims the surest judgement alone; of figures and quotations each."""
    claims = [j for ground, j in told if ground in {PAIR, WITHIN}]
    others = [t for t in told if t[0] not in {PAIR, WITHIN}]
    best = sorted(claims, key=lambda j: (-j.score, j.reason, j.id))[:1]
    return surest([*others, *(("claims", j) for j in best)])


def agreement(
    entries: Iterable[Entry],
    judgements: Iterable[Judgement],
    revisions: Iterable[Revision],
    house: House | None = None,
) -> list[Judgement]:
    """Judgements between entries, each once; `judgements` tell which names are one and which texts are copies.

    `house` tells the group that owns a text's publisher: two of one group are no two sources.
    They depend on what is given alone, not on its order.
    """
    held, texts, made = list(entries), list(revisions), list(judgements)
    origins = Origins.of(held, made, texts, Names(held, made), house)
    told = update(Papers(held, texts), Mind(), {e.revision for e in held}, origins).told
    return [told[i] for i in sorted(told)]
