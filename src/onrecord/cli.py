"""The command line: thin commands over `onrecord.api`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from onrecord import (
    api,
    ask_commands,
    file_commands,
    listing_commands,
    pack_commands,
    reading_commands,
    shard_commands,
    source_commands,
    view_commands,
)
from onrecord.model import Severity
from onrecord.present import terminal
from onrecord.query import View
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
    Out,
    RecordFile,
    day,
    progressing,
    say_left_out,
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


app.command("read", epilog=EPILOG)(reading_commands.read_command)


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


app.command("statements")(listing_commands.statements)
app.command("figures")(listing_commands.figures)
app.command("commitments")(listing_commands.commitments_command)
app.command("conflicts")(listing_commands.conflicts_command)
app.command("timeline")(listing_commands.timeline_command)
app.command("copies")(listing_commands.copies)
app.command("board")(view_commands.board)
app.command("brief")(view_commands.brief)
app.command("diff")(view_commands.diff)
app.command("shard", epilog=EPILOG)(shard_commands.shard)
app.command("ask")(ask_commands.ask)
app.command("search")(ask_commands.search)
app.command("sources")(source_commands.sources)
app.command("entities")(source_commands.entities_command)
app.command("judge")(source_commands.judge)
app.command("check", epilog=EPILOG)(file_commands.check)
app.command("export")(file_commands.export)
app.command("journal")(file_commands.journal)
app.command("import")(file_commands.import_command)
app.command("replay")(file_commands.replay)


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
