"""What a reader looks at: a record, on a day in the world, as it was known on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypedDict, TypeVar, Unpack, cast

from onrecord.model import (
    Attribution,
    Commitment,
    Entry,
    Event,
    Figure,
    Finding,
    Judgement,
    Kind,
    Revision,
    Verdict,
    joined,
)
from onrecord.packs import BoardSlot
from onrecord.reconcile import Names, Origins

B = TypeVar("B", Attribution, Commitment, Event, Figure)


class Narrowed(TypedDict, total=False):
    """What a list of entries can be narrowed by; see `Wanted`."""

    speaker: str
    publisher: str
    contains: str
    measure: str
    counts: str
    subject: str
    since: date
    until: date
    confidence: float


@dataclass(frozen=True, slots=True)
class Listed(Generic[B]):
    """The entries of one kind in a view, each with its body: to go through, to narrow by calling, to take as rows."""

    view: View
    kind: Kind

    def __iter__(self) -> Iterator[tuple[Entry, B]]:
        """Each entry with its body, in the order of an export."""
        return ((e, cast("B", e.body)) for e in self.view.entries if e.kind is self.kind)

    def __call__(self, **narrowed: Unpack[Narrowed]) -> Listed[B]:
        """Those that are as wanted, and true of the view's day where it has one: `view.figures(measure="deployed")`."""
        from onrecord.query.select import Wanted, select  # noqa: PLC0415 (it narrows views)

        return Listed(select(self.view, Wanted(**narrowed)).view, self.kind)

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows: what `pandas.DataFrame(rows)` or a CSV writer takes as it is."""
        from onrecord.query.tables import table  # noqa: PLC0415 (it reads views)

        return table(self.view, self.kind)

    def frame(self) -> Any:  # noqa: ANN401 (a pandas.DataFrame, of a library that need not be there)
        """The rows as a pandas DataFrame; raises NotInstalledError where pandas is not there."""
        from onrecord.query.tables import frame  # noqa: PLC0415 (it reads views)

        return frame(self.rows())

    def arrow(self) -> Any:  # noqa: ANN401 (a pyarrow.Table, of a library that need not be there)
        """The rows as an Arrow table; raises NotInstalledError where pyarrow is not there."""
        from onrecord.query.tables import arrow  # noqa: PLC0415 (it reads views)

        return arrow(self.rows())


@dataclass(frozen=True)
class View:
    """The revisions, current entries, findings and judgements of a record that are looked at, in an export's order.

    One type serves the terminal, the pages and Python. `known` is the day by which an article must have appeared to
    count, None where all do: then nothing here rests on a later one, and `unsure` are the articles that only may have
    appeared by then and are left out. `on` is the day in the world that is asked about, None for any: it leaves no
    entry out here, and what is made of a view goes by it.

    `digested` works out the digest of an export of just this, where there is one; `packs` are the names of those that
    the record was read with; `houses` tells by revision the group that its publisher belongs to, else the publisher,
    else the site, and `house` tells it of any revision.
    `slots` are what the packs follow of places and bodies.
    `copies` are the revisions that were given more than once, each as every copy had it, in the order of their paths.
    """

    revisions: tuple[Revision, ...]
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    digested: Callable[[View], str] | None = field(default=None, compare=False, repr=False)
    judgements: tuple[Judgement, ...] = ()
    packs: tuple[str, ...] = ()
    houses: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None
    known: date | None = None
    unsure: tuple[Revision, ...] = ()
    copies: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    slots: tuple[BoardSlot, ...] = ()
    house: Callable[[Revision], str | None] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def digest(self) -> str | None:
        """The digest of the export of just this, for which all of it is written out; None where there is none."""
        return self.digested(self) if self.digested else None

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by id."""
        return {e.id: e for e in self.entries}

    @cached_property
    def revision(self) -> dict[str, Revision]:
        """Revisions by id."""
        return {r.id: r for r in self.revisions}

    @cached_property
    def told_alike(self) -> dict[str, frozenset[str]]:
        """By entry, those that tell the same as far as is judged, itself among them; what stands alone is left out."""
        alike = {Verdict.SAME, Verdict.COPIES, Verdict.SUPPORTS}
        return joined((j.a, j.b) for j in self.judgements if j.verdict in alike)

    @cached_property
    def names(self) -> Names:
        """Who is one across articles, as judgements tell it."""
        return Names(self.entries, self.judgements)

    @cached_property
    def roots(self) -> Origins:
        """What each entry goes back to."""
        return Origins.of(self.entries, self.judgements, self.revisions, self.names, lambda r: self.houses.get(r.id))

    @cached_property
    def agreeing(self) -> dict[str, frozenset[str]]:
        """By entry, those that tell the same in words of their own, itself among them."""
        return joined((j.a, j.b) for j in self.judgements if j.verdict in {Verdict.SAME, Verdict.SUPPORTS})

    @property
    def statements(self) -> Listed[Attribution]:
        """The attributions, each with its body."""
        return Listed(self, Kind.ATTRIBUTION)

    @property
    def figures(self) -> Listed[Figure]:
        """The figures, each with its body."""
        return Listed(self, Kind.FIGURE)

    @property
    def events(self) -> Listed[Event]:
        """The events, each with its body."""
        return Listed(self, Kind.EVENT)

    @property
    def commitments(self) -> Listed[Commitment]:
        """The commitments, each with its body."""
        return Listed(self, Kind.COMMITMENT)

    def of(self, revision: str) -> Iterator[Entry]:
        """The entries that rest on one revision."""
        return (e for e in self.entries if e.revision == revision)

    def where(self, keep: Callable[[Entry], bool]) -> View:
        """The view of the entries that `keep` accepts, with all revisions and findings."""
        return replace(self, entries=tuple(e for e in self.entries if keep(e)), digested=None)

    def kinds(self) -> Iterable[tuple[Kind, int]]:
        """How many entries there are of each kind."""
        return [(kind, sum(e.kind is kind for e in self.entries)) for kind in Kind]
