"""Who can speak: the subjects of cues, and what they are."""

from __future__ import annotations

from functools import cache

from onrecord.model import MentionType, Parse, Reading
from onrecord.packs import lexicon

PRONOUNS = frozenset({"he", "she", "they", "who", "it", "that", "which", "one"})
"""Pronouns that a source can be told by. "I" and "we" outside quotation marks are the narrator's: no statement."""
NARRATOR = frozenset({"i", "we", "you", "us", "me"})
ANYBODY = frozenset({"those", "each", "everyone", "everybody", "someone", "somebody", "anyone", "none", "nobody"})
PEOPLE_END = "ist"
"""How many nouns of people end ("environmentalist"), long ones at least."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
QUOTING = frozenset({"quote", "cite"})
DEEPEST = 4
"""Verbs in a chain that share one subject; a longer chain is a misparse."""
APPOSITION = 12
"""Words in an apposition between a name and its verb."""
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@cache
def speaking_nouns() -> frozenset[str]:
    """Nouns of people, bodies and documents."""
    data, titles = lexicon("bodies"), lexicon("titles")
    heads = [r.rsplit(None, 1)[-1] for r in titles["ranks"] + titles["offices"]]
    return frozenset([*(w for k in ("bodies", "people", "documents", "spokespeople") for w in data[k]), *heads])


@cache
def speech_verbs() -> frozenset[str]:
    """Verbs that stand beside quotations: hardly any but speakers do them."""
    return frozenset(lexicon("cues")["verbs"][0]["lemmas"]) | {
        "announce",
        "confirm",
        "warn",
        "insist",
        "argue",
        "reveal",
    }


def can_speak(reading: Reading, head: int) -> bool:
    """Whether a noun phrase is of someone or something that says things."""
    token = reading.parse.tokens[head]
    if token.entity in {"DATE", "TIME", "MONEY"} or (token.lower in NARRATOR and token.text != "US"):
        return False
    if token.lower in PRONOUNS or token.entity in NAMED or token.pos == "PROPN":
        return True
    lemma = token.lemma.lower()
    if token.lower in speaking_nouns() or lemma in speaking_nouns():
        return True
    if token.pos == "NOUN" and lemma.endswith(PEOPLE_END) and len(lemma) > 2 * len(PEOPLE_END):
        return True
    if (
        token.tag == "CD"
        or token.lower in {"some", "many", "others", "most", "few", "both", "another", "several"} | ANYBODY
    ):
        return True
    return any(m.start <= token.start < m.end for m in reading.people)


def subject(reading: Reading, verb: int, depth: int = 0) -> int | None:
    """The token that heads the subject of a verb, its own or the one it shares; None where there is none."""
    parse = reading.parse
    if depth > DEEPEST:
        return None
    own = [c for c in parse.children[verb] if parse.tokens[c].dep in SUBJECTS]
    if own:
        return _antecedent(parse, own[0], verb)
    says = parse.tokens[verb].lemma.lower() in speech_verbs()
    left = _person_before(reading, verb) if depth == 0 and says else None
    return left if left is not None else _shared_subject(reading, verb, depth)


def _person_before(reading: Reading, verb: int) -> int | None:
    """The person named right before a verb to which the parse gave no subject, over an apposition between commas."""
    parse = reading.parse
    named = {m.end for m in reading.mentions if m.type is MentionType.PERSON and m.reason not in {"“his”", "“her”"}}
    index = verb - 1
    while index >= 0 and parse.tokens[index].end not in named and _is_light(parse, index):
        index -= 1
    if index >= 0 and parse.tokens[index].text == ",":
        opening = next(
            (i for i in range(index - 1, max(index - APPOSITION, 0), -1) if parse.tokens[i].text == ","), None
        )
        index = opening - 1 if opening is not None else -1
    if index < parse.sentence_of(verb).first or parse.tokens[verb].tag == "VBG":
        return None
    token = parse.tokens[index]
    return index if token.end in named and token.text[:1].isupper() else None


def _is_light(parse: Parse, index: int) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return parse.tokens[index].pos in {"AUX", "PART"} or parse.tokens[index].tag == "RB"


def _antecedent(parse: Parse, index: int, verb: int) -> int:
    """The noun that "who" or "which" stands for."""
    token = parse.tokens[index]
    if token.lower in {"who", "which", "that"} and parse.tokens[verb].dep == "relcl":
        return parse.tokens[verb].head
    return index


def _shared_subject(reading: Reading, verb: int, depth: int) -> int | None:
    parse = reading.parse
    token = parse.tokens[verb]
    head = token.head
    if head == verb:
        return None
    infinitive = any(parse.tokens[c].lower == "to" for c in parse.children[verb])
    if token.dep in {"conj", "xcomp"} or (token.dep == "advcl" and (token.tag == "VBG" or infinitive)):
        return subject(reading, head, depth + 1)
    if token.dep == "acl" and token.tag == "VBG":
        return head
    if token.dep == "pcomp" and parse.tokens[head].lower in {"as", "by", "in", "without", "after", "before"}:
        return _saying(reading, parse.tokens[head].head, depth)
    if token.dep == "dep" and parse.tokens[head].pos in {"VERB", "AUX"}:
        return subject(reading, head, depth + 1)
    return None


def _saying(reading: Reading, verb: int, depth: int) -> int | None:
    """The subject of "saying" in "quoted him as saying" (him) and in "was quoted as saying" (the subject)."""
    quoted = _quoted_person(reading.parse, verb)
    return quoted if quoted is not None else subject(reading, verb, depth + 1)


def _quoted_person(parse: Parse, verb: int) -> int | None:
    if parse.tokens[verb].lemma.lower() not in QUOTING:
        return None
    return next((c for c in parse.children[verb] if parse.tokens[c].dep == "dobj"), None)


def quoting(reading: Reading, verb: int) -> int | None:
    """The token that heads X in "X quoted him as saying", of the verb "saying"; None elsewhere."""
    parse = reading.parse
    link = parse.tokens[verb].head
    if parse.tokens[verb].dep != "pcomp" or parse.tokens[link].lower != "as":
        return None
    above = parse.tokens[link].head
    return subject(reading, above) if _quoted_person(parse, above) is not None else None


def quoted_in(parse: Parse, source: int) -> int | None:
    """The token that heads X in "officials quoted by X", of "officials"; None elsewhere."""
    for child in parse.children[source]:
        token = parse.tokens[child]
        if token.dep == "acl" and token.tag == "VBN" and token.lemma.lower() in {"quote", "cite", "interview"}:
            return agent(parse, child)
    return None


def agent(parse: Parse, verb: int) -> int | None:
    """The head of "by X" beside a passive."""
    for child in parse.children[verb]:
        if parse.tokens[child].dep == "agent" or (
            parse.tokens[child].lower == "by" and parse.tokens[child].dep == "prep"
        ):
            return next((c for c in parse.children[child] if parse.tokens[c].dep == "pobj"), None)
    return None
