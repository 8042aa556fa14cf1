"""Lines by which a publisher says that it corrected an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Anchor, Revision

_NOTE = r"(?:editor.?s?.?\ note[^\S\n]*[:—–-][^\S\n]*)?"
_NOTICE = re.compile(
    rf"""^[^\S\n]*[*(\[_]*[^\S\n]*(?P<words>
      (?:corrections?|clarifications?|corrects?|erratum|corrected\ version)
      [^\S\n]*(?:\([^)\n]{{1,40}}\))?[^\S\n]*[:—–-][^\n]+
    | {_NOTE}(?:an?\ (?:earlier|previous|original)|the\ original)\ version\ of\ this\ [^\n]+
    | {_NOTE}this\ (?:article|story|report|post|piece|page)\ (?:has\ been|was)
      \ (?:corrected|amended|updated\ to\ correct)\b[^\n]*
    )""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)


def notices(revision: Revision) -> Iterator[Anchor]:
    """The lines of a text that tell of a correction, wherever on the page they stand."""
    for match in _NOTICE.finditer(revision.text):
        start, end = match.span("words")
        yield Anchor.of(revision.text, start, start + len(revision.text[start:end].rstrip()))
