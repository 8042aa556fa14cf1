"""How many: what was counted, whose it is, which measure of it, true of when, by whose count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.extract.figures.frames import excluded, increment, mission, part_of
from onrecord.extract.figures.grammar import OBJECT, SUBJECT, Clause, clause_of
from onrecord.extract.figures.holders import Held, holders
from onrecord.extract.figures.measures import Shown, Whole, measure
from onrecord.extract.figures.nations import Story
from onrecord.extract.figures.near import by_block
from onrecord.extract.figures.owners import MOVES, SENT, Asked, subject
from onrecord.extract.figures.places import place
from onrecord.extract.figures.things import NATIONAL, PEOPLE, Thing, thing
from onrecord.extract.figures.when import valid
from onrecord.model import (
    Anchor,
    Attribution,
    Draft,
    Figure,
    NumberKind,
    NumberReading,
    Quantity,
    Reading,
    ZoneType,
)
from onrecord.packs import Pack

__all__ = ["EXTRACTOR", "figures"]

EXTRACTOR = "figures/1"
HUNDRED = 100


class Seen(NamedTuple):
    """A number that is a figure, the clause that it stands in, what it counts, and its measure."""

    number: NumberReading
    clause: Clause
    counted: Thing
    shown: Shown
    before: str | None = None


def figures(reading: Reading, statements: Sequence[Draft], pack: Pack) -> Iterator[Draft]:
    """The numbers of a reading's body that count persons, things, money or shares, in order of place.

    `statements` are the drafts of its attributions: the nearest whose words hold a figure says whose word it is;
    where none does it is the narrator's, and the chain is empty.
    """
    parse = reading.parse
    blocks = by_block(reading.parse, (s for s in statements if isinstance(s.body, Attribution)))
    before: list[tuple[NumberReading, Thing]] = []
    whole: tuple[int, Shown] | None = None
    shown_at: dict[int, Shown] = {}
    story, owners = Story(reading, pack), dict[tuple[int, bool], str | None]()
    for number in reading.numbers:
        if not _in_body(reading, number):
            continue
        told = blocks.get(reading.parse.sentence_of(number.first).block, ())
        clause = clause_of(reading.parse, number)
        counted = _known(thing(reading, number, clause, before, pack), story)
        if counted is not None and not _names_speakers(reading, number, counted, told, pack):
            here = reading.parse.sentence_of(number.first).first
            same = whole[1] if whole and whole[0] == here else None
            beside = shown_at.get(counted.like) if counted.like is not None else None
            shown = measure(reading, number, clause, counted, pack, Whole(same, beside))
            counted = replace(counted, like=None) if beside and beside.name == "authorised" else counted
            before.append((number, counted))
            whole, shown_at[number.start] = (here, shown), shown
            owner = (parse.sentence_of(number.first).block, counted.kind in SENT)
            seen = Seen(number, clause, counted, shown, owners.get(owner))
            draft = _draft(story, seen, told)
            owners[owner] = draft.body.subject if isinstance(draft.body, Figure) else None
            yield draft


def _known(counted: Thing | None, story: Story) -> Thing | None:
    """What is counted; people by their nation are soldiers only where the text speaks of soldiers."""
    if counted is None or counted.kind != NATIONAL or story.speaks_of_soldiers:
        return counted
    return replace(counted, kind="person")


def _in_body(reading: Reading, number: NumberReading) -> bool:
    block = reading.parse.blocks[reading.parse.sentence_of(number.first).block]
    return block.zone is ZoneType.BODY


def _names_speakers(reading: Reading, number: NumberReading, counted: Thing, told: Sequence[Draft], pack: Pack) -> bool:
    """Whether the number only tells how many sources speak."""
    if number.head is None or reading.parse.tokens[number.head].lemma.lower() not in pack.speakers:
        return False
    spans = [
        (d.body.source.start, d.body.source.end)
        for d in told
        if isinstance(d.body, Attribution) and d.body.source and d.body.source.start is not None
    ]
    spoken = any(s < number.end and number.start < (e or 0) for s, e in spans if s is not None)
    return spoken or counted.kind == "thing" or reading.parse.tokens[number.head].lemma in {"official", "source"}


def _draft(story: Story, seen: Seen, told: Sequence[Draft]) -> Draft:
    reading, pack = story.reading, story.pack
    number, clause, counted, shown = seen[:4]
    held = holders(story, number, clause, told)
    body = Figure(
        quantity=_told(number),
        counts=_counts(story, seen),
        subject=subject(story, _asked(story, seen, held)),
        measure=shown.name,
        valid=valid(reading, number, clause, told, held.said),
        place=place(reading, number),
        mission=mission(reading, number),
        excludes=excluded(reading, number),
        part_of=part_of(reading, number, counted.like),
        within=held.within,
        increment=increment(reading, number, clause, pack),
    )
    confidence = round(min(shown.confidence, counted.confidence), 2)
    return Draft(body, (Anchor.of(reading.text, number.start, number.end),), EXTRACTOR, confidence, held.chain)


def _asked(story: Story, seen: Seen, held: Held) -> Asked:
    number, clause, counted, shown, before = seen
    reading = story.reading
    sentence = reading.parse.words(reading.parse.sentence_of(number.first))
    money = counted.kind == "money"
    told = any(t.lemma.lower() in {"mission", "operation", "deployment"} for t in sentence)
    on = mission(reading, number) if told or not money else None
    on = on or (story.mission if (money and told) or counted.kind in SENT else None)
    return Asked(number, clause, counted.kind, shown.name, story.home, on, held.spoken, before)


def _counts(story: Story, seen: Seen) -> str:
    """What is counted; of persons whom something befell, that: "deaths among soldiers"."""
    clause, counted, shown = seen.clause, seen.counted, seen.shown
    if counted.kind == NATIONAL and shown.name in MOVES and counted.unit:
        return f"{counted.unit.words[0]} personnel"
    if counted.counts == "members" and shown.name in MOVES and story.home:
        return "personnel"  # of the armed forces, which the text is about
    if counted.kind not in PEOPLE or (counted.unit and counted.unit.default in {"killed", "injured"}):
        return counted.counts
    verbs = [(v, role) for v, role in (*clause.verbs, (clause.verb, clause.role)) if v is not None]
    for outcome in story.pack.outcomes:
        lemmas = {OBJECT: outcome.objects, SUBJECT: outcome.subjects}
        if shown.name == outcome.measure or any(
            story.reading.parse.tokens[v].lemma.lower() in lemmas.get(role, ()) for v, role in verbs
        ):
            return f"{outcome.counts} among {counted.counts}"
    return f"{counted.counts} {shown.name}" if shown.name in {"injured", "treated"} else counted.counts


def _told(number: NumberReading) -> Quantity:
    """The quantity; a part of a whole is told in percent, so that it can stand beside others."""
    q = number.quantity
    if number.kind is not NumberKind.PERCENT or q.unit != "fraction":
        return q
    value, low, high = (None if x is None else x * HUNDRED for x in (q.value, q.low, q.high))
    return replace(q, value=value, low=low, high=high, unit="percent")
