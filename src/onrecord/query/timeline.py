"""What happened and what was promised, in order of time: one line an occurrence, however often it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from onrecord.model import Commitment, Entry, Event, EventFactuality, Interval, Verdict, joined
from onrecord.query.commitments import FATES, as_told
from onrecord.query.days import has_begun
from onrecord.query.known import ONE
from onrecord.query.view import View
from onrecord.reconcile import Names

CLOSE = timedelta(days=7)
WIDE = timedelta(days=31)
"""How wide the dates of two tellings of one event may be: that of the one, and that of the other, which holds it."""

REAL = frozenset({EventFactuality.HAPPENED, EventFactuality.CLAIMED})
AHEAD = frozenset({EventFactuality.PLANNED, EventFactuality.POSSIBLE})
"""Ways of telling one event that go together; what is denied stands by itself."""


@dataclass(frozen=True)
class Occurrence:
    """One thing that happened or was promised, with the entries that tell it, the one that says most of its day first.

    `when` are the days on which it was, or began; `until` those by which a commitment ends; `fates` what became of it.
    The events that a commitment's own words plan are told with it, after it.
    """

    tellings: tuple[Entry, ...]
    when: Interval | None
    until: Interval | None = None
    fates: tuple[str, ...] = ()
    articles: int = 1

    @property
    def entry(self) -> Entry:
        """The telling that stands for all."""
        return self.tellings[0]

    @cached_property
    def event(self) -> Event | None:
        """What the first telling says, where it is an event."""
        return self.entry.body if isinstance(self.entry.body, Event) else None

    @cached_property
    def commitment(self) -> Commitment | None:
        """What its tellings say, where it is a commitment."""
        bodies = [e.body for e in self.tellings if isinstance(e.body, Commitment)]
        return as_told(bodies) if bodies else None

    @property
    def type(self) -> str:
        """What kind of event or commitment it is."""
        return self.event.type if self.event else self.commitment.type.value if self.commitment else ""

    @property
    def standing(self) -> str | None:
        """How sure an event is, where no telling has it as happened; None where one has, and for a commitment."""
        if self.commitment:
            return None
        found = {e.body.factuality for e in self.tellings if isinstance(e.body, Event)}
        if not found or EventFactuality.HAPPENED in found:
            return None
        return next(f.value for f in EventFactuality if f in found)

    @property
    def who(self) -> tuple[str, ...]:
        """Who has part in it, each once, in the order of the tellings."""
        names: list[str] = []
        for entry in self.tellings:
            match entry.body:
                case Event(participants=participants):
                    names += [p.name for p in participants]
                case Commitment(actor=str() as actor):
                    names.append(actor)
        return tuple(dict.fromkeys(names))

    @property
    def place(self) -> str | None:
        """Where it was, as the first telling that says so has it."""
        return next((e.body.place for e in self.tellings if isinstance(e.body, Event) and e.body.place), None)


@dataclass(frozen=True, slots=True)
class Span:
    """Which part of a timeline is asked for; what is None does not narrow. Days are inclusive."""

    since: date | None = None
    until: date | None = None
    type: str | None = None
    actor: str | None = None


def timeline(view: View, span: Span | None = None) -> list[Occurrence]:
    """The occurrences of a record in the order of their days, those of no known day last.

    A span keeps what may have been in it; what has no day is kept where no day is asked for. Where the view is of a
    day, those of that day: events that may have been on it, commitments that were made by it and ended no earlier.
    """
    wanted = span or Span()
    promised = list(_commitments(view))
    plans = _plans(view, promised)
    found = (*_events(view, set(plans)), *(_with_plans(o, plans) for o in promised))
    then = (o for o in found if view.on is None or _stands(o, view.on))
    return sorted((o for o in then if _fits(o, wanted)), key=_order)


def _stands(found: Occurrence, day: date) -> bool:
    if found.commitment is None or found.when is None:
        return found.when is not None and day in found.when
    begun = found.when.start is None or found.when.start <= day
    return begun and (found.until is None or found.until.end is None or day < found.until.end)


def _order(found: Occurrence) -> tuple[date, date, str, int]:
    held = found.when
    end = (held.end if held else None) or date.max
    start = (held.start if held else None) or (end if held and held.end else date.max)
    return start, end, found.entry.revision, min(a.start for a in found.entry.anchors)


def _fits(found: Occurrence, wanted: Span) -> bool:
    of_type = wanted.type is None or wanted.type.casefold() in {found.type.casefold(), found.entry.kind.value}
    whose = wanted.actor is None or any(wanted.actor.casefold() in name.casefold() for name in found.who)
    return of_type and whose and _lies_in(found, wanted)


def _lies_in(found: Occurrence, wanted: Span) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    end = wanted.until + ONE if wanted.until and wanted.until < date.max else None
    asked = Interval(wanted.since, end)
    return found.when is not None and found.when.meets(asked)


# --- events ----------------------------------------------------------------------------------------------


def _events(view: View, plans: set[str]) -> Iterator[Occurrence]:
    blocks: dict[tuple[str, ...], list[tuple[Entry, Event]]] = defaultdict(list)
    for entry, body in (e for e in view.events if e[0].id not in plans):
        blocks[body.type, _mood(body)].append((entry, body))
    for _, block in sorted(blocks.items()):
        for group in _grouped(block, view.names):
            yield Occurrence(tuple(group), _narrowest(group), articles=_articles(view, group))


def _mood(body: Event) -> str:
    if body.factuality in REAL:
        return "real"
    return "ahead" if body.factuality in AHEAD else body.factuality.value


def _grouped(block: list[tuple[Entry, Event]], names: Names) -> Iterator[list[Entry]]:
    """The tellings of each event: each goes with the first group, narrowest date first, whose first it fits."""
    by_day: dict[object, list[list[tuple[Entry, Event]]]] = defaultdict(list)
    every: list[list[tuple[Entry, Event]]] = []
    for entry, body in sorted(block, key=lambda p: (_width(p[1]), _place(p[0]))):
        near = (g for key in _buckets(body) for g in by_day[key] if _one(g[0], (entry, body), names))
        group = next(near, None)
        if group is None:
            group = []
            every.append(group)
            for key in _buckets(body):
                by_day[key].append(group)
        group.append((entry, body))
    yield from ([entry for entry, _ in group] for group in every)


def _buckets(body: Event) -> list[object]:
    """Months that the date of an event touches, so that only those near in time are compared."""
    when = body.date
    if when is None or when.start is None or when.end is None or when.end - when.start > WIDE:
        return [body.lemma.casefold()]
    last = when.end - ONE
    return list(dict.fromkeys([(when.start.year, when.start.month), (last.year, last.month)]))


def _width(body: Event) -> int:
    when = body.date
    return (when.end - when.start).days if when and when.start and when.end else date.max.toordinal()


def _one(first: tuple[Entry, Event], other: tuple[Entry, Event], names: Names) -> bool:
    """Whether two events of one type are one, for all that is told: the same words, or day and who or where."""
    (a, one), (b, two) = first, other
    if [(x.exact, x.prefix, x.suffix) for x in a.anchors] == [(x.exact, x.prefix, x.suffix) for x in b.anchors]:
        return one.date == two.date
    if one.date is None or two.date is None or not _one_day(one.date, two.date):
        return False
    who = [{names.key(e.revision, p.name) or p.name for p in body.participants} for e, body in (first, other)]
    where = [names.key(e.revision, body.place) if body.place else None for e, body in (first, other)]
    if where[0] and where[1] and where[0] != where[1]:
        return False
    alike = one.lemma.casefold() == two.lemma.casefold()
    return bool(who[0] & who[1]) or (alike and where[0] is not None and where[0] == where[1])


def _one_day(narrow: Interval, wide: Interval) -> bool:
    if not all((narrow.start, narrow.end, wide.start, wide.end)):
        return False
    return narrow.within(wide) and _length(narrow) <= CLOSE and _length(wide) <= WIDE


def _length(held: Interval) -> timedelta:
    return held.end - held.start if held.start and held.end else timedelta.max


def _narrowest(group: Iterable[Entry]) -> Interval | None:
    return next((e.body.date for e in group if isinstance(e.body, Event) and e.body.date), None)


# --- commitments -----------------------------------------------------------------------------------------


def _commitments(view: View) -> Iterator[Occurrence]:
    """Each commitment once, at the day from which it stands: its start, else when it was first told."""
    held = {e.id: e for e, _ in view.commitments}
    same = joined((j.a, j.b) for j in view.judgements if j.verdict is Verdict.SAME and j.a in held)
    became: dict[str, list[str]] = defaultdict(list)
    for judgement in view.judgements:
        if judgement.verdict in FATES and judgement.b in held and _had_come(view, judgement.a):
            became[judgement.b].append(FATES[judgement.verdict])
    for group in sorted({tuple(sorted(same.get(i, {i}))) for i in held}):
        tellings = tuple(sorted((held[i] for i in group if i in held), key=_told))
        bodies = [e.body for e in tellings if isinstance(e.body, Commitment)]
        when = next((b.start for b in bodies if b.start), None) or tellings[0].published
        until = next((b.due for b in bodies if b.due), None)
        fates = tuple(dict.fromkeys(f for e in tellings for f in became[e.id]))
        yield Occurrence(tellings, when, until, fates, _articles(view, tellings))


def _had_come(view: View, teller: str) -> bool:
    return view.on is None or teller not in view.by_id or has_begun(view.by_id[teller], view.on)


def _told(entry: Entry) -> tuple[date, str, int]:
    end = (entry.published.end if entry.published else None) or date.max
    return (end, *_place(entry))


def _place(entry: Entry) -> tuple[str, int]:
    return entry.revision, min(a.start for a in entry.anchors)


def _articles(view: View, tellings: Iterable[Entry]) -> int:
    return len({view.revision[e.revision].article for e in tellings})


def _plans(view: View, promised: Iterable[Occurrence]) -> dict[str, tuple[str, Entry]]:
    """The events that are only planned, in the very words of a commitment: each with that commitment's id."""
    words: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for each in promised:
        for telling in each.tellings:
            words[telling.revision] += [(*a.span, each.entry.id) for a in telling.anchors]
    found = {}
    for entry, body in view.events:
        inside = (
            i for s, e, i in sorted(words[entry.revision]) if all(s <= a.start < a.end <= e for a in entry.anchors)
        )
        holder = next(inside, None) if body.factuality in AHEAD else None
        if holder is not None:
            found[entry.id] = (holder, entry)
    return found


def _with_plans(found: Occurrence, plans: dict[str, tuple[str, Entry]]) -> Occurrence:
    theirs = sorted((entry for holder, entry in plans.values() if holder == found.entry.id), key=_told)
    return replace(found, tellings=(*found.tellings, *theirs)) if theirs else found
