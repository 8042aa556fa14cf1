"""Measures copies and stories on public benchmarks, and writes their section of benchmarks/RESULTS.md.

    python benchmarks/copies.py [--print]

A threshold is set on half of a set and measured on the other half, both ways round: half of the origins of the
near-duplicates, half of the topics of ECB+. With --print nothing is written.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import results
from onrecord.model import Revision, Zone, ZoneType
from onrecord.reconcile import reused
from onrecord.reconcile.copies.index import Index, fingerprints
from onrecord.reconcile.copies.relations import OPENING, SHARE, Shared, shared
from onrecord.reconcile.copies.words import words
from onrecord.reconcile.stories import LIKE, stories
from sets import SHARED, there

SEED = 20210217
BAR = 0.97
SPLITS = 12
SHARES, OPENINGS = (0.2, 0.25, 0.3), (0.6, 0.7, 0.8)
LIKENESS = (0.12, 0.14, 0.16, 0.18, 0.2, 0.22, 0.24)

Item = dict[str, Any]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Examined:
    """The pairs of some texts that were compared, what they share, and the time it took."""

    items: Sequence[Item]
    pairs: dict[Pair, Shared]
    preparing: float
    comparing: float

    def f1(self, share: float, opening: float) -> tuple[float, float, float]:
        """Precision, recall and F1 of the pairs that are called one story."""
        return scored(self.items, {p for p, s in self.pairs.items() if s.one_story(share, opening)})


def scored(items: Sequence[Item], told: set[Pair]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs of the same origin."""
    right = sum(items[a]["src"] == items[b]["src"] for a, b in told)
    gold = sum(n * (n - 1) // 2 for n in Counter(i["src"] for i in items).values())
    return right / max(len(told), 1), right / gold, 2 * right / (len(told) + gold)


def revision(text: str, address: str, head: int, zone: ZoneType) -> Revision:
    """A text whose first characters are a headline or furniture."""
    zones = (
        (Zone(zone, 0, head), Zone(ZoneType.BODY, head, len(text))) if head else (Zone(ZoneType.BODY, 0, len(text)),)
    )
    return Revision(text, zones, address, address=f"https://{address}.example/")


def prints(items: Iterable[Item]) -> list[Revision]:
    """Near-duplicates as revisions: the first line is the headline."""
    return [revision(i["text"], str(n), i["text"].index("\n"), ZoneType.TITLE) for n, i in enumerate(items)]


def examined(items: Sequence[Item]) -> Examined:
    """The pairs of texts that share a fingerprint, compared."""
    begun = time.process_time()
    held = [words(r) for r in prints(items)]
    pairs = list(Index((f"{n:05}", fingerprints(w)) for n, w in enumerate(held)).pairs())
    ready = time.process_time()
    found = {(int(a), int(b)): shared(held[int(a)], held[int(b)]) for a, b in pairs}
    return Examined(items, found, ready - begun, time.process_time() - ready)


def halves(names: Iterable[str], seed: int = SEED) -> tuple[set[str], set[str]]:
    """Names in two halves, the same on every machine."""
    found = sorted(set(names))
    random.Random(seed).shuffle(found)  # noqa: S311 (a split, not a secret)
    return set(found[::2]), set(found[1::2])


def near_duplicates(items: list[Item]) -> Iterator[str]:
    """What is reached on near-duplicates."""
    yield "| near-duplicates | share, opening | P | R | F1 | pairs compared | of all | ms a pair |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    parts = [examined([i for i in items if i["src"] in half]) for half in halves(i["src"] for i in items)]
    for number, (tuned, measured) in enumerate((parts, parts[::-1]), 1):
        best = max(product(SHARES, OPENINGS), key=lambda t: tuned.f1(*t)[2])
        yield _row(f"half {number} set on the other", best, measured)
    whole = examined(items)
    yield _row("all, with what is shipped", (SHARE, OPENING), whole)
    yield ""
    tried = list(_splits(whole))
    reach = sum(f >= BAR for f in tried)
    mean = sum(tried) / len(tried)
    yield f"Over {SPLITS} splits, both ways, F1 is {mean:.3f} in the mean, {min(tried):.3f} at the least;"
    yield f"{reach} of {len(tried)} reach {BAR}."
    precision, recall, f1 = _clusters(items)
    yield "As clusters, where a text stands with the one earlier text that it is closest to:"
    yield f"P {precision:.3f}, R {recall:.3f}, F1 {f1:.3f}."
    yield f"Words, fingerprints and index take {1000 * whole.preparing / len(items):.2f} ms a text."
    yield f"Pairs compared by number of texts: {_growth(items)}."


def _splits(whole: Examined) -> Iterator[float]:
    """F1 on a half with the thresholds of the other half, for several splits."""
    for seed in range(SPLITS):
        parts = [_part(whole, half) for half in halves((i["src"] for i in whole.items), seed)]
        for tuned, measured in (parts, parts[::-1]):
            best = max(product(SHARES, OPENINGS), key=lambda t: tuned.f1(*t)[2])
            yield measured.f1(*best)[2]


def _part(whole: Examined, half: set[str]) -> Examined:
    """The texts of some origins, and the pairs of which both are."""
    place = {n: at for at, n in enumerate(n for n, i in enumerate(whole.items) if i["src"] in half)}
    pairs = {(place[a], place[b]): s for (a, b), s in whole.pairs.items() if a in place and b in place}
    return Examined([whole.items[n] for n in place], pairs, 0, 0)


def _clusters(items: Sequence[Item]) -> tuple[float, float, float]:
    """The pairs of texts in one cluster, as they are without dates or credits."""
    held = prints(items)
    number_of = {r.id: n for n, r in enumerate(held)}
    told = [sorted(number_of[m] for m in c.members) for c in reused(held).clusters]
    return scored(items, {pair for members in told for pair in combinations(members, 2)})


def _row(name: str, at: tuple[float, float], found: Examined) -> str:
    total = len(found.items) * (len(found.items) - 1) // 2
    figures = " | ".join(f"{f:.3f}" for f in found.f1(*at))
    each = 1000 * found.comparing / max(len(found.pairs), 1)
    part = f"{len(found.pairs) / total:.2%}"
    return f"| {name} | {at[0]}, {at[1]} | {figures} | {len(found.pairs):,} | {part} | {each:.3f} |"


def _growth(items: Sequence[Item]) -> str:
    """Pairs compared among the texts of a fourth, half and all of the origins."""
    origins = sorted({i["src"] for i in items})
    kept = [set(origins[: len(origins) // part]) for part in (4, 2, 1)]
    parts = [examined([i for i in items if i["src"] in k]) for k in kept]
    return ", ".join(f"{len(p.items)}: {len(p.pairs):,}" for p in parts)


def b_cubed(gold: Sequence[str], told: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of clusters (Bagga and Baldwin, 1998)."""
    one, other = defaultdict(set), defaultdict(set)
    for n, (a, b) in enumerate(zip(gold, told, strict=True)):
        one[a].add(n)
        other[b].add(n)
    both = [(len(one[a] & other[b]), len(other[b]), len(one[a])) for a, b in zip(gold, told, strict=True)]
    precision = sum(n / p for n, p, _ in both) / len(both)
    recall = sum(n / r for n, _, r in both) / len(both)
    return precision, recall, 2 * precision * recall / (precision + recall)


def grouped(items: Sequence[Item], like: float) -> tuple[tuple[float, float, float], int, float]:
    """B³ of the stories told of some texts, the pairs compared, and the seconds."""
    held = [revision(i["text"], i["id"], _address(i["text"]), ZoneType.BOILERPLATE) for i in items]
    begun = time.process_time()
    told = stories(held, like)
    seconds = time.process_time() - begun
    group = {m: n for n, s in enumerate(told.stories) for m in s.members}
    return b_cubed([i["story"] for i in items], [group[r.id] for r in held]), told.compared, seconds


def _address(text: str) -> int:
    """Where the line with a page's address ends, which some of the texts begin with."""
    found = re.match(r"\s*(?:https?|www)\b.*\n", text)
    return found.end() if found else 0


def same_story(items: list[Item]) -> Iterator[str]:
    """What is reached on stories."""
    yield "| stories (ECB+) | likeness | B³ P | R | F1 | pairs compared | seconds |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    parts = [[i for i in items if i["topic"] in half] for half in halves(i["topic"] for i in items)]
    for number, (tuned, measured) in enumerate((parts, parts[::-1]), 1):
        best = max(LIKENESS, key=lambda like: grouped(tuned, like)[0][2])
        yield _told(f"topics {number} set on the others", best, measured)
    yield _told("all, with what is shipped", LIKE, items)


def _told(name: str, like: float, items: Sequence[Item]) -> str:
    figures, compared, seconds = grouped(items, like)
    return f"| {name} | {like} | {' | '.join(f'{f:.3f}' for f in figures)} | {compared:,} | {seconds:.1f} |"


def section() -> Iterator[str]:
    """The section, with what is left out because it is not there."""
    yield "A threshold is set on half of the origins or topics and measured on the other half, both ways round."
    for name, measured in (("neardup_wikinews.json", near_duplicates), ("ecbplus_docs.json", same_story)):
        path = SHARED / "bench" / name
        yield ""
        if path.is_file():
            yield from measured(json.loads(path.read_text("utf-8")))
        else:
            yield f"Left out, because it is not there: {name}."


def main() -> int:
    """Measure, and write or print."""
    if not there():
        return 2
    lines = list(section())
    print("\n".join(lines)) if "--print" in sys.argv[1:] else results.put("Copies and stories", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
