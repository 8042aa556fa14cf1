"""When an article appeared: the days that all evidence allows, the stronger evidence first."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.ingest.findings import note, warning
from onrecord.ingest.told import Sign
from onrecord.model import Finding, Interval, Published

OPEN = Interval(None, None)


def published(signs: Iterable[Sign], path: str) -> tuple[Published | None, tuple[Finding, ...]]:
    """The intersection of the signs; one that contradicts a stronger one is left out and told."""
    interval, kept, against = OPEN, [], []
    for sign in sorted(signs, key=lambda s: s.rank):
        both = interval.intersection(sign.interval)
        if both is None:
            against.append(sign)
        elif both != interval or sign.interval == interval:
            interval = both
            kept.append(sign)
    if interval == OPEN:
        message = "nothing shows when it appeared; give “published” in a sidecar to place it in time"
        return None, (note("no-publication-date", path, message),)
    told = tuple(dict.fromkeys(s.evidence for s in kept))
    return Published(interval, told), _conflicts(interval, kept, against, path)


def _conflicts(interval: Interval, kept: list[Sign], against: list[Sign], path: str) -> tuple[Finding, ...]:
    told = [s for s in against if not s.excused and not _neighbours(interval, s.interval)]
    if not told:
        return ()
    seen = "; ".join(dict.fromkeys(s.evidence.detail for s in told))
    message = f"published {interval} by {kept[0].evidence.detail}, against {seen}; the first is kept: check it"
    anchors = tuple(dict.fromkeys(s.evidence.anchor for s in told if s.evidence.anchor))
    found = warning("published-conflict", path, message)
    return (Finding(found.code, found.severity, found.message, path, None, anchors),)


def _neighbours(one: Interval, other: Interval) -> bool:
    """Whether two days follow each other: a time zone's difference, or a printed paper's next morning."""
    return one.is_day and other.is_day and (one.end == other.start or other.end == one.start)
