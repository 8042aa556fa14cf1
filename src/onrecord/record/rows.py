"""Rows of the ledger, and the values that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from onrecord.model import Draft, Entry, Finding, Interval, Judgement
from onrecord.record import codec
from onrecord.record.bodies import HELD, Bodies, packed

FINDING = "finding"
"""The kind that findings have in the ledger."""

JUDGEMENT = "judgement"
"""The kind that judgements have in the ledger."""


class Op(StrEnum):
    """What a row of the ledger does."""

    APPEND = "append"
    SUPERSEDE = "supersede"
    RETIRE = "retire"
    RESTORE = "restore"


class Hand(StrEnum):
    """Whose row it is: a reader's (made again by a build), or a person's (which a build never overrules)."""

    MACHINE = "machine"
    PERSON = "person"


class By:
    """Who makes findings, so that each withdraws only its own."""

    INGEST = "ingest"
    READING = "reading"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Act:
    """What one row says: the entry or finding that it is about, what is done, by whom; `body` as JSON, where any."""

    id: str
    version: str
    kind: str
    revision: str | None
    span: tuple[int | None, int | None]
    body: str | None
    by: str
    hand: Hand = Hand.MACHINE
    op: Op = Op.APPEND
    undoes: int | None = None

    COLUMNS = 'seq, id, version, kind, revision, start, "end", body, recorded, by, hand, op, undoes'

    def row(self, seq: int, recorded: str) -> tuple[object, ...]:
        """The values of the columns."""
        return (
            *(seq, self.id, self.version, self.kind, self.revision, *self.span),
            *(self.body, recorded, self.by, self.hand.value, self.op.value, self.undoes),
        )


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry, as the ledger keeps it; `entry` is None where the row retires or restores."""

    seq: int
    entry: Entry | None
    version: str
    recorded: str
    by: str
    hand: Hand
    op: Op
    undoes: int | None

    COLUMNS = f"{HELD}, seq, version, recorded, op, undoes"

    @classmethod
    def of(cls, row: tuple[Any, ...], bodies: Bodies) -> Version:
        """The version that the columns say."""
        body, _, _, by, hand, seq, version, recorded, op, undoes = row
        entry = bodies.entry(row[:5]) if body else None
        return cls(seq, entry, version, recorded, by, Hand(hand), Op(op), undoes)


def act_of(entry: Entry, by: str, text: str, *, hand: Hand = Hand.MACHINE) -> Act:
    """The act that puts an entry on record; `text` is that of its revision."""
    data = codec.entry_plain(entry)
    span = min(a.span for a in entry.anchors)
    body = codec.encode(packed(data, text, by=by, person=hand is Hand.PERSON))
    return Act(entry.id, codec.version(data), entry.kind.value, entry.revision, span, body, by, hand)


def finding_act(finding: Finding, by: str) -> Act:
    """The act that puts a finding on record."""
    data = codec.finding_plain(finding)
    span = min((a.span for a in finding.anchors), default=(None, None))
    return Act(finding.id, codec.version(data), FINDING, finding.revision, span, codec.encode(data), by)


def anchored(finding: Finding, text: str) -> Finding:
    """The finding with those of its anchors that hold: the others would point nowhere."""
    return replace(finding, anchors=tuple(a for a in finding.anchors if a.holds_in(text)))


def judgement_act(judgement: Judgement) -> Act:
    """The act that puts a judgement on record."""
    data = codec.judgement_plain(judgement)
    return Act(judgement.id, codec.version(data), JUDGEMENT, None, (None, None), codec.encode(data), judgement.by)


def sealed(drafts: Iterable[Draft], revision: str, published: Interval | None) -> Iterator[Entry]:
    """The entries that drafts become; those of one kind on the same words are told apart in the order they come."""
    met: dict[tuple[object, ...], int] = {}
    for draft in drafts:
        about = (draft.kind, tuple(sorted(a.span for a in draft.anchors)))
        ordinal = met.get(about, 0)
        met[about] = ordinal + 1
        yield _entry(draft, revision, published, ordinal)


def _entry(draft: Draft, revision: str, published: Interval | None, ordinal: int) -> Entry:
    return Entry(
        revision=revision,
        body=draft.body,
        anchors=draft.anchors,
        extractor=draft.extractor,
        confidence=float(draft.confidence),
        attributed_to=draft.attributed_to,
        published=published,
        ordinal=ordinal,
    )


def stamp(moment: datetime) -> str:
    """A moment as the record writes it."""
    return moment.isoformat(timespec="microseconds")
