"""What all commands share: how they end, where they print, and the options that most of them have."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TaskID, TextColumn
from rich.text import Text
from typer.core import TyperGroup

from onrecord import api
from onrecord.model import Entry, Severity
from onrecord.model.errors import OnrecordError
from onrecord.packs import FaultyPackError
from onrecord.present import terminal, wording
from onrecord.query import Conflict, NoDayError, Outcome, Standing, View
from onrecord.record import exchange
from onrecord.run import Step, WorkersError
from onrecord.work.tidying import seldom_tidied

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
            with seldom_tidied():
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


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """The rate of a task."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f}/s" if speed else "")


@contextlib.contextmanager
def progressing(*, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """What a build tells its steps to: a bar on stderr, or nothing where nobody looks."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TextColumn("{task.fields[path]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def step(step: Step) -> None:
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage, total=step.total, path="")
            bars.update(tasks[step.stage], completed=step.done, total=step.total, path=terminal.clean(step.path))

        yield step


Output = Annotated[Path | None, typer.Option("--output", "-o", help="A file to write. Unset: standard output.")]
RecordFile = Annotated[
    Path, typer.Option("--record", "-r", envvar="ONRECORD_RECORD", help="The record's file.", show_default=True)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
DEFAULT_RECORD = Path("story.db")
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="Only what is of this day in the world, whenever it was published."),
]
OnDay = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day to go by. Unset: that of --known, else the last on record."),
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


@contextlib.contextmanager
def dated(option: str = "--on") -> Iterator[None]:
    """A record that has no day of its own, asked without one, is a wrong use of the command: it wants the option."""
    try:
        yield
    except NoDayError as error:
        message = f"{error}, as {option} 2021-02-17"
        raise typer.BadParameter(message) from error


def say_left_out(view: View) -> None:
    """Name the articles that only may have been known by the day asked for."""
    if view.unsure:
        paths = ", ".join(terminal.clean(r.path) for r in view.unsure)
        say(f"left out, as not surely published by {view.known}: {paths}")


# --- as data ---------------------------------------------------------------------------------------------


def cited(view: View, entry: Entry) -> dict[str, Any]:
    """An entry with the file that it stands in."""
    return {**exchange.told(entry), "path": view.revision[entry.revision].path}


def set_against(view: View, found: Conflict) -> dict[str, Any]:
    """Two entries that a judgement sets against each other."""
    judgement = found.judgement
    return {
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "why": judgement.why.value if judgement.why else None,
        "reason": judgement.reason,
        "score": judgement.score,
        "a": judgement.a,
        "b": judgement.b,
        "sides": [
            {**cited(view, e), "publisher": wording.publisher(view, e), "who": wording.said_by(view, e)}
            for e in found.sides
        ],
    }


def outcome(view: View, found: Outcome) -> dict[str, Any]:
    """What became of a commitment, with the entry that tells it."""
    told = {"fate": found.fate, "reason": found.reason, "score": found.score, "of": found.told.id}
    return {**told, "by": cited(view, found.teller)}


def standing(view: View, row: Standing) -> dict[str, Any]:
    """A commitment with all its tellings and outcomes in full."""
    return {
        "status": row.status.value,
        "deadline": str(row.deadline) if row.deadline else None,
        "tellings": [cited(view, e) for e in row.tellings],
        "outcomes": [outcome(view, o) for o in row.outcomes],
        "mentions": [cited(view, e) for e in row.mentions],
    }


def written(lines: Iterable[str], output: Path | None) -> None:
    """Write lines to a file, all or none of them; to standard output where none is given."""
    if output is not None:
        api.write_lines(output, lines)
        return
    out = sys.stdout.buffer
    for line in lines:
        out.write(f"{line}\n".encode())
    out.flush()
