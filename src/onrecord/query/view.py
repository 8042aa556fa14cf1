"""What a reader looks at: a record, on a day in the world, as it was known on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from onrecord.model import Attribution, Commitment, Entry, Event, Figure, Finding, Judgement, Kind, Revision


@dataclass(frozen=True)
class View:
    """The revisions, current entries, findings and judgements of a record that are looked at, in an export's order.

    One type serves the terminal, the pages and Python. `known` is the day by which an article must have appeared to
    count, None where all do: then nothing here rests on a later one, and `unsure` are the articles that only may have
    appeared by then and are left out. `on` is the day in the world that is asked about, None for any: it leaves no
    entry out here, and what is made of a view goes by it.

    `digest` is that of the export of just this, where known; `packs` are the names of those that the record was read
    with; `houses` tells by revision the group that its publisher belongs to, else the publisher, else the site.
    `copies` are the revisions that were given more than once, each as every copy had it, in the order of their paths.
    """

    revisions: tuple[Revision, ...]
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    digest: str | None = None
    judgements: tuple[Judgement, ...] = ()
    packs: tuple[str, ...] = ()
    houses: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None
    known: date | None = None
    unsure: tuple[Revision, ...] = ()
    copies: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by id."""
        return {e.id: e for e in self.entries}

    @cached_property
    def revision(self) -> dict[str, Revision]:
        """Revisions by id."""
        return {r.id: r for r in self.revisions}

    @property
    def statements(self) -> Iterator[tuple[Entry, Attribution]]:
        """The attributions, each with its body."""
        return ((e, e.body) for e in self.entries if isinstance(e.body, Attribution))

    @property
    def figures(self) -> Iterator[tuple[Entry, Figure]]:
        """The figures, each with its body."""
        return ((e, e.body) for e in self.entries if isinstance(e.body, Figure))

    @property
    def events(self) -> Iterator[tuple[Entry, Event]]:
        """The events, each with its body."""
        return ((e, e.body) for e in self.entries if isinstance(e.body, Event))

    @property
    def commitments(self) -> Iterator[tuple[Entry, Commitment]]:
        """The commitments, each with its body."""
        return ((e, e.body) for e in self.entries if isinstance(e.body, Commitment))

    def of(self, revision: str) -> Iterator[Entry]:
        """The entries that rest on one revision."""
        return (e for e in self.entries if e.revision == revision)

    def where(self, keep: Callable[[Entry], bool]) -> View:
        """The view of the entries that `keep` accepts, with all revisions and findings."""
        return replace(self, entries=tuple(e for e in self.entries if keep(e)), digest=None)

    def kinds(self) -> Iterable[tuple[Kind, int]]:
        """How many entries there are of each kind."""
        return [(kind, sum(e.kind is kind for e in self.entries)) for kind in Kind]
