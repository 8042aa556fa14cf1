"""Groups of texts that copied entries join, straight or through others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from onrecord.model import joined
from onrecord.model.memory import Memory, number

STAGE = "copy group"

Pair = tuple[str, str]


def group(memory: Memory, revision: str) -> str | None:
    """The least id of the texts that copied entries join with a revision's; None where they join none with it."""
    return memory.note(STAGE, revision)


def regrouped(
    memory: Memory, tied: Collection[Pair], untied: Collection[Pair], ties: Callable[[str], Iterable[Pair]]
) -> set[str]:
    """Bring the groups up to date with ties that are new or gone; gives the texts whose group is another now.

    `ties` tells those that a text has now with what it copies. A group is looked through only where a tie of it is
    gone, or where it gets a lesser id; else its least id stands for it.
    """
    groups = {end: group(memory, end) for pair in (*tied, *untied) for end in pair}
    broken = {label for pair in untied for end in pair if (label := groups[end]) is not None}
    loose = {end for end, label in groups.items() if label is None}
    loose.update(*(_members(memory, label) for label in broken))
    places = {end: label for end, label in groups.items() if label is not None and end not in loose}
    links = [*tied, *(tie for text in loose for tie in ties(text))]
    now = joined((places.get(a, a), places.get(b, b)) for a, b in links)
    least = {together: min(together) for together in now.values()}
    labels = {place: least[now[place]] if place in now else None for place in loose.union(places.values())}
    moved = {text: label for text, label in labels.items() if text in loose}
    for place in labels.keys() - loose:
        if labels[place] != place:
            moved |= dict.fromkeys(_members(memory, place), labels[place])
    return {text for text, label in moved.items() if _regroup(memory, text, label)}


def _members(memory: Memory, label: str) -> list[str]:
    return memory.parts(number((STAGE, label)))


def _regroup(memory: Memory, revision: str, label: str | None) -> bool:
    if label == group(memory, revision):
        return False
    if label is None:
        memory.drop(STAGE, revision)
    else:
        memory.put(STAGE, revision, [((STAGE, label), 0)], label)
    return True
