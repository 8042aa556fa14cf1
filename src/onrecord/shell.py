"""What all commands share: how they end, where they print, and the options that most of them have."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperGroup

from onrecord.model import Severity
from onrecord.model.errors import OnrecordError
from onrecord.packs import FaultyPackError
from onrecord.present import terminal
from onrecord.query import View
from onrecord.run import WorkersError

DONE, FAULTS, USAGE, UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 130

EXIT_CODES = {
    DONE: "done",
    FAULTS: "done, but a finding of severity error stands, or the check failed",
    USAGE: "the command was used wrongly",
    UNUSABLE: "a record or file could not be opened, read or written; nothing was changed by halves",
    INTERRUPTED: "interrupted; what was recorded is kept, and the same command carries on",
}
"""What the exit codes mean: the one table of them."""

EPILOG = "\n\n".join(["Exit codes:", *(f"{code}  {meaning}" for code, meaning in EXIT_CODES.items())])


class Commands(TyperGroup):
    """The commands, with one way of ending for all: a message on stderr and an exit code of the table above."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 (Typer has Click inside it, or beside it)
        """Run a command; end in a told way."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except FaultyPackError as error:
            for fault in error.faults:
                say(f"warning: {fault}" if fault.severity is Severity.WARNING else str(fault))
            raise typer.Exit(UNUSABLE) from error
        except (OnrecordError, WorkersError) as error:
            say(str(error))
            raise typer.Exit(UNUSABLE) from error
        except KeyboardInterrupt as error:
            say("interrupted; what was recorded is kept, and the same command carries on")
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            _leave_the_pipe()
            raise typer.Exit(DONE) from error
        return result


class Out(Console):
    """Standard output; where its reader has gone, that is left to `Commands`."""

    def on_broken_pipe(self) -> None:
        """Let the broken pipe be seen."""
        raise BrokenPipeError


def say(message: str) -> None:
    """Tell something on stderr, on one line."""
    Console(stderr=True).print(Text(f"onrecord: {terminal.clean(message)}"), soft_wrap=True)


def _leave_the_pipe() -> None:
    """The reader at the other end has gone: what is still to be flushed goes nowhere, without a word."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


RecordFile = Annotated[
    Path, typer.Option("--record", "-r", envvar="ONRECORD_RECORD", help="The record's file.", show_default=True)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
DEFAULT_RECORD = Path("story.db")
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="Only what is of this day in the world, whenever it was published."),
]
Known = Annotated[
    str | None,
    typer.Option("--known", metavar="DATE", help="Count only what was published by this day: what was known then."),
]


def day(text: str | None) -> date | None:
    """The day that an option names; a day that there is not is a wrong use of the command."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        message = f"{text} is not a day as 2021-02-17"
        raise typer.BadParameter(message) from error


def say_left_out(view: View) -> None:
    """Name the articles that only may have been known by the day asked for."""
    if view.unsure:
        paths = ", ".join(terminal.clean(r.path) for r in view.unsure)
        say(f"left out, as not surely published by {view.known}: {paths}")
