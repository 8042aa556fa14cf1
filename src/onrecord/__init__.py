"""onrecord: the record of a running story, built from its news coverage, that anyone can check.

with onrecord.open("story.db", create=True) as record:
record.build("articles/")
for entry, statement in record.statements():
print(statement.source, [anchor.exact for anchor in entry.anchors])
"""

from onrecord.api import Record, demo, open  # noqa: A004 (onrecord.open is how it reads)
from onrecord.model.errors import OnrecordError
from onrecord.packs import FaultyPackError, PackError, UnknownPackError
from onrecord.query import Asked, Span, View, Wanted
from onrecord.record.errors import (
    BadLineError,
    DiskFullError,
    EntryRefusedError,
    InputError,
    NotARecordError,
    NothingToUndoError,
    OutputError,
    RecordBusyError,
    RecordDamagedError,
    RecordError,
    RecordExistsError,
    RecordIsFolderError,
    RecordNotCreatedError,
    RecordNotEmptyError,
    RecordNotFoundError,
    RecordReadOnlyError,
    RecordTooNewError,
    RecordTooOldError,
    RecordUnusableError,
    UnknownEntryError,
    UnknownRevisionError,
    WordsLostError,
)

__version__ = "0.1.0"

__all__ = [
    "Asked",
    "BadLineError",
    "DiskFullError",
    "EntryRefusedError",
    "FaultyPackError",
    "InputError",
    "NotARecordError",
    "NothingToUndoError",
    "OnrecordError",
    "OutputError",
    "PackError",
    "Record",
    "RecordBusyError",
    "RecordDamagedError",
    "RecordError",
    "RecordExistsError",
    "RecordIsFolderError",
    "RecordNotCreatedError",
    "RecordNotEmptyError",
    "RecordNotFoundError",
    "RecordReadOnlyError",
    "RecordTooNewError",
    "RecordTooOldError",
    "RecordUnusableError",
    "Span",
    "UnknownEntryError",
    "UnknownPackError",
    "UnknownRevisionError",
    "View",
    "Wanted",
    "WordsLostError",
    "__version__",
    "demo",
    "open",
]
