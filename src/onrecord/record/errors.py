"""What can go wrong with a record file or a call on it: each fact has its name, and each message says what to do."""

from __future__ import annotations

from pathlib import Path

from onrecord.model.errors import OnrecordError


class RecordError(OnrecordError):
    """A record file that cannot be used; `path` names it."""

    says = "{path}: the record cannot be used."

    def __init__(self, path: Path, detail: str = "") -> None:
        """Tell which file, and what was seen."""
        super().__init__(self.says.format(path=path) + (f" ({detail})" if detail else ""))
        self.path = path


class RecordNotFoundError(RecordError):
    """No such file."""

    says = "{path}: there is no record here. Build one with `onrecord build FOLDER --record {path}`."


class RecordExistsError(RecordError):
    """A new record was asked for where one stands."""

    says = "{path}: there is a record here already. Open it, or name another file."


class RecordIsFolderError(RecordError):
    """A folder where a record file is wanted."""

    says = "{path}: this is a folder; name a file in it, such as {path}/story.db."


class NotARecordError(RecordError):
    """A file of another kind."""

    says = "{path}: this file is not an onrecord record. It was left as it is; name another file."


class RecordTooNewError(RecordError):
    """A record that a later version of onrecord wrote."""

    says = "{path}: this record was written by a newer onrecord. Update onrecord to open it."


class RecordTooOldError(RecordError):
    """A record of an earlier layout that may not be brought up to date here, since it cannot be written."""

    says = "{path}: this record has an older layout and cannot be written. Copy it to where it can be, and open that."


class RecordDamagedError(RecordError):
    """A record whose pages do not hold together."""

    says = (
        "{path}: this record is damaged. Restore it from a copy or a journal, or build it again from its articles; "
        "`sqlite3 {path} .recover` may save parts of it."
    )


class RecordReadOnlyError(RecordError):
    """A record, or the folder it lies in, that may not be written."""

    says = "{path}: this record cannot be written. Give yourself the right to write it and its folder, or copy it."


class RecordNotCreatedError(RecordError):
    """A record file that could not be made."""

    says = "{path}: the record cannot be opened or created. See that its folder exists and that you may write there."


class RecordBusyError(RecordError):
    """A record that another program is writing."""

    says = "{path}: another program is writing this record. Wait until it is done, and try again."


class DiskFullError(RecordError):
    """No room to write."""

    says = "{path}: the disk is full. What was recorded before is safe; make room, and run the same command again."


class RecordUnusableError(RecordError):
    """The disk or the system failed in reading or writing."""

    says = "{path}: the record could not be read or written; see that the disk is well, and try again."


class UnknownRevisionError(OnrecordError):
    """A revision that the record does not hold."""

    def __init__(self, revision: str) -> None:
        """Tell which."""
        super().__init__(f"no revision {revision} in this record")


class UnknownEntryError(OnrecordError):
    """An entry that the record does not hold."""

    def __init__(self, entry: str) -> None:
        """Tell which."""
        super().__init__(f"no entry {entry} in this record")


class NothingToUndoError(OnrecordError):
    """An undo of an entry that no person has corrected."""

    def __init__(self, entry: str) -> None:
        """Tell which."""
        super().__init__(f"no person's correction of entry {entry} stands, so there is none to undo")


class EntryRefusedError(OnrecordError):
    """A person's entry that does not rest on words of its article."""

    def __init__(self, reason: str) -> None:
        """Tell why."""
        super().__init__(f"the entry was refused: {reason}")


class JudgementRefusedError(OnrecordError):
    """A person's judgement on what cannot be judged."""

    def __init__(self, reason: str) -> None:
        """Tell why."""
        super().__init__(f"the judgement was refused: {reason}")

    @classmethod
    def one(cls, entry: str) -> JudgementRefusedError:
        """Where an entry is judged against itself."""
        return cls(f"{entry} is named twice; name two names, by the ids that `onrecord entities` shows")

    @classmethod
    def kind(cls, entry: str, kind: str) -> JudgementRefusedError:
        """Where an entry is none that is judged."""
        return cls(f"{entry} is of kind {kind}, and only names are judged; `onrecord entities` shows their ids")


class NothingToRecallError(OnrecordError):
    """An undo of a judgement on two entries that no person has judged."""

    def __init__(self, a: str, b: str) -> None:
        """Tell which."""
        super().__init__(f"no person's judgement on {a} and {b} stands, so there is none to undo")


class BadLineError(OnrecordError):
    """A line of an export or a journal that cannot be taken in; nothing of the file was."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        """Tell the file, the line and why."""
        super().__init__(f"{name}, line {line}: {reason}. Nothing was imported.")
        self.name, self.line, self.reason = name, line, reason


class RecordNotEmptyError(RecordError):
    """A journal can only be replayed into a record that holds nothing."""

    says = "{path}: a journal is replayed into a new record; this one holds something already."


class WordsLostError(RecordError):
    """An entry that no longer rests on its words, met while writing it out."""

    says = "{path}: an entry does not rest on its words; run `onrecord check --record {path}`. Nothing was written out."


class OutputError(OnrecordError):
    """A file or folder that could not be written."""

    def __init__(self, path: Path, reason: str) -> None:
        """Tell which, and why."""
        super().__init__(f"{path}: this could not be written ({reason}). Make room or name another place.")
        self.path = path


class InputError(OnrecordError):
    """A file that could not be read."""

    def __init__(self, path: Path, reason: str) -> None:
        """Tell which, and why."""
        super().__init__(f"{path}: this could not be read ({reason}).")
        self.path = path
