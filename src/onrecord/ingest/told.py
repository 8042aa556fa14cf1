"""What stands beside an article's text about it, from a sidecar or a page's or object's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.ingest import debris
from onrecord.model import Credit, Evidence, Interval


@dataclass(frozen=True, slots=True)
class Sign:
    """Days that the article may have appeared on, and where that was seen; a lower rank is the stronger evidence.

    `excused` where a stronger sign may contradict it without anybody being wrong.
    """

    interval: Interval
    evidence: Evidence
    rank: int
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What one place says about an article; None and () where it says nothing."""

    address: str | None = None
    title: Credit | None = None
    publisher: Credit | None = None
    byline: tuple[Credit, ...] = ()
    wire: Credit | None = None
    published: tuple[Sign, ...] = ()
    language: str | None = None
    captions: tuple[str, ...] = ()

    def over(self, other: Told) -> Told:
        """This, and where it says nothing, the other; signs of publication and captions are joined."""
        return Told(
            self.address or other.address,
            self.title or other.title,
            self.publisher or other.publisher,
            self.byline or other.byline,
            self.wire or other.wire,
            self.published + other.published,
            self.language or other.language,
            self.captions + other.captions,
        )


_UNPRINTED = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\u200b\ufeff]+")


def one_line(value: object) -> str | None:
    """A value as one line of text, or None where it is no text or holds no letter or digit."""
    if not isinstance(value, str):
        return None
    line = " ".join(_UNPRINTED.sub(" ", value).split())
    return line if any(c.isalnum() for c in line) else None


def address(value: object) -> str | None:
    """A web address without fragment and tracking, still one that opens; None where it is no web address."""
    line = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(line)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "." not in host or " " in line:
        return None
    from courlan import clean_url  # noqa: PLC0415 (it brings an HTTP client, which texts without an address do not need)

    cleaned = clean_url(parts._replace(fragment="").geturl())
    return cleaned.partition("#")[0] if cleaned and one_line(cleaned) == cleaned else None


def host(value: str) -> str:
    """The host of an address, without www."""
    return (urlsplit(value).hostname or "").removeprefix("www.")


def credit(value: object, kind: str, detail: str) -> Credit | None:
    """A name with its evidence, where the value is one."""
    line = one_line(value)
    return Credit(line, Evidence(kind, detail)) if line else None


_CODE = re.compile(r"\s*([a-z]{2})(?:[-_]\w+)?\s*", re.IGNORECASE)


def language(value: object) -> str | None:
    """The ISO 639-1 code in "en" or "en-CA"; None where it is none."""
    found = _CODE.fullmatch(value) if isinstance(value, str) else None
    return found[1].lower() if found else None


def authors(lines: Iterable[str], where: str) -> tuple[tuple[Credit, ...], Credit | None]:
    """The authors that a field names, and the wire service that they sign for, where they do."""
    every = [debris.signed(line) for line in lines]
    wire = next((w for _, w in every if w), None)
    names = dict.fromkeys(n for found, _ in every for n in found if n not in debris.agencies())
    byline = tuple(Credit(n, Evidence("metadata", where)) for n in names)
    return byline, Credit(wire, Evidence("metadata", where)) if wire else None
