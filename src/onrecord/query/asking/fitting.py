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
    Entity,
    Event,
    EventFactuality,
    Factuality,
    Figure,
    Interval,
    MentionType,
    State,
)
from onrecord.model.entry import Part as Role
from onrecord.packs import Pack
from onrecord.query.asking.evidence import Evidence, Text, Told, Zone
from onrecord.query.asking.lexis import alike, phrase, words
from onrecord.query.asking.measures import measure_words
from onrecord.query.asking.negation import says_no
from onrecord.query.asking.periods import days
from onrecord.query.asking.question import Form, Part, Term
from onrecord.query.asking.times import When
from onrecord.query.asking.whens import in_time

LONG = 5
"""Letters of a stem that begins no other by chance."""
TO_BE_BEFORE = 2
TO_BE = frozenset({"to", "will", "would", "should", "shall", "must", "may", "might", "could", "can"})
"""What comes before a verb that tells of what is to be."""
OPENING = re.compile(r"\b(?:until|if|unless|whether|in case)\b", re.IGNORECASE)
OTHERS = re.compile(r"\b(?:of|from|to|for|with|against|by|on|about|close)\b|\w+['’]s?\s", re.IGNORECASE)
"""What in the words for a source leads to the name of another: "critics of her", "Renner's critics"."""
NO_TIME = (
    r"(?! (?:week|month|year|night|summer|winter|spring|autumn|fall|time|\w+day|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)\b)"
)
"""What does not follow "last" where it tells an order."""
EVERYWHERE = 0.9
"""The share of the articles that tell a place from which all that is told is taken to be there."""
SINCE = re.compile(r"\b(?:since|ever since|from)\s+(?:(?:early|mid|late)[- ])?$", re.IGNORECASE)
PROMISED = "it is only promised"
CLOSE_BY = 45
"""Characters between what happens and the day that is told for it, at most."""
MONTH = timedelta(days=31)
TOLLS = frozenset({"killed", "injured", "treated", "withdrawn"})
NOT_THERE = frozenset({"authorised", "planned"})
REAL = frozenset({EventFactuality.HAPPENED, EventFactuality.CLAIMED, EventFactuality.DENIED})
OPEN = frozenset({Factuality.DOUBTED, Factuality.ASKED, Factuality.HOPED})


class Soft(str):
    """What an entry does not tell for which the rest of what it tells may make up: a word of the question."""

    __slots__ = ()


class Named(Soft):
    """That which an answer names as not told, and which is no word of the question."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """An entry beside a part of a question: how well it fits, and what is missing for it to answer.

    `passage` is the stretch of the article that shows what the entry's own words do not; `day` the day that it tells;
    `note` what became of what is asked about. `unsaid` are the words of the question that it does not tell and that
    the rest of what it tells makes up for; `called` what somebody is called besides, where that is asked.
    """

    told: Told
    score: float
    missing: tuple[str, ...]
    fits: tuple[str, ...]
    passage: tuple[int, int] | None = None
    day: Interval | None = None
    note: str = ""
    unsaid: tuple[str, ...] = ()
    called: str = ""

    @property
    def answers(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def order(self) -> tuple[int, float, str, int, str]:
        """Best first; what is equal in the order of articles."""
        entry = self.told.entry
        return len(self.missing), -self.score, entry.revision, entry.anchors[0].start, self.told.id


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
        return 1.2 - self.share(term)

    def share(self, term: Term) -> float:
        """The share of the articles that tell a term."""
        if term not in self._share:
            self._share[term] = self.evidence.share(term, self.meant(term))
        return self._share[term]

    def zone(self, told: Told, term: Term) -> Zone:
        """Where a term is told."""
        key = told.id, term
        if key not in self._zones:
            self._zones[key] = told.zone(term, self.meant(term))
        return self._zones[key]

    def _fit(self, part: Part, told: Told, test: Callable[[Part, Told], Iterator[str]]) -> Fit:
        zones = {t: self.zone(told, t) for t in part.every}
        missing = [
            self.lack(t, zones[t], part)
            for t in part.terms
            if zones[t] < self._least(part, t) and not self._implied(part, told, t)
        ]
        missing += test(part, told)
        missing += self._order(part, told)
        missing += [self.late(part, told, w) for w in part.limits if not in_time(part, told, w)]
        weights = {t: self.weight(t) for t in part.every}
        total = sum(weights.values())
        close = sum(weights[t] * z for t, z in zones.items()) / (total * Zone.OWN) if total else 0.5
        fits = tuple(t.text for t, z in zones.items() if z >= Zone.SENTENCE)
        own = part.every if part.form is Form.WHEN else ()
        literal = 0.3 * sum(told.says(t) for t in own) / max(1, len(own))
        score = close + literal + 0.1 * told.entry.confidence
        return Fit(told, score, tuple(dict.fromkeys(sorted(missing, key=_is_soft))), fits)

    def lack(self, term: Term, zone: Zone, part: Part) -> str:
        """That a term is not told: a name that is not even told near is another's entry."""
        near = not term.name or zone >= Zone.PARAGRAPH or (zone >= Zone.ARTICLE and self.common(term))
        near = near and not (part.form is Form.WHEN and self.is_whose(part, term))
        return Soft(term.text) if near else term.text

    @staticmethod
    def late(part: Part, told: Told, when: When) -> str:
        """That an entry is not of a time; of one of an article without a day, nobody can tell but of its numbers."""
        told_on = told.entry.published
        closed = told_on is not None and told_on.start is not None and told_on.end is not None
        counted = part.form in {Form.NUMBER, Form.CHANGE}
        return f"in {days(when.days)}" if closed or counted else Named(f"in {days(when.days)}")

    def _least(self, part: Part, term: Term) -> Zone:
        """How near a term is to be told: what the whole story is about goes without saying where an entry stands.

        Whose day it is, and what is said of what is counted, is to stand in the sentence whatever the story is about.
        """
        if part.form is Form.WHEN and self.is_whose(part, term):
            return Zone.SENTENCE
        if part.form in {Form.NUMBER, Form.CHANGE} and not term.name:
            return Zone(term.near)
        other = term.at or self._is_place(term) or self.is_type(term, MentionType.MISSION)
        if part.form is Form.NUMBER and not other:
            return Zone.SENTENCE
        if not self.common(term):
            return Zone(term.near)
        return Zone.ARTICLE if term.name else Zone(min(term.near, Zone.BESIDE))

    def is_whose(self, part: Part, term: Term) -> bool:
        """Whether a name tells of whom or where a day is asked for, and not which of several things is meant."""
        asked = next((t for t in reversed(part.terms) if not t.name), term)
        if not term.name or (term.at and term.thing and not term.thing & asked.ways):
            return False
        if term.at and self.share(term) >= EVERYWHERE:
            return False
        return term.at or not self.common(term) or self.is_type(term, MentionType.PERSON)

    def _is_place(self, term: Term) -> bool:
        return self.evidence.is_place(term, self.meant(term))

    def _order(self, part: Part, told: Told) -> Iterator[str]:
        """The first or last of several, which a day is only of where its sentence says so."""
        asked = set(re.findall(r"\w+", part.text.casefold())) & words("numbers", "order")
        if part.form is Form.WHEN and asked:
            lines = [told.text.revision.text[slice(*s)].casefold() for s in told.sentences]
            yield from (
                Soft(w) for w in sorted(asked) if not any(re.search(rf"\b{w}\b{NO_TIME}", line) for line in lines)
            )

    def is_type(self, term: Term, kind: MentionType) -> bool:
        """Whether a term names something of a type."""
        bodies = (self.evidence.view.by_id[i].body for i in self.meant(term))
        return any(isinstance(b, Entity) and b.type is kind for b in bodies)

    def _implied(self, part: Part, told: Told, term: Term) -> bool:
        """Whether what an entry is tells a term without its words: an end, a ceiling, a strength, "again" by "re-"."""
        body, plain = told.entry.body, term.text.casefold()
        if plain == "again":
            return any(w.startswith("re") and len(w) >= LONG for w in told.own.split())
        if isinstance(body, Commitment) and body.due and part.form is Form.WHEN:
            return plain in words("verbs", "ends")
        if not isinstance(body, Figure) or not part.measures or body.measure not in part.measures:
            return False
        if plain in words("verbs", "allow") | words("numbers", "strength") | words("numbers", "toll"):
            return True
        measure = self.pack.measure_of.get(body.measure)
        same = phrase(plain) in alike(phrase(body.measure))
        return measure is not None and plain in measure_words(measure) and same

    # --- what each kind of entry is to have --------------------------------------------------------------

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
        if part.form is Form.SOURCE and part.denied != says_no(part, told):
            yield "it says the opposite"
        if not part.every and not part.speaker:
            yield "what it is about"
        if not self.about(part, told):
            yield Soft("it is told beside it only")
        if part.form is Form.YES_NO:
            plain = (t for t in part.every if not t.name and t.text.casefold() not in words("small", "light"))
            yield from (Soft(t.text) for t in plain if t.modifies and self.zone(told, t) < Zone.PARAGRAPH)
        core = [t for t in part.every if not t.name and t.near >= Zone.SENTENCE]
        rarest = max(core, key=self.weight, default=None)
        if rarest and part.form is not Form.LIST and self.zone(told, rarest) < Zone.SENTENCE:
            yield Soft(rarest.text)

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
            deeds = [t for t in own if t.text.casefold() not in self.pack.unit_of] if part.form is Form.WHEN else own
            return any(told.does(t) for t in deeds or own)
        return any(self.zone(told, t) is Zone.OWN for t in own)

    def bears(self, told: Told, term: Term) -> bool:
        """Whether those whose word an entry is are called by a term."""
        return self._bears(told, self._called(told), term)

    def speaker(self, part: Part, told: Told) -> Iterator[str]:
        """Whose word an entry is to be and is not."""
        if not part.speaker or self._is_publisher(part, told):
            return
        line = self._called(told)
        *before, last = part.speaker
        if not self._bears(told, line, last):
            yield f"{last.text} saying so"
        for term in before:
            if not self._bears(told, line, term) and (term.name or self.zone(told, term) < Zone.BESIDE):
                yield f"{term.text} saying so"

    def publishes(self, part: Part) -> bool:
        """Whether it is asked what somebody says that publishes one of the articles."""
        return any(self._is_house(part, text) for text in self.evidence.texts.values())

    def _is_publisher(self, part: Part, told: Told) -> bool:
        """Whether it is asked what a publisher says, and its article says this by nobody else's word."""
        body = told.entry.body
        own = not isinstance(body, Attribution) and not told.entry.attributed_to and not getattr(body, "within", None)
        return own and self._is_house(part, told.text)

    def _is_house(self, part: Part, text: Text) -> bool:
        publisher = text.revision.publisher
        line = self.evidence.lexis.line(publisher.value) if publisher else ""
        return bool(part.speaker) and all(any(f" {w} " in line for w in t.ways) for t in part.speaker)

    def _called(self, told: Told) -> str:
        """All that those whose word it is are called, here and in other articles."""
        names = holders(told)
        lines = [self.evidence.lexis.line(n) for n in names]
        roles = (self.evidence.roles.get(line.strip(), "") for line in lines)
        return " ".join([*lines, *(self.evidence.lexis.line(r) for r in roles)])

    def _bears(self, told: Told, line: str, term: Term) -> bool:
        if self.is_type(term, MentionType.PERSON):
            line = " ".join(self.evidence.lexis.line(OTHERS.split(n)[0]) for n in holders(told))
        if any(f" {w} " in line for w in term.ways) or (self.meant(term) and self._is(told, term)):
            return True
        return not term.name and any(kin(a, b) for a in line.split() for b in term.ways)

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
        elif body.dated is None:
            yield "a day in words"
        elif part.coming and not part.done and told.entry.published and _is_over(body.date, told.entry.published):
            yield "that it is to come"
        if part.done and body.factuality not in REAL:
            yield f"it is only {body.factuality.value}"
        if not self.about(part, told):
            yield "it is told beside it only"
        yield from self.undergone(part, body)

    def undergone(self, part: Part, body: Event) -> Iterator[str]:
        """Who is asked to have undergone what an event tells that they did: "when was X killed"."""
        for term in part.terms:
            own = re.escape(term.text)
            if not term.name or not re.search(rf"\b(?:was|were|been|is|are) {own} \w+(?:ed|en)\b", part.text):
                continue
            lines = [self.evidence.lexis.line(p.name) for p in body.participants if p.role is Role.PATIENT]
            if not any(f" {w} " in line for line in lines for w in term.ways):
                yield f"{term.text} as to whom it was done"

    def dated(self, part: Part, told: Told) -> Iterator[str]:
        """What the sentence of an entry lacks to tell the day: what is asked for, and a day close behind it."""
        yield from self.speaker(part, told)
        to_come = (part.ends or part.coming) and not isinstance(told.entry.body, Attribution)
        if part.ends or to_come or self.day_told(part, told) is None:
            yield "a day"

    def begun(self, part: Part, told: Told) -> Iterator[str]:
        """What the sentence of an entry lacks to tell since when something has been so: a day behind "since"."""
        yield from self.speaker(part, told)
        if self.since(told) is None:
            yield "since when"

    @staticmethod
    def since(told: Told) -> Interval | None:
        """The day that an entry's sentence names behind "since"."""
        text = told.text.revision.text
        for span in told.sentences:
            for start, end, held in told.text.days:
                if span[0] <= start and end <= span[1] and held.start and SINCE.search(text[span[0] : start]):
                    return Interval(held.start, held.end or None)
        return None

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
                if held.end - held.start <= MONTH and any(is_told(line, w, done=part.done) for w in ways[-1].ways):
                    return held
        return None


def is_told(line: str, way: str, *, done: bool) -> bool:
    """Whether a line of stems tells of something; where it is to be done, not as what is to be or may be."""
    before = (line[: m.start()].split()[-TO_BE_BEFORE:] for m in re.finditer(f" {re.escape(way)} ", line))
    return any(not done or not set(b) & TO_BE for b in before)


def _is_soft(lack: str) -> bool:
    return isinstance(lack, Soft)


def _is_over(day: Interval, published: Interval) -> bool:
    """Whether what is told was over when it was published."""
    return bool(day.end and published.start and day.end <= published.start)


def kin(one: str, other: str) -> bool:
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
