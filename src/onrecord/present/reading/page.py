"""Readings as one page that stands alone: the words to be read, and in the margin what the reader made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

from markupsafe import Markup

from onrecord.model import Reading, Revision
from onrecord.present.dossier import addresses
from onrecord.present.dossier.article import FOLDED
from onrecord.present.dossier.folder import environment
from onrecord.present.dossier.marks import Mark, Marker
from onrecord.present.dossier.paragraphs import Paragraph
from onrecord.present.reading.notes import KINDS, Chain, Note, chains, counts, notes, paragraphs, sentences

LOOKS = {"mention": "mention", "time": "timex", "number": "figure", "quotation": "attribution"}
"""Each kind looks as what it becomes in the record does in a dossier."""

RANKS = {"sentence": 0, "quotation": 1, "number": 2, "time": 3, "mention": 4}
"""Which of two marks on the same words stands around the other."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph: its words marked, its zone, its sentences' numbers, and its notes by kind."""

    part: Paragraph
    html: Markup
    sentences: tuple[int, ...]
    notes: dict[str, list[Note]]


@dataclass(frozen=True)
class Sheet:
    """One article of the page. `number` keeps its addresses apart from the others'."""

    number: int
    revision: Revision
    reading: Reading
    chains: tuple[Chain, ...]
    runs: tuple[tuple[bool, tuple[Row, ...]], ...]
    counts: str

    def mark(self, note: Note) -> str:
        """The address of a note's words."""
        return f"e-{self._id(note.kind, note.place)}"

    def mentioned(self, place: int) -> str:
        """The address of a mention's words."""
        return f"e-{self._id('mention', place)}"

    def _id(self, kind: str, place: int) -> str:
        return f"{self.number}-{kind}-{place}"

    def chain(self, name: str) -> str:
        """The address of the one who is meant."""
        return f"{self.number}-{next(n for n, c in enumerate(self.chains) if c.name == name)}"


def page(read: Sequence[tuple[Revision, Reading]]) -> str:
    """The page of the readings of a file's articles; it loads nothing."""
    css = "".join((files("onrecord.present") / "site" / name).read_text("utf-8") for name in STYLE)
    sheets = [_sheet(number, *each) for number, each in enumerate(read, start=1)]
    shown = environment().get_template("reading.html")
    return shown.render(sheets=sheets, css=Markup(css), link=addresses.link, kinds=KINDS, root="")  # noqa: S704 (our own file)


STYLE = ("dossier.css", "reading.css")


def _sheet(number: int, revision: Revision, reading: Reading) -> Sheet:
    found = tuple(chains(reading))
    told = notes(reading)
    marker = Marker(revision.text, list(_marks(number, reading, found, told)), {})
    rows = [_row(marker, reading, part, told) for part in paragraphs(revision, reading)]
    return Sheet(number, revision, reading, found, tuple(_runs(rows)), counts(reading))


def _marks(number: int, reading: Reading, found: Sequence[Chain], told: Sequence[Note]) -> Iterator[Mark]:
    who = {chain.name: place for place, chain in enumerate(found)}
    for place, each in enumerate(reading.parse.sentences):
        yield Mark(f"{number}-sentence-{place}", "sentence", ((each.start, each.end),), RANKS["sentence"])
    for note in told:
        chain = f" c-{number}-{who[note.name]}" if note.name is not None else ""
        looks = f"{LOOKS[note.kind]}{chain}"
        yield Mark(f"{number}-{note.kind}-{note.place}", looks, ((note.start, note.end),), RANKS[note.kind])


def _row(marker: Marker, reading: Reading, part: Paragraph, told: Sequence[Note]) -> Row:
    here = [note for note in told if part.start <= note.start < part.end]
    by_kind = {kind: [note for note in here if note.kind == kind] for kind in KINDS}
    numbers = tuple(n for n, _, _ in sentences(reading, part))
    return Row(part, marker.html(part.start, part.end), numbers, {k: found for k, found in by_kind.items() if found})


def _runs(rows: Sequence[Row]) -> Iterator[tuple[bool, tuple[Row, ...]]]:
    """Paragraphs on end; a long stretch of page furniture is folded away."""
    for furniture, group in groupby(rows, key=lambda row: row.part.zone == "boilerplate"):
        run = tuple(group)
        yield furniture and len(run) >= FOLDED, run
