"""What words reject: clauses with the stems of what they are about, and where they say no."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import Stemmer

from onrecord.packs import lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d,.]*\d|\d")
ENDS = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“\"'‘(]?[A-Z])|\n")
SHORT = re.compile(r"(?:\b[A-Z]|\b[A-Z][a-z]{1,4}|\b(?:[a-z]\.)+[a-z])\.$")
"""A stop after a capital or a short word with one is most often that of an abbreviation: a rank, a month, initials."""
CLAUSE = re.compile(
    r"[;:]\s|[.!?][”’\"')\]]*\s+|\s[–—]\s|,?\s+(?:and|but|while|although|because|whereas)\s+(?=(?:that|there|he|she|it|they"
    r"|we|i|you|nobody|nothing|none|no|is|are|was|were|will|would|has|have|had|did|does|do|never|not)\b)"
    r"|,\s+(?=(?:there|he|she|it|they|we|i|nobody|nothing|not|but|which|who|when)\b)|\sbut\s",
    re.IGNORECASE,
)
SEEN = 2
"""Characters of the next sentence that tell that one has begun."""
RELATIVE = frozenset({"that", "which", "who"})
"""What a negative word comes after where it only says which one is meant: "any offer that does not name him"."""
JOINING = frozenset({"and", "but"})
REACH = 9
"""Words after a negative one that it still denies."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: the stems of what it is about, of names among them, of what it denies, and the first of these."""

    stems: frozenset[str]
    names: frozenset[str]
    denied: frozenset[str]
    words: tuple[str, ...]
    first: str | None = None

    @property
    def negated(self) -> bool:
        """Whether it says that something is not so."""
        return bool(self.denied)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The ends of the sentences of a text that hold a stretch of it; no paragraph's end lies between."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    first = line
    for found in ENDS.finditer(text, line, start + SEEN):
        if found.end() <= start and not SHORT.search(text, line, found.start() + 1):
            first = found.end()
    for found in ENDS.finditer(text, end, stop):
        if not SHORT.search(text, line, found.start() + 1):
            return first, found.start() + 1
    return first, stop


@lru_cache(8_192)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of some words that are about anything."""
    parts = (part for part in CLAUSE.split(" ".join(text.replace(" […] ", ". ").split())) if part)
    return tuple(clause for clause in map(_clause, parts) if clause.stems)


def _clause(text: str) -> Clause:
    tokens = WORD.findall(text)
    lower = [t.casefold().replace("’", "'") for t in tokens]
    kept = {n: found for n, w in enumerate(lower) if (found := _about(w))}
    denied: dict[str, None] = {}
    for n, word in enumerate(lower):
        if not _is_negative(word):
            continue
        told_apart = RELATIVE & set(lower[max(1, n - 2) : n])
        if not told_apart and _denies(word, next(iter(lower[n + 1 : n + 2]), "")):
            denied |= {kept[m]: None for m in _reach(lower, n) if m in kept}
    names = {s for n, s in kept.items() if tokens[n][:1].isupper() and n}
    return Clause(frozenset(kept.values()), frozenset(names), frozenset(denied), tuple(lower), next(iter(denied), None))


@lru_cache(1 << 16)
def _about(word: str) -> str:
    """The stem of a word that a clause can be about, "" for others."""
    return stem(word) if word not in _small() and word not in _negative() and _tells(word) else ""


@lru_cache(1 << 16)
def _is_negative(word: str) -> bool:
    return word in _listed("negation", "to") or word in _negative() or word.endswith("n't")


def _denies(negative: str, following: str) -> bool:
    """Whether a negative word denies what follows."""
    if negative in _listed("negation", "to"):
        return following == "to"
    return following not in _listed("negation", "void")


def _reach(words: list[str], at: int) -> range:
    """The places after a negative word that it denies: to the next "and", and not far."""
    end = min(at + 1 + REACH, len(words))
    return range(at + 1, next((n for n in range(at + 1, end) if words[n] in JOINING), end))


def _tells(word: str) -> bool:
    return len(word) > 1 and not word.endswith("n't")


@lru_cache(1_024)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, marks and case left out."""
    return tuple(w.casefold().replace("’", "'") for w in WORD.findall(text))


def calls_untrue(text: str) -> bool:
    """Whether words say of a claim that it is not true."""
    said = set(plain_words(text))
    return bool(said & _listed("untrue", "words")) and bool(said & _listed("untrue", "claims"))


def names_a_claim(text: str) -> bool:
    """Whether words speak of a claim, a report, an allegation."""
    return bool(set(plain_words(text)[:4]) & _listed("untrue", "claims"))


def has(group: str, text: str, name: str = "words") -> bool:
    """Whether a text has one of the words of a list."""
    return not _listed(group, name).isdisjoint(plain_words(text))


def conditional(clause: Clause) -> bool:
    """Whether a clause only says what would be, or only adds what is not meant ("but not in the north")."""
    return clause.words[0] in _listed("light", "conditions") or clause.words[0] == "not"


def existential(clause: Clause) -> bool:
    """Whether a clause says that there is none of something: "there is no water"."""
    return clause.words[0] == "there" and "no" in clause.words[1:4]


@cache
def light() -> frozenset[str]:
    """Stems that are about nothing by themselves."""
    return frozenset(stem(w) for w in _listed("light", "words"))


def sides(text: str) -> frozenset[tuple[int, bool]]:
    """The pairs of opposed phrases that a text has one of, by number, each with whether it is the first."""
    said = f" {' '.join(plain_words(text))} "
    if not _opposed().search(said):
        return frozenset()
    return frozenset(
        (n, first)
        for n, pair in enumerate(lexicon("agreement")["opposed"])
        for first in (True, False)
        if any(f" {phrase} " in said for phrase in pair["one" if first else "other"])
    )


@cache
def of_phrases(pair: int) -> frozenset[str]:
    """The stems of the words of a pair of opposed phrases."""
    held = lexicon("agreement")["opposed"][pair]
    return frozenset(stem(w) for side in ("one", "other") for phrase in held[side] for w in phrase.split())


def capitals(text: str) -> frozenset[str]:
    """The stems of the words of a text that have a capital: names, and whatever a sentence begins with."""
    return frozenset(stem(w.casefold()) for w in WORD.findall(text) if w[:1].isupper())


@cache
def _opposed() -> re.Pattern[str]:
    """Any of the opposed phrases."""
    phrases = {phrase for pair in lexicon("agreement")["opposed"] for side in ("one", "other") for phrase in pair[side]}
    return re.compile(f" (?:{'|'.join(map(re.escape, sorted(phrases)))}) ")


def opposites(stems: frozenset[str]) -> frozenset[tuple[str, str]]:
    """The stems that have an antonym, each with it."""
    return frozenset((s, o) for s in stems for o in _antonyms().get(s, ()))


def has_opposite(stems: Iterable[str]) -> bool:
    """Whether one of some stems has an antonym."""
    return not _antonyms().keys().isdisjoint(stems)


@lru_cache(1 << 17)
def stem(word: str) -> str:
    """The stem of a word."""
    found: str = Stemmer.Stemmer("english").stemWord(word.removesuffix("'s"))
    return found


@cache
def _listed(group: str, name: str) -> frozenset[str]:
    return frozenset(lexicon("agreement")[group][name])


def listed(group: str, name: str = "words") -> frozenset[str]:
    """A list of the lexicon."""
    return _listed(group, name)


@cache
def _negative() -> frozenset[str]:
    return _listed("negation", "words") | _listed("negation", "verbs")


@cache
def _small() -> frozenset[str]:
    return frozenset(lexicon("fates")["small"]["words"])


@cache
def _antonyms() -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for a, b in (*lexicon("antonyms")["verbs"], *lexicon("antonyms")["adjectives"]):
        held.setdefault(stem(a), set()).add(stem(b))
        held.setdefault(stem(b), set()).add(stem(a))
    return {word: frozenset(found - {word}) for word, found in held.items()}
