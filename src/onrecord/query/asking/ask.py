"""From a question and a view to an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.model import Entry, Figure, Interval, Judgement, Verdict, joined
from onrecord.packs import Pack, all_shipped, combined
from onrecord.query.as_of import as_of
from onrecord.query.asking.answer import NOT_ON_RECORD, Answer, Cited
from onrecord.query.asking.composing import line, passage
from onrecord.query.asking.evidence import Evidence
from onrecord.query.asking.finding import DIFFERING, SET_AGAINST, Found, find
from onrecord.query.asking.fitting import Fit, Fitting
from onrecord.query.asking.periods import days
from onrecord.query.asking.question import Form, Part, Question, Term
from onrecord.query.asking.reading import read
from onrecord.query.asking.times import Role, When, times
from onrecord.query.asking.whens import last_day
from onrecord.query.origins import origins
from onrecord.query.view import View

MOST, TOLD, NEAREST = 6, 4, 3
"""Entries that an answer cites at most, those told to one part, and those named where nothing answers."""
NOTES = {Form.CHANGE: "These are not one count", Form.CONFLICT: "This is what is told"}
ONE_DAY, MONTH = timedelta(days=1), timedelta(days=31)
CLOSE, WIDE = 0.12, 0.5
"""How much less an entry may fit than the best and still be told in the answer, and in one that lists."""
ONE = frozenset({Verdict.SAME, Verdict.COPIES, Verdict.SUPPORTS})


def ask(view: View, question: str, pack: Pack | None = None, *, share: Callable[[Term], float] | None = None) -> Answer:
    """The answer to a question from the entries of a view, each cited, or that it is not on record.

    `pack` has the words of the story packs that the record was read with; unset, of those that come with the program.
    `share` tells which part of the whole record's articles tell a term, where the view is not whole.
    Raises QuestionError where the question is empty or names a day that there is not.
    """
    words = pack or combined(all_shipped())
    evidence = Evidence.of(view, share)
    asked = read(question, evidence, words)
    by = known_by(asked.text)
    if by:
        view = as_of(view, known=by)
        evidence = Evidence.of(view, share)
    fitting = Fitting(evidence, words)
    found = [find(fitting, _on(part, view.on, view.known)) for part in asked.parts]
    return _answer(view, asked, found)


def known_by(question: str) -> date | None:
    """The day by which a question asks what was known, where it does."""
    return min((w.days.end - ONE_DAY for w in times(question) if w.role is Role.KNOWN and w.days.end), default=None)


def _on(part: Part, day: date | None, known: date | None) -> Part:
    """A part as asked on a day in the world: of what is told of then, where it names no time of its own."""
    part = replace(part, today=day or known)
    if day is None or part.limits or part.form in {Form.WHEN, Form.CONFLICT, Form.CHANGE}:
        return part
    return replace(part, whens=(*part.whens, When(Interval.day(day), Role.BY, 0, 0)))


def _answer(view: View, asked: Question, found: Sequence[Found]) -> Answer:
    understood = tuple(_understood(asked))
    first = found[0]
    if not first.answering:
        nearest = _apart(view, first.fits)[:NEAREST]
        cited = tuple(Cited(f.told.entry, _lacks(f)) for f in nearest)
        return Answer(asked.text, view, on_record=False, text=f"{NOT_ON_RECORD}.", understood=understood, cited=cited)
    told = [_told(view, each) for each in found]
    ordered = list(_turns(told))[:MOST]
    cited = tuple(Cited(f.told.entry, _why(f)) for f in ordered)
    entries = [c.entry for c in cited]
    said: set[str] = set()
    text = " ".join(filter(None, (_text(each, fits, said) for each, fits in zip(found, told, strict=True))))
    against = tuple(_against(view, entries, found))
    counts = tuple(len(origins(view, e)) for e in entries)
    return Answer(
        asked.text,
        view,
        on_record=True,
        text=text,
        understood=understood,
        cited=cited,
        disagreement=against,
        origins=counts,
    )


def _told(view: View, found: Found) -> list[Fit]:
    """The fits that are told: the best, what fits nearly as well, and what is set against one of them.

    Where it is asked how things are now, what is older than the latest by more than a month is left out.
    """
    answering = _apart(view, found.answering)
    if not answering:
        return []
    best = answering[0]
    wide = WIDE if found.part.form is Form.LIST else CLOSE
    close = [f for f in answering if f is best or f.score >= best.score - wide or found.note]
    ids = {f.told.id for f in close}
    against = _opposed(view, ids)
    told = [f for f in answering if f in close or f.told.id in against]
    if found.part.form not in {Form.NUMBER, Form.YES_NO}:
        return told[: MOST if found.part.form is Form.LIST else TOLD]
    told = (_several(_now(found.part, told)) if found.part.form is Form.NUMBER else told)[:TOLD]
    opposed = _opposed(view, {f.told.id for f in told})
    others = [f for f in found.fits if not f.answers and f.told.id in opposed]
    return [*told, *_apart(view, others)[:NEAREST]]


def _opposed(view: View, ids: set[str]) -> set[str]:
    """The entries that are set against some."""
    pairs = ((j.a, j.b) for j in view.judgements if j.verdict in SET_AGAINST)
    return {b if a in ids else a for a, b in pairs if a in ids or b in ids}


def _now(part: Part, fits: list[Fit]) -> list[Fit]:
    if part.past or part.limits or part.peak:
        return fits
    newest = last_day(fits[0].told.entry)
    return [f for f in fits if newest is None or (day := last_day(f.told.entry)) is None or newest - day <= MONTH]


def _several(fits: Sequence[Fit]) -> list[Fit]:
    """The fits with each number once, then those that tell one again."""
    first: dict[object, Fit] = {}
    for fit in fits:
        body = fit.told.entry.body
        value = (body.quantity.value, body.quantity.low, body.quantity.high) if isinstance(body, Figure) else fit
        first.setdefault(value, fit)
    once = list(first.values())
    return [*once, *(f for f in fits if f not in once)]


def _text(found: Found, fits: Sequence[Fit], said: set[str]) -> str:
    """What a part is answered with; what an earlier part was answered with is not said again."""
    if not fits:
        return f"{NOT_ON_RECORD}: {found.part.text.strip(' ?')}."
    lines = list(_lines(found.part, [f for f in fits if f.answers], said))
    against = [line(found.part, f) for f in fits if not f.answers]
    note = f" {NOTES[found.part.form]}: {found.note}." if found.note else ""
    unsaid = dict.fromkeys(w for f in fits for w in f.unsaid)
    note += f" Not told in so many words: {', '.join(unsaid)}." if unsaid else ""
    note += f" Set against it: {'; '.join(against)}." if against else ""
    return f"{'; '.join(lines)}.{note}" if lines else ""


def _lines(part: Part, fits: Sequence[Fit], said: set[str]) -> Iterator[str]:
    """What each fit says, and of the same words, of which several kinds of entry tell, what the first says."""
    for fit in fits:
        told = line(part, fit)
        words = told if isinstance(fit.told.entry.body, Figure) else passage(fit)
        if words not in said:
            said.add(words)
            yield told


def _apart(view: View, fits: Sequence[Fit]) -> list[Fit]:
    """Fits without those that tell again what one before tells: the same words, a copy, or one fact of one source."""
    groups = joined((j.a, j.b) for j in view.judgements if j.verdict in ONE)
    met: set[str] = set()
    found = []
    for fit in fits:
        mine = fit.told.id
        if mine not in met:
            found.append(fit)
        met |= groups.get(mine, frozenset({mine}))
    return found


def _turns(each: Sequence[Sequence[Fit]]) -> Iterator[Fit]:
    """The best of each part in turn, then the next of each; none twice."""
    met: set[str] = set()
    for n in range(max(map(len, each), default=0)):
        for fits in each:
            if n < len(fits) and fits[n].told.id not in met:
                met.add(fits[n].told.id)
                yield fits[n]


def _against(view: View, cited: Sequence[Entry], found: Sequence[Found]) -> Iterator[Judgement]:
    ids = {e.id for e in cited}
    held = {j.id: j for each in found for j in each.judged if {j.a, j.b} & ids}
    held |= {j.id: j for j in view.judgements if j.verdict in SET_AGAINST and {j.a, j.b} & ids}
    held |= {j.id: j for j in view.judgements if j.verdict in DIFFERING and {j.a, j.b} <= ids}
    yield from sorted(held.values(), key=lambda j: (j.verdict not in SET_AGAINST, -j.score, j.id))


def _why(fit: Fit) -> str:
    tells = f"tells: {', '.join(fit.fits)}" if fit.fits else "tells what is asked"
    return f"{tells}; does not tell: {', '.join(fit.unsaid)}" if fit.unsaid else tells


def _lacks(fit: Fit) -> str:
    return f"does not tell: {', '.join(fit.missing)}"


def _understood(asked: Question) -> Iterator[str]:
    """How a question was read, a line a part."""
    for part in asked.parts:
        yield "; ".join(_facts(part))


def _facts(part: Part) -> Iterator[str]:
    yield f"asks for {part.form.value}"
    if part.head:
        yield f"of {' '.join(t.text for t in part.head)}"
    if part.measures:
        yield f"measure {' or '.join(sorted(part.measures))}"
    if part.speaker:
        yield f"by the word of {' '.join(t.text for t in part.speaker)}"
    if part.terms:
        yield f"about {', '.join(t.text for t in part.terms)}"
    for when in part.whens:
        yield f"{when.role.value} {days(when.days)}"
