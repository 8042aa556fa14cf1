"""How things got there: the happenings and mandates that most independently tell, in order, in the articles' words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.model import CommitmentType, Dating, Entry, EventFactuality, Interval
from onrecord.packs import lexicon
from onrecord.query.brief import prose
from onrecord.query.brief.account import Account, Sentence
from onrecord.query.timeline import Occurrence, timeline

MOST, OF_ARTICLE, OF_DAY = 9, 3, 2
"""Lines at most: in all, from one article, and of one day."""
NARROW, CLOSE = timedelta(days=31), timedelta(days=7)
"""How wide the days of a step may be, and how far apart those of one that is told twice."""
BACK, OFTEN = timedelta(days=366), 6
"""How long before the first article is history; articles that tell a step, above which more add nothing."""
LASTING = frozenset({CommitmentType.MANDATE, CommitmentType.DEADLINE, CommitmentType.CEILING})


@dataclass(frozen=True, slots=True)
class _Step:
    when: Interval
    words: str
    entry: Entry
    entries: tuple[Entry, ...]
    weight: float
    type: str
    whose: frozenset[str]
    told_only: bool

    def one_with(self, other: _Step) -> bool:
        """Whether both are of one type and time and have somebody in common: one turn, told in two ways."""
        near = self.when.meets(other.when) or abs(_order(self)[0] - _order(other)[0]) <= CLOSE
        return self.type == other.type and near and bool(self.whose & other.whose)


def course(account: Account) -> Iterator[Sentence]:
    """The weightiest steps, in the order of their days."""
    chosen: list[_Step] = []
    articles: Counter[str] = Counter()
    days: Counter[Interval] = Counter()
    for step in sorted(_steps(account), key=lambda s: (-s.weight, _order(s), s.entry.id)):
        revision = step.entry.revision
        full = articles[revision] >= OF_ARTICLE or days[step.when] >= OF_DAY or any(step.one_with(c) for c in chosen)
        if len(chosen) < MOST and not full and account.take(step.words, step.entries):
            chosen.append(step)
            articles[revision] += 1
            days[step.when] += 1
    for step in sorted(chosen, key=_order):
        when = prose.heading(step.when)
        by = f"By {when}" if step.told_only and when[:1].isdigit() else when
        source = prose.printed(account.view, step.entry, dated=False)
        yield account.tell(f"{by}: {prose.quoted(step.words)} ({source})", step.entries)


def _order(step: _Step) -> tuple[date, date]:
    end = step.when.end or date.max
    return step.when.start or end, end


def _steps(account: Account) -> Iterator[_Step]:
    """What happened, or is claimed to have, by the day, at a time known to the month, in a sentence of its own."""
    crowd, dated = _crowd(account), _dated(account)
    for each in timeline(replace(account.view, on=None)):
        if each.when is None or not _is_narrow(each.when) or not _is_real(each):
            continue
        tellings = [e for e in each.tellings if e.kind is each.entry.kind and account.has_come(e)]
        if not tellings or any(account.is_denied(e) for e in tellings):
            continue
        main = [e for e in sorted(tellings, key=_appeared) if each.commitment or account.is_main(e)]
        free = (e for e in main if not account.is_contested(e))
        told = next(((e, w) for e in free if (w := account.sentence(e)) and w[0] not in '“"‘'), None)
        if told is not None:
            entry, words = told
            others = [e for e in tellings if e.id != entry.id]
            weight = _weight(account, each, tellings) + min(crowd[entry.revision, words], 4) / 4
            whose = _whose(account, each)
            only = _only(each) and (entry.revision, words) not in dated
            when = _when(each, entry)
            yield _Step(when, words, entry, (entry, *others), weight, each.type, whose, only)


def _when(found: Occurrence, entry: Entry) -> Interval:
    """The days of a step; a commitment of no stated beginning is of the day on which its words were printed."""
    held = found.when or entry.published
    if found.commitment and found.commitment.start is None and entry.published:
        held = entry.published
    return held or Interval(None, None)


def _only(found: Occurrence) -> bool:
    """Whether its day is the day on which it was told, and nothing else."""
    if found.commitment:
        return found.commitment.start is None
    return found.event is not None and found.event.dating is Dating.PUBLICATION


def _whose(account: Account, found: Occurrence) -> frozenset[str]:
    """Who or what it is about: missions by their keys, and names."""
    missions = (found.commitment.mission,) if found.commitment else ()
    names = [n for n in (*found.who, *missions) if n]
    keys = {account.subjects.mission(found.entry.revision, n) or n.casefold() for n in names}
    return frozenset(keys)


def _dated(account: Account) -> set[tuple[str, str]]:
    """The sentences whose words give something in them the day on which, or about which, they were printed."""
    by_words = (e for e, b in account.view.events if b.dating is Dating.WORDS and b.date and _is_near(e, b.date))
    return {(e.revision, words) for e in by_words if (words := account.sentence(e))}


def _is_near(entry: Entry, when: Interval) -> bool:
    return entry.published is not None and when.is_day and when.meets(entry.published)


def _crowd(account: Account) -> Counter[tuple[str, str]]:
    """How many entries stand in each sentence: what many were read from tells much."""
    found: Counter[tuple[str, str]] = Counter()
    for entry in (*(e for e, _ in account.view.events), *(e for e, _ in account.view.commitments)):
        words = account.sentence(entry)
        if words:
            found[entry.revision, words] += 1
    for entry, _ in account.view.figures:
        words = account.sentence(entry)
        if words:
            found[entry.revision, words] += 1
    return found


def _is_narrow(when: Interval) -> bool:
    return when.start is not None and when.end is not None and when.end - when.start <= NARROW


def _is_real(found: Occurrence) -> bool:
    if found.commitment:
        return found.commitment.type in LASTING
    return found.standing in {None, EventFactuality.CLAIMED.value}


def _appeared(entry: Entry) -> tuple[date, str]:
    return (entry.published.end if entry.published else None) or date.max, entry.id


def _weight(account: Account, found: Occurrence, tellings: Iterable[Entry]) -> float:
    """How telling a step is: by how many independently, of whom the record follows, and whether it turns things."""
    held = tuple(tellings)
    ours = bool(_whose(account, found) & account.subjects.missions)
    turns = found.type in lexicon("board")["posture"] or (bool(found.commitment) and ours)
    happened = found.standing is None
    vague = _only(found) and not found.commitment
    past = found.when is not None and (found.when.end or date.max) <= account.first_day - BACK
    often = min(len({e.revision for e in held}), OFTEN) - 2 * past
    return (
        often + 2.0 * account.independent(held) + 2 * turns + 2 * ours + happened - (found.type == "other") - 2 * vague
    )
