"""The commands about a record as of a day: `onrecord board` and `diff`."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord import api
from onrecord.present import standing
from onrecord.query import board as board_of
from onrecord.record import codec
from onrecord.shell import DEFAULT_RECORD, Json, Known, OnDay, Out, RecordFile, dated, day, say_left_out


def board(
    subject: Annotated[str | None, typer.Argument(metavar="[SUBJECT]", help="Part of a name.")] = None,
    *,
    record: RecordFile = DEFAULT_RECORD,
    on: OnDay = None,
    known: Known = None,
    as_json: Json = False,
) -> None:
    """Show the state of each mission and contingent on a day: strength, mandate, posture, command, place, tasks.

    Every cell cites its words, shows what sources differ on, and says “not on record” where nothing is.
    """
    with api.open(record, read_only=True) as opened:
        view = opened.view(on=day(on), known=day(known))
    with dated():
        found = board_of(view, subject)
    if as_json:
        typer.echo(codec.encode(standing.rows(view, found)))
    elif found.subjects:
        standing.board(Out(), view, found)
    else:
        typer.echo(f"Not on record as of {found.on}.")
    say_left_out(view)
