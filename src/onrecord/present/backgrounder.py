"""A backgrounder as Markdown, as a page that stands alone, and as data: every sentence with its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from onrecord.model import Entry
from onrecord.present.dossier import addresses
from onrecord.present.dossier.folder import environment
from onrecord.present.dossier.noted import Noted
from onrecord.present.wording import SPACE, around, publisher, words
from onrecord.query import Brief, View

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
"""Signs that Markdown takes for its own."""


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
