"""What is not known: deadlines of which no outcome is told, what somebody kept back, empty slots, undated articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.model import Attribution, CommitmentType, Entry, Revision
from onrecord.packs import lexicon
from onrecord.query.as_of import as_of
from onrecord.query.board import Board
from onrecord.query.brief import prose
from onrecord.query.brief.account import Account, Sentence
from onrecord.query.cells import Slot
from onrecord.query.commitments import Standing, Status, commitments
from onrecord.query.known import MONTH
from onrecord.query.reporting import TOLD
from onrecord.reconcile import Line

OVERDUE, WITHHELD, UNDATED = 4, 4, 4
"""Deadlines, refusals and articles at most."""
BACK = timedelta(days=366)
"""How long before the first article a deadline is history, and nobody waits for its outcome."""
KEPT = re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon('brief')['withheld']))})\b", re.IGNORECASE)
"""Words by which somebody keeps something back."""
FEWEST = 9
"""Words of a refusal that tells by itself what is kept back."""


def gaps(account: Account, boards: Sequence[Board]) -> Iterator[Sentence]:
    """Deadlines, refusals, slots, articles."""
    yield from _overdue(account)
    yield from _withheld(account)
    yield from _slots(account, boards)
    yield from _undated(account)


def _overdue(account: Account) -> Iterator[Sentence]:
    """The deadlines that have passed with no outcome on record, the latest first."""
    before = frozenset(account.cited)
    rows = commitments(as_of(account.view, on=account.day)).of(Status.OVERDUE)
    given = 0
    for row in sorted(rows, key=lambda r: (-_binds(r), -(r.deadline or date.min).toordinal(), r.entry.id)):
        words = account.sentence(row.entry)
        past = row.deadline is not None and row.deadline < account.first_day - BACK
        known = past or row.body.condition or any(e.id in before for e in row.tellings)
        if words is None or known or not account.take(words, row.tellings):
            continue
        source = prose.printed(account.view, row.entry)
        later = "its outcome is not on record" + (", though later articles speak of it" if row.mentions else "")
        told = f"{prose.quoted(words)} ({source}): {later}."
        yield account.tell(told, (*row.tellings, *row.mentions))
        given += 1
        if given == OVERDUE:
            return


def _binds(row: Standing) -> bool:
    return row.body.type in {CommitmentType.MANDATE, CommitmentType.DEADLINE, CommitmentType.PLEDGE}


def _withheld(account: Account) -> Iterator[Sentence]:
    """The sentences that tell that somebody keeps something back, the latest first."""
    held = [r for r in account.view.revisions if account.of_revision.get(r.id)]
    given = 0
    for revision in sorted(held, key=_latest):
        for words, entries in _refusals(account, revision):
            if account.take(words, entries):
                source = prose.printed(account.view, entries[0])
                yield account.tell(f"Left open: {prose.quoted(words)} ({source})", entries)
                given += 1
            if given == WITHHELD:
                return


def _refusals(account: Account, revision: Revision) -> Iterator[tuple[str, list[Entry]]]:
    places = [match.start() for match in KEPT.finditer(revision.text)]
    for line in account.lines(revision):
        if not any(line.start <= at < line.end and _is_unquoted(line, at) for at in places):
            continue
        words = account.printed(revision, line)
        inside = [
            e
            for e in account.of_revision[revision.id]
            if e.kind in TOLD and account.has_come(e) and account.line(e) == line
        ]
        if words and len(words.split()) >= FEWEST and inside:
            yield words, sorted(inside, key=lambda e: (not isinstance(e.body, Attribution), e.id))[:2]


def _is_unquoted(line: Line, at: int) -> bool:
    """Whether a place in a sentence lies outside its quotation marks."""
    return not any(start <= at < end for start, end in line.quoted)


def _latest(revision: Revision) -> tuple[int, str]:
    when = revision.published.interval if revision.published else None
    return -(when.start or date.min).toordinal() if when else 0, revision.id


def _slots(account: Account, boards: Sequence[Board]) -> Iterator[Sentence]:
    """What no cell of a mission tells, in one sentence; it rests on what the record has of the mission."""
    names = lexicon("brief")["slots"]
    for board in (b for b in boards if b.mission):
        empty = [slot for slot in Slot if not any(c.values for c in board.of(slot))]
        cited = [v.entries[0] for c in board.cells for v in c.values[:1]][:2]
        if empty and cited:
            told = prose.listed([names[slot.value] for slot in empty], "or")
            yield account.tell(f"Of {board.subject} the record does not tell {told}.", cited)


def _undated(account: Account) -> Iterator[Sentence]:
    """The articles whose day is not known to the month: what they tell has no certain place in the order of time."""
    view = account.view
    found = [r for r in view.revisions if not _is_dated(r) and account.of_revision.get(r.id)]
    for revision in sorted(found, key=lambda r: r.path)[:UNDATED]:
        entries = sorted(
            (e for e in account.of_revision[revision.id] if e.kind in TOLD), key=lambda e: (e.anchors[0].start, e.id)
        )
        if entries:
            publisher = prose.printed(view, entries[0], dated=False)
            named = f"{prose.quoted(revision.title.value)} ({publisher})" if revision.title else publisher
            told = f"When {named} was published is not on record to the month: it may be older or newer than the rest."
            yield account.tell(told, entries[:1])


def _is_dated(revision: Revision) -> bool:
    held = revision.published.interval if revision.published else None
    return bool(held and held.start and held.end and held.end - held.start <= MONTH)
