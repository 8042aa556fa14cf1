"""What publishers and speakers do, counted and not judged: every number is the list of the words that it counts.

There is no score and no order of merit. Of a publisher with few sentences nothing is said but the counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from onrecord.model import Attribution, Entry, Judgement, Mode, Revision, Source, Verdict
from onrecord.query.reporting import TOLD, Reported, Reporting, differ, publisher, reported
from onrecord.query.view import View
from onrecord.reconcile import Line, judging, lines, notices
from onrecord.record import exchange

FEWEST = 30
"""Sentences of a publisher, or statements of a speaker, below which no share is told: it would be off by 18 points and
more either way, were these drawn by chance from all that it prints."""


class Sourcing(StrEnum):
    """Whose word a sentence is: the first of these that is true of a part of it.

    `untold` are words in quotation marks, or reported, of which no source was read.
    """

    NAMED = "named"
    ANONYMOUS = "anonymous"
    UNTOLD = "untold"
    NONE = "none"


class Relation(StrEnum):
    """What others on record do with something told."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    REVISED = "revised"
    REPEATED = "repeated"


RELATIONS = {
    Verdict.SUPPORTS: Relation.SUPPORTED,
    Verdict.CONTRADICTS: Relation.CONTRADICTED,
    Verdict.DENIES: Relation.CONTRADICTED,
    Verdict.REVISES: Relation.REVISED,
    Verdict.COPIES: Relation.REPEATED,
    Verdict.SAME: Relation.REPEATED,
}
"""What a verdict makes of both its ends."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a revision's text."""

    revision: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an article's body: whose word it is, by which statements, and the judging words in it.

    Judging words are counted in sentences that are nobody's word but the article's, outside quotation marks.
    """

    place: Place
    sourcing: Sourcing
    statements: tuple[str, ...] = ()
    judging: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """Something told, what another has of it on record, and the judgement that says so."""

    entry: Entry
    other: Entry
    relation: Relation
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Claims:
    """What is told of the world, and what others on record have to do with it. `alone` are those that none has."""

    entries: tuple[Entry, ...]
    met: tuple[Met, ...]
    alone: tuple[Entry, ...]

    def of(self, relation: Relation) -> tuple[Entry, ...]:
        """Those that stand in a relation, each once."""
        ids = {m.entry.id for m in self.met if m.relation is relation}
        return tuple(e for e in self.entries if e.id in ids)


@dataclass(frozen=True, slots=True)
class Correction:
    """A notice of a correction, or an article of which the record holds more than one text."""

    place: Place | None
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publisher:
    """What one publisher prints. Of an article with several texts the latest counts; `name` None: not on record."""

    name: str | None
    articles: tuple[str, ...]
    sentences: tuple[Told, ...]
    origins: tuple[Reported, ...]
    claims: Claims
    corrections: tuple[Correction, ...]

    def told(self, sourcing: Sourcing) -> tuple[Told, ...]:
        """The sentences that are so sourced."""
        return tuple(s for s in self.sentences if s.sourcing is sourcing)

    def reporting(self, kind: Reporting) -> tuple[Reported, ...]:
        """The articles whose reporting is such."""
        return tuple(o for o in self.origins if o.reporting is kind)

    @property
    def judging(self) -> tuple[Told, ...]:
        """The article's own sentences with a judging word."""
        return tuple(s for s in self.sentences if s.judging)

    @property
    def too_little(self) -> bool:
        """Whether there is too little to tell of shares."""
        return len(self.sentences) < FEWEST


@dataclass(frozen=True, slots=True)
class Speaker:
    """What one source of statements is quoted with, by whom; statements in order of publication."""

    name: str
    anonymous: bool
    publishers: tuple[str | None, ...]
    claims: Claims

    @property
    def statements(self) -> tuple[Entry, ...]:
        """All that it is quoted with."""
        return self.claims.entries

    def quoted(self, mode: Mode) -> tuple[Entry, ...]:
        """The statements that are reported in such a way."""
        return tuple(e for e in self.statements if isinstance(e.body, Attribution) and e.body.mode is mode)

    @property
    def too_little(self) -> bool:
        """Whether there is too little to tell of shares."""
        return len(self.statements) < FEWEST


@dataclass(frozen=True, slots=True)
class Sources:
    """The profiles of a record, by name: an order that says nothing of them."""

    publishers: tuple[Publisher, ...]
    speakers: tuple[Speaker, ...]


def sources(view: View, part: str | None = None) -> Sources:
    """The profiles of the publishers and speakers of a record; `part` is a part of a name, in any case."""
    met = _met(view)
    return Sources(
        tuple(p for p in _publishers(view, met) if _fits(part, p.name)),
        tuple(s for s in _speakers(view, met) if _fits(part, s.name)),
    )


def latest(view: View) -> tuple[Revision, ...]:
    """The latest text of each article, in order of publication."""
    ordered = sorted(view.revisions, key=lambda r: (r.article, _when(r), r.id))
    last = [tuple(texts)[-1] for _, texts in groupby(ordered, key=lambda r: r.article)]
    return tuple(sorted(last, key=lambda r: (_when(r), r.id)))


def _fits(part: str | None, name: str | None) -> bool:
    return part is None or part.casefold() in (name or "").casefold()


def _when(revision: Revision) -> tuple[date, date]:
    held = revision.published.interval if revision.published else None
    end = (held.end if held else None) or date.max
    return end, (held.start if held else None) or end


# --- publishers ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Held:
    """What the profiles of a record are made from."""

    view: View
    entries: Mapping[str, Sequence[Entry]]
    texts: Mapping[str, Sequence[Revision]]
    whose: Mapping[str, Reported]
    met: Mapping[str, Sequence[Met]]

    @classmethod
    def of(cls, view: View, met: Mapping[str, Sequence[Met]]) -> _Held:
        """Sort out a view."""
        entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in view.entries:
            entries[entry.revision].append(entry)
        texts: dict[str, list[Revision]] = defaultdict(list)
        for revision in sorted(view.revisions, key=lambda r: (_when(r), r.id)):
            texts[revision.article].append(revision)
        return cls(view, entries, texts, reported(view), met)


def _publishers(view: View, met: Mapping[str, Sequence[Met]]) -> list[Publisher]:
    held = _Held.of(view, met)
    texts: dict[str | None, list[Revision]] = defaultdict(list)
    for revision in latest(view):
        texts[publisher(revision)].append(revision)
    names = sorted(texts, key=lambda n: (n is None, (n or "").casefold(), n or ""))
    return [_publisher(held, name, texts[name]) for name in names]


def _publisher(held: _Held, name: str | None, texts: Sequence[Revision]) -> Publisher:
    told = (e for r in texts for e in sorted(held.entries.get(r.id, ()), key=_order) if e.kind in TOLD)

    def others(each: Met) -> bool:
        return differ(held.view.revision[each.entry.revision], held.view.revision[each.other.revision])

    return Publisher(
        name,
        tuple(r.id for r in texts),
        tuple(s for r in texts for s in sentences(r, held.entries.get(r.id, ()))),
        tuple(held.whose[r.id] for r in texts),
        _claims(told, held.met, others),
        tuple(c for r in texts for c in _corrections(held, r)),
    )


def sentences(revision: Revision, entries: Iterable[Entry]) -> Iterator[Told]:
    """The sentences of an article's body, each with whose word it is by the statements among some entries."""
    found = lines(revision)
    ends = [line.end for line in found]
    by: dict[int, list[tuple[Sourcing, str]]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.body, Attribution):
            for anchor in entry.anchors:
                for number in _under(found, ends, anchor.start, anchor.end):
                    by[number].append((_sourcing(entry.body.source), entry.id))
    for number, line in enumerate(found):
        yield _told(revision, line, by.get(number, []))


def _under(found: Sequence[Line], ends: Sequence[int], start: int, end: int) -> Iterator[int]:
    number = bisect_left(ends, start + 1)
    while number < len(found) and found[number].start < end:
        yield number
        number += 1


def _sourcing(source: Source | None) -> Sourcing:
    if source is None or not (source.name or source.text):
        return Sourcing.UNTOLD
    return Sourcing.ANONYMOUS if source.anonymous else Sourcing.NAMED


def _told(revision: Revision, line: Line, by: Sequence[tuple[Sourcing, str]]) -> Told:
    place = Place(revision.id, line.start, line.end)
    if by:
        order = list(Sourcing)
        return Told(place, min((s for s, _ in by), key=order.index), tuple(dict.fromkeys(i for _, i in sorted(by))))
    if line.is_quoted:
        return Told(place, Sourcing.UNTOLD)
    found = (Place(revision.id, w.start, w.end) for w in judging(revision.text, line))
    return Told(place, Sourcing.NONE, (), tuple(found))


def _corrections(held: _Held, revision: Revision) -> Iterator[Correction]:
    for anchor in notices(revision):
        yield Correction(Place(revision.id, *anchor.span), (revision.id,))
    texts = held.texts[revision.article]
    if len(texts) > 1:
        yield Correction(None, tuple(r.id for r in texts))


# --- what others have of it ----------------------------------------------------------------------------


def _met(view: View) -> dict[str, list[Met]]:
    """By entry, the entries that it is judged against, in either direction."""
    found: dict[str, list[Met]] = defaultdict(list)
    for each in view.judgements:
        relation = RELATIONS.get(each.verdict)
        if relation is None or each.a not in view.by_id or each.b not in view.by_id:
            continue
        for one, other in ((each.a, each.b), (each.b, each.a)):
            if view.by_id[one].kind in TOLD:
                found[one].append(Met(view.by_id[one], view.by_id[other], relation, each))
    return found


def _order(entry: Entry) -> tuple[tuple[int, int], str, str]:
    return min(a.span for a in entry.anchors), entry.kind.value, entry.id


def _claims(entries: Iterable[Entry], met: Mapping[str, Sequence[Met]], others: Callable[[Met], bool]) -> Claims:
    told = tuple(entries)
    found = tuple(m for e in told for m in sorted(met.get(e.id, ()), key=_how) if others(m))
    ids = {m.entry.id for m in found}
    return Claims(told, found, tuple(e for e in told if e.id not in ids))


def _how(met: Met) -> tuple[str, str, str]:
    return met.relation.value, met.other.id, met.judgement.id


# --- speakers ------------------------------------------------------------------------------------------


def _speakers(view: View, met: Mapping[str, Sequence[Met]]) -> list[Speaker]:
    names = {c.id: g.name for g in exchange.gathered(view.entries, view.judgements) for c in g.chains}
    shown = {r.id: r for r in latest(view)}
    order = {r: n for n, r in enumerate(shown)}
    found: dict[tuple[str, bool], list[Entry]] = defaultdict(list)
    for entry, said in view.statements:
        if entry.revision in shown and said.source and _sourcing(said.source) is not Sourcing.UNTOLD:
            found[_speaker(said.source, names)].append(entry)
    speaking = {e.id: key for key, entries in found.items() for e in entries}

    def others(each: Met) -> bool:
        return speaking.get(each.other.id) != speaking[each.entry.id]

    return [
        Speaker(
            *key,
            tuple(dict.fromkeys(publisher(shown[e.revision]) for e in said)),
            _claims(said, met, others),
        )
        for key in sorted(found, key=lambda k: (k[0].casefold(), *k))
        for said in [sorted(found[key], key=lambda e: (order[e.revision], _order(e)))]
    ]


def _speaker(source: Source, names: Mapping[str, str]) -> tuple[str, bool]:
    """The name of the entity that it is joined to, else its own, and whether it keeps its own back."""
    known = names.get(source.entity or "")
    own = source.name or source.text or ""
    return (own if source.anonymous or known is None else known), source.anonymous
