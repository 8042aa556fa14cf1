"""onrecord: the record of a running story, built from its news coverage, that anyone can check.

with onrecord.open("story.db", create=True) as record:
record.build("articles/")
for entry, statement in record.statements():
print(statement.source, [anchor.exact for anchor in entry.anchors])
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


_HOMES = ("onrecord.model.errors", "onrecord.record.errors", "onrecord.packs", "onrecord.query", "onrecord.api")
"""Where the names are, the lightest first: a worker process imports none of these, a command only what it uses."""

if not TYPE_CHECKING:  # a type checker would take any name for one of the package

    def __getattr__(name: str) -> object:
        """A public name, imported where it is asked for."""
        for home in _HOMES if name in __all__ else ():
            module = import_module(home)
            if hasattr(module, name):
                return getattr(module, name)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
