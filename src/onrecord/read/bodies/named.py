"""Names of bodies, operations and places: those that any desk knows, those of the model, its errors mended."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from onrecord.model import MentionType, Parse, Sentence
from onrecord.packs import lexicon
from onrecord.read.bodies.described import HYPHENS, INNER, POSSESSIVE, owner_of
from onrecord.read.bodies.lexis import (
    BodyKind,
    capitals,
    country_names,
    demonyms,
    kinds,
    known,
    known_starts,
    nouns,
    plain,
)
from onrecord.read.bodies.naming import Naming
from onrecord.read.contexts import OPERATION, Context
from onrecord.read.names import title_words

TYPES = {
    "ORG": MentionType.ORGANISATION,
    "NORP": MentionType.GROUP,
    "GPE": MentionType.PLACE,
    "LOC": MentionType.PLACE,
    "FAC": MentionType.FACILITY,
}
LONGEST_OPERATION = 3
COMPANY = frozenset(
    {"inc", "inc.", "corp", "corp.", "ltd", "ltd.", "co", "co.", "plc", "llc", "ag", "gmbh", "holdings"}
)


def known_names(parse: Parse) -> Iterator[Naming]:
    """The names of bodies that any desk knows, in order; none within a line of capitals."""
    for sentence in parse.sentences:
        if not any(c.islower() for t in parse.words(sentence) for c in t.text):
            continue
        at = sentence.first
        while at < sentence.last:
            size = _known_here(parse, sentence, at)
            if size:
                yield _known(parse, at, at + size)
            at += size or 1


def _known_here(parse: Parse, sentence: Sentence, at: int) -> int:
    """How many tokens the longest known name has that begins here; 0 where none does."""
    for name in known_starts().get(parse.tokens[at].text, ()):
        size = len(name)
        if at + size <= sentence.last and tuple(t.text for t in parse.tokens[at : at + size]) == name:
            return size
    return 0


def _known(parse: Parse, first: int, last: int) -> Naming:
    body = known()[tuple(t.text for t in parse.tokens[first:last])]
    kind = kinds().get(body.kind or "")
    formal = [plain(w) for w in body.formal.split()]
    noun = next((w for w in formal if kind is not None and nouns().get((w,)) == kind), kind.noun if kind else "")
    owned = {*map(plain, (body.country or "").split()), "u.s.", "us", *INNER, noun}
    words = tuple(w for w in formal if w not in owned)
    naming = _bare_name(parse, first, last, body.type, kind)
    return replace(naming, owner=body.country, words=words, noun=noun, body=body)


def _bare_name(parse: Parse, first: int, last: int, type_: MentionType, kind: BodyKind | None) -> Naming:
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    text = parse.text[start:end]
    words = tuple(plain(w) for w in re.split(r"[\s\-]+", text) if w.lower() not in INNER)
    return Naming(first, start, end, text, type_, kind, words=words, proper=True)


def operations(parse: Parse, people: Collection[int], short: Collection[str]) -> Iterator[Naming]:
    """Operations by name: "Operation Long Reach", "Op REACH", and by the word alone where it is among `short`."""
    for sentence in parse.sentences:
        for token in parse.words(sentence):
            if token.lower in OPERATION and token.text[:1].isupper():
                last = _operation_end(parse, sentence, token.index + 1)
                if last > token.index + 1:
                    naming = _bare_name(parse, token.index, last, MentionType.MISSION, kinds()["mission"])
                    yield replace(naming, noun="operation", words=naming.words[1:])
            elif token.text in short and token.index not in people and not _after_operation(parse, token.index):
                naming = _bare_name(parse, token.index, token.index + 1, MentionType.MISSION, kinds()["mission"])
                yield replace(naming, noun="operation")


def explained(parse: Parse, people: Collection[int]) -> Iterator[Naming]:
    """Names that an apposition tells the kind of: "Quillon, a relief mission"."""
    for token in parse.tokens:
        if token.pos != "PROPN" or token.index in people or not token.text[:1].isupper():
            continue
        appositions = (parse.tokens[c] for c in parse.children[token.index] if parse.tokens[c].dep == "appos")
        kind = next((k for a in appositions if a.pos == "NOUN" and (k := nouns().get((a.lower,)))), None)
        if kind is not None and kind.name == "mission" and not _is_compound(parse, token.index):
            naming = _bare_name(parse, token.index, token.index + 1, kind.type, kind)
            yield replace(naming, noun=kind.noun)


def _is_compound(parse: Parse, index: int) -> bool:
    """Whether it is the last word of a longer name."""
    return any(parse.tokens[c].dep == "compound" for c in parse.children[index])


def _after_operation(parse: Parse, index: int) -> bool:
    return index > 0 and parse.tokens[index - 1].lower in OPERATION


def _operation_end(parse: Parse, sentence: Sentence, first: int) -> int:
    last = first
    while last < min(sentence.last, first + LONGEST_OPERATION):
        token = parse.tokens[last]
        if not token.text[:1].isupper() or token.lower in title_words() or token.pos in {"PRON", "DET"}:
            break
        last += 1
    return last


def entities(parse: Parse, taken: Collection[int], context: Context) -> Iterator[Naming]:
    """The model's bodies, groups, places and facilities, less the tokens that are taken, its usual errors mended.

    Places that the article tells of and the model sees nowhere are among them.
    """
    for first, last in _entity_spans(parse):
        for a, b in _parts(parse, first, last):
            if not any(i in taken for i in range(a, b)):
                naming = _entity(parse, a, b, context)
                if naming is not None:
                    yield naming
    for token in parse.tokens:
        seen = token.entity in TYPES or token.index in taken
        if not seen and token.text in context.places and token.pos in {"PROPN", "NOUN", "ADJ", "ADV"}:
            yield _bare_name(parse, token.index, token.index + 1, MentionType.PLACE, None)


def _entity_spans(parse: Parse) -> Iterator[tuple[int, int]]:
    index = 0
    while index < len(parse.tokens):
        label = parse.tokens[index].entity
        last = index + 1
        while (
            label
            and last < len(parse.tokens)
            and parse.tokens[last].entity == label
            and not parse.tokens[last].entity_begins
        ):
            last += 1
        if label in TYPES:
            yield index, last
        index = last


def _parts(parse: Parse, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A span of the model's cut at possessives and brackets, without articles, marks and titles at its ends.

    What stands before a title is an office ("Defence Minister X"), unless it is somebody's: "France Minister".
    """
    begin = first
    for index in range(first, last + 1):
        if index == last or _cuts(parse, index, last):
            a, b = begin, index
            while a < b and not _may_edge(parse, a):
                a += 1
            while b > a and (not _may_edge(parse, b - 1) or parse.tokens[b - 1].lower in title_words()):
                b -= 1
            if a < b and not (_before_title(parse, b) and owner_of([t.text for t in parse.tokens[a:b]]) is None):
                yield a, b
            begin = index + 1


def _cuts(parse: Parse, index: int, last: int) -> bool:
    """Whether a name ends here: at "'s" or a bracket, not at the mark of a plural's ("Residents' Committee")."""
    token = parse.tokens[index]
    if token.text in {"'", "’"} and index + 1 < last:
        return not parse.tokens[index + 1].text[:1].isupper()
    return token.lower in POSSESSIVE or token.text in {"(", ")", "[", "]"}


def _before_title(parse: Parse, index: int) -> bool:
    """Whether a title in large letters stands here, as it does after what it is a title of."""
    token = parse.tokens[index] if index < len(parse.tokens) else None
    return token is not None and token.text[:1].isupper() and token.lower in title_words()


def _may_edge(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    return token.text[0].isalnum() and token.lower not in INNER | {"a", "an"} and token.text not in HYPHENS


def _entity(parse: Parse, first: int, last: int, context: Context) -> Naming | None:
    label = parse.tokens[first].entity
    text = " ".join(parse.text[parse.tokens[first].start : parse.tokens[last - 1].end].split())
    if _is_no_name(text) or text.lower() in numerals():
        return None
    if text in demonyms() or text in context.peoples:
        return None
    kind = _kind(text)
    name = text.title() if text.isupper() and text.title() in capitals() else text
    if name in country_names() or name in capitals() or (kind is None and name in context.places):
        return _bare_name(parse, first, last, MentionType.PLACE, None)
    if label == "NORP" and parse.tokens[last - 1].tag not in {"NNS", "NNPS"} and not text.endswith("s"):
        return None
    return _bare_name(parse, first, last, kind.type if kind else TYPES[label], kind)


@cache
def numerals() -> frozenset[str]:
    """Number words that a sentence may begin with."""
    return frozenset({*lexicon("numbers")["small"], *lexicon("numbers")["tens"]})


def _is_no_name(text: str) -> bool:
    """Whether it is none by its letters: without a large one, a credit ("A/B"), or one word with a number in it."""
    designation = " " not in text and re.search(r"\d", text) and not re.fullmatch(r"[GPD]-?\d{1,2}", text)
    return not any(c.isupper() for c in text) or "/" in text or bool(designation)


def _kind(text: str) -> BodyKind | None:
    """The kind that the last word of a name tells, or its first before "of"."""
    words = re.split(r"[\s\-]+", text)
    if words[-1].lower() in COMPANY:
        return kinds()["company"]
    first = nouns().get((words[0].lower(),)) if len(words) > 1 and words[1] in {"of", "for"} else None
    return first or nouns().get((words[-1].lower(),))
