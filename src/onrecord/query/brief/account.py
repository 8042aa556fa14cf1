"""What the parts of a backgrounder share: the view and its day, the sentences of articles, and what is told already."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from onrecord.model import Attribution, Entry, Factuality, Figure, Revision, Verdict
from onrecord.packs import lexicon
from onrecord.query.brief import prose
from onrecord.query.conflicts import Conflict
from onrecord.query.days import has_begun
from onrecord.query.known import MONTH
from onrecord.query.strength import Strength
from onrecord.query.subjects import Subjects
from onrecord.query.view import View
from onrecord.reconcile import Line, lines

LONGEST, SHORTEST = 320, 25
"""Characters of an article's sentence that is quoted whole, at most and at least."""
SHARED = 0.3
"""The part of the articles that bear a word which the story is about."""
ALIKE = 0.6
"""The share of the words of the shorter that two sentences have in common which tell one thing twice."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a backgrounder, and the entries that it rests on: at least one."""

    text: str
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        """Refuse a sentence that rests on nothing."""
        if not self.entries:
            message = f"a sentence rests on an entry: {self.text}"
            raise ValueError(message)


@dataclass
class Account:
    """A view on a day, as it is being told."""

    view: View
    day: date
    quarrels: tuple[Conflict, ...] = ()
    told: set[str] = field(default_factory=set)
    cited: set[str] = field(default_factory=set)
    _quoted: list[frozenset[str]] = field(default_factory=list)
    _lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    _sentences: dict[str, str | None] = field(default_factory=dict)

    @cached_property
    def subjects(self) -> Subjects:
        """Whom the record follows."""
        return Subjects(self.view)

    @cached_property
    def strength(self) -> Strength:
        """Their figures."""
        return Strength(self.view, self.subjects, self.day)

    @cached_property
    def copied(self) -> frozenset[str]:
        """The entries that stand in others' words."""
        return frozenset(j.a for j in self.view.judgements if j.verdict is Verdict.COPIES)

    def house(self, entry: Entry) -> str:
        """Who prints an entry, sites of one group as one."""
        return self.view.houses.get(entry.revision) or prose.publisher(self.view, entry) or entry.revision

    def independent(self, entries: Iterable[Entry]) -> int:
        """How many houses tell something in words that are no copy."""
        held = tuple(entries)
        return max(1, len({self.house(e) for e in held if e.id not in self.copied}))

    def has_come(self, entry: Entry) -> bool:
        """Whether what an entry tells can have been so by the day."""
        return has_begun(entry, self.day)

    def is_denied(self, entry: Entry) -> bool:
        """Whether what an entry tells stands in words that deny, ask or hope for it."""
        return self.strength.is_denied(getattr(entry.body, "within", None))

    @cached_property
    def of_revision(self) -> dict[str, list[Entry]]:
        """The entries of each text."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.view.entries:
            found[entry.revision].append(entry)
        return found

    @cached_property
    def first_day(self) -> date:
        """The first day on which an article may have appeared that is dated to a month; the day itself without one."""
        held = (r.published.interval for r in self.view.revisions if r.published)
        dated = (w.start for w in held if w.start and w.end and w.end - w.start <= MONTH)
        return min(dated, default=self.day)

    @cached_property
    def contested(self) -> frozenset[tuple[str, int]]:
        """The sentences that hold a side of a conflict: they are told beside the other side, or not at all."""
        held = (e for c in self.quarrels for e in c.sides)
        return frozenset((e.revision, line.start) for e in held if (line := self.line(e)))

    def is_contested(self, entry: Entry) -> bool:
        """Whether an entry stands in such a sentence."""
        line = self.line(entry)
        return line is not None and (entry.revision, line.start) in self.contested

    # --- the article's sentences

    def lines(self, revision: Revision) -> tuple[Line, ...]:
        """The sentences of an article's body."""
        if revision.id not in self._lines:
            self._lines[revision.id] = lines(revision)
        return self._lines[revision.id]

    def line(self, entry: Entry) -> Line | None:
        """The sentence in which all the words of an entry stand; None where they run over several, or a heading."""
        first, last = min(a.start for a in entry.anchors), max(a.end for a in entry.anchors)
        held = self.lines(self.view.revision[entry.revision])
        at = bisect_right(held, first, key=lambda n: n.start) - 1
        return held[at] if at >= 0 and first < held[at].end and last <= held[at].end else None

    def sentence(self, entry: Entry) -> str | None:
        """That sentence as printed, without a dateline; None where it is too long or short, or a half of a quotation.

        What only points back ("It", "That account") is told by nobody who reads it alone: it is left out too.
        """
        if entry.id not in self._sentences:
            line = self.line(entry)
            self._sentences[entry.id] = self.printed(self.view.revision[entry.revision], line) if line else None
        return self._sentences[entry.id]

    def printed(self, revision: Revision, line: Line) -> str | None:
        """A sentence of an article by itself; see `sentence`."""
        words = prose.without_dateline(" ".join(revision.text[line.start : line.end].split())).strip()
        whole = words.count("“") == words.count("”") and words.count('"') % 2 == 0
        fit = (
            SHORTEST <= len(words) <= LONGEST
            and words[-1:] in '.!?”"’'
            and bool(OPENS.match(words))
            and "|" not in words
        )
        return words if whole and fit and not POINTS.match(words) else None

    def is_main(self, entry: Entry) -> bool:
        """Whether an entry's first words stand in a main clause of their sentence, or of a statement in it.

        Told in a clause that hangs on another, a happening gives a sentence a day that its own news may not be of.
        """
        line = self.line(entry)
        if line is None:
            return False
        text, at = self.view.revision[entry.revision].text, entry.anchors[0].start
        within = self.view.by_id.get(getattr(entry.body, "within", None) or "")
        said = [a.start for a in within.anchors if line.start <= a.start <= at] if within else []
        _, comma, clause = text[max(line.start, *said, 0) : at].rpartition(",")
        words = WORD.findall(clause.casefold())
        return not set(lexicon("brief")["subordinators"]) & set(words[1:] if said and not comma else words)

    @cached_property
    def _matter(self) -> frozenset[str]:
        """The words that many of the articles bear: what the story is about."""
        found: Counter[str] = Counter()
        for revision in self.view.revisions:
            found.update({w for w in WORD.findall(revision.text.casefold()) if len(w) > len("the")} - SMALL)
        least = max(2, len(self.view.revisions) * SHARED)
        return frozenset(w for w, many in found.items() if many >= least)

    def subject_matter(self, words: str) -> frozenset[str]:
        """Of some words, those that the story is about."""
        return self._matter & frozenset(WORD.findall(words.casefold()))

    # --- what is told already

    def take(self, words: str, entries: Iterable[Entry]) -> bool:
        """Whether words tell nothing that is told already; they are told then."""
        held = [e.id for e in entries]
        alike = {i for each in held for i in self.view.told_alike.get(each, {each})}
        own = frozenset(WORD.findall(words.casefold())) - SMALL
        if alike & self.told or any(_alike(own, other) for other in self._quoted):
            return False
        self.told |= alike
        self._quoted.append(own)
        return True

    def tell(self, text: str, entries: Iterable[Entry]) -> Sentence:
        """A sentence; what it rests on counts as cited."""
        cited = tuple(dict.fromkeys(entries))
        self.cited |= {e.id for e in cited}
        return Sentence(text, cited)

    def figures(self) -> Iterator[tuple[Entry, Figure]]:
        """The figures that tell of what has come, and that no words around them deny."""
        for entry, figure in self.view.figures:
            source = entry.attributed_to[-1].name if entry.attributed_to else ""
            if self.has_come(entry) and not self.is_denied(entry) and not prose.is_pointing(source):
                yield entry, figure

    def asserted(self) -> Iterator[tuple[Entry, Attribution]]:
        """What has been said as so."""
        for entry, said in self.view.statements:
            if self.has_come(entry) and said.factuality is Factuality.ASSERTED:
                yield entry, said


OPENS = re.compile(r"[“‘\"']?\w")
WORD = re.compile(r"\w+")
SMALL = frozenset(lexicon("english")["words"])
POINTS = re.compile(rf"[“‘\"']?(?:\w+ of them|{'|'.join(lexicon('brief')['pointers'])})\b")
"""What a sentence begins with that points to one before it."""


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) / shorter > ALIKE
