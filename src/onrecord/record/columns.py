"""Entries as flat cells: what tables, data frames and Parquet files tell of them, under one set of names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from onrecord.model import (
    Attribution,
    Commitment,
    Entity,
    Entry,
    Event,
    Figure,
    Finding,
    Interval,
    Judgement,
    Revision,
    TimexValue,
)
from onrecord.record import codec

Cell = str | bool | date | Decimal | None
"""What a cell of a row holds: numbers stay decimals, days dates."""

APART = " […] "
"""What stands between the words of several anchors."""


def ends(name: str, interval: Interval | None) -> dict[str, Cell]:
    """The first and last day of an interval, under two names."""
    first = interval.start if interval else None
    last = interval.end if interval else None
    return {f"{name}_from": first, f"{name}_to": date.fromordinal(last.toordinal() - 1) if last else None}


def words(entry: Entry) -> str:
    """The words that an entry rests on, on one line."""
    return APART.join(" ".join(a.exact.split()) for a in entry.anchors)


def holders(entry: Entry) -> str | None:
    """Whose word an entry is, outermost first; None where it is the article's."""
    return " > ".join(h.name for h in entry.attributed_to) or None


def publisher(revision: Revision) -> str | None:
    """Who publishes a revision."""
    return revision.publisher.value if revision.publisher else None


def cells(entry: Entry) -> dict[str, Cell]:
    """What an entry tells, by kind: the cells of its body."""
    match entry.body:
        case Attribution() as said:
            return _statement(said)
        case Event() as event:
            return _event(event)
        case Commitment() as body:
            return _commitment(body)
        case Figure() as figure:
            return _figure(figure)
        case Entity(name=name, type=kind):
            return {"name": name, "type": kind.value}
        case TimexValue(type=kind, value=value, interval=interval):
            return {"type": kind.value, "timex": value, **ends("date", interval)}


def _statement(said: Attribution) -> dict[str, Cell]:
    source = said.source
    return {
        "speaker": source.name or source.text if source else None,
        "role": source.role if source else None,
        "anonymous": source.anonymous if source else None,
        "mode": said.mode.value,
        "factuality": said.factuality.value,
        "negated": said.negated,
        **ends("said", said.said),
    }


def _event(event: Event) -> dict[str, Cell]:
    who = "; ".join(p.name for p in event.participants)
    about = {"type": event.type, "lemma": event.lemma, "factuality": event.factuality.value}
    return {**about, "who": who or None, "place": event.place, **ends("date", event.date)}


def _commitment(body: Commitment) -> dict[str, Cell]:
    return {
        "type": body.type.value,
        "actor": body.actor,
        "action": body.action,
        "mission": body.mission,
        "authority": body.authority,
        "strength": body.strength.value,
        "state": body.state.value,
        "cap": body.cap,
        "counts": body.counts,
        **ends("start", body.start),
        **ends("due", body.due),
    }


def _figure(figure: Figure) -> dict[str, Cell]:
    quantity = figure.quantity
    return {
        "subject": figure.subject,
        "counts": figure.counts,
        "measure": figure.measure,
        "increment": figure.increment,
        "unit": quantity.unit,
        "place": figure.place,
        "mission": figure.mission,
        "printed": quantity.surface,
        "modifier": quantity.modifier.value,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "excludes": figure.excludes,
        "part_of": figure.part_of,
        **ends("valid", figure.valid),
    }


# --- the tables of Parquet files -----------------------------------------------------------------------

TEXT, DAY, NUMBER, FLAG, COUNT = "string", "date32", "float64", "bool", "int64"
"""Types of columns, as Arrow names them."""

_ABOUT = {"path": TEXT, "publisher": TEXT, "published_from": DAY, "published_to": DAY}

ENTRIES = {
    "id": TEXT,
    "kind": TEXT,
    "article": TEXT,
    **_ABOUT,
    "words": TEXT,
    "start": COUNT,
    "end": COUNT,
    "attributed_to": TEXT,
    "extractor": TEXT,
    "confidence": NUMBER,
    "speaker": TEXT,
    "role": TEXT,
    "anonymous": FLAG,
    "mode": TEXT,
    "negated": FLAG,
    "said_from": DAY,
    "said_to": DAY,
    "subject": TEXT,
    "counts": TEXT,
    "measure": TEXT,
    "printed": TEXT,
    "modifier": TEXT,
    "value": NUMBER,
    "low": NUMBER,
    "high": NUMBER,
    "unit": TEXT,
    "increment": FLAG,
    "excludes": TEXT,
    "part_of": TEXT,
    "valid_from": DAY,
    "valid_to": DAY,
    "type": TEXT,
    "lemma": TEXT,
    "factuality": TEXT,
    "who": TEXT,
    "place": TEXT,
    "date_from": DAY,
    "date_to": DAY,
    "actor": TEXT,
    "action": TEXT,
    "mission": TEXT,
    "authority": TEXT,
    "strength": TEXT,
    "state": TEXT,
    "cap": NUMBER,
    "start_from": DAY,
    "start_to": DAY,
    "due_from": DAY,
    "due_to": DAY,
    "name": TEXT,
    "timex": TEXT,
    "body": TEXT,
}
"""The columns of entries; those that a kind does not tell are null. `body` is all of the entry as JSON."""

ARTICLES = {
    "id": TEXT,
    **_ABOUT,
    "title": TEXT,
    "url": TEXT,
    "byline": TEXT,
    "wire": TEXT,
    "language": TEXT,
    "sha256": TEXT,
    "text": TEXT,
    "body": TEXT,
}
"""The columns of articles; `body` is what was seen about one as JSON."""

JUDGEMENTS = {
    "id": TEXT,
    "verdict": TEXT,
    "a": TEXT,
    "b": TEXT,
    "why": TEXT,
    "reason": TEXT,
    "score": NUMBER,
    "by": TEXT,
}
"""The columns of judgements; `a` and `b` are ids of entries."""

FINDINGS = {
    "id": TEXT,
    "code": TEXT,
    "severity": TEXT,
    "message": TEXT,
    "path": TEXT,
    "article": TEXT,
    "body": TEXT,
}
"""The columns of findings; `body` is all of one as JSON."""

Row = dict[str, object]


def entry_row(entry: Entry, about: Row) -> Row:
    """An entry as a row of ENTRIES, `about` its article; numbers as floats, which are exact in `body`."""
    first = min(entry.anchors, key=lambda a: a.span)
    body = cells(entry)
    numbers = {k: float(v) for k, v in body.items() if isinstance(v, Decimal)}
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "article": entry.revision,
        **about,
        "words": words(entry),
        "start": first.start,
        "end": first.end,
        "attributed_to": holders(entry),
        "extractor": entry.extractor,
        "confidence": float(entry.confidence),
        **body,
        **numbers,
        "body": codec.encode(codec.entry_plain(entry)),
    }


def article_row(revision: Revision, seen: object) -> Row:
    """A revision as a row of ARTICLES; `seen` is its Metadata."""
    return {
        "id": revision.id,
        **about(revision),
        "title": revision.title.value if revision.title else None,
        "url": revision.address,
        "byline": "; ".join(c.value for c in revision.byline) or None,
        "wire": revision.wire.value if revision.wire else None,
        "language": revision.language,
        "sha256": revision.sha256,
        "text": revision.text,
        "body": codec.encode(codec.plain(seen)),
    }


def judgement_row(judgement: Judgement) -> Row:
    """A judgement as a row of JUDGEMENTS."""
    return {
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "a": judgement.a,
        "b": judgement.b,
        "why": judgement.why.value if judgement.why else None,
        "reason": judgement.reason,
        "score": float(judgement.score),
        "by": judgement.by,
    }


def finding_row(finding: Finding) -> Row:
    """A finding as a row of FINDINGS."""
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "path": finding.path,
        "article": finding.revision,
        "body": codec.encode(codec.finding_plain(finding)),
    }


def about(revision: Revision) -> Row:
    """What every row tells of its article."""
    published = revision.published.interval if revision.published else None
    return {"path": revision.path, "publisher": publisher(revision), **ends("published", published)}
