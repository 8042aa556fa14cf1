"""Pages that show commands: they are followed as a reader would, and what the commands print is put below them.

In a page, a comment before a block says what its reader does with it: `<!-- write FILE -->` saves it as a file,
`<!-- add to FILE -->` puts it at the end of one. A `console` block holds commands, each after a `$`.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from typer.testing import CliRunner

from onrecord.cli import app

WIDTH = 80

_BLOCK = re.compile(
    r"(?:<!-- (?P<act>write|add to) (?P<file>\S+) -->\n)?"
    r"(?P<fence>^(?P<indent> *)```(?P<sort>\w+)\n)(?P<body>.*?)(?P<end>^ *```$)",
    re.MULTILINE | re.DOTALL,
)


def followed(page: str, folder: Path) -> str:
    """The page with what its commands print in `folder`, which is left as a reader would have it at the end."""

    def block(match: re.Match[str]) -> str:
        if match["act"]:
            _save(folder / match["file"], match["body"], add=match["act"] == "add to")
        if match["sort"] != "console":
            return match.group()
        commands = [line.strip() for line in match["body"].splitlines() if line.strip().startswith("$ ")]
        lines = [line for command in commands for line in (command, *_printed(command, folder))]
        body = "".join(f"{match['indent']}{line}".rstrip() + "\n" for line in lines)
        return f"{match['fence']}{body}{match['end']}"

    return _BLOCK.sub(block, page)


def made(page: Path) -> str:
    """A page as it should be."""
    with tempfile.TemporaryDirectory() as folder:
        return followed(page.read_text("utf-8"), Path(folder))


def _save(file: Path, text: str, *, add: bool) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text("utf-8") if add and file.exists() else ""
    file.write_text(before + text, "utf-8")


def _printed(command: str, folder: Path) -> list[str]:
    program, *words = shlex.split(command.removeprefix("$ "))
    if program != "onrecord":
        message = f"a page may show commands of onrecord only: {command}"
        raise ValueError(message)
    into = folder / words[-1] if ">" in words else None
    with _inside(folder):
        result = CliRunner(env={"COLUMNS": str(WIDTH)}).invoke(app, words[: words.index(">")] if into else words)
    if into:
        into.write_text(result.stdout, "utf-8")
        return []
    return [line.rstrip() for line in result.output.rstrip().split("\n")]


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
