"""The commands about story packs: `onrecord pack list`, `show` and `check`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text

from onrecord import api, packs
from onrecord.model import Severity
from onrecord.packs import Fault, PackText
from onrecord.packs.told import holds, title, told
from onrecord.present import terminal
from onrecord.record import codec
from onrecord.shell import DONE, EPILOG, FAULTS, UNUSABLE, Json, Out, say

INDENT = 2

app = typer.Typer(
    help="Story packs: which words count, measure and tell of what, for a kind of story.", no_args_is_help=True
)

OfRecord = Annotated[
    Path | None, typer.Option("--record", "-r", help="A record's file: also the packs that it is read with.")
]


@app.command("list")
def list_command(record: OfRecord = None, *, as_json: Json = False) -> None:
    """List the packs that come with the program; with --record, those that the record is read with."""
    kept = _kept(record)
    found = kept if record else packs.all_shipped()
    if as_json:
        for pack in found:
            typer.echo(codec.encode({**_about(pack), "holds": holds(pack)}))
        return
    if not found:
        typer.echo("No article of this record has been read with a pack yet.")
    for pack in found:
        out = Out()
        out.print(Text(f"{pack.name}: {terminal.clean(title(pack))}", style="bold"), soft_wrap=True)
        out.print(Padding(Text(_inside(pack)), (0, 0, 0, INDENT), expand=False))


@app.command()
def show(
    pack: Annotated[str, typer.Argument(metavar="NAME_OR_FILE", help="A pack's name, or a file that holds one.")],
    record: OfRecord = None,
    *,
    toml: Annotated[bool, typer.Option("--toml", help="Print the pack as it is written.")] = False,
    as_json: Json = False,
) -> None:
    """Tell in plain words what a pack counts and measures, and which events and commitments it finds."""
    found = _picked([pack], _kept(record))[-1]
    if toml:
        typer.echo(found.text, nl=not found.text.endswith("\n"))
    elif as_json:
        typer.echo(codec.encode({**_about(found), **_plain(tomllib.loads(found.text))}))
    else:
        out = Out()
        for indent, line in told(found):
            text = Text(terminal.clean(line), style="" if indent else "bold")
            out.print(Padding(text, (0, 0, 0, INDENT * indent), expand=False) if line else "")


@app.command(epilog=EPILOG)
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Pack files, checked as used together.")],
    *,
    as_json: Json = False,
) -> None:
    """Check packs of your own: every fault with its file, line and key, and what was expected."""
    found = packs.faults(files)
    if as_json:
        for fault in found:
            typer.echo(codec.encode(codec.plain(fault)))
    else:
        _listed(found, files)
    if any(f.code in packs.UNREADABLE for f in found):
        raise typer.Exit(UNUSABLE)
    raise typer.Exit(FAULTS if any(_is_error(f) for f in found) else DONE)


def picked(names: Sequence[str] | None, record: Path) -> tuple[PackText, ...] | None:
    """The packs that a command names, warnings told; None where it names none. Raises before a record is touched."""
    return None if names is None else _picked(names, _kept(record) if record.exists() else ())


def named(names: Sequence[str] | None) -> tuple[PackText, ...] | None:
    """The same where there is no record."""
    return None if names is None else _picked(names, ())


def _picked(names: Sequence[str], kept: Sequence[PackText]) -> tuple[PackText, ...]:
    warnings: list[Fault] = []
    found = packs.chosen(names, kept, warn=warnings.append)
    for fault in warnings:
        say(f"warning: {fault}")
    return found


def _kept(record: Path | None) -> tuple[PackText, ...]:
    if record is None:
        return ()
    with api.open(record, read_only=True) as opened:
        return opened.packs()


def _about(pack: PackText) -> dict[str, Any]:
    return {"name": pack.name, "title": title(pack), "shipped": pack.shipped}


def _inside(pack: PackText) -> str:
    counts = ", ".join(terminal.number(n, kind.removesuffix("s")) for kind, n in holds(pack).items() if n)
    return f"{counts or 'word lists only'}; {'comes with the program' if pack.shipped else 'your own'}"


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in data.items() if k not in {"name", "title"}}


def _is_error(fault: Fault) -> bool:
    return fault.severity is Severity.ERROR


def _listed(found: Sequence[Fault], files: Iterable[Path]) -> None:
    out = Out()
    for fault in found:
        line = Text(f"{fault.severity.value:<8}", style=terminal.STYLES[fault.severity])
        out.print(line + Text(terminal.clean(str(fault))), soft_wrap=True)
    faulty = {f.path for f in found}
    for path in dict.fromkeys(files):
        if str(path) not in faulty:
            out.print(Text(f"{terminal.clean(str(path))}: no fault found"), soft_wrap=True)
