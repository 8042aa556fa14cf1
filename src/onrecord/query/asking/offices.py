"""Who holds an office: the person beside whom an article tells it, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.model import Attribution, Entity, Entry, MentionType, Mode
from onrecord.packs import lexicon
from onrecord.query.asking.evidence import Span, Told
from onrecord.query.asking.fitting import Fit, Fitting
from onrecord.query.asking.lexis import Token, phrase, stems, words
from onrecord.query.asking.question import Part, Term
from onrecord.query.asking.whens import in_time, later
from onrecord.reconcile.agreement.prose import sentence as sentence_of

FARTHEST = 60
"""Characters between a name and the office that is theirs, at most."""
BOUND, WORDS = 40, 4
"""Characters, and words, before an office in which it is told whose it is."""
OF = re.compile(r"\s+(?:of|for|in)\s+(?P<whose>(?:the\s+)?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*)")
NEAR = 14
"""Characters before an office in which a word makes it another."""


PERSONS = frozenset({MentionType.PERSON})
_COUNTRIES = frozenset({MentionType.PLACE})
_GROUPS = frozenset({MentionType.ORGANISATION, MentionType.GROUP})
BODIES = dict.fromkeys(("country", "government"), _COUNTRIES) | dict.fromkeys(
    ("group", "body", "agency", "organisation", "organization", "party", "union", "company", "ministry", "department"),
    _GROUPS,
)
"""Of what type those are who hold an office, by the kind that is asked for; else persons."""
HEIRS = _COUNTRIES | _GROUPS
HANDED = re.compile(
    r"\b(?:passed|handed|transferred|went|given|turned over|ceded)\s+(?:on\s+|over\s+)?to\s+(?:the\s+)?$", re.IGNORECASE
)
"""Before a country or body to which an office has gone."""


@dataclass(frozen=True, slots=True)
class _Holder:
    """A person named beside an office."""

    entry: Entry
    name: str
    span: Span
    sentence: Span


def holders_of(fitting: Fitting, part: Part) -> list[Fit]:
    """Who is told to hold the office that a part asks for, best first, then who comes near."""
    plain = [t for t in part.terms if not t.name]
    office = [t for t in plain if t.ways & stems("verbs", "office")] or plain[:1]
    rest = [t for t in part.terms if t not in office]
    if any(t.name and not t.at for t in rest):
        rest = [t for t in rest if not t.at]
    ways = frozenset[str]().union(*(family(t) for t in office))
    kinds = BODIES.get(part.kind, PERSONS)
    found: dict[str, Fit] = {}
    for entry in fitting.evidence.view.entries:
        if isinstance(entry.body, Entity) and (
            entry.body.type in kinds or (not part.past and entry.body.type in HEIRS)
        ):
            for holder in _named(fitting, entry):
                if entry.body.type not in kinds and not _is_handed(fitting, holder):
                    continue
                fit = _fit(fitting, part, holder, ways, rest)
                if fit and (entry.id not in found or fit.order < found[entry.id].order):
                    found[entry.id] = fit
    latest = (replace(f, score=f.score + later(part, f.told.entry)) for f in found.values())
    return sorted((_said_by(fitting, f) for f in latest), key=lambda f: f.order)


def _is_handed(fitting: Fitting, holder: _Holder) -> bool:
    """Whether an office is told to have gone to a country or body."""
    text = fitting.evidence.texts[holder.entry.revision].revision.text
    return bool(HANDED.search(text[max(holder.sentence[0], holder.span[0] - BOUND) : holder.span[0]]))


def roles_of(fitting: Fitting, part: Part) -> list[Fit]:
    """What those are called besides who bear the names that a part asks after: "who is Mara Lindqvist"."""
    names = [t for t in part.terms if t.name]
    found: dict[str, Fit] = {}
    for entry in fitting.evidence.view.entries:
        if not isinstance(entry.body, Entity) or not any(entry.id in fitting.meant(t) for t in names):
            continue
        text = fitting.evidence.texts[entry.revision]
        told = Told(entry, text, "", frozenset())
        missing = tuple(f"in {w.days}" for w in part.limits if not in_time(part, told, w))
        for role in entry.body.roles:
            if role.start is not None and role.end is not None:
                span = sentence_of(text.revision.text, role.start, role.end)
                fit = Fit(told, 1.0 + later(part, entry), missing, tuple(t.text for t in names), passage=span)
                found.setdefault(role.text.casefold(), replace(fit, called=role.text))
    return sorted((_said_by(fitting, f) for f in found.values()), key=lambda f: f.order)


def family(term: Term) -> frozenset[str]:
    """What tells an office: the word itself, and the verbs and nouns of it."""
    own = phrase(term.text)
    families = (frozenset(map(phrase, f)) for f in lexicon("asking")["offices"]["families"])
    return frozenset({own}).union(*(f for f in families if own in f))


def _named(fitting: Fitting, entry: Entry) -> Iterator[_Holder]:
    text = fitting.evidence.texts[entry.revision].revision.text
    body = entry.body
    if isinstance(body, Entity):
        for mention in body.mentions:
            if any(c.isupper() for c in mention.text):
                span = mention.start, mention.end
                yield _Holder(entry, body.name, span, sentence_of(text, *span))


def _fit(fitting: Fitting, part: Part, holder: _Holder, ways: frozenset[str], rest: list[Term]) -> Fit | None:
    text = fitting.evidence.texts[holder.entry.revision]
    told = Told(holder.entry, text, "", frozenset())
    line = text.line(holder.sentence)
    beside = [t for t in _tokens(fitting, holder) if t.stem in ways and _distance(t, holder.span) <= FARTHEST]
    if not beside or not any(_is_theirs(fitting, holder, t, part) for t in beside):
        return None
    missing = [
        t.text
        for t in rest
        if not any(f" {w} " in line for w in t.ways) and not text.means(holder.sentence, fitting.meant(t))
    ]
    named = [t for t in rest if t.name]
    nations = [t for t in named if fitting.evidence.is_place(t, fitting.meant(t))]
    if len(nations) < len(named):
        nations = [t for t in nations if not t.at]
    missing += [
        f"{t.text} as whose office it is" for t in nations if not any(_binds(fitting, holder, b, t) for b in beside)
    ]
    missing += [f"in {w.days}" for w in part.limits if not in_time(part, told, w)]
    close = min(_distance(t, holder.span) for t in beside)
    fits = tuple(t.text for t in part.terms)
    return Fit(told, 1.0 - close / 200, tuple(missing), fits, passage=holder.sentence)


def _binds(fitting: Fitting, holder: _Holder, office: Token, nation: Term) -> bool:
    """Whether an office is told to be a nation's: "the Norvalan defence minister", "minister of Norvala"."""
    text = fitting.evidence.texts[holder.entry.revision].revision.text
    lexis = fitting.evidence.lexis
    before = re.split(r"[^\w\s’'.-]", text[max(holder.sentence[0], office.start - BOUND) : office.start])[-1]
    words_before = lexis.joined(t.stem for t in lexis.tokens(before)[-WORDS:])
    behind = OF.match(text[office.end : holder.sentence[1]])
    words_behind = lexis.line(behind["whose"]) if behind else ""
    return any(f" {w} " in words_before or f" {w} " in words_behind for w in nation.ways)


def _tokens(fitting: Fitting, holder: _Holder) -> list[Token]:
    """The words of the sentence that are not somebody's, by their place in the text."""
    start, end = holder.sentence
    text = fitting.evidence.texts[holder.entry.revision].revision.text[start:end]
    spans = [replace(t, start=t.start + start, end=t.end + start) for t in fitting.evidence.lexis.tokens(text)]
    said = [
        a.span
        for e in fitting.evidence.by_revision[holder.entry.revision]
        if isinstance(e.body, Attribution) and e.body.mode is Mode.DIRECT
        for a in e.anchors
    ]
    return [t for t in spans if not any(first <= t.start < last for first, last in said)]


def _distance(token: Token, span: Span) -> int:
    return max(token.start - span[1], span[0] - token.end, 0)


def _is_theirs(fitting: Fitting, holder: _Holder, office: Token, part: Part) -> bool:
    """Whether an office is this person's: nobody else is named nearer, and no word makes it another office."""
    text = fitting.evidence.texts[holder.entry.revision]
    mine = _distance(office, holder.span)
    others = [
        m
        for e in fitting.evidence.by_revision[holder.entry.revision]
        if isinstance(e.body, Entity) and e.body.type is MentionType.PERSON and e.id != holder.entry.id
        for m in e.body.mentions
        if any(c.isupper() for c in m.text) and holder.sentence[0] <= m.start < holder.sentence[1]
    ]
    if any(_distance(office, (m.start, m.end)) < mine for m in others):
        return False
    before = {
        t.stem for t in fitting.evidence.lexis.tokens(text.revision.text[max(0, office.start - NEAR) : office.start])
    }
    asked = {w.casefold() for w in part.text.split()} & words("verbs", "lesser")
    return bool(asked) or not before & stems("verbs", "lesser")


def _said_by(fitting: Fitting, fit: Fit) -> Fit:
    """The fit, resting on what that person says in the same sentence, or under that office, where the record has it."""
    entity = fit.told.entry
    names = {entity.body.name, *entity.body.aliases} if isinstance(entity.body, Entity) else set()
    theirs = [
        t
        for t in fitting.evidence.told
        if t.entry.revision == entity.revision
        and isinstance(t.entry.body, Attribution)
        and t.entry.body.source
        and t.entry.body.source.name in names
    ]
    near = [t for t in theirs if fit.passage in t.sentences]
    return replace(fit, told=near[0]) if near else fit
