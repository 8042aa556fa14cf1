"""Negation and modality of what is said: those of its main verb."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.attributions.found import Span
from onrecord.model import Parse, Token

FULL = {"'ll": "will", "wo": "will", "ca": "can", "'d": "would", "sha": "shall"}
"""Modal verbs that are printed short."""
NEGATIVE = frozenset({"no", "never", "nobody", "none", "nothing", "neither", "nor"})


def polarity(parse: Parse, spans: Sequence[Span]) -> tuple[bool, str | None]:
    """Whether the content is negated, and its modal verb; (False, None) where no verb heads it."""
    verb = _main_verb(parse, spans)
    if verb is None:
        return False, None
    below = [parse.tokens[c] for c in parse.children[verb.index]]
    modal = next((t.lower for t in below if t.tag == "MD" and t.dep in {"aux", "auxpass"}), None)
    negated = any(t.dep == "neg" for t in below) or any(_is_negative(parse, t) for t in below)
    return negated, FULL.get(modal, modal) if modal else None


def _main_verb(parse: Parse, spans: Sequence[Span]) -> Token | None:
    """The first verb of the content that hangs on nothing else in it."""
    tokens = [t for s, e in spans for t in parse.tokens_in(s, e)]
    inside = {t.index for t in tokens}
    tops = [t for t in tokens if t.head not in inside or t.head == t.index]
    return next((t for t in tops if t.pos in {"VERB", "AUX"}), None)


def _is_negative(parse: Parse, token: Token) -> bool:
    """Whether a subject or object says "no": "no troops", "nobody"."""
    if token.dep not in {"nsubj", "nsubjpass", "dobj", "attr"}:
        return False
    return token.lower in NEGATIVE or any(parse.tokens[c].lower == "no" for c in parse.children[token.index])
