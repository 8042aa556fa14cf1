"""The texts that stand, each without its site's furniture, and which have the same words: the first stands for all."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from cachetools import LRUCache, cached

from onrecord.model import Revision, digest
from onrecord.model.memory import Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.copies.furniture import Cuts, Pages, page, without
from onrecord.reconcile.copies.relations import Rank, Text, rank
from onrecord.reconcile.copies.spilled import Laid, Spilled
from onrecord.reconcile.copies.words import Words, words
from onrecord.reconcile.desk import Desk

AT_HAND, CUTS = 1 << 26, 1 << 16
"""Bytes of the texts that are kept at hand while they are compared, and texts of which it is what is left out. Those
that share most are the longest: one of 30,000 words takes 2 MB."""
A_WORD = 49
"""Bytes that are kept of each word: four numbers and two shingles, and whether it is quoted."""

PRINT, TEXT, FIRST = "copy print", "copy text", "copy first"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a text: its place in the order of all, the id of its words, and what is left out."""

    rank: Rank
    words: str
    cuts: Cuts

    @property
    def note(self) -> str:
        """As it is written down."""
        return notes.written([self.rank, self.words, self.cuts])

    @classmethod
    def of(cls, note: str) -> Kept:
        """As it was written down."""
        place, same, cuts = notes.read(note)
        last, first, credit, length, name = place
        return cls((last, first, credit, length, name), same, tuple((start, end) for start, end in cuts))


@dataclass
class Library:
    """Texts, brought when they are asked for; their words are found once, as long as it is in use, or `laid` before."""

    desk: Desk
    memory: Memory
    laid: Laid | None = None

    def __post_init__(self) -> None:
        """Keep some at hand, and the words of others aside."""
        self._spilled = self.laid or Spilled(self._found)
        self.without = cached(LRUCache(AT_HAND, _size))(self._brought)
        self._cuts: LRUCache[str, Cuts] = LRUCache(CUTS)

    def __enter__(self) -> Self:
        """Use it until the texts are no longer wanted."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of what was laid aside."""
        self._spilled.close()

    def kept(self, revision: str) -> Kept | None:
        """What is remembered of a text; None where it does not stand."""
        note = self.memory.note(TEXT, revision)
        return Kept.of(note) if note is not None else None

    def keep(self, revision: str, kept: Kept | None) -> None:
        """Remember a text; None where it stands no longer."""
        self._cuts.pop(revision, None)
        if kept is None:
            self.memory.drop(TEXT, revision)
        else:
            keys = [(("copy words", kept.words), 0)] if kept.words else []
            self.memory.put(TEXT, revision, keys, kept.note)

    def revision(self, identity: str) -> Revision | None:
        """A text with all that is known of it; None where it does not stand."""
        return self.desk.revision(identity)

    def text(self, revision: str) -> Text:
        """A text that stands, without its site's furniture."""
        cuts = self._cuts.get(revision)
        if cuts is None:
            kept = self.kept(revision)
            cuts = self._cuts[revision] = kept.cuts if kept else ()
        return self.without(revision, cuts)

    def whole(self, revision: str) -> Words:
        """All words of a text that stands."""
        return self.without(revision, ()).words

    def first(self, same: str) -> str | None:
        """Of the texts with the same words, the first."""
        return self.memory.note(FIRST, same)

    def alike(self, same: str) -> list[str]:
        """The texts with the same words, by id."""
        return self.memory.parts(number(("copy words", same))) if same else []

    def _found(self, identity: str) -> Words:
        return words(self._standing(identity))

    def _brought(self, revision: str, cuts: Cuts) -> Text:
        return Text(self._standing(revision), without(self._spilled.words(revision), cuts))

    def _standing(self, identity: str) -> Revision:
        revision = self.revision(identity)
        if revision is None:
            raise LookupError(identity)
        return revision


def _size(text: Text) -> int:
    return A_WORD * len(text.words) + sys.getsizeof(text.revision.text)


@dataclass
class Turned:
    """Texts that are new, changed or gone, and those that stand for their like now, or did."""

    texts: set[str] = field(default_factory=set)
    firsts: set[str] = field(default_factory=set)

    @property
    def all(self) -> set[str]:
        """All that are to be compared anew."""
        return self.texts | self.firsts


def settled(library: Library, dirty: Iterable[str]) -> Turned:
    """Bring the texts up to date with some revisions; gives those that changed by it."""
    changed, pages = set(), set()
    for revision in sorted(dirty):
        touched = _printed(library, revision)
        pages |= touched
        if touched:
            changed.add(revision)
    site = Pages(library.memory)
    for each in sorted(pages):
        site.put(each, ((r, library.whole(r.id)) for r in _texts_of(library, each)))
    beside = {r.id for each in site.turned() for r in _texts_of(library, each)}
    turned, sames = Turned(changed), set()
    for revision in sorted(changed | beside):
        before = library.kept(revision)
        now = _kept(library, site, revision)
        if before != now:
            turned.texts.add(revision)
        sames |= {k.words for k in (before, now) if k and revision in turned.texts}
    for same in sorted(sames - {""}):
        turned.firsts |= _first(library, same, turned.texts)
    return turned


def _printed(library: Library, identity: str) -> set[str]:
    """Note a revision as it is now; gives the articles that it was and is a text of, none where nothing changed."""
    revision, memory = library.revision(identity), library.memory
    before = memory.note(PRINT, identity)
    now = _print(revision) if revision else None
    if before == now:
        return set()
    if revision is None:
        memory.drop(PRINT, identity)
    else:
        keep_print(library, revision)
    return {notes.read(note)[0] for note in (before, now) if note}


def keep_print(library: Library, revision: Revision) -> None:
    """Note a revision as it is now."""
    library.memory.put(PRINT, revision.id, [(("copy page", page(revision)), 0)], _print(revision))


def _print(revision: Revision) -> str:
    return notes.written([page(revision), _seen(revision)])


def _seen(revision: Revision) -> str:
    """The digest of all of a revision that matters for copies, besides its text, which its id tells."""
    names = (c.value if c else None for c in (revision.title, revision.publisher, revision.wire))
    days = [str(revision.published.interval.start), str(revision.published.interval.end)] if revision.published else []
    zones = [(z.type.value, z.start, z.end) for z in revision.zones]
    return digest(revision.address, *names, days, zones)


def _texts_of(library: Library, article: str) -> Iterable[Revision]:
    held = library.memory.parts(number(("copy page", article)))
    return [r for r in map(library.revision, held) if r]


def _kept(library: Library, site: Pages, identity: str) -> Kept | None:
    """Remember a text as it is now; None where it is gone."""
    revision = library.revision(identity)
    if revision is None:
        library.keep(identity, None)
        return None
    kept = kept_of(library, identity, site.cuts(revision, library.whole(identity)))
    if library.memory.note(TEXT, identity) != kept.note:
        library.keep(identity, kept)
    return kept


def kept_of(library: Library, identity: str, cuts: Cuts) -> Kept:
    """What is to be remembered of a text that stands, without some of its words."""
    text = library.without(identity, cuts)
    return Kept(rank(text), digest("words", text.words.hashes.tobytes().hex()) if len(text.words) else "", cuts)


def keep_first(library: Library, identity: str) -> None:
    """Remember a text as the first of those with its words."""
    kept = library.kept(identity)
    if kept:
        library.memory.put(FIRST, kept.words, (), identity)


def _first(library: Library, same: str, changed: set[str]) -> set[str]:
    """See which text is the first of those with the same words; gives the one before and the one now if they differ."""
    before = library.first(same)
    held = library.alike(same)
    if before is not None and before not in changed:
        held = [before, *changed.intersection(held)]
    ranks = {kept.rank: r for r in held if (kept := library.kept(r))}
    now = ranks[min(ranks)] if ranks else None
    if now == before:
        return set()
    if now is None:
        library.memory.drop(FIRST, same)
    else:
        keep_first(library, now)
    return {r for r in (before, now) if r is not None}
