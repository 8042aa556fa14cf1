"""The words of a question and of articles, as they are compared: by their stems, a nation by its country."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

import Stemmer

from onrecord.packs import lexicon

WORD = re.compile(r"(?:[A-Z]\.){2,}|\b[Nn]on-[^\W\d_]+|\d[\d,.]*\d|\d+|[^\W\d_]+(?:['’][^\W\d_]+|(?<=s)['’](?=\s))?")
POSSESSIVE = re.compile(r"['’]s?$")
SHORT = 5
"""Letters of a name in "s" that is none of several: Mars is not a mar."""
PEOPLE_OF = ("n", "ns", "an", "ans", "ian", "ians", "ese", "ish", "i", "is", "ean", "eans")
"""Endings that make of a country the word for its people and things."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as printed, where it stands, and how it is compared."""

    text: str
    start: int
    end: int
    stem: str

    @property
    def is_name(self) -> bool:
        """Whether it is printed as a name is."""
        return self.text[:1].isupper()

    @property
    def small(self) -> bool:
        """Whether it tells nothing apart; initials do, whatever word they spell."""
        initials = len(self.text) > 1 and self.text.isupper()
        return not initials and self.text.casefold() in words("small", "words")

    @property
    def is_number(self) -> bool:
        """Whether it is in digits."""
        return self.text[:1].isdigit()


@dataclass(frozen=True)
class Lexis:
    """How words are compared in one record: `nations` leads words for people and things to their country."""

    nations: Mapping[str, str]
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, places: Iterable[str]) -> Lexis:
        """That of a record which names some places; the countries of the world are known besides."""
        found = dict(_countries())
        for place in sorted(set(places)):
            name = place.casefold()
            if name.isalpha() and name not in found and len(name) > 3:  # noqa: PLR2004 (shorter ones are ends of words)
                stems = {name, name[:-1]} if name[-1] in "aeioy" else {name}
                found |= {s + end: _stem(name) for s in stems for end in PEOPLE_OF if s + end != name}
        return cls(found)

    @cached_property
    def countries(self) -> frozenset[str]:
        """What stands for each country."""
        return frozenset(self.nations.values())

    def is_of_nation(self, token: Token) -> bool:
        """Whether a word is for the people, things or language of a country, and not its name."""
        return token.stem in self.countries and phrase(POSSESSIVE.sub("", token.text)) != token.stem

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of a text, in order."""
        return tuple(Token(m[0], *m.span(), self._stem(m[0])) for m in WORD.finditer(text))

    def line(self, text: str) -> str:
        """A text as its stems, a blank on each side of each; a country of several words is one."""
        return self.joined(t.stem for t in self.tokens(text))

    def joined(self, stems: Iterable[str]) -> str:
        """Stems on one line, as `line` has them."""
        pattern, codes = _long_names()
        return pattern.sub(lambda m: f" {codes[m[1]]} ", f" {' '.join(stems)} ")

    def _stem(self, word: str) -> str:
        if word not in self._known:
            self._known[word] = self._norm(word)
        return self._known[word]

    def _norm(self, word: str) -> str:
        word = _without_accents(word)
        plain = POSSESSIVE.sub("", word.casefold().replace(".", "") if word[:1].isalpha() else word)
        if word[:1].isupper() and plain in self.nations:
            return self.nations[plain]
        if word[:1].isdigit():
            return plain.replace(",", "")
        if word[:1].isupper() and len(plain) <= SHORT and plain.endswith("s"):
            return plain
        return _stem(plain)


@cache
def _countries() -> dict[str, str]:
    """By word for the people and things of a country, what stands for it: its name, or a code where that is long."""
    found: dict[str, str] = {}
    for country in lexicon("countries")["country"]:
        name = phrase(country["name"])
        stands = name if " " not in name else f"@{country['code']}"
        for word in (*country["demonyms"], *country.get("aliases", ())):
            if " " not in word:
                plain = word.casefold().replace(".", "")
                found |= {plain: stands, f"{plain}s": stands}
    return found


@cache
def _long_names() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds the names of countries that have several words, on a line of stems, and their codes."""
    codes = {
        phrase(name): f"@{country['code']}"
        for country in lexicon("countries")["country"]
        for name in (country["name"], *country.get("aliases", ()))
        if " " in name and " " in phrase(country["name"])
    }
    return re.compile(rf" ({'|'.join(map(re.escape, sorted(codes, key=len, reverse=True)))}) "), codes


@lru_cache(maxsize=50_000)
def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    found: str = Stemmer.Stemmer("english").stemWord(word)
    return found


@cache
def words(group: str, name: str) -> frozenset[str]:
    """A list of the lexicon of questions."""
    return frozenset(lexicon("asking")[group][name])


@cache
def stems(group: str, name: str) -> frozenset[str]:
    """The stems of a list's words; a phrase is the stems of its words with blanks between."""
    return frozenset(phrase(w) for w in words(group, name))


@cache
def phrase(text: str) -> str:
    """Some words as their stems, a blank between."""
    return " ".join(_stem(w.casefold()) for w in re.findall(r"[^\W_]+", text))


@cache
def said_so_too() -> Mapping[str, frozenset[str]]:
    """By stem or phrase, all that says the same or is the other side of it."""
    found: dict[str, set[str]] = {}
    for group in lexicon("asking")["same"]["groups"]:
        alike = {phrase(w) for w in group}
        for each in alike:
            found.setdefault(each, set()).update(alike)
    for one, other in lexicon("asking")["same"]["sides"]:
        for each in {phrase(w) for w in one}:
            found.setdefault(each, {each}).update(phrase(w) for w in other)
    return {k: frozenset(v) for k, v in found.items()}


def alike(line: str) -> frozenset[str]:
    """All that says the same as a stem or phrase, itself too."""
    return said_so_too().get(line, frozenset({line}))
