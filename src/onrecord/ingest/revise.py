"""One file -> one or many revisions, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.ingest import objects
from onrecord.ingest.assemble import Page, assembled
from onrecord.ingest.decode import content, decoded
from onrecord.ingest.files import Given
from onrecord.ingest.sidecar import beside
from onrecord.ingest.told import Told
from onrecord.model import Finding, Revision

Pages = Iterator[Page | Finding]


def revisions(given: Given) -> Iterator[Revision | Finding]:
    """The articles of a file, each with zones and metadata; whatever cannot be read is a finding."""
    suffix = given.file.suffix.lower()
    raw = content(given.file, given.path)
    text = raw if isinstance(raw, Finding) else decoded(raw, given.path, markup=suffix in {".html", ".htm"})
    if isinstance(text, Finding):
        yield text
        return
    yield from text[1]
    side = beside(given.file, given.path)
    yield from side.findings
    for page in _READERS[suffix](text[0], given.path, side.told):
        if isinstance(page, Finding):
            yield page
        else:
            yield from assembled(page)


def _plain(text: str, path: str, side: Told) -> Pages:
    yield Page(text, path, Told(), side)


def _page_of(text: str, path: str, side: Told) -> Pages:
    from onrecord.ingest.html import page_of  # noqa: PLC0415 (trafilatura takes long to import)

    return page_of(text, path, side)


_READERS: dict[str, Callable[[str, str, Told], Pages]] = {
    ".txt": _plain,
    ".md": _plain,
    ".html": _page_of,
    ".htm": _page_of,
    ".json": objects.whole,
    ".jsonl": objects.by_line,
}
