"""The lists of a dossier: what stands on each page of statements, figures, findings and articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Entry, Figure, Finding, Interval, Revision, Severity
from onrecord.present.dossier import phrases
from onrecord.present.dossier.article import Note, note
from onrecord.present.dossier.chart import FEWEST, is_drawn
from onrecord.present.dossier.desk import Desk, Speaker, place, published, said_on, when
from onrecord.present.dossier.sheets import Group, Item, Sheet, sheets
from onrecord.present.wording import HEADS
from onrecord.query import Cluster, Conflict, Copy, Occurrence, Series, Standing, Status

MARKS = 1000
"""Figures that are drawn on one page of charts, but for a series that has more by itself."""

COPIES = 60
"""Copies on one page: each is shown with its passages."""

UNDATED = "No day on record"


@dataclass(frozen=True)
class Listings:
    """Every list, cut into pages. `places` says on which page the heading of a speaker or series stands."""

    by_speaker: list[Sheet[Note]]
    by_date: list[Sheet[Note]]
    figures: list[Sheet[Note]]
    charts: list[Sheet[Series]]
    articles: list[Sheet[Revision]]
    by_publisher: list[Sheet[Revision]]
    findings: list[Sheet[Finding]]
    timeline: list[Sheet[Occurrence]]
    commitments: list[Sheet[Standing]]
    copies: list[Sheet[Copy]]
    conflicts: list[Sheet[Conflict]]

    @property
    def places(self) -> Mapping[str, str]:
        """Addresses by heading."""
        return {
            group.id: f"{sheet.file}#{group.id}"
            for listing in (self.by_speaker, self.figures, self.by_publisher, self.copies)
            for sheet in listing
            for group in sheet.groups
        }

    @property
    def drawn(self) -> Mapping[Series, str]:
        """The address of each series' panel."""
        found = ((s, sheet.file) for sheet in self.charts for group in sheet.groups for s in group.items)
        return {s: f"{file}#chart-{s.id}" for s, file in found}

    @property
    def lines(self) -> Mapping[str, str]:
        """By entry, the address of its line on the timeline."""
        found = ((o, sheet.file) for sheet in self.timeline for group in sheet.groups for o in group.items)
        return {e.id: f"{file}#o-{o.entry.id}" for o, file in found for e in o.tellings}

    @property
    def standings(self) -> Mapping[str, str]:
        """By entry, the address of its commitment on the page of those."""
        found = ((s, sheet.file) for sheet in self.commitments for group in sheet.groups for s in group.items)
        return {e.id: f"{file}#k-{s.entry.id}" for s, file in found for e in s.tellings}

    @property
    def disputes(self) -> Mapping[str, str]:
        """By entry, the address of the surest conflict that it is a side of."""
        held = ((c, sheet.file) for sheet in self.conflicts for group in sheet.groups for c in group.items)
        pairs = [(e.id, f"{file}#q-{c.judgement.id}") for c, file in held if c.quarrel for e in c.sides]
        return dict(reversed(pairs))


def listings(desk: Desk) -> Listings:
    """The lists of a record."""
    return Listings(
        by_speaker=sheets("statements", [_spoken(desk, s) for s in desk.speakers]),
        by_date=sheets("statements-by-date", _statements_by_year(desk)),
        figures=sheets("figures", [_counted(desk, s, figures) for s, figures in desk.series.items()]),
        charts=sheets("charts", _subjects(desk), MARKS, lambda series: len(desk.series[series])),
        articles=sheets("articles", _by_year("y", reversed(desk.articles), published)),
        by_publisher=sheets("articles-by-publisher", _publishers(desk)),
        findings=sheets("findings", _severities(desk)),
        timeline=sheets("timeline", _by_year("t", desk.occurrences, lambda o: o.when)),
        commitments=sheets("commitments", _statuses(desk)),
        copies=sheets("copies", _origins(desk), COPIES),
        conflicts=sheets("conflicts", _set_against(desk)),
    )


def _spoken(desk: Desk, speaker: Speaker) -> Group[Note]:
    items = tuple(note(desk, entry) for entry, _ in desk.speakers[speaker])
    roles = dict.fromkeys(s.source.role for _, s in desk.speakers[speaker] if s.source and s.source.role)
    return Group(speaker.id, speaker.label, items, note="; ".join(roles), hollow=speaker.anonymous)


def _counted(desk: Desk, series: Series, figures: Iterable[tuple[Entry, Figure]]) -> Group[Note]:
    items = tuple(note(desk, entry) for entry, _ in figures)
    return Group(
        series.id, series.label, items, note=series.unit if series.unit and series.unit != series.counts else ""
    )


def _statements_by_year(desk: Desk) -> list[Group[Note]]:
    pairs = list(desk.view.statements)
    said = {entry.id: said_on(entry, body) for entry, body in pairs}
    notes = sorted((note(desk, entry) for entry, _ in pairs), key=lambda n: (when(said[n.entry.id]), place(n.entry)))
    return _by_year("d", notes, lambda n: said[n.entry.id])


def _by_year(prefix: str, items: Iterable[Item], on: Callable[[Item], Interval | None]) -> list[Group[Item]]:
    """By the year of the first day, what has none last."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda i: when(on(i))):
        found[_year(on(item))].append(item)
    return [Group(f"{prefix}-{year.replace(' ', '-').lower()}", year, tuple(held)) for year, held in found.items()]


def _year(interval: Interval | None) -> str:
    if interval is None:
        return UNDATED
    if interval.start is None:
        return UNDATED if interval.end is None else f"By {(interval.end - phrases.ONE).year}"
    return str(interval.start.year)


def _publishers(desk: Desk) -> list[Group[Revision]]:
    found: dict[str, list[Revision]] = defaultdict(list)
    for revision in sorted(desk.articles, key=lambda r: when(published(r))):
        found[revision.publisher.value if revision.publisher else ""].append(revision)
    names = sorted(found, key=lambda n: (not n, n.casefold(), n))
    return [Group(publisher_id(name), name or phrases.UNKNOWN, tuple(found[name])) for name in names]


def publisher_id(name: str) -> str:
    """The address of a publisher's heading."""
    return Speaker(f"publisher {name}", anonymous=False).id.replace("s-", "p-", 1)


def _subjects(desk: Desk) -> list[Group[Series]]:
    """The series with figures enough to draw, under their subjects."""
    found: dict[str, list[Series]] = defaultdict(list)
    for series, figures in desk.series.items():
        if len(figures) >= FEWEST and is_drawn(figures):
            found[series.subject or ""].append(series)
    names = [(name or f"Subject {phrases.UNKNOWN.lower()}", held) for name, held in found.items()]
    return [Group(f"c-{n}", name, tuple(held)) for n, (name, held) in enumerate(names, start=1)]


def _origins(desk: Desk) -> list[Group[Copy]]:
    """What was copied from each origin; edited articles; passages that stories of different origins share."""
    found = [_origin(desk, cluster) for cluster in (*desk.copies.printed, *desk.copies.edited)]
    shared = desk.copies.reused.partial
    label, note = "Passages shared by stories of different origins", "Each has its own origin for the rest"
    return [*found, Group("o-passages", label, shared, note=note)] if shared else found


def _origin(desk: Desk, cluster: Cluster) -> Group[Copy]:
    first = desk.view.revision[cluster.origin]
    if cluster.edited_only:
        note = "One article, edited"
    else:
        houses = f", printed by {phrases.count(len(cluster.publishers), 'house')}" if cluster.publishers else ""
        credit = f"; {cluster.wire} is credited" if cluster.wire else ""
        note = f"{phrases.count(len(cluster.members), 'text')}{houses}, one origin{credit}"
    return Group(origin_id(cluster.origin), desk.title(first), cluster.path, note=note)


def origin_id(revision: str) -> str:
    """The address of an origin's heading on the page of copies."""
    return f"o-{revision}"


def _severities(desk: Desk) -> list[Group[Finding]]:
    told = {
        Severity.ERROR: ("Errors", "something is not in the record"),
        Severity.WARNING: ("Warnings", "something may be wrong"),
        Severity.NOTE: ("Notes", "something to know"),
    }
    found = [
        Group(f"v-{severity.value}", label, _of(desk, severity), note=why) for severity, (label, why) in told.items()
    ]
    return [group for group in found if group.items]


def _of(desk: Desk, severity: Severity) -> tuple[Finding, ...]:
    held = (f for f in desk.view.findings if f.severity is severity)
    return tuple(sorted(held, key=lambda f: (f.path or "", f.code, f.message, f.id)))


def _statuses(desk: Desk) -> list[Group[Standing]]:
    found = desk.commitments
    if found is None:
        return []
    near = f"by {phrases.day(found.near)}"
    notes = {Status.OVERDUE: f"by {phrases.day(found.on)}", Status.DUE: near}
    groups = [Group(f"w-{s.value}", HEADS[s], tuple(found.of(s)), note=notes.get(s, "")) for s in Status]
    return [group for group in groups if group.items]


def _set_against(desk: Desk) -> list[Group[Conflict]]:
    found = desk.conflicts
    groups = [
        Group("q-conflicts", "Cannot both be so", found.quarrels, note="(the surest first)"),
        Group(
            "q-differences", "Differ, and are no conflict", found.differences, note="of another time, scope or measure"
        ),
    ]
    return [group for group in groups if group.items]


def decimals(notes: Iterable[Note]) -> int:
    """The most decimals that a number of these shows, so that a column stands on the decimal."""
    numbers = [v for n in notes if n.figure for q in (n.figure.quantity,) for v in (q.low, q.value, q.high)]
    return max((len(phrases.number(v).partition(".")[2]) for v in numbers), default=0)
