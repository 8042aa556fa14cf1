"""Whether a figure is the number that is asked for: of what, whose, where, by which measure and rate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Entity, Figure, MentionType, Modifier
from onrecord.packs import lexicon
from onrecord.query.asking.evidence import Told, Zone
from onrecord.query.asking.fitting import NOT_THERE, TOLLS, Fitting, Named, Soft
from onrecord.query.asking.heads import rate_of
from onrecord.query.asking.lexis import stems, words
from onrecord.query.asking.negation import CLAUSE
from onrecord.query.asking.offices import OF
from onrecord.query.asking.places import not_there, same_name
from onrecord.query.asking.question import Part, Term

PERSONS = frozenset({"person", "staff", "national", "force", "hostile", "patient"})
FORCES = frozenset({"force", "staff", "national"})
HOSTILE = frozenset({"hostile"})
RATED = 30
"""Characters behind a number in which it is told to be so many a day."""


def number(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    """What a figure lacks to be the number that is asked for."""
    body = told.entry.body
    if not isinstance(body, Figure):
        return
    yield from _head(fitting, part, told, body)
    yield from not_there(fitting, part, told, body, force=_of(fitting, body, FORCES))
    if part.money:
        yield from _cost(fitting, part, told, body)
    if part.degree:
        plain = (t for t in part.terms if not t.name)
        yield from (f"{t.text} as what it is of" for t in plain if fitting.zone(told, t) < Zone.SENTENCE)
    wanted = PERSONS if part.measures and part.measures <= TOLLS else FORCES
    if not part.head and not part.money and not part.degree and not _of(fitting, body, wanted):
        yield "how many of them"
    if part.head and not part.money and _is_money(body) and not _asks_money(part):
        yield "how many of them"
    yield from _missions(fitting, part, told, body)
    yield from _doers(fitting, part, body)
    if part.measures and not part.head and body.measure not in part.measures:
        yield f"a number {' or '.join(sorted(part.measures))}"
    yield from _measure(part, body)
    yield from _manner(part, told, body)
    if part.today and not part.past and body.valid and body.valid.start and body.valid.start > part.today:
        yield "that it is so yet"


def _head(fitting: Fitting, part: Part, told: Told, body: Figure) -> Iterator[str]:
    for term in part.head:
        if term.name:
            if not _is_whose(fitting, told, body, term):
                yield term.text
        elif term.text.casefold() in words("numbers", "people") and _of(fitting, body, PERSONS):
            continue
        elif fitting.zone(told, term) < (_own(told, body) if _tells_apart(fitting, part, term) else Zone.BESIDE):
            yield term.text if term is part.head[-1] else Soft(term.text)


def _own(told: Told, body: Figure) -> Zone:
    """Where the counted are told: in a figure's own words, or, where these are a bare number, in its sentence."""
    bare = all(not re.sub(rf"{re.escape(body.quantity.surface)}|\W", "", a.exact) for a in told.entry.anchors)
    return Zone.SENTENCE if bare else Zone.OWN


def _doers(fitting: Fitting, part: Part, body: Figure) -> Iterator[str]:
    """The body or mission that is asked how many it has, where a figure is told to be another's."""
    own = [n for n in (body.subject, body.mission, body.counts, body.part_of) if n]
    for term in part.terms:
        does = re.search(rf"\b(?:did|does|has|had|was|is)\s+(?:the\s+)?{re.escape(term.text)}", part.text)
        kinds = (MentionType.ORGANISATION, MentionType.MISSION)
        if does and body.subject and any(fitting.is_type(term, k) for k in kinds):
            yield from () if any(same_name(fitting, term, n) for n in own) else (f"{term.text} as whose it is",)


def _missions(fitting: Fitting, part: Part, told: Told, body: Figure) -> Iterator[str]:
    """The missions that are asked for and are not a figure's: one of many in an article is to be told as its own."""
    for term in part.terms:
        if not fitting.is_type(term, MentionType.MISSION) or fitting.zone(told, term) >= Zone.PARAGRAPH:
            continue
        if body.mission or _several_missions(fitting, told):
            yield f"{term.text} as its mission"


def _several_missions(fitting: Fitting, told: Told) -> bool:
    entries = fitting.evidence.by_revision[told.entry.revision]
    named = {e.body.name for e in entries if isinstance(e.body, Entity) and e.body.type is MentionType.MISSION}
    return sum(name[:1].isupper() for name in named) > 1


def _is_whose(fitting: Fitting, told: Told, body: Figure, term: Term) -> bool:
    """Whether the counted are of a name: by what the figure says of whom it is, else by its sentence."""
    own = [body.subject, body.counts, *(a.exact for a in told.entry.anchors)]
    place = fitting.evidence.is_place(term, fitting.meant(term))
    if any(same_name(fitting, term, n) for n in own if n) or _is_of_nation(fitting, body, term):
        return True
    if body.mission and not place and same_name(fitting, term, body.mission):
        return True
    if body.mission and place and body.subject is None and same_name(fitting, term, body.mission):
        return True
    if place and body.subject is not None:
        return False
    if place:
        return _beside(told, term)
    least = Zone.PARAGRAPH if _of(fitting, body, HOSTILE) and body.subject is None else Zone.SENTENCE
    return fitting.zone(told, term) >= least and not (body.place and same_name(fitting, term, body.place))


def _is_of_nation(fitting: Fitting, body: Figure, term: Term) -> bool:
    """Whether a name begins with the nation whose the counted are: "Norvalan military", of Norvala's personnel."""
    nation, *rest = next(iter(term.ways)).split()
    lexis = fitting.evidence.lexis
    known = nation.startswith("@") or nation in lexis.countries
    return known and bool(rest) and bool(body.subject) and f" {nation} " in lexis.line(body.subject or "")


def _beside(told: Told, term: Term) -> bool:
    """Whether a country is named in the clause before a number, or right behind it: "12 of Kestria's"."""
    text, first = told.text.revision.text, told.entry.anchors[0]
    start = next((s for s, end in told.sentences if s <= first.start < end), first.start)
    before = CLAUSE.split(text[start : first.start])[-1]
    behind = OF.match(text[first.end :])
    near = (before, behind["whose"] if behind else "")
    return any(f" {w} " in told.text.lexis.line(s) for s in near for w in term.ways)


def _tells_apart(fitting: Fitting, part: Part, term: Term) -> bool:
    """Whether a word of what is counted is the thing itself, or makes another thing of it ("suspected")."""
    return term is part.head[-1] or term.text.casefold() in fitting.pack.qualifiers


def _of(fitting: Fitting, body: Figure, kinds: frozenset[str]) -> bool:
    held = [fitting.pack.unit_of.get(w) for w in body.counts.casefold().split()]
    return any(u is not None and u.kind in kinds for u in held)


def _cost(fitting: Fitting, part: Part, told: Told, body: Figure) -> Iterator[str]:
    """What a figure lacks to be what something cost: an amount of money, in a sentence that tells of what."""
    if not _is_money(body):
        yield "an amount of money"
    for term in part.terms:
        if not term.name and fitting.zone(told, term) < Zone.SENTENCE:
            yield f"{term.text} as what it is of"


def _is_money(body: Figure) -> bool:
    return any(u in _currencies() for u in (body.quantity.unit, body.counts, body.counts.rstrip("s")))


def _asks_money(part: Part) -> bool:
    return any(t.text.casefold() in _currencies() or t.text.casefold().rstrip("s") in _currencies() for t in part.head)


def _manner(part: Part, told: Told, body: Figure) -> Iterator[str]:
    """What a figure lacks to be counted as is asked: on top of what was there, the lowest, so many a day."""
    if part.more and not body.increment:
        yield "that it came on top"
    text, end = told.text.revision.text, max(a.end for a in told.entry.anchors)
    if part.least and not any(f" {w} " in told.text.line(s) for s in told.sentences for w in stems("numbers", "least")):
        yield "that it is the lowest"
    rate = rate_of(text[min(a.start for a in told.entry.anchors) : end + RATED])
    if part.rate and not part.rate & rate:
        yield f"by the {' or '.join(sorted(part.rate))}"


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
    if asked == {"sent"} and body.measure in NOT_THERE:
        yield Named("a number sent")
        return
    near = stems("verbs", "allow") if "authorised" in asked else frozenset[str]()
    if asked & TOLLS or near or body.measure in TOLLS | NOT_THERE:
        yield f"a number {' or '.join(sorted(asked))}"


def _ceiling(body: Figure) -> bool:
    return body.measure == "planned" and body.quantity.modifier is Modifier.AT_MOST


def _currencies() -> frozenset[str]:
    return frozenset(u["name"] for u in lexicon("units")["unit"] if u["kind"] == "money") | {"crown", "dollars"}
