"""A record from Python: the verbs of the command line, typed."""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from onrecord import query
from onrecord.model import (
    Attribution,
    Body,
    Entry,
    Figure,
    Finding,
    Holder,
    Judgement,
    MentionType,
    Reading,
    Revision,
    Severity,
    Verdict,
)
from onrecord.packs import PackText, chosen, combined
from onrecord.query import (
    Answer,
    Asked,
    Boards,
    Brief,
    Cell,
    Changes,
    Commitments,
    Conflicts,
    Copies,
    Disputed,
    Hits,
    Occurrence,
    Origin,
    Selected,
    Sources,
    Span,
    View,
    Wanted,
    Who,
    copies,
    load,
    rows,
    select,
)
from onrecord.query.search import MOST
from onrecord.record import (
    Imported,
    Store,
    Version,
    check,
    decide,
    exported,
    import_lines,
    journal,
    packs_of,
    parquet,
    recall,
    replay,
    whole_of,
)
from onrecord.record.errors import InputError, OutputError
from onrecord.record.search import Sought
from onrecord.run import BuildSummary, Sharding, Step, build, build_sharded, quantities, readings, reconciled, sharded

if TYPE_CHECKING:
    from onrecord.run.shard_work import Done

PathLike = str | os.PathLike[str]


def open(path: PathLike, *, create: bool = False, read_only: bool = False) -> Record:  # noqa: A001 (onrecord.open is how it reads)
    """The record in a file; made where there is none and `create` says so.

    Raises a RecordError whose message names the file and says what to do.
    """
    place = Path(path)
    return Record(Store.opened(place) if create else Store.open(place, read_only=read_only))


class Record:
    """A record, open: a context manager, so that the file is let go of at the end."""

    def __init__(self, store: Store) -> None:
        """Take an open store over."""
        self.store = store

    def __enter__(self) -> Self:
        """Use the record."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let go of the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    @property
    def path(self) -> Path:
        """The record's file."""
        return self.store.path

    # --- in --------------------------------------------------------------------------------------------

    def build(
        self,
        *paths: PathLike,
        packs: Sequence[PathLike | PackText] | None = None,
        processes: int | None = 1,
        progress: Callable[[Step], None] = lambda _: None,
        sharding: Sharding | None = None,
    ) -> BuildSummary:
        """Take articles in: files, and folders of them. What is known already is left alone.

        With `sharding` they are read by way of shards, as `shard` does, which see: archives, patterns and addresses
        too, of a story only, or on Ray.

        `packs` are story packs to read with, beside `general`: names of those that come with the program or that the
        record was read with before, and files. None keeps to those of before; a new record is read with all that come
        with the program. Raises FaultyPackError, UnknownPackError.

        `processes` None lets it choose. With more than one, call it under `if __name__ == "__main__":`, as Python
        asks of every program that starts processes.
        """
        words = None if packs is None else self._packs(packs)
        if sharding is None:
            return build([Path(p) for p in paths], self.store, packs=words, processes=processes, progress=progress)
        sources = [os.fspath(p) for p in paths]
        return build_sharded(sources, self.store, sharding, packs=words, progress=progress)

    def packs(self) -> tuple[PackText, ...]:
        """The packs that the record is read with, in the order in which they are applied."""
        return packs_of(self.store)

    def _packs(self, names: Sequence[PathLike | PackText]) -> tuple[PackText, ...]:
        return chosen([n if isinstance(n, PackText) else os.fspath(n) for n in names], self.packs())

    def import_(self, file: PathLike) -> Imported:
        """Take an export in, all of it; raises BadLineError, having taken nothing in, where a line is not sound."""
        with _lines_of(Path(file)) as lines:
            return import_lines(self.store, lines, str(file))

    def replay(self, file: PathLike) -> int:
        """Take a journal into this record, which must be new; gives the number of its rows."""
        with _lines_of(Path(file)) as lines:
            return replay(self.store, lines, str(file))

    # --- out -------------------------------------------------------------------------------------------

    def view(self, *, on: date | None = None, known: date | None = None) -> View:
        """What stands in the record, on a day in the world, by what was published by a day; None for all days.

        Nothing in a view rests on an article published after `known`; articles that only may have appeared by then
        are left out and named in `unsure`. What is made of the view (commitments, conflicts, a timeline, a selection,
        the board) is that of the day `on`. The verbs below that take either go by the same.
        """
        return load(self.store, on, known)

    def select(self, wanted: Wanted, *, on: date | None = None, known: date | None = None) -> Selected:
        """What stands in the record and is as wanted."""
        return select(self.view(on=on, known=known), wanted)

    def statements(self, wanted: Wanted | None = None) -> list[tuple[Entry, Attribution]]:
        """Who said what, each with the entry that it rests on."""
        return list(self.select(wanted or Wanted()).view.statements)

    def figures(self, wanted: Wanted | None = None) -> list[tuple[Entry, Figure]]:
        """The figures, each with the entry that it rests on."""
        return list(self.select(wanted or Wanted()).view.figures)

    def series(self, wanted: Wanted | None = None) -> list[dict[str, Cell]]:
        """The figures as flat rows, series by series, for `pandas.DataFrame(…)` or a CSV writer.

        A series is one measure of one thing of one subject, in one place where several are named; the rows of one
        bear its id and are in the order of the days that they are true of.
        """
        return rows(self.select(wanted or Wanted()).view)

    def commitments(
        self, asked: Asked | None = None, *, on: date | None = None, known: date | None = None
    ) -> Commitments:
        """How the commitments stand on a day: overdue with nothing on record, due, standing, settled.

        Where `on` is unset, it is `known`, else the last day on which an article of the record appeared. Raises
        NoDayError where there is none such.
        """
        return query.commitments(self.view(on=on, known=known), asked)

    def timeline(
        self, span: Span | None = None, *, on: date | None = None, known: date | None = None
    ) -> list[Occurrence]:
        """What happened and what was promised in order of time, one occurrence however often it is told."""
        return query.timeline(self.view(on=on, known=known), span)

    def copies(self, *, known: date | None = None) -> Copies:
        """Which articles have others' words: clusters of one origin, each with its path, and passages beside them."""
        return copies(self.view(known=known))

    def sources(self, part: str | None = None, *, known: date | None = None) -> Sources:
        """What publishers and speakers do, counted and not judged, every number with the sentences that it counts.

        `part` is a part of a name, in any case.
        """
        return query.sources(self.view(known=known), part)

    def entities(
        self, name: str | None = None, kind: MentionType | None = None, *, known: date | None = None
    ) -> list[Who]:
        """Who and what the articles tell of, joined across articles, each join with its reason.

        `name` is a part of any name that they bear, or the id of one.
        """
        return query.entities(self.view(known=known), name, kind)

    def conflicts(
        self, asked: Disputed | None = None, *, on: date | None = None, known: date | None = None
    ) -> Conflicts:
        """Where what is on record cannot all be so, the surest first; with `Disputed(every=True)` what differs too."""
        return query.conflicts(self.view(on=on, known=known), asked)

    def board(self, subject: str | None = None, *, on: date | None = None, known: date | None = None) -> Boards:
        """The state on a day of each mission and contingent, and of what the packs follow, each cell with its entries.

        `subject` is a part of a name. Raises NoDayError where no day is asked for and the record has none of its own.
        """
        return query.board(self.view(on=on, known=known), subject)

    def brief(self, *, on: date | None = None, known: date | None = None) -> Brief:
        """A backgrounder of a page or two on a day: sections of sentences, each with the entries that it rests on.

        Raises NoDayError where no day is asked for and the record has none of its own.
        """
        return query.brief(self.view(on=on, known=known))

    def diff(self, since: date, until: date | None = None) -> Changes:
        """What changed on record between two days of publication; `until` unset is the last on which one appeared.

        Raises NoSpanError where `until` does not lie after `since`, NoDayError where there is no such day.
        """
        return query.diff(self.view(known=until), since)

    def ask(self, question: str, *, on: date | None = None, known: date | None = None) -> Answer:
        """The answer to a question, from entries alone and each cited, or that it is not on record.

        Raises QuestionError where the question is empty, or names a day that there is not.
        """
        return query.ask_of(self.store, question, combined(self.packs()), on=on, known=known)

    def search(self, words: str, sought: Sought | None = None, *, limit: int = MOST) -> Hits:
        """The articles and entries that have all of some words, the best first, and how many entries of which.

        `"a phrase"`, `word*`, and `speaker:`, `publisher:`, `kind:`, `measure:`, `date:`, `since:`, `until:` narrow.
        Raises SearchError where nothing is looked for.
        """
        return query.find(self.store, words, sought, limit=limit)

    def origins(self, entry: str, *, known: date | None = None) -> tuple[Origin, ...]:
        """The independent origins of what an entry tells: copies, one publisher and one person's word count once.

        Raises KeyError for the id of no entry, or of one that is not known by then.
        """
        view = self.view(known=known)
        return query.origins(view, view.by_id[entry])

    def findings(self) -> list[Finding]:
        """What was found wrong with the input."""
        return list(self.store.findings())

    def articles(self) -> int:
        """How many texts of articles stand in the record."""
        return sum(1 for _ in self.store.revisions())

    def count(self) -> dict[str, int]:
        """How many entries and findings there are of each kind."""
        return self.store.count()

    def check(self) -> list[Finding]:
        """What does not hold in the record: nothing, where every anchor and id does."""
        return list(check(self.store))

    def lines(self, *, readings: bool = False, known: date | None = None) -> Iterator[str]:
        """The lines of an export, each without its end; with `known`, those of what was published by that day.

        `readings` adds what the reader saw below the level of entries: every number with its unit, for measuring.
        The articles are read again for it, all of them.
        """
        yield from exported(self.store) if known is None else query.lines(self.view(known=known), self.path)
        if readings:
            yield from quantities(self.store)

    def export(self, file: PathLike, *, readings: bool = False, known: date | None = None) -> None:
        """Write an export (see `lines`); the file is there whole or, where writing fails, as it was before."""
        write_lines(Path(file), self.lines(readings=readings, known=known))

    def parquet(self, folder: PathLike, *, known: date | None = None) -> list[Path]:
        """Write articles, entries, judgements and findings as Parquet files of a folder; gives the files.

        Raises NotInstalledError where pyarrow is not there, OutputError.
        """
        whole = whole_of(self.store) if known is None else query.whole(self.view(known=known), self.path)
        return parquet.write_all(Path(folder), whole)

    def journal(self, file: PathLike) -> None:
        """Write the journal: all that was ever recorded, when and by whom."""
        write_lines(Path(file), self.journal_lines())

    def journal_lines(self) -> Iterator[str]:
        """The lines of the journal, each without its end."""
        return journal(self.store)

    def dossier(self, folder: PathLike, *, known: date | None = None) -> list[Path]:
        """Write the record as pages that open from disk; gives the files."""
        write: Callable[..., list[Path]] = importlib.import_module("onrecord.present.dossier").write
        try:
            return write(self.view(known=known), Path(folder), record_name=self.path.stem)
        except OSError as error:
            raise OutputError(Path(folder), error.strerror or str(error)) from error

    # --- a person's corrections ------------------------------------------------------------------------

    def versions(self, entry: str) -> list[Version]:
        """All that was ever recorded about an entry, oldest first."""
        return self.store.versions(entry)

    def supersede(self, entry: str, *, body: Body, by: str, attributed_to: tuple[Holder, ...] | None = None) -> Entry:
        """Correct an entry: the same words, read otherwise. The machine's reading is kept beside it."""
        return self.store.supersede(entry, body=body, by=by, attributed_to=attributed_to)

    def retire(self, entry: str, *, by: str) -> None:
        """Take an entry off the record; it is kept in the ledger, and `undo` puts it back."""
        self.store.retire(entry, by=by)

    def undo(self, entry: str, *, by: str) -> Entry | None:
        """Undo the last correction of an entry; gives what stands again."""
        return self.store.undo(entry, by=by)

    def judge(self, a: str, b: str, verdict: Verdict, *, by: str, reason: str = "") -> Judgement:
        """Say in a person's name that two entities are `same` or `not_same`: it overrules the machine's, always.

        Raises UnknownEntryError, or JudgementRefusedError where they are not two entities.
        """
        made = decide(self.store, a, b, verdict, by=by, reason=reason)
        reconciled(self.store)
        return made

    def unjudge(self, a: str, b: str, *, by: str) -> None:
        """Undo the last word of a person on two entities; raises NothingToRecallError where none stands."""
        recall(self.store, a, b, by=by)
        reconciled(self.store)


def read(path: PathLike, *, findings: Callable[[Finding], None] | None = None) -> list[tuple[Revision, Reading]]:
    """What the reader sees in an article file: each article in it with its reading; no record is needed.

    What is at fault in the file is told to `findings`; where nobody asks, an error among it raises InputError.
    """
    place = Path(path)
    if place.is_dir():
        raise InputError(place, "it is a folder; name one article file in it")
    found = list(readings(place))
    faults = [f for f in found if isinstance(f, Finding)]
    for fault in faults:
        if findings:
            findings(fault)
        elif fault.severity is Severity.ERROR:
            raise InputError(place, fault.message)
    return [f for f in found if not isinstance(f, Finding)]


def shard(
    *paths: PathLike,
    sharding: Sharding,
    packs: Sequence[PathLike | PackText] | None = None,
    progress: Callable[[Step], None] = lambda _: None,
) -> Done:
    """Read articles into Parquet files, without a record: files, folders, patterns, archives, and addresses.

    What was done before and has not changed stays. `packs` None reads with all that come with the program. With more
    than one worker, call it under `if __name__ == "__main__":`. Raises NotInstalledError, WorkersError, PlaceError.
    """
    words = None if packs is None else chosen([p if isinstance(p, PackText) else os.fspath(p) for p in packs], ())
    return sharded([os.fspath(p) for p in paths], sharding, packs=words, progress=progress)


def demo(folder: PathLike, progress: Callable[[Step], None] = lambda _: None) -> BuildSummary:
    """Build the record and the dossier of the bundled, fictional story in a folder."""
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(place, error.strerror or str(error)) from error
    with as_file(files("onrecord") / "demo" / "articles") as articles, open(place / "story.db", create=True) as record:
        summary = record.build(articles, processes=1, progress=progress)
        record.dossier(place / "dossier")
    return summary


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file, beside it first, so that it is there whole or as it was; raises OutputError."""
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(f"{line}\n" for line in lines)
            return
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as out:
            _whole_or_not(Path(out.name), path, out, lines)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


def _whole_or_not(draft: Path, path: Path, out: Any, lines: Iterable[str]) -> None:  # noqa: ANN401 (a text file)
    try:
        out.writelines(f"{line}\n" for line in lines)
        out.close()
        draft.chmod(0o644)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def _lines_of(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a file; a fault in reading it, or bytes that are no UTF-8, is told as InputError."""
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield lines
    except UnicodeDecodeError as error:
        raise InputError(path, f"it is not UTF-8: {error.reason} at byte {error.start}") from error
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
