"""Where things stand: each subject that the record follows, by the board; where it follows none, the latest figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.model import Commitment, CommitmentType, Entry, Figure
from onrecord.query.board import Board
from onrecord.query.brief import prose
from onrecord.query.brief.account import Account, Sentence
from onrecord.query.brief.figures import latest
from onrecord.query.cells import Cell, Slot, Value, start

SUBJECTS, LINES, FEWEST = 3, 3, 3
"""Subjects and figures of each at most; sentences, below which the latest figures of others are added."""
FRESH = timedelta(days=366)
"""How much older than the newest a figure of a subject may be to tell where it stands."""
ENDINGS = {"fulfilled": "was carried out", "lapsed": "lapsed", "withdrawn": "was withdrawn", "broken": "was broken"}


def standing(account: Account, boards: Sequence[Board]) -> Iterator[Sentence]:
    """Each subject: its mandate, posture and command, then its newest figures."""
    told = [sentence for each in boards[:SUBJECTS] for sentence in _subject(account, each)]
    yield from told
    if len(told) < FEWEST:
        yield from latest(account, FEWEST)


def _subject(account: Account, board: Board) -> Iterator[Sentence]:
    for cell in board.of(Slot.MANDATE):
        for value in cell.values:
            yield account.tell(_mandate(board, value), value.entries)
    for slot, said in ((Slot.POSTURE, _posture), (Slot.COMMAND, _command)):
        for cell in board.of(slot):
            if cell.values:
                yield account.tell(said(board, cell), [e for v in cell.values for e in v.entries])
    filled = [c for c in board.of(Slot.STRENGTH) if c.values and ", of " not in c.of]
    newest = max((_begun(c) for c in filled), default=date.min)
    fresh = [c for c in filled if newest - _begun(c) <= FRESH]
    for cell in sorted(fresh, key=lambda c: (-_begun(c).toordinal(), c.of))[:LINES]:
        yield account.tell(_strength(account, board, cell), [e for v in cell.values for e in v.entries])


def _begun(cell: Cell) -> date:
    return start(cell.values[0].days)


def _mandate(board: Board, value: Value) -> str:
    """Until when a mandate or deadline runs or ran, and what became of it."""
    bodies = [e.body for e in value.entries if isinstance(e.body, Commitment)]
    until, _, fate = value.told.partition("; ")
    due = next((b.due for b in bodies if b.due), None)
    wide = due is not None and due.start is not None and not due.is_day
    end = prose.heading(due) if wide else prose.day(date.fromisoformat(until.split()[-1]))
    if bodies and bodies[0].type is CommitmentType.MANDATE:
        head = f"The mandate of {_the(board.subject)} {'ran' if fate else 'runs'}"
    else:
        head = f"The time set for {_the(board.subject)} {'ran' if fate else 'runs'}"
    if not fate:
        return f"{head} until {end}, by the last word on record."
    if "no outcome" in fate:
        return f"{head} until {end}; what came after is not on record."
    return f"{head} until {end}; it {prose.listed([ENDINGS.get(f, f'was {f}') for f in fate.split(', ')])}."


def _the(name: str) -> str:
    """A name as it stands in a sentence: "NATO training mission" takes the article."""
    return name if name.casefold().startswith("the ") else prose.the(name)


def _posture(board: Board, cell: Cell) -> str:
    states = [f"{v.told} {prose.during(v.days)}" for v in cell.values]
    return f"By the last word on it, {_the(board.subject)} was {prose.listed(states, 'or')}."


def _command(board: Board, cell: Cell) -> str:
    names = [f"{v.told} ({prose.during(v.days)})" for v in cell.values]
    who = "commander" if len(names) == 1 else "commanders"
    verb = "is" if len(names) == 1 else "are"
    return f"The {who} of {_the(board.subject)} last told of {verb} {prose.listed(names)}."


def _strength(account: Account, board: Board, cell: Cell) -> str:
    """One figure with its source and days; where sources differ, each beside the other."""
    told = [_given(account, v) for v in cell.values]
    what = _measured(board, cell.of)
    return f"{what}: {told[0]}." if len(told) == 1 else f"{what}, on which sources differ: {'; '.join(told)}."


def _measured(board: Board, of: str) -> str:
    """`Personnel deployed, Operation Lantern, not counting medics`: what a cell's number is of."""
    counts, *rest = of.split(", ")
    owner, _, plain = counts.rpartition(": ")
    beside = [p.replace("without ", "not counting ", 1) for p in rest[1:]] if rest else []
    measure = f" {rest[0]}" if rest and " " not in rest[0] else ""
    if rest and not measure:
        beside = [p.replace("without ", "not counting ", 1) for p in rest]
    whose = f"{_the(board.subject)}, {owner}" if owner else _the(board.subject)
    return ", ".join([f"{prose.capital(plain)}{measure}, {whose}", *beside])


def _given(account: Account, value: Value) -> str:
    entry: Entry = value.entries[0]
    body = entry.body
    number = prose.counted(entry, body) if isinstance(body, Figure) else value.told
    return f"{number} {prose.during(value.days)}, according to {prose.spoken(account.view, entry)}"


def followed(boards: Sequence[Board]) -> list[Board]:
    """The subjects with slots of the program: those of which most is told first, missions before others."""
    return sorted(
        (b for b in boards if Slot.STRENGTH in b.slots), key=lambda b: (not b.mission, -_weight(b), b.subject)
    )


def _weight(board: Board) -> int:
    entries = {e for c in board.cells for v in c.values for e in v.entries}
    return 2 * sum(1 for c in board.cells if c.values) + len({e.revision for e in entries})
