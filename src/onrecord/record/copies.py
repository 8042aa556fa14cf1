"""What stands about a revision that was given more than once: a choice that no order can change.

Copies of one revision (the same text at the same address, or of the same publisher) may come with different titles,
dates, credits or zones. For each of these the record keeps what every copy said, and shows one: that with the
strongest evidence (a sidecar before metadata before an address before lines of the text before bounds); among equals
the narrower publication interval, the longer list of authors, the finer zones; among those still equal the first in
the order of their written-out form. Where copies differ on the publisher or the date, a Finding says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from onrecord.model import Credit, Evidence, Finding, Interval, Published, Revision, Severity, Zone
from onrecord.record import codec

STRENGTH = (
    "sidecar",
    "metadata",
    "address",
    "date-line",
    "first-published",
    "byline",
    "credit",
    "site-name",
    "copyright",
    "file",
    "bound",
)
"""Kinds of evidence, strongest first; a kind that is not named comes last."""

OPEN = 10**7
"""Days that an interval with an open side counts as: more than any closed one has."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was seen about a revision where it was given."""

    zones: tuple[Zone, ...] = ()
    address: str | None = None
    title: Credit | None = None
    publisher: Credit | None = None
    byline: tuple[Credit, ...] = ()
    wire: Credit | None = None
    published: Published | None = None
    language: str | None = None

    @classmethod
    def of(cls, revision: Revision) -> Metadata:
        """What a revision was given with, less its text and its path."""
        return cls(
            zones=revision.zones,
            address=revision.address,
            title=revision.title,
            publisher=revision.publisher,
            byline=revision.byline,
            wire=revision.wire,
            published=revision.published,
            language=revision.language,
        )

    def revision(self, text: str, path: str) -> Revision:
        """The revision of this text that this is about."""
        return Revision(
            text=text,
            path=path,
            zones=self.zones,
            address=self.address,
            title=self.title,
            publisher=self.publisher,
            byline=self.byline,
            wire=self.wire,
            published=self.published,
            language=self.language,
        )

    def evidence(self) -> Iterator[Evidence]:
        """All the evidence that it names."""
        yield from (c.evidence for c in (self.title, self.publisher, *self.byline, self.wire) if c)
        yield from self.published.evidence if self.published else ()


def standing(copies: Iterable[Metadata]) -> Metadata:
    """What stands where these copies were given, in whatever order; raises ValueError where there are none."""
    seen = list(copies)
    return Metadata(
        zones=_first([c.zones for c in seen], lambda zones: -len(zones)),
        address=_first([c.address for c in seen], lambda _: 0),
        title=_first([c.title for c in seen], _credit_rank),
        publisher=_first([c.publisher for c in seen], _credit_rank),
        byline=_first([c.byline for c in seen], _byline_rank),
        wire=_first([c.wire for c in seen], _credit_rank),
        published=_first([c.published for c in seen], _published_rank),
        language=_first([c.language for c in seen], lambda _: 0),
    )


def _first(found: list[T], rank: Callable[[T], Any]) -> T:
    """The one of the best rank; what says nothing comes last, and the written-out form decides between equals."""
    return min(found, key=lambda f: (f in (None, ()), rank(f), codec.encode(codec.plain(f))))


def _strength(evidence: Iterable[Evidence]) -> int:
    return min((STRENGTH.index(e.kind) if e.kind in STRENGTH else len(STRENGTH) for e in evidence), default=99)


def _credit_rank(credit: Credit | None) -> int:
    return _strength([credit.evidence] if credit else [])


def _byline_rank(byline: tuple[Credit, ...]) -> tuple[int, int]:
    return _strength(c.evidence for c in byline), -len(byline)


def _published_rank(published: Published | None) -> tuple[int, int]:
    return (_strength(published.evidence), _days(published.interval)) if published else (99, OPEN)


def _days(interval: Interval) -> int:
    return (interval.end - interval.start).days if interval.start and interval.end else OPEN


def disagreements(revision: str, copies: Iterable[tuple[str, Metadata]]) -> Iterator[Finding]:
    """A Finding for the publisher and for the date where copies, given with their paths, do not say the same."""
    seen = sorted(copies, key=lambda c: c[0])
    publishers = [(path, c.publisher.value) for path, c in seen if c.publisher]
    dates = [(path, str(c.published.interval)) for path, c in seen if c.published]
    for fact, said in (("publisher", publishers), ("publication date", dates)):
        if len({what for _, what in said}) > 1:
            yield Finding("copies-disagree", Severity.WARNING, _disagreement(fact, said), revision=revision)


def _disagreement(fact: str, said: list[tuple[str, str]]) -> str:
    told = "; ".join(f"{path}: {what}" for path, what in said)
    return f"copies of one text differ on the {fact} ({told}); set it in a sidecar beside each"
