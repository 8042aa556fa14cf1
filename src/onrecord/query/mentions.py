"""What later articles say about a thing whose outcome no judgement tells: words for a person to look at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Attribution, Entry, Event, Figure
from onrecord.query.view import View
from onrecord.reconcile import about, is_after

MOST = 3
"""Mentions that are shown of one thing, each of another article."""
SHARED, COVERED = 2, 0.4
"""Stems and deeds that a mention shares with a thing at least, and the part of the thing's that they are at least."""


@dataclass(frozen=True)
class Mentions:
    """The statements, events and figures of a view, by what they are about."""

    stems: Mapping[str, frozenset[str]]
    holding: Mapping[str, Sequence[Entry]]

    @classmethod
    def of(cls, view: View) -> Mentions:
        """Those of a view."""
        stems: dict[str, frozenset[str]] = {}
        holding: dict[str, list[Entry]] = defaultdict(list)
        for entry in view.entries:
            if isinstance(entry.body, Attribution | Event | Figure):
                stems[entry.id] = about(entry)
                for stem in stems[entry.id]:
                    holding[stem].append(entry)
        return cls(stems, holding)

    def later(self, told: Iterable[Entry]) -> tuple[Entry, ...]:
        """What articles after the tellings of a thing say about it: the closest first, one an article."""
        tellings = tuple(told)
        wanted = frozenset[str]().union(*(about(e) for e in tellings))
        shared = Counter(e.id for stem in sorted(wanted) for e in self.holding.get(stem, ()))
        by_id = {e.id: e for stem in wanted for e in self.holding.get(stem, ())}
        least = max(SHARED, COVERED * min(len(about(e)) for e in tellings))
        own = {e.revision for e in tellings}
        near = [
            by_id[i]
            for i, count in shared.items()
            if count >= least and by_id[i].revision not in own and all(is_after(by_id[i], t) for t in tellings)
        ]
        ranked = sorted(near, key=lambda e: (-shared[e.id], e.revision, min(e.anchors)))
        first = {e.revision: e for e in reversed(ranked)}
        return tuple(e for e in ranked if first[e.revision] is e)[:MOST]
