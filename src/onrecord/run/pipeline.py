"""The one file that knows the order: files, revisions, readings, drafts, record."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, repeat
from pathlib import Path
from typing import Any, TypeVar

from onrecord.model import Finding, Revision, Severity, digest
from onrecord.model.spent import Spent, Watch
from onrecord.packs import PackText, all_shipped, combined, current
from onrecord.record import By, Copy, Outcome, Store, Taken, keep_packs, keep_taken, packs_of
from onrecord.record import taken as known
from onrecord.run.engine import Engine, Inline, Lost, Processes, processors
from onrecord.run.judging import Judges, is_reconciled
from onrecord.run.stages import Stages
from onrecord.work import taking
from onrecord.work.building import Gives, Steps
from onrecord.work.reading import Written, not_recorded
from onrecord.work.taking import INGEST_FAILED, INGESTING, GivenFile, not_taken
from onrecord.work.tidying import seldom_tidied

T = TypeVar("T")

ARTICLES_A_PROCESS = 30
"""Articles that are worth the one to two seconds in which another process loads its reader."""

LAST = 64
"""Articles at the end of a build of which the longest are read first."""

TAKING_IN, READING = "taking in", "reading"

WRITING, JUDGING = "write", "judge"
"""Stages whose cost is told, with those of the workers (see `onrecord.work`)."""


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


@dataclass
class _Taken:
    """What the files gave, as it comes in."""

    paths: set[str] = field(default_factory=set)
    revisions: dict[str, None] = field(default_factory=dict)
    ids: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    files: int = 0
    added: int = 0
    spent: Watch = field(default_factory=Watch)


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
    judges: Judges | None = None,
) -> BuildSummary:
    """Bring a record up to date with some files and folders.

    Only what is new or changed is read: a revision whose text, metadata, reader, extractors and packs are those of
    the last time is left alone. Killed at any moment, the record is good, and the next build carries on.

    `packs` None keeps to those that the record was read with before, and reads a new one with all that come with the
    program. With others than before, every article on record is read again, also those that are not given.
    `processes` None chooses: one for each 30 articles to be read, no more than the machine has. Where they
    are given, `engine` reads and `judges` judge in their place.
    """
    steps = stages or default_stages()
    words = current(packs if packs is not None else packs_of(store) or all_shipped())
    work = Steps(steps.revisions, steps.reader, steps.drafts, combined(words))
    roots = [Path(p) for p in paths]
    watch = Watch()
    failed, entries = 0, Outcome()
    with closing(judges or Judges(processes if processes is not None else processors())) as judging:
        with seldom_tidied(), closing(_Hands(work, processes, engine)) as hands:
            with watch.during(INGESTING):
                taken = _taken_in(roots, store, steps, progress, hands)
                keep_packs(store, words)
                markers, wanted = _to_read(store, taken.revisions, steps, words)
            watch.add(taken.spent.taken())
            given = _then(_long_before_short(store, wanted), partial(judging.expect, store, len(wanted)))
            results = hands.read(given, len(wanted))
            for number, (revision, result) in enumerate(results, 1):
                watch.add(result.spent if isinstance(result, Written) else {})
                with watch.during(WRITING):
                    outcome = _recorded(store, revision, result, markers[revision.id])
                failed += outcome is None
                entries += outcome or Outcome()
                progress(Step(READING, number, len(wanted), revision.path))
        if not is_reconciled(store):
            with watch.during(JUDGING):
                others = judging.reconciled(store)
            watch.add({JUDGING: Spent(cpu=others)})
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


def _taken_in(
    roots: list[Path], store: Store, stages: Stages, progress: Callable[[Step], None], hands: _Hands
) -> _Taken:
    taken = _Taken()
    found = list(stages.given(roots))
    files: list[GivenFile] = [f for f in found if not isinstance(f, Finding)]
    taken.findings.extend(f for f in found if isinstance(f, Finding))
    taken.files = len(files)
    opened = hands.opened(files, partial(_is_new, store, stages))
    for number, (given, gives) in enumerate(opened, 1):
        taken.spent.add(gives.spent if gives else {})
        _take_file(given, gives, store, stages, taken)
        hands.expect(taken.added, taken.added + len(files) - number)
        progress(Step(TAKING_IN, number, len(files), given.path))
    _withdraw_renamed(store, taken.ids)
    store.note(taken.findings, by=By.INGEST, gone=partial(_is_about, _labels(roots) | taken.paths))
    return taken


def _is_new(store: Store, stages: Stages, given: GivenFile) -> bool:
    """Whether a file is to be opened: it is not as it was when it was taken in last."""
    seen = stages.seen(given)
    return seen is None or known(store, given.path, seen) is None


def _take_file(given: GivenFile, gives: Gives | None, store: Store, stages: Stages, taken: _Taken) -> None:
    """Take in what a file gives; None where it has not been opened yet."""
    taken.paths.add(given.path)
    seen = stages.seen(given)
    gave = known(store, given.path, seen) if seen else None
    if gave is None:
        found = gives.found if gives else tuple(revisions_of(given, stages))
        gave = _kept(given.path, seen, found, store, taken)
    taken.findings.extend(gave.findings)
    for copy in gave.copies:
        taken.revisions[copy.revision] = None
        taken.ids.setdefault((copy.path, copy.sha256), set()).add(copy.revision)


def _kept(path: str, seen: str | None, found: Sequence[Revision | Finding], store: Store, taken: _Taken) -> Taken:
    """What a file gives, given to the record and, where nothing failed, kept for the next time."""
    here = [f for f in found if isinstance(f, Revision)]
    gave = Taken(tuple(map(Copy.of, here)), tuple(f for f in found if isinstance(f, Finding)))
    with store.transaction():
        for revision in here:
            taken.added += not store.holds(revision.id)
            store.give(revision)
        if seen and not any(f.code == INGEST_FAILED for f in gave.findings):
            keep_taken(store, path, seen, gave.copies, gave.findings)
    return gave


def revisions_of(given: GivenFile, stages: Stages) -> Iterator[Revision | Finding]:
    """What a file gives; a fault of the program in reading it is told, and the other files go on."""
    return taking.revisions_of(given, stages.revisions)


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
    given = dict.fromkeys(taken)
    reader, read_with = stages.reader_version(), _READ_WITH + digest("packs", [(p.name, p.text) for p in packs])
    # A marker that names no packs tells of entries that came from a file; those stand until their article is given.
    others = [r for r in store.marked_otherwise(_READ_WITH, read_with) if r not in given]
    markers = {r: _marker(store, r, reader, stages) + read_with for r in (*given, *others)}
    return markers, [r for r, marker in markers.items() if store.marker(r) != marker]


_READ_WITH = " with "


def _marker(store: Store, revision: str, reader: str, stages: Stages) -> str:
    return digest("read", store.about(revision), reader, stages.drafts_version)


def _long_before_short(store: Store, wanted: Sequence[str]) -> Iterator[Revision]:
    """Some articles, the last few by their length, so that no process is at a long one when the others are done."""
    rest = max(len(wanted) - LAST, 0)
    yield from map(store.revision, wanted[:rest])
    yield from sorted(map(store.revision, wanted[rest:]), key=lambda revision: len(revision.text), reverse=True)


def _then(items: Iterable[T], last: Callable[[], None]) -> Iterator[T]:
    """Some items, and what is to be done when all have been taken."""
    yield from items
    last()


def _recorded(store: Store, revision: Revision, result: Written | Lost, marker: str) -> Outcome | None:
    """What a reading changed in the record; None where it failed, which leaves what an earlier one made."""
    failure = result.reason if isinstance(result, Lost) else result.failure
    try:
        if isinstance(result, Written) and result.ready:
            return store.append_ready(result.ready, marker=marker)
    except (TypeError, ValueError) as error:
        failure = not_recorded(error)
    message = f"{revision.path} could not be read ({failure}); build again to try again, or report it with the file"
    finding = Finding("reading-failed", Severity.ERROR, message, path=revision.path, revision=revision.id)
    store.note([finding], by=By.READING, gone=lambda f: (f.code, f.revision) == (finding.code, finding.revision))
    return None


# --- who reads -----------------------------------------------------------------------------------------


class _Hands:
    """Those who take files in and read, chosen by how much there is to be done.

    Where it is worth other processes, they begin as soon as that shows, since to load a reader takes long: this one
    takes files in until they are ready, and they do that, too, from then on.
    """

    def __init__(self, steps: Steps, processes: int | None, engine: Engine | None) -> None:
        self._steps, self._processes, self._given = steps, processes, engine
        self._early: Processes | None = None

    def expect(self, new: int, likely: int) -> None:
        """So many new articles have come in, and about so many are to be read in all."""
        if self._given is None and self._early is None and self._count(new) > 1:
            self._early = Processes(self._count(likely))
            self._early.begin(self._steps)

    def opened(
        self, files: Sequence[GivenFile], is_new: Callable[[GivenFile], bool]
    ) -> Iterator[tuple[GivenFile, Gives | None]]:
        """Each file, in order; those that are new, with what they give where other processes have found it out."""
        for number, given in enumerate(files):
            if self._early and self._early.has_begun():
                for new, run in groupby(files[number:], is_new):
                    yield from self._run(run, is_new=new)
                return
            yield given, None

    def _run(self, files: Iterable[GivenFile], *, is_new: bool) -> Iterator[tuple[GivenFile, Gives | None]]:
        if not is_new or not self._early:
            yield from zip(files, repeat(None))
            return
        results: Iterator[tuple[GivenFile, Any]] = self._early.map(self._steps, files)
        for given, found in results:
            yield given, Gives((not_taken(given.path, found.reason),)) if isinstance(found, Lost) else found

    def read(self, revisions: Iterable[Revision], count: int) -> Iterator[tuple[Revision, Any]]:
        """Each of so many revisions with its reading, Written or Lost, in order."""
        return self._engine(count).map(self._steps, revisions) if count else iter(())

    def close(self) -> None:
        """Let go of processes that began early."""
        if self._early:
            self._early.stop()

    def _engine(self, wanted: int) -> Engine:
        count = self._count(wanted)
        if self._early and self._early.count >= count > 1:
            return self._early
        return self._given or (Processes(count) if count > 1 else Inline())

    def _count(self, articles: int) -> int:
        if self._processes is None:
            return min(articles // ARTICLES_A_PROCESS, processors())
        return min(self._processes, articles)
