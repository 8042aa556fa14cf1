"""Figures that agree, revise or contradict each other, or differ without a conflict; each with the reason.

Only figures of one thing, measure, subject and place are compared, those of one time alone for a conflict, and one
speaker in one article never contradicts itself. Of each group that tells one number, the earliest telling stands for
the rest, so that a number told a hundred times makes a hundred judgements and not five thousand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations, pairwise

from onrecord.model import Entry, Interval, Judgement, Verdict, Why
from onrecord.model.memory import Key, Posting
from onrecord.reconcile.agreement.amounts import Fit, agree, fit
from onrecord.reconcile.agreement.counts import LEVELS, TOLLS, Count, counted, narrow, order, same_thing, same_whole
from onrecord.reconcile.agreement.making import cited, judgement
from onrecord.reconcile.agreement.origins import Origins, parted
from onrecord.reconcile.agreement.prose import clauses, has, light, listed, plain_words, stem

NEAR = timedelta(days=3)
"""Days between the publication of two tolls that count as one time."""
WEEK = timedelta(days=7)
SOME = 20
"""Those who may be single ones, and are no strength unless words say so."""
BESIDE = 400
"""Characters between the sentences of two tolls of one article that can be of one event."""
ALIKE = 0.8
"""How like two sentences of two texts of one article are, the number left out, that tell of one thing."""
MOST = 60
"""Different numbers of one thing and month that are compared with each other; with more, each with its neighbours."""
MONTHS = 12
CEILINGS = frozenset({"authorised", "planned"})
LINES = frozenset({"authorised", "deployed", "estimated"}) | TOLLS
"""Measures of which a later number takes the place of an earlier one; plans and movements stand beside each other."""
RELATIVES = frozenset({"authorised", "deployed"})
PART = 3
"""Times that a strength is larger than another from which on the other is sooner one of a part."""
LEAP = 20
"""The same for numbers of different times."""
SURE = 0.6
"""Confidence below which a figure is not put in line with those of other times."""
DAYS = re.compile(r"\b(?:\w+day|overnight|weekend|hours)\b", re.IGNORECASE)
"""Words of a day or its hours."""
BARE = 3
"""Things that a sentence which only takes up a toll again is about, at most."""
POINTS = 3
"""Figures of other days that an undated one must clash with, all of them, before it is called a conflict."""

Block = list[Count]


BLOCK, EDITED, MEASURES = "figures", "figures edited", "figures measured"
"""Kinds of key: what is counted of whom; the same in one article; a ceiling's or strength's subject."""


class Figures:
    """What figures have to do with each other, a block of them at a time."""

    stage, posting, pairs = "figures", Posting(7), None

    def __init__(self, origins: Origins) -> None:
        """Compare by what entries go back to."""
        self._origins = origins

    def made(self, entries: Iterable[Entry]) -> Iterator[Count]:
        """The figures that are compared."""
        return (c for e in entries if (c := counted(e, self._origins)) is not None)

    def keys(self, held: Count) -> Iterator[Key]:
        """What it shares with those that it is compared with."""
        for name in {held.subject, held.mission} - {None} or {f"in {held.entry.revision}"}:
            yield BLOCK, *held.thing, str(name)
        yield EDITED, self._origins.article(held.entry), *held.thing
        if held.body.measure in RELATIVES and held.subject is not None and not held.denied:
            for name in {held.subject, held.mission} - {None}:
                yield MEASURES, str(name), *held.thing[1:]

    def judged(self, kind: str, block: Sequence[Count]) -> Iterator[Judgement]:
        """Judgements between the figures of a block of a kind of key."""
        told = sorted(block, key=order)
        if kind == EDITED:
            yield from _edited(told)
        elif kind == MEASURES:
            yield from _measures(told)
        elif kind == BLOCK:
            stated = [c for c in told if not c.denied]
            groups = _groups(stated)
            yield from _same(groups, self._origins)
            yield from _clashes(groups)
            yield from _undated(stated)
            yield from _later(groups)
            yield from _parts(stated)
            yield from _denied(told, self._origins)


# --- one number told again -----------------------------------------------------------------------------


def _same(groups: Iterable[Block], origins: Origins) -> Iterator[Judgement]:
    """Each telling of a number with the first: `supports` where it is of another origin, else `same`."""
    for group in (g for g in groups if len(g) > 1):
        tellings = [(c.entry, origins.roots(c.entry)) for c in group]
        by_origin = {e.id: n for n, part in enumerate(parted(tellings)) for e in part}
        seen: dict[int, Count] = {}
        for count in group:
            origin = by_origin[count.entry.id]
            if not seen:
                seen[origin] = count
            elif origin in seen:
                yield _judged(Verdict.SAME, count, seen[origin], "one number told again, of one origin", 0.8)
            else:
                first = group[0]
                seen[origin] = count
                yield _judged(Verdict.SUPPORTS, count, first, "one number, from another publisher and speaker", 0.7)


def _groups(block: Block) -> list[Block]:
    """The tellings of one number of one time, the earliest first; they are given in the order of their telling."""
    groups: list[Block] = []
    by_month: dict[int | None, list[Block]] = defaultdict(list)
    for count in block:
        month = _month(count)
        near = [g for m in _about_month(month) for g in by_month[m][-MOST:][::-1]]
        home = next((g for g in near if _is_one(g[0], count)), None)
        if home is None:
            home = []
            groups.append(home)
            by_month[month].append(home)
        home.append(count)
    return groups


def _month(count: Count) -> int | None:
    """The month in which the days of a figure begin, counted from the first of all; None where they are unknown."""
    start = count.when.start if count.when else None
    return start.year * MONTHS + start.month if start else None


def _about_month(month: int | None) -> list[int | None]:
    return [None] if month is None else [month, month - 1, month + 1]


def _is_one(a: Count, b: Count) -> bool:
    return same_thing(a, b) and _agree(a, b) and at_one_time(a, b) and _of_one_kind(a, b)


def _agree(a: Count, b: Count) -> bool:
    """Whether two figures tell one number; a ceiling of 450 and one of up to 450 do."""
    ceiling = a.body.measure == "authorised" and _value(a) == _value(b)
    return ceiling or agree(a.body.quantity, b.body.quantity)


def _of_one_kind(a: Count, b: Count) -> bool:
    """Whether figures of no set measure tell of one thing: their sentences must share what they are about."""
    return a.body.measure in LEVELS | TOLLS or bool(_about(a) & _about(b))


def _about(count: Count) -> frozenset[str]:
    return (
        frozenset[str]().union(*(c.stems for c in clauses(count.sentence))) - set(count.thing) - {count.subject or ""}
    )


def at_one_time(a: Count, b: Count) -> bool:
    """Whether two figures are of one time: levels whose days meet, tolls that were told within a few days."""
    one, other = a.when, b.when
    if one is None or other is None:
        return False
    if a.body.measure in LEVELS:
        return narrow(one) and narrow(other) and one.meets(other)
    return _wide(one).meets(other)


def _wide(held: Interval) -> Interval:
    return Interval(held.start, held.end + NEAR - timedelta(days=1)) if held.end else held


# --- numbers that cannot both hold ---------------------------------------------------------------------


def _clashes(groups: Iterable[Block]) -> Iterator[Judgement]:
    """The first tellings of each two numbers of one thing and time that cannot both hold, by different speakers."""
    by_month: dict[int | None, list[Block]] = defaultdict(list)
    for group in groups:
        by_month[_month(group[0])].append(group)
    for one, other in _near(by_month):
        for a, b in ((a, b) for a in one for b in other):
            if _clash(a, b):
                yield _contradiction(a, b)
                break


def _near(by_month: Mapping[int | None, list[Block]]) -> Iterator[tuple[Block, Block]]:
    """Each two groups of one month, and those of one with those of the next."""
    for month, groups in by_month.items():
        if month is not None:
            following = by_month.get(month + 1, [])
            every = [*combinations(groups, 2), *((a, b) for a in groups for b in following)]
            yield from every if len(groups) <= MOST else pairwise(groups)


def _clash(a: Count, b: Count) -> bool:
    if not same_thing(a, b) or not at_one_time(a, b) or fit(a.body.quantity, b.body.quantity) is not Fit.CLASHES:
        return False
    if a.speakers & b.speakers or a.voice == b.voice or a.body.measure in CEILINGS:
        return False
    if a.body.measure in LEVELS:
        known = not _is_run_on(a, b) and all(_is_of_days(c.when) and _is_strength(c) for c in (a, b))
        return known and _of_one_size(a, b)
    if (_order_told(a, b) and _grew(a, b)) or _grew_since(a, b):
        return False
    return a.body.measure in TOLLS and _of_one_size(a, b, LEAP) and _of_one_event(a, b)


def _is_run_on(a: Count, b: Count) -> bool:
    """Whether one sentence goes from what somebody told to another number: "put it at 10,000, falling to 5,000"."""
    return a.entry.revision == b.entry.revision and a.span == b.span and not (a.speakers and b.speakers)


def _order_told(a: Count, b: Count) -> bool:
    """Whether two tolls were told on different days."""
    return a.entry.published is not None and b.entry.published is not None and a.told != b.told


def _grew(a: Count, b: Count) -> bool:
    """Whether the toll that was told later is the larger: a toll grows."""
    return _is_no_less(*sorted((a, b), key=order))


def _grew_since(a: Count, b: Count) -> bool:
    """Whether one toll was counted up to days before another article's, and is no larger: "In June, … 6,947"."""
    one, other = (c.body.valid.end if c.body.valid else None for c in (a, b))
    if one is None or other is None or abs(one - other) <= NEAR or a.entry.revision == b.entry.revision:
        return False
    return _is_no_less(*((a, b) if one < other else (b, a)))


def _is_no_less(early: Count, late: Count) -> bool:
    return (_value(late) or 0) >= (_value(early) or 0)


def _is_strength(count: Count) -> bool:
    """Whether it counts more than some: "three soldiers", of whom no verb says that they are there, are no strength."""
    return count.entry.confidence > SURE or (_value(count) or 0) >= SOME


def _is_of_days(held: Interval | None) -> bool:
    """Whether some days are known to three or closer: strengths of a week may both have held in it."""
    return held is not None and held.start is not None and held.end is not None and held.end - held.start <= NEAR


def _of_one_size(a: Count, b: Count, times: int = PART) -> bool:
    """Whether neither number is so much smaller that it is sooner one of a part."""
    low, high = sorted(abs(v) for c in (a, b) if (v := _value(c)) is not None)
    return high <= times * low


def _of_one_event(a: Count, b: Count) -> bool:
    """Whether two tolls count the victims of one event: told side by side, or in sentences about the same."""
    shared = _about(a) & _about(b)
    if a.entry.revision == b.entry.revision:
        gap = max(a.span[0], b.span[0]) - min(a.span[1], b.span[1])
        told = bool(a.speakers) and bool(b.speakers)
        bare = min(len(_about(a)), len(_about(b))) <= BARE
        return gap <= BESIDE and told and (bool(shared) or bare) and not _other_days(a, b)
    return len(shared) >= POINTS and not _other_days(a, b)


def _other_days(a: Count, b: Count) -> bool:
    """Whether the words set two tolls on different days of what happened; the days of telling are none of those.

    A single day is told by words of its own, and is neither another nor a week and more.
    """
    one, other = a.body.valid, b.body.valid
    if one is not None and other is not None and (one.is_day or other.is_day):
        lasting = [held.end - held.start for held in (one, other) if held.start and held.end]
        if max(lasting) > WEEK or (max(lasting) <= NEAR and len(lasting) > 1 and not one.meets(other)):
            return True
    if any(c.when and c.body.valid and c.body.valid.meets(c.when) for c in (a, b)):
        return False
    return narrow(one) and narrow(other) and one is not None and other is not None and not _wide(one).meets(other)


def _contradiction(a: Count, b: Count) -> Judgement:
    days = f" ({a.when})" if a.when and a.body.measure in LEVELS else ""
    reason = f"{cited(a.words)} and {cited(b.words)} of one thing and time{days} cannot both hold"
    why = Why.DEFINITION if a.sure != b.sure else None
    return _judged(Verdict.CONTRADICTS, b, a, reason, 0.85, why)


def _undated(block: Block) -> Iterator[Judgement]:
    """A number of no known day that clashes with all that others tell of any day, with the nearest of them."""
    dated = [c for c in block if narrow(c.when) and c.body.measure in LEVELS - CEILINGS]
    for count in (c for c in block if c.when is None and c.body.measure in LEVELS - CEILINGS):
        others = [c for c in dated if same_thing(count, c) and not c.speakers & count.speakers]
        publishers = {c.entry.revision for c in others} - {count.entry.revision}
        clash = [c for c in others if fit(c.body.quantity, count.body.quantity) is Fit.CLASHES]
        if len(publishers) >= POINTS and len(clash) == len(others):
            near = min(clash, key=lambda c: (abs((_value(c) or 0) - (_value(count) or 0)), order(c)))
            reason = f"{cited(count.words)} fits no figure on record of any day; {cited(near.words)} is nearest"
            yield _judged(Verdict.CONTRADICTS, count, near, reason, 0.6, Why.DATE)


def _value(count: Count) -> float | None:
    held = count.body.quantity
    found = next((v for v in (held.value, held.low, held.high) if v is not None), None)
    return None if found is None else float(found)


# --- numbers that others took the place of -------------------------------------------------------------


def _later(groups: Iterable[Block]) -> Iterator[Judgement]:
    """Each number of a later time with the one before it."""
    dated = [g[0] for g in groups if g[0].when is not None and narrow(g[0].when)]
    dated = [c for c in dated if c.body.measure in LINES and _is_told(c)]
    dated.sort(key=_day)
    for n, count in enumerate(dated):
        before = dated[max(0, n - MOST) : n][::-1]
        earlier = next((c for c in before if same_thing(c, count) and _comes_after(c, count)), None)
        if earlier is None or not _is_of_one_line(earlier, count) or _agree(earlier, count):
            continue
        if _of_one_size(earlier, count, LEAP):
            reason = f"{cited(earlier.words)} ({earlier.when}), then {cited(count.words)} ({count.when})"
            yield _judged(Verdict.REVISES, count, earlier, reason, 0.7, Why.DATE)


def _is_of_one_line(earlier: Count, later: Count) -> bool:
    """Whether two numbers are of one strength, or two tolls of one event, which grows."""
    if later.body.measure not in TOLLS:
        return _is_strength(earlier) and _is_strength(later)
    shared = (_about(earlier) & _about(later)) - light() - _tolling()
    return _grew(earlier, later) and bool(shared) and _goes_on(earlier, later)


def _goes_on(earlier: Count, later: Count) -> bool:
    """Whether a toll counts on: of the same days as the one before, or both of all days up to their telling.

    "18 killed on Sunday" and "109 killed over the past week", three weeks later, are of other days each.
    """
    one, other = earlier.body.valid, later.body.valid
    if one is None or other is None or one.meets(other):
        return True
    return all(_is_up_to_telling(c) and not _is_of_a_day(c) for c in (earlier, later))


def _is_of_a_day(count: Count) -> bool:
    """Whether words set a toll on one day; "now" does not."""
    held = count.body.valid
    return held is not None and held.is_day and (held != count.when or DAYS.search(count.sentence) is not None)


def _is_up_to_telling(count: Count) -> bool:
    """Whether the days of a toll end when it was told."""
    held, told = count.body.valid, count.entry.published
    return held is None or held.end is None or told is None or told.end is None or told.end - held.end <= NEAR


@cache
def _tolling() -> frozenset[str]:
    """The stems of words that every toll is told with."""
    return frozenset(stem(w) for w in listed("tolling"))


def _is_told(count: Count) -> bool:
    """Whether the words give a number, and are read well enough to be set in line with those of other times."""
    held = count.body.quantity
    return count.entry.confidence >= SURE and (held.value is not None or None not in {held.low, held.high})


def _comes_after(a: Count, b: Count) -> bool:
    if a.when is None or b.when is None or a.when.meets(b.when):
        return False
    return a.body.measure in TOLLS or not at_one_time(a, b)


def _day(count: Count) -> tuple[int, tuple[object, ...]]:
    start = count.when.start if count.when else None
    return (start.toordinal() if start else 0), order(count)


def _edited(block: Block) -> Iterator[Judgement]:
    """A number that another text of the same article gives another value, in the same sentence."""
    for a, b in combinations(block, 2) if len(block) <= MOST else ():
        if a.entry.revision != b.entry.revision and not agree(a.body.quantity, b.body.quantity) and _alike(a, b):
            reason = f"the article was edited: {cited(a.words)} became {cited(b.words)}"
            yield _judged(Verdict.REVISES, b, a, reason, 0.95, Why.DATE)


def _alike(a: Count, b: Count) -> bool:
    one, other = ([w for w in plain_words(c.sentence) if w not in plain_words(c.body.quantity.surface)] for c in (a, b))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


# --- a number that somebody says is not so -------------------------------------------------------------


def _denied(block: Block, origins: Origins) -> Iterator[Judgement]:
    """A number told with "no" before it, and who tells it; and what its denier puts in its place."""
    denied = {(origins.article(c.entry), c.subject, _value(c)): c for c in block[::-1] if c.denied and c.subject}
    for no in denied.values():
        for said in (c for c in block if not c.denied and c.subject == no.subject and not c.speakers & no.speakers):
            if _value(said) == _value(no) and said.entry.revision != no.entry.revision:
                yield _judged(Verdict.DENIES, no, said, f"{cited(no.words)} is what is said not to be so", 0.85)
                yield from (_instead(own, said) for own in block if _is_own(own, no, said))


def _is_own(own: Count, no: Count, said: Count) -> bool:
    here = own.entry.revision == no.entry.revision and bool(own.speakers & no.speakers) and not own.denied
    return here and own.subject == said.subject and fit(own.body.quantity, said.body.quantity) is Fit.CLASHES


def _instead(own: Count, said: Count) -> Judgement:
    reason = f"who denies {cited(said.words)} gives {cited(own.words)} instead"
    return _judged(Verdict.CONTRADICTS, own, said, reason, 0.85)


# --- side by side, and no conflict ---------------------------------------------------------------------


def _parts(block: Block) -> Iterator[Judgement]:
    """Two numbers of one thing in one article that differ in what they leave out or in how sure they are."""
    articles: dict[str, Block] = defaultdict(list)
    for count in block:
        articles[count.entry.revision].append(count)
    for told in articles.values():
        for a, b in combinations(sorted(told, key=order), 2) if len(told) <= MOST else ():
            why = _part(a, b) if a.subject else None
            if why is not None and not agree(a.body.quantity, b.body.quantity) and same_whole(a, b):
                left = " and ".join(c.body.excludes for c in (a, b) if c.body.excludes)
                what = f"one leaves out {left}" if why is Why.SCOPE else "they count in different ways"
                if why is Why.DATE:
                    what = "the words tell one as an earlier count"
                verdict = Verdict.REVISES if why is Why.DATE else Verdict.DIFFERS
                early, late = (b, a) if _other_time(a, b) and _ends(b) < _ends(a) else (a, b)
                yield _judged(verdict, late, early, f"{cited(a.words)} and {cited(b.words)}: {what}", 0.7, why)


def _part(a: Count, b: Count) -> Why | None:
    if a.body.excludes != b.body.excludes and a.body.measure in LEVELS:
        return Why.SCOPE
    if a.body.measure in CEILINGS and a.span == b.span and _other_time(a, b):
        return Why.DATE
    if a.body.measure not in TOLLS | {"other"} or a.body.part_of or b.body.part_of:
        return None
    ways = a.sure or b.sure
    if ways and a.span == b.span:
        return Why.DEFINITION
    if has("corrected", a.sentence) and not a.speakers - b.speakers and a.span[0] <= b.span[0]:
        return Why.DATE
    near = a.speakers == b.speakers and b.span[0] - a.span[1] <= BESIDE
    return Why.DEFINITION if ways and near and a.sure != b.sure and _about(a) & _about(b) else None


def _ends(count: Count) -> date:
    return (count.when.end if count.when else None) or date.max


def _other_time(a: Count, b: Count) -> bool:
    return a.when is not None and b.when is not None and not a.when.meets(b.when)


def _measures(block: Block) -> Iterator[Judgement]:
    """A ceiling beside a strength of one subject and time: the first of each two numbers."""
    seen: set[tuple[object, object]] = set()
    caps = [c for c in block if c.body.measure == "authorised"]
    for cap, there in ((c, t) for c in caps for t in block if t.body.measure == "deployed"):
        pair = (_value(cap), _value(there))
        if pair not in seen and pair[0] != pair[1] and _side_by_side(cap, there) and _of_one_size(cap, there):
            seen.add(pair)
            reason = f"{cited(cap.words)} is what is allowed, {cited(there.words)} what is there"
            why = Why.MEASURE if same_whole(cap, there) else Why.SCOPE
            yield _judged(Verdict.DIFFERS, there, cap, reason, 0.7, why)


def _side_by_side(cap: Count, there: Count) -> bool:
    """Whether a ceiling and a strength are of one time, or stand in one article."""
    if cap.subject != there.subject and not same_whole(cap, there):
        return False
    meet = narrow(cap.when) and cap.when is not None and there.when is not None and cap.when.meets(there.when)
    return meet or cap.entry.revision == there.entry.revision


def _judged(verdict: Verdict, a: Count, b: Count, reason: str, score: float, why: Why | None = None) -> Judgement:
    sure = min(a.entry.confidence, b.entry.confidence)
    return judgement(verdict, a.entry, b.entry, reason, score * sure, why)
