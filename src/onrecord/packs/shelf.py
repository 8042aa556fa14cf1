"""Packs by name or file: those that come with the program, and users' own; checked, and as one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from onrecord.model import Severity
from onrecord.packs import check
from onrecord.packs.fault import Fault, FaultyPackError, UnknownPackError
from onrecord.packs.known import Known
from onrecord.packs.pack import Pack, joined, pack_of

GENERAL = "general"
"""The pack that always applies."""

SHIPPED = (GENERAL, "military-mission", "epidemic")
"""The packs that come with the program, in the order in which they are applied."""

_NOT_UTF8 = (
    "it is not saved as UTF-8, so its letters cannot be told. In your editor choose “Save as…”, and UTF-8 as the "
    "encoding."
)

LARGEST = 1_000_000
"""Bytes of the largest pack; the largest that comes with the program has some 30,000."""

_WORD_PROCESSORS = (b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of rich text, and documents of word processors new and old, begin."""

_NOT_PLAIN = (
    "it is a document of a word processor. Copy its words into an editor for plain text, and save them as a .toml file."
)


@dataclass(frozen=True, slots=True)
class PackText:
    """A pack as it is written: its name and its TOML, and whether it came with the program. A record keeps these."""

    name: str
    text: str
    shipped: bool = False


@cache
def shipped(name: str) -> PackText:
    """A pack that comes with the program; raises UnknownPackError."""
    if name not in SHIPPED:
        raise UnknownPackError(_unknown(name))
    return PackText(name, (files("onrecord.packs") / f"{name}.toml").read_text("utf-8"), shipped=True)


def all_shipped() -> tuple[PackText, ...]:
    """Every pack that comes with the program: what a new record is read with where nobody says otherwise."""
    return tuple(map(shipped, SHIPPED))


def chosen(
    names: Sequence[str | PackText],
    kept: Sequence[PackText] = (),
    *,
    warn: Callable[[Fault], object] = lambda _: None,
) -> tuple[PackText, ...]:
    """The packs of some names and files, `general` first whether named or not, each checked.

    What ends in `.toml` is a file; any other name is that of a pack that came with the program, or of one in `kept`.
    Raises FaultyPackError with all the faults of all files, or UnknownPackError; where there are only warnings, `warn`
    is told them.
    """
    there = {p.name: p for p in kept if not p.shipped}
    found, met = [shipped(GENERAL)], list[Fault]()
    given = [Path(n) for n in names if isinstance(n, str) and _is_file(n)]
    for name in dict.fromkeys(names):
        if isinstance(name, PackText):
            found.append(name)
        elif _is_file(name):
            text, wrong = checked(Path(name), _known(given, but=Path(name)))
            met += wrong
            found += [text] if text else []
        else:
            found.append(there.get(name) or shipped(name))
    met += _of_one_name(found, given)
    if any(f.severity is Severity.ERROR for f in met):
        raise FaultyPackError(met)
    for fault in met:
        warn(fault)
    return tuple(dict.fromkeys(found))


def current(kept: Iterable[PackText]) -> tuple[PackText, ...]:
    """The packs that a record keeps, as they are now: those of the program as it has them, the user's as kept."""
    now = [shipped(p.name) if p.shipped and p.name in SHIPPED else p for p in kept]
    return tuple(dict.fromkeys([shipped(GENERAL), *now]))


def faults(paths: Sequence[Path]) -> list[Fault]:
    """All faults of some pack files, checked as if they were used together."""
    checks = [(path, *checked(path, _known(paths, but=path))) for path in dict.fromkeys(paths)]
    found = [f for _, _, wrong in checks for f in wrong]
    return found + _of_one_name([t for _, t, _ in checks if t], [p for p, t, _ in checks if t])


def checked(path: Path, known: Known | None = None) -> tuple[PackText | None, list[Fault]]:
    """The pack in a file, None where it has an error, and all its faults."""
    data = _bytes(path)
    if isinstance(data, Fault):
        return None, [data]
    return checked_bytes(data, str(path), known)


def checked_bytes(data: bytes, path: str, known: Known | None = None) -> tuple[PackText | None, list[Fault]]:
    """The pack that some bytes are, None where it has an error, and all its faults; `path` is how they are called."""
    if len(data) > LARGEST:
        message = "the file is far too large for a pack, which is a list of words. See that it is the right one."
        return None, [Fault(path, None, "too-large", message)]
    if data.startswith(_WORD_PROCESSORS):
        return None, [Fault(path, None, "not-plain-text", _NOT_PLAIN)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [Fault(path, data.count(b"\n", 0, error.start) + 1, "not-utf8", _NOT_UTF8)]
    known = replace(known or _known_of_shipped(), taken=frozenset(SHIPPED))
    found = check.faults(text, path, known)
    faulty = any(f.severity is Severity.ERROR for f in found)
    return None if faulty else PackText(tomllib.loads(text)["name"], text), found


@cache
def combined(texts: tuple[PackText, ...]) -> Pack:
    """Packs as one; what a later one says of a measure is added. Raises FaultyPackError where one has an error."""
    known = _known_of_shipped()
    for text in texts:
        data = check.parsed(text.text, text.name)
        known = known.and_of(data) if isinstance(data, dict) else known
    wrong = [f for t in texts for f in check.faults(t.text, t.name, known) if f.severity is Severity.ERROR]
    if wrong:
        raise FaultyPackError(wrong)
    return joined([pack_of(tomllib.loads(t.text)) for t in texts])


def read_pack(source: str, name: str) -> Pack:
    """A pack from its text, alone; raises FaultyPackError, in which `name` stands for the file."""
    return combined((PackText(name, source),))


def pack(name: str) -> Pack:
    """One pack that comes with the program, alone; raises UnknownPackError."""
    return combined((shipped(name),))


def packs(names: tuple[str, ...] = SHIPPED) -> Pack:
    """Packs that come with the program as one, `general` first whether named or not."""
    return combined(tuple(map(shipped, dict.fromkeys((GENERAL, *names)))))


def _is_file(name: str) -> bool:
    return name.lower().endswith(".toml") or "/" in name or "\\" in name


def _unknown(name: str) -> str:
    if Path(name).is_file():
        return f"{name}: a pack is a file whose name ends in .toml. Rename it, such as to {Path(name).stem}.toml"
    close = [n for n in (f"{name}.toml",) if Path(n).is_file()] or get_close_matches(name, SHIPPED, n=1)
    meant = f' Did you mean "{close[0]}"?' if close else ""
    return (
        f'no pack is called "{name}".{meant} The program comes with {", ".join(SHIPPED)}. '
        f"A pack of your own is given as a file whose name ends in .toml, such as {name}.toml"
    )


def _bytes(path: Path) -> bytes | Fault:
    try:
        if path.is_dir():
            return Fault(str(path), None, "is-folder", "this is a folder. Name the pack file in it.")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        message = f"there is no such file.{_near(path)} See that its name is right, and in which folder you are."
        return Fault(str(path), None, "no-file", message)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Fault(str(path), None, "unreadable", f"the file cannot be read ({reason}). Give yourself the right to.")


def _near(path: Path) -> str:
    """What lies in the folder under almost the same name, such as an editor's "strike.toml.txt"."""
    try:
        close = get_close_matches(path.name, sorted(p.name for p in path.parent.iterdir()), n=1, cutoff=0.7)
    except OSError:
        return ""
    return f' There is a file "{close[0]}": did you mean it, or is it to be renamed?' if close else ""


UNREADABLE = frozenset({"no-file", "is-folder", "unreadable"})
"""The codes of faults of files that could not be looked at."""


@cache
def _known_of_shipped() -> Known:
    known = Known()
    for text in all_shipped():
        known = known.and_of(tomllib.loads(text.text))
    return known


def _known(paths: Iterable[Path], *, but: Path) -> Known:
    """What the packs of the program and some other files define; a file that cannot be read defines nothing."""
    known = _known_of_shipped()
    for path in (p for p in paths if p != but):
        found = _bytes(path)
        data = check.parsed(found.decode("utf-8-sig", "replace"), "") if isinstance(found, bytes) else []
        known = known.and_of(data) if isinstance(data, dict) else known
    return known


def _of_one_name(texts: Sequence[PackText], paths: Sequence[Path]) -> list[Fault]:
    """That two packs that are not the same have one name."""
    names = [t.name for t in dict.fromkeys(texts)]
    twice = sorted({n for n in names if names.count(n) > 1})
    told = ", ".join(map(str, paths))
    return [
        Fault(told, None, "same-name", f'two different packs are both called "{n}". Give one of them another name.')
        for n in twice
    ]
