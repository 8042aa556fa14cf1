"""Telling: of the words of one article that tell of one event, those that stand for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.events.dates import Dated
from onrecord.extract.events.stance import Stance
from onrecord.extract.events.triggers import Trigger
from onrecord.model import Dating, Parse, Participant

NEAR = 12
"""Tokens between two triggers of one type in a clause that are one event: "was hit in an attack"."""


@dataclass(frozen=True)
class Told:
    """An event as one trigger tells it."""

    trigger: Trigger
    stance: Stance
    dated: Dated
    participants: tuple[Participant, ...]
    place: str | None


def tellings(parse: Parse, told: Sequence[Told]) -> Iterator[Told]:
    """The events of an article, each once, in order of place.

    A noun that takes up what was told ("the attack", "the extension") is no event of its own, nor are two triggers of
    one type in one clause; a verb stands for an event before a noun does, and what has a time of its own before what
    has none.
    """
    kept: list[Told] = []
    for each in sorted(told, key=_weight):
        if not any(_same(parse, other, each) for other in kept):
            kept.append(each)
    yield from sorted(kept, key=lambda t: t.trigger.head)


def _weight(told: Told) -> tuple[bool, bool, bool, int]:
    """What stands for an event first: told as a fact or plan, by a verb, with a time, earlier in the text."""
    trigger = told.trigger
    return (
        told.stance.wanted,
        trigger.nominal and trigger.carrier is None,
        told.dated.dating is not Dating.WORDS,
        trigger.head,
    )


def _same(parse: Parse, kept: Told, told: Told) -> bool:
    """Whether a telling adds no event to one that is kept."""
    a, b = kept.trigger, told.trigger
    if a.type != b.type:
        return False
    if parse.sentence_of(a.head) == parse.sentence_of(b.head) and _in_one_clause(parse, a.head, b.head):
        return True
    if told.stance.negative != kept.stance.negative or _days_apart(kept, told):
        return False
    if b.nominal:
        undated = b.carrier is None and told.dated.dating is not Dating.WORDS
        return _takes_up(parse, b.head) or (undated and _meet(kept, told))
    return a.lemma == b.lemma and _meet(kept, told)


def _in_one_clause(parse: Parse, a: int, b: int) -> bool:
    """Whether one trigger lies under the other, close by."""
    near = abs(a - b) <= NEAR
    return near and (a in list(parse.ancestors(b)) or b in list(parse.ancestors(a)))


def _days_apart(one: Told, other: Told) -> bool:
    """Whether both have a time in words, and not the same."""
    if one.dated.words is None or other.dated.words is None or other.dated.dating is not Dating.WORDS:
        return False
    a, b = one.dated.interval, other.dated.interval
    return a is not None and b is not None and not a.meets(b)


def _takes_up(parse: Parse, noun: int) -> bool:
    """Whether a noun takes up what was told: with "the", "that", somebody's."""
    on = [parse.tokens[c] for c in parse.children[noun]]
    return any(t.lower in {"the", "that", "this", "these", "those"} or t.dep == "poss" for t in on)


def _meet(one: Told, other: Told) -> bool:
    """Whether somebody or something is in both."""
    return bool({p.name for p in one.participants} & {p.name for p in other.participants})
