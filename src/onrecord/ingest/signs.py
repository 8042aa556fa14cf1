"""What an article's own text and address show of when it appeared, each with the words that show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from onrecord.ingest import debris, opening
from onrecord.ingest.dates import Written, dates, full_dates, in_address, loose
from onrecord.ingest.lines import Line
from onrecord.ingest.told import Sign
from onrecord.model import Anchor, Evidence, Interval, Zone, ZoneType
from onrecord.packs import lexicon

FIRST_PUBLISHED, DATE_LINE, ADDRESS, SHOWN, COPYRIGHT, BOUND = 2, 3, 4, 5, 6, 7
"""Ranks of the evidence below a sidecar (0) and metadata (1), the strongest first. SHOWN: a day that a page shows."""

_FIRST = re.compile(r"\b(?:first|originally) published\b\D{0,20}", re.IGNORECASE)
_THIS = re.compile(
    r"(?:editor['’]s note: )?this (?:article|story|report|dispatch|piece|post|column|interview|essay|version|text)\b"
    r"[^.]{0,80}\b(?:first|originally) published\b",
    re.IGNORECASE,
)
"""A paragraph about the article itself that says when it first appeared."""
_CHANGED = re.compile(r"\b(?:updated|modified|last (?:updated|modified|changed)|revised)\b", re.IGNORECASE)
_ISSUED = re.compile(r"\b(?:published|posted|created|issued)\b", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_RIGHTS_YEAR = re.compile(r"(?:(?P<from>(?:19|20)\d\d) ?[-–] ?)?(?P<to>(?:19|20)\d\d)")
_RIGHTS_WIDTH = 80
_TOP = 12
"""Lines from the top in which a date line stands; words before a date that leads its clause."""


def from_address(address: str) -> Iterator[Sign]:
    """The day or month that the address carries."""
    interval = in_address(address)
    if interval:
        yield Sign(interval, Evidence("address", f"the address carries {interval}"), ADDRESS)


def from_text(text: str, zones: Sequence[Zone]) -> Iterator[Sign]:
    """Every sign in the text: first-published lines, date lines, copyright years, dates told as past."""
    for zone in zones:
        words = text[zone.start : zone.end]
        if zone.type in {ZoneType.BYLINE, ZoneType.BOILERPLATE, ZoneType.TITLE}:
            yield from _first_published(text, zone.start, words)
            yield from _copyright(text, zone.start, words)
        elif zone.type in {ZoneType.BODY, ZoneType.CAPTION}:
            yield from _bounds(text, zone, words)
            if _THIS.match(words):
                yield from _first_published(text, zone.start, words)
    yield from _date_lines(text, zones)


def _anchor(text: str, start: int, end: int) -> Anchor:
    return Anchor.of(text, start, end)


def _first_published(text: str, at: int, words: str) -> Iterator[Sign]:
    found = _FIRST.search(words)
    written = next(
        (w for w in full_dates(words) if found and w.start >= found.end() - 20 and w.start > found.start()), None
    )
    if found and written:
        anchor = _anchor(text, at + found.start(), at + written.end)
        yield Sign(written.interval, Evidence("first-published", f"“{anchor.exact}”", anchor), FIRST_PUBLISHED)


def _date_lines(text: str, zones: Sequence[Zone]) -> Iterator[Sign]:
    """Dates that stand on a line of their own by the title or the byline, or before an agency's date line."""
    for zone in _edges(zones):
        words = text[zone.start : zone.end]
        stamped = zone.type is ZoneType.BYLINE and opening.is_stamp(words)
        if not _FIRST.search(words) and (stamped or debris.is_date_line(Line(zone.start, zone.end, words, gap=True))):
            yield from _stamps(text, zone.start, words)


def _edges(zones: Sequence[Zone]) -> list[Zone]:
    """The bylines and labels above the second paragraph and below the last: a date between may be any."""
    paragraphs = [i for i, z in enumerate(zones) if z.type is ZoneType.BODY] or [len(zones)]
    ends = (*zones[: paragraphs[:2][-1]], *zones[paragraphs[-1] + 1 :])
    return [z for z in ends if z.type in {ZoneType.BYLINE, ZoneType.BOILERPLATE}][:_TOP]


def _stamps(text: str, at: int, words: str) -> Iterator[Sign]:
    start = 0
    for written in full_dates(words):
        before = words[start : written.start]
        start = written.end
        anchor = _anchor(text, at + written.start, at + written.end)
        changed = [m.start() for m in _CHANGED.finditer(before)]
        issued = [m.start() for m in _ISSUED.finditer(before)]
        if changed and (not issued or issued[-1] < changed[-1]):
            evidence = Evidence("bound", f"changed on {anchor.exact}, so published by then", anchor)
            yield Sign(Interval(None, written.interval.end), evidence, BOUND)
        else:
            yield Sign(written.interval, Evidence("date-line", f"the date line “{anchor.exact}”", anchor), DATE_LINE)


def _copyright(text: str, at: int, words: str) -> Iterator[Sign]:
    """A year of rights. With a holder's name before it, or an agency's, it is the article's; else the site's, renewed.

    A site prints the year that the page was saved in: the article is no later, and may be far earlier.
    """
    rights = _RIGHTS.search(words)
    year = _RIGHTS_YEAR.search(words, rights.start()) if rights else None
    if not rights or not year or year.start() - rights.end() > _RIGHTS_WIDTH:
        return
    anchor = _anchor(text, at + rights.start(), at + year.end())
    whole = Interval.year(int(year["to"]))
    own = not year["from"] and (_is_name(words[rights.end() : year.start()]) or _is_agency(words[year.end() :]))
    interval = whole if own else Interval(None, whole.end)
    evidence = Evidence("copyright", f"the copyright line “{anchor.exact}”", anchor)
    yield Sign(interval, evidence, COPYRIGHT, excused=True)


def _is_name(words: str) -> bool:
    return len(re.findall(r"[A-Za-z]{2,}", re.sub(r"\bcopyright\b|\(c\)", "", words, flags=re.IGNORECASE))) > 0


def _is_agency(words: str) -> bool:
    holder = re.sub(r"^[\s,.]*(?:by )?", "", words)
    return any(holder.startswith(sign) for sign in sorted(debris.agencies()) if not sign.isupper())


@cache
def _past_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = lexicon("past")
    return frozenset(words["irregular"]), frozenset(words["reporting"]), frozenset(words["ahead"])


_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|No|St)\.$"
)
_REGULAR = re.compile(r"[a-z-]{3,}ed")
_TOKEN = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_EDGE = r"(?:early |late |mid-?|about |around |at least )?(?:the (?:start|beginning|end) of )?"
_SINCE = re.compile(rf"\bsince {_EDGE}$", re.IGNORECASE)
_DAY_NAME = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+"
_ON = re.compile(
    rf"\b(?:on|in|of|during|since|(?:in )?(?:early|late|mid-?)(?: in)?)\s+(?:{_DAY_NAME})?$|\b{_DAY_NAME}$",
    re.IGNORECASE,
)
_PHOTO = re.compile(rf"(?:\b(?:on|in|,)\s*(?:{_DAY_NAME})?|,\s+|day,?\s+)$", re.IGNORECASE)
CLOCK = 20
_CLOCKED = re.compile(r"\d:\d\d")
"""A time of day beside a date: the stamp of a comment, a picture or a correction, not what the article tells."""
SENTENCE = 1500
"""Characters of a sentence, at most: a longer run of words is a table or no text."""
NEAR, LED, LEADING = 8, 12, 4
"""Words between a verb of the past and its date; words after a leading date in which its verb stands; and before it."""


def _bounds(text: str, zone: Zone, words: str) -> Iterator[Sign]:
    """Dates told as past: the article appeared on the first of those days or later."""
    for start, sentence in _sentences(words):
        if len(sentence) > SENTENCE:
            continue
        written = [w for w in dates(sentence) if w.interval.start]
        for w in written:
            if not _CLOCKED.search(sentence[max(0, w.start - CLOCK) : w.end + CLOCK]) and _is_past(
                sentence, w, caption=zone.type is ZoneType.CAPTION
            ):
                yield _bound(text, zone.start + start, w)


def _bound(text: str, at: int, w: Written) -> Sign:
    anchor = _anchor(text, at + w.start, at + w.end)
    return Sign(Interval(w.interval.start, None), Evidence("bound", f"tells of {anchor.exact} as past", anchor), BOUND)


def _sentences(words: str) -> Iterator[tuple[int, str]]:
    start = 0
    for m in _SENTENCE.finditer(words):
        if not _ABBREVIATED.search(words[start : m.start()].rstrip()):
            yield start, words[start : m.start()]
            start = m.end()
    yield start, words[start:]


def _is_past(sentence: str, w: Written, *, caption: bool) -> bool:
    """Whether a sentence tells its date as past; where it is not plain that it does, it does not."""
    irregular, reporting, ahead = _past_words()
    tokens = [(m[0].lower().replace("’", "'"), m.start()) for m in _TOKEN.finditer(sentence)]
    before = [t for t, at in tokens if at < w.start]
    if _SINCE.search(sentence[: w.start]) and not {"will", "would", "if"} & set(before):
        return True
    others = [t for t, at in tokens if sentence[at : at + 3] != "May"]  # the month
    if any(t in ahead or t.endswith("'ll") or t == "ll" for t in others):
        return False
    if caption:
        return w.grain == "day" and bool(_PHOTO.search(sentence[: w.start]))
    if not _ON.search(sentence[: w.start]):
        return False
    clause = re.split(r"[;:—()]|, (?!\d)", sentence[: w.start])[-1]
    near = [m[0].lower() for m in _TOKEN.finditer(clause)]
    if len(near) <= LEADING and not _verbs(near, irregular, reporting):  # "In 2014, …" or "In October 2014 the …"
        after = [t for t, at in tokens if at >= w.end][:LED]
        return _verbs(after, irregular, reporting)
    return not {"to", "be", "being", "getting"} & set(near) and _verbs(near[-NEAR:], irregular, reporting)


def _verbs(words: Iterable[str], irregular: frozenset[str], reporting: frozenset[str]) -> bool:
    found = list(words)
    past = [w for w in found if w in irregular or (_REGULAR.fullmatch(w) and w not in reporting)]
    return bool(past) and not any(w in reporting for w in found)


def from_page(shown: str | None) -> Iterator[Sign]:
    """A day that the page shows in some form of its own, as the date library reads it."""
    interval = loose(shown)
    if interval:
        yield Sign(interval, Evidence("metadata", f"the page shows {interval}"), SHOWN, excused=True)
