"""What entries are about, as far as their words tell: stems of what is done and to what, and the days they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import Stemmer

from onrecord.model import Anchor, Entry, Event, Interval
from onrecord.packs import lexicon

WORD = re.compile(r"[^\W\d_]+")
SENTENCE = re.compile(r"[.!?][”’\"')\]]*\s+(?=[^a-z\d\s])|[;:]\s|\n")
NUMBER = re.compile(r"\b\d[\d,]*(?= [a-z])")
"""A number of something: a part of what was promised, where the promise has another or none."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
LONGEST = 90
"""Characters of an entry's words that a reason quotes."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done: the words for it, the deeds that do it as well, and the event types that are it."""

    name: str
    words: frozenset[str]
    by: frozenset[str]
    types: frozenset[str]


def tokens(text: str) -> list[str]:
    """The words of a text in small letters."""
    return WORD.findall(text.casefold())


def stems(text: str) -> frozenset[str]:
    """What a text is about: its words without those that tell no thing apart, and without those of doing."""
    kept = [w for w in tokens(text) if w not in _listed("small", "words") and w not in _doing() and len(w) > 1]
    return frozenset(_stem(w) for w in kept)


def about(entry: Entry) -> frozenset[str]:
    """What an entry is about: the stems of its words and the deeds among them, of an event those of its sentence."""
    told = " ".join(sentence(a) for a in entry.anchors) if isinstance(entry.body, Event) else words(entry)
    return stems(told) | {f"to {deed}" for deed in deeds(told)}


def deeds(text: str, kind: str | None = None) -> frozenset[str]:
    """The names of the deeds that a text, or an event's type, tells of."""
    said = set(tokens(text))
    return frozenset(d.name for d in _deeds() if d.words & said or kind in d.types)


def does(done: frozenset[str], promised: frozenset[str]) -> bool:
    """Whether one of the deeds done is one of those promised, or does it as well."""
    return bool(done & widened(promised))


def widened(promised: frozenset[str]) -> frozenset[str]:
    """The deeds that do what was promised: those promised and those that do them as well."""
    return promised.union(*(d.by for d in _deeds() if d.name in promised))


def has(group: str, text: str, name: str = "words") -> bool:
    """Whether a text has one of the words of a list of the lexicon."""
    return not _listed(group, name).isdisjoint(tokens(text))


def tells_all(text: str) -> bool:
    """Whether a number in a text is of all that there ever were, and not of those at one time."""
    said = " ".join(tokens(text))
    return any(f" {phrase} " in f" {said} " for phrase in _listed("ever", "phrases"))


def sentence(anchor: Anchor) -> str:
    """The words around an anchor that its context keeps, no further than the sentence; words cut in two left out."""
    before = SENTENCE.split(anchor.prefix)[-1]
    after = SENTENCE.split(anchor.suffix)[0]
    if before == anchor.prefix and before[:1].isalnum():
        before = before.partition(" ")[2]
    if after == anchor.suffix and after[-1:].isalnum():
        after = after.rpartition(" ")[0]
    return f"{before}{anchor.exact}{after}"


def words(entry: Entry) -> str:
    """An entry's words on one line."""
    return " […] ".join(" ".join(a.exact.split()) for a in sorted(entry.anchors))


def quoted(entry: Entry) -> str:
    """An entry's words for a reason, cut where they are long, with the day on which they were published."""
    told = words(entry)
    short = told if len(told) <= LONGEST else f"{told[:LONGEST].rsplit(' ', 1)[0]} …"
    return f"“{short}” (published {days(entry.published)})" if entry.published else f"“{short}” (no day of publication)"


def day(value: date) -> str:
    """`17 February 2021`, whatever the machine's language."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(interval: Interval) -> str:
    """An interval in words, its last day shown."""
    first, last = interval.start, final(interval)
    if first is None or last is None:
        return f"by {day(last)}" if last else f"from {day(first)}" if first else "on an unknown day"
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def final(interval: Interval | None) -> date | None:
    """The last day of an interval."""
    return interval.end - timedelta(days=1) if interval and interval.end else None


@lru_cache(1 << 17)
def _stem(word: str) -> str:
    stem: str = Stemmer.Stemmer("english").stemWord(word)
    return stem


@cache
def _deeds() -> tuple[Deed, ...]:
    return tuple(
        Deed(d["name"], frozenset(d["words"]), frozenset(d.get("by", ())), frozenset(d.get("types", ())))
        for d in lexicon("fates")["deed"]
    )


@cache
def _doing() -> frozenset[str]:
    return frozenset[str]().union(*(d.words for d in _deeds()))


@cache
def _listed(group: str, name: str) -> frozenset[str]:
    return frozenset(lexicon("fates")[group][name])
