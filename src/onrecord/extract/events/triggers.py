"""Triggers: the words that tell of an event, a verb with its particle or a noun with what carries it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.extract.figures.near import beginning_in
from onrecord.model import Parse, Reading, Token
from onrecord.packs import EventWords, Pack, lexicon

LONGEST = 4
"""Words of the longest trigger that a pack may name."""

_ACTED_ON = frozenset({"dobj", "nsubjpass", "dative"})
_ACTS = frozenset({"nsubj", "csubj"})
_SHARES_SUBJECT = frozenset({"xcomp", "conj", "pcomp", "advcl", "prep", "ccomp"})
DEEP = 4
"""Verbs up from one to that whose subject it shares."""
_BY = frozenset({"agent", "prep"})
_ADJACENT = frozenset({"of", "for", "on", "at", "with", "in", "to", "into"})
"""Prepositions that belong to a verb only where they stand beside it, or one word on."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event: its type, the token that heads it, and its words, `first` up to, not with, `last`.

    `lemma` is what the pack calls it; `nominal` for a noun; `carrier` is the verb that says of the noun that it takes
    place, where one does.
    """

    type: str
    head: int
    first: int
    last: int
    lemma: str
    nominal: bool = False
    carrier: int | None = None

    @property
    def said_by(self) -> int:
        """The token whose tense and clause are the event's: the carrier, where there is one."""
        return self.head if self.carrier is None else self.carrier


Phrase = tuple[str, ...]
"""The words of a trigger as a pack names it, in lower case, each a lemma."""


@dataclass(frozen=True)
class Vocabulary:
    """A pack's event words: nouns with their type by their last word, verbs with their row by their first."""

    nouns: Mapping[str, tuple[tuple[Phrase, str], ...]]
    verbs: Mapping[str, tuple[tuple[Phrase, EventWords], ...]]


@lru_cache(maxsize=8)
def vocabulary(pack: Pack) -> Vocabulary:
    """The event words of a pack, the longer before the shorter, the later pack's before the earlier's."""
    nouns: dict[str, list[tuple[Phrase, str]]] = defaultdict(list)
    verbs: dict[str, list[tuple[Phrase, EventWords]]] = defaultdict(list)
    for row in reversed(pack.events):
        for noun in (tuple(n.split()) for n in sorted(row.nouns)):
            nouns[noun[-1]].append((noun, row.type))
        for verb in (tuple(v.split()) for v in sorted(row.verbs)):
            verbs[verb[0]].append((verb, row))
    return Vocabulary(
        {k: tuple(sorted(v, key=lambda n: -len(n[0]))) for k, v in nouns.items()},
        {k: tuple(sorted(v, key=_narrowness)) for k, v in verbs.items()},
    )


def _narrowness(entry: tuple[Phrase, EventWords]) -> tuple[int, bool]:
    """More words first; of those, what asks for company before what does not."""
    phrase, row = entry
    return -len(phrase), not (row.objects or row.subjects)


def triggers(reading: Reading, pack: Pack, words: Vocabulary) -> Iterator[Trigger]:
    """Every trigger in the body of a reading, in order of place."""
    parse = reading.parse
    for token in parse.tokens:
        if token.pos in {"VERB", "AUX"} or token.dep in {"ROOT", "acl", "relcl"}:
            found = _verbal(reading, pack, words, token)
        elif token.pos in {"NOUN", "PROPN"}:
            found = _nominal(reading, words, token)
        else:
            found = None
        if found and parse.in_body(token.start):
            yield found


# --- verbs ---------------------------------------------------------------------------------------------


def _verbal(reading: Reading, pack: Pack, words: Vocabulary, token: Token) -> Trigger | None:
    parse = reading.parse
    for phrase, row in _rows(words, token):
        last = _matched(parse, token, phrase[1:])
        if _is_idiom(parse, token.index, row):
            continue
        if last is None or not any(_kept_company(reading, pack, v, row) for v in dict.fromkeys((token.index, last))):
            continue
        first = min([token.index, *(c.index for c in _auxiliaries(parse, token.index))])
        return Trigger(row.type, token.index, first, max(last, token.index) + 1, " ".join(phrase))
    return None


def _is_idiom(parse: Parse, verb: int, row: EventWords) -> bool:
    """Whether a verb that asks for company only puts it into doing something: "sent the planners scrambling"."""
    below = (parse.tokens[c] for c in parse.children[verb])
    return bool(row.objects) and any(t.dep == "ccomp" and t.tag == "VBG" for t in below)


def _rows(words: Vocabulary, token: Token) -> tuple[tuple[Phrase, EventWords], ...]:
    """What a verb may tell of; of a form whose lemma the model has cut short ("stag" of "staged"), the whole verb's."""
    lemma = token.lemma.lower()
    found = words.verbs.get(lemma)
    cut = token.lower.startswith(f"{lemma}e") or token.tag == "VBG"
    return found or (words.verbs.get(f"{lemma}e", ()) if cut else ())


def _matched(parse: Parse, token: Token, after: tuple[str, ...]) -> int | None:
    """The last token of a verb with the words that go with it, which stand close behind; None where they do not."""
    at = token.index
    sentence = parse.sentence_of(at)
    if not after and any(parse.tokens[c].dep == "prt" for c in parse.children[at]):
        return None
    for word in after:
        reach = 2 if word in _ADJACENT else LONGEST
        ahead = parse.tokens[at + 1 : min(at + 1 + reach, sentence.last)]
        found = next((t for t in ahead if t.lower == word or t.lemma.lower() == word), None)
        if found is None or not _goes_with(parse, token, found):
            return None
        at = found.index
    return at


def _goes_with(parse: Parse, verb: Token, word: Token) -> bool:
    """Whether a word hangs on the verb, or on what hangs on it."""
    up = word
    for _ in range(LONGEST):
        if up.head == verb.index:
            return True
        if up.head == up.index:
            return False
        up = parse.tokens[up.head]
    return False


def _auxiliaries(parse: Parse, verb: int) -> Iterator[Token]:
    return (parse.tokens[c] for c in parse.children[verb] if parse.tokens[c].dep in {"aux", "auxpass", "neg"})


def _kept_company(reading: Reading, pack: Pack, verb: int, row: EventWords) -> bool:
    """Whether a verb stands with what its row asks for: as what is acted on, or as who acts."""
    if not row.objects and not row.subjects:
        return True
    parse = reading.parse
    acted_on = list(objects(parse, verb))
    acts = list(subjects(parse, verb))
    if any(is_of(reading, pack, o, row.objects) for o in acted_on):
        return True
    moving = all(is_of(reading, pack, o, _PLACES) for o in acted_on)  # "the troops left the valley"
    return moving and any(is_of(reading, pack, s, row.subjects) for s in acts)


def objects(parse: Parse, verb: int) -> Iterator[int]:
    """What a verb acts on: its object or passive subject, what these join, and what a participle or clause is on."""
    found = [c for c in parse.children[verb] if parse.tokens[c].dep in _ACTED_ON]
    token = parse.tokens[verb]
    if not found and token.tag == "VBN" and token.dep in {"acl", "amod"}:
        found = [token.head]
    if not found and token.dep == "relcl" and any(parse.tokens[c].dep == "nsubjpass" for c in parse.children[verb]):
        found = [token.head]
    for index in found:
        if parse.tokens[index].tag in {"WDT", "WP"} and token.dep == "relcl":
            yield from _antecedents(parse, token.head)
            continue
        yield from _all_of(parse, index)


def subjects(parse: Parse, verb: int) -> Iterator[int]:
    """What acts: the subject of a verb, or of the verb that it shares it with; of a relative clause, its noun."""
    at = verb
    for _ in range(DEEP):
        token = parse.tokens[at]
        on = [parse.tokens[c] for c in parse.children[at]]
        found = [t for t in on if t.dep in _ACTS or (t.dep == "nsubjpass" and at != verb)]
        if found:
            for subject in found:
                relative = subject.tag in {"WDT", "WP"} and token.dep == "relcl"
                yield from _antecedents(parse, token.head) if relative else _all_of(parse, subject.index)
            return
        if (asked := _asked(parse, token)) is not None:
            yield from _all_of(parse, asked)
            return
        if token.dep == "acl" and token.tag == "VBG":
            yield token.head
            return
        if token.head == at or token.dep not in _SHARES_SUBJECT:
            return
        at = token.head


def _asked(parse: Parse, verb: Token) -> int | None:
    """Whom another is told to have act, by the infinitive that says what: "asked the council to pass"."""
    over = parse.tokens[verb.head]
    if verb.dep != "xcomp" or over.lemma.lower() not in lexis("moving"):
        return None
    return next((c for c in parse.children[over.index] if parse.tokens[c].dep in _ACTED_ON and c < verb.index), None)


def _antecedents(parse: Parse, noun: int) -> Iterator[int]:
    """What a relative clause may be about: its noun, or that which stands before it ("the clinic at Orlo, which …")."""
    yield noun
    token = parse.tokens[noun]
    if token.dep == "pobj" and parse.tokens[parse.tokens[token.head].head].pos in {"NOUN", "PROPN"}:
        yield parse.tokens[token.head].head


def conjoined(parse: Parse, index: int) -> Iterator[int]:
    """A noun, and those joined to it."""
    yield index
    for child in parse.children[index]:
        if parse.tokens[child].dep == "conj":
            yield from conjoined(parse, child)


def _all_of(parse: Parse, index: int) -> list[int]:
    """A noun, those joined to it, and what each is a number, a group or the doing of, in the order of the words."""
    nouns = list(conjoined(parse, index))
    on = (parse.tokens[c] for n in nouns if _shares_its_part(parse.tokens[n]) for c in parse.children[n])
    of = (t.index for t in on if t.dep == "prep" and t.lower == "of")
    return sorted([*nouns, *(o for at in of for o in parse.children[at] if parse.tokens[o].dep == "pobj")])


def _shares_its_part(noun: Token) -> bool:
    """Whether what a noun is of takes part where it does: "hundreds of", "control of", not "officers of some rank"."""
    return noun.tag != "NNS" or noun.lemma.lower() in lexis("gathering") | lexis("groups")


def is_of(reading: Reading, pack: Pack, index: int, wanted: frozenset[str]) -> bool:
    """Whether a noun is one of some words, of a kind of unit, or of a kind of name ("mission", "place")."""
    token = reading.parse.tokens[index]
    unit = pack.unit_of.get(token.lower) or pack.unit_of.get(token.lemma.lower())
    if token.pos in {"NUM", "PRON"} and "person" in wanted:
        return True
    if wanted & {token.lemma.lower(), token.lower} or (unit is not None and unit.kind in wanted):
        return True
    names = [m for m in beginning_in(reading.mentions, token.start - _NAME, token.end) if m.end >= token.end]
    called = {word for m in names if token.pos == "PRON" for word in m.name.lower().split()}
    return bool(called & wanted) or any(m.type.value in wanted and m.reason is None for m in names)


_PLACES = frozenset({"place", "facility"})
_NAME = 60
"""Characters back to where a name that holds a word may begin."""


# --- nouns ---------------------------------------------------------------------------------------------


@cache
def lexis(key: str) -> frozenset[str]:
    """A list of the events' lexicon as a set."""
    return frozenset(lexicon("events")[key])


def _nominal(reading: Reading, words: Vocabulary, token: Token) -> Trigger | None:
    parse = reading.parse
    if token.dep in {"compound", "amod", "nmod", "npadvmod"}:
        return None
    for parts, type_ in words.nouns.get(token.lemma.lower(), ()):
        first = token.index - len(parts) + 1
        before = tuple(t.lower for t in parse.tokens[max(first, 0) : token.index])
        if first >= 0 and before == parts[:-1]:
            carrier = carrier_of(parse, token.index)
            span = _noun_span(parse, token.index, first)
            if carrier is None and not _is_told_of(reading, token, span[0]):
                return None
            return Trigger(type_, token.index, *span, " ".join(parts), nominal=True, carrier=carrier)
    return None


def _noun_span(parse: Parse, head: int, first: int) -> tuple[int, int]:
    """The noun with the words on it that name it: "rocket attack", not "the attack"."""
    naming = {"compound", "amod"}
    while first and parse.tokens[first - 1].dep in naming and parse.tokens[first - 1].head == head:
        first -= 1
    return first, head + 1


def carrier_of(parse: Parse, noun: int) -> int | None:
    """The verb that says of a noun that it takes place: "held talks", "the assault began", "was in talks"."""
    token = _gathered(parse, parse.tokens[noun])
    head = parse.tokens[token.head]
    lemma = head.lemma.lower()
    if token.dep == "nsubj" and lemma in lexis("occurring"):
        return head.index
    if token.dep in _ACTED_ON and lemma in lexis("light"):
        return head.index
    if token.dep == "pobj" and head.dep in {"prep", "prt"}:
        over = parse.tokens[head.head]
        if f"{over.lemma.lower()} {head.lower}" in lexis("light"):
            return over.index
        held = [over, *(parse.tokens[c] for c in parse.children[over.index] if parse.tokens[c].dep == "dobj")]
        for noun_held in held:
            verb = parse.tokens[noun_held.head]
            if f"{verb.lemma.lower()} {noun_held.lemma.lower()} {head.lower}" in lexis("light"):
                return verb.index
    return None


def is_answered(parse: Parse, noun: int) -> bool:
    """Whether what is told answers what a noun tells of, which has happened: "mourn the death", "revenge for"."""
    token = parse.tokens[noun]
    over = parse.tokens[token.head]
    if token.dep == "pobj" and over.dep == "prep":
        over = parse.tokens[over.head]
    elif token.dep not in _ACTED_ON:
        return False
    return over.index != noun and over.lemma.lower() in lexis("answering")


def _gathered(parse: Parse, token: Token) -> Token:
    """The noun that gathers several of another: "a number of clashes", "a series of attacks"."""
    of = parse.tokens[token.head]
    over = parse.tokens[of.head]
    return over if token.dep == "pobj" and of.lower == "of" and over.lemma.lower() in lexis("gathering") else token


def _is_told_of(reading: Reading, token: Token, first: int) -> bool:
    """Whether a noun has what an event has: who, whom, where or when, and is not only feared, sought or spoken of."""
    parse = reading.parse
    above = [parse.tokens[i].lemma.lower() for i in parse.ancestors(token.index)][:2]
    if set(above) & lexis("unreal"):
        return False
    on_it = [parse.tokens[i] for i in range(first, token.index)]
    named = any(t.dep in {"compound", "amod"} and _names(t) for t in on_it)
    arguments = any(_is_argument(parse.tokens[c]) for c in parse.children[token.index])
    at = parse.subtree(token.index)
    start, end = parse.tokens[at[0]].start, parse.tokens[at[-1]].end
    timed = any(t.interval is not None for t in beginning_in(reading.timexes, start, end))
    under = parse.tokens[token.head].lower in {"during", "in", "after", "at", "by", "following"} and token.dep == "pobj"
    return named or arguments or timed or (under and _is_one(parse, token))


def _is_argument(token: Token) -> bool:
    """Whether a word on a noun tells whose the event is, to whom, or by whom."""
    participle = token.dep in {"acl", "relcl"} and token.tag == "VBN"
    return token.dep == "poss" or participle or (token.dep in _BY and token.lower in lexis("arguments"))


def _names(token: Token) -> bool:
    return token.pos in {"PROPN", "NOUN"} or token.entity in {"NORP", "GPE", "ORG", "PERSON"}


def _is_one(parse: Parse, token: Token) -> bool:
    """Whether one is meant that is told of for the first time: "a", a number, none."""
    on_it = (parse.tokens[c] for c in parse.children[token.index])
    determiners = [t.lower for t in on_it if t.dep in {"det", "nummod"}]
    return determiners in (["a"], ["an"], ["one"]) or (not determiners and token.tag == "NN")
