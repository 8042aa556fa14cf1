"""What stands around an entry: its own words and fields, its sentence, paragraph, the lines beside it, its article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from onrecord.model import (
    Attribution,
    Commitment,
    Entity,
    Entry,
    Event,
    Figure,
    Interval,
    Kind,
    MentionType,
    Revision,
    TimexValue,
    ZoneType,
    same,
)
from onrecord.query.asking.lexis import POSSESSIVE, Lexis, Token, phrase
from onrecord.query.asking.question import Term
from onrecord.query.view import View
from onrecord.reconcile.agreement.prose import sentence as sentence_of

TELLING = frozenset({Kind.ATTRIBUTION, Kind.FIGURE, Kind.EVENT, Kind.COMMITMENT})
"""Kinds of entry that answer."""
BEFORE, BEHIND = 2, 1
"""Paragraphs before and behind an entry's own that are beside it."""
COMMON = 0.5
"""The share of articles that tell of something from which the whole story is about it."""


class Zone(IntEnum):
    """Where something is told, from an entry's own words outwards; what is nowhere is NOWHERE."""

    NOWHERE = 0
    ARTICLE = 1
    BESIDE = 2
    PARAGRAPH = 3
    SENTENCE = 4
    OWN = 5


Span = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """One article's text, cut into paragraphs, with who is meant where and which days are named where."""

    revision: Revision
    lexis: Lexis
    mentions: tuple[tuple[int, int, str], ...]
    days: tuple[tuple[int, int, Interval], ...]
    _lines: dict[Span, str] = field(default_factory=dict)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The stretches between line ends that hold words."""
        found, at = [], 0
        for line in self.revision.text.splitlines(keepends=True):
            if line.strip():
                found.append((at, at + len(line)))
            at += len(line)
        return tuple(found)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words, in order."""
        return self.lexis.tokens(self.revision.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    def printed(self, span: Span) -> str:
        """The words of a stretch."""
        return self.revision.text[slice(*span)]

    def line(self, span: Span) -> str:
        """The stems of a stretch."""
        if span not in self._lines:
            first, last = (bisect_left(self._starts, at) for at in span)
            self._lines[span] = self.lexis.joined(t.stem for t in self.tokens[first:last])
        return self._lines[span]

    @cached_property
    def opening(self) -> tuple[Span, ...]:
        """Its title and its first paragraph, which say what all of it is about."""
        zones = self.revision.zones
        title = [(z.start, z.end) for z in zones if z.type is ZoneType.TITLE]
        body = next((z.start for z in zones if z.type is ZoneType.BODY), None)
        return (*title, *([] if body is None else [self.paragraphs[self.paragraph((body, body))]]))

    @property
    def whole(self) -> Span:
        """All of it."""
        return 0, len(self.revision.text)

    def paragraph(self, span: Span) -> int:
        """The number of the paragraph that a stretch begins in."""
        return max(0, bisect_right(self.paragraphs, (span[0], len(self.revision.text) + 1)) - 1)

    def beside(self, span: Span) -> Span:
        """From some paragraphs before a stretch's own to some behind."""
        at = self.paragraph(span)
        first, last = max(0, at - BEFORE), min(len(self.paragraphs) - 1, at + BEHIND)
        return self.paragraphs[first][0], self.paragraphs[last][1]

    @cached_property
    def spans_of(self) -> Mapping[str, Sequence[Span]]:
        """By entity, where words stand for it."""
        found: dict[str, list[Span]] = defaultdict(list)
        for start, end, entity in self.mentions:
            found[entity].append((start, end))
        return found

    def means(self, span: Span, meant: Iterable[str]) -> bool:
        """Whether words in a stretch stand for one of some entities of this article."""
        return any(span[0] <= start and end <= span[1] for i in meant for start, end in self.spans_of.get(i, ()))

    def days_in(self, span: Span) -> list[Interval]:
        """The days that are named in a stretch."""
        return [d for start, end, d in self.days if span[0] <= start and end <= span[1]]


@dataclass(frozen=True)
class Told:
    """An entry with what stands around it."""

    entry: Entry
    text: Text
    fields: str
    named: frozenset[str]

    @cached_property
    def id(self) -> str:
        """The entry's."""
        return self.entry.id

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences that its words, its source's and its cue's stand in."""
        spans = [a.span for a in self.entry.anchors]
        if isinstance(self.entry.body, Attribution):
            said = (self.entry.body.source, self.entry.body.cue)
            spans += [(w.start, w.end) for w in said if w and w.start is not None and w.end is not None]
        found = {sentence_of(self.text.revision.text, *s) for s in spans}
        return tuple(sorted(found))

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs that it stands in."""
        return tuple(dict.fromkeys(self.text.paragraphs[self.text.paragraph(a.span)] for a in self.entry.anchors))

    @cached_property
    def beside(self) -> Span:
        """Its paragraphs and those about them."""
        return self.text.beside(self.entry.anchors[0].span)

    @cached_property
    def own(self) -> str:
        """The stems of its words and fields."""
        return f"{' '.join(self.text.line(a.span) for a in self.entry.anchors)} {self.fields}"

    @cached_property
    def deed(self) -> str:
        """The stems of what an entry tells as done, or of its own words."""
        body, words = self.entry.body, " ".join(self.text.line(a.span) for a in self.entry.anchors)
        if isinstance(body, Event):
            return f"{words} {self.text.lexis.line(body.lemma)} {self.text.lexis.line(body.type.replace('-', ' '))}"
        return words

    def says(self, term: Term) -> bool:
        """Whether its own words have a term in the question's words, and not in others that say the same."""
        line = f" {phrase(term.text)} "
        return any(line in self.text.line(a.span) for a in self.entry.anchors)

    def does(self, term: Term) -> bool:
        """Whether a term is what an entry tells as done."""
        return _tells(self.deed, term)

    def zone(self, term: Term, meant: frozenset[str]) -> Zone:
        """The nearest zone that tells a term; `meant` are the entities that it names."""
        if _tells(self.own, term) or meant & self.named:
            return Zone.OWN
        here = meant & self.text.spans_of.keys()
        for zone, spans in (
            (Zone.SENTENCE, self.sentences),
            (Zone.PARAGRAPH, self.paragraphs),
            (Zone.BESIDE, (self.beside, *self.text.opening)),
            (Zone.ARTICLE, (self.text.whole,)),
        ):
            if any(_tells(self.text.line(s), term) or (here and self.text.means(s, here)) for s in spans):
                return zone
        return Zone.NOWHERE


def _tells(line: str, term: Term) -> bool:
    return any(f" {way} " in line for way in term.ways)


@dataclass(frozen=True)
class Evidence:
    """The entries of a view that can answer, each with what stands around it."""

    view: View
    lexis: Lexis
    texts: Mapping[str, Text]
    names: Mapping[str, frozenset[str]]
    """By line of stems of a name, the entities that bear it, with all that they are one with."""
    shares: Callable[[Term], float] | None = None

    @classmethod
    def of(cls, view: View, shares: Callable[[Term], float] | None = None) -> Evidence:
        """That of a view; `shares` tells how common a term is where the view is a part of a record."""
        entities = [(e, e.body) for e in view.entries if isinstance(e.body, Entity)]
        lexis = Lexis.of(b.name for _, b in entities if b.type is MentionType.PLACE)
        mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        days: dict[str, list[tuple[int, int, Interval]]] = defaultdict(list)
        for entry, body in entities:
            mentions[entry.revision] += [(m.start, m.end, entry.id) for m in body.mentions]
        for entry in view.entries:
            if isinstance(entry.body, TimexValue) and entry.body.interval:
                days[entry.revision] += [(*a.span, entry.body.interval) for a in entry.anchors]
        texts = {r.id: Text(r, lexis, tuple(mentions[r.id]), tuple(days[r.id])) for r in view.revisions}
        return cls(view, lexis, texts, _names(view, entities, lexis), shares)

    @cached_property
    def by_revision(self) -> Mapping[str, Sequence[Entry]]:
        """The entries of each article."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.view.entries:
            found[entry.revision].append(entry)
        return found

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """By line of stems of a name, what those who bear it are called besides, in any article."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, bearers in self.names.items():
            bodies = (self.view.by_id[i].body for i in bearers)
            found[name] += [r.text for b in bodies if isinstance(b, Entity) for r in b.roles]
        return {name: " . ".join(dict.fromkeys(roles)) for name, roles in found.items()}

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """The entries that can answer."""
        local: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name, bearers in self.names.items():
            for i in bearers:
                local[self.view.by_id[i].revision, name].add(i)
        entries = sorted((e for e in self.view.entries if e.kind in TELLING), key=_place)
        return tuple(self._told(e, local) for e in entries)

    def _told(self, entry: Entry, local: Mapping[tuple[str, str], set[str]]) -> Told:
        lines = [self.lexis.line(n) for n in _fields(entry)]
        named = (local.get((entry.revision, line.strip()), set()) for line in lines)
        return Told(entry, self.texts[entry.revision], "".join(lines), frozenset().union(*named))

    def meant(self, line: str) -> frozenset[str]:
        """The entities that a name stands for: those that bear it, else those whose name has all its words."""
        exact = self.names.get(line)
        if exact:
            return exact
        wanted = set(line.split())
        return frozenset[str]().union(*(ids for name, ids in self.names.items() if wanted <= set(name.split())))

    def is_place(self, term: Term, meant: frozenset[str]) -> bool:
        """Whether a name is that of a country or another place."""
        bodies = (self.view.by_id[i].body for i in meant)
        known = any(isinstance(b, Entity) and b.type is MentionType.PLACE for b in bodies)
        return known or bool(term.ways & self.lexis.countries)

    def is_nation(self, term: Term) -> bool:
        """Whether a place has a word for its people and things, as the record's articles print it."""
        said = (t for text in self.texts.values() for t in text.tokens if t.is_name and t.stem in term.ways)
        return any(phrase(POSSESSIVE.sub("", t.text)) != t.stem for t in said)

    def share(self, term: Term, meant: frozenset[str]) -> float:
        """The share of the articles that tell a term."""
        if self.shares is not None:
            return self.shares(term)
        there = sum(_tells(t.line(t.whole), term) or bool(meant & t.spans_of.keys()) for t in self.texts.values())
        return there / len(self.texts) if self.texts else 0.0

    def common(self, term: Term, meant: frozenset[str]) -> bool:
        """Whether the story as a whole is about a term."""
        many = self.shares is not None or len(self.texts) > 1
        return many and self.share(term, meant) >= COMMON


def _place(entry: Entry) -> tuple[str, int, str]:
    return entry.revision, entry.anchors[0].start, entry.id


def _names(view: View, entities: Iterable[tuple[Entry, Entity]], lexis: Lexis) -> Mapping[str, frozenset[str]]:
    groups = same(view.judgements)
    found: dict[str, set[str]] = defaultdict(set)
    for entry, body in entities:
        group = [i for i in groups.get(entry.id, {entry.id}) if i in view.by_id]
        for name in (body.name, *body.aliases):
            if any(c.isupper() for c in name):
                found[lexis.line(name).strip()].update(group)
    return {name: frozenset(ids) for name, ids in found.items() if name}


def _fields(entry: Entry) -> Iterator[str]:
    """What an entry's fields say, in words."""
    yield from (h.name for h in entry.attributed_to)
    told: tuple[str | None, ...] = ()
    match entry.body:
        case Attribution(source=source, cue=cue):
            told = (source.name, source.text, source.role, source.affiliation) if source else ()
            told = (*told, cue.text if cue else None)
        case Figure() as body:
            measure = body.measure if body.measure != "other" else None
            told = (body.counts, body.subject, body.mission, body.place, body.excludes, body.part_of, measure)
        case Event() as body:
            told = (body.lemma, body.type.replace("-", " "), body.place, *(p.name for p in body.participants))
        case Commitment() as body:
            told = (body.action, body.actor, body.authority, body.mission, body.counts, body.type.value)
    yield from (t for t in told if t)
