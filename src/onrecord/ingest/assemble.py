"""A text and what is told of it -> a revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ingest import decode, names, signs
from onrecord.ingest.findings import error, note
from onrecord.ingest.language import language
from onrecord.ingest.published import published
from onrecord.ingest.told import Told, host
from onrecord.ingest.zones import Hints, zones
from onrecord.model import Credit, Evidence, Finding, Revision, ZoneType


@dataclass(frozen=True, slots=True)
class Page:
    """A text to make a revision of: where it was given, and what its metadata and its sidecar tell of it."""

    text: str
    path: str
    told: Told
    beside: Told
    extracted: bool = False


UNKNOWN = "und"
"""ISO 639-2's code for a language that is not established, here of words that are clearly not English."""


def assembled(page: Page) -> Iterator[Revision | Finding]:
    """The revision of a page, or why there is none, with the findings about it."""
    if not decode.is_text(page.text):
        yield error(
            "binary-file", page.path, "the text holds characters that no text has; save the article again as text"
        )
    elif not decode.has_words(page.text):
        yield error("no-words", page.path, "no words in it; save the article's text into it, or leave it out")
    else:
        yield from _revision(page)


def _revision(page: Page) -> Iterator[Revision | Finding]:
    outer = page.beside.over(page.told)
    hints = Hints(
        outer.title.value if outer.title else None, tuple(c.value for c in outer.byline), outer.captions, page.extracted
    )
    parts = zones(page.text, hints)
    all_told = outer.over(names.in_text(page.text, parts))
    publisher = _publisher(outer, all_told)
    found = list(outer.published)
    found += signs.from_address(outer.address) if outer.address else ()
    found += signs.from_text(page.text, parts)
    when, conflicts = published(found, page.path)
    spoken = "\n".join(page.text[z.start : z.end] for z in parts if z.type is ZoneType.BODY)
    code, foreign = language(spoken or page.text, outer.language)
    yield Revision(
        text=page.text,
        zones=parts,
        path=page.path,
        address=outer.address,
        title=all_told.title,
        publisher=publisher,
        byline=all_told.byline,
        wire=_wire(all_told.wire, publisher),
        published=when,
        language=code or (UNKNOWN if foreign else None),
    )
    yield from conflicts
    if foreign:
        yield note("not-english", page.path, "the words are not English: the text is kept, and nothing is read in it")


def _publisher(outer: Told, all_told: Told) -> Credit | None:
    """Who is named beside the text; else the name of the site in the text; else the address's host."""
    if outer.publisher or not outer.address:
        return all_told.publisher
    name = host(outer.address)
    return all_told.publisher or Credit(name, Evidence("address", f"the host of the address: {name}"))


def _wire(wire: Credit | None, publisher: Credit | None) -> Credit | None:
    """The service whose copy it is; an agency's report on its own site is its own."""
    own = publisher is not None and wire is not None and _bare(publisher.value) == _bare(wire.value)
    return None if own and wire and wire.evidence.kind != "sidecar" else wire


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")
