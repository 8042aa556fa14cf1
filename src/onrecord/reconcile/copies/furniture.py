"""What a site prints on many of its pages: sign-up forms, blog heads, a standing paragraph on what the story is.

Zones take most of it off; what they miss shows by being repeated, and would make copies of all of a site's articles.
Told apart by long stretches: phrases of a few words come back in any site's articles, once there are enough of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence

import numpy as np

from onrecord.model import Revision, digest
from onrecord.model.memory import Memory, Posting, word
from onrecord.reconcile.copies.relations import address
from onrecord.reconcile.copies.words import Hashes, Mask, Words, hashed, share_of
from onrecord.reconcile.memory import packed, placed, unpacked
from onrecord.reconcile.waiting import Waiting

REPEATED = 4
"""Articles of one site that a stretch of words stands in before it is taken for furniture."""
STRETCH, WINDOW = 12, 8
"""Words of a stretch, and stretches of which one is kept: what is repeated over 19 words on end is always seen."""
MOST = 0.5
"""The share of a text that is repeated from which on the whole of it is: an article printed again and again."""

STAGE = "copy page"
STRETCHES = Posting(5)
"""The articles of a site that have a stretch of words."""

Cuts = tuple[tuple[int, int], ...]
"""Words of a text that are left out, by number, half-open, in order."""


def site(revision: Revision) -> str | None:
    """The publisher of a revision, else the host of its address."""
    if revision.publisher:
        return revision.publisher.value.casefold()
    return address(revision.address).partition("/")[0] if revision.address else None


def page(revision: Revision) -> str:
    """The id of the article that a revision is a text of, as furniture is counted: its texts count once."""
    return digest("page", address(revision.address)) if revision.address else revision.id


class Pages:
    """The articles of each site by the stretches of words in them."""

    def __init__(self, memory: Memory) -> None:
        """Go on from what the memory has."""
        self._memory = memory
        self._grown: Counter[int] = Counter()
        self._waiting = Waiting(memory)

    def put(self, article: str, texts: Iterable[tuple[Revision, Words]]) -> None:
        """Hold an article by all its texts; without any it is held no longer."""
        who = self._memory.serial(article)
        before, now = set(unpacked(self._memory.sheet(STAGE, article))), _of_texts(texts)
        if now != before:
            self._write(article, now)
            self._waiting.change({(b, who) for b in before - now}, {(b, who) for b in now - before})
            self._grown.update(now - before)
            self._grown.subtract(before - now)

    def keep(self, article: str, texts: Iterable[tuple[Revision, Words]]) -> list[int]:
        """Write down the blocks of an article by all its texts, and give them; they are still to be posted."""
        now = _of_texts(texts)
        self._write(article, now)
        return sorted(now)

    def _write(self, article: str, now: set[int]) -> None:
        self._memory.write(STAGE, article, packed(now) if now else None)

    def turned(self) -> set[str]:
        """The articles that have a stretch which has become furniture since the beginning, or is none any more."""
        self._waiting.post()
        grown = {block: more for block, more in self._grown.items() if more}
        sizes = dict.fromkeys((b for b, more in grown.items() if more < 0), 0)
        sizes |= self._memory.crowded(grown, 1, REPEATED + max(grown.values(), default=0))
        turned = (b for b, size in sizes.items() if (size >= REPEATED) != (size - grown[b] >= REPEATED))
        return {self._memory.named(who) for block in turned for who in self._memory.posted(block, 0)}

    def cuts(self, revision: Revision, words: Words) -> Cuts:
        """What of a text is furniture."""
        self._waiting.post()
        return cut(revision, words, lambda blocks: self._memory.crowded(set(blocks), REPEATED, REPEATED))


def cut(revision: Revision, words: Words, repeated: Callable[[list[int]], Container[int]]) -> Cuts:
    """What of a text is furniture, by which of some blocks of stretches are repeated."""
    places, stretches = _stretches(words)
    blocks = _blocks(site(revision), stretches)
    there = repeated(blocks)
    found: Mask = np.zeros(len(words), dtype=bool)
    for at, block in zip(places, blocks, strict=False):
        if block in there:
            found[at : at + STRETCH] = True
    return _spans(found) if found.any() and share_of(found) <= MOST else ()


def without(text: Words, cuts: Cuts) -> Words:
    """A text without some of its words."""
    if not cuts:
        return text
    kept: Mask = np.ones(len(text), dtype=bool)
    for start, end in cuts:
        kept[start:end] = False
    return Words(text.revision, text.starts[kept], text.ends[kept], text.hashes[kept], text.quoted[kept])


def _of_texts(texts: Iterable[tuple[Revision, Words]]) -> set[int]:
    return {block for revision, words in texts for block in _blocks(site(revision), _stretches(words)[1])}


def _blocks(where: str | None, stretches: Sequence[int]) -> list[int]:
    return placed(STRETCHES, [word(where)], stretches) if where is not None else []


def _stretches(text: Words) -> tuple[list[int], list[int]]:
    """Of WINDOW stretches on end the one with the least hash: where each begins, and its hash."""
    found: Hashes = hashed(text.hashes, STRETCH)
    if not len(found):
        return [], []
    view = np.lib.stride_tricks.sliding_window_view(found, min(WINDOW, len(found)))
    places = np.unique(view.argmin(axis=1) + np.arange(len(view)))
    return places.tolist(), found[places].tolist()


def _spans(mask: Mask) -> Cuts:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8))).tolist()
    return tuple(zip(edges[::2], edges[1::2], strict=True))
