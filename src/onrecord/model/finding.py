"""Faults in the input or the record, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.article import Anchor
from onrecord.model.ids import digest


class Severity(StrEnum):
    """How much a finding matters: error (something is not in the record), warning (it may be wrong), note."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, told so that a person can act on it: `message` names the file or the words and what to do.

    `code` is a stable kebab-case name; `path` is the file as the user would name it, where it is about a file.
    """

    code: str
    severity: Severity
    message: str
    path: str | None = None
    revision: str | None = None
    anchors: tuple[Anchor, ...] = ()

    @property
    def id(self) -> str:
        """The digest of what it is about."""
        return digest("finding", self.code, self.path, self.revision, [a.span for a in self.anchors], self.message)
