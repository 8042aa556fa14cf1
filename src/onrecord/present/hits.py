"""What a search found, on a terminal and as JSON; the words that were looked for are marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.present.terminal import clean
from onrecord.query import Hits

OPEN, CLOSE = "\x02", "\x03"
FACETS = 6
"""Values of a facet that a terminal shows."""


def tell(console: Console, found: Hits) -> None:
    """Articles, then entries, each with the words in place; then how many entries there are of which."""
    if found.articles:
        console.print(Text(f"Articles ({len(found.articles)} shown)", style="bold"))
    for article in found.articles:
        head = " · ".join(p for p in (article.title, article.publisher, article.published) if p)
        console.print(Padding(Text(clean(head)), (1, 0, 0, 0)))
        console.print(Padding(marked(article.words), (0, 0, 0, 2)))
        console.print(Padding(Text(clean(article.path), style="dim"), (0, 0, 0, 2)))
    if found.entries:
        console.print(Text(f"\nEntries ({len(found.entries)} shown of {_total(found)})", style="bold"))
    for entry in found.entries:
        head = " · ".join(p for p in (entry.kind, entry.speaker, entry.publisher, entry.published) if p)
        console.print(Padding(Text(clean(head)), (1, 0, 0, 0)))
        console.print(Padding(marked(entry.words), (0, 0, 0, 2)))
        console.print(Padding(Text(clean(f"{entry.path}  {entry.id}"), style="dim"), (0, 0, 0, 2)))
    for line in _facets(found):
        console.print(Text(clean(line), style="dim"))


def _total(found: Hits) -> str:
    return f"{found.counts.total:,}"


def _facets(found: Hits) -> Iterator[str]:
    if found.counts.counted < found.counts.total:
        yield f"counted of the first {found.counts.counted:,}:"
    for name, held in found.counts.by.items():
        if held:
            shown = [f"{value} {count:,}" for value, count in list(held.items())[:FACETS]]
            more = f", and {len(held) - FACETS:,} more" if len(held) > FACETS else ""
            yield f"by {name}: {', '.join(shown)}{more}"


def marked(words: str) -> Text:
    """Words with those that were looked for in bold."""
    text = Text()
    for n, part in enumerate(words.split(OPEN)):
        looked_for, closed, rest = part.partition(CLOSE) if n else ("", "", part)
        text.append(_plain(looked_for), style="bold")
        text.append(_plain(rest if closed or not n else ""))
    return text


def _plain(words: str) -> str:
    before, after = words[:1].isspace(), words[-1:].isspace()
    plain = clean(words)
    return f"{' ' * before}{plain}{' ' * (after and bool(plain))}"


def row(found: Hits) -> dict[str, Any]:
    """What was found as `onrecord search --json` prints it; what was looked for stands in `**`."""
    return {
        "words": list(found.words),
        "articles": [
            {
                "id": a.revision,
                "path": a.path,
                "title": a.title,
                "publisher": a.publisher,
                "published": a.published,
                "words": starred(a.words),
            }
            for a in found.articles
        ],
        "entries": [
            {
                "id": e.id,
                "kind": e.kind,
                "article": e.revision,
                "path": e.path,
                "publisher": e.publisher,
                "published": e.published,
                "speaker": e.speaker,
                "measure": e.measure,
                "words": starred(e.words),
            }
            for e in found.entries
        ],
        "total": found.counts.total,
        "counted": found.counts.counted,
        "facets": {name: dict(held) for name, held in found.counts.by.items()},
    }


def starred(words: str) -> str:
    """Words with those that were looked for between `**`."""
    return words.replace(OPEN, "**").replace(CLOSE, "**")
