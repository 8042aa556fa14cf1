"""A backgrounder as Markdown, as a page that stands alone, and as data: every sentence with its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from onrecord.model import Entry
from onrecord.present.dossier import addresses, phrases
from onrecord.present.wording import SPACE, around, publisher, words
from onrecord.query import Brief, View

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
"""Signs that Markdown takes for its own."""
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


NAMED = 2
"""Subjects that the title names."""


def markdown(view: View, found: Brief) -> Iterator[str]:
    """Its lines in Markdown, notes as footnotes."""
    noted = Noted(view, found)
    yield f"# {_plain(noted.title)}"
    yield ""
    yield _plain(noted.standfirst)
    for section in found.sections:
        yield ""
        yield f"## {section.title}"
        yield ""
        for sentence in section.sentences:
            marks = "".join(f"[^{noted.numbers[e.id]}]" for e in sentence.entries)
            yield f"- {_plain(sentence.text)}{marks}"
    yield ""
    for entry in found.entries:
        before, exact, after = (_plain(part) for part in around(view, entry))
        yield f"[^{noted.numbers[entry.id]}]: {before}**{exact}**{after} — {_plain(noted.source(entry))}"


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", SPACE.sub(" ", text))


def page(view: View, found: Brief) -> str:
    """It as one page of HTML that loads nothing."""
    from onrecord.present.dossier.folder import environment  # noqa: PLC0415 (the dossier has its own backgrounder)

    css = (files("onrecord.present") / "site" / "dossier.css").read_text("utf-8")
    shown = environment().get_template("backgrounder.html")
    return shown.render(noted=Noted(view, found), css=Markup(css), around=around, link=link_to(view))  # noqa: S704 (our own file)


def link_to(view: View) -> Any:  # noqa: ANN401 (a function of an entry)
    """What gives the address of an entry's words in the original page, None where that is not on the web."""
    return lambda entry: addresses.words_at(view.revision[entry.revision].address, entry.anchors[0])


def rows(view: View, found: Brief) -> dict[str, Any]:
    """It as plain data, for JSON."""
    return {
        "on": str(found.on),
        "known": str(found.known) if found.known else None,
        "left_out": [r.path for r in found.left_out],
        "subjects": list(found.subjects),
        "sections": [
            {
                "title": section.title,
                "sentences": [{"text": s.text, "entries": [e.id for e in s.entries]} for s in section.sentences],
            }
            for section in found.sections
        ],
        "notes": [_note(view, entry) for entry in found.entries],
    }


def _note(view: View, entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "words": words(entry),
        "anchors": [{"start": a.start, "end": a.end, "exact": a.exact} for a in entry.anchors],
        "publisher": publisher(view, entry),
        "published": str(entry.published) if entry.published else None,
        "path": view.revision[entry.revision].path,
        "article": entry.revision,
    }
