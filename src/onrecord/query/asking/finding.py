"""Finding the entries that answer a part of a question, by what it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.model import (
    Attribution,
    Commitment,
    Entry,
    Event,
    Figure,
    Interval,
    Judgement,
    Verdict,
)
from onrecord.query.asking.agents import doers_of, not_by
from onrecord.query.asking.counted import number
from onrecord.query.asking.evidence import Told, Zone
from onrecord.query.asking.fitting import PROMISED, Fit, Fitting
from onrecord.query.asking.lexis import stems, words
from onrecord.query.asking.nearly import nearly
from onrecord.query.asking.offices import holders_of, roles_of
from onrecord.query.asking.places import no_place
from onrecord.query.asking.question import Form, Part, Term
from onrecord.query.asking.reasons import no_reason, with_reason
from onrecord.query.asking.sayings import not_so_said
from onrecord.query.asking.times import Role
from onrecord.query.asking.whens import LATER, in_time, later
from onrecord.query.commitments import FATES

SET_AGAINST = (Verdict.CONTRADICTS, Verdict.DENIES)
DIFFERING = (Verdict.DIFFERS, Verdict.REVISES)
ODDS = re.compile(
    r"(?:do|does|did|have|has|are|were) (?:the )?(?P<one>[^,]+?) and (?:the )?(?P<other>[^,]+?)"
    r" (?:disagree|differ|conflict|contradict|at odds)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d|\b(?:number|figure|many)\b", re.IGNORECASE)
UNJUDGED = "no two entries are set against each other on this"
SEASON = timedelta(days=92)
BEFORE_PEAK = 40
"""Characters before a number in which it is called the highest."""
Tests = Mapping[type, Callable[[Part, Told], Iterator[str]]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a part of a question finds: fits, those that answer first; for a change or a conflict, what links them."""

    part: Part
    fits: tuple[Fit, ...]
    judged: tuple[Judgement, ...] = ()
    note: str = ""

    @property
    def answering(self) -> tuple[Fit, ...]:
        """Those that answer."""
        return tuple(f for f in self.fits if f.answers)


def find(fitting: Fitting, part: Part) -> Found:
    """The entries that answer a part of a question, best first, then those that come near.

    Where none tells all that is asked, those that tell most of it answer, with what they do not tell.
    """
    found = _all_told(fitting, part)
    if found.answering:
        return found
    near = nearly(fitting, _plain_of(part) if part.form is Form.CONFLICT else part)
    met = {f.told.id for f in near}
    note = UNJUDGED if near and part.form is Form.CONFLICT else found.note
    return replace(found, fits=(*near, *(f for f in found.fits if f.told.id not in met)), note=note)


def _plain_of(part: Part) -> Part:
    """What two are asked to be at odds about, as a question of what is told."""
    apart = stems("verbs", "conflict") | stems("verbs", "agree")
    terms = tuple(t for t in part.terms if not t.ways & apart and t.text.casefold() not in words("small", "tellers"))
    return replace(part, form=Form.LIST, terms=terms, speaker=())


def _all_told(fitting: Fitting, part: Part) -> Found:
    match part.form:
        case Form.NUMBER:
            return Found(part, tuple(_numbers(fitting, part)))
        case Form.WHEN:
            return Found(part, tuple(_days(fitting, part)))
        case Form.WHO | Form.SOURCE:
            return Found(part, tuple(_persons(fitting, part)))
        case Form.CONFLICT:
            return _conflicts(fitting, part)
        case Form.CHANGE:
            return _change(fitting, part)
        case _:
            return Found(part, tuple(_tellings(fitting, part)))


def _ranked(fits: Iterable[Fit], bonus: Callable[[Fit], float]) -> list[Fit]:
    return sorted((replace(f, score=f.score + bonus(f)) for f in fits), key=lambda f: f.order)


# --- numbers -------------------------------------------------------------------------------------------------


def _numbers(fitting: Fitting, part: Part) -> list[Fit]:
    fits = fitting.best(part, {Figure: lambda p, t: _both(fitting.speaker(p, t), number(fitting, p, t))})
    return _ranked(fits, lambda f: _plain(fitting, part, f) + later(part, f.told.entry))


def _both(*parts: Iterator[str]) -> Iterator[str]:
    for each in parts:
        yield from each


def _plain(fitting: Fitting, part: Part, fit: Fit) -> float:
    """Less for a number of a part, of what came on top, or of a narrower thing than is asked for."""
    body = fit.told.entry.body
    if not isinstance(body, Figure):
        return 0.0
    asked = {w for t in part.every for way in t.ways for w in way.split()}
    counted = {t.stem for t in fitting.evidence.lexis.tokens(body.counts)} - {"personnel", "peopl", "death", "among"}
    narrower = 0.08 * len(counted - asked)
    vague = 0.1 if body.valid is None or _length(body.valid) > SEASON else 0.0
    unsaid = 0.0 if fit.told.entry.attributed_to else 0.05
    highest = 0.1 if not part.peak and _has_peak(fit.told) else 0.0
    partial = 0.1 if body.part_of and not part.share else 0.0
    peak = 0.3 if part.peak and _has_peak(fit.told) else 0.0
    shared = 0.3 if part.share and (body.part_of or body.measure == "sent") else 0.0
    return peak + shared - narrower - partial - vague - unsaid - highest - (0.2 if body.increment else 0.0)


def _length(held: Interval) -> timedelta:
    return held.end - held.start if held.start and held.end else timedelta.max


def _has_peak(told: Told) -> bool:
    """Whether the words before a number call it the highest."""
    first = told.entry.anchors[0]
    line = told.text.line((max(0, first.start - BEFORE_PEAK), first.end))
    return any(f" {w} " in line for w in stems("numbers", "peak"))


# --- days ----------------------------------------------------------------------------------------------------


def _days(fitting: Fitting, part: Part) -> list[Fit]:
    tests: Tests = {
        Commitment: fitting.term,
        Event: fitting.happened,
        Attribution: fitting.dated,
        Figure: fitting.dated,
    }
    if part.since:
        tests = dict.fromkeys(tests, fitting.begun)
    fits = [_with_day(fitting, part, f) for f in fitting.best(part, tests)]
    return _ranked(fits, lambda f: _term_first(part, f))


def _with_day(fitting: Fitting, part: Part, fit: Fit) -> Fit:
    """The fit with the day that it tells: its own, or the one beside what is asked for."""
    if part.since:
        return replace(fit, day=fitting.since(fit.told), passage=fit.told.sentences[0])
    match fit.told.entry.body:
        case Commitment(due=day) | Event(date=day):
            return replace(fit, day=day)
        case _:
            return replace(fit, day=fitting.day_told(part, fit.told), passage=fit.told.sentences[0])


def _term_first(part: Part, fit: Fit) -> float:
    body = fit.told.entry.body
    narrow = 0.0
    if fit.day and fit.day.is_day:
        narrow = 0.1
    ends = isinstance(body, Commitment) and part.ends
    if part.past or not ends or not fit.day or not fit.day.end:
        return narrow + later(part, fit.told.entry) + (0.1 if isinstance(body, Commitment) else 0.0)
    over = bool(part.today and fit.day.end <= part.today)
    return narrow + 0.1 + (fit.day.end - date(1900, 1, 1)).days / LATER - (10.0 if over else 0.0)


# --- persons -------------------------------------------------------------------------------------------------


def _persons(fitting: Fitting, part: Part) -> list[Fit]:
    if part.office:
        return holders_of(fitting, part)
    if part.identity:
        return roles_of(fitting, part)
    tests: Tests = {Attribution: lambda p, t: _named(fitting, p, t)}
    if part.form is Form.SOURCE or part.said:
        tests = {**tests, Figure: lambda p, t: _attributed(fitting, p, t)}
    else:
        tests = {**tests, Event: lambda p, t: _agent(fitting, p, t)}
    doers = doers_of(fitting, part) if part.form is Form.WHO and not part.said else ()
    return [*doers, *fitting.best(part, tests)]


def _named(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    body = told.entry.body
    if not isinstance(body, Attribution) or body.source is None or not body.source.is_named:
        yield "who says so"
    yield from not_so_said(fitting, part, told)
    if not part.said:
        yield from not_by(fitting, part, told)
    yield from fitting.tells(part, told)


def _attributed(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    if not told.entry.attributed_to:
        yield "who says so"
    if not NUMBER.search(part.text):
        yield "what is said in words"
    yield from fitting.tells(part, told)


def _agent(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    body = told.entry.body
    if isinstance(body, Event) and not body.participants:
        yield "who"
    yield from not_by(fitting, part, told)
    yield from fitting.tells(part, told)


# --- anything told -------------------------------------------------------------------------------------------

FIRST = {Attribution: 0.05, Commitment: 0.03, Event: 0.02, Figure: 0.0}
"""What an answer in words is best given by, where entries fit alike."""


def _tellings(fitting: Fitting, part: Part) -> list[Fit]:
    kinds: tuple[type, ...] = (Attribution, Commitment, Figure)
    if not (part.said and part.speaker) or fitting.publishes(part):
        kinds = (*kinds, Event)
    if part.form is Form.YES_NO and not any(w.isdigit() for t in part.every for w in t.ways):
        kinds = tuple(k for k in kinds if k is not Figure)
    tests: Tests = dict.fromkeys(kinds, lambda p, t: _both(fitting.tells(p, t), _asked_for(fitting, p, t)))
    fits = [_in_its_sentence(fitting, part, f) for f in fitting.best(part, tests)]
    if part.form is Form.WHY:
        fits = [replace(f, passage=with_reason(f.told) or f.passage) for f in fits]
    if part.form is Form.YES_NO and part.done:
        fits = [*_outcomes(fitting, fits), *fits]
    return _ranked(fits, lambda f: FIRST[type(f.told.entry.body)])


def _outcomes(fitting: Fitting, fits: Sequence[Fit]) -> Iterator[Fit]:
    """What became of promises that fit in all but that it has come about: the entries that tell it."""
    told = {t.id: t for t in fitting.evidence.told}
    promised = {f.told.id: f for f in fits if f.missing == (PROMISED,)}
    for judgement in fitting.evidence.view.judgements:
        fit, teller = promised.get(judgement.b), told.get(judgement.a)
        if fit and teller and judgement.verdict in FATES:
            note = FATES[judgement.verdict]
            yield replace(fit, told=teller, missing=(), score=fit.score + 0.2, passage=teller.sentences[0], note=note)


def _in_its_sentence(fitting: Fitting, part: Part, fit: Fit) -> Fit:
    """The fit, to be told by its sentence where its own words leave out something that is asked for."""
    told = fit.told
    if isinstance(told.entry.body, Attribution) or not told.sentences:
        return fit
    whole = all(fitting.zone(told, t) in {Zone.OWN, Zone.BESIDE, Zone.ARTICLE} for t in part.every)
    return fit if whole else replace(fit, passage=told.sentences[0])


def _asked_for(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    """What an entry lacks of what is asked for besides what it is about: a place, a reason."""
    if part.form is Form.WHERE:
        yield from no_place(fitting, part, told)
    if part.form is Form.WHY:
        yield from no_reason(told)


# --- conflicts and changes -----------------------------------------------------------------------------------


def _conflicts(fitting: Fitting, part: Part) -> Found:
    """The pairs that are set against each other of which, taken together, both sides tell all that is asked."""
    told = {t.id: t for t in fitting.evidence.told}
    sides, terms = _sides(part)
    held: list[tuple[float, Judgement, tuple[Told, Told], tuple[str, ...]]] = []
    for judgement in fitting.evidence.view.judgements:
        if judgement.verdict in (*SET_AGAINST, *DIFFERING) and judgement.a in told and judgement.b in told:
            pair = told[judgement.a], told[judgement.b]
            missing = tuple(t.text for t in terms if not any(_near(fitting, one, t) for one in pair))
            missing += tuple(f"in {w.days}" for w in part.limits if not any(in_time(part, one, w) for one in pair))
            missing += tuple(_not_theirs(fitting, part, sides, pair))
            close = sum(max(fitting.zone(one, t) for one in pair) for t in terms) / (5 * len(terms)) if terms else 0.5
            hard = 1.0 if judgement.verdict in SET_AGAINST else 0.0
            held.append((hard + close + 0.1 * judgement.score, judgement, pair, missing))
    held.sort(key=lambda h: (len(h[3]), -h[0], h[1].id))
    fits: list[Fit] = []
    judged: list[Judgement] = []
    for score, judgement, pair, missing in held:
        fits += [Fit(one, score, missing, ()) for one in pair if one.id not in {f.told.id for f in fits}]
        judged += [judgement] if not missing else []
    return Found(part, tuple(fits), tuple(judged))


def _sides(part: Part) -> tuple[tuple[tuple[Term, ...], ...], tuple[Term, ...]]:
    """Who is said to be at odds, where two are ("X and Y disagree"), and the other terms."""
    plain = tuple(
        t
        for t in part.every
        if not t.ways & stems("verbs", "conflict") and t.text.casefold() not in words("small", "tellers")
    )
    named = ODDS.search(part.text)
    if not named:
        return (), plain
    sides = tuple(tuple(t for t in plain if t.text.casefold() in named[side].casefold()) for side in ("one", "other"))
    if not all(sides):
        return (), plain
    return sides, tuple(t for t in plain if not any(t in side for side in sides))


def _not_theirs(
    fitting: Fitting, part: Part, sides: tuple[tuple[Term, ...], ...], pair: tuple[Told, Told]
) -> Iterator[str]:
    if not sides:
        return
    ways = [[not any(fitting.speaker(replace(part, speaker=s), t)) for t in pair] for s in sides]
    if not (ways[0][0] and ways[1][1]) and not (ways[0][1] and ways[1][0]):
        yield "both of them saying so"


def _near(fitting: Fitting, told: Told, term: Term) -> bool:
    return fitting.zone(told, term) >= (Zone.ARTICLE if fitting.common(term) else Zone.PARAGRAPH)


def _change(fitting: Fitting, part: Part) -> Found:
    """A figure of each of two times; of no two times, the first and the last."""
    ends = [w for w in part.whens if w.role in {Role.FROM, Role.TO}]
    plain = replace(
        part,
        whens=tuple(w for w in part.whens if w not in ends),
        terms=tuple(t for t in part.terms if not t.ways & stems("verbs", "change")),
    )
    fits = _numbers(fitting, plain)
    answering = [f for f in fits if f.answers]
    if len(ends) == 2:  # noqa: PLR2004 (from one time to another)
        sides = [[f for f in answering if in_time(part, f.told, w)] for w in ends]
    else:
        ordered = sorted(answering, key=_by_day)
        sides = [ordered[:1], ordered[-1:] if len(ordered) > 1 else []]
    if not all(sides):
        nearest = [replace(f, missing=(*f.missing, "a number of each time")) for f in fits]
        return Found(part, tuple(sorted(nearest, key=lambda f: f.order)))
    first, last = sides[0][0], sides[1][0]
    rest = [f for side in sides for f in side[1:]]
    judged = _between(fitting, first.told.entry, last.told.entry)
    return Found(part, (first, last, *rest), judged, _compared(first.told.entry, last.told.entry))


def _by_day(fit: Fit) -> tuple[date, str]:
    body = fit.told.entry.body
    day: Interval | None = (body.valid if isinstance(body, Figure) else None) or fit.told.entry.published
    return (day.start or day.end or date.max) if day else date.max, fit.told.id


def _between(fitting: Fitting, first: Entry, last: Entry) -> tuple[Judgement, ...]:
    ends = {first.id, last.id}
    return tuple(j for j in fitting.evidence.view.judgements if {j.a, j.b} == ends)


def _compared(first: Entry, last: Entry) -> str:
    """What keeps two numbers from being set side by side; empty where nothing does."""
    one, two = first.body, last.body
    if not isinstance(one, Figure) or not isinstance(two, Figure):
        return ""
    apart = [
        name
        for name in ("measure", "subject", "place", "mission", "excludes")
        if getattr(one, name) != getattr(two, name)
    ]
    named: Sequence[str] = [a for a in apart if a != "mission" or (one.mission and two.mission)]
    return (
        f"they differ in {', '.join(named)}, so that the record cannot say whether one became the other"
        if named
        else ""
    )
