"""Who did something, and to whom it was done: by an event's participants, or by the words before the verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Attribution, Entity, Entry, Event, MentionType
from onrecord.model.entry import Part as Role
from onrecord.query.asking.evidence import Span, Told, Zone
from onrecord.query.asking.fitting import Fit, Fitting, Soft
from onrecord.query.asking.heads import done
from onrecord.query.asking.lexis import Token, words
from onrecord.query.asking.places import same_name
from onrecord.query.asking.question import Part, Term
from onrecord.reconcile.agreement.prose import sentence as sentence_of

WHO = re.compile(r"^\W*(?:who|whom|which \w+)\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
BY = re.compile(r"\s+by\s+(?:the\s+|an?\s+)?", re.IGNORECASE)
ASIDE = re.compile(r"^\s*,[^,.;:]{1,120},\s*|^\s*,?\s+(?:who|which|that)\s+", re.IGNORECASE)
BEHIND_VERB = 40
"""Characters behind a verb in which it is told by whom."""
ACTORS = frozenset({MentionType.PERSON, MentionType.ORGANISATION, MentionType.GROUP, MentionType.PLACE})


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody is asked to have done, or to have had done to them."""

    verb: Term
    undergone: bool


def deed_of(part: Part) -> Deed | None:
    """The deed that a question asks the doer of; None where it asks who somebody is."""
    found = WHO.match(part.text)
    verbs = [t for t in part.terms if not t.name]
    if not found or not verbs:
        return None
    plain = re.findall(r"[^\W_]+", found["rest"].casefold())
    lead = plain[: plain.index(first) + 1] if (first := verbs[0].text.casefold().split()[0]) in plain else []
    being = bool(set(lead[:-1]) & words("verbs", "being"))
    return Deed(verbs[0], undergone=being and bool(lead) and is_participle(lead[-1]))


def is_participle(word: str) -> bool:
    """Whether a word is a verb in the past."""
    return word.endswith("ed") or word in done()


def not_by(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    """What an entry lacks to tell who did what is asked, and to whom."""
    deed, body = deed_of(part), told.entry.body
    if deed is None:
        return
    if isinstance(body, Attribution):
        cue = fitting.evidence.lexis.line(body.cue.text) if body.cue else ""
        if not any(f" {w} " in cue for w in deed.verb.ways):
            yield "who did it"
    if isinstance(body, Event):
        if not told.does(deed.verb):
            yield Soft(deed.verb.text)
        yield from _undergone(part, body) if deed.undergone else _done_by(fitting, part, told, body)
    for term in part.terms:
        if fitting.zone(told, term) < Zone.SENTENCE:
            yield fitting.lack(term, fitting.zone(told, term), part)


def _undergone(part: Part, body: Event) -> Iterator[str]:
    if not any(p.role is Role.PATIENT and any(c.isupper() for c in p.name) for p in body.participants):
        yield f"whom, in “{part.text.strip(' ?')}”"


def _done_by(fitting: Fitting, part: Part, told: Told, body: Event) -> Iterator[str]:
    """What an event lacks to tell who did it: one in the agent's role, or named behind "by", who is not the object."""
    agents = [p.name for p in body.participants if p.role is Role.AGENT]
    agents += list(_behind_by(told))
    if not any(_is_other(fitting, part, a) for a in agents):
        yield "who did it"


def _is_other(fitting: Fitting, part: Part, name: str) -> bool:
    return not any(same_name(fitting, t, name) for t in part.terms if t.near or t.name)


def _behind_by(told: Told) -> Iterator[str]:
    text, end = told.text.revision.text, told.entry.anchors[-1].end
    found = BY.search(text[end : end + BEHIND_VERB])
    if not found:
        return
    at = end + found.end()
    yield from (text[start:stop] for start, stop, _ in told.text.mentions if start <= at < stop)


# --- by the words before the verb --------------------------------------------------------------------------


def doers_of(fitting: Fitting, part: Part) -> Iterator[Fit]:
    """Those who stand right before the verb that is asked for, with all that is asked in the sentence behind it."""
    deed = deed_of(part)
    if deed is None or deed.undergone or len(part.terms) < 2:  # noqa: PLR2004 (the verb and what it is done to)
        return
    met: set[tuple[str, Span]] = set()
    for entry in fitting.evidence.view.entries:
        if not isinstance(entry.body, Entity) or entry.body.type not in ACTORS:
            continue
        text = fitting.evidence.texts[entry.revision]
        for mention in entry.body.mentions:
            span = sentence_of(text.revision.text, mention.start, mention.end)
            if (entry.id, span) not in met and any(c.isupper() for c in mention.text):
                met.add((entry.id, span))
                if _does(fitting, part, deed, entry, (mention.start, mention.end), span):
                    told = Told(entry, text, "", frozenset())
                    yield Fit(told, 1.0, (), tuple(t.text for t in part.terms), passage=span)


def _does(fitting: Fitting, part: Part, deed: Deed, entry: Entry, span: Span, sentence: Span) -> bool:
    text = fitting.evidence.texts[entry.revision]
    rest = text.revision.text[span[1] : sentence[1]]
    aside = ASIDE.match(rest)
    name = text.revision.text[slice(*span)]
    others = [t for t in part.terms if t is not deed.verb]
    for said in (rest, rest[aside.end() :] if aside else ""):
        tokens = text.lexis.tokens(said)
        at = next((n for n, t in enumerate(tokens) if t.text.casefold() not in words("verbs", "aux")), len(tokens))
        if at == len(tokens) or tokens[at].stem not in deed.verb.ways or _noun_or_passive(tokens, at):
            continue
        behind = text.lexis.joined(t.stem for t in tokens[at + 1 :])
        if _is_other(fitting, part, name) and all(any(f" {w} " in behind for w in t.ways) for t in others):
            return True
    return False


def _noun_or_passive(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether what may be a verb is a noun ("the strike"), or is done to what stands before it ("was struck")."""
    before = {t.text.casefold() for t in tokens[:at]}
    verb = tokens[at].text
    return bool(before & words("verbs", "being")) or verb[:1].isupper() or verb.casefold().endswith("ing")
