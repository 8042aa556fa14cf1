"""The search of a dossier: the words of its articles and what stands on record in them, as one script beside the pages.

It works from disk: a page that is opened as a file may load a script, and no other data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model import Attribution, Commitment, Entry, Event, Figure, Revision
from onrecord.present import wording
from onrecord.present.dossier import phrases
from onrecord.present.dossier.desk import Desk, Speaker, published
from onrecord.present.dossier.paragraphs import Paragraph, paragraphs

LARGEST = 8_000_000
"""Characters of article text in an index, at most: a browser reads them in less than a second."""
FURNITURE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Index:
    """A script that bears the index, and how many paragraphs it leaves out, in which nothing stands on record."""

    script: str
    left_out: int


def index(desk: Desk, largest: int = LARGEST) -> Index:
    """The index of a record. Where its texts are too long, paragraphs in which nothing stands on record are left out.

    Latest articles first: of what is left out then, the oldest goes first.
    """
    parts = [(n, r, p) for n, r in enumerate(desk.articles) for p in paragraphs(r) if p.zone != FURNITURE]
    kept, size = set[int](), 0
    noted = {(r.id, p.start): list(_noted(desk, r, p)) for _, r, p in parts}
    for at in sorted(range(len(parts)), key=lambda i: (not noted[parts[i][1].id, parts[i][2].start], i)):
        size += parts[at][2].end - parts[at][2].start
        if size > largest:
            break
        kept.add(at)
    data = {
        "articles": [_article(desk, r) for r in desk.articles],
        "parts": [_part(n, r, p, noted[r.id, p.start]) for at, (n, r, p) in enumerate(parts) if at in kept],
    }
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Index(f"const RECORD = {told};\n", len(parts) - len(kept))


def _article(desk: Desk, revision: Revision) -> list[str]:
    return [desk.page(revision.id), desk.title(revision), desk.publisher(revision), phrases.days(published(revision))]


def _part(number: int, revision: Revision, part: Paragraph, noted: list[list[str]]) -> list[Any]:
    return [number, part.start, " ".join(revision.text[part.start : part.end].split()), noted]


def _noted(desk: Desk, revision: Revision, part: Paragraph) -> Iterator[list[str]]:
    """What stands on record in a paragraph: id, kind, and what it says in a word or two."""
    for entry in desk.entries_of.get(revision.id, ()):
        if entry.id in desk.numbers and part.start <= min(a.start for a in entry.anchors) < part.end:
            yield [entry.id, phrases.KINDS[entry.kind][0], _label(entry), wording.words(entry)]


def _label(entry: Entry) -> str:
    match entry.body:
        case Attribution(source=source):
            return Speaker.of(source).label
        case Figure() as figure:
            return f"{phrases.quantity(figure.quantity)} {figure.counts}"
        case Event() as event:
            return event.lemma if event.type == wording.OTHER else event.type.replace("-", " ")
        case Commitment() as commitment:
            return wording.of_commitment(commitment)
    return ""
