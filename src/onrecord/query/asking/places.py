"""Where a figure is of: an asked place is to be its own, or to be named as a place in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Figure
from onrecord.query.asking.evidence import Span, Told, Zone
from onrecord.query.asking.fitting import EVERYWHERE, NOT_THERE, Fitting, Soft
from onrecord.query.asking.lexis import POSSESSIVE, Token, phrase, words
from onrecord.query.asking.negation import CLAUSE
from onrecord.query.asking.question import Part, Term

BACK = re.compile(
    r"\b(?:in|inside|at|near|across|around|from|to|into|within|of) (?:the|this|that) (?:\w+ )?"
    r"(?:city|town|village|province|region|area|country|valley|island|port|camp|district|capital|territory)\b"
    r"|\b(?:there|here)\b(?! (?:is|are|was|were|has|have|had|will|would|may|might|could))",
    re.IGNORECASE,
)
"""What says of a place that it is the one named before."""
ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "this", "that", "one"})
IN = frozenset({"in", "at", "on", "from", "to", "into", "near", "inside", "outside"})
FARTHEST = 6
"""Words before a name in which it is said that something is there: "around the northern city of"."""


def is_led(before: Sequence[Token]) -> bool:
    """Whether what stands before a name says that it is where something is: "in", "in northern", "in the flooded"."""
    for n, token in enumerate(reversed(before[-FARTHEST:])):
        word = token.text.casefold()
        out = word == "of" and n + 1 < len(before) and before[-n - 2].text.casefold() == "out"
        between = before[len(before) - n :]
        verb = word == "to" and any(t.text.casefold() not in words("places", "between") for t in between)
        if verb:
            return False
        if out or word in words("places", "in"):
            return True
        joined = n and before[-n].text.casefold() in {"and", "or"} and token.is_name
        if joined or word in words("places", "between"):
            continue
        if n or token.small or not word.isalpha() or token.is_name:
            return False
    return False


def no_place(_: Fitting, part: Part, told: Told) -> Iterator[str]:
    """What an entry lacks to tell where: a place in its sentences that is not in the question, by name or by kind."""
    asked = {w for t in part.every for way in t.ways for w in way.split()}
    for span in told.sentences:
        tokens = told.text.lexis.tokens(told.text.printed(span))
        led = (t for n, t in enumerate(tokens) if t.is_name and is_led(tokens[:n]))
        by_name = any(t.stem not in asked and not told.text.lexis.is_of_nation(t) for t in led)
        if by_name or _is_told_by_kind(tokens, asked):
            return
    yield "a place"


def _is_told_by_kind(tokens: Sequence[Token], asked: set[str]) -> bool:
    """Whether some words tell where something is without a name: "behind the line", "in a school"."""
    plain = [t.text.casefold() for t in tokens]
    for n, word in enumerate(plain[:-2]):
        if plain[n + 1] in ARTICLES and word in words("places", "spatial"):
            return True
        nouns = {w for w in plain[n + 2 : n + 4] if w in words("places", "sites")} if plain[n + 1] in ARTICLES else ()
        if word in IN and any(phrase(w) not in asked for w in nouns):
            return True
    return False


def not_there(fitting: Fitting, part: Part, told: Told, body: Figure, *, force: bool) -> Iterator[str]:
    """The places that are asked for and are not those of a figure: a force is where it is, all else whose it is."""
    for term in part.terms:
        place = term.name and fitting.evidence.is_place(term, fitting.meant(term))
        if term.near is Zone.ARTICLE:
            continue
        if place and not term.at:
            if not _is_theirs(fitting, told, body, term):
                yield f"{term.text} as whose it is"
        elif (place or term.at) and not _is_there(fitting, told, body, term, force=force):
            known = body.place is None and fitting.share(term) >= EVERYWHERE and _says_no_other(fitting, told)
            yield Soft(term.text) if known else f"{term.text} as its place"


def _is_there(fitting: Fitting, told: Told, body: Figure, term: Term, *, force: bool) -> bool:
    fields = (body.place, body.mission) if force else (body.place, body.mission, body.subject, body.counts)
    if any(same_name(fitting, term, n) for n in fields if n):
        return True
    if not force and body.place is None and _in_its_clause(fitting, told, term):
        return True
    own = next(
        (n for n in ((body.place,) if force else (body.place, body.subject)) if n and is_place(fitting, n)), None
    )
    if own:
        return _is_within(told, own, term)
    if _in_its_clause(fitting, told, term) or _is_of_it(fitting, told, body, term):
        return True
    named = fitting.evidence.is_place(term, fitting.meant(term))
    return (not named and fitting.zone(told, term) >= Zone.SENTENCE) or _goes_on(fitting, told, body, term, force=force)


def _goes_on(fitting: Fitting, told: Told, body: Figure, term: Term, *, force: bool) -> bool:
    """Whether a figure without a place in its sentence goes on about the one that was named before.

    What befalls people is read on within a paragraph; of a force, which moves, only a ceiling or a plan, and what is in
    the country that the whole story is about, over the lines beside.
    """
    if body.place or not _says_no_other(fitting, told):
        return False
    points_back = any(BACK.search(told.text.printed(s)) for s in told.sentences)
    if points_back and _is_last_named(fitting, told, term, told.beside):
        return True
    if not force:
        return _is_last_named(fitting, told, term, told.paragraphs[0])
    wide = body.measure in NOT_THERE or (fitting.common(term) and fitting.evidence.is_nation(term))
    return wide and _is_last_named(fitting, told, term, told.beside)


def _is_last_named(fitting: Fitting, told: Told, term: Term, within: Span) -> bool:
    """Whether a place is the last that is named as one before a figure, in some lines."""
    tokens = told.text.lexis.tokens(told.text.revision.text[within[0] : told.entry.anchors[0].start])
    for n in range(len(tokens) - 1, -1, -1):
        if tokens[n].is_name and is_led(tokens[:n]):
            if _names_place(tokens[max(0, n - 2) : n + 3], term):
                return True
            if is_place(fitting, tokens[n].text):
                return False
    return False


def _is_within(told: Told, own: str, term: Term) -> bool:
    """Whether a figure's place is told to lie in the one that is asked for, or beside it: "Orlo, Lorvia"."""
    place = re.escape(own)
    for span in told.sentences:
        text = told.text.printed(span)
        around = [m[1] for m in re.finditer(rf"{place}(?:,| and| or) (?:[a-z]+ ){{0,2}}((?:[A-Z]\S*\s*){{1,3}})", text)]
        around += [m[1] for m in re.finditer(rf"{place},\s+((?:[A-Z]\S*\s*){{1,3}})", text)]
        around += [m[1] for m in re.finditer(rf"((?:[A-Z][^\s,;]*\s){{1,3}}(?:\w+\s){{0,3}}){place}", text)]
        if any(f" {w} " in told.text.lexis.line(s) for s in around for w in term.ways):
            return True
    return False


def _in_its_clause(fitting: Fitting, told: Told, term: Term) -> bool:
    """Whether a place is named in a figure's clause, or in its sentence where that names no other."""
    spans = [a.span for a in told.entry.anchors]
    for first, last in told.sentences:
        text = told.text.revision.text
        start = max((first, *(m.end() for s in spans for m in CLAUSE.finditer(text, first, max(first, s[0])))))
        end = min((last, *(m.start() for s in spans for m in CLAUSE.finditer(text, min(s[1], last), last))))
        if _names_place(told.text.lexis.tokens(text[start:end]), term):
            return True
        tokens = told.text.lexis.tokens(text[first:last])
        if _names_place(tokens, term) and not _others(fitting, tokens, term):
            return True
    return False


def _others(fitting: Fitting, tokens: Sequence[Token], term: Term) -> bool:
    led = (t for n, t in enumerate(tokens) if t.is_name and is_led(tokens[:n]) and t.stem not in term.ways)
    return any(is_place(fitting, t.text) for t in led)


def _is_theirs(fitting: Fitting, told: Told, body: Figure, term: Term) -> bool:
    """Whether a figure is of a country that is asked for as who does something: "how many did Norvala send"."""
    if any(same_name(fitting, term, n) for n in (body.subject, body.counts, body.mission) if n):
        return True
    if body.subject and is_place(fitting, body.subject):
        return False
    return fitting.common(term) or fitting.zone(told, term) >= Zone.SENTENCE


def _is_of_it(fitting: Fitting, told: Told, body: Figure, term: Term) -> bool:
    """Whether a place is asked as that of another thing ("the clinic at Vessin"), and is told so beside a figure."""
    if term.thing and body.mission and fitting.common(term):
        line = fitting.evidence.lexis.line(body.mission)
        if any(f" {w} " in line for w in term.thing) and len(next(iter(term.thing)).split()) > 1:
            return True
    beside = told.text.printed(told.beside)
    lines = (told.text.lexis.line(s) for s in re.split(r"(?<=[.!?”])\s|\n", beside)) if term.thing else ()
    return any(any(f" {w} " in line for w in term.ways) and any(f" {w} " in line for w in term.thing) for line in lines)


def _says_no_other(fitting: Fitting, told: Told) -> bool:
    """Whether nothing in a figure's sentence tells of a place, so that it is of the one that was named before."""
    for span in told.sentences:
        tokens = told.text.lexis.tokens(told.text.printed(span))
        for n, token in enumerate(tokens):
            if token.text.casefold() in words("places", "wide"):
                return False
            if token.is_name and is_led(tokens[:n]) and is_place(fitting, token.text):
                return False
    return True


def _names_place(tokens: Sequence[Token], term: Term) -> bool:
    """Whether some words name a place as a place, and not by what is of it: "Kestria", not "Kestrian forces"."""
    for way in term.ways:
        size = 1 if way.startswith("@") else len(way.split())
        for n in range(len(tokens) - size + 1):
            if " ".join(t.stem for t in tokens[n : n + size]) != way:
                continue
            own = " ".join(phrase(POSSESSIVE.sub("", t.text)) for t in tokens[n : n + size])
            if own == way or is_led(tokens[:n]):
                return True
    return False


def is_place(fitting: Fitting, name: str) -> bool:
    """Whether a name is on record as that of a place."""
    line = fitting.evidence.lexis.line(name).strip()
    return fitting.evidence.is_place(
        Term(name, frozenset({line}), name=True), fitting.evidence.names.get(line, frozenset())
    )


def same_name(fitting: Fitting, term: Term, name: str) -> bool:
    """Whether a name is, or holds, one that is asked for."""
    line = fitting.evidence.lexis.line(name)
    if any(f" {w} " in line for w in term.ways):
        return True
    return bool(fitting.meant(term) & fitting.evidence.names.get(line.strip(), frozenset()))
