"""Files by path or address: on this machine, or wherever a filesystem of pyarrow reaches (s3://, gs://, hdfs://…).

These are the filesystems that Ray Data's readers use, with their credentials and retries.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from onrecord.ingest import printable
from onrecord.model.errors import OnrecordError
from onrecord.model.optional import library

DRAFT = ".draft"
"""What the name of a file ends in that is being written; it begins with `_`, so that readers of folders pass it."""
_MAGIC = re.compile(r"[*?\[]")


class Form(StrEnum):
    """How articles lie in a place."""

    FILE = "file"
    LINES = "lines"
    PACKED = "packed"
    PARQUET = "parquet"
    WARC = "warc"


ARCHIVES = {
    ".jsonl": Form.LINES,
    ".jsonl.gz": Form.PACKED,
    ".jsonl.zst": Form.PACKED,
    ".parquet": Form.PARQUET,
    ".warc": Form.WARC,
    ".warc.gz": Form.WARC,
}
"""Endings of the names of archives. JSON Lines that are packed cannot be entered in the middle: one piece a file."""


class PlaceError(OnrecordError):
    """A file or folder that cannot be reached, read or written; the message names it."""

    def __init__(self, address: str, reason: object) -> None:
        """Tell which, and why."""
        super().__init__(f"{address}: this could not be reached, read or written ({reason})")


@dataclass(frozen=True, slots=True)
class Found:
    """A file that a listing has: its address, its size in bytes, and a stamp that differs once it is changed."""

    address: str
    size: int
    stamp: str


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder. Every method raises PlaceError where the place cannot be used."""

    address: str

    def __truediv__(self, name: str) -> Place:
        """What lies in this folder under a name."""
        return Place(f"{self.address.rstrip('/')}/{name}")

    def read(self) -> bytes:
        """What a file holds."""
        with self._open() as file:
            data: bytes = self._asked(file.read)
            return data

    def opened(self) -> IO[bytes]:
        """A file to read from, at any position."""
        return io.BufferedReader(self._open())

    def read_if_there(self) -> bytes | None:
        """What a file holds; None where there is none."""
        return self.read() if self.is_file() else None

    def is_file(self) -> bool:
        """Whether a file lies here."""
        system, path = _system(self.address)
        return bool(self._asked(lambda: system.get_file_info(path).is_file))

    def write(self, data: bytes) -> None:
        """Put a file here, whole or not at all."""
        system, path = _system(self.address)
        self._asked(lambda: _write(system, path, data))

    def delete(self) -> None:
        """Take the file away; nothing where there is none."""
        system, path = _system(self.address)
        if self.is_file():
            self._asked(lambda: system.delete_file(path))

    def files(self) -> list[Found]:
        """The files in this folder and those below it, by address; none where there is no folder."""
        system, path = _system(self.address)
        selector = library("pyarrow.fs", "arrow").FileSelector(path, recursive=True, allow_not_found=True)
        infos = self._asked(lambda: system.get_file_info(selector))
        stem = self.address.rstrip("/")
        found = (Found(f"{stem}{i.path[len(path.rstrip('/')) :]}", i.size, _stamp(i)) for i in infos if i.is_file)
        return sorted(found, key=lambda f: f.address)

    def file(self) -> Found | None:
        """The file that lies here; None where there is none, or a folder."""
        system, path = _system(self.address)
        info = self._asked(lambda: system.get_file_info(path))
        return Found(self.address, info.size, _stamp(info)) if info.is_file else None

    def _open(self) -> Any:  # noqa: ANN401 (a file of pyarrow)
        system, path = _system(self.address)
        return self._asked(lambda: system.open_input_file(path))

    def _asked(self, ask: Any) -> Any:  # noqa: ANN401 (pyarrow need not be there)
        try:
            return ask()
        except OSError as error:
            raise PlaceError(self.address, error.strerror or error) from error
        except UnicodeEncodeError as error:
            raise PlaceError(printable(self.address), "its name is no UTF-8; rename it") from error


def is_address(text: str) -> bool:
    """Whether a text names a place by its address, not by a path of this machine."""
    return bool(re.match(r"[a-z][a-z0-9+.-]+://", text))


def is_pattern(text: str) -> bool:
    """Whether a text is a pattern of names (`*`, `?`, `[…]`, and `**` across folders)."""
    return bool(_MAGIC.search(text))


def needs_shards(source: str) -> bool:
    """Whether what is named can only be read by way of shards: an archive, a pattern of names, or an address."""
    archive = any(source.lower().endswith(end) for end, form in ARCHIVES.items() if form is not Form.LINES)
    return is_address(source) or archive or (is_pattern(source) and not Path(source).exists())


def matching(pattern: str) -> Iterator[Found]:
    """The files whose addresses a pattern matches, by address."""
    folder = pattern[: _MAGIC.search(pattern).start()].rpartition("/")[0]  # type: ignore[union-attr] # a pattern
    wanted = re.compile(_regex(pattern))
    yield from (f for f in Place(folder).files() if wanted.fullmatch(f.address))


def _regex(pattern: str) -> str:
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    tokens = re.findall(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|.", pattern)
    return "".join(parts.get(t) or (t if t.startswith("[") and len(t) > 1 else re.escape(t)) for t in tokens)


def _stamp(info: Any) -> str:  # noqa: ANN401 (a FileInfo of pyarrow)
    return f"{info.size} {info.mtime_ns}"


def _write(system: Any, path: str, data: bytes) -> None:  # noqa: ANN401 (a filesystem of pyarrow)
    folder, _, name = path.rpartition("/")
    system.create_dir(folder, recursive=True)
    local = system.type_name == "local"  # elsewhere a file is there when it is closed, and not before
    draft = f"{folder}/_{name}.{os.getpid()}{DRAFT}" if local else path
    with system.open_output_stream(draft) as out:
        out.write(data)
    if local:
        os.replace(draft, path)  # noqa: PTH105 (a path as pyarrow names it)


@cache
def _root(scheme: str, host: str) -> tuple[Any, str]:
    """The filesystem of a scheme and host (or bucket), and what its paths begin with."""
    fs = library("pyarrow.fs", "arrow")
    try:
        system, path = fs.FileSystem.from_uri(f"{scheme}://{host}/")
    except (OSError, ValueError) as error:
        root = f"{scheme}://{host}"
        raise PlaceError(root, error) from error
    return system, path.rstrip("/")


def _system(address: str) -> tuple[Any, str]:
    """The filesystem that an address lies on, and its path there."""
    if not is_address(address):
        return _root("file", "")[0], os.path.abspath(address)  # noqa: PTH100 (resolve would follow links)
    parts = urlsplit(address)
    system, path = _root(parts.scheme, parts.netloc)
    return system, f"{path}{unquote(parts.path)}"
