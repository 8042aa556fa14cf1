"""Attributions whose cue is a verb and whose content is a clause, an infinitive or a noun phrase."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.attributions.content import content_of
from onrecord.extract.attributions.cues import Cue, refused, verbs
from onrecord.extract.attributions.found import Found, span_of
from onrecord.extract.attributions.making import BELIEFS, has_to, make, negated
from onrecord.extract.attributions.objects import (
    described_as,
    gerund,
    infinitive,
    plain_object,
    put_at,
    refusal,
    warned_of,
)
from onrecord.extract.attributions.passives import in_passive
from onrecord.extract.attributions.speakers import SUBJECTS, can_speak, quoted_in, quoting, subject
from onrecord.model import Factuality, Parse, Reading

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SHOWING = frozenset({"show", "find", "suggest"})
"""Verbs that take a clause without a finite verb: "the poll showed her leading"."""
MANDATIVE = frozenset(
    {"demand", "insist", "recommend", "suggest", "propose", "request", "ask", "urge", "require", "prefer"}
)
"""Verbs that take a clause in the base form: "demanded he resign" (Quirk et al., 1985, 16.30)."""
QUESTIONS = frozenset({"whether", "if", "how", "why", "what", "when", "where", "who", "which"})
NOBODY = frozenset({"none", "nobody", "neither"})
SAYING = frozenset({"say", "tell"})
"""What only speakers do."""
GOING_ON = frozenset(
    {"go", "continue", "come", "appear", "seem", "begin", "start", "tend", "rush", "hasten", "use", "prefer"}
)
"""Verbs whose "to say" is said."""
MARKING = frozenset({"considering", "assuming", "supposing", "granting", "providing", "seeing"})
"""Participles that begin a clause as "if" and "since" do (Quirk et al., 1985, 14.14), without a subject or helper."""
OWN = SUBJECTS | {"aux", "auxpass"}
SENTENCE = 6
"""Words that a noun phrase after "said" must have to be taken for a clause."""


def from_verbs(reading: Reading, inside: frozenset[int]) -> Iterator[Found]:
    """Every verb that reports, outside quotation marks, with what it reports."""
    for token in reading.parse.tokens:
        if token.pos in {"VERB", "AUX"} and token.index not in inside:
            yield from _from_verb(reading, token.index)


def _from_verb(reading: Reading, verb: int) -> Iterator[Found]:
    parse = reading.parse
    lemma = parse.tokens[verb].lemma.lower()
    if _tells_nothing(parse, verb):
        return
    if _is_passive(parse, verb):
        yield from in_passive(reading, verb, lemma)
        return
    source = _source(reading, verb)
    if source is None or _is_nobody(parse, source):
        return
    known = can_speak(reading, source) or (lemma in SAYING and _is_someone(parse, source))
    if not known and not (_is_someone(parse, source) and _takes_clause(parse, verb)):
        return
    finders = (_clause, refusal, infinitive, gerund, put_at, described_as, warned_of, plain_object)
    for finder in finders if known else finders[:1]:
        found = finder(reading, verb, lemma, source)
        if found is not None:
            teller = quoting(reading, verb)
            found.quoted_by = quoted_in(parse, source) if teller is None else teller
            yield found
            return


def _tells_nothing(parse: Parse, verb: int) -> bool:
    """Whether a verb is refused, wished for or a conjunction: "refused to say", "wants to say", "considering that"."""
    token = parse.tokens[verb]
    head = parse.tokens[token.head]
    refused = token.dep in {"xcomp", "advcl"} and head.lemma in verbs("refusal")
    wished = token.dep == "xcomp" and head.pos == "VERB" and head.lemma not in GOING_ON and has_to(parse, verb)
    marks = token.lower in MARKING and not any(parse.tokens[c].dep in OWN for c in parse.children[verb])
    return refused or wished or marks


def _is_nobody(parse: Parse, source: int) -> bool:
    """As in "nobody said", "no official said"."""
    own = (parse.tokens[c].lower for c in parse.children[source])
    return parse.tokens[source].lower in NOBODY or any(w in {"no", "not"} for w in own)


def _takes_clause(parse: Parse, verb: int) -> bool:
    """Whether a finite clause follows the verb: whoever the subject is, what it is said to say or think is there."""
    return any(c > verb and _is_clause(parse, c, verb) for c in parse.children[verb])


def _is_someone(parse: Parse, source: int) -> bool:
    """Whether a noun that no list knows is the subject of "said" all the same."""
    token = parse.tokens[source]
    return token.pos == "NOUN" and token.entity not in {"DATE", "TIME", "MONEY", "PERCENT"}


def _source(reading: Reading, verb: int) -> int | None:
    """Whose word the verb gives: its subject, or for ", adding that" that of the verb which the sentence hangs on."""
    parse = reading.parse
    own = subject(reading, verb)
    if parse.tokens[verb].tag == "VBG" and not any(parse.tokens[c].dep in SUBJECTS for c in parse.children[verb]):
        if _after_comma(parse, verb):
            return _outer_speaker(reading, verb, own)
    elif parse.tokens[verb].dep == "conj" and parse.tokens[verb].tag == "VBD" and own is not None:
        return _outer_speaker(reading, verb, own) if _passive_subject(parse, own) else own
    return own


def _after_comma(parse: Parse, verb: int) -> bool:
    before = [parse.tokens[i] for i in range(max(verb - 3, 0), verb)]
    return any(t.text in {",", "-", "--", "—", "–"} for t in before)


def _passive_subject(parse: Parse, index: int) -> bool:
    return parse.tokens[index].dep == "nsubjpass"


def _outer_speaker(reading: Reading, verb: int, own: int | None) -> int | None:
    """The subject of the nearest verb above that reports something, where the verb's own lies in what is reported."""
    parse = reading.parse
    for above in parse.ancestors(verb):
        token = parse.tokens[above]
        if token.pos == "VERB" and token.lemma.lower() in verbs("clause").keys() | verbs("refusal").keys():
            outer = subject(reading, above)
            if outer is not None and can_speak(reading, outer):
                return outer
    return own


def _is_passive(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].dep in {"nsubjpass", "auxpass"} for c in parse.children[verb]) or (
        parse.tokens[verb].dep == "acl" and parse.tokens[verb].tag == "VBN"
    )


def _clause(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    cue = verbs("clause").get(lemma)
    parse = reading.parse
    if cue is None:
        return None
    complements = [c for c in parse.children[verb] if _is_clause(parse, c, verb) or _is_misread(parse, c, verb)]
    if not complements:
        return _parenthesis(reading, verb, source, cue)
    spans = content_of(parse, verb, complements, source)
    if not spans:
        return None
    found = make(reading, verb, source, spans, cue, 0.9)
    if negated(parse, verb) and lemma not in BELIEFS:
        if parse.tokens_in(*spans[0])[0].lower not in QUESTIONS or lemma not in refused():
            return None
        found.factuality = Factuality.DOUBTED
    found.rule = "clause"
    return found


def _is_misread(parse: Parse, child: int, verb: int) -> bool:
    """Whether a noun phrase after "said" is a clause whose verb the parse took for a noun."""
    token = parse.tokens[child]
    if child < verb or token.dep != "dobj" or token.pos not in {"NOUN", "PROPN"}:
        return False
    return parse.tokens[verb].lemma in {"say", "state"} and len(parse.subtree(child)) >= SENTENCE


def _is_clause(parse: Parse, child: int, verb: int) -> bool:
    """Whether a child of the verb is a clause that it takes as its content: finite, or led in by "that"."""
    token = parse.tokens[child]
    if token.dep != "ccomp":
        return False
    inside = [parse.tokens[c] for c in parse.children[child]]
    if token.tag in FINITE or any(t.tag in FINITE or (t.dep == "mark" and t.lower == "that") for t in inside):
        return True
    shows = parse.tokens[verb].lemma in SHOWING | MANDATIVE and any(t.dep in SUBJECTS for t in inside)
    return child < verb or shows


def _parenthesis(reading: Reading, verb: int, source: int, cue: Cue) -> Found | None:
    """As in "The plan, he said, will work", "As he said, it will work": the cue hangs on the clause that it reports."""
    parse = reading.parse
    token = parse.tokens[verb]
    like = any(parse.tokens[c].lower == "as" and parse.tokens[c].dep == "mark" for c in parse.children[verb])
    hangs = token.dep in {"parataxis", "ccomp"} or (like and token.dep == "advcl")
    frames = _frames(token.lemma.lower())
    if not hangs or token.head == verb or "quote" not in frames:
        return None
    if not like and {"quote", "clause"} <= _frames(parse.tokens[token.head].lemma.lower()) and token.dep == "ccomp":
        return None
    sentence = parse.sentence_of(verb)
    first, last = _segment(parse, verb, source)
    spans = [span_of(parse, sentence.first, first), span_of(parse, last + 1, sentence.last)]
    words = sum(len(parse.tokens_in(*s)) for s in spans if s)
    if words < len(["the", "plan", "works"]) or not _set_off(parse, first, last):
        return None
    found = make(reading, verb, source, [s for s in spans if s], cue, 0.75)
    found.rule = "parenthesis"
    return found


def _segment(parse: Parse, verb: int, source: int) -> tuple[int, int]:
    """The words of "he said on Monday" between its commas: the subject or "as" to what hangs on the verb."""
    own = set(parse.subtree(verb))
    marks = {",", "-", "--", "—", "–", ";", ":"}
    first = min(verb, parse.subtree(source)[0])
    while first - 1 in own and parse.tokens[first - 1].text not in marks:
        first -= 1
    last = max(verb, parse.subtree(source)[-1])
    while last + 1 in own and parse.tokens[last + 1].text not in marks:
        last += 1
    return first, last


def _set_off(parse: Parse, first: int, last: int) -> bool:
    """Whether commas or marks stand about these tokens."""
    before = parse.tokens[first - 1].text if first else ","
    after = parse.tokens[last + 1].text if last + 1 < len(parse.tokens) else "."
    marks = {",", "-", "--", "—", "–", "”", '"', ".", ";", ":"}
    return before in marks or after in marks or parse.tokens[first].text in marks


def _frames(lemma: str) -> set[str]:
    return {f for f in ("quote", "clause") if lemma in verbs(f)}
