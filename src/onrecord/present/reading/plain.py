"""A reading on a terminal: a sentence a line, and under it what was read in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.model import Reading, Revision
from onrecord.present.dossier.paragraphs import Paragraph
from onrecord.present.reading.notes import Note, chains, counts, notes, paragraphs, sentences
from onrecord.present.terminal import clean, facts, inert

STYLES = {"mention": "bold green", "time": "cyan", "number": "bold yellow", "quotation": "italic blue"}
"""The style of the words of each kind, in the text and before their notes."""

SHOWN = 48
"""Characters of a note's words; longer ones are cut in the middle."""


def tell(console: Console, revision: Revision, reading: Reading) -> None:
    """The whole of a reading: what the article is, its words with notes, who is meant."""
    facts(console, list(_about(revision, reading)))
    told = notes(reading)
    for part in paragraphs(revision, reading):
        _paragraph(console, reading, part, told)
    console.print()
    _chains(console, reading)


def _about(revision: Revision, reading: Reading) -> Iterator[tuple[str, str]]:
    yield "file", clean(revision.path)
    above = (("title", revision.title), ("publisher", revision.publisher), ("wire", revision.wire))
    for label, credit in (*above, *(("by", name) for name in revision.byline)):
        if credit:
            yield label, f"{clean(credit.value)} ({credit.evidence.kind})"
    yield "published", str(revision.published.interval) if revision.published else "date unknown"
    for each in revision.published.evidence if revision.published else ():
        yield "", f"{each.kind}: {clean(each.detail)}"
    yield "revision", revision.id
    yield "read", counts(reading)


def _paragraph(console: Console, reading: Reading, part: Paragraph, told: Sequence[Note]) -> None:
    found = list(sentences(reading, part))
    zone = part.zone or "no zone"
    console.print()
    console.print(Text(f"{zone} {part.start}–{part.end}{'' if found else ', not read'}", style="dim"))
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="dim", min_width=3)
    table.add_column(overflow="fold")
    for label, start, end in _lines(reading.text, part, found):
        table.add_row(label, _words(reading.text, start, end, told if label else ()))
        for note in told:
            if start <= note.start < end:
                table.add_row("", _note(reading, note))
    console.print(table)


def _lines(text: str, part: Paragraph, found: Sequence[tuple[int, int, int]]) -> Iterator[tuple[str, int, int]]:
    """The sentences, and whatever words lie in none."""
    starts = [*(end for _, _, end in found)]
    gaps = zip([part.start, *starts], [*(start for _, start, _ in found), part.end], strict=True)
    between = [("", start, end) for start, end in gaps if text[start:end].strip()]
    yield from sorted(chain(between, ((str(n), start, end) for n, start, end in found)), key=lambda line: line[1])


def _words(text: str, start: int, end: int, told: Sequence[Note]) -> Text:
    shown = Text(inert(text[start:end]).rstrip(), style="" if told else "dim")
    for note in reversed(told):
        if note.start < end and start < note.end:
            shown.stylize(STYLES[note.kind], max(note.start, start) - start, min(note.end, end) - start)
    return shown


def _note(reading: Reading, note: Note) -> Text:
    words = clean(note.words(reading))
    cut = words if len(words) <= SHOWN else f"{words[: SHOWN // 2]} … {words[-SHOWN // 2 :]}"
    kind, place = (f"{note.kind} ", "dim"), (f"  {note.start}–{note.end}", "dim")
    return Text.assemble(kind, (cut, STYLES[note.kind]), f"  {clean(note.told)}", place)


def _chains(console: Console, reading: Reading) -> None:
    """Who is meant: a name, what it is, and each of its mentions."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("who is meant", "is", "mentions"):
        table.add_column(name, overflow="fold")
    for each in chains(reading):
        words = ", ".join(f"{clean(m.text)} {m.start}" for _, m in each.mentions)
        table.add_row(Text(clean(each.name), style=STYLES["mention"]), ", ".join(each.types), Text(words))
    if table.row_count:
        console.print(table)
