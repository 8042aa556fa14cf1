"""Articles as JSON objects, the way news-please, trafilatura, fundus and newspaper write them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.ingest import dates, told
from onrecord.ingest.assemble import Page
from onrecord.ingest.findings import error, warning
from onrecord.ingest.told import Sign, Told
from onrecord.model import Credit, Evidence, Finding
from onrecord.packs import lexicon

RANK = 1
_YEARS = range(1900, 2100)
_NONE = frozenset({"none", "null", "nan", "n/a", "unknown"})


def whole(text: str, path: str, side: Told) -> Iterator[Page | Finding]:
    """One object, or a list of objects: `path#2` is the second of a list."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as fault:
        yield error("bad-json", path, f"not JSON ({fault}); mend it, or name it .jsonl if each line is an object")
        return
    if not isinstance(value, list):
        yield page(value, path, side, path)
        return
    for number, item in enumerate(value, 1):
        yield page(item, f"{path}#{number}", shared(side), path)


def by_line(text: str, path: str, side: Told) -> Iterator[Page | Finding]:
    """One object a line: `path#2` is the second line's. A bad line is told by its number, the rest goes on."""
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if line.strip():
            yield _line(line, f"{path}#{number}", shared(side), number)


def _line(line: str, path: str, side: Told, number: int) -> Page | Finding:
    try:
        return page(json.loads(line), path, side, path)
    except (ValueError, RecursionError) as fault:
        return error("bad-json", path, f"line {number} is not JSON ({fault}); it is left out, the other lines are read")


def shared(side: Told) -> Told:
    """What a sidecar can say of many articles at once: who published them."""
    return Told(publisher=side.publisher, wire=side.wire, language=side.language)


def page(value: object, path: str, side: Told, name: str) -> Page | Finding:
    """The article that an object tells; `name` is what a finding about it is said of."""
    if not isinstance(value, dict):
        return warning("no-article-text", name, "not a JSON object with an article's text; it is left out")
    text = _text(value)
    if text is None:
        keys = ", ".join(lexicon("metadata")["object"]["text"][:4])
        return warning("no-article-text", name, f"no text in it under {keys} or the like; it is left out")
    return Page(text, path, _told(value), side)


def _text(value: Mapping[str, Any]) -> str | None:
    for key in lexicon("metadata")["object"]["text"]:
        found = value.get(key)
        text = found if isinstance(found, str) else "\n\n".join(_paragraphs(found))
        if text.strip():
            return text
    return None


def _paragraphs(value: object) -> Iterator[str]:
    """The paragraphs of a nested body, as fundus writes it: summary, then sections of headlines and paragraphs."""
    waiting = [value]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, str):
            yield part
        elif isinstance(part, list):
            waiting[:0] = part
        elif isinstance(part, dict):
            keys = ("title", "headline", "summary", "text", "paragraphs", "sections")
            waiting[:0] = [part[k] for k in keys if k in part]


def _told(value: Mapping[str, Any]) -> Told:
    byline, wire = _authors(value)
    return Told(
        address=next((a for v in _values(value, "address") if (a := told.address(v))), None),
        title=_credit(value, "title"),
        publisher=_credit(value, "publisher") or _host(value),
        byline=byline,
        wire=_credit(value, "wire") or wire,
        published=tuple(_published(value)),
        language=_language(value),
    )


def _values(value: Mapping[str, Any], name: str) -> Iterator[Any]:
    places = [value, *(v for k in ("html", "meta", "metadata") if isinstance(v := value.get(k), dict))]
    for key in lexicon("metadata")["object"][name]:
        yield from (p[key] for p in places if p.get(key) is not None)


def _credit(value: Mapping[str, Any], name: str) -> Credit | None:
    for found in _values(value, name):
        line = told.one_line(found.get("name") if isinstance(found, dict) else found)
        if line and line.casefold() not in _NONE:
            return Credit(line, Evidence("metadata", f"the object's {name}"))
    return None


def _host(value: Mapping[str, Any]) -> Credit | None:
    found = next((line for v in _values(value, "host") if (line := told.one_line(v))), None)
    return told.credit(found.removeprefix("www."), "address", f"the object's host: {found}") if found else None


def _authors(value: Mapping[str, Any]) -> tuple[tuple[Credit, ...], Credit | None]:
    """The authors, and the wire service that they sign for; trafilatura joins several in one string."""
    for found in _values(value, "byline"):
        items = [
            told.one_line(i.get("name") if isinstance(i, dict) else i)
            for i in (found if isinstance(found, list) else [found])
        ]
        parts = [p.strip() for line in items if line for p in line.split(";")]
        if names := [p for p in parts if p and p.casefold() not in _NONE]:
            return told.authors(names, "the object's authors")
    return (), None


def _published(value: Mapping[str, Any]) -> Iterator[Sign]:
    for found in _values(value, "published"):
        text = str(found) if isinstance(found, int) and found in _YEARS else found
        if interval := dates.loose(text):
            yield Sign(interval, Evidence("metadata", f"the object's date: {told.one_line(text)}"), RANK)
            return


def _language(value: Mapping[str, Any]) -> str | None:
    return next((code for v in _values(value, "language") if (code := told.language(v))), None)
