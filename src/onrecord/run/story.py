"""A story profile: which articles of an archive are of a story, told before anything expensive is done with them.

A small TOML file. A word with a capital letter is looked for as written, one without in any case; `*` at its end
stands for any ending; a phrase may be broken over lines.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from html import unescape
from pathlib import Path

from onrecord.model import Interval, Revision
from onrecord.packs import Fault, FaultyPackError

KEYS = {
    "words": "words, names or phrases; an article must hold some of them",
    "least": "how many different ones of `words` it must hold; 1 where unset",
    "without": "words, names or phrases of which it may hold none",
    "since": "the first day of publication, as 2019-01-31",
    "until": "the last day of publication",
    "publishers": "parts of publishers' names or addresses, of which one must be the article's",
    "undated": "whether articles of no known date count; true where unset",
}
"""The keys of a profile, and what each means: the one table of them."""

WORDS, WITHOUT, PUBLISHED, PUBLISHER = "words", "without", "published", "publisher"
"""Reasons for which an article is left out."""


@dataclass(frozen=True)
class Story:
    """What an article must have; what is empty or None asks for nothing. `text` is the profile's file."""

    words: tuple[str, ...] = ()
    least: int = 1
    without: tuple[str, ...] = ()
    days: Interval | None = None
    publishers: tuple[str, ...] = ()
    undated: bool = True
    text: str = field(default="", compare=False)

    def may_be_in(self, source: str) -> bool:
        """Whether an article with the words can come of some text or markup; False only where it surely cannot."""
        if not self.words:
            return True
        plain = unescape(source).casefold()
        return sum(all(p in plain for p in _parts(w)) for w in self.words) >= self.least

    def reason_against(self, revision: Revision) -> str | None:
        """Why an article is left out; None where it is of the story. Vague dates count where they may be right."""
        if sum(1 for _ in self._found(revision.text)) < (self.least if self.words else 0):
            return WORDS
        if self.without and self._without.search(revision.text):
            return WITHOUT
        if not self._in_time(revision.published.interval if revision.published else None):
            return PUBLISHED
        if self.publishers and not self._is_publisher(revision):
            return PUBLISHER
        return None

    def _found(self, text: str) -> Iterator[int]:
        return (n for n, pattern in enumerate(self._words) if pattern.search(text))

    @cached_property
    def _words(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(_pattern(w)) for w in self.words)

    @cached_property
    def _without(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_pattern, self.without)))

    def _in_time(self, published: Interval | None) -> bool:
        if self.days is None:
            return True
        return self.undated if published is None else self.days.meets(published)

    def _is_publisher(self, revision: Revision) -> bool:
        names = (revision.publisher.value if revision.publisher else "", revision.address or "")
        return any(p.casefold() in n.casefold() for p in self.publishers for n in names)


def _parts(word: str) -> list[str]:
    return word.casefold().rstrip("*").split()


def _pattern(word: str) -> str:
    body = r"\s+".join(map(re.escape, word.rstrip("*").split()))
    end = "" if word.endswith("*") else r"(?!\w)"
    return rf"(?<!\w)(?{'i' if word == word.lower() else ''}:{body}){end}"


# --- the file ------------------------------------------------------------------------------------------


def story_of(path: Path) -> Story:
    """The profile in a file; raises FaultyPackError, which names all that is wrong with it."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FaultyPackError([Fault(str(path), None, "unreadable", f"the file cannot be read ({reason}).")]) from error
    return read_story(text, str(path))


def read_story(text: str, name: str) -> Story:
    """The profile that a text is; raises FaultyPackError, in which `name` stands for the file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FaultyPackError([Fault(name, None, "not-toml", f"this is not TOML: {error}.")]) from error
    faults = [Fault(name, _line(text, key), code, message, key=key) for key, code, message in _faults(data)]
    if faults:
        raise FaultyPackError(faults)
    return Story(
        words=tuple(data.get("words", ())),
        least=data.get("least", 1),
        without=tuple(data.get("without", ())),
        days=_days(data.get("since"), data.get("until")),
        publishers=tuple(data.get("publishers", ())),
        undated=data.get("undated", True),
        text=text,
    )


def _days(since: date | None, until: date | None) -> Interval | None:
    return Interval(since, until + timedelta(days=1) if until else None) if since or until else None


_Check = Callable[[object], bool]


def _is_words(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(w, str) and w.strip(" *") for w in value)


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


_FORMS: dict[str, tuple[_Check, str]] = {
    "words": (_is_words, 'a list of words, as ["Harrow", "peacekeep*"]'),
    "least": (lambda v: isinstance(v, int) and not isinstance(v, bool) and v > 0, "a number from 1 on, as 2"),
    "without": (_is_words, 'a list of words, as ["football"]'),
    "since": (_is_day, "a day without quotation marks, as 2019-01-31"),
    "until": (_is_day, "a day without quotation marks, as 2020-12-31"),
    "publishers": (_is_words, 'a list of parts of names, as ["Harrow Courier", "harrow.example"]'),
    "undated": (lambda v: isinstance(v, bool), "true or false"),
}


def _faults(data: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    for key, value in data.items():
        if key not in KEYS:
            yield key, "unknown-key", f'a story profile has no key "{key}". It has {", ".join(KEYS)}.'
        elif not _FORMS[key][0](value):
            yield key, "wrong-type", f'"{key}" is to be {_FORMS[key][1]}.'
    yield from _at_odds(data)


def _at_odds(data: dict[str, object]) -> Iterable[tuple[str, str, str]]:
    since, until, words, least = (data.get(k) for k in ("since", "until", "words", "least"))
    if isinstance(since, date) and isinstance(until, date) and _is_day(since) and _is_day(until) and since > until:
        yield "until", "wrong-type", '"until" lies before "since".'
    if isinstance(least, int) and least > (len(words) if isinstance(words, list) else 0):
        yield "least", "wrong-type", '"least" asks for more words than "words" lists.'
    if not data.keys() & (KEYS.keys() - {"least", "undated"}):
        yield "words", "holds-nothing", "it asks for nothing, so that every article would do. Name some words."


def _line(text: str, key: str) -> int | None:
    found = re.search(rf"(?m)^\s*{re.escape(key)}\s*=", text)
    return text.count("\n", 0, found.start()) + 1 + found[0].count("\n") if found else None
