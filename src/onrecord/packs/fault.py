"""What is wrong with a pack, as data; and the errors that carry it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Severity
from onrecord.model.errors import OnrecordError


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a pack: the file and line, the table and key, what stands there, and what was expected.

    `message` says all of it in plain sentences. A warning leaves the pack usable.
    """

    path: str
    line: int | None
    code: str
    message: str
    table: str | None = None
    key: str | None = None
    found: str | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """The place and the message, as a person reads them."""
        place = self.path if self.line is None else f"{self.path}, line {self.line}"
        return f"{place}: {self.message}"


class PackError(OnrecordError):
    """A pack cannot be used."""


class UnknownPackError(PackError):
    """There is no pack of that name."""


class FaultyPackError(PackError):
    """One or more packs have faults; `faults` are all of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Tell them all, a line each."""
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))
