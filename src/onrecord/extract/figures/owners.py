"""Owners: the country, body or place whose a number is."""

from __future__ import annotations

from onrecord.extract.figures.grammar import Clause
from onrecord.extract.figures.near import beginning_in
from onrecord.extract.figures.places import as_country, country, place, words
from onrecord.model import MentionType, NumberReading, Parse, Reading

MOVES = frozenset({"authorised", "deployed", "planned", "sent", "withdrawn"})
"""Measures of what somebody does with what is counted: any verb's subject is whose it is."""

TOLLS = frozenset({"killed", "injured", "treated"})

_BODIES = frozenset({MentionType.ORGANISATION, MentionType.GROUP, MentionType.PLACE})
_CARRIES = frozenset({"xcomp", "conj", "advcl", "pcomp", "acl"})
LEADING = frozenset({"led", "backed", "based", "born", "run", "held"})


def subject(
    reading: Reading, number: NumberReading, clause: Clause, measure: str, spoken: tuple[int, int] | None
) -> str | None:
    """Whose the number is: a country in its noun phrase, its possessor, the subject of its verb.

    Of tolls and counts also where it is. Last, the country whose officials tell it (`spoken`, their words).
    """
    parse = reading.parse
    own = country(parse, number.first, number.last) or _possessor(reading, number)
    near = place(reading, number)
    if own or (measure not in MOVES and near and _adjoins(parse, number)):
        return own or near
    teller = country(parse, *_tokens(parse, spoken)) if spoken else None
    actor = _actor(reading, clause, measure, teller)
    return actor or (None if measure in MOVES else near) or teller


def _adjoins(parse: Parse, number: NumberReading) -> bool:
    """Whether a place follows at once: "eight cases in …"."""
    return number.last < len(parse.tokens) and parse.tokens[number.last].lower in words("placing")


def _tokens(parse: Parse, span: tuple[int, int]) -> tuple[int, int]:
    inside = parse.tokens_in(*span)
    return (inside[0].index, inside[-1].index + 1) if inside else (0, 0)


def _possessor(reading: Reading, number: NumberReading) -> str | None:
    parse = reading.parse
    at = number.first - 1
    if at < 1 or parse.tokens[at].tag not in {"POS", "PRP$"}:
        return None
    first = at if parse.tokens[at].tag == "PRP$" else at - 1
    return _named(reading, first, at + 1)


def _actor(reading: Reading, clause: Clause, measure: str, teller: str | None) -> str | None:
    """The subject of the verb over the number, or of the verb that shares its subject.

    Of what befell people it is no doer; of other counts it is one where it is a country or the verb is of having.
    """
    parse, verb = reading.parse, clause.verb
    while verb is not None:
        subjects = [c for c in parse.children[verb] if parse.tokens[c].dep in {"nsubj", "agent"} and c != clause.node]
        if subjects:
            name = _name_of(reading, subjects[0], verb, teller)
            having = parse.tokens[verb].lemma.lower() in words("holding")
            a_country = measure not in TOLLS and as_country(name) is not None
            return name if measure in MOVES or having or a_country else None
        if any(parse.tokens[c].lower == "where" for c in parse.children[verb]):
            return _antecedent(reading, verb)
        head = parse.tokens[verb].head
        verb = head if head != verb and parse.tokens[verb].dep in _CARRIES else None
    return None


def _name_of(reading: Reading, index: int, verb: int, teller: str | None) -> str | None:
    """The name of a subject; a relative pronoun's is its noun's, "it" in what a country says is that country."""
    parse = reading.parse
    token = parse.tokens[index]
    if token.tag in {"WDT", "WP"}:
        return _antecedent(reading, verb)
    if token.pos == "PRON":
        at = beginning_in(reading.mentions, token.start, token.end)
        found = next((m.name for m in at if m.type in _BODIES), None)
        return as_country(found) or found or (teller if token.lower in {"it", "we"} else None)
    return _named(reading, *_noun_phrase(parse, index))


def _antecedent(reading: Reading, verb: int) -> str | None:
    parse = reading.parse
    if parse.tokens[verb].dep != "relcl":
        return None
    return _named(reading, *_noun_phrase(parse, parse.tokens[verb].head))


def _noun_phrase(parse: Parse, head: int) -> tuple[int, int]:
    """The words of a noun phrase from its first to its head."""
    return min([head, *(c for c in parse.children[head] if c < head)]), head + 1


def _named(reading: Reading, first: int, last: int) -> str | None:
    """The country that some words name, but for "X-led", else the body."""
    parse = reading.parse
    led = any(t.lower in LEADING and parse.tokens[t.index - 1].text == "-" for t in parse.tokens[first:last])
    if not led and (found := country(parse, first, last)):
        return found
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    inside = beginning_in(reading.mentions, start, end)
    return next((m.name for m in inside if m.type in _BODIES and m.end <= end), None)
