"""Notes of what judging keeps in mind: JSON, as short as it comes."""

from __future__ import annotations

from typing import Any

import msgspec


def written(held: object) -> str:
    """Plain values, lists, tuples and dictionaries, as a note."""
    return msgspec.json.encode(held).decode()


def read(note: str) -> Any:  # noqa: ANN401 (whoever wrote it knows)
    """What was written in a note."""
    return msgspec.json.decode(note)
