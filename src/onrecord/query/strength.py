"""How strong a subject is told to be on a day: figures line by line, the latest number of each, and who differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from onrecord.model import Attribution, Entry, Factuality, Figure, Interval, Modifier, Verdict
from onrecord.packs import lexicon
from onrecord.query.cells import NEAR, Cell, Dated, Slot, Value, at, meet, start
from onrecord.query.subjects import Subjects, is_joint
from onrecord.query.view import View

LEAST = 0.65
"""How sure one figure of a line must be for the line to stand on the board: wrong cells are worse than empty ones."""
FOLLOWED = 2
"""Articles that tell of the strength of one who is no mission, from which on the record follows it."""


class Strength:
    """The figures of the subjects of a view on a day."""

    def __init__(self, view: View, subjects: Subjects, day: date) -> None:
        """Look at a view with its subjects."""
        self.view, self.subjects, self.day = view, subjects, day
        self.words = lexicon("board")

    def figures(self) -> dict[str, list[tuple[Entry, Figure]]]:
        """By subject, the figures of what there is, that no words around them deny and that begin by the day."""
        found: dict[str, list[tuple[Entry, Figure]]] = defaultdict(list)
        measures = {*self.words["levels"], *self.words["ceilings"]}
        for entry, figure in self.view.figures:
            days = figure.valid
            begun = days is not None and (days.start or days.end or date.max) <= self.day
            if figure.measure in measures and begun and self._is_level(entry, figure):
                key = self.subjects.of_figure(entry, figure)
                if key and (key in self.subjects.missions or figure.measure in self.words["followed"]):
                    found[key].append((entry, figure))
        return {k: held for k, held in found.items() if k in self.subjects.missions or _articles(held) >= FOLLOWED}

    def _is_level(self, entry: Entry, figure: Figure) -> bool:
        """Whether a figure is of what there is at a time: no addition, no sum over the years, nothing denied."""
        start, end = entry.anchors[0].span
        text = self.view.revision[entry.revision].text
        around = text[max(text.rfind(".", 0, start), 0) : (text.find(".", end) + 1) or len(text)].casefold()
        summed = figure.measure not in self.words["sums"] and any(t in around.split() for t in self.words["summed"])
        return not (figure.increment or summed or self.is_denied(figure.within))

    def is_denied(self, within: str | None) -> bool:
        """Whether what is told stands in words that deny it, ask it or only hope for it."""
        said = self.view.by_id.get(within or "")
        if said is None or not isinstance(said.body, Attribution):
            return False
        return said.body.negated or said.body.factuality is not Factuality.ASSERTED

    def cells(self, key: str, figures: Iterable[tuple[Entry, Figure]]) -> Iterator[Cell]:
        """A cell for each line of a subject's figures, by what they are of."""
        held = list(figures)
        ceilings = {e.id for e, f in held if f.measure in self.words["ceilings"]}
        for of, told in self.lines(key, held).items():
            ceiling = any(e.id in ceilings for e, _ in told)
            yield Cell(Slot.STRENGTH, of, tuple(self.values(told, ceiling=ceiling)))

    def lines(self, key: str, figures: Iterable[tuple[Entry, Figure]]) -> dict[str, list[Dated]]:
        """A subject's figures by what they are of, as "personnel, deployed", but lines of which none is sure."""
        lines: dict[str, list[Dated]] = defaultdict(list)
        held = list(figures)
        placed = len({f.place for _, f in held if f.measure in self.words["levels"]} - {None}) > 1
        joint = is_joint(self.subjects.name(key))
        for entry, figure in held:
            of = self._line(key, entry, figure, placed=placed, joint=joint)
            if of is not None:
                lines[of].append((entry, figure.valid))
        return {of: told for of, told in sorted(lines.items()) if max(e.confidence for e, _ in told) >= LEAST}

    def _line(self, key: str, entry: Entry, figure: Figure, *, placed: bool, joint: bool) -> str | None:
        """What a number is of, as "personnel, deployed, without medics"; None where it is a part of one not named."""
        first, _, rest = figure.counts.partition(" ")
        counts = rest if rest and first[:1].isupper() else figure.counts
        if figure.part_of and figure.part_of.casefold() in self.words["pronouns"]:
            return None
        part = joint and figure.subject and self.subjects.mission(entry.revision, figure.subject) != key
        elsewhere = figure.mission and self.subjects.mission(entry.revision, figure.mission) != key
        parts = (
            f"{figure.subject}: {counts}" if part else counts,
            None if figure.measure in counts.split() else figure.measure,
            f"in {figure.place}" if placed and figure.place else None,
            f"on {figure.mission}" if elsewhere else None,
            f"of {figure.part_of}" if figure.part_of else None,
            f"without {figure.excludes}" if figure.excludes else None,
        )
        return ", ".join(" ".join(p.split()) for p in parts if p)

    def values(self, told: Iterable[Dated], *, ceiling: bool = False) -> Iterator[Value]:
        """Of the figures of one line, the latest number and what differs from it; `ceiling` where it is one."""
        return self._shown(self._runs(told), ceiling=ceiling)

    def _runs(self, told: Iterable[Dated]) -> list[list[Dated]]:
        """Figures in the order of their days, those that give one number in a row together."""
        runs: list[list[Dated]] = []
        for entry, days in sorted(told, key=lambda p: (at(p[1], self.day), start(p[1]), p[0].id)):
            if runs and number(runs[-1][-1][0]) == number(entry):
                runs[-1].append((entry, days))
            else:
                runs.append([(entry, days)])
        return runs

    def _shown(self, runs: list[list[Dated]], *, ceiling: bool) -> Iterator[Value]:
        """The number of the latest days, then others told for these days too, or that are judged against it.

        A ceiling that is told again as it was before it was changed may be told of as past: the change is shown too.
        """
        *earlier, newest = runs
        yield _value(newest)
        ids, newly = {e.id for e, _ in newest}, number(newest[0][0])
        past = ceiling and all(_is_as_published(e, d) for e, d in newest)
        again = past and any(number(r[0][0]) == newly for r in earlier[:-1])
        told = {newly}
        for run in reversed(earlier):
            entry, days = run[-1]
            near = abs(start(newest[-1][1]) - start(days)) <= NEAR and meet(newest[-1][1], days)
            against = any(self.quarrels[e.id] & ids for e, d in run if meet(d, newest[-1][1]))
            if number(entry) not in told and (near or against or (again and run is earlier[-1])):
                told.add(number(entry))
                yield _value(run)

    @cached_property
    def quarrels(self) -> Mapping[str, set[str]]:
        """By entry, those that are judged against it."""
        found: dict[str, set[str]] = defaultdict(set)
        for each in self.view.judgements:
            if each.verdict is Verdict.CONTRADICTS:
                found[each.a].add(each.b)
                found[each.b].add(each.a)
        return found


def _articles(held: Iterable[tuple[Entry, Figure]]) -> int:
    return len({entry.revision for entry, _ in held})


def _is_as_published(entry: Entry, days: Interval | None) -> bool:
    """Whether what is told is told as of its article's own day: the words may say no other."""
    return entry.published is not None and days is not None and days.end == entry.published.end


def number(entry: Entry) -> tuple[object, ...]:
    """What makes two figures give one number: about 300 is 300, and at most 450, as a ceiling, 450."""
    if not isinstance(entry.body, Figure):
        return (entry.id,)
    quantity = entry.body.quantity
    loose = {Modifier.EXACT, Modifier.ABOUT, Modifier.AT_MOST}
    plain = quantity.modifier in loose
    number = quantity.value if quantity.value is not None else quantity.high if plain else None
    return (number,) if plain and number is not None else (quantity.value, quantity.low, quantity.high)


def _value(run: Sequence[Dated]) -> Value:
    """The latest figure of a run, since when it is told so, with all that tell it."""
    last, days = run[-1]
    surface = last.body.quantity.surface if isinstance(last.body, Figure) else ""
    first = min((d for _, d in run if d), key=start, default=None)
    since = first.start if first else None
    return Value(" ".join(surface.split()), days, tuple(e for e, _ in reversed(run)), since)
