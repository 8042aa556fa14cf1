"""Texts of one origin, and the path that the words took: each text from the earlier one that it is closest to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Revision
from onrecord.reconcile.copies.pairs import found_again
from onrecord.reconcile.copies.paths import Paths
from onrecord.reconcile.copies.relations import told
from onrecord.reconcile.copies.texts import Library
from onrecord.reconcile.copies.trace import traced
from onrecord.reconcile.copies.values import Cluster, Copy, Reused
from onrecord.reconcile.desk import Papers
from onrecord.reconcile.memory import Mind

House = Callable[[Revision], str | None]
"""The group or publisher that a revision counts as."""


def publisher(revision: Revision) -> str | None:
    """The publisher itself: what a revision counts as where no groups are known."""
    return revision.publisher.value if revision.publisher else None


def reused(revisions: Iterable[Revision], house: House = publisher) -> Reused:
    """All reuse of words among revisions. It depends on them alone, not on their order.

    Only texts that share a fingerprint are compared; of texts with the same words, the first stands for all.
    """
    held = {r.id: r for r in revisions}
    with Library(Papers((), held.values()), Mind()) as library:
        compared = traced(library, sorted(held)).compared
        return _Told(library, held, house).all(compared)


@dataclass
class _Told:
    """Tells all that is remembered of some texts."""

    library: Library
    revisions: Mapping[str, Revision]
    house: House

    def __post_init__(self) -> None:
        """See in which order they stand."""
        ranks = {name: kept.rank for name in self.revisions if (kept := self.library.kept(name))}
        self.order = {name: place for place, name in enumerate(sorted(ranks, key=lambda n: ranks[n]))}
        self.paths = Paths(self.library.memory)

    def all(self, compared: int) -> Reused:
        """The clusters and the rest, in the order of the texts."""
        members: dict[str, list[Copy]] = defaultdict(list)
        across: list[Copy] = []
        for name in self.order:
            parent = self.paths.parent(name)
            before = (p.a for p in self.paths.copied(name))
            copies = [self._copy(a, name) for a in sorted(before, key=self._place)]
            across += [c for c in copies if c.origin != parent and c.passages]
            members[self.paths.origin(name)] += [c for c in copies if c.origin == parent]
        clusters = (self._cluster(origin, members[origin]) for origin in self.order if members[origin])
        return Reused(tuple(clusters), tuple(across), compared)

    def _place(self, name: str) -> tuple[int, int]:
        """Where a text stands: after the origins before its own."""
        return self.order[self.paths.origin(name)], self.order[name]

    def _copy(self, a: str, b: str) -> Copy:
        return told(found_again(self.library, a, b))

    def _cluster(self, origin: str, path: list[Copy]) -> Cluster:
        members = (origin, *(copy.copy for copy in path))
        agencies = Counter(w.value for m in members if (w := self.revisions[m].wire))
        wire = min(agencies, key=lambda name: (-agencies[name], name)) if agencies else None
        houses = sorted({h for m in members if (h := self.house(self.revisions[m]))})
        return Cluster(origin, wire, members, tuple(path), tuple(houses))
