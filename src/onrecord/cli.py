"""The command line: thin commands over `onrecord.api`."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from onrecord import api, ask_commands, pack_commands, shard_commands, source_commands, view_commands
from onrecord.model import CommitmentType, Finding, Kind, Reading, Revision, Severity
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
    lines,
    rows,
    timeline,
)
from onrecord.record import codec, exchange
from onrecord.run import BuildSummary, Engines
from onrecord.shell import (
    DEFAULT_RECORD,
    DONE,
    EPILOG,
    EXIT_CODES,
    FAULTS,
    INTERRUPTED,
    UNUSABLE,
    USAGE,
    Commands,
    Json,
    Known,
    On,
    OnDay,
    Out,
    RecordFile,
    cited,
    dated,
    day,
    progressing,
    say,
    say_left_out,
    set_against,
    standing,
)

__all__ = ["DONE", "EXIT_CODES", "FAULTS", "INTERRUPTED", "UNUSABLE", "USAGE", "app"]

app = typer.Typer(
    cls=Commands,
    name="onrecord",
    help="The record of a running story, built from its news coverage, that anyone can check.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)

Packs = Annotated[
    list[str] | None,
    typer.Option(
        "--pack",
        metavar="NAME_OR_FILE",
        help="A story pack to read with, beside `general`; may be given several times. "
        "Unset: those that the record was read with before, in a new record all that come with the program.",
    ),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="A file to write. Unset: standard output.")]
Least = Annotated[
    float | None,
    typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure than this, 0 to 1."),
]
Day = Annotated[str | None, typer.Option(metavar="DATE", help="A day of publication as 2021-02-17.")]
WIDTH = 120
"""Columns of what is meant for a terminal and goes to a file."""


class Format(StrEnum):
    """What an export can be written as."""

    JSONL = "jsonl"
    PARQUET = "parquet"


class Shown(StrEnum):
    """How a reading is shown."""

    TERMINAL = "terminal"
    HTML = "html"
    JSON = "json"


def _version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 (only this option needs it)

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def main(
    *,
    _: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=lambda v: _version(wanted=v))
    ] = False,
) -> None:
    """The record of a running story, built from its news coverage, that anyone can check."""


@app.command("build", epilog=EPILOG)
def build_command(  # noqa: PLR0913 (what a build can be told, each by its name)
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Article files, folders of them, archives, patterns and addresses."),
    ],
    record: RecordFile = DEFAULT_RECORD,
    pack: Packs = None,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Processes that read, 400 MB each, and judge. Unset: one for each 30 new articles, at most all cores.",
        ),
    ] = None,
    *,
    engine: shard_commands.EngineName = Engines.LOCAL,
    shards: shard_commands.Shards = None,
    story: shard_commands.StoryFile = None,
    profile: Annotated[bool, typer.Option("--profile", help="Print what the build cost, stage by stage.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Json = False,
) -> None:
    """Put articles on record. What is known already is left alone; a build that was stopped carries on."""
    packs = pack_commands.picked(pack, record)
    sharding = shard_commands.of_build(paths, record, shards, engine, story, processes)
    with api.open(record, create=True) as opened, progressing(quiet=quiet) as progress:
        summary = opened.build(*paths, packs=packs, processes=processes, progress=progress, sharding=sharding)
        found = opened.findings()
        there = {r.id: r.path for r in opened.store.revisions()} if found else {}
    if as_json:
        told = codec.plain(summary)
        typer.echo(codec.encode(told if profile else {k: v for k, v in told.items() if k != "spent"}))
    elif not quiet:
        terminal.facts(Out(), _summary(summary))
    if profile and not as_json:
        terminal.costs(Out(), summary.spent, summary.articles)
    if not as_json and not quiet:
        terminal.findings(Console(stderr=True), [f for f in found if f.severity is not Severity.NOTE], there)
    raise typer.Exit(FAULTS if summary.findings[Severity.ERROR] else DONE)


@app.command("read", epilog=EPILOG)
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
        _written(_lines_read(read, form), output)
    raise typer.Exit(FAULTS if any(f.severity is Severity.ERROR for f in found) else DONE)


@app.command()
def show(record: RecordFile = DEFAULT_RECORD, known: Known = None, *, as_json: Json = False) -> None:
    """Show what is in the record: articles, entries by kind, findings."""
    with api.open(record, read_only=True) as opened:
        view = opened.view(known=day(known))
    if as_json:
        typer.echo(codec.encode(_shown(view)))
    else:
        terminal.show(Out(), str(record), view)
    say_left_out(view)


@app.command()
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


@app.command()
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


@app.command("commitments")
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
        _written(calendar.lines(view, found), _file(ics))
        _tell_left_out(calendar.undated(found), "commitment", "has no deadline, so that a calendar cannot hold it")
    elif as_json:
        typer.echo(codec.encode(_stand(view, found)))
    elif found.rows:
        chronicle.commitments(Out(), view, found)
    else:
        typer.echo(f"Not on record as of {found.on}.")
    say_left_out(view)


@app.command("conflicts")
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


@app.command("timeline")
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
        _written(timelinejs.lines(view, found, record.stem), _file(timelinejs_file))
        _tell_left_out(timelinejs.undrawn(found), "occurrence", "has no known day, so that TimelineJS cannot show it")
    elif as_json:
        for each in found:
            typer.echo(codec.encode(_occurred(view, each)))
    elif found:
        chronicle.timeline(Out(), view, found)
    else:
        typer.echo("Not on record.")
    say_left_out(view)


@app.command()
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


app.command("board")(view_commands.board)
app.command("brief")(view_commands.brief)
app.command("diff")(view_commands.diff)
app.command("shard", epilog=EPILOG)(shard_commands.shard)
app.command("ask")(ask_commands.ask)
app.command("search")(ask_commands.search)
app.command("sources")(source_commands.sources)
app.command("entities")(source_commands.entities_command)
app.command("judge")(source_commands.judge)


@app.command(epilog=EPILOG)
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


@app.command()
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
            _written(opened.lines(readings=readings), output)
            return
        view = opened.view(known=by)
        _written(lines(view, record), output)
    say_left_out(view)


@app.command()
def journal(
    record: RecordFile = DEFAULT_RECORD,
    output: Output = None,
) -> None:
    """Write out all that was ever recorded, superseded and undone, with when and by whom."""
    with api.open(record, read_only=True) as opened:
        _written(opened.journal_lines(), output)


@app.command("import")
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


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(help="What `onrecord journal` wrote.")],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Make a new record from a journal, with its whole history."""
    with api.open(record, create=True) as opened:
        typer.echo(f"{opened.replay(file):,} rows")


@app.command()
def dossier(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write; made where there is none.")],
    record: RecordFile = DEFAULT_RECORD,
    known: Known = None,
) -> None:
    """Write the record as pages that open from disk, each entry linked to its words."""
    with api.open(record, read_only=True) as opened:
        files = opened.dossier(folder, known=day(known))
    typer.echo(f"{len(files):,} files. Open {folder / 'index.html'} in a browser.")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put it.")] = Path("demo"),
    *,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Build the record and the dossier of a bundled story: a fictional one, so nothing in it is true."""
    with progressing(quiet=quiet) as progress:
        summary = api.demo(folder, progress=progress)
    if not quiet:
        terminal.facts(Out(), _summary(summary))
        typer.echo(f"Open {folder / 'dossier' / 'index.html'} in a browser,")
        typer.echo(f"or look with: onrecord show --record {folder / 'story.db'}")


app.add_typer(pack_commands.app, name="pack")

# --- what the commands share ---------------------------------------------------------------------------


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


def _written(lines: Iterable[str], output: Path | None) -> None:
    if output is not None:
        api.write_lines(output, lines)
        return
    out = sys.stdout.buffer
    for line in lines:
        out.write(f"{line}\n".encode())
    out.flush()


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


def _summary(summary: BuildSummary) -> list[tuple[str, str]]:
    entries, found = summary.entries, summary.findings
    changed = f"{entries.appended:,} new, {entries.superseded:,} changed, {entries.retired:,} retired"
    return [
        ("files", f"{summary.files:,}"),
        ("articles", f"{summary.articles:,} ({summary.added:,} new)"),
        ("packs", ", ".join(summary.packs)),
        ("read", f"{summary.read:,}, {summary.known:,} known already, {summary.failed:,} failed"),
        ("entries", changed + (f", {entries.refused:,} refused" if entries.refused else "")),
        *shard_commands.left_out(summary.left_out),
        ("findings", ", ".join(f"{n:,} {s}{'' if n == 1 else 's'}" for s, n in found.items() if n) or "none"),
    ]


def _shown(view: View) -> dict[str, Any]:
    severities = [f.severity for f in view.findings]
    return {
        "articles": [
            {k: v for k, v in exchange.told(exchange.Article(r)).items() if k not in {"text", "zones", "evidence"}}
            for r in view.revisions
        ],
        "entries": {kind.value: count for kind, count in view.kinds()},
        "findings": {s.value: severities.count(s) for s in Severity},
        "packs": list(view.packs),
        "export": view.digest,
    }
