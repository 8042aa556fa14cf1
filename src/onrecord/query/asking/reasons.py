"""Where a reason is told: in an entry's sentences, or in the one behind them that goes on with "it" or "this"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.query.asking.evidence import Span, Told
from onrecord.query.asking.lexis import stems
from onrecord.reconcile.agreement.prose import sentence as sentence_of

GOES_ON = re.compile(r"\s*[“\"'‘]?(?:It|This|That|They|These|The (?:move|decision|attack|step|change|vote))\b")


def no_reason(told: Told) -> Iterator[str]:
    """What an entry lacks to tell a reason."""
    if not _gives_one(told, told.sentences) and with_reason(told) is None:
        yield "a reason"


def with_reason(told: Told) -> Span | None:
    """An entry's sentences up to the one behind that tells its reason; None where they tell it, or none behind does."""
    if _gives_one(told, told.sentences):
        return None
    behind = filter(None, (_behind(told, s) for s in told.sentences))
    ends = (end for start, end in behind if _gives_one(told, [(start, end)]))
    return next(((told.sentences[0][0], end) for end in ends), None)


def _gives_one(told: Told, spans: Iterable[Span]) -> bool:
    return any(f" {w} " in told.text.line(s) for s in spans for w in stems("verbs", "because"))


def _behind(told: Told, span: Span) -> Span | None:
    text = told.text.revision.text
    found = GOES_ON.match(text, span[1])
    return sentence_of(text, found.end() - 1, found.end()) if found else None
