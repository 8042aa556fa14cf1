"""The board: the state of each subject that the record follows on a day, slot by slot, every cell with its entries.

A cell holds what the latest words on record give, with the day that they give it for: where they differ, all of them.
A slot on which nothing is told stands empty: not on record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import (
    Commitment,
    CommitmentType,
    Entity,
    Entry,
    Event,
    EventFactuality,
    Figure,
    Interval,
    MentionType,
)
from onrecord.packs import lexicon
from onrecord.query.as_of import as_of
from onrecord.query.cells import Cell, Slot, Value, latest, start
from onrecord.query.commanding import commanders
from onrecord.query.commitments import Standing, Status, commitments
from onrecord.query.days import has_begun
from onrecord.query.followed import Followed
from onrecord.query.strength import LEAST, Strength
from onrecord.query.subjects import Subjects
from onrecord.query.view import View

LASTING = (CommitmentType.MANDATE, CommitmentType.DEADLINE)
"""What ends a mission's time."""


@dataclass(frozen=True, slots=True)
class Board:
    """One subject on a day: every slot of the program, and of packs what is told, in the order of `slots`."""

    subject: str
    mission: bool
    cells: tuple[Cell, ...]
    slots: tuple[str, ...] = tuple(Slot)

    def of(self, slot: str) -> tuple[Cell, ...]:
        """The cells of a slot."""
        return tuple(c for c in self.cells if c.slot == slot)


@dataclass(frozen=True, slots=True)
class Boards:
    """The board of a view on a day; `given` tells whether the day was asked for."""

    on: date
    given: bool
    subjects: tuple[Board, ...]


def board(view: View, subject: str | None = None) -> Boards:
    """The board of a view on its day; where it has none, on the day by which it is known, or the last of publication.

    `subject` is a part of a name, in any case. Raises NoDayError where there is no day to go by.
    """
    day = commitments(view).on
    made = _Making(as_of(view, on=day), day)
    told = (b for b in made.boards() if subject is None or subject.casefold() in b.subject.casefold())
    return Boards(day, view.on is not None, tuple(told))


class _Making:
    """The board of a view on a day, as it is made."""

    def __init__(self, view: View, day: date) -> None:
        self.view, self.day = view, day
        self.words = lexicon("board")
        self.subjects = Subjects(view)
        self.strength = Strength(view, self.subjects, day)

    def boards(self) -> Iterator[Board]:
        """Missions first, then who else has a strength or is followed by a pack's slots; by name."""
        figures = self.strength.figures()
        standing = self._standing()
        followed = Followed(self.view, self.strength, commitments(self.view).rows)
        keys = sorted(
            self.subjects.missions | figures.keys() | followed.keys, key=lambda k: (k not in self.subjects.missions, k)
        )
        for key in keys:
            found = [*self.strength.cells(key, figures.get(key, ()))]
            if key in self.subjects.missions:
                mandate = self._mandate(standing.get(key, ()))
                found += [*mandate, *self._posture(key, standing.get(key, ())), *self._command(key)]
                found += self._tasks(standing.get(key, ()))
            found += self._place(figures.get(key, ()))
            slots: tuple[str, ...] = tuple(Slot) if found else ()
            found += [Cell(slot) for slot in slots if not any(c.slot == slot for c in found)]
            beside = list(followed.cells(key)) if key in followed.keys else []
            if any(c.values for c in beside):
                slots += followed.names(key)
                found += beside
            if found:
                cells = sorted(found, key=lambda c: slots.index(c.slot))
                yield Board(self.subjects.name(key), key in self.subjects.missions, tuple(cells), slots)

    # --- mandate, posture, tasks -----------------------------------------------------------------------

    def _standing(self) -> dict[str, list[Standing]]:
        """By mission, the commitments on it."""
        found: dict[str, list[Standing]] = defaultdict(list)
        for row in commitments(self.view).rows:
            keys = {self._mission_of(e) for e in row.tellings} - {None}
            if len(keys) == 1:
                found[next(k for k in keys if k)].append(row)
        return found

    def _mission_of(self, entry: Entry) -> str | None:
        body = entry.body
        if not isinstance(body, Commitment):
            return None
        told = self.subjects.mission(entry.revision, body.mission)
        own = body.mission is None and body.type is CommitmentType.MANDATE
        return told or (self.subjects.bound(entry.revision, body.actor) if own else None)

    def _mandate(self, rows: Sequence[Standing]) -> Iterator[Cell]:
        """The mandates in force, else the one that ended last, with their ends and what became of them.

        Those of one mission may be of several parts of it: they differ only where a judgement says so.
        """
        held = [r for r in rows if r.body.type in LASTING and r.deadline]
        moved = {"extended", "superseded"}
        left = [r for r in held if not moved & {o.fate for o in r.outcomes}]
        if not left:
            return
        open_ = [r for r in left if r.status in {Status.STANDING, Status.DUE}]
        last = max(r.deadline for r in left if r.deadline)
        shown = open_ or [r for r in left if r.deadline == last]
        values = []
        for row in sorted(shown, key=lambda r: (r.deadline or date.max, r.entry.id)):
            fates = ", ".join(dict.fromkeys(o.fate for o in row.outcomes))
            silent = "passed, no outcome on record" if row.status is Status.OVERDUE else ""
            told = "; ".join(p for p in (f"until {row.deadline}", fates or silent) if p)
            cited = (*row.tellings, *(o.teller for o in row.outcomes))
            values.append(Value(told, row.entry.published, tuple(dict.fromkeys(cited))))
        if any(self.strength.quarrels[e.id] for v in values for e in v.entries):
            yield Cell(Slot.MANDATE, "", tuple(values))
        else:
            yield from (Cell(Slot.MANDATE, "", (value,)) for value in values)

    def _posture(self, key: str, rows: Sequence[Standing]) -> Iterator[Cell]:
        """The last on record of: begun, suspended, resumed, extended, ended."""
        states: dict[str, str] = self.words["posture"]
        told: list[tuple[Entry, Interval | None, str]] = []
        for entry, event in self.view.events:
            real = event.factuality in {EventFactuality.HAPPENED, EventFactuality.CLAIMED}
            if event.type in states and real and event.date and not self.strength.is_denied(event.within):
                named = {self.subjects.mission(entry.revision, p.name) for p in event.participants}
                if key in named and has_begun(entry, self.day):
                    told.append((entry, event.date, states[event.type]))
        for row in rows:
            for outcome in row.outcomes:
                ended = self.words["ends"].get(outcome.fate)
                if ended and row.body.type in LASTING and row.deadline and row.deadline <= self.day:
                    told.append((outcome.teller, Interval.day(row.deadline), ended))
        open_ = [r for r in rows if r.body.type in LASTING and r.deadline and r.deadline >= self.day]
        ends = [r.deadline for r in rows if r.body.type in LASTING and r.deadline]
        if ends and not open_:
            # What was said before the last mandate ran out tells nothing of what came after.
            told = [t for t in told if start(t[1]) >= max(ends)]
        last = latest([(e, days) for e, days, _ in told], self.day)
        state = {(e.id, str(days)): s for e, days, s in told}
        groups: dict[str, list[tuple[Entry, Interval | None]]] = defaultdict(list)
        for entry, days in last:
            groups[state[entry.id, str(days)]].append((entry, days))
        if groups:
            yield Cell(Slot.POSTURE, "", tuple(Value(s, h[0][1], tuple(e for e, _ in h)) for s, h in groups.items()))

    def _tasks(self, rows: Sequence[Standing]) -> Iterator[Cell]:
        """What is to be done on it, in the articles' words: pledges and announced intentions that stand."""
        kinds = {CommitmentType.PLEDGE, CommitmentType.INTENTION}
        open_ = (r for r in rows if r.body.type in kinds and r.status in {Status.STANDING, Status.DUE})
        for row in open_:
            if not row.body.negated:
                yield Cell(Slot.TASKS, "", (Value(row.body.action, row.entry.published, row.tellings),))

    # --- command and place -----------------------------------------------------------------------------

    def _command(self, key: str) -> Iterator[Cell]:
        told: dict[str, list[tuple[Entry, Interval | None]]] = defaultdict(list)
        names: dict[str, str] = {}
        for entry, name, days in (
            *self._offices(key),
            *self._handovers(key),
            *commanders(self.view, self.subjects, key),
        ):
            person = self.subjects.person(entry.revision, name)
            if person and has_begun(entry, self.day):
                told[person].append((entry, days))
                names[person] = max(names.get(person, ""), name, key=len)
        last = latest([pair for held in told.values() for pair in held], self.day)
        shown = {p: [pair for pair in held if pair in last] for p, held in told.items()}
        values = [Value(names[p], h[0][1], tuple(e for e, _ in h)) for p, h in sorted(shown.items()) if h]
        if values:
            yield Cell(Slot.COMMAND, "", tuple(values))

    def _offices(self, key: str) -> Iterator[tuple[Entry, str, Interval | None]]:
        """Who is called its commander, as of the day of the article."""
        for entry in self.view.entries:
            if isinstance(entry.body, Entity) and entry.body.type is MentionType.PERSON:
                for role in entry.body.roles:
                    if self._commands(entry.revision, role.text, key):
                        yield entry, entry.body.name, entry.published

    def _commands(self, revision: str, role: str, key: str) -> bool:
        """Whether a role as printed is that of the commander of a mission: named in it, or the only one named."""
        office, _, of = role.casefold().partition(" of ")
        bare = " ".join(w for w in office.replace(",", " ").split() if w not in self.words["plain"])
        if bare not in self.words["commanders"]:
            return False
        printed = role[len(office) + len(" of ") :]
        own = self.subjects.mission(revision, printed.removeprefix("the ")) if of else self.subjects.alone(revision)
        return own == key

    def _handovers(self, key: str) -> Iterator[tuple[Entry, str, Interval | None]]:
        """Who took command, in an article that names no other mission."""
        for entry, event in self.view.events:
            taken = any(p.name.casefold() in self.words["command"] for p in event.participants)
            done = event.factuality in {EventFactuality.HAPPENED, EventFactuality.CLAIMED}
            if event.type == "handover" and taken and done and self.subjects.alone(entry.revision) == key:
                for each in _agents(event):
                    yield entry, each, event.date

    def _place(self, figures: Iterable[tuple[Entry, Figure]]) -> Iterator[Cell]:
        """Where its strength is told to be."""
        placed = [(e, f) for e, f in figures if f.place and e.confidence >= LEAST and f.measure in self.words["levels"]]
        last = dict(latest([(e, f.valid) for e, f in placed], self.day))
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry, figure in placed:
            if entry in last:
                groups[figure.place or ""].append(entry)
        for place, held in sorted(groups.items()):
            yield Cell(Slot.PLACE, "", (Value(place, last[held[0]], tuple(held)),))


def _agents(event: Event) -> Iterator[str]:
    return (p.name for p in event.participants if p.role == "agent")
