"""Entities of different articles that are one, as far as their names and what stands beside them tell.

Grounds, from sure to less so: one name; a place's name in two spellings of its vowels; an operation's name without
"Operation"; a body's name without its country's adjective ("the Rhenish Water Corps", "the Water Corps"); and, for a
coalition, "the international coalition" where only one coalition is otherwise told of beside the same enemy and place;
for a country's war or mission against somebody, the one operation that articles about both name.
A surname alone, initials that an article does not explain, and what has no name ("the ministry") join nothing; of
people, what a person should look at is told as unsure (`onrecord.reconcile.people`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model import Judgement
from onrecord.model.memory import Memory
from onrecord.reconcile.desk import Changes, Desk
from onrecord.reconcile.naming.calling import settled
from onrecord.reconcile.naming.links import Links
from onrecord.reconcile.naming.lookup import Lookup, forget_asks, renamed_articles
from onrecord.reconcile.naming.surnames import ask_surnames
from onrecord.reconcile.naming.taking import Taken, taken
from onrecord.reconcile.people import BY
from onrecord.reconcile.slots import Slots, surest

__all__ = ["Lookup", "judged_names", "update"]


def update(
    desk: Desk, memory: Memory, dirty: Iterable[str], decisions: Sequence[Judgement]
) -> tuple[Changes, set[str]]:
    """Judge who and what is one again where some revisions changed.

    Gives what is told now and was not, or is told no more, and the revisions for which an answer that a Lookup
    remembers has changed. `decisions` are all judgements of others that stand, a person's above all; those on
    entities are kept to.
    """
    changed = set(dirty)
    for revision in changed:
        if desk.revision(revision) is None:
            forget_asks(memory, revision)
    found, links, changes = _judged(desk, memory, changed)
    return changes, renamed_articles(memory, settled(memory, found, links, decisions))


def judged_names(desk: Desk, memory: Memory, dirty: Iterable[str]) -> Changes:
    """The changes of `update` where nobody asks what names are called by."""
    return _judged(desk, memory, dirty)[2]


def _judged(desk: Desk, memory: Memory, dirty: Iterable[str]) -> tuple[Taken, Changes, Changes]:
    """What was taken in, what changed of the links between keys and of people, and all that changed."""
    found, slots = taken(desk, memory, dirty), Slots(memory, BY, surest)
    Links(memory, slots).ask(found.groups, found.countries)
    ask_surnames(memory, slots, found.surnames)
    links, changes = slots.changes(), Changes()
    for each in (found.chains, links):
        for identity in each.gone:
            changes.withdraw(identity)
    for each in (found.chains, links):
        for judgement in each.told.values():
            changes.tell(judgement)
    return found, links, changes
