"""Marking words in place: the text stays what it was, to the character, whatever entries nest or overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from onrecord.model import Entry, Kind

OUTERMOST = {Kind.ATTRIBUTION: 0, Kind.FIGURE: 1, Kind.TIMEX: 2}
"""Which of two marks on the same words stands around the other."""

NO_MARKUP_FOR = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\f\r"} | {0x7F: 0x2421}
"""Control characters cannot stand in HTML; the sign that Unicode gives each is shown, one for one."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an entry's words."""

    start: int
    end: int
    entry: Entry

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Outer before inner."""
        return self.start, -self.end, OUTERMOST[self.entry.kind], self.entry.id


def literal(text: str) -> Markup:
    """The text as HTML: inert, and the same characters when read back (HTML reads every line end as one)."""
    return escape(text.translate(NO_MARKUP_FOR))


@dataclass
class Marker:
    """Writes the paragraphs of one revision, in order.

    An entry's address stands on its first piece, the door to its note behind its last. `numbers` gives the notes'
    numbers; an entry without one has no note.
    """

    text: str
    entries: Sequence[Entry]
    numbers: Mapping[str, int]
    pieces: Counter[str] = field(default_factory=Counter)
    _left: set[str] = field(default_factory=set)
    _ends: dict[str, int] = field(init=False)
    _spans: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        """Set out the spans in order."""
        spans = (Span(a.start, a.end, e) for e in self.entries for a in e.anchors)
        self._spans = sorted(spans, key=lambda s: s.order)
        self._ends = {e.id: max(a.end for a in e.anchors) for e in self.entries}

    def html(self, start: int, end: int) -> Markup:
        """text[start:end], marked."""
        inside = [s for s in self._spans if s.start < end and start < s.end]
        clipped = [Span(max(s.start, start), min(s.end, end), s.entry) for s in inside]
        return Markup("").join(self._written(sorted(clipped, key=lambda s: s.order), start, end))

    def _written(self, spans: Sequence[Span], start: int, end: int) -> Iterable[Markup]:
        cuts = sorted({start, end, *(at for s in spans for at in (s.start, s.end))})
        opened: list[Span] = []
        for at, following in zip(cuts, [*cuts[1:], end], strict=True):
            yield from self._closed(opened, at)
            for span in (s for s in spans if s.start == at):
                opened.append(span)
                yield self._opening(span.entry)
            yield literal(self.text[at:following])

    def _closed(self, opened: list[Span], at: int) -> Iterable[Markup]:
        """Close what ends here; what only had to be closed for it is opened again."""
        lowest = next((i for i, s in enumerate(opened) if s.end <= at), len(opened))
        again = [s for s in opened[lowest:] if s.end > at]
        for span in reversed(opened[lowest:]):
            yield Markup("</span>")
            if span.end <= at and at == self._ends[span.entry.id]:
                yield self._door(span.entry)
        opened[lowest:] = again
        yield from (self._opening(s.entry) for s in again)

    def _opening(self, entry: Entry) -> Markup:
        self.pieces[entry.id] += 1
        name = Markup('id="e-{}" ').format(entry.id) if self.pieces[entry.id] == 1 else ""
        return Markup('<span {}class="mark {} p-{}">').format(name, entry.kind.value, entry.id)

    def _door(self, entry: Entry) -> Markup:
        number = self.numbers.get(entry.id)
        if number is None or entry.id in self._left:
            return Markup("")
        self._left.add(entry.id)
        door = Markup('<a class="ref" href="#n-{}" data-n="{}" aria-label="Note {}"></a>')
        return door.format(entry.id, number, number)
