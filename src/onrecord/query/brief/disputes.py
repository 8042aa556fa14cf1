"""What is disputed: the surest conflicts on record, each with both sides' words, none told twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Entry, Factuality, Figure, Why
from onrecord.query.brief import prose
from onrecord.query.brief.account import Account, Sentence
from onrecord.query.conflicts import Conflict, conflicts

MOST = 5
"""Conflicts at most."""
ACROSS = 0.2
"""What two publishers add to how sure a conflict is, in the order of the list."""
LEAST, LARGEST = 3, 50
"""Words of a side that are quoted as they stand in the entry."""


def quarrels(account: Account) -> tuple[Conflict, ...]:
    """The conflicts of two speakers that had come by the day, those across publishers and the surest first."""
    found = conflicts(replace(account.view, on=None)).quarrels
    held = [c for c in found if all(account.has_come(e) for e in c.sides) and _is_between_two(account, c)]
    return tuple(sorted(held, key=lambda c: (-_weight(account, c), c.judgement.id)))


def _weight(account: Account, found: Conflict) -> float:
    return found.judgement.score + ACROSS * (account.house(found.first) != account.house(found.second))


def _is_between_two(account: Account, found: Conflict) -> bool:
    """Whether two stand against each other, not one with another name for it in one article."""
    if found.judgement.why in {Why.ATTRIBUTION, Why.WORDING}:
        return True
    one, two = (set(prose.spoken(account.view, e).casefold().split()) for e in found.sides)
    return not (found.first.revision == found.second.revision and (one <= two or two <= one))


def disputes(account: Account, found: Sequence[Conflict]) -> Iterator[Sentence]:
    """A sentence a conflict; one of which a side is told already is left out."""
    sides: set[object] = set()
    given = 0
    for each in found:
        groups = {i for e in each.sides for i in account.view.told_alike.get(e.id, {e.id})}
        places = {(e.revision, line.start) for e in each.sides if (line := account.line(e))}
        told = _told(account, each) if not (groups | places) & sides else None
        if told is not None:
            sides |= groups | places
            given += 1
            yield account.tell(told, each.sides)
        if given == MOST:
            return


def _told(account: Account, found: Conflict) -> str | None:
    first, second = found.sides
    if isinstance(first.body, Figure) and isinstance(second.body, Figure):
        topic = _topic(first.body, second.body)
        return f"On {topic}, {_number(account, first)}; {_number(account, second)}."
    one, two = (_side(account, e) for e in found.sides)
    if one is None or two is None:
        return None
    if found.judgement.why is Why.ATTRIBUTION:
        names = prose.listed([prose.spoken(account.view, e) for e in found.sides])
        return f"One quotation is given to {names}: {one}; {two}."
    return f"{prose.capital(one)}; {two}."


def _topic(one: Figure, two: Figure) -> str:
    """What two numbers are of: `the number of personnel, Norvala`."""
    first, _, rest = one.counts.partition(" ")
    counts = rest if rest and first[:1].isupper() else one.counts
    subject = one.subject or two.subject
    return f"{counts}{f' ({subject})' if subject else ''}"


def _number(account: Account, entry: Entry) -> str:
    number = prose.counted(entry, entry.body) if isinstance(entry.body, Figure) else ""
    return f"{prose.spoken(account.view, entry)} gives {number} ({prose.printed(account.view, entry)})"


def _side(account: Account, entry: Entry) -> str | None:
    """`the government said “its soldiers do not guard convoys” (The Plain Record, 2019)`."""
    source = prose.printed(account.view, entry)
    who = prose.spoken(account.view, entry)
    own = prose.own(entry)
    if isinstance(entry.body, Attribution) and LEAST <= len(own.split()) <= LARGEST:
        cue = SAYS.get(entry.body.factuality, "said")
        return f"{who} {cue} {prose.quoted(own)} ({source})"
    words = account.sentence(entry)
    return f"{who}: {prose.quoted(words)} ({source})" if words else None


SAYS = {
    Factuality.DENIED: "denied",
    Factuality.PROMISED: "promised",
    Factuality.HOPED: "hoped",
    Factuality.ASKED: "asked",
    Factuality.DOUBTED: "doubted",
}
"""How a source puts what it does not simply assert."""
