"""What every finder of cues needs: an attribution made from a verb, its words, the words after it."""

from __future__ import annotations

from onrecord.extract.attributions.cues import Cue
from onrecord.extract.attributions.found import Found, Span, span_of
from onrecord.model import Factuality, Parse, Reading

AUXILIARY = frozenset({"aux", "auxpass", "neg", "prt"})
BELIEFS = frozenset({"believe", "think", "expect", "feel", "consider", "suppose", "anticipate", "know"})
"""Verbs whose denial is a denial of what is believed."""


def make(reading: Reading, verb: int, source: int | None, spans: list[Span], cue: Cue, confidence: float) -> Found:
    """An attribution with this verb as its cue; a negated verb of belief denies what it would assert."""
    parse = reading.parse
    factuality = cue.factuality
    if factuality is Factuality.ASSERTED and parse.tokens[verb].lemma.lower() in BELIEFS and negated(parse, verb):
        factuality = Factuality.DENIED
    return Found(source, verb, cue_span(parse, verb), spans, factuality, confidence)


def cue_span(parse: Parse, verb: int) -> Span:
    """The verb with the auxiliaries and adverbs that touch it."""
    near = [c for c in parse.children[verb] if parse.tokens[c].dep in AUXILIARY] + [verb]
    first = last = verb
    while first - 1 in near:
        first -= 1
    while last + 1 in near:
        last += 1
    return parse.tokens[first].start, parse.tokens[last].end


def negated(parse: Parse, verb: int) -> bool:
    """Whether "not" or "never" stands with the verb."""
    return any(parse.tokens[c].dep == "neg" for c in parse.children[verb])


def has_to(parse: Parse, verb: int) -> bool:
    """Whether "to" stands before a verb: what one wants or is obliged to say is not said."""
    return any(parse.tokens[c].lower == "to" and parse.tokens[c].dep == "aux" for c in parse.children[verb])


def right_of(parse: Parse, child: int, verb: int) -> Span | None:
    """The words of a child of the cue that stand after the cue."""
    indices = [i for i in parse.subtree(child) if i > verb]
    return span_of(parse, indices[0], indices[-1] + 1) if indices else None
