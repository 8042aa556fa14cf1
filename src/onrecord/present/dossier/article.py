"""One article as a page: its text to be read, its entries marked in place, notes beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from onrecord.model import Attribution, Commitment, Entry, Event, Figure, Revision, TimexValue
from onrecord.present.dossier import phrases
from onrecord.present.dossier.desk import Desk, Speaker, quotation
from onrecord.present.dossier.marks import Mark, Marker
from onrecord.present.dossier.paragraphs import Paragraph, paragraphs

FOLDED = 4
"""So many paragraphs of page furniture on end are folded away, behind a line that says so."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the margin says of one statement, figure, event or commitment."""

    entry: Entry
    number: int
    statement: Attribution | None
    figure: Figure | None
    speaker: Speaker | None
    original: str | None
    event: Event | None = None
    commitment: Commitment | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its notes; `times` are its time expressions and what they can mean."""

    start: int
    zone: str
    html: Markup
    notes: tuple[Note, ...]
    times: tuple[tuple[Entry, TimexValue], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs on end; `folded` where they are a stretch of page furniture without an entry."""

    folded: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the template of an article shows.

    `scattered` are the entries marked in several pieces, which light up together.
    """

    revision: Revision
    runs: tuple[Run, ...]
    scattered: tuple[str, ...]
    versions: tuple[Revision, ...]
    shown_title: bool


def article_page(desk: Desk, revision: Revision) -> ArticlePage:
    """The page of one revision."""
    entries = desk.entries_of.get(revision.id, [])
    marker = Marker(revision.text, [Mark.of(e) for e in entries], desk.numbers)
    blocks = [_block(desk, marker, entries, part) for part in paragraphs(revision)]
    return ArticlePage(
        revision=revision,
        runs=tuple(_runs(blocks)),
        scattered=tuple(sorted(id_ for id_, pieces in marker.pieces.items() if pieces > 1)),
        versions=tuple(desk.versions[revision.article]),
        shown_title=any(zone.type == "title" for zone in revision.zones),
    )


def _block(desk: Desk, marker: Marker, entries: Sequence[Entry], part: Paragraph) -> Block:
    begun = [e for e in entries if part.start <= min(a.start for a in e.anchors) < part.end]
    return Block(
        start=part.start,
        zone=part.zone,
        html=marker.html(part.start, part.end),
        notes=tuple(note(desk, e) for e in begun if e.id in desk.numbers),
        times=tuple((e, e.body) for e in begun if isinstance(e.body, TimexValue) and _tells(e, e.body)),
    )


def _tells(entry: Entry, time: TimexValue) -> bool:
    """Whether the reading says more than the words."""
    return time.interval is None or phrases.days(time.interval) != quotation(entry)


def note(desk: Desk, entry: Entry) -> Note:
    """The note of a statement, figure, event or commitment."""
    body = entry.body
    said = body if isinstance(body, Attribution) else None
    return Note(
        entry=entry,
        number=desk.numbers[entry.id],
        statement=said,
        figure=body if isinstance(body, Figure) else None,
        speaker=Speaker.of(said.source) if said else None,
        original=desk.original(entry),
        event=body if isinstance(body, Event) else None,
        commitment=body if isinstance(body, Commitment) else None,
    )


def _runs(blocks: Sequence[Block]) -> Iterator[Run]:
    for furniture, group in groupby(blocks, key=_is_furniture):
        run = tuple(group)
        yield Run(folded=furniture and len(run) >= FOLDED, blocks=run)


def _is_furniture(block: Block) -> bool:
    return block.zone == "boilerplate" and not block.notes and not block.times and 'class="mark' not in block.html


def summary(run: Run) -> str:
    """What is folded away, counted."""
    return f"{phrases.count(len(run.blocks), 'line')} of page furniture (menus, notices, other headlines)"
