"""Where a reason is told: in an entry's sentences, or in the one behind them that goes on with "it" or "this"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.query.asking.evidence import Span, Told
from onrecord.query.asking.lexis import stems
from onrecord.reconcile.agreement.prose import sentence as sentence_of

GOES_ON = re.compile(r"\s*[“\"'‘]?(?:It|This|That|They|These|The (?:move|decision|attack|step|change|vote))\b")


def no_reason(told: Told) -> Iterator[str]:
    """What an entry lacks to tell a reason."""
    spans = [*told.sentences, *filter(None, (_behind(told, s) for s in told.sentences))]
    if not any(f" {w} " in told.text.line(s) for s in spans for w in stems("verbs", "because")):
        yield "a reason"


def reason_behind(told: Told) -> Span | None:
    """The sentence behind an entry's that tells its reason, where its own do not."""
    if any(f" {w} " in told.text.line(s) for s in told.sentences for w in stems("verbs", "because")):
        return None
    return next(filter(None, (_behind(told, s) for s in told.sentences)), None)


def _behind(told: Told, span: Span) -> Span | None:
    text = told.text.revision.text
    found = GOES_ON.match(text, span[1])
    return sentence_of(text, found.end() - 1, found.end()) if found else None
