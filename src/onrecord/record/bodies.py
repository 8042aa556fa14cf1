"""Bodies of entries as rows of the ledger hold them: what other columns or the article's text say is not said again.

A row's JSON leaves out kind, revision and extractor, which are columns; what stands around an anchor and the words of
a mention, where they are those of the text; and what is empty. Rows of earlier layouts hold all of it, and are read
as they are. The digest of a version is over all fields, however it is held.
"""

from __future__ import annotations

from functools import lru_cache
from sys import intern
from typing import Any

from onrecord.model import PERSON, Entry, Kind
from onrecord.model.article import around
from onrecord.record import codec
from onrecord.record.database import Database
from onrecord.record.errors import UnknownRevisionError

HELD = "body, kind, revision, by, hand"
"""The columns that an entry is read from."""

EMPTY: dict[str, dict[str, None]] = {
    kind: dict.fromkeys(fields)
    for kind, fields in {
        Kind.TIMEX: ("interval",),
        Kind.ENTITY: (),
        Kind.ATTRIBUTION: ("source", "cue", "said", "addressee", "continues", "modality"),
        Kind.FIGURE: ("subject", "valid", "place", "mission", "excludes", "part_of", "within"),
        Kind.EVENT: ("date", "place", "dating", "dated", "within"),
        Kind.COMMITMENT: (
            *("actor", "start", "due", "cap", "counts", "authority", "mission", "condition", "dated", "within"),
        ),
    }.items()
}
"""Fields of a body that are left out where they are null. Of this layout: a field that comes later is not added."""

ENTITY = Kind.ENTITY.value
"""Looked up once: there are many rows."""

TEXTS = 32
"""Texts that are kept at hand: entries are read article by article."""


def packed(data: codec.Plain, text: str, *, by: str, person: bool) -> codec.Plain:
    """The fields of an entry without what `Bodies` gives back; `text` is its revision's, `by` and `person` its row's.

    Given back whole where a field is missing that every entry of now has.
    """
    empty = EMPTY.get(data["kind"], {})
    if not empty.keys() <= data["body"].keys():
        return data
    left = {k: v for k, v in data.items() if k not in {"kind", "revision"}}
    left["body"] = {k: v for k, v in data["body"].items() if v is not None or k not in empty}
    left["anchors"] = [_anchor(a, text) for a in data["anchors"]]
    if "mentions" in left["body"]:
        left["body"]["mentions"] = [_mention(m, text) for m in left["body"]["mentions"]]
    for key, implied in (("extractor", _extractor(by, person=person)), ("ordinal", 0), ("attributed_to", [])):
        if left[key] == implied:
            del left[key]
    return left


class Bodies:
    """Entries, from the columns HELD of their rows."""

    def __init__(self, database: Database) -> None:
        """Read those of a record."""
        self._db = database
        self._text = lru_cache(TEXTS)(self._looked_up)

    def entry(self, row: tuple[Any, ...]) -> Entry:
        """The entry of a row."""
        return codec.entry_of(self.plain(row))

    def plain(self, row: tuple[Any, ...]) -> codec.Plain:
        """All its fields, as they were given to `packed`."""
        body, kind, revision, by, hand = row
        data: codec.Plain = codec.decode(body)
        if "kind" in data:
            return data
        text = self.text(revision)
        for anchor in data["anchors"]:
            if "prefix" not in anchor:
                anchor["prefix"], anchor["suffix"] = _around(text, anchor["start"], anchor["end"])
        for mention in data["body"].get("mentions", ()) if kind == ENTITY else ():
            mention.setdefault("reason", None)
            if "text" not in mention:
                mention["text"] = text[mention["start"] : mention["end"]]
        data["body"] = EMPTY.get(kind, {}) | data["body"]
        implied = {"extractor": _extractor(by, person=hand == "person"), "ordinal": 0, "attributed_to": []}
        return {"kind": kind, "revision": intern(revision), **implied, **data}

    def text(self, revision: str) -> str:
        """The text of a revision; nothing where there is none, which a check tells."""
        try:
            return self._text(revision)
        except UnknownRevisionError:
            return ""

    def _looked_up(self, revision: str) -> str:
        found: str | None = self._db.value("SELECT text FROM revision WHERE id = ?", [revision])
        if found is None:
            raise UnknownRevisionError(revision)
        return found


def _extractor(by: str, *, person: bool) -> str:
    return intern(PERSON + by if person else by)


def _anchor(anchor: codec.Plain, text: str) -> codec.Plain:
    around = _around(text, anchor["start"], anchor["end"])
    if (anchor.get("prefix"), anchor.get("suffix")) != around:
        return anchor
    return {k: v for k, v in anchor.items() if k not in {"prefix", "suffix"}}


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    if not 0 <= start < end <= len(text):
        return "", ""
    return around(text, start, end)


def _mention(mention: codec.Plain, text: str) -> codec.Plain:
    left = {k: v for k, v in mention.items() if k != "reason" or v is not None}
    if left.get("text") == text[mention["start"] : mention["end"]]:
        del left["text"]
    return left
