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


CODES = {
    "no-file": "there is no file of that name",
    "is-folder": "a folder stands where a file is expected",
    "unreadable": "the file cannot be read",
    "too-large": "the file is larger than any pack",
    "not-utf8": "the file is not saved as UTF-8",
    "not-plain-text": "the file is a document of a word processor",
    "empty-file": "the file is empty",
    "not-toml": "a quotation mark, bracket, comma or equals sign is missing or too many, or of the wrong kind",
    "holds-nothing": "a pack with a name and nothing else",
    "unknown-table": "a header that no pack has",
    "single-brackets": "a header in single brackets",
    "not-a-table": "a table written as a key",
    "unknown-key": "a key that the table does not have",
    "missing-key": "a key that the table needs is not there",
    "wrong-type": "a text where a list is expected, a number where a word is, and the like",
    "empty-list": "a list with nothing in it",
    "empty-text": "a text with nothing in it",
    "empty-word": "a word with nothing in it",
    "wrong-name": "a name that is not a plain word",
    "name-taken": "a pack or slot with the name of one that comes with the program",
    "same-name": "two different packs of one name",
    "unknown-commitment": "a type of commitment that there is not",
    "unknown-measure": "a measure that nobody defines",
    "unknown-kind": "a kind that no unit is of",
    "unknown-counted": "something that no unit counts",
    "unknown-name-kind": "a kind of name that the board does not follow",
    "unknown-slot": "a slot that nobody defines",
    "new-kind": "a kind of unit spelt almost as one that there is",
    "capital-letter": "a capital letter in a word that is looked for",
    "stray-space": "a space before, after or twice in a word",
    "two-words": "several words where one is expected",
    "odd-word": "a quotation mark or comma in a word",
    "verb-form": "a verb in another form than a dictionary lists",
    "word-twice": "a word twice in one list",
    "word-in-two-units": "one word in two units",
    "word-of-two-types": "one word for two types of event",
}
"""What the codes of faults stand for: the one table of them."""
