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
    """The statements, events and figures of a view, by what they are about: by stem, their places in `entries`."""

    entries: Sequence[Entry]
    holding: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, view: View) -> Mentions:
        """Those of a view."""
        holding: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(view.entries):
            if isinstance(entry.body, Attribution | Event | Figure):
                for stem in about(entry):
                    holding[stem].append(place)
        return cls(view.entries, holding)

    def later(self, told: Iterable[Entry]) -> tuple[Entry, ...]:
        """What articles after the tellings of a thing say about it: the closest first, one an article."""
        tellings = tuple(told)
        wanted = frozenset[str]().union(*(about(e) for e in tellings))
        shared = Counter(place for stem in sorted(wanted) for place in self.holding.get(stem, ()))
        least = max(SHARED, COVERED * min(len(about(e)) for e in tellings))
        own = {e.revision for e in tellings}
        close = ((self.entries[place], count) for place, count in shared.items() if count >= least)
        near = [(e, n) for e, n in close if e.revision not in own and all(is_after(e, t) for t in tellings)]
        ranked = [e for e, _ in sorted(near, key=lambda p: (-p[1], p[0].revision, min(p[0].anchors)))]
        first = {e.revision: e for e in reversed(ranked)}
        return tuple(e for e in ranked if first[e.revision] is e)[:MOST]
