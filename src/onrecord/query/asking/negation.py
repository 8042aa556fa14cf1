"""Whether a question asks who says no, and whether an entry says so of what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Attribution, Factuality
from onrecord.query.asking.evidence import Told
from onrecord.query.asking.lexis import Token, stems, words
from onrecord.query.asking.question import Part, Term

CLAUSE = re.compile(r"[,;:—–.!?”]|\b(?:and|but|while|although)\b")
BEFORE_TERM = 4
"""Words before another in which "behind" or "far from" makes the opposite of it."""


def denies(text: str, *, said: bool) -> bool:
    """Whether a question asks for what is said not to be so: "who denied that", "who said that they were not"."""
    plain = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.casefold())
    held = any(_is_no(w) for w in plain)
    verbs = {t for w in plain for t in stems("verbs", "deny") if w.startswith(t)}
    return held != (said and bool(verbs))


def is_denial(term: Term) -> bool:
    """Whether a term is only that something is not so, which is asked of an entry as a whole."""
    return not term.name and bool(term.ways & stems("verbs", "deny")) and term.text.casefold() != "never"


def says_no(part: Part, told: Told) -> bool:
    """Whether an entry says that what is asked about is not so: it denies that it is, or tells that it is not."""
    body = told.entry.body
    text = told.text.revision.text
    if not isinstance(body, Attribution):
        spans = told.sentences
        return any(_negated(told.text.lexis.tokens(c)) for s in spans for c in _clauses(text[slice(*s)], part, told))
    denied = body.factuality is Factuality.DENIED
    said = " ".join(a.exact for a in told.entry.anchors)
    clauses = _clauses(said, part, told)
    no = any(_negated(told.text.lexis.tokens(c)) or _apart(told.text.lexis.tokens(c), part) for c in clauses)
    return denied != (no if clauses else body.negated)


def _clauses(text: str, part: Part, told: Told) -> list[str]:
    """The clauses of a text that tell most of what is asked about, names apart."""
    core = [t for t in part.every if not t.name]
    found: list[tuple[int, str]] = []
    for clause in CLAUSE.split(text):
        line = told.text.lexis.line(clause)
        found.append((sum(any(f" {w} " in line for w in t.ways) for t in core), clause))
    most = max((n for n, _ in found), default=0)
    return [c for n, c in found if n == most] if most else []


def _negated(tokens: Sequence[Token]) -> bool:
    plain = [t.text.casefold() for t in tokens]
    return any(_is_no(w) and not set(plain[n + 1 : n + 2]) & words("negation", "bounds") for n, w in enumerate(plain))


def _apart(tokens: Sequence[Token], part: Part) -> bool:
    """Whether what is asked about stands behind a word that is the opposite of being there."""
    core = {w for t in part.every if not t.name for way in t.ways for w in way.split()[:1]}
    plain = [t.text.casefold() for t in tokens]
    asked = set(re.findall(r"\w+", part.text.casefold()))
    apart = words("negation", "apart") - asked
    return any(t.stem in core and apart & set(plain[max(0, n - BEFORE_TERM) : n]) for n, t in enumerate(tokens))


def _is_no(word: str) -> bool:
    return word in words("negation", "no") or word.replace("’", "'").endswith("n't")
