"""The figures: how the numbers that are told most went, each with whose word it is and the days that it is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.model import Entry, Figure, Interval, Verdict, joined
from onrecord.packs import lexicon
from onrecord.query.brief import prose
from onrecord.query.brief.account import Account, Sentence
from onrecord.query.series import Told
from onrecord.query.strength import LEAST

MOST, POINTS, VOICES = 6, 6, 2
"""Lines, numbers of each, and who gives each, at most."""
ONE_THING = frozenset(
    {Verdict.SAME, Verdict.COPIES, Verdict.SUPPORTS, Verdict.REVISES, Verdict.CONTRADICTS, Verdict.DENIES}
)
"""Verdicts between two figures of one thing."""
FRESH, BACK = timedelta(days=62), timedelta(days=366)
"""How long before the day a figure may be of that tells where things stand, and before the first article at all."""


def figures(account: Account) -> Iterator[Sentence]:
    """A sentence a line: several numbers in order of time; one that stands alone in its article's own sentence."""
    board = [(w, h) for w, h in _board_lines(account) if len({_number(f) for _, f in h}) > 1]
    seen = {e.id for _, held in _board_lines(account) for e, _ in held}
    lines = [*board, *_lines(account, seen)]
    given = 0
    for what, held in sorted(lines, key=lambda pair: (-_weight(account, pair[1]), pair[0], pair[1][0][0].id)):
        told = _line(account, what, held)
        if told is not None:
            yield told
            given += 1
        if given == MOST:
            return


def latest(account: Account, most: int) -> Iterator[Sentence]:
    """The newest word on what is counted, in the articles' sentences; of one day, what is told most first."""
    newest = [
        max(held, key=_begun) for _, held in sorted(_lines(account, set()), key=lambda p: -_weight(account, p[1]))
    ]
    recent = [t for t in newest if _begun(t)[0] >= account.day - FRESH]
    given = 0
    for entry, _ in sorted(recent, key=lambda t: -_begun(t)[0].toordinal()):
        told = _alone(account, entry)
        if told is not None:
            yield told
            given += 1
        if given == most:
            return


def _begun(told: Told) -> tuple[date, str]:
    entry, figure = told
    return _days(figure.valid or entry.published)[0], entry.id


def _line(account: Account, what: str, held: Sequence[Told]) -> Sentence | None:
    points = _points(account, held)[-POINTS:]
    if len(points) == 1:
        return _alone(account, held[0][0]) if any(f.valid for _, f in held) else None
    cited = [e for _, run in points for e in run]
    if all(e.id in account.cited for e in cited):
        return None
    return account.tell(f"{what}: {'; '.join(p for p, _ in points)}.", cited)


def _alone(account: Account, entry: Entry) -> Sentence | None:
    words = account.sentence(entry)
    if words is None or account.is_contested(entry) or not account.take(words, [entry]):
        return None
    return account.tell(f"{prose.quoted(words)} ({prose.printed(account.view, entry)})", [entry])


Line = tuple[str, Sequence[Told]]


def _board_lines(account: Account) -> Iterator[Line]:
    """The figures of those whom the record follows, in the board's lines."""
    sound = {e.id for e, _ in account.figures()}
    for key, held in account.strength.figures().items():
        for of, told in account.strength.lines(key, held).items():
            pairs = [(e, e.body) for e, _ in told if isinstance(e.body, Figure) and e.id in sound]
            if pairs:
                counts, *rest = of.replace(", without", ", not counting").split(", ")
                what = " ".join([prose.capital(counts), *rest[:1]])
                yield ", ".join([what, account.subjects.name(key), *rest[1:]]), pairs


def _lines(account: Account, seen: set[str]) -> Iterator[Line]:
    """What else is counted: figures that are judged to be of one thing together, each other one by itself."""
    wanted = set(lexicon("brief")["counted"])
    first = account.first_day - BACK
    held = {
        e.id: (e, f)
        for e, f in account.figures()
        if f.measure in wanted and not f.increment and e.id not in seen and _days(f.valid or e.published)[1] > first
    }
    pairs = ((j.a, j.b) for j in account.view.judgements if j.verdict in ONE_THING and {j.a, j.b} <= held.keys())
    groups = joined(pairs)
    for group in sorted({tuple(sorted(groups.get(i, {i}))) for i in held}):
        line = [held[i] for i in group]
        if max(e.confidence for e, _ in line) >= LEAST:
            yield _named([f for _, f in line]), line


def _named(held: Sequence[Figure]) -> str:
    """`Deaths among people, Kestria`, `Personnel withdrawn`: what figures of one thing are of."""
    first = held[0]
    subject = next((f.subject or f.place for f in held if f.subject or f.place), None)
    counts = prose.capital(first.counts)
    plain = first.measure in first.counts.split() or "death" in first.counts.casefold()
    told = counts if plain else f"{counts} {first.measure}"
    return f"{told}, {subject}" if subject else told


def _weight(account: Account, held: Sequence[Told]) -> float:
    """How telling a line is: by how many houses and articles give it, and how many numbers there are."""
    articles = len({e.revision for e, _ in held})
    toll = held[0][1].measure in lexicon("brief")["tolls"]
    return 3 * account.independent(e for e, _ in held) + articles + len({_number(f) for _, f in held}) + toll


def _number(figure: Figure) -> tuple[object, ...]:
    quantity = figure.quantity
    return (quantity.value, quantity.low, quantity.high) if quantity.value is None else (quantity.value,)


def _points(account: Account, held: Sequence[Told]) -> list[tuple[str, list[Entry]]]:
    """The numbers in order of their days; one that is given again before another is stands once."""
    runs: list[list[Told]] = []
    for entry, figure in sorted(held, key=lambda t: (_days(t[1].valid or t[0].published), t[0].id)):
        if runs and _number(runs[-1][-1][1]) == _number(figure):
            runs[-1].append((entry, figure))
        else:
            runs.append([(entry, figure)])
    return [(_point(account, run), [e for e, _ in run]) for run in runs]


def _point(account: Account, run: Sequence[Told]) -> str:
    figure = run[0][1]
    when = prose.during(figure.valid) if figure.valid else "for no stated day"
    voices = list(dict.fromkeys(prose.spoken(account.view, e) for e, _ in run))
    more = ["others"] if len(voices) > VOICES else []
    return f"{prose.amount(figure)} {when} ({prose.listed([*voices[:VOICES], *more])})"


def _days(held: Interval | None) -> tuple[date, date]:
    first = held.start or held.end if held else None
    return first or date.max, (held.end if held else None) or date.max
