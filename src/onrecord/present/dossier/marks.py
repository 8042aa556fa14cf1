"""Marking words in place: the text stays what it was, to the character, whatever entries nest or overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from onrecord.model import Entry, Kind

OUTERMOST = {Kind.ATTRIBUTION: 0, Kind.COMMITMENT: 1, Kind.EVENT: 2, Kind.FIGURE: 3, Kind.TIMEX: 4}
"""Which of two marks on the same words stands around the other."""

NO_MARKUP_FOR = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\f\r"} | {0x7F: 0x2421}
"""Control characters cannot stand in HTML; the sign that Unicode gives each is shown, one for one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that are marked as one: `kind` is the class they bear, `rank` says which stands around the other."""

    id: str
    kind: str
    spans: tuple[tuple[int, int], ...]
    rank: int = 0

    @classmethod
    def of(cls, entry: Entry) -> Mark:
        """The mark of an entry's words."""
        return cls(entry.id, entry.kind.value, tuple(a.span for a in entry.anchors), OUTERMOST[entry.kind])


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of marked words."""

    start: int
    end: int
    mark: Mark

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Outer before inner."""
        return self.start, -self.end, self.mark.rank, self.mark.id


def literal(text: str) -> Markup:
    """The text as HTML: inert, and the same characters when read back (HTML reads every line end as one)."""
    return escape(text.translate(NO_MARKUP_FOR))


@dataclass
class Marker:
    """Writes the paragraphs of one revision, in order.

    A mark's address stands on its first piece, the door to its note behind its last. `numbers` gives the notes'
    numbers; a mark without one has no note.
    """

    text: str
    marks: Sequence[Mark]
    numbers: Mapping[str, int]
    pieces: Counter[str] = field(default_factory=Counter)
    _left: set[str] = field(default_factory=set)
    _ends: dict[str, int] = field(init=False)
    _spans: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        """Set out the spans in order."""
        spans = (Span(start, end, m) for m in self.marks for start, end in m.spans)
        self._spans = sorted(spans, key=lambda s: s.order)
        self._ends = {m.id: max(end for _, end in m.spans) for m in self.marks}

    def html(self, start: int, end: int) -> Markup:
        """text[start:end], marked."""
        inside = [s for s in self._spans if s.start < end and start < s.end]
        clipped = [Span(max(s.start, start), min(s.end, end), s.mark) for s in inside]
        return Markup("").join(self._written(sorted(clipped, key=lambda s: s.order), start, end))

    def _written(self, spans: Sequence[Span], start: int, end: int) -> Iterable[Markup]:
        cuts = sorted({start, end, *(at for s in spans for at in (s.start, s.end))})
        opened: list[Span] = []
        for at, following in zip(cuts, [*cuts[1:], end], strict=True):
            yield from self._closed(opened, at)
            for span in (s for s in spans if s.start == at):
                opened.append(span)
                yield self._opening(span.mark)
            yield literal(self.text[at:following])

    def _closed(self, opened: list[Span], at: int) -> Iterable[Markup]:
        """Close what ends here; what only had to be closed for it is opened again."""
        lowest = next((i for i, s in enumerate(opened) if s.end <= at), len(opened))
        again = [s for s in opened[lowest:] if s.end > at]
        for span in reversed(opened[lowest:]):
            yield Markup("</span>")
            if span.end <= at and at == self._ends[span.mark.id]:
                yield self._door(span.mark)
        opened[lowest:] = again
        yield from (self._opening(s.mark) for s in again)

    def _opening(self, mark: Mark) -> Markup:
        self.pieces[mark.id] += 1
        name = Markup('id="e-{}" ').format(mark.id) if self.pieces[mark.id] == 1 else ""
        return Markup('<span {}class="mark {} p-{}">').format(name, mark.kind, mark.id)

    def _door(self, mark: Mark) -> Markup:
        number = self.numbers.get(mark.id)
        if number is None or mark.id in self._left:
            return Markup("")
        self._left.add(mark.id)
        door = Markup('<a class="ref" href="#n-{}" data-n="{}" aria-label="Note {}"></a>')
        return door.format(mark.id, number, number)
