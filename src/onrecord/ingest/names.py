"""The names that an article's own text gives: its title, publisher, authors and wire service, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.ingest import debris, opening
from onrecord.ingest.lines import plain
from onrecord.ingest.told import Told
from onrecord.model import Anchor, Credit, Evidence, Zone, ZoneType

_SITE = re.compile(r"(?:site (?:icon|logo)|logo) (?P<name>\S.{1,40})", re.IGNORECASE)
_PIPED = re.compile(r"\|\s*(?P<name>[^|]{2,40}?)\s*(?:\||$)")
_RIGHTS = r"(?:copyright|\(c\)|©)[ ,]*(?:(?:19|20)\d\d,?)?"
_REPORT = r"this (?:report|story|article|content) by"
_OWN = re.compile(
    rf"(?:{_REPORT}|(?:news|content) from ©|distributed by|{_RIGHTS})\s*(?P<name>.{{2,40}})",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:By|BY) (?P<name>[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,2})(?=,| [A-Z]{3,}|$)")


def in_text(text: str, zones: Sequence[Zone]) -> Told:
    """What the text says of itself."""
    title = next(
        (_credit(text, z.start, z.end, "file", "the headline") for z in zones if z.type is ZoneType.TITLE), None
    )
    edges = [z for z in zones if z.type in {ZoneType.BYLINE, ZoneType.BOILERPLATE}]
    return Told(
        title=title,
        publisher=next(_sites(text, edges), None),
        byline=tuple(_authors(text, edges)),
        wire=next(_wires(text, zones), None),
    )


def _credit(text: str, start: int, end: int, kind: str, detail: str, name: str | None = None) -> Credit:
    anchor = Anchor.of(text, start, end)
    return Credit(name or " ".join(anchor.exact.split()), Evidence(kind, detail, anchor))


def _sites(text: str, zones: Sequence[Zone]) -> Iterator[Credit]:
    """The site's name beside its icon, or behind the headline in the page's title."""
    for zone in zones:
        words = text[zone.start : zone.end]
        if found := _SITE.fullmatch(words):
            yield _credit(
                text, zone.start + found.start("name"), zone.start + found.end("name"), "site-name", "the site's icon"
            )
        before = text[: zone.start].rstrip(" ")
        if words.startswith("|") and before and not before.endswith(("\n", "\r")) and (found := _PIPED.match(words)):
            place = zone.start + found.start("name"), zone.start + found.end("name")
            yield _credit(text, *place, "site-name", "the page's title")


def _authors(text: str, zones: Sequence[Zone]) -> Iterator[Credit]:
    seen = set()
    for zone in zones:
        words = text[zone.start : zone.end]
        names = debris.author_names(words) if zone.type is ZoneType.BYLINE else ()
        glued = _BY.search(words) if zone.type is ZoneType.BOILERPLATE and not names else None
        for name in names or ((glued["name"],) if glued else ()):
            at = words.find(name)
            if at >= 0 and plain(name) not in seen and name not in debris.agencies():
                seen.add(plain(name))
                yield _credit(text, zone.start + at, zone.start + at + len(name), "byline", "the byline")


def _wires(text: str, zones: Sequence[Zone]) -> Iterator[Credit]:
    """The service named in a date line, a credit line, a byline, or the line that tells whose report it is."""
    for zone in zones:
        words = text[zone.start : zone.end]
        if zone.type is ZoneType.BODY and (found := opening.DATE_LINE.match(words)):
            yield from _wire(text, zone.start, found.span("agency"), "date-line", "the date line")
        elif zone.type in {ZoneType.BYLINE, ZoneType.BOILERPLATE}:
            yield from _wire_line(text, zone, words)


def _wire_line(text: str, zone: Zone, words: str) -> Iterator[Credit]:
    alone = opening.date_line_alone(words)
    if alone and alone["agency"]:
        yield from _wire(text, zone.start, alone.span("agency"), "date-line", "the date line")
    elif debris.is_wire_line(words):
        yield from _wire(text, zone.start, (0, len(words)), "credit", "the credit line")
    elif found := _OWN.match(words):
        yield from _wire(text, zone.start, found.span("name"), "credit", "the line that tells whose report it is")
    elif debris.author_names(words) and (found := re.search(r"[,|•·/–—-] ?(?P<name>[^,|•·/–—]{2,40})$", words)):
        yield from _wire(text, zone.start, found.span("name"), "byline", "the byline")


def _wire(text: str, at: int, span: tuple[int, int], kind: str, detail: str) -> Iterator[Credit]:
    """The agency whose sign these words begin with, the longest first."""
    words = text[at + span[0] : at + span[1]]
    skipped = len(words) - len(words.lstrip(" -–—()•|."))
    for sign in sorted(debris.agencies(), key=lambda s: (-len(s), s)):
        if re.match(rf"{re.escape(sign)}(?!\w| (?!was |All )[A-Z])", words[skipped:]) and (
            not sign.isupper() or words.strip(" ().") == sign
        ):
            start = at + span[0] + skipped
            yield _credit(text, start, start + len(sign), kind, detail, debris.agencies()[sign])
            return
