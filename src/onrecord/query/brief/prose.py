"""Prose from entries: days, numbers and names as a reader is told them, and the sentences that entries stand in."""

from __future__ import annotations

import re
from datetime import date

from onrecord.model import UNSPECIFIED, Attribution, Entry, Figure, Interval
from onrecord.packs import lexicon
from onrecord.query.known import ONE
from onrecord.query.view import View

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DATELINE = re.compile(r"^(?:[A-Z][A-Za-z.,/' ]{1,40}?)?(?:\([^)]{2,40}\))?\s+(?:—|–|-{1,2})\s+(?=[A-Z“\"])")
"""A place, perhaps an agency, and a dash before the first sentence of an article."""
CREDITED = re.compile(r"^[A-Z]{2}[A-Z.,/' ]*|\(")
"""What such a beginning shows that is no clause: a place in capitals, or an agency in brackets."""
BRACKETED = re.compile(r"\s*\(([^()]+)\)$")


def day(value: date) -> str:
    """`17 February 2021`, whatever the machine's language."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def _month(value: date) -> str:
    return f"{MONTHS[value.month - 1]} {value.year}"


def during(held: Interval | None) -> str:
    """Days as an adverbial, as vague as they are: `on 2 March 2018`, `in July 2018`, `by 4 May 2019`."""
    if held is None or (held.start is None and held.end is None):
        return "on a day that is not on record"
    if held.start is None:
        return f"by {day(_last(held))}"
    if held.end is None:
        return f"from {day(held.start)} on"
    return _between(held, held.start, _last(held))


def _between(held: Interval, first: date, last: date) -> str:
    year, month = Interval.year(first.year), Interval.month(first.year, first.month)
    if held in {year, month}:
        return f"in {first.year}" if held == year else f"in {_month(first)}"
    if last - first <= ONE:
        return f"on {day(last)}" if first == last else f"on {_from(first, last)} or {day(last)}"
    if first.day == 1 and (last + ONE).day == 1:
        return f"between {_from(first, last, by_month=True)} and {_month(last)}"
    return f"between {_from(first, last)} and {day(last)}"


def _from(first: date, last: date, *, by_month: bool = False) -> str:
    """The earlier of two days without what it shares with the later."""
    month = MONTHS[first.month - 1]
    if by_month:
        return month if first.year == last.year else f"{month} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day)
    return f"{first.day} {month}" if first.year == last.year else day(first)


def _last(held: Interval) -> date:
    return (held.end or date.max) - ONE


def heading(held: Interval | None) -> str:
    """The same at the head of a line: `12 March 2018`, `July 2018`, `By 4 May 2019`."""
    told = during(held)
    bare = told.removeprefix("on ").removeprefix("in ")
    return bare[:1].upper() + bare[1:]


def listed(parts: list[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def quoted(words: str) -> str:
    """Words in quotation marks, those within them single."""
    inner = " ".join(words.split())
    inner = re.sub(r"[“”]|``|''", lambda m: "‘" if m.group() in {"“", "``"} else "’", inner)
    inner = re.sub(r'(?<!\w)"(?=\S)', "‘", inner).replace('"', "’")
    return f"“{inner}”"


def own(entry: Entry) -> str:
    """The words of an entry, what was left out between its stretches marked, without quotation marks around all."""
    return " […] ".join(_bare(a.exact) for a in sorted(entry.anchors))


def _bare(words: str) -> str:
    told = " ".join(words.split())
    inside = told[1:-1]
    if len(told) > 1 and told[0] in '“"‘' and told[-1] in '”"’' and not re.search('[“”"]', inside):
        told = inside
    return told.strip(" ,")


def without_dateline(words: str) -> str:
    """A sentence without the place and agency that an article begins with."""
    found = DATELINE.match(words)
    return words[found.end() :] if found and CREDITED.search(found.group()) else words


def spoken(view: View, entry: Entry) -> str:
    """Whose word an entry is: a source's, or the publisher's own."""
    body = entry.body
    if isinstance(body, Attribution):
        name = (body.source.name or body.source.text if body.source else None) or "a source not on record"
    elif entry.attributed_to:
        name = entry.attributed_to[-1].name
        if entry.attributed_to[-1].anonymous:
            return nobody(name)
    else:
        return publisher(view, entry) or "an article whose publisher is not on record"
    if isinstance(body, Attribution) and body.source and body.source.anonymous:
        return nobody(name)
    return the(" ".join(name.split()))


def nobody(name: str) -> str:
    """A source that keeps its name back: "a senior official", for one of many."""
    told = " ".join(name.split())
    if told == UNSPECIFIED:
        return "an unspecified source"
    kind = re.split(" (?:of|in|with|at|from|for|who) ", told)[0].split()[-1]
    if the(told) == told or kind.casefold() not in lexicon("brief")["persons"]:
        return the(told)
    return f"{'an' if told[:1].casefold() in 'aeio' else 'a'} {told}"


def the(name: str) -> str:
    """A name or a description as it stands in a sentence: one that is no name takes the article."""
    words = re.split(" (?:of|in|with|at|from|for) ", name)[0].split()
    first, last = words[0].casefold(), words[-1]
    if name.casefold() in lexicon("brief")["unarticled"]:
        return name
    plural = last.endswith("s") and not last.endswith("ss")
    described = last[:1].islower() and not plural and first not in lexicon("brief")["determiners"]
    return f"the {name}" if described and not first.endswith(("'s", "’s")) else name


def is_pointing(name: str) -> bool:
    """Whether a source is told by words that only point to one before: "one of them"."""
    return name.casefold().split()[-1:] != [] and name.casefold().split()[-1] in lexicon("brief")["pointing"]


def capital(words: str) -> str:
    """Words at the head of a sentence."""
    return words[:1].upper() + words[1:]


def publisher(view: View, entry: Entry) -> str | None:
    """Whose article an entry stands in, where that is on record; a place in brackets stands after a comma."""
    held = view.revision[entry.revision].publisher
    return BRACKETED.sub(r", \1", held.value) if held else None


def printed(view: View, entry: Entry, *, dated: bool = True) -> str:
    """`Harbour Gazette, 24 September 2018`: whose article, and when it appeared."""
    told = publisher(view, entry) or "publisher not on record"
    return f"{told}, {_loosely(entry.published)}" if dated else told


def _loosely(held: Interval | None) -> str:
    return during(held).removeprefix("on ").removeprefix("in ") if held else "day not on record"


def amount(figure: Figure) -> str:
    """The number as printed, in lower case: `about 310`, `a maximum of 830`."""
    told = " ".join(figure.quantity.surface.split())
    return told if told[1:2].isupper() else told[:1].lower() + told[1:]


def counted(entry: Entry, figure: Figure) -> str:
    """The number with what it counts, in the article's words where these name it: `203 soldiers`, `24 medics`."""
    told = " ".join(entry.anchors[0].exact.split())
    bare_number = " ".join(figure.quantity.surface.split())
    bare_only = told.casefold() == bare_number.casefold() and figure.counts.split()[-1] not in told
    if bare_only or len(told) > LONG:
        return f"{amount(figure)} {figure.counts}"
    return told if told[1:2].isupper() else told[:1].lower() + told[1:]


LONG = 60
"""Characters of a number with what it counts, at most, for the article's words to be taken whole."""
