"""Sources: the words that name who says it, and what they resolve to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.extract.attributions.cues import verbs
from onrecord.extract.attributions.found import Found
from onrecord.extract.attributions.speakers import quoted_in, speaking_nouns
from onrecord.model import Mention, MentionType, Parse, Reading, Source, Token
from onrecord.packs import lexicon

DROPPED = frozenset({"relcl", "appos", "punct", "cc", "conj", "advcl", "parataxis"})
BACK = 3
"""Sentences back that "it" and "they" look for the body that spoke last."""


@cache
def _nouns(kind: str) -> frozenset[str]:
    return frozenset(lexicon("bodies")[kind])


def source_of(reading: Reading, head: int) -> Source:
    """The source whose noun phrase a token heads."""
    parse = reading.parse
    indices = phrase(parse, head)
    start, end = parse.tokens[indices[0]].start, parse.tokens[indices[-1]].end
    person = _person(reading, head, indices)
    if person is not None:
        return _named(reading, person, head, start, end)
    words = reading.text[start:end]
    token = parse.tokens[head]
    if (
        token.lower in {"he", "she", "it", "they", "i", "we", "who", "which", "that", "you"}
        and not token.text.isupper()
    ):
        return Source(None, words, start, end)
    if token.lower in _nouns("spokespeople") or token.lemma in _nouns("spokespeople"):
        body = _spoken_for(parse, head)
        return Source(body or bare(words), words, start, end, role=bare(words), affiliation=body, anonymous=True)
    named = _body(reading, start, end)
    if named is not None:
        return Source(named.name, words, start, end, resolution=named.reason)
    anonymous = token.pos != "PROPN" and (
        token.lower in _nouns("people") or token.lemma in _nouns("people") or token.tag == "CD"
    )
    plural = token.tag in {"NNS", "NNPS"} or token.tag == "CD" or words.split()[0].lower() in _nouns("vague")
    return Source(
        bare(words),
        words,
        start,
        end,
        anonymous=anonymous,
        collective=plural and token.lower in speaking_nouns() | {f"{w}s" for w in speaking_nouns()},
    )


def phrase(parse: Parse, head: int) -> list[int]:
    """The tokens of a noun phrase without clauses and appositions, in one piece about its head."""
    left_out = {i for c in parse.children[head] if _is_dropped(parse, c, head) for i in parse.subtree(c)}
    kept = [i for i in parse.subtree(head) if i not in left_out]
    first = last = head
    while first - 1 in kept or _is_name_before(parse, first):
        first -= 1
    while last + 1 in kept:
        last += 1
    relative = next((i for i in range(head + 1, last + 1) if parse.tokens[i].tag in {"WP", "WDT"}), None)
    last = last if relative is None else max(head, relative - 1)
    while last > head and (parse.tokens[last].dep == "case" or parse.tokens[last].text == ","):
        last -= 1
    return list(range(_after_time(parse, first, head), _before_cut(parse, head, last) + 1))


def _is_dropped(parse: Parse, child: int, head: int) -> bool:
    """Whether a child of the head is no part of the source's own words.

    Of "officials quoted by X", X is told apart; of "a resolution calling for Y", Y is what it says.
    """
    token = parse.tokens[child]
    told_apart = token.dep == "acl" and token.tag == "VBN" and quoted_in(parse, head) is not None
    says = token.dep == "acl" and token.tag == "VBG" and token.lemma.lower() in _saying()
    return told_apart or says or (token.dep in DROPPED and not _joins(parse, child, head))


@cache
def _saying() -> frozenset[str]:
    """Verbs that tell what somebody says, asks for or calls something."""
    return frozenset(verb for frame in ("clause", "infinitive", "as") for verb in verbs(frame))


_STAMP = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d|(?:[01]\d|2[0-3])[0-5]\d")


def _after_time(parse: Parse, first: int, head: int) -> int:
    """Where the phrase itself begins, after a time that the parse hangs on it: "hours later | a letter"."""
    opens = parse.sentence_of(first).first == first
    first += opens and first < head and _STAMP.fullmatch(parse.tokens[first].text) is not None
    articles = [c for c in parse.children[head] if first < c < head and parse.tokens[c].dep == "det"]
    before = parse.tokens[first : articles[0]] if articles else ()
    return articles[0] if before and all(t.pos in {"NOUN", "ADV", "NUM", "PUNCT"} for t in before) else first


def _before_cut(parse: Parse, head: int, last: int) -> int:
    """Where the phrase ends, less a participle whose agent was parsed apart from it: "a letter | sent by"."""
    if last > head and parse.tokens[last].pos == "ADP":
        last -= 1
        while last > head and parse.tokens[last].tag in {"VBN", "VBD", "RB"}:
            last -= 1
    return last


def _is_name_before(parse: Parse, first: int) -> bool:
    """Whether a name's first words were parsed apart from it: "The Harbour | Gazette quoted"."""
    if first <= parse.sentence_of(first).first:
        return False
    before, token = parse.tokens[first - 1], parse.tokens[first]
    return token.pos == before.pos == "PROPN" and before.entity == token.entity and before.text[:1].isupper()


def _body(reading: Reading, start: int, end: int) -> Mention | None:
    """The body that a phrase is nothing but the name of, an article and a title before it aside.

    A description that names its country ("the Rhenish army") says as much as the body's name, and stays.
    """
    bodies = (m for m in reading.mentions if m.type is not MentionType.PERSON and m.reason not in {None, "description"})
    named = next((m for m in bodies if start <= m.start and m.end == end), None)
    if named is None or bare(reading.text[start:end]) != " ".join(named.text.split()):
        return None
    return named


def _joins(parse: Parse, child: int, head: int) -> bool:
    """Whether a coordinated name belongs to the source: "A and B said"."""
    token = parse.tokens[child]
    conjoined = [c for c in parse.children[head] if parse.tokens[c].dep == "conj"]
    if token.dep == "cc":
        return bool(conjoined)
    return token.dep == "conj" and token.pos in {"NOUN", "PROPN"}


def bare(words: str) -> str:
    """A phrase without its article, its white space made plain."""
    words = " ".join(words.split())
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an", "another"} else words


def _person(reading: Reading, head: int, indices: Sequence[int]) -> Mention | None:
    """The person that the head names, or that stands in apposition to it."""
    parse = reading.parse
    token = parse.tokens[head]
    people = [m for m in reading.mentions if m.type is MentionType.PERSON]
    own = next((m for m in people if m.start <= token.start < m.end), None)
    if own is not None:
        return own
    for child in parse.children[head]:
        if parse.tokens[child].dep == "appos":
            beside = next((m for m in people if m.start <= parse.tokens[child].start < m.end), None)
            if beside is not None and _stands_beside(parse, head, beside):
                return beside
    if token.pos != "PROPN":
        return None
    start, end = parse.tokens[indices[0]].start, parse.tokens[indices[-1]].end
    return next((m for m in people if start <= m.start and m.end == end), None)


def _stands_beside(parse: Parse, head: int, person: Mention) -> bool:
    """Whether a name stands in apposition to a noun: no verb or "by" comes between."""
    noun = parse.tokens[head]
    between = parse.tokens_in(min(noun.end, person.end), max(noun.start, person.start))
    return not any(t.pos in {"VERB", "AUX"} or t.lower == "by" for t in between)


def _named(reading: Reading, person: Mention, head: int, start: int, end: int) -> Source:
    """A person as source; where several are coordinated, all their names."""
    text = reading.text[person.start : person.end]
    parse = reading.parse
    others = [
        m
        for c in parse.children[head]
        if parse.tokens[c].dep == "conj"
        for m in reading.mentions
        if m.type is MentionType.PERSON and m.start <= parse.tokens[c].start < m.end
    ]
    if others:
        name = " and ".join([person.name, *(m.name for m in others)])
        return Source(name, reading.text[start:end], start, end, collective=True)
    how = person.reason
    unnamed = person.name.split()[-1].islower()
    role = person.role or (bare(text) if how == f"“{text}”" and " " in text else None)
    return Source(person.name, text, person.start, person.end, role=role, anonymous=unnamed, resolution=how)


def _spoken_for(parse: Parse, head: int) -> str | None:
    """The body that a spokesperson speaks for: "a spokesman for X", "an X spokesman", "X's spokesman"."""
    for child in parse.children[head]:
        token = parse.tokens[child]
        if token.dep == "prep" and token.lower in {"for", "of", "with", "from", "at"}:
            owner = next((c for c in parse.children[child] if parse.tokens[c].dep == "pobj"), None)
            if owner is not None:
                return bare(_words(parse, phrase(parse, owner)))
    before = [
        c for c in parse.children[head] if c < head and parse.tokens[c].dep in {"compound", "poss", "nmod", "amod"}
    ]
    if not before:
        return None
    words = _words(parse, range(parse.subtree(before[0])[0], head))
    return bare(words).removesuffix("’s").removesuffix("'s").strip() or None


def _words(parse: Parse, indices: Sequence[int]) -> str:
    return " ".join(parse.text[parse.tokens[indices[0]].start : parse.tokens[indices[-1]].end].split())


def resolved(found: Sequence[Found], sources: dict[int, Source], reading: Reading) -> dict[int, Source]:
    """Sources by the place of their attribution, with "it", "they" and "who" led to the body that spoke last.

    `found` is in order of place; a pronoun that nothing fits keeps no name.
    """
    done: dict[int, Source] = {}
    sentence = {i: _sentence(reading, f) for i, f in enumerate(found)}
    for index in range(len(found)):
        source = sources.get(index)
        if source is not None and source.name is None and source.text and source.text.lower() in {"it", "they"}:
            here = _body_here(reading, source) or _body_before(reading, source)
            source = here or _last_body(reading, index, source, done, sentence) or source
        if source is not None:
            done[index] = source
    return done


def _sentence(reading: Reading, found: Found) -> int:
    place = found.cue_span[0] if found.cue_span else found.start
    return next((n for n, s in enumerate(reading.parse.sentences) if s.start <= place < s.end), 0)


def _body_here(reading: Reading, source: Source) -> Source | None:
    """The body or document that is the nearest subject before "it" in the same sentence; none for "they"."""
    parse = reading.parse
    token = next((t for t in parse.tokens_in(source.start or 0, source.end or 0)), None)
    if token is None or token.lower != "it":
        return None
    return _nearest_body(reading, source, parse.tokens[parse.sentence_of(token.index).first : token.index])


def _body_before(reading: Reading, source: Source) -> Source | None:
    """The body that is the subject of the sentence before, in the same paragraph, where "it" begins a sentence."""
    parse = reading.parse
    token = next((t for t in parse.tokens_in(source.start or 0, source.end or 0)), None)
    number = next((n for n, s in enumerate(parse.sentences) if token and s.first == token.index), 0)
    if token is None or token.lower != "it" or not number:
        return None
    before = parse.sentences[number - 1]
    if before.block != parse.sentences[number].block:
        return None
    roots = [t for t in parse.words(before) if t.dep == "nsubj" and parse.tokens[t.head].head == t.head]
    return _nearest_body(reading, source, roots)


def _nearest_body(reading: Reading, source: Source, tokens: Sequence[Token]) -> Source | None:
    parse = reading.parse
    subjects = [t for t in tokens if t.dep in {"nsubj", "nsubjpass"} and t.tag in {"NN", "NNP"} and _is_body(t)]
    if not subjects or _person(reading, subjects[-1].index, phrase(parse, subjects[-1].index)):
        return None
    named = source_of(reading, subjects[-1].index)
    return replace(source, name=named.name, anonymous=named.anonymous, resolution=f"“{source.text}”")


def _is_body(token: Token) -> bool:
    known = _nouns("bodies") | _nouns("documents")
    return token.pos == "PROPN" or token.lower in known or token.lemma in known


def _last_body(
    reading: Reading, index: int, source: Source, done: dict[int, Source], sentence: dict[int, int]
) -> Source | None:
    """The body, or for "they" the people, that spoke last; "it" is nobody who has a name of their own."""
    wanted = (source.text or "").lower() == "they"
    people = {m.start for m in reading.mentions if m.type is MentionType.PERSON}
    for earlier in range(index - 1, -1, -1):
        before = done.get(earlier)
        if sentence[index] - sentence[earlier] > BACK:
            return None
        if before is None or before.name is None or (before.start in people and not before.collective):
            continue
        if wanted == before.collective:
            how = f"“{source.text}”"
            return replace(
                source, name=before.name, anonymous=before.anonymous, collective=before.collective, resolution=how
            )
    return None
