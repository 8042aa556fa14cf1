"""The front page: what a reader must know first, each answer with its door."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Entry, Figure, Kind, Revision, Severity
from onrecord.present.dossier.desk import Desk, Speaker, is_dated
from onrecord.present.dossier.listings import Listings
from onrecord.query import Conflict, Occurrence, Reuse, Series, Standing, Status

LATEST, MOST = 5, 8
"""Lines in the front page's lists."""
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
    )


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
