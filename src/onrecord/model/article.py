"""Articles as a record keeps them: texts, zones, and where each fact about them was seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from onrecord.model.ids import digest, revision_id, text_digest
from onrecord.model.interval import Interval

CONTEXT = 32
"""Characters of prefix and suffix that an anchor keeps."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Words of a revision: code points, half-open, with what they say and what stands around them.

    The pair of a W3C Web Annotation TextPositionSelector and TextQuoteSelector.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor of text[start:end]; raises ValueError where that is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            message = f"no words at {start}:{end} of a text of {len(text)} characters"
            raise ValueError(message)
        return cls(start, end, text[start:end], *around(text, start, end))

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    def holds_in(self, text: str) -> bool:
        """Whether the quotation equals the text at its offsets, and so do its surroundings."""
        quoted = 0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.exact
        return quoted and (self.prefix, self.suffix) == around(text, *self.span)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after text[start:end], as an anchor keeps it."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


class ZoneType(StrEnum):
    """What a part of a text is."""

    TITLE = "title"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a revision's text and what it is; zones do not overlap, and only white space lies between."""

    type: ZoneType
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact about an article was seen.

    `kind` is one of sidecar, metadata, address, date-line, first-published, copyright, byline, credit,
    site-name, file, bound; `detail` says it in words for a reader; `anchor` is set where it stands in the text.
    """

    kind: str
    detail: str
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A name that an article is given (publisher, author, wire service, title), with its evidence."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Published:
    """When an article appeared: as narrow as the evidence allows and no narrower."""

    interval: Interval
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Revision:
    """One text of one article. Its id comes from the text and its address or publisher, never from a path.

    `path` is where it was given, relative to what the user named (`folder/name.txt`), for people to find it by;
    `language` is an ISO 639-1 code, "und" for words that are clearly not English in a language not established, or None
    where nothing was established.
    """

    text: str
    zones: tuple[Zone, ...]
    path: str
    address: str | None = None
    title: Credit | None = None
    publisher: Credit | None = None
    byline: tuple[Credit, ...] = ()
    wire: Credit | None = None
    published: Published | None = None
    language: str | None = None

    @cached_property
    def id(self) -> str:
        """The digest of the text and the address, or the publisher where there is no address."""
        return revision_id(self.text, self.address, self.publisher.value if self.publisher else None)

    @cached_property
    def article(self) -> str:
        """The id of the piece that this is a text of: its address, or the revision itself where it has none."""
        return digest("article", self.address) if self.address else self.id

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8."""
        return text_digest(self.text)

    def zone_at(self, offset: int) -> ZoneType | None:
        """The zone that an offset lies in; None between zones."""
        return next((z.type for z in self.zones if z.start <= offset < z.end), None)
