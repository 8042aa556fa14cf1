"""What happened: events with their type, who, where, when, how sure, and who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from onrecord.extract.events.dates import Dated, dated
from onrecord.extract.events.parts import participants, place
from onrecord.extract.events.stance import Stance, is_general, stance
from onrecord.extract.events.telling import Told, tellings
from onrecord.extract.events.triggers import Trigger, lexis, triggers, vocabulary
from onrecord.extract.figures.nations import Story
from onrecord.extract.figures.near import by_block
from onrecord.model import (
    Anchor,
    Attribution,
    Dating,
    Draft,
    Event,
    EventFactuality,
    Holder,
    Kind,
    Parse,
    Reading,
    entry_id,
)
from onrecord.packs import Pack

__all__ = ["EXTRACTOR", "events"]

EXTRACTOR = "events/1"
NEAR = 8
"""The most tokens of a noun with its verb that are shown as the words of an event."""


def events(reading: Reading, statements: Sequence[Draft], pack: Pack) -> Iterator[Draft]:
    """The events that a reading's body tells of, each once an article, in order of place.

    Their types and the words that tell of them are the pack's; `statements` are the drafts of the reading's
    attributions: what stands only in somebody's words is their claim.
    """
    parse, story = reading.parse, Story(reading, pack)
    blocks = by_block(parse, (s for s in statements if isinstance(s.body, Attribution)))
    found = _apart(parse, list(triggers(reading, pack, vocabulary(pack))))
    happenings = {t.head for t in found if t.nominal}
    told: list[Told] = []
    holding: dict[int, Draft | None] = {}
    for trigger in found:
        held = _held(parse, trigger, blocks.get(parse.sentence_of(trigger.head).block, ()))
        each = _told(story, trigger, happenings, held)
        if each is not None:
            told.append(each)
            holding[trigger.head] = held
    for each in tellings(parse, told):
        yield _draft(reading, each, holding[each.trigger.head])


def _apart(parse: Parse, found: Sequence[Trigger]) -> list[Trigger]:
    """Those that are no mere beginning of what another tells of: of "the campaign began" the campaign."""
    carriers = {t.carrier for t in found if t.nominal}
    return [t for t in found if t.head not in carriers or parse.tokens[t.head].lemma.lower() not in lexis("beginning")]


def _told(story: Story, trigger: Trigger, happenings: Collection[int], held: Draft | None) -> Told | None:
    """The event as a trigger tells it; None where nobody tells that it happens or may."""
    reading, parse = story.reading, story.reading.parse
    seen = stance(parse, trigger.said_by)
    seen = _either(seen, stance(parse, trigger.head)) if trigger.carrier is not None else seen
    if not _is_told(parse, trigger, seen):
        return None
    said = held.body.said if held and isinstance(held.body, Attribution) else None
    when = dated(reading, trigger, seen, said)
    if when.dating is not Dating.WORDS and not seen.possible and is_general(parse, trigger):
        return None
    seen = replace(seen, ahead=True) if _lies_ahead(reading, when) else seen
    who, where = participants(story, trigger, happenings), place(story, trigger)
    return Told(trigger, seen, when, who, where)


def _lies_ahead(reading: Reading, when: Dated) -> bool:
    """Whether words date it after publication: "the council meets on Tuesday"."""
    published, days = reading.published, when.interval
    if when.dating is not Dating.WORDS or published is None or published.end is None or days is None:
        return False
    return days.start is not None and days.start >= published.end


def _either(one: Stance, other: Stance) -> Stance:
    return Stance(
        negative=one.negative or other.negative,
        possible=one.possible or other.possible,
        ahead=one.ahead or other.ahead,
        wanted=one.wanted or other.wanted,
    )


def _is_told(parse: Parse, trigger: Trigger, seen: Stance) -> bool:
    """Whether anybody tells that it happens or may: not what is only wanted, nor the state that it leaves."""
    if seen.wanted or parse.words(parse.sentence_of(trigger.head))[-1].text == "?":
        return False
    token = parse.tokens[trigger.head]
    if trigger.nominal:
        return True
    if token.dep == "amod":
        return False
    if token.lemma.lower() not in lexis("states"):
        return True
    on = [parse.tokens[c] for c in parse.children[trigger.head]]
    bare = not any(t.dep in {"nsubj", "nsubjpass", "aux", "auxpass"} for t in on)
    if token.tag in {"VBN", "VBD"} and bare and token.dep != "conj":
        return False  # a participle: "the troops deployed there"
    return not any(t.dep == "auxpass" and t.lower in {"is", "are", "'s", "'re"} for t in on)


def _held(parse: Parse, trigger: Trigger, told: Sequence[Draft]) -> Draft | None:
    """The statement with the fewest words that holds the trigger."""
    token = parse.tokens[trigger.head]
    holding = [d for d in told if any(a.start <= token.start and token.end <= a.end for a in d.anchors)]
    return min(holding, key=lambda d: (sum(a.end - a.start for a in d.anchors), d.anchors[0].start), default=None)


def _draft(reading: Reading, told: Told, held: Draft | None) -> Draft:
    parse, trigger = reading.parse, told.trigger
    source = held.body.source if held and isinstance(held.body, Attribution) else None
    last = (Holder(source.name, source.anonymous),) if source and source.name else ()
    chain = (*held.attributed_to, *last) if held else ()
    within = entry_id(reading.revision, Kind.ATTRIBUTION, (a.span for a in held.anchors)) if held else None
    words = _words(trigger)
    body = Event(
        type=trigger.type,
        lemma=trigger.lemma,
        factuality=_factuality(told.stance, held),
        date=told.dated.interval,
        participants=told.participants,
        place=told.place,
        dating=told.dated.dating,
        dated=told.dated.words,
        within=within,
    )
    anchor = Anchor.of(reading.text, parse.tokens[words[0]].start, parse.tokens[words[1] - 1].end)
    return Draft(body, (anchor,), EXTRACTOR, 0.7 if trigger.nominal else 0.8, chain)


def _words(trigger: Trigger) -> tuple[int, int]:
    """The tokens of a trigger, with the verb that carries it where that stands near."""
    if trigger.carrier is None:
        return trigger.first, trigger.last
    first, last = min(trigger.first, trigger.carrier), max(trigger.last, trigger.carrier + 1)
    return (first, last) if last - first <= NEAR else (trigger.first, trigger.last)


def _factuality(seen: Stance, held: Draft | None) -> EventFactuality:
    """How it is told; what a source says has happened is the source's claim."""
    own = seen.factuality
    claimed = own is EventFactuality.HAPPENED and held is not None and _is_somebodys(held)
    return EventFactuality.CLAIMED if claimed else own


def _is_somebodys(held: Draft) -> bool:
    body = held.body
    return isinstance(body, Attribution) and body.source is not None and body.source.text is not None
