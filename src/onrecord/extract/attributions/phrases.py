"""Attributions whose cue is no verb: "according to", "his claim that", "in a statement that"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.attributions.content import content_of
from onrecord.extract.attributions.cues import hearsay, nouns
from onrecord.extract.attributions.found import Found, Span, span_of
from onrecord.extract.attributions.speakers import can_speak, subject
from onrecord.model import Factuality, MentionType, Parse, Reading
from onrecord.packs import lexicon

MEASURES = frozenset(
    {"plan", "schedule", "need", "ability", "size", "type", "kind", "taste", "custom", "tradition", "age", "rank"}
    | {"height", "weight", "income", "wish", "merit", "circumstance", "index", "formula", "price", "order"}
    | {"season", "time", "day", "month", "year", "law", "rule", "seniority", "demand", "standard", "criterion", "model"}
)
"""Nouns that "according to" leads to as a yardstick: nobody's word."""
SUPPORT = frozenset(
    {"make", "issue", "give", "express", "voice", "release", "repeat", "have", "include", "offer", "deliver"}
)


def according_to(reading: Reading, inside: frozenset[int]) -> Iterator[Found]:
    """As in "CONTENT, according to SOURCE": what remains of the sentence is the content."""
    parse = reading.parse
    for token in parse.tokens:
        if token.lower != "according" or token.index in inside or token.index + 1 >= len(parse.tokens):
            continue
        to = token.index + 1
        if parse.tokens[to].lower != "to":
            continue
        source = next((c for c in parse.children[to] if parse.tokens[c].dep == "pobj"), None)
        if source is None or not _is_source(reading, source):
            continue
        last = parse.subtree(source)[-1] + 1
        named = _named_after(reading, source, last)
        if named is not None:
            last, source = named + 1, named
        yield from _around(parse, token.index, last, source)


def _named_after(reading: Reading, source: int, last: int) -> int | None:
    """The name of somebody told by an office, which the parse has cut off: "the firm's lawyer, Ada Holm, it owes"."""
    tokens = reading.parse.tokens
    office = tokens[source].lemma.lower() in lexicon("bodies")["people"]
    if not office or last + 1 >= len(tokens) or tokens[last].text != ",":
        return None
    start = tokens[last + 1].start
    name = next((m for m in reading.mentions if m.start == start and m.type is MentionType.PERSON), None)
    inside = reading.parse.tokens_in(name.start, name.end) if name else ()
    if not inside or inside[-1].dep in {"nsubj", "nsubjpass"}:
        return None
    ends = inside[-1].index + 1
    return ends - 1 if ends == len(tokens) or tokens[ends].text in {",", "."} else None


def _is_source(reading: Reading, source: int) -> bool:
    token = reading.parse.tokens[source]
    told = token.pos == "PROPN" or (token.pos == "NOUN" and token.lemma.lower() not in MEASURES)
    return can_speak(reading, source) or told


def _around(parse: Parse, first: int, last: int, source: int) -> Iterator[Found]:
    sentence = parse.sentence_of(first)
    last = min(last, sentence.last)
    before, after = span_of(parse, sentence.first, first), span_of(parse, last, sentence.last)
    spans = [s for s in (before, after) if s and _has_words(parse, s)]
    if before and after and before in spans and after in spans and parse.tokens[last].text != ",":
        spans = [before]
    if spans:
        cue = (parse.tokens[first].start, parse.tokens[first + 1].end)
        yield Found(source, first, cue, spans, Factuality.ASSERTED, 0.85, rule="according to")


def _has_words(parse: Parse, span: Span) -> bool:
    return any(t.text[:1].isalpha() for t in parse.tokens_in(*span))


def from_nouns(reading: Reading, inside: frozenset[int]) -> Iterator[Found]:
    """As in "his claim that …", "a promise to …", "reports that …"."""
    parse = reading.parse
    for token in parse.tokens:
        if token.pos == "NOUN" and token.index not in inside:
            yield from _from_noun(reading, token.index)


def _from_noun(reading: Reading, noun: int) -> Iterator[Found]:
    parse = reading.parse
    lemma = parse.tokens[noun].lemma
    if any(parse.tokens[c].lower in {"any", "no", "every"} for c in parse.children[noun]):
        return
    for child in parse.children[noun]:
        token = parse.tokens[child]
        if child < noun or token.dep not in {"acl", "ccomp"}:
            continue
        frame = "infinitive" if _marked(parse, child, "to") else "clause" if _marked(parse, child, "that") else None
        cue = nouns(frame).get(lemma) if frame else None
        if cue is None:
            continue
        spans = content_of(parse, noun, [child], None)[-1:]
        source = _noun_source(reading, noun)
        if spans and (source is not None or lemma in hearsay()):
            yield Found(
                source,
                noun,
                (parse.tokens[noun].start, parse.tokens[noun].end),
                spans,
                cue.factuality,
                0.65 if source is not None else 0.5,
                unsaid=source is None,
                rule="noun",
            )
        return


def _marked(parse: Parse, verb: int, word: str) -> bool:
    return any(
        parse.tokens[c].lower == word and parse.tokens[c].dep in {"mark", "aux"} and c < verb
        for c in parse.children[verb]
    )


def _noun_source(reading: Reading, noun: int) -> int | None:
    """Whose claim it is: "his claim", "a claim by X", "X made the claim"."""
    parse = reading.parse
    for child in parse.children[noun]:
        token = parse.tokens[child]
        if token.dep == "poss" and can_speak(reading, child):
            return child
        if token.dep == "prep" and token.lower in {"by", "from", "of"}:
            owner = next((c for c in parse.children[child] if parse.tokens[c].dep == "pobj"), None)
            if owner is not None and can_speak(reading, owner):
                return owner
    head = parse.tokens[noun].head
    if parse.tokens[noun].dep == "dobj" and parse.tokens[head].lemma in SUPPORT:
        owner = subject(reading, head)
        return owner if owner is not None and can_speak(reading, owner) else None
    return noun if parse.tokens[noun].dep == "nsubj" and parse.tokens[noun].lemma == "report" else None
