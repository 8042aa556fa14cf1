"""The one file that knows the order: files, revisions, readings, drafts, record."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from onrecord.model import Draft, Finding, Revision, Severity, digest
from onrecord.model.spent import Spent, Watch
from onrecord.packs import Pack, PackText, all_shipped, combined, current
from onrecord.record import By, Copy, Metadata, Outcome, Store, Taken, codec, keep_packs, keep_taken, packs_of
from onrecord.record import taken as known
from onrecord.run.engine import Engine, Inline, Lost, Processes
from onrecord.run.judging import is_reconciled, reconciled
from onrecord.run.stages import GivenFile, Stages

ARTICLES_A_PROCESS = 30
"""Articles that are worth the one to two seconds in which another process loads its reader."""

INGEST_FAILED = "ingest-failed"
TAKING_IN, READING = "taking in", "reading"

INGESTING, LOADING, EXTRACTING, WRITING, JUDGING = "ingest", "load", "extract", "write", "judge"
"""Stages whose cost is told, with those of the reader (see `onrecord.read.reader`)."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build is: `done` of `total` files taken in, or articles read; `path` is the last of them."""

    stage: str
    done: int
    total: int
    path: str


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did. `read` articles were read, `known` needed no reading, `failed` could not be read.

    `findings` are those that stand in the record after it, by severity; `packs` the names of those it is read with;
    `left_out` counts, by reason, what a story profile did not want. `spent` is what the build cost by stage, that of
    all its processes together; the wall seconds of stages that were done side by side overlap.
    """

    files: int
    articles: int
    added: int
    read: int
    known: int
    failed: int
    entries: Outcome
    findings: dict[str, int]
    packs: tuple[str, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    spent: dict[str, Spent] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading one revision gave, and cost; `failure` says why it gave nothing."""

    drafts: tuple[Draft, ...] = ()
    findings: tuple[Finding, ...] = ()
    failure: str | None = None
    spent: dict[str, Spent] = field(default_factory=dict, compare=False)


@dataclass
class _Taken:
    """What the files gave, as it comes in."""

    paths: set[str] = field(default_factory=set)
    revisions: dict[str, None] = field(default_factory=dict)
    ids: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    files: int = 0
    added: int = 0


def default_stages() -> Stages:
    """The stages of this package."""
    from onrecord import extract, ingest, read  # noqa: PLC0415 (the language library takes a second to import)

    reads = (read.Reader, read.version, extract.drafts, extract.VERSION)
    return Stages(ingest.given, ingest.revisions, *reads, seen=ingest.seen)


def build(  # noqa: PLR0913 (what a build can be told, each by its name)
    paths: Iterable[Path],
    store: Store,
    *,
    packs: Sequence[PackText] | None = None,
    processes: int | None = None,
    stages: Stages | None = None,
    progress: Callable[[Step], None] = lambda _: None,
    engine: Engine | None = None,
) -> BuildSummary:
    """Bring a record up to date with some files and folders.

    Only what is new or changed is read: a revision whose text, metadata, reader, extractors and packs are those of
    the last time is left alone. Killed at any moment, the record is good, and the next build carries on.

    `packs` None keeps to those that the record was read with before, and reads a new one with all that come with the
    program. With others than before, every article on record is read again, also those that are not given.
    `processes` None chooses: one for each 30 articles to be read, no more than the machine has.
    """
    steps = stages or default_stages()
    words = current(packs if packs is not None else packs_of(store) or all_shipped())
    work = partial(reading_work, steps, combined(words))
    roots = [Path(p) for p in paths]
    watch = Watch()
    with watch.during(INGESTING):
        taken = _taken_in(roots, store, steps, progress)
        keep_packs(store, words)
        markers, wanted = _to_read(store, taken.revisions, steps, words)
    chosen = engine or _engine(len(wanted), processes)
    results = chosen.map(work, (store.revision(r) for r in wanted)) if wanted else ()
    failed, entries = 0, Outcome()
    for number, (revision, result) in enumerate(results, 1):
        watch.add(result.spent if isinstance(result, Read) else {})
        with watch.during(WRITING):
            outcome = _recorded(store, revision, result, markers[revision.id])
        failed += outcome is None
        entries += outcome or Outcome()
        progress(Step(READING, number, len(wanted), revision.path))
    if not is_reconciled(store):
        with watch.during(JUDGING):
            reconciled(store)
    return BuildSummary(
        files=taken.files,
        articles=len(taken.revisions),
        added=taken.added,
        read=len(wanted) - failed,
        known=len(markers) - len(wanted),
        failed=failed,
        entries=entries,
        findings=severities(store),
        packs=tuple(p.name for p in words),
        spent=watch.taken(),
    )


def severities(store: Store) -> dict[str, int]:
    """How many findings of each severity stand in a record."""
    found = dict.fromkeys((s.value for s in Severity), 0)
    for finding in store.findings():
        found[finding.severity.value] += 1
    return found


# --- files to revisions --------------------------------------------------------------------------------


def _taken_in(roots: list[Path], store: Store, stages: Stages, progress: Callable[[Step], None]) -> _Taken:
    taken = _Taken()
    found = list(stages.given(roots))
    files: list[GivenFile] = [f for f in found if not isinstance(f, Finding)]
    taken.findings.extend(f for f in found if isinstance(f, Finding))
    taken.files = len(files)
    for number, given in enumerate(files, 1):
        _take_file(given, store, stages, taken)
        progress(Step(TAKING_IN, number, len(files), given.path))
    _withdraw_renamed(store, taken.ids)
    store.note(taken.findings, by=By.INGEST, gone=partial(_is_about, _labels(roots) | taken.paths))
    return taken


def _take_file(given: GivenFile, store: Store, stages: Stages, taken: _Taken) -> None:
    taken.paths.add(given.path)
    seen = stages.seen(given)
    gave = known(store, given.path, seen) if seen else None
    if gave is None:
        gave = _read_file(given, seen, store, stages, taken)
    taken.findings.extend(gave.findings)
    for copy in gave.copies:
        taken.revisions[copy.revision] = None
        taken.ids.setdefault((copy.path, copy.sha256), set()).add(copy.revision)


def _read_file(given: GivenFile, seen: str | None, store: Store, stages: Stages, taken: _Taken) -> Taken:
    """What a file gives, given to the record and, where nothing failed, kept for the next time."""
    found = list(revisions_of(given, stages))
    here = [f for f in found if isinstance(f, Revision)]
    gave = Taken(tuple(map(Copy.of, here)), tuple(f for f in found if isinstance(f, Finding)))
    with store.transaction():
        for revision in here:
            taken.added += not store.holds(revision.id)
            store.give(revision)
        if seen and not any(f.code == INGEST_FAILED for f in gave.findings):
            keep_taken(store, given.path, seen, gave.copies, gave.findings)
    return gave


def revisions_of(given: GivenFile, stages: Stages) -> Iterator[Revision | Finding]:
    """What a file gives; a fault of the program in reading it is told, and the other files go on."""
    try:
        for found in stages.revisions(given):
            yield _sound(found)
    except Exception as error:  # noqa: BLE001 (one file must not end a build; the finding carries the error)
        yield not_taken(given.path, named(error))


def not_taken(path: str, why: str) -> Finding:
    """The finding about a file, or a record of an archive, that gave nothing."""
    message = f"{path} could not be taken in ({why}); the other files were"
    return Finding(INGEST_FAILED, Severity.ERROR, message, path=path)


def named(error: Exception) -> str:
    """A fault of the program as findings tell it: its kind and what it says."""
    return f"{type(error).__name__}: {error}"


def _sound(found: Revision | Finding) -> Revision | Finding:
    """The same; raises ValueError where it holds what no file can be written with."""
    codec.encode(codec.plain(Metadata.of(found) if isinstance(found, Revision) else found))
    _ = found.id
    return found


def _withdraw_renamed(store: Store, ids: dict[tuple[str, str], set[str]]) -> None:
    """A text that was given at a path before under another address or publisher stands under the new one now."""
    for (path, sha256), now in ids.items():
        for identity, before in store.given_at(path):
            if before == sha256 and identity not in now:
                store.withdraw(path, identity)


def _labels(roots: list[Path]) -> set[str]:
    """What the findings of a folder or file that was named call it."""
    places = [Path(os.path.abspath(root)) for root in roots]  # noqa: PTH100 (resolve would follow links)
    return {label for p in places for label in (p.name, f"{p.parent.name}/{p.name}", str(p))}


def _is_about(places: set[str], finding: Finding) -> bool:
    """Whether a finding is about one of these files or folders, a file in one, or a line of one.

    That there was nothing at a path is about the build that was told so, and goes with the next.
    """
    path = finding.path or ""
    if finding.code == "no-such-file":
        return True
    ends = [i for i, c in enumerate(path) if c in "/#:!"]
    return any(path[:end] in places for end in (*ends, len(path)))


# --- revisions to entries ------------------------------------------------------------------------------


def _to_read(
    store: Store, taken: Iterable[str], stages: Stages, packs: Sequence[PackText]
) -> tuple[dict[str, str], list[str]]:
    """The marker of each revision that was taken in or was read with other packs, and those to be read."""
    given, there = dict.fromkeys(taken), store.markers()
    reader, read_with = stages.reader_version(), _READ_WITH + digest("packs", [(p.name, p.text) for p in packs])
    # A marker that names no packs tells of entries that came from a file; those stand until their article is given.
    others = [r for r, m in there.items() if r not in given and _READ_WITH in m and not m.endswith(read_with)]
    markers = {r: _marker(store, r, reader, stages) + read_with for r in (*given, *others)}
    return markers, [r for r, marker in markers.items() if there.get(r) != marker]


_READ_WITH = " with "


def _marker(store: Store, revision: str, reader: str, stages: Stages) -> str:
    return digest("read", store.about(revision), reader, stages.drafts_version)


def reading_work(stages: Stages, pack: Pack) -> Callable[[Revision], Read]:
    """The work of a reading process: its reader is loaded here. A reader with a `watch` tells what it costs."""
    loading = Watch()
    with loading.during(LOADING):
        reader = stages.reader()
    watch: Watch = getattr(reader, "watch", loading)
    watch.add(loading.taken())

    def read(revision: Revision) -> Read:
        try:
            reading = reader.read(revision)
            with watch.during(EXTRACTING):
                found = list(stages.drafts(reading, pack))
        except Exception as error:  # noqa: BLE001 (one article must not end a build; the finding carries the error)
            return Read(failure=named(error), spent=watch.taken())
        drafts = tuple(f for f in found if isinstance(f, Draft))
        return Read(drafts, tuple(f for f in found if isinstance(f, Finding)), spent=watch.taken())

    return read


def _recorded(store: Store, revision: Revision, result: Read | Lost, marker: str) -> Outcome | None:
    """What a reading changed in the record; None where it failed, which leaves what an earlier one made."""
    failure = result.reason if isinstance(result, Lost) else result.failure
    try:
        if failure is None and isinstance(result, Read):
            return store.append(revision.id, result.drafts, findings=result.findings, marker=marker)
    except (TypeError, ValueError) as error:
        failure = not_recorded(error)
    message = f"{revision.path} could not be read ({failure}); build again to try again, or report it with the file"
    finding = Finding("reading-failed", Severity.ERROR, message, path=revision.path, revision=revision.id)
    store.note([finding], by=By.READING, gone=lambda f: (f.code, f.revision) == (finding.code, finding.revision))
    return None


def not_recorded(error: Exception) -> str:
    """Why a reading failed that a record, or a shard's file, does not take."""
    return f"what was read cannot be recorded: {error}"


def _engine(wanted: int, processes: int | None) -> Engine:
    count = min(wanted // ARTICLES_A_PROCESS, _processors()) if processes is None else processes
    return Processes(min(count, wanted)) if min(count, wanted) > 1 else Inline()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
