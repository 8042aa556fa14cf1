"""What a reader looks at: a record, narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from onrecord.model import Attribution, Commitment, Entry, Event, Figure, Finding, Judgement, Kind, Revision


@dataclass(frozen=True)
class View:
    """The revisions, current entries, findings and judgements of a record that are looked at, in an export's order.

    One type serves the terminal, the pages and Python. `digest` is that of the record's export, where known;
    `packs` are the names of those that it was read with; `houses` tells by revision the group that its publisher
    belongs to, else the publisher, else the site.
    """

    revisions: tuple[Revision, ...]
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    digest: str | None = None
    judgements: tuple[Judgement, ...] = ()
    packs: tuple[str, ...] = ()
    houses: Mapping[str, str] = field(default_factory=dict)

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
