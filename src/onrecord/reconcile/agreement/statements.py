"""Statements that reject each other: one says that something is so, the other that it is not.

Two clauses are compared where they share two stems at least; they clash where they are about the same for the most
part and one of them denies what they share, or they stand on two ends of an antonym. Who rejects what another claims,
in the words next to it, denies it whatever words are used.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from onrecord.model import Entry, Judgement, Verdict, Why
from onrecord.reconcile.agreement.claims import Claim, claims
from onrecord.reconcile.agreement.making import cited, judgement
from onrecord.reconcile.agreement.origins import Origins
from onrecord.reconcile.agreement.prose import (
    Clause,
    calls_untrue,
    conditional,
    existential,
    light,
    listed,
    opposites,
    plain_words,
    sides,
    stem,
)

SHARED, MOST, HALF, THIRD = 2, 0.6, 0.4, 0.3
"""Stems that two clauses share at least; the part of the shorter that this is, and the part of both together,
which may be smaller where both are told at one time."""
EVEN = 0.5
"""The part of both where all that is shared is what there is none of."""
EXPLICIT = 0.33
"""The part of the shorter that is enough where the claim of another is taken up to be rejected."""
COMMON = 3000
"""Comparisons of one pair of stems past which it is too common to tell two clauses apart from others."""
NEAR = timedelta(days=3)
MONTH = timedelta(days=31)
FAR = timedelta(days=180)
"""Between what is told nearer than the first and farther than the second, a conflict is the surer, the less so."""
BETWEEN = 200
"""Characters of a sentence that disputes "this" between what is said and what is said against it."""
LOOK = 3
"""Statements before one that it may take up."""
BESIDE = 60
"""Characters between a sentence and one that takes up what it says."""
FEW, PART = 5, 0.4
"""Articles, and the part of all, past which a stem is what the whole story is about."""
POINTING = frozenset({"it", "this", "that", "these", "those", "they", "which"})
"""Words that stand for something else, which nobody can tell from another article."""
RARE = 4
"""Clauses that have a stem which is rare."""


@dataclass(frozen=True)
class _Part:
    """A clause of a claim, and whether it says that something is so (False) or not so (True)."""

    claim: Claim
    clause: Clause
    no: bool


def statements(entries: Iterable[Entry], origins: Origins) -> Iterator[Judgement]:
    """Judgements between what is said, the surest for each two."""
    held = claims(entries, origins)
    parts = [_Part(c, clause, c.denied != clause.negated) for c in held for clause in c.clauses if _is_plain(c, clause)]
    often = Counter(s for part in parts for s in part.clause.stems)
    found = [
        *_negations(parts, often, _topics(held)),
        *_antonyms(parts, _topics(held)),
        *_opposed_phrases(held),
        *_taken_up(held, often, origins),
        *_undecided(held, often),
    ]
    best: dict[frozenset[str], Judgement] = {}
    for each in found:
        key = frozenset((each.a, each.b))
        if key not in best or (-best[key].score, best[key].reason) > (-each.score, each.reason):
            best[key] = each
    yield from best.values()


def _is_plain(claim: Claim, clause: Clause) -> bool:
    """Whether a clause tells of what is or is not; one denied as a whole that says no itself is left alone."""
    return not conditional(clause) and not (claim.denied and clause.negated)


def _topics(held: list[Claim]) -> frozenset[str]:
    """Stems that so many of the articles have that they tell no two claims apart."""
    articles: dict[str, set[str]] = defaultdict(set)
    for claim in held:
        for word in claim.stems:
            articles[word].add(claim.entry.revision)
    every = len({c.entry.revision for c in held})
    return frozenset(s for s, there in articles.items() if len(there) > max(FEW, PART * every))


# --- so, and not so ------------------------------------------------------------------------------------


def _negations(parts: list[_Part], often: Counter[str], topics: frozenset[str]) -> Iterator[Judgement]:
    blocks: dict[tuple[str, ...], tuple[list[_Part], list[_Part]]] = defaultdict(lambda: ([], []))
    for part in parts:
        for pair in combinations(sorted(part.clause.stems), SHARED):
            blocks[pair][part.no].append(part)
    done: set[tuple[int, int]] = set()
    for yes, no in blocks.values():
        if len(yes) * len(no) > COMMON:
            continue
        for a, b in ((a, b) for b in no for a in yes if (id(a), id(b)) not in done):
            done.add((id(a), id(b)))
            if _others(a.claim, b.claim) and _rejects(b, a, often, topics):
                yield _clash(b, a, often)


def _others(a: Claim, b: Claim) -> bool:
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


def _rejects(no: _Part, yes: _Part, often: Counter[str], topics: frozenset[str]) -> bool:
    """Whether a clause that says no is about what another says, for the most part."""
    shared = no.clause.stems & yes.clause.stems
    plain = shared - no.clause.names - yes.clause.names - topics - light()
    if no.claim.own or _points_elsewhere(no, yes):
        return False
    near = _apart(no.claim, yes.claim)
    if len(shared) == SHARED and (near is None or near > MONTH):
        return False
    if len(shared) < SHARED or not plain or (len(plain) == 1 and len(shared) == SHARED and often[min(plain)] > RARE):
        return False
    denied = shared & (no.clause.denied or yes.clause.denied or shared)
    heads = {c.first for c in (no.clause, yes.clause)} - {None} - light()
    if not denied & plain or _numbers(no, yes) or not heads <= shared:
        return False
    if no.claim.rejects:
        part = _overlap(no.clause, yes.clause)[0]
        return part >= EXPLICIT and len(plain) >= SHARED and len(shared - no.clause.names) > SHARED
    return _about_one(no, yes, shared, near)


def _about_one(no: _Part, yes: _Part, shared: frozenset[str], near: timedelta | None) -> bool:
    """Whether two clauses share most of what they are about; told at one time, less of both is enough."""
    part, both = _overlap(no.clause, yes.clause)
    if len(shared) == SHARED and existential(no.clause) and both < EVEN:
        return False
    return part >= MOST and both >= (THIRD if near is not None and near <= NEAR else HALF)


def _points_elsewhere(a: _Part, b: _Part) -> bool:
    """Whether one of two clauses of different articles begins with a word that stands for something else."""
    away = a.claim.entry.revision != b.claim.entry.revision
    return away and any(p.clause.words[:1] and p.clause.words[0] in POINTING for p in (a, b))


def _apart(a: Claim, b: Claim) -> timedelta | None:
    """The days between two claims; none within one article, None where one has no day."""
    if a.entry.revision == b.entry.revision:
        return timedelta(0)
    return None if date.max in {a.told, b.told} else abs(a.told - b.told)


def _numbers(a: _Part, b: _Part) -> bool:
    """Whether two clauses give numbers of which none is the same."""
    one, other = ({w for w in p.clause.words if w[:1].isdigit()} for p in (a, b))
    return bool(one) and bool(other) and not one & other


def _overlap(a: Clause, b: Clause) -> tuple[float, float]:
    shared = len(a.stems & b.stems)
    return shared / min(len(a.stems), len(b.stems)), shared / len(a.stems | b.stems)


def _clash(no: _Part, yes: _Part, often: Counter[str]) -> Judgement:
    shared = no.clause.stems & yes.clause.stems
    part, both = _overlap(no.clause, yes.clause)
    rare = any(often[s] <= RARE for s in shared)
    score = 0.35 + 0.15 * part + 0.2 * both + 0.05 * min(len(shared), 4) + 0.05 * rare + 0.1 * no.claim.rejects
    return _judged(no.claim, yes.claim, score, shared, denies=no.claim.rejects or _names(no.claim, yes.claim))


def _judged(no: Claim, yes: Claim, score: float, shared: Iterable[str], *, denies: bool) -> Judgement:
    apart = _apart(no, yes)
    why = Why.MODALITY if no.coming != yes.coming else Why.DATE if apart is not None and apart > FAR else None
    near = 0.05 if apart is not None and apart <= NEAR else -0.15 if why is Why.DATE else -0.1 if why else 0.0
    about = ", ".join(sorted(shared))
    how = "rejects" if denies else "says the opposite of"
    reason = f"{cited(no.words)} {how} {cited(yes.words)}; both are about: {about}"
    sure = min(no.entry.confidence, yes.entry.confidence)
    verdict = Verdict.DENIES if denies else Verdict.CONTRADICTS
    return judgement(verdict, no.entry, yes.entry, reason, max(0.05, min(0.95, score + near)) * sure, why)


def _names(no: Claim, yes: Claim) -> bool:
    """Whether who says no names who said yes."""
    said = f" {' '.join(plain_words(no.sentence))} "
    return any(len(name) > SHARED and f" {' '.join(plain_words(name))} " in said for name in yes.speakers - no.speakers)


# --- on two ends of an antonym -------------------------------------------------------------------------


def _antonyms(parts: list[_Part], topics: frozenset[str]) -> Iterator[Judgement]:
    """Two clauses of one time that are about the same but for a word and its antonym."""
    blocks: dict[tuple[str, str, str], list[tuple[_Part, str]]] = defaultdict(list)
    for part in parts:
        for word, other in sorted(opposites(part.clause.stems)):
            first, second = sorted((word, other))
            for beside in sorted(part.clause.stems - {word}):
                blocks[first, second, beside].append((part, word))
    done: set[tuple[int, int]] = set()
    for (first, second, _), block in blocks.items():
        left = [p for p, word in block if word == first]
        right = [p for p, word in block if word == second]
        if len(left) * len(right) > COMMON:
            continue
        for a, b in ((a, b) for a in left for b in right if (id(a), id(b)) not in done):
            done.add((id(a), id(b)))
            if _opposed(a, b, (first, second), topics):
                yield _judged(a.claim, b.claim, 0.6, [f"{first} and {second}"], denies=False)


def _opposed(a: _Part, b: _Part, ends: tuple[str, str], topics: frozenset[str]) -> bool:
    first, second = ends
    left, right = a.clause.stems - {first}, b.clause.stems - {second}
    shared = left & right
    if not left or not right or a.no != b.no or a.claim.coming != b.claim.coming or second in left or first in right:
        return False
    apart = _apart(a.claim, b.claim)
    near = apart is not None and apart <= NEAR and not _points_elsewhere(a, b) and not a.claim.own and not b.claim.own
    return (
        near
        and _others(a.claim, b.claim)
        and not _numbers(a, b)
        and len(shared - topics - light()) > SHARED
        and (len(shared) / min(len(left), len(right)) >= MOST)
    )


def _opposed_phrases(held: list[Claim]) -> Iterator[Judgement]:
    """Two claims about the same that set it in two opposed places or states."""
    blocks: dict[tuple[int, str], tuple[dict[str, Claim], dict[str, Claim]]] = defaultdict(lambda: ({}, {}))
    for claim in held:
        for pair, first in sorted(sides(claim.words)):
            for word in sorted(claim.stems):
                blocks[pair, word][first][claim.entry.id] = claim
    found = {
        (a.entry.id, b.entry.id): (a, b)
        for one, other in blocks.values()
        if len(one) * len(other) <= COMMON
        for a in one.values()
        for b in other.values()
    }
    for a, b in found.values():
        shared = a.stems & b.stems
        if _others(a, b) and len(shared) > SHARED and not a.denied and not b.denied and a.coming == b.coming:
            yield _judged(a, b, 0.55, shared, denies=False)


# --- words that take up what was just said -------------------------------------------------------------


def _taken_up(held: list[Claim], often: Counter[str], origins: Origins) -> Iterator[Judgement]:
    """Who disputes "this" right after it was said, or denies what a neighbour said with a rare word of it."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in held:
        by_article[claim.entry.revision].append(claim)
    for told in by_article.values():
        ordered = sorted(told, key=lambda c: (c.span, c.entry.id))
        for n, claim in enumerate(ordered):
            for before in _before(ordered[max(0, n - LOOK) : n], claim):
                if _others(before, claim) and not before.own and _takes_up(before, claim, often, origins):
                    yield _judged(claim, before, 0.7, claim.stems & before.stems or {"what was just said"}, denies=True)
                    break


def _before(told: list[Claim], claim: Claim) -> list[Claim]:
    """What was said before a claim, what shares most with it first, of equals the nearest."""
    nearest = list(reversed(told))
    return sorted(nearest, key=lambda c: -len(c.stems & claim.stems))


def _takes_up(before: Claim, claim: Claim, often: Counter[str], origins: Origins) -> bool:
    revision = origins.revisions.get(claim.entry.revision)
    between = revision.text[before.span[1] : claim.span[0]] if revision else ""
    if len(between) <= BETWEEN and disputed(between):
        return any(name in " ".join(plain_words(between)) for name in claim.speakers)
    if claim.span[0] - before.span[1] > BESIDE or claim.span == before.span:
        return False
    rare = {s for s in claim.stems & before.stems if often[s] <= RARE and len(s) > SHARED}
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


def _undecided(held: list[Claim], often: Counter[str]) -> Iterator[Judgement]:
    """That something is to be done, and that there is no decision or plan to do it."""
    coming: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in held:
        for word in {s for c in claim.clauses if not c.negated for s in c.stems} if _is_coming(claim) else ():
            coming[word, claim.entry.revision].append(claim)
    for claim in held:
        for verb in sorted(_not_decided(claim)):
            for other in coming[verb, claim.entry.revision]:
                if _others(other, claim) and often[verb] <= RARE * 3:
                    yield _judged(claim, other, 0.7, {verb}, denies=False)


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
