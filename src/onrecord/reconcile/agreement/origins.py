"""Whose word an entry is, and whether two go back to one: a false second source is the worst fault of a tracker.

Two tellings are of one origin where they share a publisher, a wire credit, a text that was copied, the words of their
sentence, or anybody in the chain of who says it. A publisher that is not on record cannot be told from others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from onrecord.model import Attribution, Entry, Judgement, Revision, Verdict, joined
from onrecord.reconcile.agreement.prose import plain_words, sentence
from onrecord.reconcile.families import House
from onrecord.reconcile.names import Naming, plain

T = TypeVar("T")

COPIED = 7
"""Words on end that the sentences of two articles share by no chance."""
SPOKEN = re.compile(r"\b(?:spokes(?:man|woman|person|people)|speaker)\b(?: (?:for|of))?(?: the)?", re.IGNORECASE)
ANYBODY = frozenset({"unspecified", "it", "they", "he", "she"})
PUBLISHERS = 1 << 15
"""Texts of which the publisher is kept at hand."""
UNKNOWN = "publisher not on record"


@dataclass(frozen=True, slots=True)
class Whence:
    """Where an entry stands: its text, and the piece that it is a text of.

    `publisher` is who prints it or who owns that, `wire` the agency that it credits, each as names are compared;
    `copied` is the least of the texts that it is copied of or to. None where unknown, or none.
    """

    revision: str
    article: str
    publisher: str | None = None
    wire: str | None = None
    copied: str | None = None

    def roots(self, words: str, speakers: Iterable[str]) -> frozenset[str]:
        """All that a sentence of it goes back to, with those whose word it is."""
        run = plain_words(words)
        found = {
            f"publisher {self.publisher or UNKNOWN}",
            f"article {self.article}",
            *(f"publisher {self.wire}" for _ in [0] if self.wire),
            *(f"copy {self.copied}" for _ in [0] if self.copied),
            *(f"words {' '.join(run[n : n + COPIED])}" for n in range(len(run) - COPIED + 1)),
            *(f"said by {name}" for name in speakers),
        }
        return frozenset(found)


@dataclass
class Origins:
    """What the entries of a record go back to.

    `revision` brings a text, None where it does not stand; `group` tells the least of the texts that one is copied of
    or to, None where it stands alone; `house` the group that owns a text's publisher.
    """

    names: Naming
    revision: Callable[[str], Revision | None]
    group: Callable[[str], str | None]
    house: House | None = None

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        judgements: Iterable[Judgement],
        revisions: Iterable[Revision],
        names: Naming,
        house: House | None = None,
    ) -> Origins:
        """Gather the texts that judgements call copies; `house` tells the group that owns a text's publisher."""
        held = {r.id: r for r in revisions}
        rests = {e.id: e.revision for e in entries}
        pairs = ((rests.get(j.a, j.a), rests.get(j.b, j.b)) for j in judgements if j.verdict is Verdict.COPIES)
        groups = {name: min(group) for name, group in joined(pairs).items()}
        return cls(names, held.get, groups.get, house)

    def __post_init__(self) -> None:
        """Keep at hand who publishes what."""
        self._publisher = lru_cache(PUBLISHERS)(self._publishes)

    def publisher(self, entry: Entry) -> str | None:
        """The publisher's name as it is compared, or that of the group that owns it."""
        return self._publisher(entry.revision)

    def _publishes(self, identity: str) -> str | None:
        revision = self.revision(identity)
        if revision is None or revision.publisher is None:
            return None
        return plain((self.house(revision) if self.house else None) or revision.publisher.value)

    def article(self, entry: Entry) -> str:
        """The piece that an entry's text is a text of."""
        revision = self.revision(entry.revision)
        return revision.article if revision else entry.revision

    def around(self, entry: Entry) -> str:
        """The sentence of an entry's words."""
        start, end = self.span(entry)
        revision = self.revision(entry.revision)
        return revision.text[start:end] if revision else " ".join(a.exact for a in entry.anchors)

    def span(self, entry: Entry) -> tuple[int, int]:
        """Where the sentence of an entry's words stands."""
        revision = self.revision(entry.revision)
        first, last = min(a.start for a in entry.anchors), max(a.end for a in entry.anchors)
        return sentence(revision.text, first, last) if revision else (first, last)

    def speakers(self, entry: Entry) -> frozenset[str]:
        """Everybody whose word it is, by the key of their names and of the bodies that they speak for."""
        told = {h.name for h in entry.attributed_to}
        if isinstance(entry.body, Attribution) and entry.body.source:
            source = entry.body.source
            told |= {source.name or "", source.affiliation or ""}
            if source.role and SPOKEN.search(source.role):
                told.add(SPOKEN.sub(" ", source.role))
        found = {self.speaker(entry.revision, name) for name in told}
        return frozenset(found - {""} - ANYBODY)

    def speaker(self, revision: str, name: str) -> str:
        """The key of somebody's name; what has no name of its own ("defence ministry") goes by its last word."""
        key = self.names.key(revision, name)
        if key is None and not any(c.isupper() for c in name):
            key = (plain(name).split() or [""])[-1]
        return key or plain(name)

    def whence(self, entry: Entry) -> Whence:
        """Where an entry stands."""
        revision = self.revision(entry.revision)
        wire = plain(revision.wire.value) if revision and revision.wire else None
        held = (self.publisher(entry), wire, self.group(entry.revision))
        return Whence(entry.revision, self.article(entry), *held)

    def roots(self, entry: Entry) -> frozenset[str]:
        """All that an entry goes back to."""
        return self.whence(entry).roots(self.around(entry), self.speakers(entry))


def parted(held: Iterable[tuple[T, frozenset[str]]]) -> list[list[T]]:
    """Tellings by origin: those that share a root, straight or through others, are of one.

    Those of no known publisher join the first, as nobody can tell that they are not of it.
    """
    groups: list[tuple[set[str], list[T]]] = []
    for telling, roots in held:
        mine: tuple[set[str], list[T]] = (set(roots), [telling])
        touched = [g for g in groups if g[0] & roots]
        for group in touched:
            mine = (mine[0] | group[0], group[1] + mine[1])
        groups = [g for g in groups if g not in touched] + [mine]
    unknown = [g for g in groups if f"publisher {UNKNOWN}" in g[0]]
    known = [g for g in groups if g not in unknown]
    if known and unknown:
        known[0] = (known[0][0], known[0][1] + [e for g in unknown for e in g[1]])
    return [g[1] for g in known or unknown]
