"""Which articles tell the same story: what may be compared, and what tells the same event many times.

Words, and words in pairs, weighted by how rare they are among the articles (TF-IDF), names and numbers above other
words, since stories of one kind differ in little else; grouped by the average likeness of all pairs between two groups.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Interval, Revision, ZoneType

LIKE = 0.2
"""The average likeness of the articles of one story; `benchmarks/copies.py` sets it on half of ECB+'s topics."""
NAME, NUMBER, PAIR = 3.0, 2.0, 0.5
"""What a name, a number and two words on end count, where any other word counts 1."""
EVERYWHERE = 0.5
"""The share of articles from which on a word tells nothing."""
TELLING, SHARED = 24, 2
"""Of each article's weightiest words, those by which others are found, and how many of them two must share."""
DAYS = 10
"""Days that may lie between two articles which are compared."""

_WORD = re.compile(r"[^\W\d_][\w'’]*|\d+")
_SENTENCE = re.compile(r"[.!?:]['\"”’)]*\s|\n|[“\"]|``")

Counts = dict[str, float]
Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell the same story: revisions by id, in the order of the ids."""

    members: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """The stories among some revisions, each in one; `compared` counts the pairs that were looked at."""

    stories: tuple[Story, ...]
    compared: int


def stories(revisions: Iterable[Revision], like: float = LIKE) -> Told:
    """The stories that revisions tell. They depend on the revisions alone, not on their order.

    Compared are articles that share some of their weightiest words and, where both days are known, appeared within
    DAYS of each other.
    """
    held = {r.id: r for r in sorted(revisions, key=lambda r: r.id)}
    names = list(held)
    vectors = _vectors([_counts(held[n]) for n in names])
    days = [_days(held[n]) for n in names]
    pairs = list(_candidates(vectors, days))
    likeness = {(a, b): _dot(vectors[a], vectors[b]) for a, b in pairs}
    groups = grouped(len(names), likeness, like)
    return Told(tuple(Story(tuple(names[n] for n in group)) for group in groups), len(pairs))


def _counts(revision: Revision) -> Counts:
    """The words of a title and body, names and numbers above the rest, and the pairs of words on end."""
    found: Counts = defaultdict(float)
    for zone in revision.zones:
        if zone.type in {ZoneType.TITLE, ZoneType.BODY}:
            for sentence in _SENTENCE.split(revision.text[zone.start : zone.end]):
                _count(_WORD.findall(sentence), found)
    return found


def _count(words: list[str], found: Counts) -> None:
    lower = [w.casefold() for w in words]
    for at, (word, plain) in enumerate(zip(words, lower, strict=True)):
        found[plain] += NUMBER if word[0].isdigit() else NAME if at and word[0].isupper() else 1
    for one, other in pairwise(lower):
        found[f"{one} {other}"] += PAIR


def _vectors(counts: list[Counts]) -> list[Vector]:
    """TF-IDF, of length one; what stands in one article alone, or in half of many, is left out."""
    total = len(counts)
    held = Counter(word for c in counts for word in c)
    most = max(EVERYWHERE * total, 2)
    return [_unit({w: _weight(n, held[w], total) for w, n in c.items() if 1 < held[w] <= most}) for c in counts]


def _weight(count: float, held: int, total: int) -> float:
    return max(1 + math.log(count), 0.0) * math.log((1 + total) / (1 + held))


def _unit(vector: dict[str, float]) -> Vector:
    length = math.sqrt(sum(v * v for v in vector.values())) or 1.0
    return {w: v / length for w, v in vector.items() if v}


def _dot(a: Vector, b: Vector) -> float:
    small, large = sorted((a, b), key=len)
    return math.fsum(v * large[w] for w, v in small.items() if w in large)


def _days(revision: Revision) -> Interval | None:
    held = revision.published.interval if revision.published else None
    return held if held and held.start and held.end and (held.end - held.start).days <= DAYS else None


def _candidates(vectors: list[Vector], days: list[Interval | None]) -> Iterator[tuple[int, int]]:
    """Pairs of articles that share some of their weightiest words, in order, each once."""
    telling = [heapq.nsmallest(TELLING, v, key=lambda w: (-v[w], w)) for v in vectors]
    having: dict[str, list[int]] = defaultdict(list)
    for number, chosen in enumerate(telling):
        earlier = Counter(n for w in chosen for n in having[w])
        yield from ((n, number) for n in sorted(earlier) if earlier[n] >= SHARED and _near(days[n], days[number]))
        for word in chosen:
            having[word].append(number)


def _near(a: Interval | None, b: Interval | None) -> bool:
    if not (a and b and a.start and a.end and b.start and b.end):
        return True
    return (max(a.start, b.start) - min(a.end, b.end)).days < DAYS


def grouped(count: int, likeness: Mapping[tuple[int, int], float], like: float) -> list[list[int]]:
    """Things in groups by average linkage; those that were not compared are not alike.

    The two groups that are most alike on average become one, again and again, while they are alike enough.
    """
    members = {n: [n] for n in range(count)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    heap: list[tuple[float, int, int, int, int]] = []
    for (a, b), value in likeness.items():
        sums[a][b] = sums[b][a] = value
        heapq.heappush(heap, (-value, a, b, 1, 1))
    while heap:
        value, a, b, size_a, size_b = heapq.heappop(heap)
        if -value < like:
            break
        if len(members.get(a, ())) != size_a or len(members.get(b, ())) != size_b:
            continue
        members[a] += members.pop(b)
        for other in _merged(sums, a, b):
            first, second = sorted((a, other))
            mean = sums[a][other] / (len(members[a]) * len(members[other]))
            heapq.heappush(heap, (-mean, first, second, len(members[first]), len(members[second])))
    return [sorted(members[n]) for n in sorted(members)]


def _merged(sums: dict[int, dict[int, float]], a: int, b: int) -> Iterable[int]:
    """Make what `b` has in common with others `a`'s; gives those others."""
    for other, value in sums.pop(b).items():
        del sums[other][b]
        if other != a:
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + value
    return list(sums[a])
