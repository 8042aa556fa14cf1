"""Values to plain JSON-able data and back, without loss."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from onrecord.model import (
    Anchor,
    Attribution,
    Body,
    Commitment,
    Entity,
    Entry,
    Event,
    Figure,
    Finding,
    Holder,
    Interval,
    Judgement,
    Kind,
    TimexValue,
    digest,
)

T = TypeVar("T")
Plain = dict[str, Any]

BODY_OF: dict[Kind, type[Body]] = {
    Kind.TIMEX: TimexValue,
    Kind.ENTITY: Entity,
    Kind.ATTRIBUTION: Attribution,
    Kind.FIGURE: Figure,
    Kind.EVENT: Event,
    Kind.COMMITMENT: Commitment,
}
"""The type of the body of each kind."""

QUANTITY = "quantity"
"""The kind of lines that an export may add to show what the reader saw; an import has no use for them."""

UnreadableError = msgspec.ValidationError
"""What `value` and its kin raise where the data is not of the type."""


def plain(value: object) -> Any:  # noqa: ANN401 - JSON-able data of any shape
    """The JSON-able form of a value: dates as ISO, decimals as text without an exponent."""
    return _written_out(msgspec.to_builtins(value, builtin_types=(Decimal,)))


def _written_out(data: Any) -> Any:  # noqa: ANN401 - JSON-able data of any shape
    kind = type(data)
    if kind is dict:
        return {k: _written_out(v) for k, v in data.items()}
    if kind is list or kind is tuple:
        return [_written_out(v) for v in data]
    return format(data, "f") if kind is Decimal else data


def value(data: object, kind: type[T]) -> T:
    """The value that some plain data is the form of; raises UnreadableError where it is of none."""
    return msgspec.convert(data, kind)


def entry_plain(entry: Entry) -> Plain:
    """All fields of an entry."""
    return {
        "kind": entry.kind.value,
        "revision": entry.revision,
        "anchors": plain(entry.anchors),
        "body": plain(entry.body),
        "extractor": entry.extractor,
        "confidence": float(entry.confidence),
        "attributed_to": plain(entry.attributed_to),
        "published": plain(entry.published),
        "ordinal": entry.ordinal,
    }


class _Whole(msgspec.Struct, kw_only=True):
    """The fields of an entry but its kind; one for each kind tells what the body is."""

    revision: str
    body: Any
    anchors: tuple[Anchor, ...]
    extractor: str
    confidence: float
    attributed_to: tuple[Holder, ...] = ()
    published: Interval | None = None
    ordinal: int = 0


_WHOLE: dict[Kind, Any] = {
    kind: msgspec.defstruct(f"_{kind.name}", [("body", body)], bases=(_Whole,), kw_only=True)
    for kind, body in BODY_OF.items()
}


def entry_of(data: Plain) -> Entry:
    """The entry that `entry_plain` gave the fields of."""
    told: _Whole = value(data, _WHOLE[value(data.get("kind"), Kind)])
    return Entry(
        revision=told.revision,
        body=told.body,
        anchors=told.anchors,
        extractor=told.extractor,
        confidence=told.confidence,
        attributed_to=told.attributed_to,
        published=told.published,
        ordinal=told.ordinal,
    )


def finding_plain(finding: Finding) -> Plain:
    """All fields of a finding."""
    return {"kind": "finding", **plain(finding)}


def finding_of(data: Plain) -> Finding:
    """The finding that `finding_plain` gave the fields of."""
    return value({k: v for k, v in data.items() if k != "kind"}, Finding)


def judgement_plain(judgement: Judgement) -> Plain:
    """All fields of a judgement."""
    return {"kind": "judgement", **plain(judgement), "score": float(judgement.score)}


def judgement_of(data: Plain) -> Judgement:
    """The judgement that `judgement_plain` gave the fields of."""
    return value({k: v for k, v in data.items() if k != "kind"}, Judgement)


def version(data: Plain) -> str:
    """The digest of all fields, which tells versions of one entry apart."""
    return digest("version", data)


def encode(data: object) -> str:
    """One line of JSON: keys sorted, UTF-8 as it is, no spaces."""
    return msgspec.json.encode(data, order="deterministic").decode("utf-8")


def decode(line: str | bytes) -> Any:  # noqa: ANN401 - JSON of any shape
    """What a line of JSON holds; raises msgspec.DecodeError."""
    return msgspec.json.decode(line)
