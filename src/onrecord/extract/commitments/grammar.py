"""Grammar: the clause of what is to be done, its negation and its condition, and whether it is only supposed."""

from __future__ import annotations

from onrecord.extract.attributions.found import Span, span_of
from onrecord.extract.commitments.found import words
from onrecord.model import Parse, Token

VERBAL = frozenset({"VERB", "AUX"})
NEGATIVE = frozenset({"not", "n't", "never", "no", "nor", "neither"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_LEFT_OUT = frozenset({"advcl", "parataxis", "dep", "ccomp"})
"""What a clause governs and yet does not say, where it stands behind a comma."""


def below(parse: Parse, index: int) -> list[Token]:
    """What a token governs."""
    return [parse.tokens[c] for c in parse.children[index]]


def child(parse: Parse, index: int, deps: frozenset[str], after: int = -1) -> int | None:
    """The first that a token governs in one of some relations, behind a place."""
    return next((t.index for t in below(parse, index) if t.dep in deps and t.index > after), None)


def has(parse: Parse, index: int, dep: str) -> bool:
    """Whether a token governs one in some relation."""
    return any(t.dep == dep for t in below(parse, index))


def own_subject(parse: Parse, verb: int) -> int | None:
    """The subject that stands with the verb itself."""
    return child(parse, verb, _SUBJECTS)


def complement(parse: Parse, verb: int) -> int | None:
    """The verb that one carries on: "continues to work", "is going to work", "help build"."""
    return next((t.index for t in below(parse, verb) if t.dep == "xcomp" and t.pos in VERBAL and t.index > verb), None)


def infinitive(parse: Parse, index: int) -> int | None:
    """The verb after "to" that hangs on a token; of "to be the first to open" the last one."""
    for token in below(parse, index):
        if token.index > index and token.pos in VERBAL and token.dep in {"xcomp", "acl", "advcl", "ccomp", "relcl"}:
            marked = any(t.lower == "to" and t.tag == "TO" for t in below(parse, token.index))
            if marked and own_subject(parse, token.index) is None:
                return _after_being(parse, token.index)
    return None


def _after_being(parse: Parse, verb: int) -> int:
    """Of "be one of the first to be opened" the opening."""
    if parse.tokens[verb].lemma.lower() != "be":
        return verb
    under = [i for i in parse.subtree(verb) if i > verb and parse.tokens[i].dep in {"relcl", "acl"}]
    found = (i for i in under if any(t.tag == "TO" for t in below(parse, i)))
    return next(found, verb)


def infinitive_beside(parse: Parse, index: int) -> int | None:
    """The verb of a "to" right behind a noun, where the parse hangs it on the verb over both."""
    link = parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    beside = link is not None and link.tag == "TO" and parse.tokens[link.head].head == parse.tokens[index].head
    return link.head if link is not None and beside and link.head > index else None


def gerund(parse: Parse, index: int) -> int | None:
    """The verb of "committed to rebuilding", "intention of leaving"."""
    for link in below(parse, index):
        if link.lower in {"to", "of"} and link.dep == "prep" and link.index > index:
            return next((t.index for t in below(parse, link.index) if t.dep == "pcomp" and t.tag == "VBG"), None)
    return None


def first_of(parse: Parse, subject: int | None, verb: int) -> int | None:
    """The first word of a verb's subject, where that stands before it in the same sentence."""
    if subject is None or subject > verb or parse.sentence_of(subject) != parse.sentence_of(verb):
        return None
    return phrase_start(parse, subject)


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb is in the passive."""
    return has(parse, verb, "auxpass") or has(parse, verb, "nsubjpass")


def agent(parse: Parse, verb: int) -> int | None:
    """The head of "by X" beside a passive."""
    by = next((t.index for t in below(parse, verb) if t.dep == "agent"), None)
    return child(parse, by, frozenset({"pobj"})) if by is not None else None


def is_negated(parse: Parse, verb: int) -> bool:
    """Whether "not", "never" or "no longer" stands with a verb, or its subject or object is "no" something."""
    for token in below(parse, verb):
        if token.dep == "neg" or (token.lower in NEGATIVE and token.dep in {"advmod", "preconj"}):
            return True
        if token.dep in _SUBJECTS | {"dobj", "attr"} and (
            token.lower in {"nobody", "none", "nothing"} or any(t.lower == "no" for t in below(parse, token.index))
        ):
            return True
    return False


def clause(parse: Parse, verb: int, first: int | None, within: tuple[int, int]) -> Span:
    """The words of a clause from its subject, or its first auxiliary, to the end of what its verb governs.

    A clause that follows behind a comma is left out; the words end with the statement or sentence that holds them.
    """
    helpers = [t.index for t in below(parse, verb) if t.dep in {"aux", "auxpass", "neg"} and t.index < verb]
    start = min([verb, *helpers, *([first] if first is not None else [])])
    last = max(i for i in _said(parse, verb) if i >= verb)
    tokens = [t for t in parse.tokens[start : last + 1] if within[0] <= t.start and t.end <= within[1]]
    span = span_of(parse, tokens[0].index, tokens[-1].index + 1) if tokens else None
    return span or (parse.tokens[verb].start, parse.tokens[verb].end)


def _said(parse: Parse, verb: int) -> list[int]:
    found = [verb]
    for token in below(parse, verb):
        behind = token.index > verb and token.index and parse.tokens[parse.subtree(token.index)[0] - 1].text == ","
        own = token.dep == "advcl" and own_subject(parse, token.index) is not None
        apart = token.dep in _LEFT_OUT and (behind or own or token.dep in {"parataxis", "dep"})
        joined = token.dep == "conj" and (own_subject(parse, token.index) is not None or behind)
        if token.dep != "cc" and not apart and not joined:
            found += parse.subtree(token.index)
    return found


def phrase_start(parse: Parse, head: int) -> int:
    """The first word of the noun phrase that a token heads, up to its head."""
    return min([head, *(i for i in parse.subtree(head) if i < head and _runs_to(parse, i, head))])


def _runs_to(parse: Parse, index: int, head: int) -> bool:
    """Whether everything from a word to the head is of the head's phrase."""
    inside = set(parse.subtree(head))
    return all(i in inside for i in range(index, head))


def condition(parse: Parse, verb: int) -> str | None:
    """The clause with "if", "unless" and the like that stands with a verb, in its words."""
    over = [parse.tokens[verb].head] if parse.tokens[verb].dep == "xcomp" else []
    for token in (t for v in (verb, *over) for t in below(parse, v)):
        marks = [t for t in below(parse, token.index) if t.dep in {"mark", "prep"} and t.lower in words("conditions")]
        if token.dep == "advcl" and (marks or token.lower in {"provided", "providing"}):
            indices = parse.subtree(token.index)
            span = span_of(parse, indices[0], indices[-1] + 1)
            return " ".join(parse.text[slice(*span)].split()) if span else None
    return None


_CARRIED = frozenset({"xcomp", "acl", "advcl", "conj", "csubj", "pcomp", "prep", "dep"})
_SUPPOSED = frozenset({"ccomp", "advcl", "csubj", "pcomp", "relcl"})


def supposed(parse: Parse, verb: int, but: frozenset[str] = frozenset()) -> bool:
    """Whether a verb stands in a clause of "if", "whether" or "when", or in one that somebody weighs, asks or wishes.

    What is told in a clause is bound by the telling, whatever that hangs on. `but` are words that suppose nothing here.
    """
    at = verb
    while True:
        token = parse.tokens[at]
        above = parse.tokens[token.head]
        if token.dep in _SUPPOSED and (_marks(parse, at) & (words("supposing") - but) or _asks(parse, at)):
            return True
        if token.dep in {"ccomp", "xcomp", "acl", "csubj"} and above.lemma.lower() in words("weighing"):
            return True
        if token.dep in {"xcomp", "acl"} and above.lemma.lower() in words("asking"):
            return True
        if token.dep == "ccomp" and _is_infinitive(parse, at) and above.lemma.lower() in words("asking"):
            return True
        if token.head == at or token.dep not in _CARRIED or (token.dep == "conj" and above.pos not in VERBAL):
            return False
        at = token.head


def _marks(parse: Parse, verb: int) -> set[str]:
    return {t.lower for t in below(parse, verb) if t.dep in {"mark", "advmod"} and t.index < verb}


def _asks(parse: Parse, verb: int) -> bool:
    """Whether a question is hidden in a clause: "how many will stay", "what it would do"."""
    before = [parse.tokens[i] for i in parse.subtree(verb) if i < verb]
    asking = any(t.tag in {"WRB", "WP", "WDT"} and parse.tokens[t.head].dep != "relcl" for t in before)
    return parse.tokens[verb].dep == "ccomp" and asking and all(t.dep != "relcl" for t in before)


def _is_infinitive(parse: Parse, verb: int) -> bool:
    return any(t.tag == "TO" for t in below(parse, verb))


def is_question(parse: Parse, index: int) -> bool:
    """Whether the sentence asks."""
    sentence = parse.sentence_of(index)
    return any(t.text == "?" for t in parse.tokens[max(sentence.last - 2, sentence.first) : sentence.last])


def is_guess(parse: Parse, verb: int) -> bool:
    """Whether an adverb makes it a guess."""
    first = next((t.index for t in below(parse, verb) if t.tag == "MD"), verb)
    adverbs = [t for t in (*parse.tokens[first:verb], *below(parse, verb)) if t.pos == "ADV"]
    nearly = (parse.tokens[t.index - 1].lower in {"almost", "nearly"} for t in adverbs if t.lower == "certainly")
    return any(t.lower in words("guessing") for t in adverbs) or any(nearly)
