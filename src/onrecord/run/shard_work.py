"""The work on one shard: taking its pieces in, reading them, and the Parquet files that keep what came of it.

While a shard is worked on, `tries/` says which article is in hand. Where a worker dies over it, the next one sees that;
an article that two workers died over is quarantined, and the shard goes on without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from onrecord.ingest.archive import Held, held_object, held_page
from onrecord.ingest.sidecar import Beside, beside
from onrecord.model import Draft, Entry, Finding, Revision, Severity, digest
from onrecord.packs import PackText, combined
from onrecord.record import Metadata, codec
from onrecord.record.columns import TEXT, Row, about, article_row, entry_row, finding_row
from onrecord.record.parquet import ARTICLES, ENTRIES, FINDINGS, encoded
from onrecord.record.ready import entries_of
from onrecord.record.rows import act_of
from onrecord.run.engine import DIED, TRIES, Lost
from onrecord.run.pipeline import revisions_of
from onrecord.run.places import Form, Place, PlaceError, is_address
from onrecord.run.sources import Piece, at_hand, held
from onrecord.run.stages import Stages
from onrecord.run.story import WORDS, Story
from onrecord.work.reading import Read, named, not_recorded, reading_work
from onrecord.work.taking import not_taken

SHARDS, TRYING = "shards", "tries"
"""Folders of notes: what is done, and what is in hand."""

PIECE, READ, FAILURE, LOST = "piece", "read", "failure", "lost"
MORE_OF_ARTICLES = {PIECE: "int64", READ: "bool", FAILURE: TEXT, LOST: "bool"}
MORE_OF_FINDINGS = {PIECE: "int64"}
"""Columns that the files of shards have beside those of an export. Of the copies of a text in a shard one is read."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Some pieces, under the digest of what is made of them and by what."""

    digest: str
    pieces: tuple[Piece, ...]

    @property
    def weight(self) -> int:
        """About how many bytes are in it."""
        return sum(p.weight for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Done:
    """What is in a shard. `left_out` counts, by reason, what a story does not want; `quarantined` are paths.

    `errors` are the findings of severity error, and the articles that could not be read.
    """

    articles: int = 0
    entries: int = 0
    findings: int = 0
    errors: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    quarantined: tuple[str, ...] = ()

    def __add__(self, other: Done) -> Done:
        """Both together."""
        return Done(
            self.articles + other.articles,
            self.entries + other.entries,
            self.findings + other.findings,
            self.errors + other.errors,
            dict(Counter(self.left_out) + Counter(other.left_out)),
            self.quarantined + other.quarantined,
        )


@dataclass(frozen=True, slots=True)
class Method:
    """By what shards are made: the stages, the packs, the story, and the folder that they go to."""

    stages: Stages
    packs: tuple[PackText, ...]
    place: str
    story: Story | None = None

    @property
    def version(self) -> str:
        """Differs where the same pieces may give other entries."""
        words = [(p.name, p.text) for p in self.packs]
        story = self.story.text if self.story else None
        return digest("method", self.stages.reader_version(), self.stages.drafts_version, words, story)


@dataclass(frozen=True, slots=True)
class Taken:
    """What the pieces of a shard gave, each with the number of its piece; before it is read."""

    shard: Shard
    found: tuple[tuple[int, Revision | Finding], ...]
    left_out: dict[str, int]
    quarantined: tuple[str, ...]


def noted(place: Place, shard: Shard) -> Done | None:
    """What is in a shard that is done; None for one that is not."""
    raw = (place / SHARDS / f"{shard.digest}.json").read_if_there()
    return codec.value(codec.decode(raw), Done) if raw is not None else None


# --- tries ---------------------------------------------------------------------------------------------


class _Tries:
    """How often workers began on each article of a shard and did not come to its end."""

    def __init__(self, place: Place, shard: Shard) -> None:
        self._file = place / TRYING / f"{shard.digest}.json"
        self._begun = tries(place, shard)
        self._in_hand: str | None = None

    def are_spent(self, key: str) -> bool:
        return self._begun.get(key, 0) >= TRIES

    def begin(self, key: str | None) -> None:
        """An article is in hand, or none; the one before it was done."""
        if self._in_hand:
            del self._begun[self._in_hand]
        self._in_hand = key
        if key:
            self._begun[key] = self._begun.get(key, 0) + 1
        self._file.write(codec.encode(self._begun).encode())

    def end(self) -> None:
        """The shard is done."""
        self._file.delete()


def tries(place: Place, shard: Shard) -> dict[str, int]:
    """How often each article of a shard was begun and not done."""
    raw = (place / TRYING / f"{shard.digest}.json").read_if_there()
    return codec.value(codec.decode(raw), dict[str, int]) if raw else {}


# --- the first step: pieces to revisions ---------------------------------------------------------------


def taking(method: Method) -> Callable[[Shard], Taken]:
    """The work of taking shards in: opening, finding the text and what is told of it, leaving out by the story."""
    return partial(_taken, method)


def _taken(method: Method, shard: Shard) -> Taken:
    trying = _Tries(Place(method.place), shard)
    found: list[tuple[int, Revision | Finding]] = []
    left_out: Counter[str] = Counter()
    quarantined: list[str] = []
    for number, piece in enumerate(shard.pieces):
        for given in _given(method, piece):
            key = f"taking in {given.path}"
            if trying.are_spent(key):
                quarantined.append(given.path)
                found.append((number, not_taken(given.path, DIED)))
                continue
            trying.begin(key)
            wanted, reasons = _wanted(method.story, given)
            found += [(number, each) for each in wanted]
            left_out.update(reasons)
    trying.begin(None)
    return Taken(shard, tuple(found), dict(left_out), tuple(quarantined))


class _Given(NamedTuple):
    """A file, or one record of an archive: its path, what it gives, and what a story can look at before that."""

    path: str
    give: Callable[[], Iterable[Revision | Finding]]
    source: Callable[[], str] | None = None


def _given(method: Method, piece: Piece) -> Iterator[_Given]:
    if piece.form is Form.FILE:
        yield _Given(piece.path, partial(_of_file, method.stages, piece))
        return
    side = beside(Path(piece.place), piece.path) if not is_address(piece.place) else None
    if side and side.findings and piece.first == 1:
        yield _Given(f"{piece.path} (sidecar)", partial(iter, side.findings))
    try:
        for record in held(piece):
            yield _Given(record.path, partial(_of_record, record, side), partial(_source, record))
    except (OSError, ValueError, RuntimeError, PlaceError) as error:
        message = f"{piece.path}: the archive is damaged ({error}); what stands before it in it is read"
        fault = Finding("archive-damaged", Severity.ERROR, message, path=piece.path)
        yield _Given(f"{piece.path} (damage)", partial(iter, [fault]))


def _of_file(stages: Stages, piece: Piece) -> Iterator[Revision | Finding]:
    with at_hand(piece) as given:
        yield from revisions_of(given, stages)


def _of_record(record: Held, side: Beside | None) -> Iterator[Revision | Finding]:
    is_page = isinstance(record.content, bytes) and record.address is not None
    try:
        yield from held_page(record) if is_page else held_object(record, side.told if side else None)
    except Exception as error:  # noqa: BLE001 (one record must not end a run; the finding carries the error)
        yield not_taken(record.path, named(error))


def _source(record: Held) -> str:
    if isinstance(record.content, bytes):
        return record.content.decode("utf-8", "replace")
    return " ".join(str(v) for v in record.content.values())


def _wanted(story: Story | None, given: _Given) -> tuple[list[Revision | Finding], list[str]]:
    """What is given of a story, without the findings about what is left out; and why that was."""
    if story is None:
        return list(given.give()), []
    if given.source and not story.may_be_in(given.source()):
        return [], [WORDS]
    found = list(given.give())
    out = {r.path: reason for r in found if isinstance(r, Revision) and (reason := story.reason_against(r))}
    return [f for f in found if f.path not in out], list(out.values())


# --- the second step: revisions to files of entries ----------------------------------------------------


def reading(method: Method) -> Callable[[Taken], Done]:
    """The work of reading shards: the reader is loaded here, once."""
    work = reading_work(method.stages.reader, method.stages.drafts, combined(method.packs))
    return partial(_read, Place(method.place), work)


def _read(place: Place, work: Callable[[Revision], Read], taken: Taken) -> Done:
    trying, rows = _Tries(place, taken.shard), _Rows()
    quarantined = list(taken.quarantined)
    for number, found in taken.found:
        if isinstance(found, Finding):
            rows.findings.append(finding_row(found) | {PIECE: number})
        elif found.id in rows.ids:
            rows.add(number, found, None)
        elif trying.are_spent(key := f"reading {found.path} {found.id}"):
            rows.add(number, found, Lost(DIED))
            quarantined.append(found.path)
        else:
            trying.begin(key)
            rows.add(number, found, work(found))
    counts = len(rows.articles), len(rows.entries), len(rows.findings), rows.errors
    done = Done(*counts, taken.left_out, tuple(quarantined))
    rows.write(place, taken.shard.digest)
    (place / SHARDS / f"{taken.shard.digest}.json").write(codec.encode(codec.plain(done)).encode())
    trying.end()
    return done


@dataclass
class _Rows:
    """The rows of a shard's files."""

    articles: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    @property
    def errors(self) -> int:
        """Findings of severity error, and articles that could not be read."""
        faulty = sum(row["severity"] == Severity.ERROR for row in self.findings)
        return faulty + sum(row[FAILURE] is not None for row in self.articles)

    def add(self, number: int, revision: Revision, result: Read | Lost | None) -> None:
        """Add an article with what was read in it, or why nothing was; None for a further copy of one."""
        failure = result.reason if isinstance(result, Lost) else result.failure if result else None
        try:
            if isinstance(result, Read) and failure is None:
                self._add(revision, result)
        except (TypeError, ValueError) as error:
            failure = not_recorded(error)
        self.ids.add(revision.id)
        told = {PIECE: number, READ: result is not None, FAILURE: failure, LOST: isinstance(result, Lost)}
        self.articles.append(article_row(revision, Metadata.of(revision)) | told)

    def _add(self, revision: Revision, result: Read) -> None:
        entries, refusals = entries_of(revision, result.drafts)
        for entry in entries:
            act_of(entry, entry.extractor, revision.text)  # raises what the record would: it is found out here
        findings = [finding_row(replace(f, revision=revision.id)) for f in (*result.findings, *refusals)]
        self.entries += [entry_row(e, about(revision)) for e in entries]
        self.findings += findings

    def write(self, place: Place, name: str) -> None:
        """Write the files."""
        for table, rows, more in (
            (ARTICLES, self.articles, MORE_OF_ARTICLES),
            (ENTRIES, self.entries, {}),
            (FINDINGS, self.findings, MORE_OF_FINDINGS),
        ):
            (place / table / f"{name}.parquet").write(encoded(table, rows, more))


def draft_of(entry: Entry) -> Draft:
    """What an extractor proposed that became an entry."""
    return Draft(entry.body, entry.anchors, entry.extractor, entry.confidence, entry.attributed_to)
