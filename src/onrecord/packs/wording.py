"""How messages about packs show what stands in a file, and what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""The form of names: `return-to-work`."""


def plain_name(text: str) -> str:
    """A text as a plain word, where something is left of it."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return plain if NAME.fullmatch(plain) else ""


def visible(message: str) -> str:
    """A message on one line, with what cannot be seen of the file's words written out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in message)


def meant(name: str, names: Iterable[str], form: str) -> str:
    """A question whether the name most alike was meant, written in a form such as `[[{}]]`; nothing where none is."""
    return "".join(f"Did you mean {form.format(n)}? " for n in close(name, names))


def close(name: str, names: Iterable[str]) -> list[str]:
    """The one name that is spelt most like another, where one is."""
    return get_close_matches(name.lower(), list(names), n=1, cutoff=0.6)


def listed(names: Iterable[str]) -> str:
    """Names, one after the other."""
    return ", ".join(names)


LARGE = 10**15
"""Numbers below it are repeated in a message; Python refuses to write out the very longest."""

SHORT = 60
"""Characters of a value that a message repeats."""


def shown(value: object) -> str:
    """A value as it stands in the file."""
    match value:
        case str():
            text = f'"{value}"'
        case bool():
            text = "true" if value else "false"
        case int() | float():
            text = f"the number {value}" if abs(value) < LARGE else "a number"
        case list():
            text = "a list in square brackets"
        case dict():
            text = "a table"
        case _:
            text = f"the date or time {value}"
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
