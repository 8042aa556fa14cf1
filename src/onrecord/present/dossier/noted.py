"""A backgrounder with its notes numbered: what Markdown, pages and the dossier show of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.model import Entry
from onrecord.present.dossier import phrases
from onrecord.present.wording import publisher
from onrecord.query import Brief, View

NAMED = 2
"""Subjects that the title names."""
BY = "Composed by rules from a record’s entries; each sentence bears notes with the words that it rests on."


@dataclass(frozen=True)
class Noted:
    """A backgrounder with its notes, numbered from 1 in the order in which they are cited."""

    view: View
    brief: Brief

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each entry's note."""
        return {e.id: n for n, e in enumerate(self.brief.entries, start=1)}

    @property
    def title(self) -> str:
        """What it is of, and the day."""
        subject = phrases.listed(self.brief.subjects[:NAMED]) if self.brief.subjects else "The story so far"
        return f"{subject}: a background"

    @property
    def standfirst(self) -> str:
        """The day it is of, what it knows, and what was left out."""
        found = self.brief
        known = f" Only what was published by {phrases.day(found.known)} counts." if found.known else ""
        paths = ", ".join(r.path for r in found.left_out)
        left = f" Left out, as not surely published by then: {paths}." if paths else ""
        return f"As of {phrases.day(found.on)}.{known}{left} {BY}"

    def source(self, entry: Entry) -> str:
        """`Harbour Gazette, 24 Sep 2018, articles/x.txt, entry 12ab`: where a note's words stand."""
        revision = self.view.revision[entry.revision]
        held = entry.published
        when = phrases.days(held) if held else "day not on record"
        return f"{publisher(self.view, entry) or 'publisher not on record'}, {when}, {revision.path}, entry {entry.id}"
