"""Finding time expressions: the patterns run over each block, the parse says which matches are meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.model import Parse
from onrecord.packs import lexicon
from onrecord.read.times.calendar import holidays
from onrecord.read.times.checks import holds
from onrecord.read.times.direction import Direction, direction
from onrecord.read.times.expression import Expression
from onrecord.read.times.grammar import patterns, qualifiers
from onrecord.read.times.lexis import Line, Word

AROUND = 4
"""Words on either side that a check or a resolver may look at."""

TIMES = frozenset({"time", "noon", "clockin", "clock4"})
DAYS = frozenset({"date", "daymonth", "weekday", "day", "isodate", "slashdate", "holiday"})

_BETWEEN = frozenset({"comma", "zone", "on", "the"})
_FARTHEST = 3
"""Words between a time of day and its date: ", on the"."""


def expressions(parse: Parse) -> tuple[Expression, ...]:
    """The time expressions of a parse, in order, none overlapping another."""
    starts = [t.start for t in parse.tokens]
    found: list[Expression] = []
    for number, block in enumerate(parse.blocks if parse.tokens else ()):
        line = Line.of(parse.text, block.start, block.end)
        placed = (_placed(parse, starts, e) for e in _matches(line, number))
        chosen = _apart(e for e in placed if holds(parse, line, e))
        found += [_extended(line, _placed(parse, starts, e) if e.day else e) for e in _joined(line, chosen)]
    return tuple(_directed(parse, e) for e in found)


def _directed(parse: Parse, found: Expression) -> Expression:
    side = Direction.PAST if found.follows[-1:] == ("since",) else direction(parse, found.token)
    return replace(found, direction=side, day=replace(found.day, direction=side) if found.day else None)


@dataclass(frozen=True, slots=True)
class _Match:
    """What a pattern or a phrase took of a line, before it is tied to the parse."""

    rule: str
    block: int
    first: int
    last: int
    groups: dict[str, tuple[Word, ...]]
    names: str = ""

    def expression(self, line: Line) -> Expression:
        words = line.words
        return Expression(
            rule=self.rule,
            start=words[self.first].start,
            end=words[self.last - 1].end,
            block=self.block,
            first=self.first,
            last=self.last,
            groups=self.groups,
            names=self.names,
            follows=tuple(w.lower for w in words[max(0, self.first - AROUND) : self.first]),
            precedes=tuple(w.lower for w in words[self.last : self.last + AROUND]),
        )


def _matches(line: Line, block: int) -> Iterator[Expression]:
    for match in _phrases(line, block):
        yield match.expression(line)
    for rule, pattern in patterns().items():
        for found in pattern.finditer(line.classes):
            first, last = found.span("x" if "x" in pattern.groupindex else 0)
            groups = {k: line.words[slice(*found.span(k))] for k in pattern.groupindex if found[k]}
            match = _trimmed(line, _Match(rule, block, first, last, groups))
            if match.first < match.last:
                yield match.expression(line)


def _trimmed(line: Line, match: _Match) -> _Match:
    """The match without the marks at its end, or a "before" that belongs to what follows."""
    last, groups = match.last, match.groups
    while last > match.first and _hangs(line.words[max(0, last - 2) : last]):
        last -= 1
    if last - match.first > 1 and line.words[last - 1].lower in {"before", "after"} and _goes_on(line, last):
        last, groups = last - 1, {k: v for k, v in groups.items() if k != "tail"}
    first = match.first
    if (
        line.words[first].lower == "the"
        and match.rule == "span"
        and any(w.kind == "hyphen" for w in line.words[first:last])
    ):
        first += 1
    return replace(match, first=first, last=last, groups=groups)


def _hangs(words: Sequence[Word]) -> bool:
    """Whether the last of two words is a mark that belongs to no expression: a stop after "Monday", not "Mon."."""
    if words[-1].kind == "dot":
        return len(words) > 1 and words[0].kind in {"month", "weekday"} and words[0].lower in _unabbreviated()
    return words[-1].kind in {"comma", "hyphen"}


@cache
def _unabbreviated() -> frozenset[str]:
    """The names of months and weekdays that no stop follows."""
    times = lexicon("times")
    return frozenset(
        w for w in (*times["months"], *times["weekdays"]) if len(w) > len("sept") or w in {"may", "june", "july"}
    )


def _goes_on(line: Line, last: int) -> bool:
    """Whether words follow: "the days before the vote" is a length of time, "the day before" a day."""
    return last < len(line.words) and line.words[last].text[0].isalnum()


@cache
def _phrase_table() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """By first word: the phrases that mean one thing, longest first: their words, rule and name."""
    listed = [(p, "ref", value) for value, ref in lexicon("times")["refs"].items() for p in ref["words"]]
    listed += [(p, "holiday", p) for p in holidays()]
    listed += [(p, "remembered", p) for rule in lexicon("times")["remembered"] for p in rule["names"]]
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for phrase, rule, name in sorted(listed, key=lambda p: (-len(p[0]), p)):
        parts = tuple(w.lower for w in Line.of(phrase, 0, len(phrase)).words)
        table.setdefault(parts[0], []).append((parts, rule, name))
    return table


def _phrases(line: Line, block: int) -> Iterator[_Match]:
    table = _phrase_table()
    lowers = tuple(w.lower for w in line.words)
    for first, lower in enumerate(lowers):
        for parts, rule, name in table.get(lower, ()):
            if lowers[first : first + len(parts)] == parts:
                match = _Match(rule, block, first, first + len(parts), {}, name)
                yield _with_year(line, match) if rule == "holiday" else match
                break


def _with_year(line: Line, match: _Match) -> _Match:
    """A holiday with the word before it or the year after it that says which: "last Christmas", "Easter 2018"."""
    before, after = line.words[max(0, match.first - 1) : match.first], line.words[match.last : match.last + 1]
    if after and after[0].kind == "year":
        return replace(match, last=match.last + 1, groups={"year": after})
    if before and before[0].kind in {"last", "next", "this", "past"}:
        return replace(match, first=match.first - 1, groups={"rel": before})
    return match


def _placed(parse: Parse, starts: Sequence[int], found: Expression) -> Expression:
    """The expression tied to the parse: to the token inside it whose governor lies outside."""
    first = max(bisect_right(starts, found.start) - 1, 0)
    inside = range(first, max(bisect_left(starts, found.end), first + 1))
    token = next((i for i in inside if parse.tokens[i].head not in inside or parse.tokens[i].head == i), first)
    return replace(found, token=token, sentence=parse.sentence_of(token).first)


@cache
def _rank() -> dict[str, int]:
    return {rule: n for n, rule in enumerate(("ref", "holiday", "remembered", *patterns()))}


def _apart(found: Iterable[Expression]) -> list[Expression]:
    """The expressions left where of two that overlap the longer stays, or the one whose rule comes first."""
    kept: list[Expression] = []
    taken: set[int] = set()
    for e in sorted(found, key=lambda e: (e.first - e.last, _rank()[e.rule], e.first)):
        span = range(e.first, e.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(e)
    return sorted(kept, key=lambda e: e.first)


def _joined(line: Line, found: Sequence[Expression]) -> list[Expression]:
    """Times of day with the date beside them made one: "9 a.m. EST Tuesday", "Tuesday at noon"."""
    joined: list[Expression] = []
    for e in found:
        if joined and _beside(line, joined[-1], e):
            joined.append(_together(joined.pop(), e))
        else:
            joined.append(e)
    return joined


def _together(first: Expression, second: Expression) -> Expression:
    clock, day = (first, second) if first.rule in TIMES else (second, first)
    return replace(
        clock,
        start=first.start,
        end=second.end,
        first=first.first,
        last=second.last,
        day=day,
        follows=first.follows,
        precedes=second.precedes,
    )


def _beside(line: Line, first: Expression, second: Expression) -> bool:
    between = line.words[first.last : second.first]
    if first.day is not None or second.day is not None:
        return False
    if first.rule in TIMES and second.rule in DAYS:
        return len(between) <= _FARTHEST and all(w.kind in _BETWEEN for w in between)
    joins = len(between) < _FARTHEST and all(w.lower in {"at", ","} for w in between)
    return first.rule in DAYS and second.rule in TIMES and joins


def _extended(line: Line, found: Expression) -> Expression:
    """The expression with the qualifiers that stand before it."""
    lower = max(0, found.first - 2 * AROUND)
    matches = (q.search(line.classes, lower, found.first) for q in qualifiers(found.rule))
    first = min((m.start() for m in matches if m), default=found.first)
    if first == found.first or (line.words[first].lower in {"just", "only", "well"} and "rel" in found.groups):
        return found
    words = line.words[first : found.first]
    return replace(
        found,
        start=words[0].start,
        first=first,
        before=tuple(w.lower for w in words),
        follows=tuple(w.lower for w in line.words[max(0, first - AROUND) : first]),
    )
