"""Holders: whose word a figure is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.extract.figures.gauges import gauge
from onrecord.extract.figures.grammar import OBJECT, Clause
from onrecord.extract.figures.nations import Story
from onrecord.extract.figures.near import beginning_in
from onrecord.extract.figures.places import words
from onrecord.model import (
    Attribution,
    Draft,
    Holder,
    Interval,
    Kind,
    MentionType,
    NumberReading,
    Reading,
    Source,
    entry_id,
)


class Held(NamedTuple):
    """Whose word a figure is: the chain, outermost first, the statement's id and time, and its source's words."""

    chain: tuple[Holder, ...] = ()
    within: str | None = None
    said: Interval | None = None
    spoken: tuple[int, int] | None = None


def holders(story: Story, number: NumberReading, clause: Clause, told: Sequence[Draft]) -> Held:
    """The chain of the nearest statement whose words hold the number.

    The nearest is the one with the fewest words: of two, the inner one. Where the number's noun is itself what an
    unnamed somebody reports ("200 cases were reported"), it is the narrator's. What follows a telling in the middle
    of its sentence is told by the same ("…, the agency said, and 300 are missing").
    """
    reading = story.reading
    holding = [d for d in told if any(a.start < number.end and number.start < a.end for a in d.anchors)]
    holding = [d for d in holding if not _only_reported(reading, clause, d)]
    holding = holding or [d for d in told if _runs_on(reading, number, d)]
    own = _counted_by(reading, number, clause)
    if not holding:
        return Held((own,)) if own else Held()
    nearest = min(holding, key=lambda d: (sum(a.end - a.start for a in d.anchors), d.anchors[0].start))
    body = nearest.body
    source = body.source if isinstance(body, Attribution) else None
    name = _body_behind(reading, source) if source else None
    said_by = (Holder(name, source.anonymous),) if source and name else ()
    within = entry_id(reading.revision, Kind.ATTRIBUTION, (a.span for a in nearest.anchors))
    at = (source.start, source.end) if source and source.start is not None and source.end is not None else None
    told_by = (*nearest.attributed_to, *said_by)
    chain = told_by if own is None or own.name in {h.name for h in told_by} else (*told_by, own)
    return Held(chain, within, _said(story, body) if isinstance(body, Attribution) else None, at)


def _said(story: Story, body: Attribution) -> Interval | None:
    """When it was said; an answer without a cue when the writer met who gives it: "we met her there on 4 March"."""
    return body.said or (story.met if body.cue is None else None)


def _runs_on(reading: Reading, number: NumberReading, draft: Draft) -> bool:
    """Whether a clause told before its cue begins the number's sentence, which goes on to the number."""
    body = draft.body
    if not isinstance(body, Attribution) or body.cue is None or body.source is None or body.source.start is None:
        return False
    sentence, ends = reading.parse.sentence_of(number.first), max(a.end for a in draft.anchors)
    if not sentence.start <= draft.anchors[0].start or not ends <= min(number.start, body.cue.start):
        return False
    cue = reading.parse.tokens_in(body.cue.start, body.cue.end)
    if not cue or cue[-1].tag not in {"VBD", "VBZ", "VBP"}:
        return False
    goes_on = _GOES_ON.search(reading.text, body.cue.end, number.start) if number.start > body.cue.end else None
    return goes_on is not None or number.end <= min(body.source.start, body.cue.start)


_GOES_ON = re.compile(r"(?:, (?:and|but)|;) ")


_BODIES = frozenset({MentionType.ORGANISATION, MentionType.GROUP, MentionType.PLACE})


def _body_behind(reading: Reading, source: Source) -> str | None:
    """The source's name; of papers without one of their own, that of the body they are from: "figures from the …"."""
    name = source.name or source.text
    if name is None or name not in (source.text or "") or source.start is None or source.end is None:
        return name
    tokens = reading.parse.tokens_in(source.start, source.end)
    joint = next((t for t in tokens if t.lower in {"from", "by", "of"}), None)
    papers = joint is not None and any(t.lemma.lower() in words("papers") for t in tokens if t.index < joint.index)
    if joint is None or not papers:
        return name
    behind = [m for m in beginning_in(reading.mentions, joint.end, source.end) if m.type in _BODIES]
    return behind[0].name if behind else name


def _counted_by(reading: Reading, number: NumberReading, clause: Clause) -> Holder | None:
    """Who gives the number itself: "the 500 that the army says are there", "the mission puts the toll at 17"."""
    parse = reading.parse
    telling = [v for v, _ in clause.verbs if parse.tokens[v].lemma.lower() in words("telling")]
    if clause.verb is not None and parse.tokens[clause.verb].lemma.lower() in {"put", "estimate"}:
        telling += [clause.verb] if gauge(parse, number, clause) else []
    for verb in telling:
        doer = next((parse.tokens[c] for c in parse.children[verb] if parse.tokens[c].dep == "nsubj"), None)
        if doer is None or doer.pos == "PRON":
            continue
        at = reading.parse.subtree(doer.index)
        named = beginning_in(reading.mentions, parse.tokens[at[0]].start, doer.end)
        before = [i for i in at if i <= doer.index and parse.tokens[i].dep != "det"]
        return Holder(named[-1].name if named else reading.text[parse.tokens[before[0]].start : doer.end])
    return None


def _only_reported(reading: Reading, clause: Clause, draft: Draft) -> bool:
    body = draft.body
    if not isinstance(body, Attribution) or body.cue is None or (body.source and body.source.text):
        return False
    verb = reading.parse.tokens[clause.verb] if clause.verb is not None else None
    return (
        verb is not None and clause.role == OBJECT and not clause.verbs and body.cue.start <= verb.start < body.cue.end
    )
