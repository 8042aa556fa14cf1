"""What every page needs to know of a record: where each thing stands, and what it is called there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from onrecord.model import Attribution, Entry, Figure, Interval, Kind, Revision, Source, TimexValue, digest
from onrecord.present.dossier import addresses, phrases
from onrecord.present.dossier.marks import OUTERMOST
from onrecord.present.dossier.noted import Noted
from onrecord.query import (
    Boards,
    Changes,
    Commitments,
    Conflicts,
    Copies,
    Disputed,
    NoDayError,
    Occurrence,
    Series,
    View,
    as_of,
    board,
    brief,
    commitments,
    conflicts,
    copies,
    diff,
    grouped,
    timeline,
)

MONTH = timedelta(days=31)
RECENT = (7, 31)
"""Days back in which the latest changes are looked for, one after the other."""

HEADLINE = 80
"""Characters of a text's first line that name an article without a title."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is listed as one: a resolved name and whether it is that source's own, or one who keeps it back."""

    label: str
    anonymous: bool

    @property
    def id(self) -> str:
        """The address on the page of speakers."""
        return f"s-{digest('speaker', self.label, self.anonymous)}"

    @classmethod
    def of(cls, source: Source | None) -> Speaker:
        """The speaker of a statement; one that is not on record has no name to keep back."""
        label = phrases.speaker(source)
        return cls(label, anonymous=source is not None and source.anonymous)


@dataclass(frozen=True)
class Desk:
    """A view with its name and the look-ups that its pages share."""

    view: View
    name: str

    @cached_property
    def entries_of(self) -> Mapping[str, list[Entry]]:
        """The entries of each revision in the order of their words."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted((e for e in self.view.entries if e.kind in OUTERMOST), key=reading_order):
            found[entry.revision].append(entry)
        return found

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number that each entry with a note bears in its article."""
        found: dict[str, int] = {}
        for entries in self.entries_of.values():
            noted = (e for e in entries if not isinstance(e.body, TimexValue))
            found.update((e.id, n) for n, e in enumerate(noted, start=1))
        return found

    @cached_property
    def speakers(self) -> Mapping[Speaker, list[tuple[Entry, Attribution]]]:
        """Statements by speaker: by name, those not on record last; each by day, then as the record has them."""
        found: dict[Speaker, list[tuple[Entry, Attribution]]] = defaultdict(list)
        for entry, said in self.view.statements:
            found[Speaker.of(said.source)].append((entry, said))
        names = sorted(found, key=lambda s: (s.label == phrases.UNKNOWN, s.label.casefold(), s.label, s.anonymous))
        return {name: sorted(found[name], key=lambda pair: (when(said_on(*pair)), place(pair[0]))) for name in names}

    @cached_property
    def series(self) -> Mapping[Series, list[tuple[Entry, Figure]]]:
        """Figures by series, each by the day that it is true of, those of no stated day last."""
        return grouped(self.view.figures)

    @cached_property
    def series_of(self) -> Mapping[str, Series]:
        """The series of each figure, by the id of its entry."""
        return {entry.id: series for series, held in self.series.items() for entry, _ in held}

    @cached_property
    def occurrences(self) -> Sequence[Occurrence]:
        """Events and commitments in order of time, one an occurrence, those of no known day last."""
        return timeline(self.view)

    @cached_property
    def commitments(self) -> Commitments | None:
        """How commitments stand on the last day that an article appeared; None where no article is dated."""
        try:
            return commitments(self.view)
        except NoDayError:
            return None

    @cached_property
    def boards(self) -> Boards | None:
        """Where each subject stands on that day."""
        return board(self.view) if self.commitments else None

    @cached_property
    def background(self) -> Noted | None:
        """The backgrounder of that day."""
        return Noted(self.view, brief(self.view)) if self.commitments else None

    @cached_property
    def changes(self) -> Changes | None:
        """What changed in the last week of publication that changed anything, else in the last month."""
        last = self.span[1]
        if last is None:
            return None
        then = as_of(self.view, known=last)
        weeks = (diff(then, last - timedelta(days=days)) for days in RECENT)
        return next((c for c in weeks if c.entries or c.fates or c.conflicts or c.deadlines), None)

    @cached_property
    def copies(self) -> Copies:
        """Which articles have others' words."""
        return copies(self.view)

    @cached_property
    def conflicts(self) -> Conflicts:
        """Where entries are set against each other, the surest first, those that are no conflict after the rest."""
        return conflicts(self.view, Disputed(every=True))

    @cached_property
    def articles(self) -> list[Revision]:
        """Revisions, latest published first, those without a day last."""
        return sorted(self.view.revisions, key=lambda r: (latest(published(r)), self.title(r), r.id))

    @cached_property
    def versions(self) -> Mapping[str, list[Revision]]:
        """The revisions of each article, in the order of publication."""
        found: dict[str, list[Revision]] = defaultdict(list)
        for revision in sorted(self.view.revisions, key=lambda r: (when(published(r)), r.id)):
            found[revision.article].append(revision)
        return found

    @cached_property
    def publishers(self) -> Counter[str]:
        """How many revisions each publisher has."""
        return Counter(r.publisher.value for r in self.view.revisions if r.publisher)

    @cached_property
    def kinds(self) -> Mapping[Kind, int]:
        """How many entries there are of each kind."""
        return dict(self.view.kinds())

    @cached_property
    def span(self) -> tuple[date | None, date | None]:
        """The first and the last day of publication among the articles that are dated to a month or closer."""
        held = [p for r in self.view.revisions if (p := published(r)) and is_dated(r)]
        starts, ends = [p.start for p in held if p.start], [p.end - phrases.ONE for p in held if p.end]
        return min(starts, default=None), max(ends, default=None)

    def title(self, revision: Revision) -> str:
        """Its title, else its first words."""
        if revision.title:
            return revision.title.value
        first = next(iter(revision.text.strip().splitlines()), "") or revision.path
        return first if len(first) <= HEADLINE else f"{first[:HEADLINE].rsplit(' ', 1)[0]} …"

    def publisher(self, revision: Revision) -> str:
        """Its publisher, or that none is on record."""
        return revision.publisher.value if revision.publisher else f"Publisher {phrases.UNKNOWN.lower()}"

    def page(self, revision: str) -> str:
        """The file of a revision, from the folder's root."""
        return f"articles/{revision}.html"

    def words(self, entry: Entry) -> str:
        """The address of an entry's words, from the folder's root."""
        return f"{self.page(entry.revision)}#e-{entry.id}"

    def original(self, entry: Entry) -> str | None:
        """The address of an entry's words in the original page."""
        return addresses.words_at(self.view.revision[entry.revision].address, entry.anchors[0])


def reading_order(entry: Entry) -> tuple[int, int, str, str]:
    """First words first, the longer before what it holds."""
    first = min(entry.anchors, key=lambda a: a.start)
    return first.start, -first.end, entry.kind.value, entry.id


def place(entry: Entry) -> tuple[str, tuple[int, int, str, str]]:
    """A key that settles what other keys leave equal: the same whatever order entries came in."""
    return entry.revision, reading_order(entry)


def published(revision: Revision) -> Interval | None:
    """When it appeared, as far as is known."""
    return revision.published.interval if revision.published else None


def is_dated(revision: Revision) -> bool:
    """Whether its publication is known to a month or closer; bounds alone are no date."""
    held = published(revision)
    return bool(held and held.start and held.end and held.end - held.start <= MONTH)


def said_on(entry: Entry, said: Attribution) -> Interval | None:
    """When it was said; where the article does not tell, when it was printed."""
    return said.said or entry.published


def when(interval: Interval | None) -> tuple[int, int]:
    """A key for the order of days: by first day, the narrower first; unknown last."""
    if interval is None or (interval.start is None and interval.end is None):
        return date.max.toordinal(), 0
    end = (interval.end or date.max).toordinal()
    return (interval.start.toordinal() if interval.start else end), end


def latest(interval: Interval | None) -> int:
    """A key that puts the latest day first and unknown last."""
    return -interval.end.toordinal() if interval and interval.end else 0


def quotation(entry: Entry) -> str:
    """An entry's words, white space made one; what was left out between its stretches is marked."""
    return " […] ".join(" ".join(a.exact.split()) for a in sorted(entry.anchors))


def chain(holders: Iterable[str]) -> str:
    """`as told by A, by B`: whose word it is, outermost first."""
    return " ▸ ".join(holders)
