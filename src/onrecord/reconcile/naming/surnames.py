"""People of one surname, judged again where an article that names one of them has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from onrecord.model import Judgement
from onrecord.model.memory import Memory, number
from onrecord.reconcile.naming.articles import Bearer, bearer, both, first, person_id
from onrecord.reconcile.naming.taking import offices_of, people_of
from onrecord.reconcile.people import MOST, Name, Person, given_fit, judged
from onrecord.reconcile.slots import Slots


def ask_surnames(memory: Memory, slots: Slots, surnames: Iterable[str]) -> None:
    """Ask again who of some surnames may be one."""
    for surname in sorted(surnames):
        slots.tell("surname", number(("name people", surname)), _people(memory, surname))


def _people(memory: Memory, surname: str) -> Iterator[Judgement]:
    names = people_of(memory, surname)
    fitting = [p for p in combinations(names, 2) if given_fit(*p)] if len(names) <= MOST else []
    leaders = {name: _leader(memory, name) for name in names} if fitting else {}
    people: dict[Name, Person] = {}
    for a, b in fitting:
        if not _is_apart(memory, a, b) or _is_one_name(leaders[a], leaders[b]):
            continue
        people = people or {n: _person(memory, n, held) for n, held in leaders.items() if held}
        yield judged(people, a, b)


def _leader(memory: Memory, name: Name) -> Bearer | None:
    """The first entity of a name."""
    found = first(memory, ("name person in", person_id(name)))
    return bearer(memory, found) if found else None


def _person(memory: Memory, name: Name, leader: Bearer) -> Person:
    return Person(leader.id, leader.name, offices_of(memory, person_id(name)))


def _is_apart(memory: Memory, a: Name, b: Name) -> bool:
    """Whether no article has both."""
    return first(memory, both(person_id(a), person_id(b))) is None


def _is_one_name(a: Bearer | None, b: Bearer | None) -> bool:
    """Whether they are one already by the key of their names."""
    return a is not None and b is not None and a.key is not None and a.key == b.key
