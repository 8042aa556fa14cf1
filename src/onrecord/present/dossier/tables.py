"""What the pages list, as CSV files for a spreadsheet: UTF-8, one row an entry, ISO days."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from onrecord.model import Commitment, Entry, Naming
from onrecord.present.dossier import phrases
from onrecord.present.dossier.desk import Desk, published, quotation
from onrecord.present.dossier.registry import Registry, Row
from onrecord.present.profiles import Case, Count
from onrecord.present.wording import said_by
from onrecord.query import Standing, Who

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

EVENTS = (
    *("type", "lemma", "factuality", "date", "dated_by", "participants", "place", "occurrence", "attributed_to"),
    "words",
)
COMMITMENTS = (
    *("type", "actor", "action", "strength", "state", "start", "due", "cap", "counts", "authority", "mission"),
    *("negated", "condition", "commitment", "status", "outcomes", "attributed_to", "words"),
)

SIDE = ("entry", "who", "publisher", "published", "words", "words_at")
CONFLICTS = ("id", "verdict", "why", "score", "reason", *(f"{name}_{n}" for n in (1, 2) for name in SIDE))


SOURCES = ("source", "kind", "counted", "count", "of", "article", "path", "start", "end", "words", "entries", "why")
NAMES = ("name", "type", "id", "article", "path", "publisher", "published", "start", "end", "words")


def sources_csv(registry: Registry) -> str:
    """All that the table of sources counts, one row a thing counted."""
    rows = [*registry.publishers, *registry.speakers]
    return _csv(
        SOURCES, (_counted(registry, row, c, case) for row in rows for c in row.counts.values() for case in c.cases)
    )


def _counted(registry: Registry, row: Row, count: Count, case: Case) -> list[str | None]:
    start, end = case.span or (None, None)
    place = ["" if at is None else str(at) for at in (start, end)]
    path = registry.desk.view.revision[case.revision].path
    kind = "publisher" if row.publisher else "anonymous speaker" if row.speaker and row.speaker.anonymous else "speaker"
    numbers = [str(count.many), "" if count.of is None else str(count.of)]
    why = "; ".join(filter(None, (case.why, *(what for _, what in case.met))))
    words = [registry.exact(case), " ".join(case.entries), why]
    return [row.name, kind, count.label, *numbers, case.revision, path, *place, *words]


def names_csv(registry: Registry) -> str:
    """Every mention of every name, by whom it is of."""
    found = (w for sheet in registry.entities for group in sheet.groups for w in group.items)
    return _csv(NAMES, (_mention(registry.desk, w, e, n) for w in found for e, b in w.bodies for n in b.mentions))


def _mention(desk: Desk, who: Who, entry: Entry, naming: Naming) -> list[str | None]:
    revision = desk.view.revision[entry.revision]
    about = [revision.id, revision.path, desk.publisher(revision), phrases.iso(published(revision))]
    return [who.name, who.type.value, entry.id, *about, str(naming.start), str(naming.end), naming.text]


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


def events_csv(desk: Desk) -> str:
    """Every event of the view; `occurrence` is the id of the telling that stands for all tellings of one."""
    first = {e.id: o.entry.id for o in desk.occurrences for e in o.tellings}
    return _csv(
        (*EVENTS, *COMMON),
        (
            [
                b.type,
                b.lemma,
                b.factuality.value,
                phrases.iso(b.date),
                b.dating.value if b.dating else None,
                "; ".join(f"{p.name} ({p.role.value})" for p in b.participants),
                b.place,
                first[e.id],
                _holders(e),
                quotation(e),
                *_common(desk, e),
            ]
            for e, b in desk.view.events
        ),
    )


def commitments_csv(desk: Desk) -> str:
    """Every commitment of the view; `commitment` is the id of its earliest telling, `status` and `outcomes` are its.

    They are those of the day that the dossier goes by; empty for what was not surely published by then.
    """
    rows = {e.id: row for row in (desk.commitments.rows if desk.commitments else ()) for e in row.tellings}
    return _csv((*COMMITMENTS, *COMMON), (_commitment(desk, e, b, rows.get(e.id)) for e, b in desk.view.commitments))


def _commitment(desk: Desk, e: Entry, b: Commitment, row: Standing | None) -> Sequence[str | Decimal | None]:
    return [
        b.type.value,
        b.actor,
        b.action,
        b.strength.value,
        b.state.value,
        phrases.iso(b.start),
        phrases.iso(b.due),
        _plain(b.cap),
        b.counts,
        b.authority,
        b.mission,
        _yes(yes=b.negated),
        b.condition,
        row.entry.id if row else None,
        row.status.value if row else None,
        "; ".join(f"{o.fate} {o.teller.id}" for o in row.outcomes) if row else None,
        _holders(e),
        quotation(e),
        *_common(desk, e),
    ]


def conflicts_csv(desk: Desk) -> str:
    """Every conflict of the view, and what differs without one: a row each, both sides in it."""
    return _csv(
        CONFLICTS,
        (
            [
                c.judgement.id,
                c.judgement.verdict.value,
                c.judgement.why.value if c.judgement.why else None,
                Decimal(str(c.judgement.score)),
                c.judgement.reason,
                *(cell for e in c.sides for cell in _side(desk, e)),
            ]
            for c in desk.conflicts.rows
        ),
    )


def _side(desk: Desk, entry: Entry) -> Sequence[str | Decimal | None]:
    revision = desk.view.revision[entry.revision]
    publisher = revision.publisher.value if revision.publisher else None
    told = [said_by(desk.view, entry), publisher, phrases.iso(published(revision)), quotation(entry)]
    return [entry.id, *told, desk.words(entry)]


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
