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

    `ties` tells all that a text has now. A group is looked through only where a tie of it is gone.
    """
    broken = {group(memory, end) for pair in untied for end in pair}
    ends = {end for pair in (*tied, *untied) for end in pair}
    met = {label for end in ends if (label := group(memory, end)) is not None}
    members = {label: memory.parts(number((STAGE, label))) for label in met}
    links = list(tied)
    for label, held in members.items():
        links += [t for m in held for t in ties(m)] if label in broken else [(m, label) for m in held]
    now = joined(links)
    return {m for m in ends.union(*members.values()) if _regroup(memory, m, now.get(m, frozenset((m,))))}


def _regroup(memory: Memory, revision: str, members: frozenset[str]) -> bool:
    label = min(members) if len(members) > 1 else None
    if label == group(memory, revision):
        return False
    if label is None:
        memory.drop(STAGE, revision)
    else:
        memory.put(STAGE, revision, [((STAGE, label), 0)], label)
    return True
