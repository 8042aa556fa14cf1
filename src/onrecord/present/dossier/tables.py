"""What the pages list, as CSV files for a spreadsheet: UTF-8, one row an entry, ISO days."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from onrecord.model import Entry
from onrecord.present.dossier import phrases
from onrecord.present.dossier.desk import Desk, published, quotation

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell of words that begins so would be run by a spreadsheet; an apostrophe before it makes it text."""

COMMON = ("id", "article", "path", "address", "publisher", "title", "published", "extractor", "confidence", "words_at")
STATEMENTS = (
    "speaker",
    "role",
    "anonymous",
    "cue",
    "mode",
    "factuality",
    "said",
    "addressee",
    "attributed_to",
    "words",
)
FIGURES = (
    *("counts", "measure", "subject", "modifier", "low", "value", "high", "unit", "as_printed", "valid", "place"),
    *("mission", "excludes", "part_of", "attributed_to", "words"),
)


def statements_csv(desk: Desk) -> str:
    """Every statement of the view."""
    return _csv(
        (*STATEMENTS, *COMMON),
        (
            [
                phrases.speaker(a.source) if a.source else "",
                a.source.role if a.source else None,
                _yes(yes=a.source is not None and a.source.anonymous),
                a.cue.text if a.cue else None,
                a.mode.value,
                a.factuality.value,
                phrases.iso(a.said),
                a.addressee,
                _holders(e),
                quotation(e),
                *_common(desk, e),
            ]
            for e, a in desk.view.statements
        ),
    )


def figures_csv(desk: Desk) -> str:
    """Every figure of the view."""
    return _csv(
        (*FIGURES, *COMMON),
        (
            [
                f.counts,
                f.measure,
                f.subject,
                f.quantity.modifier.value,
                *map(_plain, (f.quantity.low, f.quantity.value, f.quantity.high)),
                f.quantity.unit,
                f.quantity.surface,
                phrases.iso(f.valid),
                f.place,
                f.mission,
                f.excludes,
                f.part_of,
                _holders(e),
                quotation(e),
                *_common(desk, e),
            ]
            for e, f in desk.view.figures
        ),
    )


def _common(desk: Desk, entry: Entry) -> Sequence[str | Decimal | None]:
    revision = desk.view.revision[entry.revision]
    return [
        entry.id,
        revision.id,
        revision.path,
        revision.address,
        revision.publisher.value if revision.publisher else None,
        desk.title(revision),
        phrases.iso(published(revision)),
        entry.extractor,
        Decimal(str(entry.confidence)),
        desk.words(entry),
    ]


def _holders(entry: Entry) -> str:
    return " > ".join(h.name for h in entry.attributed_to)


def _yes(*, yes: bool) -> str:
    return "yes" if yes else "no"


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:f}")


def _csv(head: Sequence[str], rows: Iterable[Sequence[str | Decimal | None]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(value: str | Decimal | None) -> str:
    if value is None or isinstance(value, Decimal):
        return "" if value is None else f"{value:f}"
    return f"'{value}" if value.startswith(FORMULA) else value
