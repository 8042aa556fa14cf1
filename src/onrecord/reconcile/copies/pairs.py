"""Pairs of texts that share words: each is compared once, and again only where one of the two has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model import digest
from onrecord.model.memory import Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.copies.furniture import site
from onrecord.reconcile.copies.index import Index, fingerprints
from onrecord.reconcile.copies.relations import Found, Rank, compared, rank
from onrecord.reconcile.copies.texts import Library, Turned

STAGE = "copy pair"


@dataclass(frozen=True, slots=True)
class Pair:
    """What is remembered of two texts that share words, `a` before `b`."""

    a: str
    b: str
    one_story: bool
    one_site: bool
    strength: tuple[bool, float, float]
    rank: Rank

    @property
    def part(self) -> str:
        """Its id."""
        return digest(STAGE, self.a, self.b)

    @property
    def note(self) -> str:
        """As it is written down."""
        return notes.written([self.a, self.b, self.one_story, self.one_site, self.strength, self.rank])

    @classmethod
    def of(cls, note: str) -> Pair:
        """As it was written down."""
        a, b, one_story, one_site, (edited, share, opening), (last, first, credit, length, name) = notes.read(note)
        return cls(a, b, one_story, one_site, (edited, share, opening), (last, first, credit, length, name))

    @classmethod
    def found(cls, found: Found) -> Pair:
        """What is remembered of what was found."""
        first, second = found.a.revision, found.b.revision
        where = site(first)
        one_site = where is not None and where == site(second)
        return cls(first.id, second.id, found.one_story, one_site, found.strength, rank(found.a))


def before(memory: Memory, revision: str) -> list[Pair]:
    """The pairs of a text with those before it."""
    return _pairs(memory, revision, 1)


def after(memory: Memory, revision: str) -> list[Pair]:
    """The pairs of a text with those after it."""
    return _pairs(memory, revision, 0)


def _pairs(memory: Memory, revision: str, side: int) -> list[Pair]:
    held = (memory.note(STAGE, part) for part in memory.parts(number(("copy pairs of", revision)), side))
    return [Pair.of(note) for note in held if note is not None]


def found_again(library: Library, a: str, b: str) -> Found:
    """All that two texts of a pair, `a` before `b`, have in common, which is not remembered."""
    found = compared(library.text(a), library.text(b))
    if found is None:
        raise LookupError(a, b)
    return found


@dataclass
class Pairing:
    """Compares what changed with what it touches. Pairs are remembered in `kept`, else where texts are."""

    library: Library
    turned: Turned
    kept: Memory | None = None
    compared: int = 0

    def __post_init__(self) -> None:
        """Begin."""
        self._memory = self.kept or self.library.memory
        self._index = Index(memory=self._memory)
        self.touched: set[str] = set()

    def done(self) -> set[str]:
        """Bring the pairs up to date; gives the texts of which a pair with one before them changed."""
        turned = self.turned.all
        for revision in turned:
            for pair in (*before(self._memory, revision), *after(self._memory, revision)):
                self._drop(pair)
        for revision in sorted(turned):
            self._index_again(revision)
        near, alike = set(self._near(turned)), set(self._alike(turned))
        self.compared = len(near)
        for a, b in sorted(near | alike):
            self.compare(a, b)
        self._part(turned)
        return self.touched

    def _index_again(self, revision: str) -> None:
        if self._is_first(revision):
            self._index.put(revision, fingerprints(self.library.text(revision).words))
        else:
            self._index.drop(revision)

    def _is_first(self, revision: str) -> bool:
        kept = self.library.kept(revision)
        return kept is not None and bool(kept.words) and self.library.first(kept.words) == revision

    def _near(self, turned: set[str]) -> Iterator[tuple[str, str]]:
        for revision in sorted(turned):
            if self._is_first(revision):
                yield from (_ordered(revision, other) for other in self._index.near(revision))
        yield from self._index.met()

    def _alike(self, turned: set[str]) -> Iterator[tuple[str, str]]:
        """The first of some texts with the same words, with each of the others."""
        for revision in sorted(turned):
            kept = self.library.kept(revision)
            first = self.library.first(kept.words) if kept else None
            if kept and first is not None:
                others = self.library.alike(kept.words) if first == revision else [revision]
                yield from (_ordered(first, other) for other in others if other != first)

    def _part(self, turned: set[str]) -> None:
        """Take apart what was compared by fingerprints that too many have by now."""
        for revision in set(self._index.parted()) - turned:
            for pair in (*before(self._memory, revision), *after(self._memory, revision)):
                if not self._index.is_near(pair.a, pair.b):
                    self._drop(pair)

    def compare(self, a: str, b: str) -> None:
        """Compare two texts, and remember what they have in common."""
        one, other = sorted((self.library.text(a), self.library.text(b)), key=rank)
        found = compared(one, other)
        pair = Pair.found(found) if found else None
        # What a site repeats of its own in stories of two kinds is told nowhere: it is one voice anyway.
        if pair and (pair.one_story or not pair.one_site):
            keys = [(("copy pairs of", pair.a), 0), (("copy pairs of", pair.b), 1)]
            self._memory.put(STAGE, pair.part, keys, pair.note)
            self.touched.add(pair.b)

    def _drop(self, pair: Pair) -> None:
        self._memory.drop(STAGE, pair.part)
        self.touched.add(pair.b)


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def closest(pairs: Iterable[Pair]) -> Pair | None:
    """Of the pairs of one text with others before it, the one that are closest; of equals, with the first of all."""
    return min(pairs, key=lambda p: (*(-s for s in p.strength), p.rank), default=None)
