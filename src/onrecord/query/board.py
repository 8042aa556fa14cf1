"""The board: the state of each subject that the record follows on a day, slot by slot, every cell with its entries.

A cell holds what the latest words on record give, with the day that they give it for: where they differ, all of them.
A slot on which nothing is told stands empty: not on record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

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
from onrecord.query.cells import Cell, Slot, Value, latest, start
from onrecord.query.commanding import Told, commanders
from onrecord.query.commitments import Commitments, Standing, Status, standings
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
    stand = standings(view)
    made = _Making(view, stand)
    told = (b for b in made.boards() if subject is None or subject.casefold() in b.subject.casefold())
    return Boards(stand.on, view.on is not None, tuple(told))


class _Making:
    """The board of a view on a day, as it is made; `stand` is how its commitments stand on that day.

    What is told of missions is gathered in one pass over the view for all of them.
    """

    def __init__(self, view: View, stand: Commitments) -> None:
        self.view, self.rows, self.day = view, stand.rows, stand.on
        self.words = lexicon("board")
        self.subjects = Subjects(view)
        self.strength = Strength(view, self.subjects, self.day)

    def boards(self) -> Iterator[Board]:
        """Missions first, then who else has a strength or is followed by a pack's slots; by name."""
        figures = self.strength.figures()
        standing = self._standing()
        followed = Followed(self.view, self.strength, self.rows)
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
        for row in self.rows:
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
        told = list(self._turns.get(key, ()))
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

    @cached_property
    def _turns(self) -> Mapping[str, list[tuple[Entry, Interval | None, str]]]:
        """By mission, the events that tell of its posture, each with what they tell."""
        states: dict[str, str] = self.words["posture"]
        found: dict[str, list[tuple[Entry, Interval | None, str]]] = defaultdict(list)
        for entry, event in self.view.events:
            if event.type in states and _is_real(event) and event.date and has_begun(entry, self.day):
                named = (self.subjects.mission(entry.revision, p.name) for p in event.participants)
                keys = {key for key in named if key}
                if keys and not self.strength.is_denied(event.within):
                    for key in keys:
                        found[key].append((entry, event.date, states[event.type]))
        return found

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
        for entry, name, days in self._commanders.get(key, ()):
            person = self.subjects.person(entry.revision, name)
            if person and has_begun(entry, self.day):
                told[person].append((entry, days))
                names[person] = max(names.get(person, ""), name, key=len)
        last = latest([pair for held in told.values() for pair in held], self.day)
        shown = {p: [pair for pair in held if pair in last] for p, held in told.items()}
        values = [Value(names[p], h[0][1], tuple(e for e, _ in h)) for p, h in sorted(shown.items()) if h]
        if values:
            yield Cell(Slot.COMMAND, "", tuple(values))

    @cached_property
    def _commanders(self) -> Mapping[str, list[Told]]:
        """By mission, who is told to command it."""
        found: dict[str, list[Told]] = defaultdict(list)
        for key, told in chain(self._offices(), self._handovers(), commanders(self.view, self.subjects)):
            found[key].append(told)
        return found

    def _offices(self) -> Iterator[tuple[str, Told]]:
        """Who is called the commander of a mission, as of the day of the article."""
        for entry in self.view.entries:
            if isinstance(entry.body, Entity) and entry.body.type is MentionType.PERSON:
                for role in entry.body.roles:
                    key = self._commanded(entry.revision, role.text)
                    if key:
                        yield key, (entry, entry.body.name, entry.published)

    def _commanded(self, revision: str, role: str) -> str | None:
        """The mission whose commander's a role as printed is: named in it, or the only one named."""
        office, _, of = role.casefold().partition(" of ")
        bare = " ".join(w for w in office.replace(",", " ").split() if w not in self.words["plain"])
        if bare not in self.words["commanders"]:
            return None
        printed = role[len(office) + len(" of ") :]
        return self.subjects.mission(revision, printed.removeprefix("the ")) if of else self.subjects.alone(revision)

    def _handovers(self) -> Iterator[tuple[str, Told]]:
        """Who took command, in an article that names no other mission."""
        for entry, event in self.view.events:
            key = self.subjects.alone(entry.revision) if event.type == "handover" and _is_real(event) else None
            if key and any(p.name.casefold() in self.words["command"] for p in event.participants):
                yield from ((key, (entry, each, event.date)) for each in _agents(event))

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


def _is_real(event: Event) -> bool:
    return event.factuality in {EventFactuality.HAPPENED, EventFactuality.CLAIMED}


def _agents(event: Event) -> Iterator[str]:
    return (p.name for p in event.participants if p.role == "agent")
