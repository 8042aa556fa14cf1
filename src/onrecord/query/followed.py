"""What the slots of story packs follow of places and bodies: the latest numbers of each thing, and what stands.

Whose a number is must stand in its own sentence; where it does not for the latest, the line is left off. So it is
where an article gives several numbers of one thing for the same days: it tells more than one thing by it, and which is
not on record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from onrecord.model import Commitment, Entry, Figure, MentionType
from onrecord.packs import BoardSlot, lexicon
from onrecord.packs.schema import FOLLOWED as KINDS
from onrecord.query.cells import Cell, Dated, Value, latest
from onrecord.query.commitments import Standing, Status
from onrecord.query.strength import FOLLOWED, Strength, number
from onrecord.query.subjects import Subjects
from onrecord.query.view import View

_END = re.compile(r"[.!?]['\"”’)]*\s+(?=['\"“‘(]*[A-Z])|\n")
"""Where a sentence ends, so that no number of the next is taken for one of it."""
_WORD = re.compile(r"\w+")

Lines = dict[str, list[Dated]]
"""Figures by what they are of, as "confirmed cases"."""


class Followed:
    """The slots of a view's packs on a day, by subject."""

    def __init__(self, view: View, strength: Strength, rows: Sequence[Standing]) -> None:
        """Look at a view with its figures and how its commitments stand."""
        self.view, self.strength, self.rows = view, strength, rows
        self.subjects: Subjects = strength.subjects
        self.day: date = strength.day
        self.words = lexicon("board")

    @cached_property
    def keys(self) -> frozenset[str]:
        """Who is on the board: whoever has numbers of one line in articles of two days, of a slot beside no other."""
        founding = (s for s in self.view.slots if not s.beside)
        return frozenset(
            k for s in founding for k, lines in self._lines[s].items() if any(map(_is_followed, lines.values()))
        )

    def names(self, key: str) -> tuple[str, ...]:
        """The slots of one who is on the board, in the order of the packs."""
        return tuple(dict.fromkeys(s.name for s in self.view.slots if self._is_of(s, key)))

    def cells(self, key: str) -> Iterator[Cell]:
        """A cell for each line that is sure, and for what stands; what is left off is not told as missing."""
        for slot in (s for s in self.view.slots if self._is_of(s, key)):
            lines = self._lines[slot].get(key, {})
            for of, told in sorted(lines.items()):
                sure = [(e, days) for e, days in told if self._is_named(e, key)]
                newest = {e.id for e, _ in latest(told, self.day)}
                if newest & {e.id for e, _ in sure} and _is_followed(told) and self._is_one(sure):
                    yield Cell(slot.name, of if of != slot.name else "", tuple(self.strength.values(sure)))
            yield from self._standing(slot, key)

    def _is_of(self, slot: BoardSlot, key: str) -> bool:
        if not self._kind_fits(slot, key):
            return False
        beside = [self._lines[s] for s in self.view.slots if s.name in slot.beside]
        return not slot.beside or any(_is_followed(told) for lines in beside for told in lines.get(key, {}).values())

    def _kind_fits(self, slot: BoardSlot, key: str) -> bool:
        return bool(self.subjects.kinds(key) & (slot.of or frozenset(KINDS)))

    # --- numbers ---------------------------------------------------------------------------------------

    @cached_property
    def _lines(self) -> Mapping[BoardSlot, Mapping[str, Lines]]:
        """By slot and subject, the figures of it that begin by the day, line by line."""
        found: dict[BoardSlot, dict[str, Lines]] = {s: defaultdict(lambda: defaultdict(list)) for s in self.view.slots}
        for entry, figure in self.view.figures:
            key = self._subject(entry, figure)
            counts = self._counts(figure)
            for slot in self.view.slots if key else ():
                if _counts_in(slot, figure.measure, counts) and self._kind_fits(slot, key or ""):
                    found[slot][key or ""][_line(slot, figure, counts)].append((entry, figure.valid))
        return found

    def _subject(self, entry: Entry, figure: Figure) -> str | None:
        """Whose a figure is, where it is of all of them on known days that have begun; None where it is of a part."""
        days = figure.valid
        begun = days is not None and (days.start or days.end or date.max) <= self.day
        part = figure.increment or figure.part_of or figure.mission or self.strength.is_denied(figure.within)
        added = figure.counts.split()[0] in self.words["added"]
        key = self.subjects.key(entry.revision, figure.subject) if begun and not part and not added else None
        here = figure.place in {None, figure.subject} or self.subjects.key(entry.revision, figure.place) == key
        return key if here else None

    def _is_named(self, entry: Entry, key: str) -> bool:
        """Whether the sentence of a number names whose it is, no other place, and no more of the world."""
        first, last = entry.anchors[0].span
        text = self.view.revision[entry.revision].text
        begins = max((m.end() for m in _END.finditer(text, 0, first)), default=0)
        ends = _END.search(text, last)
        sentence = text[begins : ends.start() if ends else len(text)]
        named = self.subjects.named(entry.revision, sentence)
        places = {k for k, kind in named.items() if kind is MentionType.PLACE}
        wider = set(_WORD.findall(sentence.casefold())) & set(self.words["wider"])
        return key in named and places <= {key} and not wider

    def _counts(self, figure: Figure) -> str:
        """What is counted, without that it is people who are."""
        counts, _, among = figure.counts.partition(" among ")
        return counts if among in self.words["anyone"] else figure.counts

    def _is_one(self, told: Sequence[Dated]) -> bool:
        """Whether each article that has the latest numbers of a line gives but one."""
        given: dict[str, set[tuple[object, ...]]] = defaultdict(set)
        for entry, _ in latest(told, self.day):
            given[entry.revision].add(number(entry))
        return all(len(numbers) == 1 for numbers in given.values())

    # --- commitments -----------------------------------------------------------------------------------

    def _standing(self, slot: BoardSlot, key: str) -> Iterator[Cell]:
        """What stands of the slot's commitments that bind the subject, in the articles' words."""
        for row in self._open.get(key, ()):
            if row.body.type in slot.commitments:
                until = f" (until {row.deadline})" if row.deadline else ""
                yield Cell(slot.name, "", (Value(f"{row.body.action}{until}", row.entry.published, row.tellings),))

    @cached_property
    def _open(self) -> Mapping[str | None, list[Standing]]:
        """By subject, the commitments that bind it and stand."""
        found: dict[str | None, list[Standing]] = defaultdict(list)
        for row in self.rows:
            if row.status in {Status.STANDING, Status.DUE} and not row.body.negated:
                for key in self._bound(row):
                    found[key].append(row)
        return found

    def _bound(self, row: Standing) -> set[str | None]:
        bodies = ((e, e.body) for e in row.tellings if isinstance(e.body, Commitment))
        return {self.subjects.key(e.revision, body.actor) for e, body in bodies}


def _is_followed(told: Iterable[Dated]) -> bool:
    """Whether articles of two days have numbers of a line: not two forms of one article."""
    return len({entry.published for entry, _ in told}) >= FOLLOWED


def _counts_in(slot: BoardSlot, measure: str, counts: str) -> bool:
    if not slot.measures and not slot.counts:
        return False
    head = counts.partition(" among ")[0]
    named = any(head == c or head.endswith(f" {c}") for c in slot.counts)
    return (not slot.measures or measure in slot.measures) and (not slot.counts or named)


def _line(slot: BoardSlot, figure: Figure, counts: str) -> str:
    """What a number is of, as "confirmed cases", "cases, estimated" or "personnel, without medics"."""
    plain = figure.measure == "other" or slot.measures == {figure.measure} or figure.measure in counts.split()
    without = f"without {figure.excludes}" if figure.excludes else None
    return ", ".join(p for p in (counts, None if plain else figure.measure, without) if p)
