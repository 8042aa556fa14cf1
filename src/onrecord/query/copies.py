"""Which articles of a record have others' words, and how many origins there are for what they tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.model import Entry, Revision, Verdict
from onrecord.query.view import View
from onrecord.reconcile import Cluster, Copy, Reused, reused


@dataclass(frozen=True)
class Copies:
    """The reuse of words among the articles of a view."""

    view: View
    reused: Reused

    @property
    def printed(self) -> tuple[Cluster, ...]:
        """Clusters that several articles are in, those of most articles first."""
        found = [c for c in self.reused.clusters if not c.edited_only]
        return tuple(sorted(found, key=lambda c: -len(c.members)))

    @property
    def edited(self) -> tuple[Cluster, ...]:
        """Articles of which there are several texts, and no copy."""
        return tuple(c for c in self.reused.clusters if c.edited_only)

    @cached_property
    def of(self) -> Mapping[str, Copy]:
        """By revision, what it is a copy of."""
        return {c.copy: c for cluster in self.reused.clusters for c in cluster.path}

    @cached_property
    def cluster_of(self) -> Mapping[str, Cluster]:
        """By revision, the cluster that it is in."""
        return {m: c for c in self.reused.clusters for m in c.members}

    @cached_property
    def passages_of(self) -> Mapping[str, list[Copy]]:
        """By revision, the stories of other origins that it shares passages with, on either side."""
        found: dict[str, list[Copy]] = defaultdict(list)
        for copy in self.reused.partial:
            found[copy.copy].append(copy)
            found[copy.origin].append(copy)
        return found

    @cached_property
    def told_first(self) -> Mapping[str, str]:
        """By entry that stands in copied words, the entry that it goes back to at last."""
        step = {j.a: j.b for j in self.view.judgements if j.verdict is Verdict.COPIES}
        return {a: _last(step, a) for a in step}

    @cached_property
    def tellings(self) -> Mapping[str, list[Entry]]:
        """By entry of an origin, those that are copied from it."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.view.entries:
            first = self.told_first.get(entry.id)
            if first:
                found[first].append(entry)
        return found


def _last(step: Mapping[str, str], entry: str) -> str:
    met = {entry}
    while entry in step and step[entry] not in met:
        entry = step[entry]
        met.add(entry)
    return entry


def copies(view: View) -> Copies:
    """The reuse of words among the articles of a view; a house that prints a text on several sites counts once."""
    return Copies(view, reused(view.revisions, lambda r: view.houses.get(r.id) or _publisher(r)))


def _publisher(revision: Revision) -> str | None:
    return revision.publisher.value if revision.publisher else None


def copy_rows(found: Copies) -> list[dict[str, Any]]:
    """A row for each text that has another's words, as `onrecord copies --json` prints it."""
    rows = [_row(found, c, cluster) for cluster in found.reused.clusters for c in cluster.path]
    return rows + [_row(found, c, None) for c in found.reused.partial]


def _row(found: Copies, copy: Copy, cluster: Cluster | None) -> dict[str, Any]:
    first, second = found.view.revision[copy.origin], found.view.revision[copy.copy]
    return {
        "kind": copy.reuse.value,
        "copy": second.path,
        "copy_id": second.id,
        "copied_from": first.path,
        "copied_from_id": first.id,
        "origin": found.view.revision[cluster.origin].path if cluster else None,
        "wire": cluster.wire if cluster else None,
        "houses": list(cluster.publishers) if cluster else [],
        "share_of_copy": round(copy.of_copy, 3),
        "share_of_original": round(copy.of_origin, 3),
        "reason": copy.reason,
        "sure": copy.sure,
        "passages": [
            {
                "words": p.copy.exact,
                "copy_start": p.copy.start,
                "copy_end": p.copy.end,
                "from_start": p.origin.start,
                "from_end": p.origin.end,
            }
            for p in copy.passages
        ],
    }
