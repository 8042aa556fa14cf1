"""Reading the lexicons that ship with the program."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `lexicons/NAME.toml`, read once. Raises FileNotFoundError where there is none of that name.

    Every lexicon says in its first lines where its words came from.
    """
    source = files("onrecord.packs") / "lexicons" / f"{name}.toml"
    return tomllib.loads(source.read_text("utf-8"))
