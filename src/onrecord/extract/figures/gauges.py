"""Gauges: the noun whose value a number is: the toll of "put the toll at 17", the ceiling of "a ceiling of 450"."""

from __future__ import annotations

from onrecord.extract.figures.grammar import OTHER, SUBJECT, Clause
from onrecord.extract.figures.places import words
from onrecord.model import NumberReading, Parse, Token

_AT = frozenset({"at", "to", "from", "by", "below", "above", "under", "within"})
_OWN = frozenset({"dobj"})
_DOERS = frozenset({"nsubj", "nsubjpass"})


def gauge(parse: Parse, number: NumberReading, clause: Clause) -> Token | None:
    """The noun that a verb gives the number as a value of, or that holds it after "of"; None where there is none."""
    over = [parse.tokens[n] for n in clause.nouns if clause.preposition in {"of", "for"}]
    if over:
        return over[0]
    verb = _setting(parse, number, clause)
    if verb is None or parse.tokens[verb].lemma.lower() not in words("gauging"):
        return None
    if clause.preposition is not None:
        before = {parse.tokens[number.first - 1].lower} if number.first else set()
        set_at = bool({clause.preposition, *before} & (_AT | ({"for"} if parse.tokens[verb].lemma == "be" else set())))
        return _child(parse, verb, _OWN, clause) or _child(parse, verb, _DOERS, clause) if set_at else None
    if clause.role == SUBJECT:
        return None
    being = parse.tokens[verb].lemma.lower() == "be"
    return None if clause.role == OTHER and not being else _child(parse, verb, _DOERS, clause)


def _setting(parse: Parse, number: NumberReading, clause: Clause) -> int | None:
    """The verb over the number; after "at" that which sets a tally, also where the parse has a nearer one."""
    if clause.verb is None or not number.first or parse.tokens[number.first - 1].lower != "at":
        return clause.verb
    for verb in (clause.verb, *parse.ancestors(clause.verb)):
        if parse.tokens[verb].lemma.lower() in words("gauging") and _child(parse, verb, _OWN, clause):
            return verb
    return clause.verb


def _child(parse: Parse, verb: int, deps: frozenset[str], clause: Clause) -> Token | None:
    found = [parse.tokens[c] for c in parse.children[verb] if parse.tokens[c].dep in deps and c != clause.node]
    return found[0] if found else None


def told_of(parse: Parse, noun: Token) -> Token | None:
    """What a tallying noun tells the number of: the noun after its "of"."""
    if noun.lemma.lower() not in words("tallying"):
        return None
    for child in parse.children[noun.index]:
        if parse.tokens[child].lower == "of":
            return next((parse.tokens[c] for c in parse.children[child] if parse.tokens[c].dep == "pobj"), None)
    return None
