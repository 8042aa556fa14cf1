"""Who can speak: the subjects of cues, and what they are."""

from __future__ import annotations

from functools import cache

from onrecord.model import Mention, MentionType, Parse, Reading
from onrecord.packs import lexicon

PRONOUNS = frozenset({"he", "she", "they", "we", "i", "who", "it", "you", "that", "which", "one"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@cache
def speaking_nouns() -> frozenset[str]:
    """Nouns of people, bodies and documents."""
    data, titles = lexicon("bodies"), lexicon("titles")
    heads = [r.rsplit(None, 1)[-1] for r in titles["ranks"] + titles["offices"]]
    return frozenset([*(w for k in ("bodies", "people", "documents", "spokespeople") for w in data[k]), *heads])


def person_at(reading: Reading, first: int, last: int) -> Mention | None:
    """The person mentioned within these tokens, first one first."""
    start, end = reading.parse.tokens[first].start, reading.parse.tokens[last - 1].end
    return next(
        (m for m in reading.mentions if m.type is MentionType.PERSON and start <= m.start and m.end <= end), None
    )


def can_speak(reading: Reading, head: int) -> bool:
    """Whether a noun phrase is of someone or something that says things."""
    token = reading.parse.tokens[head]
    if token.lower in PRONOUNS or token.entity in NAMED or token.pos == "PROPN":
        return True
    if token.lower in speaking_nouns() or token.lemma.lower() in speaking_nouns():
        return True
    if token.tag == "CD" or token.lower in {"some", "many", "others", "most", "few", "both", "another", "several"}:
        return True
    return any(m.start <= token.start < m.end and m.type is MentionType.PERSON for m in reading.mentions)


def subject(parse: Parse, verb: int, depth: int = 0) -> int | None:
    """The token that heads the subject of a verb, its own or the one it shares; None where there is none."""
    if depth > 4:  # noqa: PLR2004 (a chain of coordinated verbs longer than this is a misparse)
        return None
    own = [c for c in parse.children[verb] if parse.tokens[c].dep in SUBJECTS]
    if own:
        return _antecedent(parse, own[0], verb)
    return _shared_subject(parse, verb, depth)


def _antecedent(parse: Parse, index: int, verb: int) -> int:
    """The noun that "who" or "which" stands for."""
    token = parse.tokens[index]
    if token.lower in {"who", "which", "that"} and parse.tokens[verb].dep == "relcl":
        return parse.tokens[verb].head
    return index


def _shared_subject(parse: Parse, verb: int, depth: int) -> int | None:
    token = parse.tokens[verb]
    head = token.head
    if head == verb:
        return None
    if token.dep in {"conj", "xcomp"} or (token.dep == "advcl" and token.tag == "VBG"):
        return subject(parse, head, depth + 1)
    if token.dep == "acl" and token.tag == "VBG":
        return head
    if token.dep == "pcomp" and parse.tokens[head].lower in {"as", "by", "in", "without", "after", "before"}:
        return subject(parse, parse.tokens[head].head, depth + 1)
    if token.dep == "dep" and parse.tokens[head].pos in {"VERB", "AUX"}:
        return subject(parse, head, depth + 1)
    return None


def agent(parse: Parse, verb: int) -> int | None:
    """The head of "by X" beside a passive."""
    for child in parse.children[verb]:
        if parse.tokens[child].dep == "agent" or (
            parse.tokens[child].lower == "by" and parse.tokens[child].dep == "prep"
        ):
            return next((c for c in parse.children[child] if parse.tokens[c].dep == "pobj"), None)
    return None
