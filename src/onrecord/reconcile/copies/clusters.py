"""Texts of one origin, and the path that the words took: each text from the earlier one that it is closest to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from onrecord.model import Revision
from onrecord.reconcile.copies.furniture import site, stripped
from onrecord.reconcile.copies.index import Index, fingerprints
from onrecord.reconcile.copies.relations import Found, Text, compared, rank, told
from onrecord.reconcile.copies.values import Cluster, Reused
from onrecord.reconcile.copies.words import words

House = Callable[[Revision], str | None]
"""The group or publisher that a revision counts as."""


def publisher(revision: Revision) -> str | None:
    """The publisher itself: what a revision counts as where no groups are known."""
    return revision.publisher.value if revision.publisher else None


def reused(revisions: Iterable[Revision], house: House = publisher) -> Reused:
    """All reuse of words among revisions. It depends on them alone, not on their order.

    Only texts that share a fingerprint are compared; of texts with the same words, the first stands for all.
    """
    texts = sorted(stripped(Text(r, words(r)) for r in revisions), key=rank)
    alike = _alike(texts)
    first = {held[0].revision.id: held[0] for held in alike}
    index = Index((name, fingerprints(text.words)) for name, text in first.items())
    pairs = [tuple(sorted((first[a], first[b]), key=rank)) for a, b in index.pairs()]
    repeats = [(held[0], later) for held in alike for later in held[1:]]
    found = [f for a, b in (*pairs, *repeats) if (f := compared(a, b))]
    return _told(texts, found, len(pairs), house)


def _alike(texts: Iterable[Text]) -> list[list[Text]]:
    """Texts in groups of the same words, each in the order given; those without words are left out."""
    groups: dict[bytes, list[Text]] = defaultdict(list)
    for text in texts:
        if len(text.words):
            groups[text.words.hashes.tobytes()].append(text)
    return list(groups.values())


def _told(texts: list[Text], found: Iterable[Found], pairs: int, house: House) -> Reused:
    place = {t.revision.id: n for n, t in enumerate(texts)}
    earlier: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        earlier[each.b.revision.id].append(each)
    origin: dict[str, str] = {}
    paths: dict[str, list[Found]] = defaultdict(list)
    for name in place:
        best = max((f for f in earlier[name] if f.one_story), key=lambda f: _closeness(f, place), default=None)
        origin[name] = origin[best.a.revision.id] if best else name
        if best:
            paths[origin[name]].append(best)
    revisions = {t.revision.id: t.revision for t in texts}
    clusters = [_cluster(o, paths[o], revisions, house) for o in place if o in paths]
    across = [told(f) for name in place for f in _across(earlier[name], origin, place)]
    return Reused(tuple(clusters), tuple(c for c in across if c.passages), pairs)


def _closeness(found: Found, place: Mapping[str, int]) -> tuple[object, ...]:
    """What the nearest earlier text has most of; of equals, the first of all."""
    return (*found.strength, -place[found.a.revision.id])


def _across(earlier: Iterable[Found], origin: Mapping[str, str], place: Mapping[str, int]) -> list[Found]:
    """What a text shares with stories of other origins: with each, the text that it is closest to.

    What a site repeats of its own is left out: it is one voice anyway.
    """
    nearest: dict[str, Found] = {}
    for found in earlier:
        there = origin[found.a.revision.id]
        if there != origin[found.b.revision.id] and not _is_one_site(found):
            held = nearest.get(there)
            if held is None or _closeness(found, place) > _closeness(held, place):
                nearest[there] = found
    return [nearest[o] for o in sorted(nearest, key=lambda o: place[o])]


def _is_one_site(found: Found) -> bool:
    one = site(found.a.revision)
    return one is not None and one == site(found.b.revision)


def _cluster(origin: str, path: list[Found], revisions: Mapping[str, Revision], house: House) -> Cluster:
    members = (origin, *(f.b.revision.id for f in path))
    agencies = Counter(w.value for m in members if (w := revisions[m].wire))
    wire = min(agencies, key=lambda name: (-agencies[name], name)) if agencies else None
    houses = sorted({h for m in members if (h := house(revisions[m]))})
    return Cluster(origin, wire, members, tuple(told(f) for f in path), tuple(houses))
