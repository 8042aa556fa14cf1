"""Whether an entry answers a part of a question, how well, and what of it is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from onrecord.model import (
    Attribution,
    Body,
    Commitment,
    Event,
    EventFactuality,
    Factuality,
    Figure,
    Interval,
    Modifier,
    State,
)
from onrecord.packs import Pack, lexicon
from onrecord.query.asking.evidence import Evidence, Told, Zone
from onrecord.query.asking.lexis import stems, words
from onrecord.query.asking.measures import measure_words
from onrecord.query.asking.question import Form, Part, Term
from onrecord.query.asking.whens import in_time

LONG = 5
"""Letters of a stem that begins no other by chance."""
OPENING = re.compile(r"\b(?:until|if|unless|whether|in case)\b", re.IGNORECASE)
PROMISED = "it is only promised"
CLOSE_BY = 45
"""Characters between what happens and the day that is told for it, at most."""
MONTH = timedelta(days=31)
PERSONS = frozenset({"person", "staff", "national", "force", "hostile", "patient"})
FORCES = frozenset({"force", "staff", "national"})
TOLLS = frozenset({"killed", "injured", "treated", "withdrawn"})
NOT_THERE = frozenset({"authorised", "planned"})
REAL = frozenset({EventFactuality.HAPPENED, EventFactuality.CLAIMED, EventFactuality.DENIED})
OPEN = frozenset({Factuality.DOUBTED, Factuality.ASKED, Factuality.HOPED})


@dataclass(frozen=True, slots=True)
class Fit:
    """An entry beside a part of a question: how well it fits, and what is missing for it to answer.

    `passage` is the stretch of the article that shows what the entry's own words do not; `day` the day that it tells;
    `note` what became of what is asked about.
    """

    told: Told
    score: float
    missing: tuple[str, ...]
    fits: tuple[str, ...]
    passage: tuple[int, int] | None = None
    day: Interval | None = None
    note: str = ""

    @property
    def answers(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def order(self) -> tuple[int, float, str, int, str]:
        """Best first; what is equal in the order of articles."""
        entry = self.told.entry
        return len(self.missing), -self.score, entry.revision, entry.anchors[0].start, entry.id


@dataclass(frozen=True)
class Fitting:
    """What a part of a question finds among the entries of a view."""

    evidence: Evidence
    pack: Pack
    _meant: dict[Term, frozenset[str]] = field(default_factory=dict)
    _common: dict[Term, bool] = field(default_factory=dict)
    _share: dict[Term, float] = field(default_factory=dict)
    _zones: dict[tuple[str, Term], Zone] = field(default_factory=dict)

    def best(self, part: Part, kinds: Mapping[type, Callable[[Part, Told], Iterator[str]]]) -> list[Fit]:
        """The entries of some kinds, those that answer first; each kind has a test that yields what is missing."""
        found = [self._fit(part, t, test) for t in self.evidence.told if (test := kinds.get(type(t.entry.body)))]
        return sorted(found, key=lambda f: f.order)

    def meant(self, term: Term) -> frozenset[str]:
        """The entities that a term names."""
        if term not in self._meant:
            self._meant[term] = self.evidence.meant(next(iter(term.ways))) if term.name else frozenset()
        return self._meant[term]

    def common(self, term: Term) -> bool:
        """Whether the whole story is about a term."""
        if term not in self._common:
            self._common[term] = self.evidence.common(term, self.meant(term))
        return self._common[term]

    def weight(self, term: Term) -> float:
        """How much a term tells apart: what few articles tell most."""
        if term not in self._share:
            self._share[term] = self.evidence.share(term, self.meant(term))
        return 1.2 - self._share[term]

    def zone(self, told: Told, term: Term) -> Zone:
        """Where a term is told."""
        key = told.entry.id, term
        if key not in self._zones:
            self._zones[key] = told.zone(term, self.meant(term))
        return self._zones[key]

    def _fit(self, part: Part, told: Told, test: Callable[[Part, Told], Iterator[str]]) -> Fit:
        zones = {t: self.zone(told, t) for t in part.every}
        missing = [t.text for t in part.terms if zones[t] < self._least(t) and not self._implied(part, told, t)]
        missing += test(part, told)
        missing += [f"in {w.days}" for w in part.limits if not in_time(part, told, w)]
        weights = {t: self.weight(t) for t in part.every}
        total = sum(weights.values())
        close = sum(weights[t] * z for t, z in zones.items()) / (total * Zone.OWN) if total else 0.5
        fits = tuple(t.text for t, z in zones.items() if z >= Zone.SENTENCE)
        own = part.every if part.form is Form.WHEN else ()
        literal = 0.3 * sum(told.says(t) for t in own) / max(1, len(own))
        score = close + literal + 0.1 * told.entry.confidence
        return Fit(told, score, tuple(dict.fromkeys(missing)), fits)

    def _least(self, term: Term) -> Zone:
        """How near a term is to be told: what the whole story is about goes without saying where an entry stands."""
        if not self.common(term):
            return Zone(term.near)
        return Zone.ARTICLE if term.name else Zone(min(term.near, Zone.BESIDE))

    def _implied(self, part: Part, told: Told, term: Term) -> bool:
        """Whether what an entry is tells a term without its words: an end, a ceiling, a strength, the measure asked."""
        body, plain = told.entry.body, term.text.casefold()
        if isinstance(body, Commitment) and body.due and part.form is Form.WHEN:
            return plain in words("verbs", "ends")
        if not isinstance(body, Figure) or not part.measures or body.measure not in part.measures:
            return False
        if plain in words("verbs", "allow") | words("numbers", "strength") | words("numbers", "toll"):
            return True
        measure = self.pack.measure_of.get(body.measure)
        return measure is not None and plain in measure_words(measure)

    # --- what each kind of entry is to have --------------------------------------------------------------

    def number(self, part: Part, told: Told) -> Iterator[str]:
        """What a figure lacks to be the number that is asked for."""
        body = told.entry.body
        if not isinstance(body, Figure):
            return
        yield from self._head(part, told, body)
        yield from self._place(part, body)
        if part.money and not self._money(body):
            yield "an amount of money"
        if not part.head and not part.money and not self._of(body, FORCES):
            yield "how many of them"
        yield from _measure(part, body)
        if part.today and not part.past and body.valid and body.valid.start and body.valid.start > part.today:
            yield "that it is so yet"

    def _head(self, part: Part, told: Told, body: Figure) -> Iterator[str]:
        for term in part.head:
            if term.name:
                least = Zone.PARAGRAPH if body.subject is None else self._whose(term)
                mission = body.mission is not None and self.zone(told, term) >= Zone.SENTENCE
                if self.zone(told, term) < least and not mission:
                    yield term.text
            elif term.text.casefold() in words("numbers", "people") and self._of(body, PERSONS):
                continue
            elif self.zone(told, term) < (Zone.OWN if self._tells_apart(part, term) else Zone.BESIDE):
                yield term.text

    def _tells_apart(self, part: Part, term: Term) -> bool:
        """Whether a word of what is counted is the thing itself, or makes another thing of it ("suspected")."""
        return term is part.head[-1] or term.text.casefold() in self.pack.qualifiers

    def _place(self, part: Part, body: Figure) -> Iterator[str]:
        """The places that are asked for where a figure is of another: a force is where it is, all else whose it is."""
        asked = [t for t in part.terms if t.name and self.evidence.is_place(t, self.meant(t))]
        own = [n for n in (body.subject, body.place) if n]
        if not self._of(body, FORCES):
            own = own[:1]
        if any(t.name for t in part.head):
            own = [n for n in (body.place,) if n]
        held = [n for n in own if self._is_place(n)]
        if asked and held and not any(self._same_place(t, n) for t in asked for n in held):
            yield from (f"{t.text} as its place" for t in asked)

    def _is_place(self, name: str) -> bool:
        line = self.evidence.lexis.line(name).strip()
        return self.evidence.is_place(
            Term(name, frozenset({line}), name=True), self.evidence.names.get(line, frozenset())
        )

    def _same_place(self, term: Term, name: str) -> bool:
        line = self.evidence.lexis.line(name)
        if any(f" {w} " in line for w in term.ways):
            return True
        return bool(self.meant(term) & self.evidence.names.get(line.strip(), frozenset()))

    def _whose(self, term: Term) -> Zone:
        """How near it is to be told whose the counted are: of a nation they are only where the figure says so."""
        return Zone.OWN if self.evidence.is_place(term, self.meant(term)) else Zone.SENTENCE

    def _of(self, body: Figure, kinds: frozenset[str]) -> bool:
        held = [self.pack.unit_of.get(w) for w in body.counts.casefold().split()]
        return any(u is not None and u.kind in kinds for u in held)

    @staticmethod
    def _money(body: Figure) -> bool:
        return (
            body.quantity.unit in _currencies()
            or body.counts in _currencies()
            or body.counts.rstrip("s") in _currencies()
        )

    def tells(self, part: Part, told: Told) -> Iterator[str]:
        """What an entry lacks to tell of what is asked: it is to be of the right speaker, and as sure as is asked."""
        yield from self.speaker(part, told)
        body = told.entry.body
        if part.done and isinstance(body, Event) and body.factuality not in REAL:
            yield f"it is only {body.factuality.value}"
        if part.done and not part.said:
            yield from _only_said(body)
            if self._open_clause(part, told):
                yield "nobody says so"
        if part.form is Form.SOURCE and isinstance(body, Attribution) and part.denied != says_no(body):
            yield "it says the opposite"
        if not part.every and not part.speaker:
            yield "what it is about"
        if not self.about(part, told):
            yield "it is told beside it only"
        core = [t for t in part.every if not t.name and t.near >= Zone.SENTENCE]
        rarest = max(core, key=self.weight, default=None)
        if rarest and part.form is not Form.LIST and self.zone(told, rarest) < Zone.SENTENCE:
            yield rarest.text

    def _open_clause(self, part: Part, told: Told) -> bool:
        """Whether what is asked for stands only where nothing is said of it: after "until", "if", "whether"."""
        core = [t for t in part.terms if not t.name and t.near >= Zone.SENTENCE]
        if not core or not isinstance(told.entry.body, Attribution):
            return False
        words = " ".join(a.exact for a in told.entry.anchors)
        open_from = OPENING.search(words)
        line = self.evidence.lexis.line(words[: open_from.start()]) if open_from else ""
        return open_from is not None and not any(f" {w} " in line for w in core[-1].ways)

    def about(self, part: Part, told: Told) -> bool:
        """Whether what an entry is of is one of the words that the question is about."""
        own = [t for t in part.every if not t.name]
        if not own or isinstance(told.entry.body, Attribution):
            return True
        if isinstance(told.entry.body, Event):
            return any(told.does(t) for t in own)
        return any(self.zone(told, t) is Zone.OWN for t in own)

    def speaker(self, part: Part, told: Told) -> Iterator[str]:
        """Whose word an entry is to be and is not."""
        if not part.speaker:
            return
        line = self._called(told)
        *before, last = part.speaker
        if not self._bears(told, line, last):
            yield f"{last.text} saying so"
        for term in before:
            if not self._bears(told, line, term) and (term.name or self.zone(told, term) < Zone.BESIDE):
                yield f"{term.text} saying so"

    def _called(self, told: Told) -> str:
        """All that those whose word it is are called, here and in other articles."""
        names = holders(told)
        lines = [self.evidence.lexis.line(n) for n in names]
        roles = (self.evidence.roles.get(line.strip(), "") for line in lines)
        return " ".join([*lines, *(self.evidence.lexis.line(r) for r in roles)])

    def _bears(self, told: Told, line: str, term: Term) -> bool:
        if any(f" {w} " in line for w in term.ways) or (self.meant(term) and self._is(told, term)):
            return True
        return not term.name and any(_kin(a, b) for a in line.split() for b in term.ways)

    def _is(self, told: Told, term: Term) -> bool:
        names = (self.evidence.lexis.line(h).strip() for h in holders(told))
        return any(self.meant(term) & self.evidence.names.get(n, frozenset()) for n in names)

    def term(self, part: Part, told: Told) -> Iterator[str]:
        """What a commitment lacks to tell the day that is asked for: an end where one is asked for, else a day."""
        body = told.entry.body
        if not isinstance(body, Commitment):
            return
        yield from self.speaker(part, told)
        if body.due is None or body.due.end is None:
            yield "a day"
        if not (part.ends or part.coming):
            yield "that it has happened"
        if body.state is State.WITHDRAWN:
            yield "that it stands"

    def happened(self, part: Part, told: Told) -> Iterator[str]:
        """What an event lacks to tell the day that is asked for: words that tell its day, and to be it."""
        body = told.entry.body
        if not isinstance(body, Event):
            return
        yield from self.speaker(part, told)
        if body.date is None or body.date.start is None or body.date.end is None:
            yield "a day"
        if part.done and body.factuality not in REAL:
            yield f"it is only {body.factuality.value}"
        if not self.about(part, told):
            yield "it is told beside it only"

    def dated(self, part: Part, told: Told) -> Iterator[str]:
        """What the sentence of an entry lacks to tell the day: what is asked for, and a day close behind it."""
        yield from self.speaker(part, told)
        if part.ends or part.coming or self.day_told(part, told) is None:
            yield "a day"

    def day_told(self, part: Part, told: Told) -> Interval | None:
        """The day that a sentence names close behind what is asked for, no comma between."""
        ways = [t for t in part.terms if not t.name and t.near >= Zone.SENTENCE]
        for span in told.sentences if ways else ():
            text = told.text.revision.text
            for start, end, held in told.text.days:
                if not (span[0] <= start and end <= span[1] and held.start and held.end):
                    continue
                before = text[max(span[0], start - CLOSE_BY) : start]
                clause = re.split(r"[,;:—–]", before)[-1]
                line = self.evidence.lexis.line(clause)
                if held.end - held.start <= MONTH and any(f" {w} " in line for w in ways[-1].ways):
                    return held
        return None


def _kin(one: str, other: str) -> bool:
    """Whether one stem begins the other: "auditor" and "audit"."""
    return min(len(one), len(other)) >= LONG and (one.startswith(other) or other.startswith(one))


def holders(told: Told) -> list[str]:
    """Whose word an entry is, in all the words that the article has for them."""
    entry = told.entry
    found = [h.name for h in entry.attributed_to]
    if isinstance(entry.body, Attribution) and entry.body.source:
        source = entry.body.source
        found += [w for w in (source.name, source.text, source.role, source.affiliation) if w]
    return found


def _only_said(body: Body) -> Iterator[str]:
    """That what is told is a promise, a plan or a question, and not that it has come about."""
    match body:
        case Commitment(state=state) if state is not State.EXTENDED:
            yield PROMISED
        case Attribution(factuality=Factuality.PROMISED) | Attribution(modality="will" | "would" | "shall"):
            yield PROMISED
        case Attribution(factuality=factuality) if factuality in OPEN:
            yield "nobody says so"


def says_no(body: Attribution) -> bool:
    """Whether words say that something is not so."""
    return body.negated or body.factuality is Factuality.DENIED


def _measure(part: Part, body: Figure) -> Iterator[str]:
    asked = part.measures
    if asked is None:
        if body.measure in TOLLS | NOT_THERE and not part.coming:
            yield f"it is a number {body.measure}"
        return
    if part.coming and body.measure in NOT_THERE:
        return
    if body.measure in asked or (asked == {"authorised"} and _ceiling(body)):
        return
    near = stems("verbs", "allow") if "authorised" in asked else frozenset[str]()
    if asked & TOLLS or near or body.measure in TOLLS | NOT_THERE:
        yield f"a number {' or '.join(sorted(asked))}"


def _ceiling(body: Figure) -> bool:
    return body.measure == "planned" and body.quantity.modifier is Modifier.AT_MOST


def _currencies() -> frozenset[str]:
    return frozenset(u["name"] for u in lexicon("units")["unit"] if u["kind"] == "money") | {"crown", "dollars"}
