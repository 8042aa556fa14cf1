"""One number told again, by whom, and whether it is of another origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from onrecord.model import Judgement, Verdict
from onrecord.reconcile.agreement.counts import Count
from onrecord.reconcile.agreement.origins import parted
from onrecord.reconcile.agreement.sizes import MOST, Block, is_one, judged, month_of


def retold(groups: Iterable[Block]) -> Iterator[Judgement]:
    """Each telling of a number with the first: `supports` where it is of another origin, else `same`."""
    for group in (g for g in groups if len(g) > 1):
        tellings = [(c.id, c.whence.roots(c.sentence, c.speakers)) for c in group]
        by_origin = {told: n for n, part in enumerate(parted(tellings)) for told in part}
        seen: dict[int, Count] = {}
        for count in group:
            origin = by_origin[count.id]
            if not seen:
                seen[origin] = count
            elif origin in seen:
                yield judged(Verdict.SAME, count, seen[origin], "one number told again, of one origin", 0.8)
            else:
                first = group[0]
                seen[origin] = count
                yield judged(Verdict.SUPPORTS, count, first, "one number, from another publisher and speaker", 0.7)


def grouped(block: Block) -> list[Block]:
    """The tellings of one number of one time, the earliest first; they are given in the order of their telling."""
    groups: list[Block] = []
    by_month: dict[int | None, list[Block]] = defaultdict(list)
    for count in block:
        month = month_of(count)
        near = [g for m in _about_month(month) for g in by_month[m][-MOST:][::-1]]
        home = next((g for g in near if is_one(g[0], count)), None)
        if home is None:
            home = []
            groups.append(home)
            by_month[month].append(home)
        home.append(count)
    return groups


def _about_month(month: int | None) -> list[int | None]:
    return [None] if month is None else [month, month - 1, month + 1]
