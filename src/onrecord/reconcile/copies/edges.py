"""Which entries of a copy copy which of the text before it, kept up to date with what changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cachetools import LRUCache, cached

from onrecord.model import Judgement, Verdict, digest
from onrecord.model.memory import Memory, number
from onrecord.reconcile import notes
from onrecord.reconcile.copies.groups import regrouped
from onrecord.reconcile.copies.judgements import BY, JUDGED, Placed, of_copy
from onrecord.reconcile.copies.pairs import found_again
from onrecord.reconcile.copies.paths import Paths
from onrecord.reconcile.copies.relations import told
from onrecord.reconcile.copies.texts import Library
from onrecord.reconcile.copies.trace import traced
from onrecord.reconcile.desk import Changes, Desk

STAGE = "copy edge"
AT_ONCE, PLACED = 500, 1 << 14
"""Copies that are told together, and entries that are kept at hand by their places, text by text."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What is remembered of a copy and the text that it is of: the pairs of entries, all judged for one reason."""

    copy: str
    origin: str
    reason: str = ""
    score: float = 0.0
    entries: tuple[tuple[str, str], ...] = ()

    @property
    def part(self) -> str:
        """Its id."""
        return digest(STAGE, self.copy, self.origin)

    @property
    def note(self) -> str:
        """As it is written down."""
        return notes.written([self.copy, self.origin, self.reason, self.score, self.entries])

    @property
    def judgements(self) -> dict[str, Judgement]:
        """What is judged of it, by id."""
        found = (Judgement(Verdict.COPIES, a, b, self.reason, self.score, BY) for a, b in self.entries)
        return {j.id: j for j in found}

    @classmethod
    def of(cls, note: str) -> Edge:
        """As it was written down."""
        copy, origin, reason, score, entries = notes.read(note)
        return cls(copy, origin, reason, score, tuple((a, b) for a, b in entries))


def anew(desk: Desk, memory: Memory, revisions: Sequence[str]) -> Iterator[Changes]:
    """The changes of one `update` of all revisions, bit by bit; the memory has nothing yet.

    Texts are compared in the order in which they are given: what is copied stands near it in time, and is at hand.
    """
    with Library(desk, memory) as library:
        found = traced(library, revisions).copies
        edges = Edges(library)
        yield from edges.chosen([revision for revision in revisions if revision in found])
        edges.regrouped()


def update(desk: Desk, memory: Memory, dirty: Iterable[str]) -> tuple[Changes, set[str]]:
    """Bring what is remembered of copies up to date with revisions that changed, appeared or went away.

    Gives what is judged otherwise now, and the revisions whose group of copied texts is another. Both depend on what
    stands alone, not on the steps in which it was told: the first time, that is all. Those beside each other in time
    are best given beside each other.
    """
    changed = list(dict.fromkeys(dirty))
    with Library(desk, memory) as library:
        now = traced(library, changed)
        edges = Edges(library)
        edges.choose(sorted(now.copies))
        edges.tell(now.texts.union(changed))
        return edges.taken(), edges.regrouped()


class Edges:
    """The copies that are told, brought up to date."""

    def __init__(self, library: Library, pairs: Memory | None = None, kept: Memory | None = None) -> None:
        """Begin to note what changes. Pairs and edges may be remembered elsewhere than texts."""
        self._library, self._pairs, self._memory = library, pairs or library.memory, kept or library.memory
        self._changes = Changes()
        self.tied: set[tuple[str, str]] = set()
        self._untied: set[tuple[str, str]] = set()
        self._told: set[str] = set()
        self._placed = cached(LRUCache(PLACED, lambda placed: len(placed) + 1))(self._entries)

    def chosen(self, copies: Sequence[str]) -> Iterator[Changes]:
        """What changes by some copies, bit by bit."""
        for start in range(0, len(copies), AT_ONCE):
            self.choose(copies[start : start + AT_ONCE])
            yield self.taken()

    def choose(self, copies: Iterable[str]) -> None:
        """See anew what some texts are copied from, and tell what is new of it."""
        paths = Paths(self._pairs)
        for copy in copies:
            chosen = {Edge(copy, pair.a).part: pair for pair in paths.copied(copy)}
            held = set(self._memory.parts(number(("copy edges of", copy)), 1))
            for part in held - chosen.keys():
                self._put(part, None)
            for part in chosen.keys() - held:
                self._tell(part, copy, chosen[part].a)

    def tell(self, texts: Iterable[str]) -> None:
        """Tell anew of the copies that some texts, or the entries on them, are part of."""
        for text in sorted(texts):
            for edge in self._edges(text):
                if edge.part not in self._told:
                    self._tell(edge.part, edge.copy, edge.origin)

    def taken(self) -> Changes:
        """What changed since this was asked last."""
        found, self._changes = self._changes, Changes()
        return found

    def regrouped(self) -> set[str]:
        """Bring the groups up to date; gives the revisions whose group is another."""
        return regrouped(self._memory, self.tied, self._untied, self._ties)

    def _ties(self, text: str) -> Iterable[tuple[str, str]]:
        return [(e.copy, e.origin) for e in self._edges(text, 1) if e.entries]

    def _edges(self, text: str, side: int | None = None) -> list[Edge]:
        held = (self._edge(part) for part in self._memory.parts(number(("copy edges of", text)), side))
        return [e for e in held if e]

    def _edge(self, part: str) -> Edge | None:
        note = self._memory.note(STAGE, part)
        return Edge.of(note) if note is not None else None

    def _tell(self, part: str, later: str, earlier: str) -> None:
        self._told.add(part)
        copy = told(found_again(self._library, earlier, later))
        found = list(of_copy(copy, self._placed(later), self._placed(earlier)))
        pairs = tuple(sorted((j.a, j.b) for j in found))
        self._put(part, Edge(later, earlier, found[0].reason, found[0].score, pairs) if found else Edge(later, earlier))

    def _entries(self, text: str) -> Placed:
        return Placed(self._library.desk.of(text, JUDGED))

    def _put(self, part: str, edge: Edge | None) -> None:
        """Keep an edge, None for none, in place of what was kept; notes what changes by it."""
        before = self._edge(part)
        if edge is None:
            self._memory.drop(STAGE, part)
        elif before != edge:
            keys = [(("copy edges of", edge.origin), 0), (("copy edges of", edge.copy), 1)]
            self._memory.put(STAGE, part, keys, edge.note)
        was, now = before.judgements if before else {}, edge.judgements if edge else {}
        for identity in was.keys() - now.keys():
            self._changes.withdraw(identity)
        for identity, judgement in now.items():
            if was.get(identity) != judgement:
                self._changes.tell(judgement)
        if before and was and not now:
            self._untied.add((before.copy, before.origin))
        if edge and now and not was:
            self.tied.add((edge.copy, edge.origin))
