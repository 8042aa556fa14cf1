"""The commands about a record as of a day: `onrecord board`, `brief` and `diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord import api, shell
from onrecord.present import backgrounder, changes, standing
from onrecord.present.terminal import inert
from onrecord.query import Changes, NoSpanError, Sighting, View
from onrecord.query import board as board_of
from onrecord.query import brief as brief_of
from onrecord.query import diff as changes_of
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


def brief(
    *,
    record: RecordFile = DEFAULT_RECORD,
    on: OnDay = None,
    known: Known = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write it as a page that stands alone.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell the background in a page or two of Markdown: every sentence with notes that quote the words it rests on.

    Where things stand, how they got there, figures, who says what, what is disputed and what is not known.
    """
    with api.open(record, read_only=True) as opened:
        view = opened.view(on=day(on), known=day(known))
    with dated():
        found = brief_of(view)
    if html is not None:
        api.write_lines(html, backgrounder.page(view, found).splitlines())
    if as_json:
        typer.echo(codec.encode(backgrounder.rows(view, found)))
    elif found.sections and html is None:
        for line in backgrounder.markdown(view, found):
            typer.echo(inert(line))
    elif not found.sections:
        typer.echo(f"Not on record as of {found.on}.")
    say_left_out(view)


def diff(
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="The earlier day of publication.")],
    until: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="The later. Unset: the last on record."),
    ] = None,
    *,
    record: RecordFile = DEFAULT_RECORD,
    as_json: Json = False,
) -> None:
    """Show what changed on record between two days of publication: entries, figures, conflicts, deadlines, speakers."""
    first, last = day(since), day(until)
    if first is None:
        message = "--from names a day as 2021-02-17"
        raise typer.BadParameter(message)
    with api.open(record, read_only=True) as opened:
        view = opened.view(known=last)
    try:
        with dated("--to"):
            found = changes_of(view, first)
    except NoSpanError as error:
        raise typer.BadParameter(str(error)) from error
    if as_json:
        typer.echo(codec.encode(_changed(found.view, found)))
    elif found.nothing:
        typer.echo(f"Nothing changed on record from {found.since} to {found.until}.")
    else:
        changes.changes(Out(), found.view, found)
    say_left_out(found.view)


def _changed(view: View, found: Changes) -> dict[str, Any]:
    return {
        "from": str(found.since),
        "to": str(found.until),
        "left_out": [r.path for r in view.unsure],
        "articles": [{"id": r.id, "path": r.path} for r in found.articles],
        "entries": [shell.cited(view, e) for e in found.entries],
        "told_again": found.again,
        "revised": [shell.set_against(view, c) for c in found.revised],
        "conflicts": [shell.set_against(view, c) for c in found.conflicts],
        "conflicts_gone": [
            {"verdict": c.judgement.verdict.value, "a": c.first.id, "b": c.second.id} for c in found.settled
        ],
        "deadlines": [{**shell.standing(view, r), "outcome_on_record": bool(r.outcomes)} for r in found.deadlines],
        "fates": [shell.outcome(view, o) for _, o in found.fates],
        "first_quoted": [_seen(s) for s in found.first],
        "not_quoted_since": [_seen(s) for s in found.last],
    }


def _seen(found: Sighting) -> dict[str, Any]:
    days = {name: codec.plain(e.published) for name, e in (("first", found.first), ("last", found.last))}
    return {"name": found.name, **days, "entries": [found.first.id, found.last.id]}
