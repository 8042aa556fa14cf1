"""The commands about a record's file: `onrecord check`, `export`, `journal`, `import` and `replay`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord import api, shard_commands
from onrecord.model import Severity
from onrecord.present import terminal
from onrecord.query import lines
from onrecord.record import codec, exchange
from onrecord.shell import (
    DEFAULT_RECORD,
    DONE,
    FAULTS,
    Json,
    Known,
    Out,
    Output,
    RecordFile,
    day,
    say_left_out,
    written,
)


class Format(StrEnum):
    """What an export can be written as."""

    JSONL = "jsonl"
    PARQUET = "parquet"


def check(record: RecordFile = DEFAULT_RECORD, *, as_json: Json = False) -> None:
    """Check every anchor against its text and every id against its content."""
    with api.open(record, read_only=True) as opened:
        found = opened.check()
        counts = {"article": opened.articles(), **opened.count()}
    broken = any(f.severity is Severity.ERROR for f in found)
    if as_json:
        told = {"holds": not broken, "findings": [exchange.told(f) for f in found], "checked": counts}
        typer.echo(codec.encode(told))
    else:
        terminal.findings(Out(), found, {})
        looked_at = ", ".join(terminal.number(count, kind) for kind, count in counts.items())
        typer.echo(f"The record {'does not hold' if broken else 'holds'}: {looked_at}.")
    raise typer.Exit(FAULTS if broken else DONE)


def export(
    record: RecordFile = DEFAULT_RECORD,
    form: Annotated[
        Format, typer.Option("--format", help="JSON Lines, one entry a line; or Parquet files, into the folder -o.")
    ] = Format.JSONL,
    output: Output = None,
    known: Known = None,
    *,
    readings: Annotated[
        bool, typer.Option("--readings", help="Add every number with its unit, as the reader saw it, for measuring.")
    ] = False,
) -> None:
    """Write the record out in the exchange format: the same bytes for the same articles, always."""
    by = day(known)
    if form is Format.PARQUET:
        shard_commands.export(record, output, by, readings=readings)
        return
    if by and readings:
        message = "--readings are of the whole record, and go without --known"
        raise typer.BadParameter(message)
    with api.open(record, read_only=True) as opened:
        if by is None:
            written(opened.lines(readings=readings), output)
            return
        view = opened.view(known=by)
        written(lines(view, record), output)
    say_left_out(view)


def journal(
    record: RecordFile = DEFAULT_RECORD,
    output: Output = None,
) -> None:
    """Write out all that was ever recorded, superseded and undone, with when and by whom."""
    with api.open(record, read_only=True) as opened:
        written(opened.journal_lines(), output)


def import_command(
    file: Annotated[Path, typer.Argument(help="What `onrecord export` wrote.")],
    record: RecordFile = DEFAULT_RECORD,
    *,
    as_json: Json = False,
) -> None:
    """Take an export in: all of it, every anchor and id checked, or nothing."""
    with api.open(record, create=True) as opened:
        taken = opened.import_(file)
    rows = codec.plain(taken)
    if as_json:
        typer.echo(codec.encode(rows))
    else:
        terminal.facts(Out(), [(name, f"{count:,}") for name, count in rows.items()])


def replay(
    file: Annotated[Path, typer.Argument(help="What `onrecord journal` wrote.")],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Make a new record from a journal, with its whole history."""
    with api.open(record, create=True) as opened:
        typer.echo(f"{opened.replay(file):,} rows")
