"""What there is to say of a reading, in the order of its words: one wording for the terminal and the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Mention, NumberKind, NumberReading, Quotation, Reading, Revision, Timex
from onrecord.present.dossier import phrases
from onrecord.present.dossier.paragraphs import Paragraph, parted
from onrecord.present.dossier.paragraphs import paragraphs as lines

KINDS = {"mention": "Who", "time": "When", "number": "How many", "quotation": "Quoted"}
"""The kinds of note, in the order in which they are listed, and what each is headed."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words that the reader made something of: `told` says what; `name` is whom a mention means.

    `place` is the number of the note among those of its kind, in the order of the reading.
    """

    kind: str
    place: int
    start: int
    end: int
    told: str
    name: str | None = None

    def words(self, reading: Reading) -> str:
        """The words themselves."""
        return reading.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Chain:
    """All mentions of one name in an article, as the reader resolved them."""

    name: str
    types: tuple[str, ...]
    mentions: tuple[tuple[int, Mention], ...]


def notes(reading: Reading) -> list[Note]:
    """Every mention, time expression, number and quotation, in the order of the words."""
    found = [
        *(Note("mention", n, m.start, m.end, mention(m), m.name) for n, m in enumerate(reading.mentions)),
        *(Note("time", n, t.start, t.end, time(t)) for n, t in enumerate(reading.timexes)),
        *(Note("number", n, x.start, x.end, number(x)) for n, x in enumerate(reading.numbers)),
        *(Note("quotation", n, q.start, q.end, quotation(q)) for n, q in enumerate(reading.parse.quotations)),
    ]
    kinds = list(KINDS)
    return sorted(found, key=lambda note: (note.start, -note.end, kinds.index(note.kind), note.place))


def mention(found: Mention) -> str:
    """Whom words mean, what that is, and why where the words do not say it: `→ Ada Voss, person; by her surname`."""
    meant = f"→ {found.name}, {found.type.value}" if found.name != found.text else found.type.value
    beside = (
        ("role", found.role),
        ("of", found.affiliation),
        ("because", found.reason),
    )
    return "; ".join([meant, *(f"{label}: {value}" for label, value in beside if value)])


def time(found: Timex) -> str:
    """Type and value as TIMEX3 has them, and the days that it can mean."""
    days = f"= {phrases.days(found.interval)}" if found.interval else "at no days that can be told"
    return f"{found.type.value} {found.value or 'without a value'} {days}"


def number(found: NumberReading) -> str:
    """The number, its unit, its kind and what it counts; a date's or a name's number says how many of nothing."""
    if found.kind in {NumberKind.DATE, NumberKind.NAME}:
        return found.kind.value
    counted = f" of {found.counts}" if found.counts else ""
    return f"{found.kind.value}: {phrases.quantity(found.quantity)}{counted}"


def quotation(found: Quotation) -> str:
    """Whether it is one, and whether it ends where it seems to."""
    if found.scare:
        return "words in quotation marks, no quotation"
    return "quotation" if found.closed else "quotation, not closed here"


def chains(reading: Reading) -> list[Chain]:
    """Who is meant, each with all its mentions, in the order of the first."""
    found: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    for place, each in enumerate(reading.mentions):
        found[each.name].append((place, each))
    return [Chain(name, tuple(dict.fromkeys(m.type.value for _, m in ms)), tuple(ms)) for name, ms in found.items()]


def counts(reading: Reading) -> str:
    """How much was read of each thing."""
    parts = (
        (len(reading.parse.sentences), "sentence"),
        (len(reading.mentions), "mention"),
        (len({m.name for m in reading.mentions}), "name"),
        (len(reading.timexes), "time expression"),
        (len(reading.numbers), "number"),
        (len(reading.parse.quotations), "quotation"),
    )
    return ", ".join(phrases.count(many, noun) for many, noun in parts)


def paragraphs(revision: Revision, reading: Reading) -> list[Paragraph]:
    """The reader's own blocks, and what lies between them as a page would show it: every character in one of them."""
    blocks = reading.parse.blocks
    inside = {at for b in blocks for at in range(b.start + 1, b.end)}
    between = (line.start for line in lines(revision) if line.start not in inside)
    return parted(revision, {*between, *(at for b in blocks for at in (b.start, b.end))})


def sentences(reading: Reading, part: Paragraph) -> Iterator[tuple[int, int, int]]:
    """The sentences that begin in a paragraph: number (from 1), start, end."""
    for place, each in enumerate(reading.parse.sentences, start=1):
        if part.start <= each.start < part.end:
            yield place, each.start, each.end
