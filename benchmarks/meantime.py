"""How events are told, measured on MEANTIME (Minard et al. 2016, LREC): 120 Wikinews articles, CC BY 4.0.

Its English events are marked with certainty, polarity and time. They are mapped to our factuality so:

| MEANTIME | ours |
|---|---|
| polarity NEG | denied |
| certainty POSSIBLE, PROBABLE or UNDERSPECIFIED | possible |
| time FUTURE, certain | planned |
| time NON_FUTURE, certain | happened |

Events without one of these attributes are left out. "Claimed" is ours alone: there it counts as happened, since
MEANTIME marks whose word it is apart. The words of each event are given; what is measured is how it is told.
"""

from __future__ import annotations

import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from onrecord.extract.events.stance import stance
from onrecord.model import EventFactuality, Parse, Revision, Zone, ZoneType
from onrecord.read import Reader

ARCHIVE = "meantime_en_oct15.tar.xz"
FOLDER = "intra_cross-doc_annotation"
BASELINE = EventFactuality.HAPPENED

_CLOSE_UP = frozenset({",", ".", "'s", ")", "''", ":", "?", ";", "!", "%", "n't", "’s", "”"})
_OPENING = ("(", "``", "$", "“")


@dataclass(frozen=True, slots=True)
class Marked:
    """An event of the gold: where its words lie in the text, and how it is told."""

    span: tuple[int, int]
    factuality: EventFactuality


def mapped(certainty: str, polarity: str, time: str) -> EventFactuality | None:
    """Our word for MEANTIME's three; None where one is missing."""
    if polarity == "NEG":
        return EventFactuality.DENIED
    if certainty in {"POSSIBLE", "PROBABLE", "UNDERSPECIFIED"}:
        return EventFactuality.POSSIBLE
    if certainty != "CERTAIN":
        return None
    return {"FUTURE": EventFactuality.PLANNED, "NON_FUTURE": EventFactuality.HAPPENED}.get(time)


def documents(archive: Path) -> Iterator[tuple[str, list[Marked]]]:
    """Each article's text, put together from its tokens, with its events."""
    with tarfile.open(archive) as tar:
        names = sorted(n for n in tar.getnames() if f"/{FOLDER}/" in n and n.endswith(".xml") and "/._" not in n)
        for name in names:
            file = tar.extractfile(name)
            if file is not None:
                yield _document(etree.fromstring(file.read()))


def _document(root: etree._Element) -> tuple[str, list[Marked]]:
    text, spans, before = "", dict[str, tuple[int, int]](), None
    for token in root.iter("token"):
        word, sentence = token.text or "", token.get("sentence")
        if before is not None and sentence != before:
            text += "\n\n"
        elif text and word not in _CLOSE_UP and not text.endswith(_OPENING):
            text += " "
        spans[token.get("t_id") or ""] = (len(text), len(text) + len(word))
        text, before = text + word, sentence
    return text, list(_events(root, spans))


def _events(root: etree._Element, spans: dict[str, tuple[int, int]]) -> Iterator[Marked]:
    for event in root.iter("EVENT_MENTION"):
        at = [spans[a.get("t_id") or ""] for a in event.iter("token_anchor")]
        told = mapped(event.get("certainty") or "", event.get("polarity") or "", event.get("time") or "")
        if at and told:
            yield Marked((min(s for s, _ in at), max(e for _, e in at)), told)


def head(parse: Parse, span: tuple[int, int]) -> int | None:
    """The token of some words that governs the others."""
    inside = parse.tokens_in(*span)
    return next(
        (t.index for t in inside if t.head == t.index or not span[0] <= parse.tokens[t.head].start < span[1]), None
    )


def pairs(archive: Path, reader: Reader) -> Iterator[tuple[EventFactuality, EventFactuality]]:
    """How the gold and how we tell each event."""
    for text, events in documents(archive):
        parse = reader.read(Revision(text, (Zone(ZoneType.BODY, 0, len(text)),), "meantime")).parse
        for event in events:
            at = head(parse, event.span)
            if at is not None:
                yield event.factuality, stance(parse, at).factuality


def table(found: list[tuple[EventFactuality, EventFactuality]]) -> Iterator[str]:
    """Precision, recall and F1 of each way of telling, and how many are right; beside it, the baseline."""
    gold, told = Counter(g for g, _ in found), Counter(t for _, t in found)
    hit = Counter(g for g, t in found if g is t)
    yield "| told as | gold | told | P | R | F1 | baseline F1 |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    total = base_total = 0.0
    for each in (EventFactuality.HAPPENED, EventFactuality.PLANNED, EventFactuality.POSSIBLE, EventFactuality.DENIED):
        p, r, f = _prf(hit[each], told[each], gold[each])
        base = _prf(gold[each], len(found), gold[each])[2] if each is BASELINE else 0.0
        total, base_total = total + f, base_total + base
        yield f"| {each} | {gold[each]} | {told[each]} | {p:.3f} | {r:.3f} | {f:.3f} | {base:.3f} |"
    right, base_right = sum(hit.values()) / len(found), gold[BASELINE] / len(found)
    yield f"| mean | {len(found)} | {len(found)} | | | {total / 4:.3f} | {base_total / 4:.3f} |"
    yield ""
    yield f"Right: {right:.3f}; where all are called happened: {base_right:.3f}."


def _prf(hit: int, told: int, gold: int) -> tuple[float, float, float]:
    p, r = hit / told if told else 0.0, hit / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
