"""Reading at scale: the options of it that a build has, `onrecord shard`, and the export to Parquet files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from onrecord import api, pack_commands
from onrecord.present import terminal
from onrecord.record import codec
from onrecord.run import Engines, Sharding, needs_shards, story_of
from onrecord.run.sharded import SIZE
from onrecord.shell import DONE, FAULTS, Json, Out, progressing

EngineName = Annotated[
    Engines, typer.Option("--engine", help="Where articles are read: by processes here, or on Ray (RAY_ADDRESS).")
]
Shards = Annotated[
    str | None,
    typer.Option(
        "--shards",
        metavar="DIR",
        help="Read by way of Parquet files in this folder, or at this address, which stay. Unset, where they are "
        "needed (--engine ray, --story, archives, patterns, addresses): RECORD.shards.",
    ),
]
StoryFile = Annotated[
    Path | None, typer.Option("--story", metavar="FILE", help="A story profile: which articles to read, as TOML.")
]


def of_build(
    paths: list[str],
    record: Path,
    shards: str | None,
    engine: Engines,
    story: Path | None,
    processes: int | None,
) -> Sharding | None:
    """How a build makes shards; None for one that needs none."""
    if not (shards or story or engine is not Engines.LOCAL or any(map(needs_shards, paths))):
        return None
    return Sharding(shards or f"{record}.shards", story_of(story) if story else None, engine, processes)


def shard(  # noqa: PLR0913 (one parameter an option)
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Article files, folders of them, archives, patterns and addresses."),
    ],
    into: Annotated[str, typer.Option("--into", metavar="DIR", help="The folder, or address, to write to.")],
    pack: Annotated[
        list[str] | None,
        typer.Option("--pack", metavar="NAME_OR_FILE", help="A story pack to read with. Unset: all that come along."),
    ] = None,
    processes: Annotated[int | None, typer.Option(min=1, help="Workers that read. Unset: one a processor.")] = None,
    *,
    engine: EngineName = Engines.LOCAL,
    story: StoryFile = None,
    size: Annotated[int, typer.Option(min=1, help="Files of a shard in the mean, or records of an archive.")] = SIZE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Json = False,
) -> None:
    """Read articles into Parquet files, without a record, to be queried where they lie. What is done there stays."""
    packs = pack_commands.named(pack)
    sharding = Sharding(into, story_of(story) if story else None, engine, processes, size)
    with progressing(quiet=quiet) as progress:
        done = api.shard(*paths, sharding=sharding, packs=packs, progress=progress)
    if as_json:
        typer.echo(codec.encode(codec.plain(done)))
    elif not quiet:
        facts = [("articles", f"{done.articles:,}"), ("entries", f"{done.entries:,}"), *left_out(done.left_out)]
        quarantined = [("quarantined", ", ".join(done.quarantined))] if done.quarantined else []
        terminal.facts(Out(), [*facts, ("findings", f"{done.findings:,}"), *quarantined])
    raise typer.Exit(FAULTS if done.errors else DONE)


def left_out(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """How many articles a story left out, by reason; no line where it left out none."""
    told = ", ".join(f"{many:,} by {reason}" for reason, many in sorted(counts.items()))
    return [("left out", told)] if told else []


def export(record: Path, folder: Path | None, known: date | None, *, readings: bool) -> None:
    """Write Parquet files of a record, or say what is missing for it."""
    if folder is None or readings:
        message = "Parquet files go into a folder, named with -o, and without --readings"
        raise typer.BadParameter(message)
    with api.open(record, read_only=True) as opened:
        for file in opened.parquet(folder, known=known):
            typer.echo(str(file))
