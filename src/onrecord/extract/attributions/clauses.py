"""Attributions whose cue is a verb and whose content is a clause, an infinitive or a noun phrase."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.attributions.cues import Cue, passive, refused, verbs
from onrecord.extract.attributions.found import Found, Span, span_of
from onrecord.extract.attributions.speakers import agent, can_speak, subject
from onrecord.model import Factuality, Parse, Reading

AUXILIARY = frozenset({"aux", "auxpass", "neg", "prt"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
BELIEFS = frozenset({"believe", "think", "expect", "feel", "consider", "suppose", "anticipate", "know"})


def from_verbs(reading: Reading, inside: frozenset[int]) -> Iterator[Found]:
    """Every verb that reports, outside quotation marks, with what it reports."""
    for token in reading.parse.tokens:
        if token.pos in {"VERB", "AUX"} and token.index not in inside:
            yield from _from_verb(reading, token.index)


def _from_verb(reading: Reading, verb: int) -> Iterator[Found]:
    parse = reading.parse
    lemma = parse.tokens[verb].lemma.lower()
    if _is_passive(parse, verb):
        yield from _passive(reading, verb, lemma)
        return
    source = subject(parse, verb)
    if source is None or not can_speak(reading, source):
        return
    for finder in (_clause, _refusal, _infinitive, _as, _of, _object):
        found = finder(reading, verb, lemma, source)
        if found is not None:
            yield found
            return


def _is_passive(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].dep in {"nsubjpass", "auxpass"} for c in parse.children[verb]) or (
        parse.tokens[verb].dep == "acl" and parse.tokens[verb].tag == "VBN"
    )


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


def _clause(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    cue = verbs("clause").get(lemma)
    parse = reading.parse
    if cue is None:
        return None
    complement = next((c for c in parse.children[verb] if _is_clause(parse, c, verb)), None)
    if complement is None:
        return _parenthesis(reading, verb, source, cue)
    spans = content_of(parse, verb, complement, source)
    if not spans:
        return None
    wh = parse.tokens[parse.subtree(complement)[0]].lower in {
        "whether",
        "if",
        "how",
        "why",
        "what",
        "when",
        "where",
        "who",
    }
    found = make(reading, verb, source, spans, cue, 0.9)
    if negated(parse, verb) and lemma not in BELIEFS:
        if not wh:
            return None
        found.factuality = Factuality.DOUBTED
    found.addressee = _addressee(parse, verb)
    found.rule = "clause"
    return found


def _is_clause(parse: Parse, child: int, verb: int) -> bool:
    """Whether a child of the verb is a finite clause that it takes as its content."""
    token = parse.tokens[child]
    if token.dep != "ccomp":
        return False
    subtree = parse.children[child]
    return token.tag in FINITE or any(parse.tokens[c].tag in FINITE for c in subtree) or child < verb


def content_of(parse: Parse, verb: int, complement: int, source: int | None) -> list[Span]:
    """The parts of a clause that lie before and after its cue."""
    sentence = parse.sentence_of(verb)
    subtree = [i for i in parse.subtree(complement) if sentence.first <= i < sentence.last]
    before = [i for i in subtree if i < verb]
    after = [i for i in subtree if i > verb]
    spans = []
    if before and (source is None or before[0] < source or source > verb):
        edge = min([verb, *_subject_tokens(parse, verb, source)])
        first = _sentence_start(parse, verb, before[0], sentence.first)
        spans.append(span_of(parse, first, min(edge, before[-1] + 1)))
    if after:
        first = after[0]
        if (
            parse.tokens[first].lower == "that"
            and parse.tokens[first].dep in {"mark", "det", "nsubj"}
            and first + 1 in after
        ):
            first += parse.tokens[first].dep == "mark"
        spans.append(span_of(parse, first, after[-1] + 1))
    return [s for s in spans if s]


def _subject_tokens(parse: Parse, verb: int, source: int | None) -> list[int]:
    """The tokens of a subject that stands before its verb and after the content."""
    if source is None or source > verb:
        return []
    return [i for i in parse.subtree(source) if i <= source] if parse.tokens[source].head == verb else [source]


def _sentence_start(parse: Parse, verb: int, first: int, sentence_first: int) -> int:
    """Where a clause before its cue begins: at the sentence's first word, unless that belongs to the cue."""
    own = {
        i
        for c in parse.children[verb]
        if parse.tokens[c].dep in {"prep", "advcl", "npadvmod"}
        for i in parse.subtree(c)
    }
    return first if any(i in own for i in range(sentence_first, first)) else sentence_first


def _parenthesis(reading: Reading, verb: int, source: int, cue: Cue) -> Found | None:
    """As in "The plan, he said, will work": the cue hangs on the clause that it reports."""
    parse = reading.parse
    token = parse.tokens[verb]
    if token.dep not in {"parataxis", "ccomp"} or token.head == verb or "quote" not in _frames(token.lemma.lower()):
        return None
    sentence = parse.sentence_of(verb)
    own = parse.subtree(verb)
    rest = [i for i in range(sentence.first, sentence.last) if not own[0] <= i <= own[-1]]
    if parse.tokens[token.head].lemma.lower() in verbs("clause") or len(rest) < len(["the", "plan", "works"]):
        return None
    spans = [span_of(parse, sentence.first, own[0]), span_of(parse, own[-1] + 1, sentence.last)]
    if not _set_off(parse, own[0], own[-1]):
        return None
    found = make(reading, verb, source, [s for s in spans if s], cue, 0.75)
    found.rule = "parenthesis"
    return found


def _set_off(parse: Parse, first: int, last: int) -> bool:
    """Whether commas or marks stand about these tokens."""
    before = parse.tokens[first - 1].text if first else ","
    after = parse.tokens[last + 1].text if last + 1 < len(parse.tokens) else "."
    marks = {",", "-", "--", "—", "–", "”", '"', ".", ";", ":"}
    return before in marks or after in marks or parse.tokens[first].text in marks


def _frames(lemma: str) -> set[str]:
    return {f for f in ("quote", "clause") if lemma in verbs(f)}


def _addressee(parse: Parse, verb: int) -> str | None:
    """Whom it was told to."""
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if (
            child > verb
            and token.dep in {"dobj", "dative"}
            and parse.tokens[verb].lemma in {"tell", "inform", "assure"}
        ):
            indices = parse.subtree(child)
            return parse.text[parse.tokens[indices[0]].start : parse.tokens[indices[-1]].end]
    return None


def _refusal(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    parse = reading.parse
    cue = verbs("refusal").get(lemma)
    if cue is None:
        return None
    for child in parse.children[verb]:
        if parse.tokens[child].dep == "xcomp" and parse.tokens[child].lemma in refused():
            span = _right(parse, child, verb)
            found = make(reading, verb, source, [span], cue, 0.85) if span else None
            if found:
                found.factuality, found.rule = Factuality.DOUBTED, "refusal"
            return found
    return None


def _infinitive(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    """As in "vowed to fight", "urged them to go"."""
    parse = reading.parse
    cue = verbs("infinitive").get(lemma)
    if cue is None or negated(parse, verb):
        return None
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if child > verb and token.dep in {"xcomp", "ccomp", "advcl"} and _has_to(parse, child):
            span = span_of(parse, _after_cue(parse, verb, child), parse.subtree(child)[-1] + 1)
            found = make(reading, verb, source, [span], cue, 0.8) if span else None
            if found:
                found.rule = "infinitive"
            return found
    return None


def _has_to(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].lower == "to" and parse.tokens[c].dep == "aux" for c in parse.children[verb])


def _after_cue(parse: Parse, verb: int, child: int) -> int:
    """Where what follows the cue begins: its object, else the infinitive itself; not a leading "for" or "on"."""
    objects = [
        c for c in parse.children[verb] if verb < c < child and parse.tokens[c].dep in {"dobj", "dative", "nsubj"}
    ]
    first = min([*(parse.subtree(o)[0] for o in objects), parse.subtree(child)[0]])
    return first + (parse.tokens[first].lower in {"for", "on"})


def _right(parse: Parse, child: int, verb: int) -> Span | None:
    indices = [i for i in parse.subtree(child) if i > verb]
    return span_of(parse, indices[0], indices[-1] + 1) if indices else None


def _as(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    """As in "described the group as a menace"."""
    parse = reading.parse
    cue = verbs("as").get(lemma)
    if cue is None:
        return None
    link = next(
        (
            c
            for c in parse.children[verb]
            if c > verb and parse.tokens[c].lower == "as" and parse.tokens[c].dep == "prep"
        ),
        None,
    )
    if link is None:
        return _object_complement(reading, verb, cue, source)
    objects = [c for c in parse.children[verb] if parse.tokens[c].dep == "dobj" and verb < c < link]
    first = parse.subtree(objects[0])[0] if objects else link
    span = span_of(parse, first, parse.subtree(link)[-1] + 1)
    found = make(reading, verb, source, [span], cue, 0.75) if span else None
    if found:
        found.rule = "as"
    return found


def _object_complement(reading: Reading, verb: int, cue: Cue, source: int) -> Found | None:
    """As in "declared the outbreak an emergency", "called him a liar"."""
    parse = reading.parse
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if child > verb and (token.dep == "oprd" or (token.dep == "ccomp" and token.pos in {"NOUN", "PROPN", "ADJ"})):
            objects = [c for c in parse.children[verb] if parse.tokens[c].dep == "dobj" and verb < c]
            first = min([parse.subtree(child)[0], *(parse.subtree(o)[0] for o in objects)])
            span = span_of(parse, first, parse.subtree(child)[-1] + 1)
            found = make(reading, verb, source, [span], cue, 0.7) if span else None
            if found:
                found.rule = "complement"
            return found
    return None


def _of(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    """As in "warned of a shortage", "called for calm"."""
    parse = reading.parse
    cue = verbs("of").get(lemma)
    if cue is None or negated(parse, verb):
        return None
    wanted = {"call": {"for"}, "appeal": {"for"}, "press": {"for"}, "plead": {"for"}, "argue": {"for", "against"}}.get(
        lemma, {"of", "about", "against"}
    )
    for child in parse.children[verb]:
        if child > verb and parse.tokens[child].dep == "prep" and parse.tokens[child].lower in wanted:
            span = _right(parse, child, child)
            found = make(reading, verb, source, [span], cue, 0.65) if span else None
            if found:
                found.rule = "of"
                if lemma in {"call", "appeal", "plead"}:
                    found.factuality = Factuality.ASKED
            return found
    return None


def _object(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    """As in "confirmed two cases", "denied the report"."""
    parse = reading.parse
    cue = verbs("object").get(lemma)
    if cue is None or negated(parse, verb):
        return None
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if child > verb and token.dep == "dobj" and token.pos in {"NOUN", "PROPN", "NUM"}:
            end = max(
                [
                    parse.subtree(child)[-1],
                    *(
                        parse.subtree(c)[-1]
                        for c in parse.children[verb]
                        if c > child and parse.tokens[c].dep in {"prep", "xcomp"}
                    ),
                ]
            )
            span = span_of(parse, parse.subtree(child)[0], end + 1)
            found = make(reading, verb, source, [span], cue, 0.6) if span else None
            if found:
                found.rule = "object"
            return found
    return None


def _passive(reading: Reading, verb: int, lemma: str) -> Iterator[Found]:
    """As in "is believed to be", "was reported that", "claimed by the group"."""
    parse = reading.parse
    by = agent(parse, verb)
    cue = verbs("clause").get(lemma) or verbs("object").get(lemma)
    if cue is None:
        return
    subjects = [c for c in parse.children[verb] if parse.tokens[c].dep == "nsubjpass"]
    clause = next((c for c in parse.children[verb] if parse.tokens[c].dep == "ccomp" and c > verb), None)
    if clause is not None and (by is not None or lemma in passive()):
        span = _right(parse, clause, verb)
        if span:
            found = make(reading, verb, by, content_of(parse, verb, clause, None)[-1:], cue, 0.7)
            found.unsaid, found.rule = by is None, "passive clause"
            yield found
        return
    if subjects and lemma in passive() and not negated(parse, verb):
        yield from _passive_infinitive(reading, verb, subjects[0], by, cue)


def _passive_infinitive(reading: Reading, verb: int, subject_: int, by: int | None, cue: Cue) -> Iterator[Found]:
    parse = reading.parse
    rest = next((c for c in parse.children[verb] if parse.tokens[c].dep in {"xcomp", "oprd"} and c > verb), None)
    if rest is None or parse.tokens[verb].lemma == "expect":
        return
    spans = [span_of(parse, parse.subtree(subject_)[0], parse.subtree(subject_)[-1] + 1), _right(parse, rest, verb)]
    found = make(reading, verb, by, [s for s in spans if s], cue, 0.7)
    found.unsaid, found.rule = by is None, "passive"
    yield found
