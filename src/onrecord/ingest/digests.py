"""What a file gives is known from its bytes: a digest of all that reading it looks at, so that none is read in vain."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version as installed
from importlib.resources import files
from importlib.resources.abc import Traversable

from onrecord.ingest.decode import content
from onrecord.ingest.files import SIDECAR, Given
from onrecord.model import Finding

LIBRARIES = ("charset-normalizer", "courlan", "htmldate", "lxml", "pycountry", "python-dateutil", "trafilatura")
"""What reading a file asks beside our own code."""
OWN = ("ingest", "model", "packs")


def seen(given: Given) -> str | None:
    """The digest of a file's path, its bytes, its sidecar's and of what reads them; None where it cannot be read."""
    total = hashlib.sha256(f"{_reader()}\0{given.path}\0".encode())
    total.update(given.file.suffix.encode("utf-8", "surrogateescape"))
    places = [given.file, *(given.file.with_name(n + SIDECAR) for n in (given.file.stem, given.file.name))]
    for place in places:
        raw = content(place, given.path) if place is given.file or place.exists() else b""
        if isinstance(raw, Finding):
            return None
        total.update(b"\0%d\0" % len(raw) + raw)
    return total.hexdigest()


@cache
def _reader() -> str:
    """The digest of the code and word lists that read files, and the versions of what they ask."""
    total = hashlib.sha256(platform.python_version().encode())
    for name in LIBRARIES:
        total.update(f"\0{name} {installed(name)}".encode())
    for name in OWN:
        for file in _files(files("onrecord") / name):
            total.update(b"\0" + file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for place in sorted(folder.iterdir(), key=lambda p: p.name):
        if place.is_dir():
            yield from _files(place)
        elif place.name.endswith((".py", ".toml")):
            yield place
