"""What a lead shares its line with: headline, byline and summary points before the agency's date line.

Texts kept one sentence a line often glue these to the first sentence. Only an unmistakable date line parts them:
"PARIS (Agency) -", "Brussels, Belgium (NETWORK) --", "OSLO | Tue Mar 1, 2011 6:42 pm EST OSLO (Agency) -".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.ingest.dates import FULL
from onrecord.ingest.lines import Line, trimmed
from onrecord.model import Zone, ZoneType

REACH = 700
"""Characters that may stand before the date line."""

_ZONE = r"(?:[ECMP][SD]T|[A-Z]?ST|GMT|UTC|BST|CET|CEST|ET|IST)"
_AFTER = r"(?:, [A-Z][\w.'’-]*(?: [A-Z\d][\w.'’-]*){0,2}){0,2}"
_PLACE = rf"[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){{0,4}}{_AFTER}"
_PLACE_CAPS = rf"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){{0,4}}{_AFTER}"
_AGENCY = r"\((?P<agency>[A-Z][\w .&/-]{1,30})\) ?(?:--?|–|—|_) ?(?=\S)"
DATE_LINE = re.compile(rf"(?:(?P<place>{_PLACE_CAPS}|{_PLACE}),? )?{_AGENCY}")
_IN_CAPITALS = re.compile(rf"\b(?P<place>{_PLACE_CAPS}),? {_AGENCY}")
_ALONE = re.compile(rf"(?:{_PLACE_CAPS}),? ?(?:\((?P<agency>[A-Z][\w .&/-]{{1,30}})\))? ?(?:--?|–|—|_)")
_STAMP = re.compile(
    rf"[A-Z][A-Z./' ,-]+(?:, [A-Z][\w. ]{{1,24}})? \| (?i:{FULL.pattern})(?: \d{{1,2}}:\d\d ?[ap]m)?(?: {_ZONE})?\b"
)
_REPORTED = re.compile(
    r"\((?:[Aa]dditional |[Ff]urther )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by [^()]{2,300}\)"
)
TITLE_WORDS = 25


def opening(line: Line) -> Iterator[Zone]:
    """The zones of a line that may hold a lead: what stands before its date line, and the lead from there on."""
    stamp = _STAMP.search(line.text, 0, REACH)
    start = stamp.end() if stamp else 0
    found = _IN_CAPITALS.search(line.text, start, REACH) or DATE_LINE.search(line.text, start, REACH)
    if not found or not line.text[: found.start()].strip():
        yield Zone(ZoneType.BODY, line.start, line.end)
        return
    cut = _stamp_starts(line.text, stamp, found["place"]) if stamp else found.start()
    if line.text[:cut].strip():
        headline = len(line.text[:cut].split()) <= TITLE_WORDS and not re.search(
            r"[.!?] (?=.{20})|\*|^By ", line.text[:cut]
        )
        yield _zone(ZoneType.TITLE if headline else ZoneType.BOILERPLATE, line, 0, cut)
    if line.text[cut : found.start()].strip():
        yield _zone(ZoneType.BYLINE, line, cut, found.start())
    yield Zone(ZoneType.BODY, line.start + found.start(), line.end)


def _stamp_starts(text: str, stamp: re.Match[str], place: str | None) -> int:
    """Where the place of a stamp begins: the date line after it tells the place, and so where the headline ends."""
    bar = text.index(" | ", stamp.start())
    at = text.rfind(place, stamp.start(), bar) if place else -1
    return at if at >= 0 else stamp.start()


def _zone(kind: ZoneType, line: Line, start: int, end: int) -> Zone:
    first, last = trimmed(line.text, start, end)
    return Zone(kind, line.start + first, line.start + last)


def date_line_alone(words: str) -> re.Match[str] | None:
    """A date line that has a line to itself: "NAIROBI, Kenya (Agency) --"."""
    return _ALONE.fullmatch(words)


def is_stamp(words: str) -> bool:
    """Whether these are a place and a time, as an agency stamps its copy: "OSLO | Tue Mar 1, 2011 6:42 pm EST"."""
    return bool(_STAMP.match(words))


def closing(line: Line) -> Iterator[Zone]:
    """The zones of a line that may hold an agency's "(Reporting by A; Editing by B)", which closes its report."""
    found = _REPORTED.search(line.text)
    if not found:
        yield Zone(ZoneType.BODY, line.start, line.end)
        return
    if line.text[: found.start()].strip():
        yield _zone(ZoneType.BODY, line, 0, found.start())
    yield _zone(ZoneType.BYLINE, line, *found.span())
    if line.text[found.end() :].strip():
        yield _zone(ZoneType.BOILERPLATE, line, found.end(), len(line.text))


def closes(line: Line) -> bool:
    """Whether an agency's "(Reporting by …)" stands in it."""
    return bool(_REPORTED.search(line.text))
