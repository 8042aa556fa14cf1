"""The front page: what a reader must know first, each answer with its door."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Entry, Event, Figure, Kind, Revision, Severity
from onrecord.present.dossier.desk import Desk, Speaker, is_dated, latest
from onrecord.present.dossier.listings import Listings
from onrecord.present.wording import OTHER, around
from onrecord.query import (
    COURSE,
    Board,
    BoardCell,
    Conflict,
    Occurrence,
    Reuse,
    Sentence,
    Series,
    Slot,
    Standing,
    Status,
)

LATEST, MOST = 5, 8
"""Lines in the front page's lists."""
SUBJECTS, STRENGTHS, SHORT, CHANGES = 3, 3, 4, 3
"""Subjects of the board, figures of each, sentences of the backgrounder, and changes of each kind on the front page."""
LEAST = 0.65
"""How sure a new event or figure must be to be shown on the front page, as on the board."""
PANELS, DRAWN = 3, 120
"""Panels on the front page, and the most figures that one of them holds: the page stays light."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the template of the front page shows. `standing` is each leading series with its latest figure."""

    latest: list[Revision]
    undated: list[Revision]
    speakers: list[tuple[Speaker, int]]
    standing: list[tuple[Series, int, Entry, Figure]]
    drawn: list[Series]
    kinds: dict[str, int]
    severities: dict[str, int]
    unnamed: int
    anonymous: int
    without_day: int
    overdue: list[Standing]
    due: list[Standing]
    events: list[Occurrence]
    copied: int
    disputed: tuple[Conflict, ...]
    boards: tuple[tuple[Board, list[BoardCell]], ...]
    short: tuple[Sentence, ...]
    new: tuple[Entry, ...]
    most: int = CHANGES


def front(desk: Desk, lists: Listings) -> Front:
    """The front page of a record."""
    dated = [r for r in desk.articles if is_dated(r)]
    counted = [(s, len(held)) for s, held in desk.speakers.items()]
    leading = sorted(desk.series.items(), key=lambda item: -len(item[1]))[:MOST]
    return Front(
        latest=dated[:LATEST],
        undated=[r for r in desk.articles if not is_dated(r)],
        speakers=sorted((p for p in counted if _is_somebody(p[0])), key=lambda p: -p[1])[:MOST],
        standing=[(s, len(held), *_latest(held)) for s, held in leading],
        drawn=[s for s, held in leading if len(held) <= DRAWN and s in lists.drawn][:PANELS],
        kinds={kind.value: desk.kinds[kind] for kind in Kind},
        severities={s.value: sum(f.severity is s for f in desk.view.findings) for s in Severity},
        unnamed=sum(said.source is None for _, said in desk.view.statements),
        anonymous=sum(said.source is not None and said.source.anonymous for _, said in desk.view.statements),
        without_day=sum(figure.valid is None for _, figure in desk.view.figures),
        overdue=desk.commitments.of(Status.OVERDUE)[::-1] if desk.commitments else [],
        due=desk.commitments.of(Status.DUE) if desk.commitments else [],
        events=[o for o in reversed(desk.occurrences) if _is_news(o)][:LATEST],
        copied=sum(c.reuse is not Reuse.REVISION for cluster in desk.copies.printed for c in cluster.path),
        disputed=desk.conflicts.quarrels,
        boards=tuple((b, _told(b)) for b in desk.boards.subjects[:SUBJECTS]) if desk.boards else (),
        short=_short(desk),
        new=_new(desk),
    )


def _told(board: Board) -> list[BoardCell]:
    """What is told of a subject, its newest figures last, and few of them."""
    filled = [c for c in board.cells if c.values]
    newest = sorted((c for c in filled if c.slot == Slot.STRENGTH), key=lambda c: latest(c.values[0].days))
    return [*(c for c in filled if c.slot != Slot.STRENGTH), *newest[:STRENGTHS]]


def _new(desk: Desk) -> tuple[Entry, ...]:
    """The latest events and figures that were told for the first time of late."""
    held: dict[tuple[str, str, str], Entry] = {}
    for entry in desk.changes.entries if desk.changes else ():
        told = isinstance(entry.body, Event) or (isinstance(entry.body, Figure) and entry.body.measure != OTHER)
        if told and entry.confidence >= LEAST:
            before, exact, after = around(desk.view, entry)
            held.setdefault((entry.kind.value, entry.revision, before + exact + after), entry)
    kinds = (Kind.EVENT, Kind.FIGURE)
    return tuple(e for kind in kinds for e in [e for e in held.values() if e.kind is kind][-CHANGES:])


def _short(desk: Desk) -> tuple[Sentence, ...]:
    """The latest steps of the backgrounder's course: what the board beside it does not tell."""
    found = desk.background
    course = next((s for s in found.brief.sections if s.title == COURSE), None) if found else None
    return course.sentences[-SHORT:] if course else ()


def _is_news(found: Occurrence) -> bool:
    """Whether it is an event that happened, or is claimed to have, on a known day."""
    dated = found.when is not None and found.when.start is not None
    return found.event is not None and dated and found.standing in {None, "claimed"}


def _is_somebody(speaker: Speaker) -> bool:
    return speaker != Speaker.of(None)


def _latest(figures: list[tuple[Entry, Figure]]) -> tuple[Entry, Figure]:
    """The figure that is true of the latest day; of those without one, the first."""
    dated = [pair for pair in figures if pair[1].valid]
    return dated[-1] if dated else figures[0]
