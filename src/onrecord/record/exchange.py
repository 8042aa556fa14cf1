"""The exchange format: values as lines of JSON that any program can read, and back without loss.

A line says of an anchor only where it lies and what it quotes; what stands around it is found in the article's text
again. When a record took something in is left out, so that an export depends on the input alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import msgspec

from onrecord.model import (
    Anchor,
    Credit,
    Entity,
    Entry,
    Evidence,
    Finding,
    Holder,
    Interval,
    Judgement,
    Kind,
    MentionType,
    Published,
    Revision,
    Severity,
    Words,
    Zone,
    same,
)
from onrecord.record import codec
from onrecord.record.codec import Plain, plain

ARTICLE, JUDGEMENT, FINDING = "article", "judgement", "finding"


class LineError(ValueError):
    """A line that cannot be taken in; its message says why."""


@dataclass(frozen=True, slots=True)
class Article:
    """A revision as a line tells it, with the further paths that it was given at."""

    revision: Revision
    also_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The entities of one or more articles that are judged to be the same, as one line tells them.

    The line's name is the one that most articles have, of two the longer; its id is that of the first chain.
    """

    chains: tuple[Entry, ...]

    @property
    def bodies(self) -> tuple[Entity, ...]:
        """What each article has."""
        return tuple(c.body for c in self.chains if isinstance(c.body, Entity))

    @property
    def name(self) -> str:
        """The name that most articles have, of two the longer."""
        names = Counter(b.name for b in self.bodies)
        plain = Counter(b.name.casefold() for b in self.bodies)
        return max(sorted(names), key=lambda n: (plain[n.casefold()], names[n], len(n)))

    @property
    def type(self) -> MentionType:
        """The type that most articles have."""
        return Counter(b.type for b in self.bodies).most_common(1)[0][0]

    @property
    def aliases(self) -> tuple[str, ...]:
        """What else it is called, in the order of the articles."""
        called = dict.fromkeys(alias for b in self.bodies for alias in (b.name, *b.aliases))
        return tuple(alias for alias in called if alias != self.name)


def gathered(entries: Iterable[Entry], judgements: Iterable[Judgement]) -> Iterator[Gathered]:
    """The entities among some entries, those that are judged the same together, where the first of them stands."""
    entities = {e.id: e for e in entries if isinstance(e.body, Entity)}
    groups = same(judgements)
    told: set[str] = set()
    for identity, entry in entities.items():
        if identity not in told:
            others = (entities[i] for i in groups.get(identity, frozenset()) - {identity} if i in entities)
            chains = (entry, *sorted(others, key=_in_order))
            told |= {c.id for c in chains}
            yield Gathered(chains)


def _in_order(entry: Entry) -> tuple[str, int, int, str]:
    return (entry.revision, *min(a.span for a in entry.anchors), entry.id)


Value = Article | Gathered | Entry | Judgement | Finding

Texts = Callable[[str], str | None]
"""The text of a revision by its id, None where it is not known."""


# --- values to lines -----------------------------------------------------------------------------------


def line(value: Value) -> str:
    """The line of a value, without its end."""
    return codec.encode(told(value))


def told(value: Value) -> Plain:
    """What the line of a value says."""
    match value:
        case Article():
            return _article(value.revision, value.also_at)
        case Gathered():
            return _gathered(value)
        case Entry():
            return _entry(value)
        case Judgement():
            return codec.judgement_plain(value) | {"id": value.id}
        case Finding():
            return _finding(value)


def _article(revision: Revision, also_at: tuple[str, ...]) -> Plain:
    return {
        "kind": ARTICLE,
        "id": revision.id,
        "path": revision.path,
        "also_at": sorted(also_at),
        "url": revision.address,
        "title": _name(revision.title),
        "publisher": _name(revision.publisher),
        "byline": [c.value for c in revision.byline],
        "wire": _name(revision.wire),
        "language": revision.language,
        "published": _published(revision.published),
        "sha256": revision.sha256,
        "zones": plain(revision.zones),
        "text": revision.text,
        "evidence": {
            "title": _evidence(revision.title),
            "publisher": _evidence(revision.publisher),
            "byline": [_evidence(c) for c in revision.byline],
            "wire": _evidence(revision.wire),
            "published": [_seen(e) for e in revision.published.evidence] if revision.published else [],
        },
    }


def _entry(entry: Entry) -> Plain:
    return {
        "kind": entry.kind.value,
        "id": entry.id,
        "article": entry.revision,
        "anchors": [_quoted(a) for a in entry.anchors],
        **plain(entry.body),
        "attributed_to": plain(entry.attributed_to),
        "published": plain(entry.published),
        "extractor": entry.extractor,
        "confidence": float(entry.confidence),
        "ordinal": entry.ordinal,
    }


def _gathered(gathered: Gathered) -> Plain:
    bodies, chains = gathered.bodies, gathered.chains
    return {
        "kind": Kind.ENTITY.value,
        "id": chains[0].id,
        "name": gathered.name,
        "type": gathered.type.value,
        "aliases": list(gathered.aliases),
        "roles": [_role(r, c.revision) for c, b in zip(chains, bodies, strict=True) for r in b.roles],
        "mentions": [
            {"article": c.revision, "start": m.start, "end": m.end}
            for c, b in zip(chains, bodies, strict=True)
            for m in b.mentions
        ],
        "chains": [_entry(c) for c in chains],
    }


def _role(role: Words, revision: str) -> Plain:
    anchor = {"start": role.start, "end": role.end, "exact": role.text}
    return {"role": role.text, "article": revision, "anchors": [anchor]}


def _finding(finding: Finding) -> Plain:
    return {
        "kind": FINDING,
        "id": finding.id,
        "article": finding.revision,
        "path": finding.path,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "anchors": [_quoted(a) for a in finding.anchors],
    }


def _quoted(anchor: Anchor) -> Plain:
    return {"start": anchor.start, "end": anchor.end, "exact": anchor.exact}


def _name(credit: Credit | None) -> str | None:
    return credit.value if credit else None


def _seen(evidence: Evidence) -> Plain:
    anchor = _quoted(evidence.anchor) if evidence.anchor else None
    return {"kind": evidence.kind, "detail": evidence.detail, "anchor": anchor}


def _evidence(credit: Credit | None) -> Plain | None:
    return _seen(credit.evidence) if credit else None


def _published(published: Published | None) -> Plain | None:
    if published is None:
        return None
    detail = published.evidence[0].detail if published.evidence else ""
    return {**plain(published.interval), "evidence": detail}


# --- lines to values -----------------------------------------------------------------------------------


def parsed(raw: str, text_of: Texts) -> Value | None:
    """The value that a line tells of, None for a line of what a reader saw, which a record does not keep.

    Raises LineError where the line is not sound, or says what would be lost.
    """
    data = _object(raw)
    if data.get("kind") == codec.QUANTITY:
        return None
    try:
        value = _value(data, text_of)
        again = told(value)
    except (KeyError, TypeError, ValueError) as error:
        raise LineError(_why(error)) from error
    lost = _lost(data, again)
    if lost:
        message = f"{lost} is not what it would be written as again: the line was changed, or is of a newer onrecord"
        raise LineError(message)
    return value


def _object(raw: str) -> Plain:
    try:
        data = codec.decode(raw)
    except (msgspec.DecodeError, UnicodeError) as error:
        message = f"this is not a JSON object; the file may be cut short ({error})"
        raise LineError(message) from error
    if not isinstance(data, dict):
        message = "this is not a JSON object"
        raise LineError(message)
    return data


def _why(error: Exception) -> str:
    return f"it has no {error}" if isinstance(error, KeyError) else str(error)


def _value(data: Plain, text_of: Texts) -> Value:
    kind = data["kind"]
    if kind == ARTICLE:
        return _article_of(data)
    if kind == JUDGEMENT:
        return codec.judgement_of({k: v for k, v in data.items() if k != "id"})
    if kind == Kind.ENTITY:
        return Gathered(tuple(_chain_of(chain, text_of) for chain in data["chains"]))
    if kind == FINDING and data["article"] is None:
        return _finding_of(data, "")
    text = _text(data["article"], text_of)
    if kind == FINDING:
        return _finding_of(data, text)
    if kind in set(Kind):
        return _entry_of(Kind(kind), data, text)
    message = f"this onrecord knows no kind {kind!r}; update it to read this file"
    raise LineError(message)


def _text(article: Any, text_of: Texts) -> str:  # noqa: ANN401 - JSON of any shape
    text = text_of(article)
    if text is None:
        message = f"it rests on the article {article}, which is neither above it nor in the record"
        raise LineError(message)
    return text


def _chain_of(data: Any, text_of: Texts) -> Entry:  # noqa: ANN401 - JSON of any shape
    return _entry_of(Kind.ENTITY, data, _text(data["article"], text_of))


def _article_of(data: Plain) -> Article:
    text, evidence = codec.value(data["text"], str), data["evidence"]
    published = data["published"]
    revision = Revision(
        text=text,
        zones=_zones(data["zones"], text),
        path=codec.value(data["path"], str),
        address=_optional(data["url"]),
        title=_credit(data["title"], evidence["title"], text),
        publisher=_credit(data["publisher"], evidence["publisher"], text),
        byline=tuple(_credits(data["byline"], evidence["byline"], text)),
        wire=_credit(data["wire"], evidence["wire"], text),
        published=_published_of(published, evidence["published"], text) if published else None,
        language=_optional(data["language"]),
    )
    return Article(revision, codec.value(data.get("also_at", []), tuple[str, ...]))


def _zones(data: Any, text: str) -> tuple[Zone, ...]:  # noqa: ANN401 - JSON of any shape
    zones = codec.value(data, tuple[Zone, ...])
    for zone in zones:
        if not 0 <= zone.start < zone.end <= len(text):
            message = f"its zone {zone.start}:{zone.end} does not lie in its text of {len(text)} characters"
            raise LineError(message)
    return zones


def _optional(data: Any) -> str | None:  # noqa: ANN401 - JSON of any shape
    return None if data is None else codec.value(data, str)


def _credit(name: Any, seen: Any, text: str) -> Credit | None:  # noqa: ANN401 - JSON of any shape
    return None if name is None else Credit(codec.value(name, str), _evidence_of(seen, text))


def _credits(names: Any, seen: Any, text: str) -> list[Credit]:  # noqa: ANN401 - JSON of any shape
    pairs = zip(names, seen, strict=True)
    return [Credit(codec.value(n, str), _evidence_of(s, text)) for n, s in pairs]


def _evidence_of(seen: Any, text: str) -> Evidence:  # noqa: ANN401 - JSON of any shape
    anchor = _anchor_of(seen["anchor"], text) if seen["anchor"] else None
    return Evidence(codec.value(seen["kind"], str), codec.value(seen["detail"], str), anchor)


def _published_of(data: Plain, seen: Any, text: str) -> Published:  # noqa: ANN401 - JSON of any shape
    interval = codec.value({"start": data["start"], "end": data["end"]}, Interval)
    return Published(interval, tuple(_evidence_of(s, text) for s in seen))


def _anchor_of(data: Any, text: str) -> Anchor:  # noqa: ANN401 - JSON of any shape
    anchor = Anchor.of(text, codec.value(data["start"], int), codec.value(data["end"], int))
    if anchor.exact != data["exact"]:
        message = f"its anchor quotes {data['exact']!r}, and the article has {anchor.exact!r} there"
        raise LineError(message)
    return anchor


def _entry_of(kind: Kind, data: Plain, text: str) -> Entry:
    body_type = codec.BODY_OF[kind]
    body = codec.value({f.name: data[f.name] for f in fields(body_type) if f.name in data}, body_type)
    published = data.get("published")
    return Entry(
        revision=codec.value(data["article"], str),
        body=body,
        anchors=tuple(_anchor_of(a, text) for a in data["anchors"]),
        extractor=codec.value(data["extractor"], str),
        confidence=codec.value(data["confidence"], float),
        attributed_to=codec.value(data.get("attributed_to", []), tuple[Holder, ...]),
        published=None if published is None else codec.value(published, Interval),
        ordinal=codec.value(data.get("ordinal", 0), int),
    )


def _finding_of(data: Plain, text: str) -> Finding:
    return Finding(
        code=codec.value(data["code"], str),
        severity=codec.value(data["severity"], Severity),
        message=codec.value(data["message"], str),
        path=_optional(data.get("path")),
        revision=_optional(data["article"]),
        anchors=tuple(_anchor_of(a, text) for a in data.get("anchors", [])),
    )


def _lost(given: Any, again: Any, where: str = "") -> str | None:  # noqa: ANN401 - JSON of any shape
    """Where something is given that is not told again, by the name of its place; None where nothing is lost."""
    if isinstance(given, dict) and isinstance(again, dict):
        places = ((f"{where}.{k}" if where else k, v, again.get(k, ...)) for k, v in given.items())
        return next((lost for place, v, a in places if (lost := _lost(v, a, place))), None)
    if isinstance(given, list) and isinstance(again, list) and len(given) == len(again):
        pairs = enumerate(zip(given, again, strict=True))
        return next((lost for i, (g, a) in pairs if (lost := _lost(g, a, f"{where}[{i}]"))), None)
    return None if given == again else (where or "the line")
