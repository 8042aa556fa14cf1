"""Identity from content: the digests that name things in a record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from json.encoder import encode_basestring

ID_LENGTH = 20
"""Hexadecimal digits of an id (80 bits: a record of ten million entries meets none twice)."""


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(*parts: object) -> str:
    """The id of some JSON-able parts: equal parts, equal id, on any machine.

    Raises ValueError where a text holds a lone surrogate, which no encoding can carry.
    """
    return hashlib.sha256(_CANONICAL.encode(parts).encode("utf-8")).hexdigest()[:ID_LENGTH]


def text_digest(text: str) -> str:
    """The full SHA-256 of a text in UTF-8, as hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def revision_id(text: str, address: str | None, publisher: str | None) -> str:
    """The id of one text at one address, or of one publisher where it has no address; never of its path."""
    return digest("revision", text_digest(text), address or publisher or "")


def entry_id(revision: str, kind: str, spans: Iterable[tuple[int, int]], ordinal: int = 0) -> str:
    """The id of what an entry is about: its words in one revision, not what was read into them.

    `ordinal` tells apart two entries of one kind that rest on the same words.
    """
    told = ",".join(f"[{start},{end}]" for start, end in sorted(spans))
    # As `digest` writes it out, without the time that takes.
    canonical = f'["entry",{encode_basestring(revision)},"{kind}",[{told}],{ordinal}]'
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:ID_LENGTH]
