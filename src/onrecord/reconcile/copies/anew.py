"""All texts of a record that knows nothing of copies yet: who meets whom is found by putting posts in order.

It leaves in the memory what bringing them up to date one after the other leaves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from onrecord.model import Revision
from onrecord.model.memory import BLOCKS
from onrecord.reconcile.copies import furniture
from onrecord.reconcile.copies import index as inverted
from onrecord.reconcile.copies.furniture import Pages, page
from onrecord.reconcile.copies.index import Index, fingerprints
from onrecord.reconcile.copies.pairs import Pairing
from onrecord.reconcile.copies.relations import Rank
from onrecord.reconcile.copies.texts import Library, Turned, keep_first, keep_print, kept_of
from onrecord.reconcile.copies.words import Words, among
from onrecord.reconcile.heap import Heap, Numbers, combined, groups, often


class Anew:
    """Texts that are taken in all at once, and what comes of it."""

    def __init__(self, library: Library) -> None:
        """Begin with an empty memory, as far as copies go."""
        self._library, self._memory = library, library.memory
        self._ranks: dict[str, Rank] = {}
        self._alike: dict[str, list[str]] = defaultdict(list)
        self._site, self._inverted = Pages(self._memory), Index(memory=self._memory)
        self._furniture = np.zeros(0, dtype=np.int64)
        self.compared = 0

    def done(self, revisions: Iterable[str]) -> set[str]:
        """Take in some revisions, each once; gives the texts of which a pair with one before them was found."""
        pairing = Pairing(self._library, Turned())
        for one, other in self.met(revisions):
            compare(pairing, one, other)
        return pairing.touched

    def met(self, revisions: Iterable[str]) -> Iterator[tuple[Numbers, Numbers]]:
        """Take in some revisions, each once; gives each two texts that are to be compared, by their numbers."""
        article_of = self._printed(revisions)
        furnished = self._furnished(article_of)
        for revision, article in article_of.items():
            self._keep(revision, again=self._memory.serial(article) in furnished)
        firsts = {min(alike, key=self._ranks.__getitem__): alike for same, alike in self._alike.items() if same}
        yield self._alike_pairs(firsts)
        for one, other in self._near(r for r in article_of if r in firsts):
            self.compared += len(one)
            yield one, other

    def _alike_pairs(self, firsts: Mapping[str, Iterable[str]]) -> tuple[Numbers, Numbers]:
        """The first of some texts with the same words, with each of the others."""
        pairs = []
        for name, alike in firsts.items():
            keep_first(self._library, name)
            for other in alike:
                if other != name:
                    pairs.append(sorted((self._memory.serial(name), self._memory.serial(other))))
                    self._inverted.write(other, ())
        both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def _printed(self, revisions: Iterable[str]) -> dict[str, str]:
        """Note the revisions that stand, in order; gives the article that each is a text of."""
        article_of = {}
        for name in revisions:
            revision = self._library.revision(name)
            if revision is not None:
                keep_print(self._library, revision)
                article_of[name] = page(revision)
        return article_of

    def _furnished(self, article_of: Mapping[str, str]) -> set[int]:
        """Post the stretches of each article; gives the articles, by number, that have what a site repeats."""
        found: set[int] = set()
        texts: dict[str, list[str]] = defaultdict(list)
        for revision, article in article_of.items():
            texts[article].append(revision)
        with Heap(BLOCKS) as stretches:
            for article, its in texts.items():
                blocks = self._site.keep(article, map(self._whole, its))
                stretches.extend(np.array(blocks, dtype=np.int64), np.full(len(blocks), self._memory.serial(article)))
                for revision in its:
                    self._library.keep(revision, kept_of(self._library, revision, ()))
                    self._index(revision)
            repeated = []
            for stretch, who in stretches.runs():
                self._memory.lay(stretch, who)
                starts, sizes = groups(stretch)
                often_told = sizes >= furniture.REPEATED
                repeated.append(stretch[starts[often_told]])
                found.update(who[np.repeat(often_told, sizes)].tolist())
            self._furniture = np.concatenate([self._furniture, *repeated])
        return found

    def _repeated(self, blocks: list[int]) -> set[int]:
        """Which of some stretches are furniture."""
        asked = np.array(blocks, dtype=np.int64)
        return set(asked[among(asked, self._furniture)].tolist())

    def _keep(self, revision: str, *, again: bool) -> None:
        """Keep a text, once more without its site's furniture where it has some."""
        kept = self._library.kept(revision)
        if again:
            now = kept_of(self._library, revision, furniture.cut(*self._whole(revision), self._repeated))
            if now != kept:
                self._library.keep(revision, now)
                self._index(revision)
                kept = now
        if kept:
            self._ranks[revision] = kept.rank
            self._alike[kept.words].append(revision)

    def _whole(self, revision: str) -> tuple[Revision, Words]:
        text = self._library.without(revision, ())
        return text.revision, text.words

    def _index(self, revision: str) -> None:
        """Write down the fingerprints of a text."""
        self._inverted.write(revision, fingerprints(self._library.text(revision).words))

    def _near(self, firsts: Iterable[str]) -> Iterator[tuple[Numbers, Numbers]]:
        """Post the fingerprints of texts that are the first of their words; gives each two that are to be compared."""
        many: dict[int, int] = {}
        with Heap(BLOCKS) as prints:
            for name in firsts:
                blocks, who = self._inverted.written(name), self._memory.serial(name)
                many[who] = len(blocks)
                each = ~who if len(blocks) == 1 else who
                prints.extend(np.array(blocks, dtype=np.int64), np.full(len(blocks), each))
            with Heap(max(many, default=0) + 1) as met:
                alone = self._meet(prints, met)
                sizes = np.zeros(max(many, default=0) + 1, dtype=np.int64)
                sizes[list(many)] = list(many.values())
                single = np.array(sorted(alone), dtype=np.int64).reshape(-1, 2)
                yield single[:, 0], single[:, 1]
                for one, other, times in often(met):
                    fewest = np.minimum(sizes[one], sizes[other])
                    enough = (times >= np.minimum(inverted.LEAST, fewest)) & (fewest < inverted.LONG)
                    near = (times >= inverted.MORE) | enough
                    # Those before are few in a run, and stay at hand; each of the others is then brought once.
                    beside = np.lexsort((one[near], other[near]))
                    yield one[near][beside], other[near][beside]

    def _meet(self, prints: Heap, met: Heap) -> set[tuple[int, int]]:
        """Post; gather who share a fingerprint that is not too common, and give the pairs of one that has no other."""
        alone: set[tuple[int, int]] = set()
        for blocks, who in prints.runs():
            self._memory.lay(blocks, who)
            starts, sizes = groups(blocks)
            few = (sizes > 1) & (sizes <= inverted.COMMON)
            at, beside = combined(starts[few], sizes[few])
            single = (who[at] < 0) | (who[beside] < 0)
            one, other = (_number(who[places]) for places in (at, beside))
            alone.update(zip(one[single].tolist(), other[single].tolist(), strict=True))
            met.extend(np.minimum(one, other)[~single], np.maximum(one, other)[~single])
        return alone


def compare(pairing: Pairing, one: Numbers, other: Numbers) -> None:
    """Compare texts, each with one, by their numbers."""
    named = pairing.library.memory.named
    for a, b in zip(one.tolist(), other.tolist(), strict=True):
        pairing.compare(named(a), named(b))


def _number(who: Numbers) -> Numbers:
    found: Numbers = np.where(who < 0, ~who, who)
    return found
