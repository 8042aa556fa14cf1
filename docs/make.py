"""Writes the pages of the documentation that are made from the code.

    python docs/make.py [--check]

With --check nothing is written: the exit code is 1 where a page is not what the code says.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pages

from onrecord.packs.fault import CODES
from onrecord.packs.schema import TABLES, TOP, Key, Table

REFERENCE = Path(__file__).parent / "reference"

PACKS = """\
# Story packs: every table and key

A pack is a text file that says which words count, measure and tell of what in a kind of story. This page lists all
that one can hold; [Write a pack](../how-to/write-a-pack.md) shows how one is made, step by step. It is made from the
same list as the checks and their messages.

A pack is written in TOML. Of TOML it uses three things: a key and its value (`kind = "person"`), a list in square
brackets (`words = ["nurse", "nurses"]`), and a header in double brackets (`[[unit]]`), below which its keys stand.
What follows a `#` is a note to yourself. Keys that belong to the top of the file stand above the first header.

Words are looked for in lower case. Those of a `[[unit]]`, a `[[measure]]` and the top of the file are found as they
stand, so nouns are given there in the singular and in the plural. The nouns of an `[[event]]` and a `[[commitment]]`
are given in the singular, and verbs everywhere as a dictionary lists them: all their forms are found.
"""

COMBINED = """\
## Several packs

`general` always applies; `--pack` names the others, in the order in which they are applied. Where two packs list one
word of a unit, the later pack's unit is meant. Measures of one name are one measure: their words add up, and it is said
of the kinds of both (of any, where one of them says none). All other words add up.

A record keeps the whole text of the packs that it is read with. A later build without `--pack` uses them again: packs
that come with the program as the program has them then, your own as they were when you last named their file. A build
with others reads every article of the record again. The journal carries the packs; an export tells of the articles
only, so give the pack's file along with it.
"""


def packs() -> str:
    """The reference of story packs, from the schema that they are checked by."""
    return "\n".join([PACKS, *(line for t in (TOP, *TABLES) for line in _table(t)), COMBINED, *_faults()])


def _table(table: Table) -> Iterator[str]:
    yield f"## `[[{table.name}]]`" if table.name else "## The top of the file"
    yield ""
    yield table.tells + (f" It needs at least one of {_names(table.one_of)}." if table.one_of else "")
    yield ""
    yield "| key | what it holds | what that means | for example |"
    yield "|---|---|---|---|"
    yield from map(_row, table.keys)
    yield ""


def _row(key: Key) -> str:
    needed = "**needed**; " if key.needed else ""
    return f"| `{key.name}` | {needed}{key.form.value} | {key.tells} | `{key.name} = {key.example}` |"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{n}`" for n in names)


def _faults() -> Iterator[str]:
    yield "## What `onrecord pack check` looks for"
    yield ""
    yield "With `--json`, a fault bears the code on the left."
    yield ""
    yield "| code | what is wrong |"
    yield "|---|---|"
    yield from (f"| `{code}` | {meaning} |" for code, meaning in CODES.items())


def cli() -> str:
    """The reference of the command line, from the commands' own help."""
    command = [sys.executable, "-m", "typer", "onrecord.cli", "utils", "docs", "--name", "onrecord"]
    made = subprocess.run([*command, "--title", "The command line"], check=True, capture_output=True, text=True)  # noqa: S603 (our own command)
    return made.stdout


PACK = REFERENCE.parent / "how-to" / "write-a-pack.md"
PUBLISHERS = REFERENCE.parent / "how-to" / "publishers.md"
PAGES = {
    REFERENCE / "cli.md": cli,
    REFERENCE / "packs.md": packs,
    PACK: partial(pages.made, PACK),
    PUBLISHERS: partial(pages.made, PUBLISHERS),
}


def main() -> int:
    """Write the pages, or say which are out of date."""
    stale = 0
    for path, made in PAGES.items():
        page = made().rstrip() + "\n"
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, "utf-8")
            print(f"wrote {path}")
        elif not path.is_file() or path.read_text("utf-8") != page:
            print(f"{path} is not what the code says: make docs", file=sys.stderr)
            stale += 1
    return int(stale > 0)


if __name__ == "__main__":
    sys.exit(main())
