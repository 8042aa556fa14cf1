"""What a file gave when it was taken in last, kept so that a file that is as it was need not be read again.

All of it is derived: where it is missing, or the copies of an article have changed since, the file is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Finding, Revision
from onrecord.record import codec
from onrecord.record.store import Store

_LAST = "SELECT seq, op FROM given WHERE revision = ? AND path = ? ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that a file gave: the path that it bears, its revision's id, the digest of the text."""

    path: str
    revision: str
    sha256: str

    @classmethod
    def of(cls, revision: Revision) -> Copy:
        """The copy that a revision is."""
        return cls(revision.path, revision.id, revision.sha256)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file gave: copies of texts, and findings about it."""

    copies: tuple[Copy, ...]
    findings: tuple[Finding, ...]


def taken(store: Store, path: str, seen: str) -> Taken | None:
    """What the file of a path gave, if it was as seen then and its texts stand given as they did; else None."""
    gave = store.db.value("SELECT gave FROM taken WHERE path = ? AND seen = ?", [path, seen])
    if gave is None:
        return None
    data: dict[str, Any] = codec.decode(gave)
    copies = tuple(Copy(*copy) for copy, _ in data["copies"])
    rows = [row for _, row in data["copies"]]
    if any(store.db.one(_LAST, [c.revision, c.path]) != (row, "give") for c, row in zip(copies, rows, strict=True)):
        return None
    return Taken(copies, tuple(map(codec.finding_of, data["findings"])))


def keep_taken(store: Store, path: str, seen: str, copies: Sequence[Copy], findings: Iterable[Finding]) -> None:
    """Keep what the file of a path gave, all of it given just now."""
    rows = [store.db.one(_LAST, [c.revision, c.path]) for c in copies]
    gave = {
        "copies": [[[c.path, c.revision, c.sha256], row and row[0]] for c, row in zip(copies, rows, strict=True)],
        "findings": [codec.finding_plain(f) for f in findings],
    }
    with store.transaction():
        store.db.run(
            "INSERT OR REPLACE INTO taken (path, seen, gave) VALUES (?, ?, ?)", (path, seen, codec.encode(gave))
        )
