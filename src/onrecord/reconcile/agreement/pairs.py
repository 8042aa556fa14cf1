"""Two claims that reject each other: one says that something is so, the other that it is not.

Two clauses are compared where they share two stems at least; they clash where they are about the same for the most
part and one of them denies what they share, or they stand on two ends of an antonym.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product

from onrecord.model import Judgement, Verdict, Why
from onrecord.model.memory import Key
from onrecord.reconcile.agreement.claims import Claim
from onrecord.reconcile.agreement.making import cited, judgement
from onrecord.reconcile.agreement.prose import (
    Clause,
    capitals,
    conditional,
    existential,
    light,
    of_phrases,
    opposites,
    plain_words,
    sides,
)

SHARED, MOST, HALF, THIRD = 2, 0.6, 0.4, 0.3
"""Stems that two clauses share at least; the part of the shorter that this is, and the part of both together,
which may be smaller where both are told at one time."""
EVEN = 0.5
"""The part of both where all that is shared is what there is none of."""
EXPLICIT = 0.33
"""The part of the shorter that is enough where the claim of another is taken up to be rejected."""
NEAR = timedelta(days=3)
MONTH = timedelta(days=31)
FAR = timedelta(days=180)
"""Between what is told nearer than the first and farther than the second, a conflict is the surer, the less so."""
POINTING = frozenset({"it", "this", "that", "these", "those", "they", "which"})
"""Words that stand for something else, which nobody can tell from another article."""
YES, NO = 0, 1
"""The sides of a block: who says that something is so, and who says that it is not."""

Common = Callable[[str], bool]
"""Whether so many tell of a stem at the time of two claims that it tells them not apart from others."""


@dataclass(frozen=True)
class Part:
    """A clause of a claim, and whether it says that something is so (False) or not so (True)."""

    claim: Claim
    clause: Clause
    no: bool


def parts(claim: Claim) -> list[Part]:
    """The clauses of a claim that are compared."""
    return [Part(claim, c, claim.denied != c.negated) for c in claim.clauses if _is_plain(claim, c)]


def _is_plain(claim: Claim, clause: Clause) -> bool:
    """Whether a clause tells of what is or is not; one denied as a whole that says no itself is left alone."""
    return not conditional(clause) and not (claim.denied and clause.negated)


def keys(claim: Claim) -> Iterator[tuple[Key, int]]:
    """What a claim shares with those that it may clash with, and on which side it stands."""
    for part in parts(claim):
        stems = sorted(part.clause.stems)
        if not (part.no and claim.own):
            yield from ((("claims about", *pair), NO if part.no else YES) for pair in combinations(stems, SHARED))
        for word, other in sorted(opposites(part.clause.stems)) if not claim.own else ():
            ends = sorted((word, other))
            side = ends.index(word)
            yield from ((("claims between", *ends, beside), side) for beside in stems if beside != word)
    for pair, first in sorted(sides(claim.words)) if not claim.denied else ():
        yield from ((("claims at", pair, word), int(first)) for word in sorted(claim.stems))


def clash(a: Claim, b: Claim, common: Common) -> Judgement | None:
    """What two claims have to do with each other, the surest of all that tells it; None where nothing does."""
    if not others(a, b):
        return None
    found = [*_negations(a, b, common), *_negations(b, a, common), *_antonyms(a, b, common), *_phrases(a, b)]
    return min(found, key=lambda j: (-j.score, j.reason, j.id), default=None)


# --- so, and not so ------------------------------------------------------------------------------------


def _negations(no: Claim, yes: Claim, common: Common) -> Iterator[Judgement]:
    for one, other in product(parts(no), parts(yes)):
        if one.no and not other.no and _rejects(one, other, common):
            yield _clash(one, other)


def others(a: Claim, b: Claim) -> bool:
    """Whether two claims are by different speakers, of whom one is known at least."""
    if a.speakers & b.speakers or a.voice == b.voice or a.entry.id == b.entry.id:
        return False
    return not (a.own and b.own) and not _echoes(a, b)


def _echoes(a: Claim, b: Claim) -> bool:
    """Whether one stands within the other: who is told to have said it does not contradict the teller."""
    if a.entry.revision != b.entry.revision:
        return False
    one, other = (sorted(x.span for x in c.entry.anchors) for c in (a, b))
    return any(s < e2 and s2 < e for s, e in one for s2, e2 in other)


def _rejects(no: Part, yes: Part, common: Common) -> bool:
    """Whether a clause that says no is about what another says, for the most part."""
    shared = no.clause.stems & yes.clause.stems
    told = shared - no.clause.names - yes.clause.names - light()
    plain = {s for s in told if not common(s)}
    if no.claim.own or _points_elsewhere(no, yes):
        return False
    near = _apart(no.claim, yes.claim)
    is_late = near is None or near > MONTH
    if is_late and (len(shared) == SHARED or not shared & (no.clause.names | yes.clause.names)):
        return False
    if len(shared) < SHARED or not plain or len(plain) == 1 == len(shared) - 1:
        return False
    denied = shared & (no.clause.denied or yes.clause.denied or shared)
    heads = {c.first for c in (no.clause, yes.clause)} - {None} - light()
    if not denied & plain or _numbers(no, yes) or not heads <= shared:
        return False
    if no.claim.rejects:
        part = _overlap(no.clause, yes.clause)[0]
        soon = near is not None and near <= (NEAR if yes.claim.own else MONTH)
        return soon and part >= EXPLICIT and len(plain) >= SHARED and len(shared - no.clause.names) > SHARED
    return _about_one(no, yes, shared, near)


def _about_one(no: Part, yes: Part, shared: frozenset[str], near: timedelta | None) -> bool:
    """Whether two clauses share most of what they are about; told at one time, less of both is enough."""
    part, both = _overlap(no.clause, yes.clause)
    if len(shared) == SHARED and existential(no.clause) and both < EVEN:
        return False
    return part >= MOST and both >= (THIRD if near is not None and near <= NEAR else HALF)


def _points_elsewhere(a: Part, b: Part) -> bool:
    """Whether one of two clauses of different articles begins with a word that stands for something else."""
    away = a.claim.entry.revision != b.claim.entry.revision
    return away and any(p.clause.words[:1] and p.clause.words[0] in POINTING for p in (a, b))


def _apart(a: Claim, b: Claim) -> timedelta | None:
    """The days between two claims; none within one article, None where one has no day."""
    if a.entry.revision == b.entry.revision:
        return timedelta(0)
    return None if date.max in {a.told, b.told} else abs(a.told - b.told)


def _numbers(a: Part, b: Part) -> bool:
    """Whether two clauses give numbers of which none is the same."""
    one, other = ({w for w in p.clause.words if w[:1].isdigit()} for p in (a, b))
    return bool(one) and bool(other) and not one & other


def _overlap(a: Clause, b: Clause) -> tuple[float, float]:
    shared = len(a.stems & b.stems)
    return shared / min(len(a.stems), len(b.stems)), shared / len(a.stems | b.stems)


def _clash(no: Part, yes: Part) -> Judgement:
    shared = no.clause.stems & yes.clause.stems
    part, both = _overlap(no.clause, yes.clause)
    score = 0.35 + 0.15 * part + 0.2 * both + 0.05 * min(len(shared), 4) + 0.1 * no.claim.rejects
    return clashing(no.claim, yes.claim, score, shared, denies=no.claim.rejects or _names(no.claim, yes.claim))


def clashing(no: Claim, yes: Claim, score: float, shared: Iterable[str], *, denies: bool) -> Judgement:
    """That one claim rejects another, or says the opposite of it; the surer the nearer they were told."""
    apart = _apart(no, yes)
    why = Why.MODALITY if no.coming != yes.coming else Why.DATE if apart is not None and apart > FAR else None
    near = 0.05 if apart is not None and apart <= NEAR else -0.15 if why is Why.DATE else -0.1 if why else 0.0
    about = ", ".join(sorted(shared))
    how = "rejects" if denies else "says the opposite of"
    reason = f"{cited(no.words)} {how} {cited(yes.words)}; both are about: {about}"
    sure = min(no.entry.confidence, yes.entry.confidence)
    verdict = Verdict.DENIES if denies else Verdict.CONTRADICTS
    return judgement(verdict, no.entry.id, yes.entry.id, reason, max(0.05, min(0.95, score + near)) * sure, why)


def _names(no: Claim, yes: Claim) -> bool:
    """Whether who says no names who said yes."""
    said = f" {' '.join(plain_words(no.sentence))} "
    return any(len(name) > SHARED and f" {' '.join(plain_words(name))} " in said for name in yes.speakers - no.speakers)


# --- on two ends of an antonym -------------------------------------------------------------------------


def _antonyms(a: Claim, b: Claim, common: Common) -> Iterator[Judgement]:
    """Two clauses of one time that are about the same but for a word and its antonym."""
    for one, other in product(parts(a), parts(b)):
        for word, antonym in sorted(opposites(one.clause.stems)):
            if antonym in other.clause.stems:
                first, second = sorted((word, antonym))
                left, right = (one, other) if word == first else (other, one)
                if _opposed(left, right, (first, second), common):
                    yield clashing(left.claim, right.claim, 0.6, [f"{first} and {second}"], denies=False)


def _opposed(a: Part, b: Part, ends: tuple[str, str], common: Common) -> bool:
    first, second = ends
    left, right = a.clause.stems - {first}, b.clause.stems - {second}
    shared = left & right
    if not left or not right or a.no != b.no or a.claim.coming != b.claim.coming or second in left or first in right:
        return False
    apart = _apart(a.claim, b.claim)
    near = apart is not None and apart <= NEAR and not _points_elsewhere(a, b) and not a.claim.own and not b.claim.own
    return (
        near
        and others(a.claim, b.claim)
        and not _numbers(a, b)
        and sum(not common(s) for s in shared - light()) > SHARED
        and (len(shared) / min(len(left), len(right)) >= MOST)
    )


def _phrases(a: Claim, b: Claim) -> Iterator[Judgement]:
    """Two claims about the same by name that set it in two opposed places or states.

    Who holds a town, and which well is out of control, is told by names: two at least, beside the phrase itself.
    """
    shared = a.stems & b.stems
    if len(shared) <= SHARED or a.denied or b.denied or a.coming != b.coming:
        return
    for (pair, first), (other, second) in product(sorted(sides(a.words)), sorted(sides(b.words))):
        if pair != other or first == second:
            continue
        beside = shared - of_phrases(pair)
        if len(beside) > SHARED and len(capitals(a.words) & capitals(b.words) & beside) >= SHARED:
            left, right = (b, a) if first else (a, b)
            yield clashing(left, right, 0.55, shared, denies=False)
