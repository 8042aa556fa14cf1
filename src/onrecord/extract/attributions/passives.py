"""Attributions in the passive: "is believed to be", "was reported that", "claimed by the group"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.attributions.content import content_of
from onrecord.extract.attributions.cues import Cue, passive, verbs
from onrecord.extract.attributions.found import Found, Span, span_of
from onrecord.extract.attributions.making import make, negated, right_of
from onrecord.extract.attributions.speakers import agent, can_speak
from onrecord.model import Parse, Reading


def in_passive(reading: Reading, verb: int, lemma: str) -> Iterator[Found]:
    """As in "is believed to be", "was reported that", "claimed by the group"."""
    parse = reading.parse
    cue = verbs("clause").get(lemma) or verbs("object").get(lemma)
    if cue is None or negated(parse, verb) or any(parse.tokens[c].tag == "MD" for c in parse.children[verb]):
        return
    by = agent(parse, verb)
    if by is not None and not can_speak(reading, by):
        by = None
    clause = next((c for c in parse.children[verb] if parse.tokens[c].dep == "ccomp" and c > verb), None)
    subjects = [c for c in parse.children[verb] if parse.tokens[c].dep == "nsubjpass"]
    if clause is not None:
        spans = content_of(parse, verb, [clause], None)[-1:]
        told = bool(subjects) and parse.tokens[subjects[0]].lower != "it"
        if spans and (by is not None or (lemma in passive() and not told)):
            yield _said_of(make(reading, verb, by, spans, cue, 0.7), "passive clause")
    elif parse.tokens[verb].dep == "acl":
        if by is not None and lemma == "claim":
            spans = [s for s in [_head_noun(parse, verb)] if s]
            yield _said_of(make(reading, verb, by, spans, cue, 0.6), "claimed by")
    elif subjects and lemma in passive():
        yield from _passive_infinitive(reading, verb, subjects[0], by, cue)


def _said_of(found: Found, rule: str) -> Found:
    found.unsaid, found.rule = found.source is None, rule
    return found


def _head_noun(parse: Parse, participle: int) -> Span | None:
    """The noun phrase that a participle after it tells of."""
    noun = parse.tokens[participle].head
    words = [i for i in parse.subtree(noun) if i < participle]
    return span_of(parse, words[0], words[-1] + 1) if words else None


def _passive_infinitive(reading: Reading, verb: int, subject_: int, by: int | None, cue: Cue) -> Iterator[Found]:
    parse = reading.parse
    rest = next((c for c in parse.children[verb] if parse.tokens[c].dep in {"xcomp", "oprd"} and c > verb), None)
    own = span_of(parse, parse.subtree(subject_)[0], parse.subtree(subject_)[-1] + 1)
    if rest is not None and parse.tokens[verb].lemma != "expect":
        spans = [s for s in (own, right_of(parse, rest, verb)) if s]
        yield _said_of(make(reading, verb, by, spans, cue, 0.7), "passive")
    elif own and parse.tokens[verb].lemma == "report" and by is None:
        rest_ = [i for i in parse.subtree(verb) if i > verb and parse.tokens[i].text not in {".", ","}]
        after = span_of(parse, rest_[0], rest_[-1] + 1) if rest_ else None
        yield _said_of(make(reading, verb, by, [s for s in (own, after) if s], cue, 0.55), "reported")
