"""The command `onrecord read`: what the reader sees in an article."""

from __future__ import annotations

import io
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from onrecord import api
from onrecord.model import Finding, Reading, Revision, Severity
from onrecord.present import terminal
from onrecord.record import codec
from onrecord.shell import DONE, FAULTS, UNUSABLE, Out, Output, written

WIDTH = 120
"""Columns of what is meant for a terminal and goes to a file."""


class Shown(StrEnum):
    """How a reading is shown."""

    TERMINAL = "terminal"
    HTML = "html"
    JSON = "json"


def read_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article file.")],
    form: Annotated[
        Shown, typer.Option("--format", help="For the eye, as one page, or without loss, an article a line.")
    ] = Shown.TERMINAL,
    output: Output = None,
) -> None:
    """Show what the reader sees in an article: sentences, who is meant, times, numbers, quotations."""
    found: list[Finding] = []
    read = api.read(file, findings=found.append)
    terminal.findings(Console(stderr=True), found, {r.id: r.path for r, _ in read})
    if not read:
        raise typer.Exit(UNUSABLE)
    if form is Shown.TERMINAL:
        _told(read, output)
    else:
        written(_lines_read(read, form), output)
    raise typer.Exit(FAULTS if any(f.severity is Severity.ERROR for f in found) else DONE)


def _lines_read(read: list[tuple[Revision, Reading]], form: Shown) -> Iterator[str]:
    """The page, or the lines, of some readings; the text is told once, in the reading."""
    if form is Shown.HTML:
        from onrecord.present import reading  # noqa: PLC0415 (only this command needs it)

        yield reading.page(read)
        return
    for revision, seen in read:
        about = {k: v for k, v in codec.plain(revision).items() if k != "text"}
        yield codec.encode({"revision": {"id": revision.id, **about}, "reading": codec.plain(seen)})


def _told(read: list[tuple[Revision, Reading]], output: Path | None) -> None:
    from onrecord.present import reading  # noqa: PLC0415 (only this command needs it)

    if output is None:
        for each in read:
            reading.tell(Out(), *each)
        return
    with io.StringIO() as text:
        console = Console(file=text, width=WIDTH)
        for each in read:
            reading.tell(console, *each)
        api.write_lines(output, text.getvalue().split("\n")[:-1])
