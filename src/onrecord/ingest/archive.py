"""Articles out of an archive: an object of JSON Lines or Parquet, or a page as a crawler kept it in a WARC file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.ingest import objects, told
from onrecord.ingest.assemble import Page, assembled
from onrecord.ingest.decode import decoded
from onrecord.ingest.findings import error
from onrecord.ingest.html import page_of
from onrecord.ingest.told import Told
from onrecord.model import Finding, Revision

Found = Iterator[Revision | Finding]


@dataclass(frozen=True, slots=True)
class Held:
    """One record of an archive; `path` names it (`archive.warc.gz#12`).

    `content` is the object, or the bytes of a line or page; `address` is where a crawler fetched a page.
    """

    path: str
    content: Mapping[str, Any] | bytes
    address: str | None = None
    plain: bool = False


def held_object(held: Held, side: Told | None = None) -> Found:
    """The article of an object, or of a line that holds one."""
    value: object = held.content
    if isinstance(held.content, bytes):
        try:
            value = json.loads(held.content)
        except (ValueError, RecursionError) as fault:
            number = held.path.rpartition("#")[2]
            message = f"line {number} is not JSON ({fault}); it is left out, the other lines are read"
            yield error("bad-json", held.path, message)
            return
    yield from _pages(objects.page(value, held.path, objects.shared(side or Told()), held.path))


def held_page(held: Held) -> Found:
    """The article of a fetched page: its own metadata first, then the address that it was fetched from."""
    text = decoded(bytes(held.content), held.path, markup=not held.plain)  # type: ignore[arg-type] # a page is bytes
    if isinstance(text, Finding):
        yield text
        return
    yield from text[1]
    fetched = Told(address=told.address(held.address))
    pages: Iterator[Page | Finding]
    pages = iter([Page(text[0], held.path, Told(), Told())]) if held.plain else page_of(text[0], held.path, Told())
    for page in pages:
        if isinstance(page, Finding):
            yield page
        else:
            yield from assembled(Page(page.text, page.path, page.told.over(fetched), page.beside, page.extracted))


def _pages(page: Page | Finding) -> Found:
    if isinstance(page, Finding):
        yield page
    else:
        yield from assembled(page)
