"""Who said what: source, cue and content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.attributions.circumstances import addressee, said_days
from onrecord.extract.attributions.clauses import from_verbs
from onrecord.extract.attributions.confidence import confidence, construction
from onrecord.extract.attributions.found import Found, likeness, shared
from onrecord.extract.attributions.interview import answers
from onrecord.extract.attributions.labelled import labelled
from onrecord.extract.attributions.phrases import according_to, from_nouns
from onrecord.extract.attributions.polarity import polarity
from onrecord.extract.attributions.quoted import directness, settle
from onrecord.extract.attributions.sources import resolved, source_of
from onrecord.model import (
    UNSPECIFIED,
    Anchor,
    Attribution,
    Draft,
    Holder,
    Interval,
    Kind,
    Mode,
    Reading,
    Source,
    Words,
    entry_id,
)

EXTRACTOR = "attributions/2"
SAME = 0.8
"""Dice's coefficient over which two readings of the same words are one."""


def attributions(reading: Reading) -> Iterator[Draft]:
    """The statements of a reading's body, in order of place.

    Content is anchored without cue, source and "that"; a quotation cut by its cue within one clause has two anchors.
    """
    return (draft for _, draft in explained(reading))


def explained(reading: Reading) -> Iterator[tuple[str, Draft]]:
    """The same, each with the construction that it was found by: what its confidence is looked up under."""
    inside = _quoted(reading)
    found = [*from_verbs(reading, inside), *according_to(reading, inside), *from_nouns(reading, inside)]
    found += [*labelled(reading), *answers(reading)]
    found = settle(reading, [f for f in found if _in_body(reading, f)])
    found = _distinct(found)
    direct = {i: source_of(reading, f.source) for i, f in enumerate(found) if f.source is not None}
    sources = _inherited(found, resolved(found, direct, reading))
    days = said_days(reading, found, sources)
    for index in range(len(found)):
        yield _draft(reading, found, index, sources, days[index])


def _quoted(reading: Reading) -> frozenset[int]:
    """Tokens within quotation marks that are a clause of their own, not a word or two."""
    return frozenset(
        t.index for q in reading.parse.quotations for t in reading.parse.tokens_in(q.inner_start, q.inner_end)
    )


def _in_body(reading: Reading, found: Found) -> bool:
    """Whether content and cue lie in the article's own text."""
    return all(reading.parse.in_body(start) for start, _ in found.spans)


def _distinct(found: Sequence[Found]) -> list[Found]:
    """In order of place, without second readings of the same words."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (-f.confidence, f.start, f.end)):
        if not any(likeness(item.spans, k.spans) > SAME or _same_cue(item, k) for k in kept):
            kept.append(item)
    for item in kept:
        item.continues = _still_there(item.continues, kept)
    return sorted(kept, key=lambda f: (f.start, f.end, f.cue or -1))


def _still_there(before: Found | None, kept: Sequence[Found]) -> Found | None:
    """What an attribution runs on from, or the other reading of the same words that was kept."""
    if before is None or any(before is k for k in kept):
        return before
    return max(kept, key=lambda k: likeness(before.spans, k.spans))


def _same_cue(one: Found, other: Found) -> bool:
    return one.cue is not None and one.cue == other.cue and shared(one.spans, other.spans) > 0


def _inherited(found: Sequence[Found], sources: dict[int, Source]) -> dict[int, Source]:
    """What runs on has the source of what it runs on from, and rests on the same words for it."""
    place = {id(f): i for i, f in enumerate(found)}
    complete = dict(sources)
    for index, item in enumerate(found):
        before = item.continues
        while before is not None and before.continues is not None:
            before = before.continues
        if before is not None and id(before) in place and place[id(before)] in sources:
            complete[index] = replace(sources[place[id(before)]], role=None, resolution="continued")
        elif item.unsaid:
            complete[index] = Source(UNSPECIFIED, None, None, None, anonymous=True)
    return complete


def _draft(
    reading: Reading, found: Sequence[Found], index: int, sources: dict[int, Source], said: Interval | None
) -> tuple[str, Draft]:
    """The construction of an attribution, and its draft."""
    item = found[index]
    anchors = tuple(Anchor.of(reading.text, *span) for span in item.spans)
    negated, modality = polarity(reading.parse, item.spans)
    cue = Words(reading.text[slice(*item.cue_span)], *item.cue_span) if item.cue_span else None
    body = Attribution(
        source=sources.get(index),
        cue=cue,
        mode=Mode.DIRECT if item.verbatim else Mode(directness(reading.parse.quotations, item.spans)),
        said=said,
        factuality=item.factuality,
        addressee=addressee(reading.parse, item),
        continues=entry_id(reading.revision, Kind.ATTRIBUTION, item.continues.spans) if item.continues else None,
        negated=negated,
        modality=modality,
    )
    lemma = reading.parse.tokens[item.cue].lemma.lower() if item.cue is not None else None
    chain, name = _chain(reading, found, index, sources), construction(item, body)
    return name, Draft(body, anchors, EXTRACTOR, confidence(name, lemma), attributed_to=chain)


def _chain(reading: Reading, found: Sequence[Found], index: int, sources: dict[int, Source]) -> tuple[Holder, ...]:
    """Who else reports it, outermost first: the sources of the attributions whose content holds this one's cue."""
    item = found[index]
    place = item.cue_span or item.spans[0]
    outer = [
        (f.start - f.end, i)
        for i, f in enumerate(found)
        if i != index and any(s <= place[0] and place[1] <= e for s, e in f.spans)
    ]
    names = [sources[i] for _, i in sorted(outer) if i in sources]
    if item.quoted_by is not None:
        names.append(source_of(reading, item.quoted_by))
    return tuple(Holder(s.name, s.anonymous) for s in names if s.name)
