"""Variants of articles that were read: other names, numbers and rarer words of the same length, all else as it was.

A word is changed by itself, whatever stands around it, so that it comes out alike in a text and in what was read there,
and every offset holds. Letters go to the next ones of their sort, vowels to vowels and consonants to consonants;
of words that are told in lower case too the last three stay, for their endings. Left alone are words of fewer than
four letters, the words of some lists (months, countries, organisations, first names, titles, units), and the commonest.
Numbers are changed digit by digit, noughts left; up to 31, years, and days as read are left alone. Were only names
changed, a variant would be a near copy of its original, and be judged as one: so a third of all words is changed, and
one in six runs of five words is left.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from onrecord.model import Anchor, Credit, Draft, Entry, Evidence, Published, Revision, TimexValue
from onrecord.model.ids import entry_id
from onrecord.packs.lexicon import lexicon

T = TypeVar("T")

LISTS = ("bodies", "countries", "english", "first-names", "numbers", "organisations", "times", "titles", "units")
"""Lists whose words are left alone."""
TERMS = frozenset(("lemma", "measure", "modality", "reason", "resolution", "type", "unit"))
"""Fields that hold terms of the program or a pack, not words of an article."""
COMMONEST, LEAST = 150, 4
"""The words of the articles that are left alone, and the letters of a word that is changed at least."""
DAYS, YEARS = 31, range(1500, 2100)
"""Numbers that may be days or years."""
ENDING = 3
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"

_WORD, _NUMBER = re.compile(r"[^\W\d_]+"), re.compile(r"\d[\d.,]*\d|\d")
_EITHER = re.compile(rf"{_WORD.pattern}|{_NUMBER.pattern}")


@dataclass(frozen=True)
class Vocabulary:
    """The words that are left alone, and those that stand in lower case too; all in lower case."""

    kept: frozenset[str]
    lower: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """That of some texts."""
        counts = Counter(w for text in texts for w in _WORD.findall(text))
        lower = {w: n for w, n in counts.items() if w.islower() and n > counts[w.capitalize()] // 10}
        common = sorted(lower, key=lambda w: (-lower[w], w))[:COMMONEST]
        return cls(frozenset((*common, *_listed())), frozenset(lower))


def _listed() -> Iterator[str]:
    for name in LISTS:
        yield from (w.lower() for w in _WORD.findall(" ".join(_leaves(lexicon(name)))))


def _leaves(data: Any) -> Iterator[str]:  # noqa: ANN401 (a table of any shape)
    """The words of a list: its keys and its values."""
    match data:
        case dict():
            yield from (w for key, value in data.items() for w in (key, *_leaves(value)))
        case list():
            yield from (w for value in data for w in _leaves(value))
        case _:
            yield str(data)


class Change:
    """How variant `number` differs, from 1 on. Raises ValueError for a number that would change no letters."""

    def __init__(self, number: int, words: Vocabulary) -> None:
        """Of the vocabulary of all articles that variants are made of."""
        if number % (len(VOWELS) * len(CONSONANTS)) == 0:
            message = f"variant {number} is the original"
            raise ValueError(message)
        self.number = number
        self._words = words
        moved = "".join(sort[(i + number) % len(sort)] for sort in (VOWELS, CONSONANTS) for i in range(len(sort)))
        self._letters = str.maketrans((VOWELS + CONSONANTS).upper() + VOWELS + CONSONANTS, moved.upper() + moved)
        turn = number % 8 + 1
        self._digits = str.maketrans("123456789", "".join(str((i + turn) % 9 + 1) for i in range(9)))
        self._known: dict[str, str] = {}

    def text(self, text: str) -> str:
        """The text with other words and numbers, of the same length."""
        return _EITHER.sub(lambda m: self._token(m[0]), text)

    def _token(self, token: str) -> str:
        found = self._known.get(token)
        if found is None:
            found = self._known[token] = self._number(token) if token[0].isdigit() else self._word(token)
        return found

    def _word(self, word: str) -> str:
        plain = word.lower()
        if len(word) < LEAST or len(plain) != len(word) or plain in self._words.kept:
            return word
        cut = len(word) - ENDING if plain in self._words.lower else len(word)
        return word[:cut].translate(self._letters) + word[cut:]

    def _number(self, number: str) -> str:
        if (number.isdecimal() and (int(number) <= DAYS or int(number) in YEARS)) or not number.isascii():
            return number
        return number.translate(self._digits)

    # --- articles and entries --------------------------------------------------------------------------

    def revision(self, held: Revision) -> Revision:
        """The variant of a revision, under a path of its own."""
        text = self.text(held.text)
        facts = {f: self._fact(getattr(held, f), text) for f in ("title", "byline", "wire", "published")}
        return replace(held, text=text, path=f"{self.number}/{held.path}", **facts)

    def _fact(self, value: Any, text: str) -> Any:  # noqa: ANN401 (facts of several types)
        match value:
            case tuple():
                return tuple(self._fact(v, text) for v in value)
            case Credit(evidence=seen):
                words = self.text(value.value) if seen.anchor else value.value
                return Credit(words, self._fact(seen, text))
            case Evidence(anchor=Anchor(start=start, end=end)):
                return replace(value, anchor=Anchor.of(text, start, end))
            case Published():
                return replace(value, evidence=self._fact(value.evidence, text))
            case _:
                return value

    def drafts(self, entries: Iterable[Entry], revision: Revision) -> list[Draft]:
        """The entries of an article as drafts of its variant."""
        held = list(entries)
        ids = {e.id: entry_id(revision.id, e.kind, (a.span for a in e.anchors), e.ordinal) for e in held}
        return [self._draft(e, revision.text, ids) for e in held]

    def _draft(self, entry: Entry, text: str, ids: Mapping[str, str]) -> Draft:
        anchors = tuple(Anchor.of(text, *a.span) for a in entry.anchors)
        numbers = self._numbers(a.exact for a in entry.anchors)
        body = self._changed(entry.body, text, ids, numbers)
        if isinstance(entry.body, TimexValue) and not entry.body.value.startswith("P"):
            body = entry.body
        holders = self._changed(entry.attributed_to, text, ids, numbers)
        return Draft(body, anchors, entry.extractor, entry.confidence, holders)

    def _changed(self, value: Any, text: str, ids: Mapping[str, str], numbers: Mapping[str, str]) -> Any:  # noqa: ANN401 (a value of any type)
        match value:
            case str() if not isinstance(value, Enum):
                return ids.get(value) or self.text(value)
            case Decimal():
                return _scaled(value, numbers)
            case tuple():
                return tuple(self._changed(v, text, ids, numbers) for v in value)
            case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
                held = {f: getattr(value, f) for f in _fields(type(value))}
                fields = {f: v if f in TERMS else self._changed(v, text, ids, numbers) for f, v in held.items()}
                if fields.get("text") is not None and fields.get("start") is not None:
                    fields["text"] = text[fields["start"] : fields["end"]]
                return type(value)(**fields)
            case _:
                return value

    def _numbers(self, words: Iterable[str]) -> dict[str, str]:
        """Of the numbers of some words, the significant digits, each with those that it is changed to."""
        found = (n for w in words for n in _NUMBER.findall(w))
        return {_significant(n): _significant(self._token(n)) for n in found}


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


def _significant(number: str) -> str:
    return re.sub(r"[.,]", "", number).strip("0")


def _scaled(value: Decimal, numbers: Mapping[str, str]) -> Decimal:
    """A decimal with other digits, of the same scale; as it is where its digits are not among those changed."""
    core = "".join(map(str, value.as_tuple().digits)).strip("0")
    changed = numbers.get(core, core)
    return value if changed == core else value * int(changed) / int(core)
