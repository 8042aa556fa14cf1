"""Numbers side by side without a conflict, and those that somebody says are not so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from onrecord.model import Judgement, Verdict, Why
from onrecord.reconcile.agreement.amounts import Fit, agree, fit
from onrecord.reconcile.agreement.clashes import BESIDE
from onrecord.reconcile.agreement.counts import LEVELS, TOLLS, Count, narrow, order, same_whole
from onrecord.reconcile.agreement.making import cited
from onrecord.reconcile.agreement.prose import has
from onrecord.reconcile.agreement.sizes import CEILINGS, MOST, Block, about, judged, of_one_size, other_time, value

RELATIVES = frozenset({"authorised", "deployed"})


def denied(block: Block) -> Iterator[Judgement]:
    """A number told with "no" before it, and who tells it; and what its denier puts in its place."""
    denied = {(c.whence.article, c.subject, value(c)): c for c in block[::-1] if c.denied and c.subject}
    stated = [c for c in block if not c.denied]
    for no in denied.values():
        of_it = [c for c in stated if c.subject == no.subject]
        own = [c for c in of_it if c.whence.revision == no.whence.revision and c.speakers & no.speakers]
        for said in (c for c in of_it if not c.speakers & no.speakers and value(c) == value(no)):
            if said.whence.revision != no.whence.revision:
                yield judged(Verdict.DENIES, no, said, f"{cited(no.words)} is what is said not to be so", 0.85)
                instead = (c for c in own if fit(c.body.quantity, said.body.quantity) is Fit.CLASHES)
                yield from (_instead(each, said) for each in instead)


def _instead(own: Count, said: Count) -> Judgement:
    reason = f"who denies {cited(said.words)} gives {cited(own.words)} instead"
    return judged(Verdict.CONTRADICTS, own, said, reason, 0.85)


def parts(block: Block) -> Iterator[Judgement]:
    """Two numbers of one thing in one article that differ in what they leave out or in how sure they are."""
    articles: dict[str, Block] = defaultdict(list)
    for count in block:
        articles[count.whence.revision].append(count)
    for told in articles.values():
        for a, b in combinations(sorted(told, key=order), 2) if len(told) <= MOST else ():
            why = _part(a, b) if a.subject else None
            if why is not None and not agree(a.body.quantity, b.body.quantity) and same_whole(a, b):
                left = " and ".join(c.body.excludes for c in (a, b) if c.body.excludes)
                what = f"one leaves out {left}" if why is Why.SCOPE else "they count in different ways"
                if why is Why.DATE:
                    what = "the words tell one as an earlier count"
                verdict = Verdict.REVISES if why is Why.DATE else Verdict.DIFFERS
                early, late = (b, a) if other_time(a, b) and _ends(b) < _ends(a) else (a, b)
                yield judged(verdict, late, early, f"{cited(a.words)} and {cited(b.words)}: {what}", 0.7, why)


def _part(a: Count, b: Count) -> Why | None:
    if a.body.excludes != b.body.excludes and a.body.measure in LEVELS:
        return Why.SCOPE
    if a.body.measure in CEILINGS and a.span == b.span and other_time(a, b):
        return Why.DATE
    if a.body.measure not in TOLLS | {"other"} or a.body.part_of or b.body.part_of:
        return None
    ways = a.sure or b.sure
    if ways and a.span == b.span:
        return Why.DEFINITION
    if has("corrected", a.sentence) and not a.speakers - b.speakers and a.span[0] <= b.span[0]:
        return Why.DATE
    near = a.speakers == b.speakers and b.span[0] - a.span[1] <= BESIDE
    return Why.DEFINITION if ways and near and a.sure != b.sure and about(a) & about(b) else None


def _ends(count: Count) -> date:
    return (count.when.end if count.when else None) or date.max


def measures(block: Block) -> Iterator[Judgement]:
    """A ceiling beside a strength of one subject and time: the first of each two numbers."""
    seen: set[tuple[object, object]] = set()
    caps = [c for c in block if c.body.measure == "authorised"]
    for cap, there in ((c, t) for c in caps for t in block if t.body.measure == "deployed"):
        pair = (value(cap), value(there))
        if pair not in seen and pair[0] != pair[1] and _side_by_side(cap, there) and of_one_size(cap, there):
            seen.add(pair)
            reason = f"{cited(cap.words)} is what is allowed, {cited(there.words)} what is there"
            why = Why.MEASURE if same_whole(cap, there) else Why.SCOPE
            yield judged(Verdict.DIFFERS, there, cap, reason, 0.7, why)


def _side_by_side(cap: Count, there: Count) -> bool:
    """Whether a ceiling and a strength are of one time, or stand in one article."""
    if cap.subject != there.subject and not same_whole(cap, there):
        return False
    meet = narrow(cap.when) and cap.when is not None and there.when is not None and cap.when.meets(there.when)
    return meet or cap.whence.revision == there.whence.revision
