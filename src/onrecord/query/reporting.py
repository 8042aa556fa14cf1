"""Whose reporting an article is: its publisher's own, a news agency's, or a copy of another publisher's.

What is judged between entries and credited in the article is all that is read here: where a record tells more of
copies (clusters, paths), this is the place to read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import Entry, Kind, Revision, Verdict
from onrecord.query.view import View

TOLD = frozenset({Kind.ATTRIBUTION, Kind.FIGURE, Kind.EVENT, Kind.COMMITMENT})
"""Kinds that tell something of the world."""

HALF = 0.5
"""The share of what an article tells from which, where it stands in another's words, the article is a copy."""


class Reporting(StrEnum):
    """Whose reporting an article is, as far as the record tells."""

    OWN = "own"
    WIRE = "wire"
    COPY = "copy"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class Reported:
    """Whose reporting one text is, with what shows it: a credit's words, or entries and those that they copy."""

    revision: str
    reporting: Reporting
    detail: str
    copied: tuple[tuple[Entry, Entry], ...] = ()


def reported(view: View) -> Mapping[str, Reported]:
    """By revision, whose reporting it is; what nothing shows to be another's counts as own."""
    told: dict[str, int] = defaultdict(int)
    for entry in view.entries:
        told[entry.revision] += entry.kind in TOLD
    copied: dict[str, dict[str, Entry]] = defaultdict(dict)
    for each in view.judgements:
        if each.verdict is Verdict.COPIES and each.a in view.by_id and each.b in view.by_id:
            entry, first = view.by_id[each.a], view.by_id[each.b]
            if differ(view.revision[entry.revision], view.revision[first.revision]):
                former = copied[entry.revision].get(entry.id, first)
                copied[entry.revision][entry.id] = min(former, first, key=lambda e: e.id)
    return {r.id: _reported(view, r, copied[r.id], told[r.id]) for r in view.revisions}


def differ(one: Revision, other: Revision) -> bool:
    """Whether two texts are of two publishers; texts of one article never are."""
    if one.article == other.article:
        return False
    return publisher(one) is None or publisher(one) != publisher(other)


def publisher(revision: Revision) -> str | None:
    """Its publisher's name, None where none is on record."""
    return revision.publisher.value if revision.publisher else None


def _reported(view: View, revision: Revision, copied: Mapping[str, Entry], told: int) -> Reported:
    pairs = tuple((view.by_id[i], first) for i, first in sorted(copied.items()))
    if revision.wire:
        credit = revision.wire
        return Reported(revision.id, Reporting.WIRE, f"{credit.value}, {credit.evidence.detail}", pairs)
    if not pairs:
        return Reported(revision.id, Reporting.OWN, "nothing on record shows it to be another's")
    whose = sorted({publisher(view.revision[first.revision]) or "publisher not on record" for _, first in pairs})
    detail = f"{len(pairs):,} of {told:,} entries stand in the words of {', '.join(whose)}"
    whole = len(pairs) >= HALF * told
    return Reported(revision.id, Reporting.COPY if whole else Reporting.PARTLY, detail, pairs)
