"""Why a proposed entry may not be stored: promise 1, no words, no entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from onrecord.model import (
    Anchor,
    Attribution,
    Commitment,
    Draft,
    Entity,
    Entry,
    Event,
    Figure,
    Finding,
    Revision,
    Severity,
    TimexValue,
    Words,
)


def faults(entry: Draft | Entry, text: str) -> Iterator[str]:
    """Each way in which an entry does not rest on the words of the text; none where it does."""
    if not entry.anchors:
        yield "it has no anchor"
    for anchor in entry.anchors:
        yield from anchor_faults(anchor, text)
    for words in _quoted(entry):
        if text[words.start : words.end] != words.text or words.start >= words.end:
            yield f"the words {words.text!r} are not those at {words.start}:{words.end}"
    if not 0 <= entry.confidence <= 1:
        yield f"its confidence {entry.confidence} lies outside 0 to 1"
    if any(not n.is_finite() for n in _numbers(entry)):
        yield "its quantity is not a number"


def anchor_faults(anchor: Anchor, text: str) -> Iterator[str]:
    """Why an anchor does not hold in a text."""
    if not 0 <= anchor.start < anchor.end <= len(text):
        yield f"there are no words at {anchor.start}:{anchor.end} of a text of {len(text)} characters"
    elif text[anchor.start : anchor.end] != anchor.exact:
        yield f"the words {anchor.exact!r} are not those at {anchor.start}:{anchor.end}"
    elif not anchor.holds_in(text):
        yield f"what stands around {anchor.start}:{anchor.end} is not as it says"


def _quoted(entry: Draft | Entry) -> Iterator[Words]:
    """The words that the body quotes with their place."""
    if isinstance(entry.body, Entity):
        yield from entry.body.roles
        yield from (Words(m.text, m.start, m.end) for m in entry.body.mentions)
    if isinstance(entry.body, Event | Commitment) and entry.body.dated:
        yield entry.body.dated
    if not isinstance(entry.body, Attribution):
        return
    if entry.body.cue:
        yield entry.body.cue
    source = entry.body.source
    if source and source.text is not None and source.start is not None and source.end is not None:
        yield Words(source.text, source.start, source.end)


def _numbers(entry: Draft | Entry) -> Iterator[Decimal]:
    match entry.body:
        case Figure(quantity=q):
            yield from (n for n in (q.value, q.low, q.high) if n is not None)
        case Commitment(cap=cap):
            yield from () if cap is None else (cap,)
        case Attribution() | Entity() | Event() | TimexValue():
            return


def sifted(drafts: Iterable[Draft], article: Revision) -> tuple[list[Draft], list[Finding]]:
    """The drafts that rest on the words of an article, in order, and a finding for each that does not."""
    good, refusals = [], []
    for draft in drafts:
        reasons = "; ".join(faults(draft, article.text))
        if reasons:
            refusals.append(_refusal(draft, reasons))
        else:
            good.append(draft)
    return good, refusals


def _refusal(draft: Draft, reasons: str) -> Finding:
    message = f"{draft.extractor} proposed a {draft.kind.value} that was refused, since {reasons}"
    return Finding("entry-refused", Severity.WARNING, message, anchors=draft.anchors)
