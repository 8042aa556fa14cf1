"""Asking who said something: by an act that is more than saying, "who promised", "who asked for", and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from onrecord.model import Attribution
from onrecord.packs import lexicon
from onrecord.query.asking.evidence import Told, Zone
from onrecord.query.asking.fitting import Fitting, Soft
from onrecord.query.asking.lexis import phrase, stems
from onrecord.query.asking.question import Part, Term

OBJECT = re.compile(
    r"^\W*who(?:m)?\s+(?:(?:has|have|had|also|first|ever)\s+)*(?P<verb>\w+)\s+(?:the\s+)?(?P<object>.+?)"
    r"(?=\s(?:of|that|to|for|in|at|about|as|over|by|on|after|before|because)\b|[?]|$)",
    re.IGNORECASE,
)


@cache
def _acts() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in lexicon("asking")["acts"]["groups"]:
        alike = frozenset(map(phrase, group))
        for each in alike:
            found[each] = found.get(each, frozenset()) | alike
    return found


def alike_in_saying(term: Term) -> Term:
    """A term with the verbs that do by saying what its own does: who asks for something demands it."""
    own = phrase(term.text)
    if own == "never":
        return replace(term, ways=frozenset({own}))
    return term if term.name or own not in _acts() else replace(term, ways=term.ways | _acts()[own])


def act(part: Part) -> Term | None:
    """The term of a question that tells by what act of saying it is to have been said, more than that it was."""
    found = OBJECT.match(part.text)
    says = stems("verbs", "say") - stems("verbs", "plain") - stems("verbs", "deny")
    own = phrase(found["verb"]) if found else ""
    return next((t for t in part.terms if not t.name and own in says and phrase(t.text) == own), None)


def not_so_said(fitting: Fitting, part: Part, told: Told) -> Iterator[str]:
    """What an attribution lacks to be the act that is asked for, done by another than whom it was done to."""
    body = told.entry.body
    if not isinstance(body, Attribution) or not part.said:
        return
    cue = fitting.evidence.lexis.line(body.cue.text) if body.cue else ""
    asked, found = act(part), OBJECT.match(part.text)
    if asked is None or found is None:
        return
    if not any(f" {w} " in cue for w in asked.ways):
        yield Soft(asked.text)
    things = [t for t in part.terms if not t.name and t.text in found["object"]]
    yield from (Soft(t.text) for t in things[-1:] if fitting.zone(told, t) < Zone.SENTENCE)
    for term in part.terms:
        if term.name and term.text in found["object"] and fitting.bears(told, term):
            yield f"somebody else than {term.text}"
