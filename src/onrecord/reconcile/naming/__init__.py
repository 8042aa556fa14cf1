"""Entities of different articles that are one, as far as their names and what stands beside them tell.

Grounds, from sure to less so: one name; a place's name in two spellings of its vowels; an operation's name without
"Operation"; a body's name without its country's adjective ("the Rhenish Water Corps", "the Water Corps"); and, for a
coalition, "the international coalition" where only one coalition is otherwise told of beside the same enemy and place;
for a country's war or mission against somebody, the one operation that articles about both name.
A surname alone, initials that an article does not explain, and what has no name ("the ministry") join nothing; of
people, what a person should look at is told as unsure (`onrecord.reconcile.people`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Judgement
from onrecord.model.memory import Memory
from onrecord.reconcile.desk import Changes, Desk
from onrecord.reconcile.naming.anew import Anew
from onrecord.reconcile.naming.calling import settled
from onrecord.reconcile.naming.links import Links
from onrecord.reconcile.naming.lookup import Lookup, forget_asks, renamed_articles, unite_asks
from onrecord.reconcile.naming.surnames import ask_surnames
from onrecord.reconcile.naming.taking import taken
from onrecord.reconcile.people import BY
from onrecord.reconcile.slots import Slots, surest

__all__ = ["Lookup", "anew", "judged_names", "take_names", "taken_names", "unite_asks", "update"]


def update(
    desk: Desk, memory: Memory, dirty: Iterable[str], decisions: Sequence[Judgement]
) -> tuple[Changes, set[str]]:
    """Judge who and what is one again where some revisions changed.

    Gives what is told now and was not, or is told no more, and the revisions for which an answer that a Lookup
    remembers has changed. `decisions` are all judgements of others that stand, a person's above all; those on
    entities are kept to.
    """
    changed, slots = set(dirty), Slots(memory, BY, surest)
    if slots.is_first:
        return _merged(_anew(desk, memory, slots, [changed], decisions)), set()
    for revision in changed:
        if desk.revision(revision) is None:
            forget_asks(memory, revision)
    found = taken(desk, memory, changed)
    Links(memory, slots).ask(found.groups, found.countries)
    ask_surnames(memory, slots, found.surnames)
    links = slots.changes()
    return _merged([found.chains, links]), renamed_articles(memory, settled(memory, found, links, decisions))


def anew(
    desk: Desk, memory: Memory, portions: Iterable[Iterable[str]], decisions: Sequence[Judgement]
) -> Iterator[Changes]:
    """The changes of one `update` of all revisions, each in one portion, bit by bit; the memory has nothing yet."""
    return _anew(desk, memory, Slots(memory, BY, surest), portions, decisions)


def judged_names(desk: Desk, memory: Memory, revisions: Iterable[str]) -> Changes:
    """The changes of one `update` of all revisions where nobody asks what names are called by."""
    return _merged(_anew(desk, memory, Slots(memory, BY, surest), [revisions], None))


def _anew(
    desk: Desk,
    memory: Memory,
    slots: Slots,
    portions: Iterable[Iterable[str]],
    decisions: Sequence[Judgement] | None,
) -> Iterator[Changes]:
    names = Anew(memory)
    for portion in portions:
        names.take_in(desk, portion)
    yield from names.chained()
    yield names.linked(slots, decisions)


def take_names(desk: Desk, memory: Memory, aside: Memory, portions: Iterable[Iterable[str]]) -> None:
    """The first step of `anew` for some revisions: what they tell of is kept, and what to look at is left aside."""
    names = Anew(memory)
    for portion in portions:
        names.take_in(desk, portion)
    names.leave(aside)


def taken_names(memory: Memory, asides: Iterable[Memory], decisions: Sequence[Judgement]) -> Iterator[Changes]:
    """What `anew` tells, by what was left aside; the memory has all that others kept."""
    slots, names = Slots(memory, BY, surest), Anew(memory)
    for aside in asides:
        names.take_over(aside)
    yield from names.chained()
    yield names.linked(slots, decisions)


def _merged(found: Iterable[Changes]) -> Changes:
    """Changes of one update as one; what is told by any is not gone."""
    every = Changes()
    for each in found:
        every.gone |= each.gone
        every.told |= each.told
    every.gone -= every.told.keys()
    return every
