"""The store: one file that is only ever appended to.

The machine's readings and a person's corrections stand side by side in the ledger; what is *current* is derived. Of
each entry the current version is the last act of a person that is not undone, and where there is none, the machine's
last. So a build can run again at any time and never overrules a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.model import (
    PERSON,
    Body,
    Draft,
    Entry,
    Finding,
    Holder,
    Judgement,
    Kind,
    Revision,
)
from onrecord.record import codec
from onrecord.record.bodies import HELD, Bodies
from onrecord.record.copies import Metadata, disagreements, standing
from onrecord.record.database import Database, Row
from onrecord.record.errors import (
    EntryRefusedError,
    NothingToUndoError,
    RecordExistsError,
    UnknownEntryError,
    UnknownRevisionError,
)
from onrecord.record.faults import faults
from onrecord.record.pen import LAST, Pen, Shelf
from onrecord.record.ready import Ready, about, ready
from onrecord.record.rows import (
    FINDING,
    JUDGEMENT,
    Act,
    By,
    Hand,
    Op,
    Version,
    act_of,
    anchored,
    finding_act,
    judgement_act,
    sealed,
    stamp,
)

KINDS = (*(k.value for k in Kind), JUDGEMENT, FINDING)
"""Kinds in the order that an export lists them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an appending changed, in numbers."""

    appended: int = 0
    superseded: int = 0
    retired: int = 0
    unchanged: int = 0
    refused: int = 0

    def __add__(self, other: Outcome) -> Outcome:
        """Both together."""
        return Outcome(
            self.appended + other.appended,
            self.superseded + other.superseded,
            self.retired + other.retired,
            self.unchanged + other.unchanged,
            self.refused + other.refused,
        )


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


class Store:
    """A record file. Every call that writes is one transaction; `transaction()` makes one of several calls."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        """Keep a record in an open database; only here is the time known."""
        self.db = database
        self._clock = clock
        self._shelf = Shelf(database)
        self._bodies = Bodies(database)
        self._pen: Pen | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        read_only: bool = False,
        is_still: bool = False,
    ) -> Self:
        """The record at a path; raises a RecordError that names the file and says what to do.

        `is_still` where nobody writes to the file meanwhile: see `Database.opened`.
        """
        return cls(Database.opened(path, create=False, read_only=read_only, is_still=is_still), clock)

    @classmethod
    def create(cls, path: Path, *, clock: Callable[[], datetime] = utc_now) -> Self:
        """A new record; raises RecordExistsError where there is one. An empty file is taken as none."""
        if path.is_file() and path.stat().st_size:
            Database.opened(path, create=False, read_only=True).close()
            raise RecordExistsError(path)
        return cls(Database.opened(path, create=True), clock)

    @classmethod
    def opened(cls, path: Path, *, clock: Callable[[], datetime] = utc_now) -> Self:
        """The record at a path, made where there is none."""
        return cls(Database.opened(path, create=True), clock)

    def __enter__(self) -> Self:
        """Use the record."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let go of the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    @property
    def path(self) -> Path:
        """Where the record lies."""
        return self.db.path

    @contextmanager
    def transaction(self) -> Iterator[Pen]:
        """All of what is done inside, or none of it."""
        if self._pen:
            yield self._pen
            return
        with self.db.transaction():
            self._pen = Pen(self.db, stamp(self._clock()))
            try:
                yield self._pen
            finally:
                self._pen = None

    # --- texts and where they were given ---------------------------------------------------------------

    def give(self, revision: Revision) -> bool:
        """Take a copy of a revision in, with what was seen about it; False where all of that was known."""
        seen = codec.encode(codec.plain(Metadata.of(revision)))
        if self._last_given(revision.path, revision.id) == ("give", seen):
            return False
        with self.transaction() as pen:
            if not self.holds(revision.id):
                pen.revision(revision.id, revision.sha256, revision.text)
            pen.given(revision.path, revision.id, "give", seen)
            self._restate(revision.id)
        return True

    def withdraw(self, path: str, revision: str) -> None:
        """A revision is no longer what is given at a path; without any path left it does not stand, but is kept."""
        last = self._last_given(path, revision)
        if last is None or last[0] == "withdraw":
            return
        with self.transaction() as pen:
            pen.given(path, revision, "withdraw", last[1])
            self._restate(revision)

    def holds(self, revision: str) -> bool:
        """Whether the record has a text of this id, standing or not."""
        return self.db.one("SELECT 1 FROM revision WHERE id = ?", [revision]) is not None

    def copies(self, revision: str) -> list[tuple[str, Metadata]]:
        """Where a revision stands given, and what was seen there, in the order of the paths."""
        sql = "SELECT path, op, metadata, max(seq) FROM given WHERE revision = ? GROUP BY path ORDER BY path"
        found = self.db.rows(sql, [revision])
        return [(p, codec.value(codec.decode(m), Metadata)) for p, op, m, _ in found if op == "give"]

    def given_at(self, path: str) -> list[tuple[str, str]]:
        """The id and the SHA-256 of each revision that stands given at a path."""
        sql = """SELECT g.revision, r.sha256, g.op, max(g.seq) FROM given AS g JOIN revision AS r ON r.id = g.revision
                 WHERE g.path = ? GROUP BY g.revision ORDER BY g.revision"""
        return [(revision, sha256) for revision, sha256, op, _ in self.db.rows(sql, [path]) if op == "give"]

    def revision(self, identity: str) -> Revision:
        """The revision of this id with what stands about it; raises UnknownRevisionError."""
        found = next(self._articles("WHERE a.revision = ?", [identity]), None)
        if found is None:
            raise UnknownRevisionError(identity)
        return found[0]

    def about(self, revision: str) -> str:
        """What stands about a revision, written out: equal where nothing changed."""
        return codec.encode(codec.plain(Metadata.of(self.revision(revision))))

    def articles(self) -> Iterator[tuple[Revision, tuple[str, ...]]]:
        """Every revision that stands, by id, each with the further paths that it was given at."""
        return self._articles("ORDER BY a.revision", [])

    def count_of_articles(self) -> int:
        """How many revisions stand."""
        return int(self.db.value("SELECT count(*) FROM article"))

    def revisions(self) -> Iterator[Revision]:
        """Every revision that stands, by id."""
        return (r for r, _ in self.articles())

    def marker(self, revision: str) -> str | None:
        """Which readers have read a revision last; None where none has."""
        sql = "SELECT marker FROM reading WHERE revision = ? ORDER BY seq DESC LIMIT 1"
        found: str | None = self.db.value(sql, [revision])
        return found

    def marked_otherwise(self, part: str, end: str) -> dict[str, str]:
        """The marker of each revision that stands, where it has a part and does not have this end."""
        unlike = "instr(marker, ?) AND substr(marker, ?) <> ?", (part, -len(end), end)
        if not self.db.value(f"SELECT EXISTS (SELECT 1 FROM reading WHERE {unlike[0]})", unlike[1]):  # noqa: S608
            return {}  # as it mostly is, which is seen in a tenth of the time
        sql = f"""SELECT a.revision, r.marker, max(r.seq) FROM article AS a JOIN reading AS r ON r.revision = a.revision
                  GROUP BY a.revision HAVING {unlike[0]} ORDER BY a.revision"""  # noqa: S608 (the words above)
        return {revision: marker for revision, marker, _ in self.db.rows(sql, unlike[1])}

    def mark(self, revision: str, marker: str) -> None:
        """Note which readers have read a revision."""
        with self.transaction() as pen:
            pen.reading(revision, marker)

    def _last_given(self, path: str, revision: str) -> tuple[str, str] | None:
        sql = "SELECT op, metadata FROM given WHERE revision = ? AND path = ? ORDER BY seq DESC LIMIT 1"
        found = self.db.one(sql, [revision, path])
        return (found[0], found[1]) if found else None

    def _articles(self, which: str, parameters: list[str]) -> Iterator[tuple[Revision, tuple[str, ...]]]:
        sql = f"""SELECT a.path, a.also_at, a.metadata, r.text FROM article AS a
                  JOIN revision AS r ON r.id = a.revision {which}"""  # noqa: S608 - the clauses above
        for path, also_at, metadata, text in self.db.rows(sql, parameters):
            about = codec.value(codec.decode(metadata), Metadata)
            yield about.revision(text, path), tuple(codec.decode(also_at))

    def _restate(self, revision: str) -> None:
        copies = self.copies(revision)
        if copies:
            self._shelf.put(revision, [p for p, _ in copies], standing(m for _, m in copies))
        else:
            self._shelf.take_off(revision)
        self._settle_findings(revision, disagreements(revision, copies), By.RECORD)

    # --- what the machine reads ------------------------------------------------------------------------

    def append(
        self, revision: str, drafts: Iterable[Draft], *, findings: Iterable[Finding] = (), marker: str | None = None
    ) -> Outcome:
        """Put a reading of a revision on record, all of it or nothing.

        What an earlier reading made and this one does not is retired; what is unchanged is left alone; a draft that
        does not rest on the revision's words is refused, and a Finding says so. `marker` tells which readers read it.
        """
        return self.append_ready(ready(self.revision(revision), drafts, findings), marker=marker)

    def append_ready(self, reading: Ready, *, marker: str | None = None) -> Outcome:
        """Put a reading on record that was made ready of the revision as it stands; see `append`."""
        there = self._machine("revision = ? AND kind <> 'finding'", [reading.revision])
        with self.transaction() as pen:
            outcome = self._settle(there, reading.entries, By.READING)
            self._settle_told(reading.revision, reading.findings, By.READING)
            if marker is not None:
                pen.reading(reading.revision, marker)
        return replace(outcome, refused=reading.refused)

    def put(self, entries: Iterable[Entry]) -> Outcome:
        """Take entries in as they are, retiring none; a person's (see PERSON) comes in as that person's act."""
        with self.transaction():
            return sum(map(self._put, entries), Outcome())

    def note(
        self, findings: Iterable[Finding], *, by: str = By.INGEST, gone: Callable[[Finding], bool] | None = None
    ) -> Outcome:
        """Put findings on record; those of the same maker that are not among them and that `gone` names, retire."""
        new = [finding_act(anchored(f, self._text(f.revision)), by) for f in findings]
        there = self._machine("kind = 'finding'", []) if gone else {}
        lapsing = {i: a for i, a in there.items() if a.by == by and _is(gone, a)}
        for act in new:
            lapsing |= self._machine("id = ?", [act.id])
        with self.transaction():
            return self._settle(lapsing, new, by)

    def reconciled(self, makers: str) -> int | None:
        """The number of the last row that these makers had judged; None where others judged last, or nobody."""
        found: int | None = self.db.value("SELECT seq FROM reconciled WHERE makers = ?", [makers])
        return found

    def is_reconciled(self, makers: str) -> bool:
        """Whether these makers have judged all that is on record, and nothing was recorded since."""
        return self.reconciled(makers) == self._last()

    def note_reconciled(self, makers: str) -> None:
        """Note that these makers have judged all that is on record."""
        with self.transaction():
            self.db.run("INSERT OR REPLACE INTO reconciled (one, seq, makers) VALUES (1, ?, ?)", (self._last(), makers))

    def changed_since(self, seq: int) -> set[str]:
        """The revisions that were given, withdrawn, read otherwise, or corrected by a person after a row."""
        sql = """SELECT revision FROM ledger WHERE seq > ? AND kind NOT IN ('finding', 'judgement')
                 UNION SELECT revision FROM given WHERE seq > ?"""
        return {revision for (revision,) in self.db.rows(sql, [seq, seq])}

    def state(self) -> int | None:
        """A number that is another once anything is recorded; None within a transaction, which may yet be undone."""
        return None if self._pen else self._last()

    def _last(self) -> int:
        """The number of the last row of any log."""
        return int(self.db.value(LAST) or 0)

    def judge(self, judgements: Iterable[Judgement], *, by: str) -> Outcome:
        """Put a maker's judgements on record; those that it made before and does not make now, retire."""
        new = [judgement_act(j) for j in judgements]
        return self._settle(self._machine("kind = 'judgement' AND by = ?", [by]), new, by)

    def settle(self, judgements: Iterable[Judgement], gone: Iterable[str], *, by: str) -> Outcome:
        """Put a maker's judgements on record that are new or changed, and retire those that it makes no more."""
        new = [judgement_act(j) for j in judgements]
        there: dict[str, Act] = {}
        for identity in (*gone, *(a.id for a in new)):
            there |= self._machine("id = ?", [identity])
        return self._settle(there, new, by)

    def decisions(self) -> list[Judgement]:
        """The judgements of persons that stand, by id: those of which both entries do."""
        sql = """SELECT body FROM current AS c WHERE +kind = 'judgement' AND hand = 'person'
                 AND id IN (SELECT id FROM ledger INDEXED BY ledger_of_persons WHERE hand = 'person') ORDER BY id"""
        found = (codec.judgement_of(codec.decode(body)) for (body,) in self.db.rows(sql))
        return [j for j in found if self.standing(j.a) and self.standing(j.b)]

    def put_judgement(self, judgement: Judgement) -> None:
        """Take a judgement in as it is, retiring none; a person's (see PERSON) comes in as that person's act."""
        if judgement.by_person:
            self._told_by_person(judgement)
            return
        self._settle(self._machine("id = ?", [judgement.id]), [judgement_act(judgement)], judgement.by)

    def _told_by_person(self, judgement: Judgement) -> None:
        act = replace(judgement_act(judgement), by=judgement.by.removeprefix(PERSON), hand=Hand.PERSON)
        row = self.db.one("SELECT version FROM current WHERE id = ?", [act.id])
        if row is None or row[0] != act.version:
            with self.transaction() as pen:
                pen.acts([replace(act, op=Op.SUPERSEDE if row else Op.APPEND)])

    def _settle_findings(self, revision: str, findings: Iterable[Finding], by: str) -> None:
        text = self._text(revision)
        self._settle_told(revision, [about(f, revision, text, by) for f in findings], by)

    def _settle_told(self, revision: str, new: Sequence[Act], by: str) -> None:
        kept = {a.id for a in new}
        there = self._machine("revision = ? AND kind = 'finding'", [revision])
        self._settle({i: a for i, a in there.items() if a.by == by or i in kept}, new, by)

    def _text(self, revision: str | None) -> str:
        return self.db.value("SELECT text FROM revision WHERE id = ?", [revision]) or ""

    def _machine(self, which: str, parameters: list[str]) -> dict[str, Act]:
        """The machine's last act about each entry or finding of those named."""
        sql = f"""SELECT id, version, kind, revision, body, by, op, max(seq) FROM ledger
                  WHERE {which} AND hand = 'machine' GROUP BY id"""  # noqa: S608 - the clauses above
        return {
            i: Act(i, v, kind, revision, (None, None), body, by, op=Op(op))
            for i, v, kind, revision, body, by, op, _ in self.db.rows(sql, parameters)
        }

    def _settle(self, there: dict[str, Act], new: Iterable[Act], by: str) -> Outcome:
        wanted = {a.id: a for a in new}
        fresh = [a for a in wanted.values() if a.id not in there or there[a.id].op is Op.RETIRE]
        known = [a for a in wanted.values() if a.id in there and there[a.id].op is not Op.RETIRE]
        changed = [a for a in known if (a.version, a.by) != (there[a.id].version, there[a.id].by)]
        lapsed = [a for i, a in there.items() if i not in wanted and a.op is not Op.RETIRE]
        with self.transaction() as pen:
            pen.acts(fresh)
            pen.acts(replace(a, op=Op.SUPERSEDE) for a in changed)
            pen.acts(replace(a, op=Op.RETIRE, body=None, by=by) for a in lapsed)
        return Outcome(len(fresh), len(changed), len(lapsed), len(known) - len(changed))

    def _put(self, entry: Entry) -> Outcome:
        text = self._bodies.text(entry.revision)
        if not entry.extractor.startswith(PERSON):
            act = act_of(entry, entry.extractor, text)
            return self._settle(self._machine("id = ?", [entry.id]), [act], entry.extractor)
        act = act_of(entry, entry.extractor.removeprefix(PERSON), text, hand=Hand.PERSON)
        row = self._current(entry.id)
        if row and row.version == act.version:
            return Outcome(unchanged=1)
        with self.transaction() as pen:
            pen.acts([replace(act, op=Op.SUPERSEDE if row else Op.APPEND)])
        return Outcome(superseded=1) if row else Outcome(appended=1)

    # --- what a person does ----------------------------------------------------------------------------

    def add(self, revision: str, draft: Draft, *, by: str) -> Entry:
        """Put an entry that a person found on record; raises EntryRefusedError where it does not rest on its words."""
        article = self.revision(revision)
        _refuse(draft, article.text)
        published = article.published.interval if article.published else None
        entry = next(sealed([replace(draft, extractor=PERSON + by)], revision, published))
        while self.versions(entry.id):
            entry = replace(entry, ordinal=entry.ordinal + 1)
        self.put([entry])
        return entry

    def supersede(self, entry: str, *, body: Body, by: str, attributed_to: tuple[Holder, ...] | None = None) -> Entry:
        """Correct an entry: the same words, read otherwise. The machine's reading is kept beside it.

        Raises UnknownEntryError, or EntryRefusedError where the body is of another kind or quotes what is not there.
        """
        there = self.entry(entry)
        if type(body) is not type(there.body):
            reason = f"it is a {there.kind.value}, and a correction must be one too"
            raise EntryRefusedError(reason)
        holders = there.attributed_to if attributed_to is None else attributed_to
        corrected = replace(there, body=body, attributed_to=holders, extractor=PERSON + by, confidence=1.0)
        _refuse(corrected, self.revision(there.revision).text)
        self.put([corrected])
        return corrected

    def retire(self, entry: str, *, by: str) -> None:
        """Take an entry off the record in a person's name; it is kept in the ledger, and can be restored."""
        there = self.entry(entry)
        act = act_of(there, by, self._bodies.text(there.revision), hand=Hand.PERSON)
        with self.transaction() as pen:
            pen.acts([replace(act, op=Op.RETIRE, body=None)])

    def undo(self, entry: str, *, by: str) -> Entry | None:
        """Undo the last act of a person on an entry; what stood before it stands again, and is returned.

        Raises UnknownEntryError, or NothingToUndoError.
        """
        last = self._last_of_a_person(entry)
        with self.transaction() as pen:
            pen.acts([replace(last[1], op=Op.RESTORE, body=None, by=by, undoes=last[0])])
        row = self._current(entry)
        return row.entry if row else None

    def _last_of_a_person(self, entry: str) -> tuple[int, Act]:
        if not self.versions(entry):
            raise UnknownEntryError(entry)
        sql = """SELECT seq, version, kind, revision, start, "end" FROM ledger AS l WHERE id = ? AND hand = 'person'
                 AND op <> 'restore' AND NOT EXISTS (SELECT 1 FROM ledger AS u WHERE u.undoes = l.seq)
                 ORDER BY seq DESC LIMIT 1"""
        found = self.db.one(sql, [entry])
        if found is None:
            raise NothingToUndoError(entry)
        seq, version, kind, revision, start, end = found
        return seq, Act(entry, version, kind, revision, (start, end), None, "", hand=Hand.PERSON)

    # --- what stands -----------------------------------------------------------------------------------

    def entry(self, identity: str) -> Entry:
        """The current version of an entry; raises UnknownEntryError where there is none that stands."""
        row = self._current(identity)
        if row is None or row.entry is None:
            raise UnknownEntryError(identity)
        return row.entry

    def versions(self, entry: str) -> list[Version]:
        """All that the ledger has of an entry, oldest first."""
        sql = f"""SELECT {Version.COLUMNS} FROM ledger WHERE id = ? AND kind NOT IN ('finding', 'judgement')
                  ORDER BY seq"""  # noqa: S608 - our own columns
        return [Version.of(row, self._bodies) for row in self.db.rows(sql, [entry])]

    def standing(self, identity: str) -> Entry | None:
        """The current version of an entry, None where none stands."""
        sql = f"SELECT {HELD} FROM current WHERE id = ? AND kind NOT IN ('finding', 'judgement')"  # noqa: S608 - our own columns
        row = self.db.one(sql, [identity])
        return self._bodies.entry(row) if row else None

    def entries_of(self, revision: str, kinds: Iterable[Kind]) -> Iterator[Entry]:
        """The current entries of some kinds that rest on a revision."""
        sql = f"SELECT {HELD} FROM current WHERE revision = ? AND kind = ?"  # noqa: S608 - our own columns
        return (self._bodies.entry(row) for kind in kinds for row in self.db.rows(sql, [revision, kind.value]))

    def entries(self, kinds: Iterable[Kind] = tuple(Kind)) -> Iterator[Entry]:
        """The current entries, in the order of an export."""
        return (self._bodies.entry(row) for kind in kinds for row in self._current_of(kind.value))

    def judgements(self) -> Iterator[Judgement]:
        """The judgements that stand, in the order of an export: those of which both entries do."""
        standing = {i for (i,) in self.db.rows("SELECT id FROM current", [])}
        found = (codec.judgement_of(codec.decode(row[0])) for row in self._current_of(JUDGEMENT))
        return (j for j in found if j.a in standing and j.b in standing)

    def findings(self) -> Iterator[Finding]:
        """The findings that stand, in the order of an export."""
        return (codec.finding_of(codec.decode(row[0])) for row in self._current_of(FINDING))

    def count(self) -> dict[str, int]:
        """How many current entries and findings there are of each kind."""
        found: dict[str, int] = dict(self.db.rows("SELECT kind, count(*) FROM current GROUP BY kind"))
        return {kind: found.get(kind, 0) for kind in KINDS}

    def _current(self, entry: str) -> Version | None:
        sql = f"""SELECT {Version.COLUMNS} FROM standing JOIN ledger USING (seq)
                  WHERE id = ? AND kind NOT IN ('finding', 'judgement')"""  # noqa: S608 - our own columns
        row = self.db.one(sql, [entry])
        return Version.of(row, self._bodies) if row else None

    def _current_of(self, kind: str) -> Iterator[Row]:
        sql = f"""SELECT {HELD} FROM current WHERE kind = ?
                  ORDER BY coalesce(revision, ''), coalesce(start, -1), coalesce("end", -1), id"""  # noqa: S608 - our own columns
        return self.db.rows(sql, [kind])


def _is(gone: Callable[[Finding], bool] | None, act: Act) -> bool:
    return bool(gone and act.body and gone(codec.finding_of(codec.decode(act.body))))


def _refuse(entry: Draft | Entry, text: str) -> None:
    reasons = "; ".join(faults(entry, text))
    if reasons:
        raise EntryRefusedError(reasons)
