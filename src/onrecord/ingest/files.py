"""The files that a user names: walked in order, each once, without following a loop."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.ingest.findings import error, note, warning
from onrecord.model import Finding

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")
"""What the names of article files end in, upper or lower case."""

SIDECAR = ".meta.json"


@dataclass(frozen=True, slots=True)
class Given:
    """A file to read, and the path that is shown and recorded for it: relative to what the user named."""

    file: Path
    path: str


@dataclass(slots=True)
class _Walk:
    """What one walk has met: folders by their inode, files by where they lie and what they are shown as."""

    folders: set[tuple[int, int]] = field(default_factory=set)
    files: set[tuple[Path, str]] = field(default_factory=set)


def given(paths: Iterable[Path]) -> Iterator[Given | Finding]:
    """The article files of some files and folders, the same whatever order they are named in.

    Hidden files and sidecars are passed over; whatever else is not read is a finding.
    """
    walk = _Walk()
    for place in sorted({Path(os.path.abspath(p)) for p in paths}):  # noqa: PTH100 (resolve would follow links)
        yield from _named(place, walk)


def _named(place: Path, walk: _Walk) -> Iterator[Given | Finding]:
    shown = printable(f"{place.parent.name}/{place.name}")
    try:
        state = place.stat()
    except FileNotFoundError:
        yield error("no-such-file", printable(str(place)), "there is no such file or folder; check the path")
    except OSError as fault:
        yield _unreadable(shown, fault)
    else:
        if stat.S_ISDIR(state.st_mode):
            before = len(walk.files)
            yield from _folder(place, printable(place.name), (), walk)
            if len(walk.files) == before:
                message = f"no article in this folder; save articles there, as {', '.join(SUFFIXES)}"
                yield warning("no-articles", printable(place.name), message)
        else:
            yield from _file(place, shown, walk)


def _folder(place: Path, shown: str, above: tuple[tuple[int, int], ...], walk: _Walk) -> Iterator[Given | Finding]:
    try:
        state = place.stat()
        names = sorted(os.listdir(place))  # noqa: PTH208 (names, not paths, are what is sorted)
    except OSError as fault:
        yield _unreadable(shown, fault)
        return
    here = (state.st_dev, state.st_ino)
    if here in above:
        yield warning("directory-loop", shown, "this link leads back to a folder above it; it is not followed")
    elif here in walk.folders:
        yield note("folder-again", shown, "this folder was already read under another name; it is not read twice")
    else:
        walk.folders.add(here)
        yield from _orphans(names, shown)
        for name in names:
            if not name.startswith("."):
                yield from _entry(place / name, f"{shown}/{printable(name)}", (*above, here), walk)


def _entry(place: Path, shown: str, above: tuple[tuple[int, int], ...], walk: _Walk) -> Iterator[Given | Finding]:
    if place.is_dir():
        yield from _folder(place, shown, above, walk)
    elif not place.name.lower().endswith(SIDECAR):
        yield from _file(place, shown, walk)


def _file(place: Path, shown: str, walk: _Walk) -> Iterator[Given | Finding]:
    if place.name.lower().endswith(SIDECAR):
        yield note("not-an-article", shown, "a sidecar tells about the article beside it; name the article instead")
    elif place.suffix.lower() not in SUFFIXES:
        yield note("not-an-article", shown, f"not read: articles end in {', '.join(SUFFIXES)}")
    elif (place, shown) not in walk.files:
        walk.files.add((place, shown))
        yield Given(place, shown)


def _orphans(names: list[str], shown: str) -> Iterator[Finding]:
    """Sidecars that no article stands beside: most likely a name mistyped."""
    articles = {n for n in names if n.lower().endswith(SUFFIXES) and not n.lower().endswith(SIDECAR)}
    beside = articles | {n[: n.rfind(".")] for n in articles}
    for name in names:
        if name.lower().endswith(SIDECAR) and not name.startswith(".") and name[: -len(SIDECAR)] not in beside:
            message = "no article of this name stands beside this sidecar; it is not used"
            yield note("sidecar-alone", f"{shown}/{printable(name)}", message)


def _unreadable(shown: str, fault: OSError) -> Finding:
    reason = (fault.strerror or type(fault).__name__).lower()
    return error("unreadable", shown, f"cannot be read ({reason}); check that it is there and that you may read it")


def printable(name: str) -> str:
    """A name as UTF-8 can carry it: bytes that are no UTF-8 are shown as U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
