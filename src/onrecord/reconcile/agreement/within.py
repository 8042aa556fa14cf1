"""Claims of one article that take each other up: who disputes what was just said, or says that nothing is decided."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from onrecord.model import Judgement
from onrecord.reconcile.agreement.claims import Claim
from onrecord.reconcile.agreement.origins import Origins
from onrecord.reconcile.agreement.pairs import SHARED, Common, clashing, others
from onrecord.reconcile.agreement.prose import calls_untrue, listed, plain_words, stem

BETWEEN = 200
"""Characters of a sentence that disputes "this" between what is said and what is said against it."""
LOOK = 3
"""Statements before one that it may take up."""
BESIDE = 60
"""Characters between a sentence and one that takes up what it says."""


def within(told: Iterable[Claim], common: Common, origins: Origins) -> Iterator[Judgement]:
    """Judgements between the claims of one article."""
    ordered = sorted(told, key=lambda c: (c.span, c.entry.id))
    yield from _taken_up(ordered, common, origins)
    yield from _undecided(ordered, common)


def may_take_up(told: Iterable[Claim], text: str) -> bool:
    """Whether claims of an article may be judged at all by its words: one takes up another, or none is decided on."""
    return any(telling(c) for c in told) or may_dispute(text)


def may_dispute(text: str) -> bool:
    """Whether a text has a word that disputes before one that points back."""
    return _disputing().search(text.casefold()) is not None


@cache
def _disputing() -> re.Pattern[str]:
    """A word that disputes before one that points back."""
    words, back = ("|".join(map(re.escape, sorted(listed("disputes", name)))) for name in ("words", "back"))
    return re.compile(rf"(?:{words})[\W\d_]*(?:{back})")


def telling(claim: Claim) -> set[str]:
    """The stems by which a claim takes up another of its article: it matters how common they are."""
    return (set(claim.stems) if claim.disputes else set()) | _not_decided(claim)


# --- words that take up what was just said -------------------------------------------------------------


def _taken_up(ordered: list[Claim], common: Common, origins: Origins) -> Iterator[Judgement]:
    """Who disputes "this" right after it was said, or denies what a neighbour said with a telling word of it."""
    for n, claim in enumerate(ordered):
        for before in _before(ordered[max(0, n - LOOK) : n], claim):
            if others(before, claim) and not before.own and _takes_up(before, claim, common, origins):
                about = claim.stems & before.stems or {"what was just said"}
                yield clashing(claim, before, 0.7, about, denies=True)
                break


def _before(told: list[Claim], claim: Claim) -> list[Claim]:
    """What was said before a claim, what shares most with it first, of equals the nearest."""
    nearest = list(reversed(told))
    return sorted(nearest, key=lambda c: -len(c.stems & claim.stems))


def _takes_up(before: Claim, claim: Claim, common: Common, origins: Origins) -> bool:
    revision = origins.revision(claim.entry.revision)
    between = revision.text[before.span[1] : claim.span[0]] if revision else ""
    if len(between) <= BETWEEN and disputed(between):
        return any(name in " ".join(plain_words(between)) for name in claim.speakers)
    if claim.span[0] - before.span[1] > BESIDE or claim.span == before.span:
        return False
    rare = {s for s in claim.stems & before.stems if len(s) > SHARED and not common(s)}
    return claim.disputes and bool(rare) and not calls_untrue(claim.words)


def disputed(text: str) -> bool:
    """Whether a sentence disputes "this": what the sentence before it says."""
    words = plain_words(text)
    back = listed("disputes", "back")
    return any(
        w in listed("disputes") and n + 1 < len(words) and words[n + 1] in back and n + 2 >= len(words)
        for n, w in enumerate(words)
    )


# --- what is to be, and what nobody has decided ----------------------------------------------------------


def _undecided(ordered: list[Claim], common: Common) -> Iterator[Judgement]:
    """That something is to be done, and that there is no decision or plan to do it."""
    coming: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        for word in {s for c in claim.clauses if not c.negated for s in c.stems} if _is_coming(claim) else ():
            coming[word].append(claim)
    for claim in ordered:
        for verb in sorted(_not_decided(claim)):
            for other in coming[verb]:
                if others(other, claim) and not common(verb):
                    yield clashing(claim, other, 0.7, {verb}, denies=False)


def _is_coming(claim: Claim) -> bool:
    return claim.coming and not claim.denied


def _not_decided(claim: Claim) -> set[str]:
    """The stems of what there is no decision, plan or intention to do."""
    found: set[str] = set()
    for clause in claim.clauses:
        words = list(clause.words)
        for n, word in enumerate(words):
            if word in listed("undecided") and clause.negated and "no" in words[max(0, n - 2) : n]:
                verbs = [words[m + 1] for m in range(n + 1, len(words) - 1) if words[m] == "to"][:1]
                found |= {stem(v) for v in verbs} & clause.stems
    return found
