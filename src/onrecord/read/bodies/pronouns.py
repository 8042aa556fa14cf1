"""What "it" and "they" point to among bodies: the subject of the sentence, or of the one before, and nothing else.

Centering theory's subject preference (Brennan, Friedman and Pollard, 1987), kept to the case that rarely errs: the
subject of a main clause is a body, and no one else has come between. Undecided stays undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Mention, MentionType, Parse, Sentence, Token
from onrecord.read.coreference import SUBJECTS

ONE, MANY = frozenset({"it", "its", "itself"}), frozenset({"they", "their", "them", "themselves"})
EMPTY = frozenset({"be", "seem", "appear", "become", "take", "happen", "turn", "remain", "rain", "snow"})
"""Verbs whose "it" may stand for the clause that follows, or for nothing (Quirk et al., 1985, 18.33)."""


def pronouns(parse: Parse, bodies: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions for the pronouns that point to a body, in order."""
    at = {t.index: m for m in bodies for t in parse.tokens_in(m.start, m.end)}
    quoted = {t.index for q in parse.quotations for t in parse.tokens_in(q.start, q.end)}
    before: tuple[Sentence, Token | None] | None = None
    for sentence in parse.sentences:
        main = _main_subject(parse, sentence)
        for token in parse.words(sentence):
            if token.lower not in ONE | MANY or token.index in quoted or _is_empty(parse, token):
                continue
            owner = _owner(parse, at, token, sentence, before)
            if owner is not None:
                found = Mention(token.start, token.end, token.text, owner.type, owner.name, reason=f"“{token.text}”")
                at[token.index] = found
                yield found
        before = (sentence, main)


def _main_subject(parse: Parse, sentence: Sentence) -> Token | None:
    """The subject of the sentence's main clause; of several words, its noun."""
    roots = [t for t in parse.words(sentence) if t.head == t.index]
    found = [parse.tokens[c] for r in roots for c in parse.children[r.index] if parse.tokens[c].dep in SUBJECTS]
    return found[0] if found else None


def _owner(
    parse: Parse, at: dict[int, Mention], token: Token, sentence: Sentence, before: tuple[Sentence, Token | None] | None
) -> Mention | None:
    """The body that is the subject of the clause above the pronoun's, or else of the sentence before."""
    subject = _above(parse, token)
    if subject is not None:
        between = range(subject.index + 1, token.index)
        rival = any(i in at and at[i].name != _name(at, subject) and _heads(parse, i) for i in between)
    elif before is not None and before[0].block == sentence.block:
        subject, rival = before[1], False
    if subject is None or rival:
        return None
    mention = at.get(subject.index)
    fits = mention is not None and mention.type is not MentionType.FACILITY and _agrees(mention, subject, token)
    return mention if fits else None


def _name(at: dict[int, Mention], token: Token) -> str | None:
    return at[token.index].name if token.index in at else None


def _heads(parse: Parse, index: int) -> bool:
    """Whether a word is the noun of its phrase, not what describes it."""
    return parse.tokens[index].dep not in {"compound", "amod", "nmod", "poss"}


def _above(parse: Parse, token: Token) -> Token | None:
    """The nearest subject before the pronoun among those of the verbs above it; None where it is the first."""
    for above in parse.ancestors(token.index):
        for child in parse.children[above]:
            if parse.tokens[child].dep in SUBJECTS and child < token.index:
                return parse.tokens[child]
    return None


def _agrees(mention: Mention, subject: Token, token: Token) -> bool:
    """Whether number does not speak against it; a body that its name makes plural is "they", and some are both."""
    plural = subject.tag in {"NNS", "NNPS"} or subject.lower in MANY
    if token.lower in MANY:
        return plural or subject.lower in {"police", "military"} or mention.type is MentionType.GROUP
    return not plural


def _is_empty(parse: Parse, token: Token) -> bool:
    """Whether "it" stands for a clause or for nothing."""
    if token.lower != "it":
        return False
    verb = parse.tokens[token.head]
    below = {parse.tokens[c].dep for c in parse.children[verb.index]}
    judging = verb.pos == "AUX" and bool(below & {"acomp", "attr"})
    clausal = bool(below & {"ccomp", "xcomp", "advcl", "csubj", "acl"})
    vague = verb.lemma in EMPTY and (clausal or verb.lemma != "be")
    return token.dep in {"expl", "dobj"} or judging or vague
