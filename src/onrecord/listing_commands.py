"""The commands that list what is on record: statements, figures, commitments, conflicts, the timeline, copies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from onrecord import api
from onrecord.model import CommitmentType, Kind
from onrecord.present import calendar, chronicle, copy_listing, disagreement, terminal, timelinejs
from onrecord.query import (
    WITHIN,
    Asked,
    Commitments,
    Disputed,
    Occurrence,
    Selected,
    Span,
    View,
    Wanted,
    commitments,
    conflicts,
    copy_rows,
    rows,
    timeline,
)
from onrecord.record import codec, exchange
from onrecord.shell import (
    DEFAULT_RECORD,
    Json,
    Known,
    On,
    OnDay,
    Out,
    RecordFile,
    cited,
    dated,
    day,
    say,
    say_left_out,
    set_against,
    standing,
    written,
)

Least = Annotated[
    float | None,
    typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure than this, 0 to 1."),
]
Day = Annotated[str | None, typer.Option(metavar="DATE", help="A day of publication as 2021-02-17.")]


def statements(  # noqa: PLR0913 (one parameter an option)
    *,
    record: RecordFile = DEFAULT_RECORD,
    speaker: Annotated[str | None, typer.Option(help="Part of the name of who says it.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Part of the publisher's name.")] = None,
    contains: Annotated[str | None, typer.Option(help="Words that the statement holds.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only what was said on this day, as 2021-02-17.")
    ] = None,
    known: Known = None,
    since: Day = None,
    until: Day = None,
    min_confidence: Least = None,
    as_json: Json = False,
) -> None:
    """List who said what: --on goes by the day it was said, --since and --until by the day of publication."""
    first, last = _days(since, until)
    wanted = Wanted(
        speaker=speaker,
        publisher=publisher,
        contains=contains,
        since=first,
        until=last,
        confidence=min_confidence,
    )
    with api.open(record, read_only=True) as opened:
        selected = opened.select(wanted, on=day(on), known=day(known))
    _listed(selected, Kind.ATTRIBUTION, terminal.statements, as_json=as_json)


def figures(  # noqa: PLR0913 (one parameter an option)
    *,
    record: RecordFile = DEFAULT_RECORD,
    measure: Annotated[str | None, typer.Option(help="What the number is of, such as authorised or killed.")] = None,
    counts: Annotated[str | None, typer.Option(help="Part of what is counted.")] = None,
    subject: Annotated[str | None, typer.Option(help="Part of the name of whose it is.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Part of the name of who gives it.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Part of the publisher's name.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only what is true of this day, as 2021-02-17.")
    ] = None,
    known: Known = None,
    since: Day = None,
    until: Day = None,
    min_confidence: Least = None,
    series: Annotated[
        bool, typer.Option("--series", help="One line for each measure, subject and place, in order of time.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the figures: --on goes by the days they are true of, --since and --until by the day of publication."""
    first, last = _days(since, until)
    wanted = Wanted(
        measure=measure,
        counts=counts,
        subject=subject,
        speaker=speaker,
        publisher=publisher,
        since=first,
        until=last,
        confidence=min_confidence,
    )
    with api.open(record, read_only=True) as opened:
        selected = opened.select(wanted, on=day(on), known=day(known))
    if series and as_json:
        for row in rows(selected.view):
            typer.echo(codec.encode(codec.plain(row)))
        _tell_unsure(selected, Kind.FIGURE)
        return
    table = terminal.series if series else terminal.figures
    _listed(selected, Kind.FIGURE, table, as_json=as_json)


def commitments_command(  # noqa: PLR0913 (one parameter an option)
    *,
    record: RecordFile = DEFAULT_RECORD,
    on: OnDay = None,
    known: Known = None,
    within: Annotated[int, typer.Option(min=0, help="Days in which a deadline counts as due.")] = WITHIN,
    actor: Annotated[str | None, typer.Option(help="Part of the name of who is bound, or of the mission.")] = None,
    type_: Annotated[CommitmentType | None, typer.Option("--type", help="The type of commitment.")] = None,
    as_json: Json = False,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write the deadlines as iCalendar; - is stdout.")
    ] = None,
) -> None:
    """List what was promised, how it stands on a day, and deadlines that passed with no outcome on record."""
    asked = Asked(within, actor, type_)
    with api.open(record, read_only=True) as opened:
        view = opened.view(on=day(on), known=day(known))
    with dated():
        found = commitments(view, asked)
    if ics is not None:
        written(calendar.lines(view, found), _file(ics))
        _tell_left_out(calendar.undated(found), "commitment", "has no deadline, so that a calendar cannot hold it")
    elif as_json:
        typer.echo(codec.encode(_stand(view, found)))
    elif found.rows:
        chronicle.commitments(Out(), view, found)
    else:
        typer.echo(f"Not on record as of {found.on}.")
    say_left_out(view)


def conflicts_command(  # noqa: PLR0913 (one parameter an option)
    *,
    record: RecordFile = DEFAULT_RECORD,
    on: On = None,
    known: Known = None,
    topic: Annotated[str | None, typer.Option(help="Words that either side, or the reason, holds.")] = None,
    actor: Annotated[
        str | None, typer.Option(help="Part of the name of who says it, whose it is, or who prints it.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Add what differs in date, scope, measure or definition and is no conflict.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List where sources contradict or deny each other, worst cases first, with both sides' words."""
    asked = Disputed(topic, actor, every)
    with api.open(record, read_only=True) as opened:
        view = opened.view(on=day(on), known=day(known))
    found = conflicts(view, asked)
    if as_json:
        for each in found.rows:
            typer.echo(codec.encode(set_against(view, each)))
    elif found.rows:
        disagreement.conflicts(Out(), view, found)
    else:
        typer.echo(f"No conflict on record{f' about {view.on}' if view.on else ''}.")
    say_left_out(view)


def timeline_command(  # noqa: PLR0913 (one parameter an option)
    *,
    record: RecordFile = DEFAULT_RECORD,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Only what was so on this day: events on it, commitments standing."),
    ] = None,
    known: Known = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="The first day of what is listed.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="The last day of what is listed.")] = None,
    type_: Annotated[
        str | None, typer.Option("--type", help="A type of event or commitment, or “event” or “commitment”.")
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Part of the name of who has part in it.")] = None,
    as_json: Json = False,
    timelinejs_file: Annotated[
        Path | None, typer.Option("--timelinejs", metavar="FILE", help="Write it as TimelineJS JSON; - is stdout.")
    ] = None,
) -> None:
    """List what happened and what was promised, in order of time; one line an occurrence, however often it is told."""
    first, last = _days(since, until)
    with api.open(record, read_only=True) as opened:
        view = opened.view(on=day(on), known=day(known))
    found = timeline(view, Span(first, last, type_, actor))
    if timelinejs_file is not None:
        written(timelinejs.lines(view, found, record.stem), _file(timelinejs_file))
        _tell_left_out(timelinejs.undrawn(found), "occurrence", "has no known day, so that TimelineJS cannot show it")
    elif as_json:
        for each in found:
            typer.echo(codec.encode(_occurred(view, each)))
    elif found:
        chronicle.timeline(Out(), view, found)
    else:
        typer.echo("Not on record.")
    say_left_out(view)


def copies(record: RecordFile = DEFAULT_RECORD, known: Known = None, *, as_json: Json = False) -> None:
    """List which articles have others' words: the first text on record, and the path from it."""
    with api.open(record, read_only=True) as opened:
        found = opened.copies(known=day(known))
    if as_json:
        for row in copy_rows(found):
            typer.echo(codec.encode(row))
    else:
        copy_listing.tell(Out(), found)
    say_left_out(found.view)


def _days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    first, last = day(since), day(until)
    if first and last and first > last:
        message = "--since lies after --until"
        raise typer.BadParameter(message)
    return first, last


def _listed(selected: Selected, kind: Kind, table: Callable[[Console, View], None], *, as_json: bool) -> None:
    entries = [e for e in selected.view.entries if e.kind is kind]
    if as_json:
        for entry in entries:
            path = selected.view.revision[entry.revision].path
            typer.echo(codec.encode({**exchange.told(entry), "path": path}))
    elif entries:
        table(Out(), selected.view)
    else:
        typer.echo("Not on record.")
    _tell_unsure(selected, kind)


def _tell_unsure(selected: Selected, kind: Kind) -> None:
    if selected.unsure:
        say(f"{selected.unsure:,} more may have been published then; their dates are too vague to tell")
    undated = sum(e.kind is kind for e in selected.undated)
    if undated:
        say(f"{undated:,} more may be of {selected.view.on}: their words do not tell the day")
    say_left_out(selected.view)


def _tell_left_out(many: int, noun: str, why: str) -> None:
    if many:
        say(f"{many:,} {noun}{'' if many == 1 else 's'} left out: each {why}")


def _stand(view: View, found: Commitments) -> dict[str, Any]:
    """The commitments as of a day, each with all its tellings and outcomes in full."""
    return {
        "on": str(found.on),
        "within": found.within,
        "known": str(view.known) if view.known else None,
        "left_out": [r.path for r in view.unsure],
        "commitments": [standing(view, row) for row in found.rows],
    }


def _occurred(view: View, found: Occurrence) -> dict[str, Any]:
    return {
        "kind": found.entry.kind.value,
        "type": found.type,
        "when": codec.plain(found.when),
        "until": codec.plain(found.until),
        "who": found.who,
        "place": found.place,
        "factuality": found.standing or ("happened" if found.event else None),
        "fates": found.fates,
        "articles": found.articles,
        "tellings": [cited(view, e) for e in found.tellings],
    }


def _file(path: Path) -> Path | None:
    """Where to write; `-` is standard output."""
    return None if str(path) == "-" else path
