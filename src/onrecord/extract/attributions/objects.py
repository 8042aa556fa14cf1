"""Attributions whose content is no clause: infinitives, refusals, "as" phrases, prepositional and plain objects."""

from __future__ import annotations

from onrecord.extract.attributions.cues import Cue, prepositional, refused, verbs
from onrecord.extract.attributions.found import Found, span_of
from onrecord.extract.attributions.making import has_to, make, negated, right_of
from onrecord.model import Factuality, Parse, Reading
from onrecord.packs import lexicon

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
CALLING = frozenset({"call", "dub", "label", "brand", "term"})
NAMING = frozenset({"named", "identified", "quoted"})
"""What a source that keeps its name back asks not to be: no statement of the story."""
SETTING = frozenset({"during", "at", "amid", "after", "before", "since", "via"})
"""Prepositions that lead to where or when something was said."""
WHEN = frozenset({"as", "while", "when", "after", "before", "since", "until", "once"})
"""Conjunctions that lead to when it was said."""
MARKS = frozenset({"mark", "advmod"})
PUTTING = frozenset({"put", "estimate", "peg", "place"})
"""Verbs that set a number on something with "at"."""
OCCASIONS = frozenset(
    {"speech", "statement", "interview", "ruling", "tweet", "letter", "report", "debate", "briefing", "address", "memo"}
    | {
        "email",
        "post",
        "column",
        "article",
        "essay",
        "book",
        "op-ed",
        "hearing",
        "rally",
        "conference",
        "video",
        "blog",
    }
    | {"twitter", "facebook", "television", "tv", "radio", "show", "program", "programme", "broadcast", "testimony"}
)
"""Nouns after "in" and "on" that do."""
FEWEST = 3
"""Words that a plain object must have to say something."""


def refusal(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    """As in "declined to say whether": what is refused, as neither asserted nor denied."""
    parse = reading.parse
    cue = verbs("refusal").get(lemma)
    if cue is None:
        return None
    for child in parse.children[verb]:
        if parse.tokens[child].dep in {"xcomp", "advcl"} and parse.tokens[child].lemma in refused():
            span = right_of(parse, child, verb)
            found = make(reading, verb, source, [span], cue, 0.85) if span else None
            if found:
                found.factuality, found.rule = Factuality.DOUBTED, "refusal"
            return found
    return None


def infinitive(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    """As in "vowed to fight", "urged them to go"."""
    parse = reading.parse
    cue = verbs("infinitive").get(lemma)
    if cue is None or negated(parse, verb) or not _is_act(parse, verb):
        return None
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if child > verb and token.dep in {"xcomp", "ccomp", "advcl"} and has_to(parse, child):
            if any(parse.tokens[i].lower in NAMING for i in parse.subtree(child)[:4]):
                return None
            span = span_of(parse, _after_cue(parse, verb, child), parse.subtree(child)[-1] + 1)
            found = make(reading, verb, source, [span], cue, 0.8) if span else None
            if found:
                found.rule = "infinitive"
            return found
    return None


def gerund(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    """As in "denied having sold it", "recalled her leaving early"."""
    parse = reading.parse
    cue = verbs("gerund").get(lemma)
    if cue is None or negated(parse, verb) or not _is_act(parse, verb):
        return None
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if child > verb and _is_gerund(parse, child) and token.dep in {"xcomp", "ccomp", "dobj"}:
            indices = parse.subtree(child)
            span = span_of(parse, indices[0], indices[-1] + 1) if indices[0] > verb else None
            if span and ("," in parse.text[parse.tokens[verb].end : span[0]] or len(parse.tokens_in(*span)) < FEWEST):
                return None
            found = make(reading, verb, source, [span], cue, 0.75) if span else None
            if found:
                found.rule = "gerund"
            return found
    return None


def _is_gerund(parse: Parse, verb: int) -> bool:
    """Whether it is "selling", "having sold" or "being sold"."""
    helpers = (parse.tokens[c] for c in parse.children[verb] if parse.tokens[c].dep in {"aux", "auxpass"})
    return parse.tokens[verb].tag == "VBG" or any(h.tag == "VBG" for h in helpers)


def _after_cue(parse: Parse, verb: int, child: int) -> int:
    """Where what follows the cue begins: its object, else the infinitive itself; not a leading "for" or "on"."""
    objects = [
        c for c in parse.children[verb] if verb < c < child and parse.tokens[c].dep in {"dobj", "dative", "nsubj"}
    ]
    first = min([*(parse.subtree(o)[0] for o in objects), parse.subtree(child)[0]])
    return first + (parse.tokens[first].lower in {"for", "on"})


def put_at(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    """As in "put the toll at 17": what a number is, by somebody's count."""
    parse = reading.parse
    if lemma not in PUTTING or negated(parse, verb) or not _is_act(parse, verb):
        return None
    objects = [c for c in parse.children[verb] if c > verb and parse.tokens[c].dep == "dobj"]
    links = [
        i
        for c in (verb, *objects)
        for i in parse.children[c]
        if i > verb and parse.tokens[i].lower == "at" and any(_is_number(parse, n) for n in parse.subtree(i))
    ]
    if not objects or not links:
        return None
    span = span_of(parse, parse.subtree(objects[0])[0], parse.subtree(links[0])[-1] + 1)
    found = make(reading, verb, source, [span], Cue(Factuality.ASSERTED), 0.8) if span else None
    if found:
        found.rule = "put at"
    return found


def _is_number(parse: Parse, index: int) -> bool:
    return parse.tokens[index].tag == "CD" or parse.tokens[index].pos == "NUM"


def described_as(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
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
    span = span_of(parse, first, _object_end(parse, verb, link) + 1)
    found = make(reading, verb, source, [span], cue, 0.75) if span else None
    if found:
        found.rule = "as"
    return found


def _object_complement(reading: Reading, verb: int, cue: Cue, source: int) -> Found | None:
    """As in "declared the outbreak an emergency", "called him a liar"."""
    parse = reading.parse
    after = [c for c in parse.children[verb] if c > verb]
    named = [c for c in after if parse.tokens[c].dep in {"oprd", "ccomp", "dep"} and parse.tokens[c].pos in NOMINAL]
    objects = [c for c in after if parse.tokens[c].dep == "dobj"]
    lemma = parse.tokens[verb].lemma
    if not named and not (lemma in CALLING and objects and _has_marks(reading, verb, objects[0])):
        return None
    first = min(parse.subtree(c)[0] for c in [*named, *objects])
    last = max(parse.subtree(c)[-1] for c in [*named, *objects])
    span = span_of(parse, first, last + 1)
    found = make(reading, verb, source, [span], cue, 0.7) if span else None
    if found:
        found.rule = "complement"
    return found


def _has_marks(reading: Reading, verb: int, child: int) -> bool:
    """Whether what something is called stands in quotation marks."""
    start, end = reading.parse.tokens[verb].end, reading.parse.tokens[reading.parse.subtree(child)[-1]].end
    return any(start <= q.start < end for q in reading.parse.quotations)


def warned_of(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    """As in "warned of a shortage", "called for calm", "responded to the charge"."""
    parse = reading.parse
    if negated(parse, verb) or not _is_act(parse, verb):
        return None
    for child in parse.children[verb]:
        cue = prepositional().get((lemma, parse.tokens[child].lower))
        if cue is not None and child > verb and parse.tokens[child].dep in {"prep", "prt"}:
            span = right_of(parse, child, child)
            if span is None or len(parse.tokens_in(*span)) < FEWEST - 1:
                return None
            found = make(reading, verb, source, [span], cue, 0.65)
            found.rule = "of"
            return found
    return None


def plain_object(reading: Reading, verb: int, lemma: str, source: int) -> Found | None:
    """As in "confirmed two cases", "denied the report"."""
    parse = reading.parse
    cue = verbs("object").get(lemma)
    if cue is None or negated(parse, verb) or not _is_act(parse, verb):
        return None
    if lemma == "show" and parse.tokens[source].lemma.lower() not in lexicon("bodies")["documents"]:
        return None
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if child > verb and token.dep == "dobj" and token.pos in {"NOUN", "PROPN", "NUM"}:
            span = span_of(parse, parse.subtree(child)[0], _object_end(parse, verb, child) + 1)
            if span and len(parse.tokens_in(*span)) < FEWEST:
                return None
            found = make(reading, verb, source, [span], cue, 0.6) if span else None
            if found:
                found.rule = "object"
            return found
    return None


def _object_end(parse: Parse, verb: int, child: int) -> int:
    """Where an object ends, with the phrases and clauses that go on from it; not at another verb of its subject."""
    going_on = {"prep", "xcomp", "advcl", "dobj", "npadvmod", "oprd"}
    parts = [
        c
        for c in parse.children[verb]
        if c > child and parse.tokens[c].dep in going_on and not _is_when(parse, c) and not _is_setting(parse, c)
    ]
    ends = [parse.subtree(c)[-1] for c in parts if parse.tokens[c].tag != "VBG"]
    return _before_aside(parse, child, max([parse.subtree(child)[-1], *ends]))


def _is_setting(parse: Parse, index: int) -> bool:
    """Whether a phrase tells where or when it was said: "during a debate", "in a speech"."""
    token = parse.tokens[index]
    if token.dep == "advcl":
        return any(parse.tokens[c].lower in WHEN and parse.tokens[c].dep in MARKS for c in parse.children[index])
    if token.dep != "prep" or token.lower not in SETTING | {"in", "on"}:
        return False
    return token.lower in SETTING or any(parse.tokens[c].lemma.lower() in OCCASIONS for c in parse.children[index])


def _before_aside(parse: Parse, first: int, last: int) -> int:
    """The last token before a clause that a comma sets off: ", which …", ", who …", ", when …"."""
    for index in range(first + 1, last):
        if parse.tokens[index].text == "," and parse.tokens[index + 1].tag in {"WDT", "WP", "WRB", "WP$"}:
            return index - 1
    return last


def _is_when(parse: Parse, index: int) -> bool:
    """Whether a phrase tells the day of the act: "on Monday", "last week"."""
    return any(parse.tokens[i].entity in {"DATE", "TIME"} for i in (index, *parse.children[index]))


def _is_act(parse: Parse, verb: int) -> bool:
    """Whether the verb tells of something said: no modal, no participle that leads up to another cue."""
    token = parse.tokens[verb]
    modal = any(parse.tokens[c].tag == "MD" for c in parse.children[verb])
    background = token.dep == "advcl" and token.head > verb
    return not modal and not background
