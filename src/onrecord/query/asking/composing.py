"""Writing an answer from its entries: their own fields and words, who says so, and where they are printed."""

from __future__ import annotations

from onrecord.model import UNSPECIFIED, Attribution, Body, Entity, Entry, Event, EventFactuality, Factuality, Figure
from onrecord.query.asking.evidence import Told
from onrecord.query.asking.fitting import Fit
from onrecord.query.asking.periods import days
from onrecord.query.asking.question import Form, Part

FEWEST = 3
"""Words of an entry that say something by themselves."""
LONGEST = 320
"""Characters of an article's words that an answer quotes of one entry."""


def line(part: Part, fit: Fit) -> str:
    """What an entry says to a part of a question, in one line."""
    told, body = fit.told, fit.told.entry.body
    printed = _printed(told)
    if fit.note:
        return f"{fit.note}: “{passage(fit)}” ({printed})"
    if fit.called or part.office or isinstance(body, Entity):
        return f"{_holder(body)}{fit.called and f', {fit.called}'}: “{passage(fit)}” ({printed})"
    if part.form is Form.WHEN and fit.day:
        return f"{days(fit.day)}{_sure(body)}: “{passage(fit)}” ({printed})"
    match body:
        case Figure() if not fit.passage:
            return f"{_amount(told.entry, body)}: {_who(told)}"
        case Attribution():
            return f"{_speaker(body)}{_how(body)}: “{passage(fit)}” ({printed})"
        case _:
            return f"“{passage(fit)}”{_sure(body)} ({printed})"


def _holder(body: Body) -> str:
    if isinstance(body, Entity):
        return body.name
    return _speaker(body) if isinstance(body, Attribution) else "someone not named"


def _amount(entry: Entry, body: Figure) -> str:
    words = " ".join(entry.anchors[0].exact.split())
    told = len(words.split()) > len(body.quantity.surface.split()) or body.counts.casefold() in words.casefold()
    counts = "" if told else f" {body.counts}"
    surface = body.quantity.surface if body.quantity.surface not in words else words
    extra = [
        body.measure if body.measure not in {"other", *counts.split()} else None,
        body.subject,
        body.mission,
        body.place,
    ]
    where = ", ".join(dict.fromkeys(e for e in extra if e))
    left_out = f", excluding {body.excludes}" if body.excludes else ""
    more = f", part of {body.part_of}" if body.part_of and body.part_of not in words else ""
    on_top = ", on top of what was there" if body.increment else ""
    valid = f", {days(body.valid)}" if body.valid else ""
    about = f"{where}{valid}".removeprefix(", ")
    return f"{surface}{counts}{left_out}{more}{on_top}" + (f" ({about})" if about else "")


def _who(told: Told) -> str:
    names = " > ".join(dict.fromkeys(h.name for h in told.entry.attributed_to if h.name != UNSPECIFIED))
    said = f"according to {names}" if names else "as the article tells it"
    return f"{said} ({_printed(told)})"


def _speaker(body: Attribution) -> str:
    source = body.source
    if source is None:
        return "someone not named"
    name = source.name or source.text or "someone not named"
    role = f", {source.role}" if source.role and source.role.casefold() not in name.casefold() else ""
    return f"{name}{role}"


def _how(body: Attribution) -> str:
    return f" ({body.cue.text})" if body.cue and body.factuality is not Factuality.ASSERTED else ""


def _sure(body: Body) -> str:
    """How sure an event is, where it is not told as having happened."""
    if not isinstance(body, Event) or body.factuality is EventFactuality.HAPPENED:
        return ""
    return f" [{body.factuality.value}]"


def _printed(told: Told) -> str:
    revision = told.text.revision
    publisher = revision.publisher.value if revision.publisher else "publisher not on record"
    return f"{publisher}, {days(told.entry.published)}" if told.entry.published else publisher


def passage(fit: Fit) -> str:
    """An entry's words; the whole sentence where they say too little by themselves."""
    told = fit.told
    text = told.text.revision.text
    own = " […] ".join(" ".join(a.exact.split()) for a in sorted(told.entry.anchors))
    if fit.passage:
        return _cut(" ".join(text[slice(*fit.passage)].split()))
    if isinstance(told.entry.body, Event) or len(own.split()) < FEWEST:
        return _cut(" […] ".join(" ".join(text[slice(*s)].split()) for s in told.sentences))
    return _cut(own)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
