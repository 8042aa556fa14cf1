"""Stance: whether an event is told as having happened, as planned, as possible, or as not so.

The scale is FactBank's (Saurí and Pustejovsky 2009) made coarse: certain or not, positive or negative, and whether
it lies ahead, read from the words over the event: auxiliaries, the verbs and nouns that it is the complement of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.extract.events.triggers import Trigger, is_answered, lexis
from onrecord.extract.figures.grammar import is_verb
from onrecord.model import EventFactuality, Parse, Token

DEEP = 8
"""Words up from an event that can change how it is told."""

_COMPLEMENTS = frozenset(
    {
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "advcl",
        "pobj",
        "prep",
        "dobj",
        "conj",
        "oprd",
        "nsubj",
        "nsubjpass",
        "csubj",
        "attr",
        "acomp",
    }
)


@dataclass(frozen=True, slots=True)
class Stance:
    """How an event is told. `wanted` where it is only asked for, hoped, feared or aimed at: nobody says that it is."""

    negative: bool = False
    possible: bool = False
    ahead: bool = False
    wanted: bool = False

    @property
    def factuality(self) -> EventFactuality:
        """The one word for it, where the narrator tells it."""
        if self.negative:
            return EventFactuality.DENIED
        if self.possible or self.wanted:
            return EventFactuality.POSSIBLE
        return EventFactuality.PLANNED if self.ahead else EventFactuality.HAPPENED


def stance(parse: Parse, index: int) -> Stance:
    """The stance of the event that a verb or noun, by its index, tells of."""
    found = _of_verb(parse, index) if is_verb(parse.tokens[index]) else _of_noun(parse, index)
    at, noun = index, not is_verb(parse.tokens[index])
    for _ in range(DEEP):
        token = parse.tokens[at]
        if token.head == at or token.dep not in _COMPLEMENTS or _stands_alone(parse, token):
            break
        if noun and is_answered(parse, at):
            break
        through = token.lower in _THROUGH or is_verb(parse.tokens[token.head])
        if noun and token.dep == "prep" and (not through or token.lower in lexis("given")):
            break
        if noun and token.lower == "with" and token.head > at:  # "with the death of the judge, he could choose another"
            found = replace(found, ahead=_over(parse, at, token.head, found).ahead)
            break
        if not (is_verb(token) and token.dep == "conj" and _is_finite(parse, at)):
            found = _over(parse, at, token.head, found)
        at = token.head
    denied = _of_noun(parse, index).negative or _is_called_off(parse, index) or _is_not(parse, index)
    if noun and not denied:
        found = replace(found, negative=False)
    if _is_awaited(parse, index):
        found = replace(found, ahead=True)
    if found.possible or not _is_supposed(parse, index):
        return found
    return replace(found, possible=True)


_THROUGH = frozenset({"of", "during", "at", "for"})
"""Prepositions through which what is said of a verb or noun is said of a noun behind them."""


def _is_called_off(parse: Parse, noun: int) -> bool:
    """Whether a noun is what is refused, cancelled or rejected, or in what is."""
    token = parse.tokens[noun]
    return token.dep in {"dobj", "nsubjpass"} and parse.tokens[token.head].lemma.lower() in lexis("refusing")


def _is_not(parse: Parse, noun: int) -> bool:
    """Whether a noun is what something is said not to be: "his remark was not an attack"."""
    token = parse.tokens[noun]
    return token.dep == "attr" and _of_verb(parse, token.head).negative


def is_general(parse: Parse, trigger: Trigger) -> bool:
    """Whether a verb tells of what is wont to happen, or asks for it: a plain present, an order, a gerund as subject.

    A noun and its carrier tell of one event.
    """
    verb, token = trigger.head, parse.tokens[trigger.head]
    if trigger.nominal or not is_verb(token):
        return False
    helped = any(parse.tokens[c].dep in {"aux", "auxpass"} for c in parse.children[verb])
    if token.dep == "csubj" and token.tag == "VBG":
        return True
    bare = token.tag == "VB" and token.dep in {"ROOT", "conj"} and not _has_subject(parse, verb)
    return not helped and (token.tag in {"VBZ", "VBP"} or bare)


def _has_subject(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].dep in {"nsubj", "nsubjpass"} for c in parse.children[verb])


def _is_awaited(parse: Parse, index: int) -> bool:
    """Whether a verb tells in the present of what something to come waits for: "will leave when they are relieved"."""
    token = parse.tokens[index]
    on = [parse.tokens[c] for c in parse.children[index]]
    now = token.tag in {"VBZ", "VBP"} or any(t.dep in {"aux", "auxpass"} and t.tag in {"VBZ", "VBP"} for t in on)
    waited = token.dep == "advcl" and now and any(t.lower in lexis("awaited") for t in on)
    return waited and _of_verb(parse, token.head).ahead


def _is_supposed(parse: Parse, index: int) -> bool:
    """Whether it stands in a clause with "if", "unless" or "whether"."""
    chain = [index, *parse.ancestors(index)]
    verbs = [i for i in chain if is_verb(parse.tokens[i])]
    return any(
        parse.tokens[c].dep == "mark" and parse.tokens[c].lower in lexis("if") for v in verbs for c in parse.children[v]
    )


def _stands_alone(parse: Parse, token: Token) -> bool:
    """Whether nothing over a verb changes it: a clause of its own, a participle on a noun, what follows "after"."""
    if not is_verb(token):
        return False
    if (token.dep in {"advcl", "relcl"} or _is_adverbial(parse, token)) and _is_finite(parse, token.index):
        return True
    if token.dep == "acl" and token.tag == "VBN":
        return True
    return token.tag in {"VBG", "VBN"} and parse.tokens[token.head].lower in lexis("afterwards")


def _is_adverbial(parse: Parse, token: Token) -> bool:
    """Whether a clause that the parse takes for what a later verb says begins as one of time or reason does."""
    marks = {parse.tokens[c].lower for c in parse.children[token.index] if parse.tokens[c].dep in {"mark", "advmod"}}
    return token.dep == "ccomp" and token.head > token.index and bool(marks & lexis("adverbial"))


def _is_finite(parse: Parse, verb: int) -> bool:
    token = parse.tokens[verb]
    return token.tag in {"VBD", "VBZ", "VBP", "MD"} or any(
        parse.tokens[c].dep in {"aux", "auxpass"} and parse.tokens[c].tag in {"VBD", "VBZ", "VBP", "MD"}
        for c in parse.children[verb]
    )


def _is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands with "to", passive or perfect too, or bare under another."""
    helpers = [parse.tokens[c] for c in parse.children[verb] if parse.tokens[c].dep in {"aux", "auxpass"}]
    return any(t.lower == "to" for t in helpers) or (parse.tokens[verb].tag == "VB" and not helpers)


def _of_verb(parse: Parse, verb: int) -> Stance:
    """What a verb's own auxiliaries and adverbs say."""
    token = parse.tokens[verb]
    on = [parse.tokens[c] for c in parse.children[verb]]
    helpers = {t.lower for t in on if t.dep in {"aux", "auxpass"}}
    adverbs = {t.lower for t in on if t.dep in {"advmod", "neg"}}
    infinitive = _is_infinitive(parse, verb)
    deontic = bool(helpers & lexis("must"))
    untrue = {"would", "have"} <= helpers  # "would have killed hundreds"
    would = untrue or (bool(helpers & {"would", "'d"}) and not _is_reported(parse, verb))
    return Stance(
        negative=bool(adverbs & lexis("negations")) or _has_none(parse, verb),
        possible=bool(helpers & lexis("may") or adverbs & lexis("perhaps")) or would,
        ahead=bool(helpers & lexis("will")) or infinitive,
        wanted=deontic or (infinitive and token.dep in {"advcl", "acl", "relcl"}),
    )


def _is_reported(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in what somebody said or planned, so that "would" is a "will" put back."""
    over = (parse.tokens[i] for i in parse.ancestors(verb))
    return any(t.tag in {"VBD", "VBN"} for t in over)


def _has_none(parse: Parse, verb: int) -> bool:
    """Whether nobody does it, or nothing is done: "no troops were sent"."""
    near = [c for c in parse.children[verb] if parse.tokens[c].dep in {"nsubj", "nsubjpass", "dobj"}]
    words = [parse.tokens[c] for n in near for c in (n, *parse.children[n])]
    return any(t.lower in {"no", "nobody", "none", "nothing"} for t in words)


def _of_noun(parse: Parse, noun: int) -> Stance:
    """What the words on a noun say: "no attack", "a possible withdrawal", "the planned meeting"."""
    on = {parse.tokens[c].lower for c in parse.children[noun] if parse.tokens[c].dep in {"det", "amod"}}
    return Stance(
        negative="no" in on,
        possible=bool(on & lexis("possible")),
        ahead=bool(on & lexis("planned")),
    )


def _over(parse: Parse, below: int, above: int, found: Stance) -> Stance:
    """The stance of an event under one more word."""
    token, child = parse.tokens[above], parse.tokens[below]
    if is_verb(token):
        return _over_verb(parse, below, above, found)
    if token.pos == "ADJ" and is_verb(child):
        return _under_adjective(token.lemma.lower(), found)
    if child.lower == "without":
        return replace(found, negative=True)
    if token.pos in {"NOUN", "PROPN"} and (child.dep == "prep" or _is_asked(parse, below)):
        return _under_noun(parse, token.lemma.lower(), found, below)
    return found


def _is_asked(parse: Parse, index: int) -> bool:
    """Whether a word is a verb in the infinitive."""
    return is_verb(parse.tokens[index]) and _is_infinitive(parse, index)


def _over_verb(parse: Parse, below: int, above: int, found: Stance) -> Stance:
    """What a verb makes of what is under it, and what its own auxiliaries do; of what it only tells, neither."""
    lemma, child, own = parse.tokens[above].lemma.lower(), parse.tokens[below], _of_verb(parse, above)
    if child.dep in _GOVERNED or (child.dep == "nsubjpass" and lemma in lexis("refusing")):
        found = _under_verb(parse, below, above, found)
    if child.dep == "ccomp" and (lemma in lexis("telling") or _is_finite(parse, below)):
        told = lemma in lexis("telling")
        return found if told or not own.negative else replace(found, negative=True)
    return Stance(
        negative=found.negative or (own.negative and child.dep != "advcl"),
        possible=found.possible or own.possible,
        ahead=found.ahead or own.ahead,
        wanted=found.wanted or own.wanted,
    )


_GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "csubj", "dobj", "oprd"})


def _under_verb(parse: Parse, below: int, above: int, found: Stance) -> Stance:
    """What a verb makes of its complement."""
    lemma, child = parse.tokens[above].lemma.lower(), parse.tokens[below]
    passive = any(parse.tokens[c].dep == "auxpass" for c in parse.children[above])
    infinitive = _is_asked(parse, below)
    finite = is_verb(child) and _is_finite(parse, below)
    if infinitive and lemma in lexis("deciding") and _is_perfect(parse, above):
        return replace(found, ahead=True, wanted=False)
    if lemma in lexis("doing"):
        return replace(found, ahead=False, wanted=False) if infinitive else found
    if lemma in lexis("expecting") or (passive and lemma in lexis("awaiting")):
        return replace(found, possible=True)
    if not finite and _is_planned(lemma, child, infinitive=infinitive):
        return replace(found, ahead=True, wanted=False)
    if lemma in lexis("refusing"):
        return replace(found, negative=True, ahead=False, wanted=False)
    wanted = infinitive or (lemma in lexis("wanting") and not finite)
    return replace(found, wanted=True) if wanted else found


def _is_perfect(parse: Parse, verb: int) -> bool:
    """Whether a verb stands with "has" or "have"."""
    return any(parse.tokens[c].dep == "aux" and parse.tokens[c].lower in _HAVING for c in parse.children[verb])


_HAVING = frozenset({"has", "have", "'ve", "’ve"})


def _is_planned(lemma: str, child: Token, *, infinitive: bool) -> bool:
    """Whether a verb sets its complement ahead: "plans to", "is to", "announced a withdrawal"."""
    is_to = lemma == "be" and infinitive
    announced = lemma == "announce" and child.dep == "dobj"
    return is_to or announced or lemma in lexis("planning")


def _under_adjective(lemma: str, found: Stance) -> Stance:
    if lemma in lexis("likely"):
        return replace(found, possible=True)
    if lemma in lexis("ready"):
        return replace(found, ahead=True, wanted=False)
    return replace(found, wanted=True)


def _under_noun(parse: Parse, lemma: str, found: Stance, below: int) -> Stance:
    if lemma in lexis("possibility"):
        return replace(found, possible=True, wanted=False)
    if lemma in lexis("plan"):
        return replace(found, ahead=True, wanted=False)
    gerund = any(parse.tokens[c].dep == "pcomp" for c in parse.children[below])
    aimed_at = gerund or _is_asked(parse, below) or lemma in lexis("unreal")
    return replace(found, wanted=True) if aimed_at else found
