"""Grammar: what governs a number, over the joints where the parse commonly slips."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import NumberReading, Parse, Token
from onrecord.packs import lexicon

SUBJECT, OBJECT, OTHER = "subject", "object", "other"
_ROLES = {
    "nsubj": SUBJECT,
    "csubj": SUBJECT,
    "nsubjpass": OBJECT,
    "dobj": OBJECT,
    "dative": OBJECT,
    "oprd": OBJECT,
    "attr": OTHER,
    "acomp": OTHER,
}
MODALS = frozenset({"will", "would", "shall", "'ll", "'d", "may", "might", "could"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The word that stands for the number's noun phrase, the verb over it, and what it is to that verb.

    `verbs` are the verbs that say something of the noun itself, nearest first: participles and relative clauses
    on it, each with its role; `nouns` are the nouns passed on the way up ("a high of", "the number of").
    """

    node: int
    verb: int | None
    role: str
    preposition: str | None
    verbs: tuple[tuple[int, str], ...]
    nouns: tuple[int, ...]


def clause_of(parse: Parse, number: NumberReading) -> Clause:
    """The clause of a number."""
    node = number.head if number.head is not None else _number_token(parse, number)
    verb, role, preposition, nouns = _climb(parse, node, range(number.first, number.last))
    verbs = [*_on_noun(parse, number, node), *_raised(parse, verb, role)]
    return Clause(node, verb, role, preposition, tuple(verbs), tuple(nouns))


def _raised(parse: Parse, verb: int | None, role: str) -> list[tuple[int, str]]:
    """The verb under one that only says how sure it is: "are believed to have been killed", "have been able to"."""
    found: list[tuple[int, str]] = []
    if role == OTHER:
        return found
    while verb is not None:
        passive = parse.tokens[verb].tag == "VBN"
        sure = passive or parse.tokens[verb].lemma.lower() in {"seem", "appear", "happen", "continue", "begin", "start"}
        below = [c for c in parse.children[verb] if parse.tokens[c].dep == "xcomp" and is_verb(parse.tokens[c])]
        verb = below[0] if sure and below else None
        if verb is not None:
            suffers = any(parse.tokens[c].dep == "auxpass" for c in parse.children[verb])
            found.append((verb, OBJECT if suffers else SUBJECT))
    return found


def _number_token(parse: Parse, number: NumberReading) -> int:
    """The last word of the number itself that is governed from outside."""
    inside = range(number.first, number.last)
    outside = [i for i in inside if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    numeric = [i for i in outside if parse.tokens[i].tag in {"CD", "NNS", "NN", "$"}]
    return (numeric or outside or [number.last - 1])[-1]


def _climb(parse: Parse, node: int, inside: range) -> tuple[int | None, str, str | None, list[int]]:
    """The verb over a noun, and the noun's role there; prepositions and nouns on the way are told.

    Words of the modifier that the parse takes for a particle or a preposition ("killed up to 20") are passed over.
    """
    nouns: list[int] = []
    preposition: str | None = None
    first = parse.tokens[node]
    slipped = first.dep == "nummod" and first.head > node  # on a noun that it does not count: "withdrew 200 last month"
    place = node
    while True:
        token = parse.tokens[place]
        holds = preposition == "of" and token.lemma.lower() in lexicon("figures")["collecting"]
        if token.dep in _ROLES and is_verb(parse.tokens[token.head]):
            own = preposition is None or holds
            role = SUBJECT if token.dep == "attr" and _is_there(parse, token.head) else _ROLES[token.dep]
            return token.head, role if own else OTHER, None if holds else preposition, nouns
        if token.dep == "prep" or token.pos == "ADP":
            slipped = slipped or place in inside
            preposition = preposition or (None if place in inside else token.lower)
        elif place != node and is_verb(token):
            role = _slipped_role(parse, place, node) if slipped and preposition is None else OTHER
            return place, role, preposition, nouns
        elif place != node and token.pos in {"NOUN", "PROPN", "NUM"}:
            if holds:
                preposition = None
            else:
                nouns.append(place)
        if token.head == place:
            return None, OTHER, preposition, nouns
        place = token.head


def _is_there(parse: Parse, verb: int) -> bool:
    """Whether it says that something is: "there are 300 in the valley"."""
    return any(parse.tokens[c].dep == "expl" for c in parse.children[verb])


def _slipped_role(parse: Parse, verb: int, node: int) -> str:
    passive = any(parse.tokens[c].dep == "auxpass" for c in parse.children[verb])
    return OBJECT if node > verb or passive else SUBJECT


def is_verb(token: Token) -> bool:
    """Whether it is a verb or an auxiliary."""
    return token.pos in {"VERB", "AUX"}


def _on_noun(parse: Parse, number: NumberReading, node: int) -> list[tuple[int, str]]:
    """Participles and relative clauses on the noun; a participle right behind it where the parse has it elsewhere."""
    found = []
    for child in parse.children[node]:
        token = parse.tokens[child]
        if child > node and token.dep in {"acl", "relcl"} and is_verb(token):
            role = _role_in_acl(parse, child)
            found += [(child, role), *_raised(parse, child, role)]
    sentence = parse.sentence_of(number.first)
    after = number.last
    while after < sentence.last and parse.tokens[after].tag == "RB":
        after += 1
    if after < sentence.last and parse.tokens[after].tag in {"VBN", "VBD"} and all(after != v for v, _ in found):
        token = parse.tokens[after]
        if token.tag == "VBN" and token.dep not in {"ROOT", "ccomp", "conj"}:
            found.append((after, OBJECT))
    return found


def _role_in_acl(parse: Parse, verb: int) -> str:
    token = parse.tokens[verb]
    if token.dep == "relcl":
        passive = any(parse.tokens[c].dep in {"nsubjpass", "auxpass"} for c in parse.children[verb])
        own = any(
            parse.tokens[c].dep == "nsubj" and parse.tokens[c].tag not in {"WDT", "WP"} for c in parse.children[verb]
        )
        return OBJECT if passive or own else SUBJECT
    being = any(parse.tokens[c].dep == "auxpass" for c in parse.children[verb])
    return OBJECT if token.tag == "VBN" or being else SUBJECT


_UNDER = frozenset({"xcomp", "ccomp", "conj", "acl", "advcl", "pcomp", "prep"})


def above(parse: Parse, verb: int) -> list[int]:
    """The words over a verb by complement, purpose or coordination, nearest first."""
    found = []
    while parse.tokens[verb].head != verb and parse.tokens[verb].dep in _UNDER:
        verb = parse.tokens[verb].head
        found.append(verb)
    return found


def joined(parse: Parse, verb: int) -> list[int]:
    """The verbs over a verb that share its time: not those that only tell it."""
    found = []
    while parse.tokens[verb].head != verb and parse.tokens[verb].dep in _UNDER - {"ccomp"}:
        verb = parse.tokens[verb].head
        found.append(verb)
    return found


def auxiliaries(parse: Parse, verb: int) -> list[Token]:
    """The auxiliaries of a verb; a coordinated verb shares those of the first."""
    own = [parse.tokens[c] for c in parse.children[verb] if parse.tokens[c].dep in {"aux", "auxpass"}]
    token = parse.tokens[verb]
    if not own and token.dep == "conj" and is_verb(parse.tokens[token.head]):
        return auxiliaries(parse, token.head)
    return own


def changes(parse: Parse, clause: Clause) -> bool:
    """Whether it only tells by how much a number changes: "to boost troop numbers by 2,000", "was cut by 300"."""
    return grows(parse, clause) or _is_by(parse, clause, "changing")


def grows(parse: Parse, clause: Clause) -> bool:
    """Whether it only tells by how much a number grows."""
    return _is_by(parse, clause, "growing")


def _is_by(parse: Parse, clause: Clause, key: str) -> bool:
    """Whether a number stands after "by" with one of some words."""
    over = [parse.tokens[n].lemma.lower() for n in (*clause.nouns[:1], *([clause.verb] if clause.verb else ()))]
    return clause.preposition == "by" and any(word in lexicon("figures")[key] for word in over)


def listed_first(parse: Parse, verb: int) -> int:
    """The verb that a participle is listed behind, straight or through others; the verb itself where it is not."""
    while listed_after(parse, parse.tokens[verb].head) == verb:
        verb = parse.tokens[verb].head
    return verb


def listed_after(parse: Parse, verb: int) -> int | None:
    """The participle that is listed behind a verb, without a helper of its own: of "were killed, hurt or displaced"."""
    for token in (parse.tokens[c] for c in parse.children[verb]):
        apart = token.index == verb + 2 and parse.tokens[verb + 1].text == ","
        helped = any(parse.tokens[c].dep in _HELPING for c in parse.children[token.index])
        if token.tag == "VBN" and not helped and (token.dep == "conj" or (token.dep == "advcl" and apart)):
            return token.index
    return None


_HELPING = frozenset({"aux", "auxpass", "nsubj", "nsubjpass"})
