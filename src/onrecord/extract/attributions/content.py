"""How far the words of a reported clause reach."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.attributions.found import Span, span_of
from onrecord.extract.attributions.speakers import SUBJECTS
from onrecord.model import Parse

_DASHES = frozenset({"--", "—", "–"})
CLOSING = {**dict.fromkeys(_DASHES, _DASHES), "(": frozenset({")"})}
"""What closes an aside, by what opens it."""
ASIDE = 8
"""Tokens before a cue at most at which an aside begins that it stands in."""
HYPHENS = frozenset({"-", "‑", "‐"})
SPEECH = frozenset({"say", "tell", "add", "state", "announce", "warn", "claim", "report", "note", "declare", "insist"})


def content_of(parse: Parse, verb: int, complements: Sequence[int], source: int | None) -> list[Span]:
    """The parts of what is reported that lie before and after its cue."""
    sentence = parse.sentence_of(verb)
    subtree = sorted(i for c in complements for i in _own_words(parse, c, verb) if sentence.first <= i < sentence.last)
    before = [i for i in subtree if i < verb]
    end = _aside_end(parse, verb, sentence.last)
    after = [i for i in subtree if verb < i < end]
    spans = []
    if before and (source is None or before[0] < source or source > verb):
        edge = min([verb, *_subject_tokens(parse, verb, source)])
        first = _sentence_start(parse, verb, before[0], sentence.first)
        spans.append(span_of(parse, first, min(edge, before[-1] + 1)))
    if after:
        first = after[0]
        first += parse.tokens[first].lower == "that" and parse.tokens[first].dep == "mark"
        spans.append(span_of(parse, first, _whole_word(parse, after[-1] + 1, end)))
    return [s for s in spans if s]


def _aside_end(parse: Parse, verb: int, last: int) -> int:
    """Where an aside that a cue stands in is closed: "the ministry -- which said so -- has left", "(who said so)"."""
    for at in range(verb - 1, max(verb - ASIDE, 1) - 1, -1):
        closing = CLOSING.get(parse.tokens[at - 1].text)
        if closing and parse.tokens[at].tag in {"WDT", "WP"}:
            return next((i for i in range(verb, last) if parse.tokens[i].text in closing), last)
    return last


def _whole_word(parse: Parse, last: int, limit: int) -> int:
    """An end that does not fall within a hyphenated word: what a parse cuts there goes on to the next mark."""
    if last >= limit or parse.tokens[last].text not in HYPHENS or parse.tokens[last].start > parse.tokens[last - 1].end:
        return last
    while last < limit and parse.tokens[last].text not in {",", ";", ".", "—", "–", ":", "”", '"', "(", ")"}:
        last += 1
    return last


def _own_words(parse: Parse, complement: int, verb: int) -> list[int]:
    """A complement's words, less a clause at its end that reports something of its own (", while Y said …")."""
    left_out = {
        i
        for index in parse.subtree(complement)
        if index > verb and _reports_apart(parse, index, complement, verb)
        for i in _from(parse, index)
    }
    return [i for i in parse.subtree(complement) if i not in left_out]


def _reports_apart(parse: Parse, index: int, complement: int, verb: int) -> bool:
    """Whether a verb within the content is coordinated with the cue rather than reported by it."""
    token = parse.tokens[index]
    if index == complement or token.lemma not in SPEECH or token.tag not in {"VBD", "VBZ", "VBG"}:
        return False
    own = any(parse.tokens[c].dep in SUBJECTS for c in parse.children[index])
    first = _from(parse, index)[0]
    comma = parse.tokens[first - 1].text == "," or parse.tokens[first].text == ","
    if own:
        return (
            (comma or parse.tokens[first].lower == "even")
            and token.dep in {"advcl", "conj"}
            and parse.tokens[first].lower in {"while", "but", "and", "as", "even", "although", "though"}
        )
    if token.tag == "VBG":
        return token.dep == "advcl" and comma
    return token.dep == "conj" and token.tag == parse.tokens[verb].tag


def _from(parse: Parse, index: int) -> list[int]:
    """A verb's words from its conjunction on."""
    words = parse.subtree(index)
    before = words[0] - 1
    return [before, *words] if before >= 0 and parse.tokens[before].lower in {"and", "but", "while"} else words


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
