"""Names of people: where they stand, which are the same person's, what stands beside them as a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from onrecord.model import Parse, Token
from onrecord.packs import lexicon
from onrecord.read.contexts import Context

PARTICLES = frozenset(
    {"de", "da", "do", "dos", "del", "della", "di", "van", "von", "der", "den", "bin", "ibn", "bint", "ben", "el", "al"}
    | {"la", "le", "du", "st", "ter", "ten", "abu"}
)
NEARLY = 0.85
"""How alike two spellings of a surname must be to be taken as one (Ratcliff and Obershelp's ratio)."""
LONG_ENOUGH = 6
LONGEST = 3
"""Words in a full name that the model took for something else."""


@cache
def title_words() -> frozenset[str]:
    """Words that stand before a name and are no part of it, in lower case."""
    data = lexicon("titles")
    words = (w for key in ("abbreviations", "ranks", "courtesy", "offices") for e in data[key] for w in e.split())
    former = {"ex", "ex-", "former", "then", "acting", "interim", "outgoing", "incoming", "deputy", "late", "retired"}
    return frozenset(w.lower() for w in words) - {"of", "the", "and", "in"} | former


@cache
def given_names(sex: str) -> frozenset[str]:
    """First names borne almost only by that sex ("male" or "female")."""
    return frozenset(str(lexicon("first-names")[sex]).split())


@cache
def not_people() -> frozenset[str]:
    """Capitalised words that are no person's name: months, days, bodies."""
    data = lexicon("bodies")
    words = {w.lower() for key in ("bodies", "documents") for w in data[key]}
    days = "monday tuesday wednesday thursday friday saturday sunday"
    months = "january february april june july september october november december"
    return frozenset(words | set(days.split()) | set(months.split()) | {"the", "operation", "resolution", "act"})


@cache
def place_nouns() -> frozenset[str]:
    """Nouns that, after a name, make it a place's, in lower case."""
    return frozenset(lexicon("bodies")["places"])


@dataclass
class Person:
    """Someone whom an article names; `name` is the fullest form."""

    name: str
    surname: str
    given: str | None
    sex: str | None = None
    roles: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class NameSpan:
    """A person's name in the text: tokens `first` up to `last`, and whose it is."""

    first: int
    last: int
    person: Person
    reason: str | None


def people(parse: Parse, context: Context) -> list[NameSpan]:
    """Every naming of a person, in order; one Person object a person."""
    candidates = list(_candidates(parse))
    places = {_printed(parse, s) for s in candidates if _led_in(parse, s[0])}
    places |= {t.text for t in parse.tokens if t.pos == "PROPN" and _in_place(parse, t)}
    places |= context.places | context.peoples | context.operations
    spans = [s for s in candidates if _is_name(parse, *s) and not _is_known_place(parse, s, places)]
    spans += _in_full(parse, spans, candidates)
    known = _persons(parse, spans)
    found = [_assign(parse, s, known) for s in spans]
    taken = {i for f in found if f for i in range(f.first, f.last)}
    found += [_by_surname(parse, t, known) for t in parse.tokens if t.index not in taken]
    return sorted((f for f in found if f), key=lambda f: f.first)


def _in_full(
    parse: Parse, spans: Iterable[tuple[int, int]], candidates: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Full names that the model takes for something else, of people whom it sees where only their surname stands."""
    lone = {_printed(parse, s) for s in spans if s[1] - s[0] == 1}
    seen = {i for s in candidates for i in range(*s)}
    found = []
    for token in parse.tokens:
        first, last = token.index - 1, token.index + 1
        if token.text not in lone or token.index in seen or first < parse.sentence_of(token.index).first:
            continue
        while first > parse.sentence_of(token.index).first and _is_name_word(parse.tokens[first - 1]):
            first -= 1
        first = _skip_titles(parse, first, last)
        if 1 < last - first <= LONGEST and _is_name(parse, first, last) and _all_names(parse, first, last):
            found.append((first, last))
    return found


def _all_names(parse: Parse, first: int, last: int) -> bool:
    return all(_is_name_word(t) for t in parse.tokens[first:last])


def _is_known_place(parse: Parse, span: tuple[int, int], places: set[str]) -> bool:
    """Whether a name, or its last word after no common first name, stands elsewhere as a place does ("in X")."""
    if _printed(parse, span) in places:
        return True
    given = parse.tokens[span[0]].text
    return parse.tokens[span[1] - 1].text in places and not any(given in given_names(sex) for sex in ("male", "female"))


def _printed(parse: Parse, span: tuple[int, int]) -> str:
    return parse.text[parse.tokens[span[0]].start : parse.tokens[span[1] - 1].end]


def _candidates(parse: Parse) -> Iterator[tuple[int, int]]:
    """Runs of name words that the model calls a person, or that follow a title."""
    for sentence in parse.sentences:
        index = sentence.first
        while index < sentence.last:
            last = _run_end(parse, index, sentence.last)
            if last == index:
                index += 1
                continue
            first = _skip_titles(parse, index, last)
            if first < last and _is_told(parse, index, first, last):
                yield first, last
            index = last


def _is_told(parse: Parse, start: int, first: int, last: int) -> bool:
    """Whether something tells that the words are a person's: a title, the model, an age, a common first name."""
    sentence = parse.sentence_of(first)
    titled = first > start or _after_title(parse, first, sentence.first)
    return (
        (titled and not _called_other(parse, first, last))
        or _called_person(parse, first, last)
        or _aged(parse, last, sentence.last)
        or _given_first(parse, first, last)
    )


def _run_end(parse: Parse, index: int, limit: int) -> int:
    """The end of the run of name words that begins here; `index` itself where none does."""
    tokens, end = parse.tokens, index
    while end < limit:
        if _is_name_word(tokens[end]) or (
            index < end < limit - 1 and tokens[end].lower in PARTICLES and _leads_to_name(parse, end, limit)
        ):
            end += 1
        elif index < end < limit - 1 and _glued(tokens, end) and _is_name_word(tokens[end + 1]):
            end += 2
        else:
            break
    return end


def _glued(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a hyphen stands here with no space about it."""
    return (
        tokens[at].text in {"-", "‑"}
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )


def _leads_to_name(parse: Parse, index: int, limit: int) -> bool:
    tokens = parse.tokens
    after = index + 1
    if tokens[after].text == "-" and after + 1 < limit:
        after += 1
    return tokens[after].text[:1].isupper() and tokens[after].pos == "PROPN"


def _is_name_word(token: Token) -> bool:
    if not token.text[:1].isupper() or token.text.endswith(("'s", "’s")):
        return False
    return token.pos == "PROPN" or token.entity == "PERSON"


def _skip_titles(parse: Parse, first: int, last: int) -> int:
    """Where the name begins after the last title word of the run."""
    begins = [
        i for i in range(first + 1, last - 1) if parse.tokens[i].entity == "PERSON" and parse.tokens[i].entity_begins
    ]
    if begins and parse.tokens[first].entity != "PERSON":
        first = begins[0]
    titles = [i for i in range(first, last) if parse.tokens[i].lower in title_words()]
    if titles and titles[-1] + 1 < last:
        return titles[-1] + 1
    return last if titles and titles[-1] + 1 == last else first


def _after_title(parse: Parse, first: int, limit: int) -> bool:
    return first > limit and parse.tokens[first - 1].lower in title_words() and parse.tokens[first - 1].pos != "VERB"


def _called_person(parse: Parse, first: int, last: int) -> bool:
    labels = [parse.tokens[i].entity for i in range(first, last)]
    return sum(label == "PERSON" for label in labels) * 2 > len(labels)


def _given_first(parse: Parse, first: int, last: int) -> bool:
    """Whether a run of two or three words begins with a common first name and is, to the model, no place or body."""
    token = parse.tokens[first]
    known = token.text in given_names("male") or token.text in given_names("female")
    return known and last - first in {2, 3} and token.entity in {"", "PERSON", "NORP"}


def _called_other(parse: Parse, first: int, last: int) -> bool:
    """Whether a single word is, to the model, a place, a people or a body, or is in capitals throughout."""
    token = parse.tokens[first]
    return last - first == 1 and (token.entity in {"GPE", "NORP", "LOC", "ORG", "DATE"} or token.text.isupper())


def _aged(parse: Parse, last: int, limit: int) -> bool:
    """Whether ", 45," follows, as it does people in the news."""
    words = [t.text for t in parse.tokens[last : min(last + 3, limit)]]
    return re.fullmatch(r",\d\d,", "".join(words)) is not None


def _is_name(parse: Parse, first: int, last: int) -> bool:
    words = [parse.tokens[i].lower for i in range(first, last)]
    if any(w in not_people() for w in words) or not any(len(w) > 1 and w[0].isalpha() for w in words):
        return False
    if last < parse.sentence_of(first).last and parse.tokens[last].text in place_nouns():
        return False
    if _led_in(parse, first):
        return False
    return last - first > 1 or not (_is_place(parse, first) or _describes(parse, first))


def _describes(parse: Parse, index: int) -> bool:
    """Whether a lone word stands before a common noun and describes it: "Norvalan personnel"."""
    token = parse.tokens[index]
    return token.dep in {"amod", "compound", "nmod"} and token.head > index and parse.tokens[token.head].pos == "NOUN"


def _led_in(parse: Parse, first: int) -> bool:
    """Whether "in X" or "mayor of X" leads to the words, as it does to places and bodies."""
    before = [t.lower for t in parse.tokens[max(first - 2, 0) : first]]
    if not before:
        return False
    return before[-1] in {"in", "at", "near"} or (before[-1] == "of" and before[0] in title_words())


def _is_place(parse: Parse, index: int) -> bool:
    """Whether a lone word is called a place, or stands where one does ("in X"), as often as not in the article."""
    same = parse.alike(index)
    placed = [t for t in same if t.entity in {"GPE", "LOC", "NORP", "ORG"} or _in_place(parse, t)]
    return len(placed) * 2 >= len(same)


def _in_place(parse: Parse, token: Token) -> bool:
    return token.dep == "pobj" and parse.tokens[token.head].lower in {"in", "at", "near", "around", "inside", "across"}


def _persons(parse: Parse, spans: Iterable[tuple[int, int]]) -> dict[str, list[Person]]:
    """People by surname: from full names, then from surnames that no full name covers."""
    known: dict[str, list[Person]] = {}
    for first, last in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        words = _after_particle([t.text for t in parse.tokens[first:last]])
        surname, given = _surname(words), words[0] if len(words) > 1 else None
        fitting = [p for p in known.get(surname, []) if _fits(p, words)]
        person = fitting[0] if fitting else None
        if person is None and given is None:
            person = _looser(known, words, surname)
        if person is None:
            name = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
            person = Person(" ".join(name.split()), surname, given)
            known.setdefault(surname, []).append(person)
        person.sex = person.sex or _sex(parse, first, person)
    return known


def _surname(words: list[str]) -> str:
    """The last word, with what is glued to it by a hyphen; a particle is not ("al-Hakim" is Hakim's name too)."""
    if len(words) > len(["al", "-", "Hakim"]) - 1 and words[-2] == "-" and words[-3].lower() not in PARTICLES:
        return "".join(words[-3:])
    return words[-1]


def _after_particle(words: list[str]) -> list[str]:
    """Words without a particle that stands first and is glued to the next: "El-Hakim"."""
    glued = len(words) > len(["al", "-"]) and words[1] == "-" and words[0].lower() in PARTICLES
    return words[2:] if glued else words


def _looser(known: dict[str, list[Person]], words: list[str], surname: str) -> Person | None:
    """The one whose surname is nearly this word, or within whose name it stands."""
    return next((p for ps in known.values() for p in ps if _misspelt(p.surname, surname) or _inside(p, words)), None)


def _inside(person: Person, words: list[str]) -> bool:
    return len(words) == 1 and words[0] in person.name.split() and person.given is not None and words[0] != person.given


def _fits(person: Person, words: list[str]) -> bool:
    """Whether a name can be that person's: same surname, and no other first name."""
    words = _after_particle(words)
    if len(words) == 1 or person.given is None:
        return True
    given = words[0]
    return (
        given == person.given
        or (given[0] == person.given[0] and "." in given + person.given)
        or given in person.name.split()
    )


def _misspelt(one: str, other: str) -> bool:
    if min(len(one), len(other)) < LONG_ENOUGH or one[0] != other[0]:
        return False
    return one != other and SequenceMatcher(None, one.lower(), other.lower()).ratio() >= NEARLY


def _sex(parse: Parse, first: int, person: Person) -> str | None:
    before = parse.tokens[first - 1].lower.rstrip(".") if first else ""
    if before in {"mr", "sir", "lord", "king", "prince", "spokesman", "chairman"}:
        return "male"
    if before in {"mrs", "ms", "miss", "dame", "lady", "queen", "princess", "spokeswoman", "chairwoman"}:
        return "female"
    return next((sex for sex in ("male", "female") if person.given in given_names(sex)), None)


def _assign(parse: Parse, span: tuple[int, int], known: dict[str, list[Person]]) -> NameSpan | None:
    words = [t.text for t in parse.tokens[span[0] : span[1]]]
    surname = _surname(words)
    fitting = [p for p in known.get(surname, []) if _fits(p, words)]
    looser = _looser(known, words, surname) if len(words) == 1 and not fitting else None
    person = fitting[0] if fitting else looser
    if person is None:
        return None
    printed = parse.text[parse.tokens[span[0]].start : parse.tokens[span[1] - 1].end]
    if printed == person.name:
        return NameSpan(*span, person, None)
    return NameSpan(*span, person, "surname" if person.surname == surname else "spelling")


def _by_surname(parse: Parse, token: Token, known: dict[str, list[Person]]) -> NameSpan | None:
    """A surname that the model took for something else."""
    if not token.text[:1].isupper() or not (token.pos in {"PROPN", "NOUN"} or _acts(parse, token)):
        return None
    people_, reason = known.get(token.text, []), "surname"
    if not people_ and token.text.isupper() and len(token.text) > len("ISS"):
        people_, reason = known.get(token.text.capitalize(), []), "surname"
    if not people_ and token.pos == "PROPN" and token.entity not in {"GPE", "LOC", "NORP"}:
        people_, reason = [p for s, ps in known.items() for p in ps if _misspelt(s, token.text)], "spelling"
    if len(people_) != 1 or people_[0].given is None:
        return None
    glued = token.index > 1 and _glued(parse.tokens, token.index - 1)
    particle = glued and parse.tokens[token.index - 2].lower in PARTICLES
    return NameSpan(token.index - 2 * particle, token.index + 1, people_[0], reason)


def _acts(parse: Parse, token: Token) -> bool:
    """Whether a verb follows a word, as it does a name that the model took for an adverb."""
    after = parse.tokens[token.index + 1 : token.index + 2]
    return bool(after) and (after[0].pos == "AUX" or after[0].tag in {"VBD", "VBZ"})
