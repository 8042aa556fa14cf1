"""Statements as they are compared: clauses, who says them, and whether as so, as not so, or as to come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onrecord.model import Attribution, Entry, Event, EventFactuality, Factuality, Figure
from onrecord.model.memory import Key
from onrecord.reconcile.agreement.origins import ANYBODY, Origins
from onrecord.reconcile.agreement.prose import (
    Clause,
    calls_untrue,
    clauses,
    has,
    names_a_claim,
    plain_words,
)

SAYING = frozenset({Factuality.ASSERTED, Factuality.DENIED, Factuality.PROMISED})
COMING = frozenset({"will", "would", "shall", "should", "may", "might", "could", "can", "must"})
LEAST = 0.5
"""Confidence below which a statement is compared with nothing."""
BREAK = re.compile(r"\s*\n\s*")
QUOTED = re.compile(r"[“”\"]|``|''")
"""Marks of words that are somebody's, so that they are not the article's own."""
FEWEST = 3
"""Words that a statement has at least."""


@dataclass(frozen=True)
class Claim:
    """A statement, or what an article tells in its own voice, with what it is compared by.

    `denied` where its source says of all of it that it is not so; `rejects` where it takes up a claim of others to say
    so, and `disputes` where its cue says as much; `coming` where it tells of what is to be or may be; `own` where the
    article tells it in its own voice.
    """

    entry: Entry
    words: str
    clauses: tuple[Clause, ...]
    speakers: frozenset[str]
    voice: str
    denied: bool
    rejects: bool
    coming: bool
    span: tuple[int, int]
    sentence: str
    own: bool = field(default=False)
    disputes: bool = field(default=False)

    @property
    def told(self) -> date:
        """The last day of its publication, the end of time where unknown."""
        held = self.entry.published
        return (held.end if held else None) or date.max

    @property
    def stems(self) -> frozenset[str]:
        """All that it is about."""
        return frozenset[str]().union(*(c.stems for c in self.clauses))


def claims(entries: Iterable[Entry], origins: Origins) -> list[Claim]:
    """What can be compared of some entries, all of one text.

    A sentence in which somebody is told to say something is theirs, and not the article's own.
    """
    made = [c for e in entries if (c := claim(e, origins))]
    said, own = ([c for c in made if c.own is is_own] for is_own in (False, True))
    return [*said, *(o for o in own if not any(s.span[0] < o.span[1] and o.span[0] < s.span[1] for s in said))]


def claim(entry: Entry, origins: Origins) -> Claim | None:
    """An entry as it is compared; None for one that is compared with nothing."""
    if isinstance(entry.body, Attribution):
        return _said(entry, entry.body, origins)
    return _told(entry, origins) if isinstance(entry.body, Figure | Event) else None


def identity(held: Claim) -> Key:
    """What two claims share that are one: the same words by the same speakers."""
    if held.own:
        return "claims said", " ".join(plain_words(held.words)), True, held.entry.revision, *held.span
    return _said_by(held.words, held.speakers)


def said_by(entry: Entry, origins: Origins) -> Key:
    """The identity of the claim that a statement is compared as, where it is one; it need not be made for that."""
    return _said_by(_words(entry), origins.speakers(entry))


def order(claim: Claim) -> tuple[date, str, int, str]:
    """By publication, then as they stand in their articles."""
    return claim.told, claim.entry.revision, claim.span[0], claim.entry.id


def _said_by(words: str, speakers: Iterable[str]) -> Key:
    return "claims said", " ".join(plain_words(words)), False, *sorted(speakers)


def _words(entry: Entry) -> str:
    return " ".join(" ".join(a.exact.split()) for a in sorted(entry.anchors))


def _said(entry: Entry, body: Attribution, origins: Origins) -> Claim | None:
    words = _words(entry)
    if body.factuality not in SAYING or entry.confidence < LEAST or len(words.split()) < FEWEST or "?" in words:
        return None
    around = " ".join(origins.around(entry).split())
    denied = body.factuality is Factuality.DENIED or calls_untrue(words)
    speakers = origins.speakers(entry)
    name = body.source.name if body.source else None
    unknown = name is None or name in ANYBODY
    return Claim(
        entry,
        words,
        clauses(" […] ".join(BREAK.sub(" […] ", a.exact) for a in sorted(entry.anchors))),
        speakers,
        f"unknown in {entry.revision}" if unknown else min(speakers, default=str(name)),
        denied,
        denied and (names_a_claim(words) or calls_untrue(words)),
        body.modality in COMING or body.factuality is Factuality.PROMISED or has("undecided", words, "coming"),
        origins.span(entry),
        around,
        disputes=denied and body.cue is not None and has("disputes", body.cue.text),
    )


def _told(entry: Entry, origins: Origins) -> Claim | None:
    """The sentence of a figure or event that the article tells in its own voice."""
    body = entry.body
    if entry.attributed_to or getattr(body, "within", None):
        return None
    if isinstance(body, Event) and body.factuality not in {EventFactuality.HAPPENED, EventFactuality.DENIED}:
        return None
    words = " ".join(origins.around(entry).split())
    if QUOTED.search(words):
        return None
    voice = f"narrator of {origins.publisher(entry) or entry.revision}"
    return Claim(
        entry,
        words,
        clauses(words),
        frozenset(),
        voice,
        denied=False,
        rejects=False,
        coming=False,
        span=origins.span(entry),
        sentence=words,
        own=True,
    )
