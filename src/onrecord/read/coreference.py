"""What "he", "she" and "the commander" point to, within one article.

A pronoun goes to the nearest person before it that it can mean, subjects first, and for "he said" those who spoke (the
preference for subjects and for what is recent is that of Lappin and Leass, 1994, without its weights for other roles).
What stands in quotation marks neither points nor is pointed to. Undecided stays undecided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.model import Mention, MentionType, Parse, Token
from onrecord.packs import lexicon
from onrecord.read.names import NameSpan, Person

SEX = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
REACH = 6
"""Sentences back that a pronoun looks for whom it means."""
FAR = 40
"""Sentences back that a description ("the commander") does."""


@cache
def role_nouns() -> frozenset[str]:
    """Words that can head a role: offices, ranks, people told by what they are, in lower case."""
    data, titles = lexicon("bodies"), lexicon("titles")
    heads = [r.rsplit(None, 1)[-1] for r in titles["ranks"] + titles["offices"]]
    return frozenset([*data["people"], *data["spokespeople"], *heads])


@cache
def _speech() -> frozenset[str]:
    """Verbs that stand beside quotations."""
    return frozenset(lexicon("cues")["verbs"][0]["lemmas"])


@dataclass(frozen=True)
class _Seen:
    """A person at a place: sentence number, token, whether as the subject of a clause, and of one that reports."""

    sentence: int
    token: int
    subject: bool
    person: Person
    speaks: bool = False


def resolve(parse: Parse, named: Sequence[NameSpan]) -> list[Mention]:
    """Mentions for the pronouns and descriptions whose person is found, each with its reason."""
    starts = {span.first: span for span in named}
    inside = _quoted(parse)
    covered = {i for span in named for i in range(span.first, span.last)}
    seen: list[_Seen] = []
    pointed: list[Mention] = []
    for number, sentence in enumerate(parse.sentences):
        for token in parse.words(sentence):
            if token.index in starts and token.index not in inside:
                span = starts[token.index]
                subject = _is_subject(parse, span.first, span.last)
                speaks = subject and any(_speaks(parse, i) for i in range(span.first, span.last))
                seen.append(_Seen(number, token.index, subject, span.person, speaks))
            elif token.index not in covered and token.index not in inside:
                unnamed = _unnamed(parse, token)
                if unnamed is not None:
                    speaks = _speaks(parse, token.index)
                    seen.append(_Seen(number, token.index, token.dep in SUBJECTS, unnamed, speaks))
                    continue
                mention = _pointing(parse, token, number, seen)
                if mention is not None:
                    pointed.append(mention[0])
                    speaks = _speaks(parse, token.index)
                    seen.append(_Seen(number, token.index, token.dep in SUBJECTS, mention[1], speaks))
    return pointed


def _quoted(parse: Parse) -> set[int]:
    return {t.index for q in parse.quotations for t in parse.tokens_in(q.inner_start, q.inner_end)}


def _is_subject(parse: Parse, first: int, last: int) -> bool:
    return any(parse.tokens[i].dep in SUBJECTS for i in range(first, last)) or any(
        parse.tokens[i].dep == "appos" and parse.tokens[parse.tokens[i].head].dep in SUBJECTS
        for i in range(first, last)
    )


def _pointing(parse: Parse, token: Token, number: int, seen: Sequence[_Seen]) -> tuple[Mention, Person] | None:
    if token.lower in SEX:
        person = _person_for(token, number, seen, speaking=_speaks(parse, token.index))
        return (_pronoun(token, person), person) if person else None
    if _is_description(parse, token):
        return _described(parse, token, number, seen)
    return None


def _pronoun(token: Token, person: Person) -> Mention:
    return Mention(token.start, token.end, token.text, MentionType.PERSON, person.name, reason=f"“{token.text}”")


def _person_for(token: Token, number: int, seen: Sequence[_Seen], *, speaking: bool) -> Person | None:
    sex = SEX[token.lower]
    fitting = [s for s in seen if number - s.sentence <= REACH and s.person.sex in {None, sex}]
    if not fitting:
        return None
    best = max(
        fitting, key=lambda s: (-2 * (number - s.sentence) + 3 * s.subject + 3 * (speaking and s.speaks), s.token)
    )
    best.person.sex = sex
    return best.person


def _speaks(parse: Parse, index: int) -> bool:
    """Whether a word is the subject of a verb of speech, or stands in apposition to one that is."""
    token = parse.tokens[index]
    if token.dep == "appos":
        token = parse.tokens[token.head]
    return token.dep in SUBJECTS and parse.tokens[token.head].lemma.lower() in _speech()


def _unnamed(parse: Parse, token: Token) -> Person | None:
    """Someone told by what they are and not named: "an army official", as a person that "he" can mean."""
    if token.tag != "NN" or token.lower not in role_nouns() or token.dep not in {*SUBJECTS, "pobj"}:
        return None
    if not any(parse.tokens[c].lower in {"a", "an", "another", "one"} for c in parse.children[token.index]):
        return None
    if any(parse.tokens[c].dep == "appos" for c in parse.children[token.index]):
        return None
    indices = parse.subtree(token.index)
    text = _until_clause(parse, indices)
    sex = {"spokesman": "male", "man": "male", "spokeswoman": "female", "woman": "female"}.get(token.lower)
    return Person(text, token.text, None, sex=sex, roles=[text])


def _until_clause(parse: Parse, indices: Sequence[int]) -> str:
    """The words of a noun phrase, without its article, its relative clause and where it stands ("by the river")."""
    kept = []
    for index in indices:
        if parse.tokens[index].text in {",", "—", "–", "--", "by"} or parse.tokens[index].tag in {"WP", "WDT"}:
            break
        kept.append(index)
    kept = kept or [indices[0]]
    first = kept[1] if len(kept) > 1 and parse.tokens[kept[0]].dep == "det" else kept[0]
    return " ".join(parse.text[parse.tokens[first].start : parse.tokens[kept[-1]].end].split())


def _is_description(parse: Parse, token: Token) -> bool:
    """Whether it heads "the commander": a definite role noun with nothing after it that names."""
    if token.pos not in {"NOUN", "PROPN"} or token.tag not in {"NN", "NNP"}:
        return False
    if token.lower not in role_nouns() or token.dep in {"compound", "appos", "attr"}:
        return False
    return any(parse.tokens[c].lower in {"the", "this", "that"} for c in parse.children[token.index])


def _described(parse: Parse, token: Token, number: int, seen: Sequence[_Seen]) -> tuple[Mention, Person] | None:
    """The person whose role has all the words of the description; None where two of them do."""
    words = {parse.tokens[i].lower for i in _phrase(parse, token)} - {"the", "this", "that"}
    fitting = {
        id(s.person): s.person
        for s in seen
        if number - s.sentence <= FAR and any(words <= _role_words(r) for r in s.person.roles)
    }
    if len(fitting) != 1:
        return None
    person = next(iter(fitting.values()))
    indices = _phrase(parse, token)
    start, end = parse.tokens[indices[0]].start, parse.tokens[indices[-1]].end
    text = parse.text[start:end]
    return Mention(start, end, text, MentionType.PERSON, person.name, reason=f"“{text}”"), person


def _role_words(role: str) -> set[str]:
    """A role's words in lower case, abbreviated ranks in full beside them."""
    full = lexicon("titles")["in_full"]
    words = role.lower().replace("’", "'").split()
    return {*words, *(full[w] for w in words if w in full)}


def _phrase(parse: Parse, token: Token) -> list[int]:
    """A noun with what stands before it."""
    return sorted(c for c in [*parse.children[token.index], token.index] if c <= token.index)
