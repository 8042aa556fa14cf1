"""What was named -> pieces of work: a file, or a stretch of an archive, each with what tells that it has changed."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from onrecord.ingest import SIDECAR, SUFFIXES, Given, printable
from onrecord.ingest.archive import Held
from onrecord.model import Finding, Severity
from onrecord.model.optional import library
from onrecord.run.engine import Engine, Lost
from onrecord.run.places import ARCHIVES, Form, Found, Place, PlaceError, is_address, is_pattern, matching
from onrecord.run.stages import Stages

SMALL = 1_000_000
"""Bytes of JSON Lines up to which they are read as one file, with whatever encoding they are in."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or a stretch of an archive: `count` records from the byte, or of Parquet the row, `start` on.

    `path` is how the place is shown; `first` is the number of the first record; `stamp` differs once the place is
    changed; `weight` is about how many bytes are in it.
    """

    place: str
    path: str
    form: Form
    stamp: str
    weight: int
    start: int = 0
    first: int = 1
    count: int = 0


def pieces(sources: Sequence[str], stages: Stages, engine: Engine, size: int) -> list[Piece | Finding]:
    """The pieces of some files, folders, patterns and addresses, the same whatever order they are named in.

    Archives are cut at every `size` records. What is not there, and what is no article, is a finding.
    """
    found: list[Piece | Finding] = []
    archives: list[Piece] = []
    plain: list[Path] = []
    for source in sorted(dict.fromkeys(sources)):
        for piece in _named(source):
            if isinstance(piece, Path):
                plain.append(piece)
            elif isinstance(piece, Piece) and piece.form is not Form.FILE:
                archives.append(piece)
            else:
                found.append(piece)
    return [*_plain(plain, stages), *found, *_cut(archives, engine, size)]


def _named(source: str) -> Iterator[Path | Piece | Finding]:
    there = Path(source)
    if not is_address(source) and (there.exists() or not is_pattern(source)):
        form = form_of(source, there.stat().st_size if there.is_file() else 0)
        yield there if form is Form.FILE else _archive(Place(source).file(), form)
    elif is_pattern(source):
        yield from _listed(list(matching(source)), source)
    elif (one := Place(source).file()) is not None:
        yield from _listed([one], source)
    else:
        yield from _listed(Place(source).files(), source, folder=source.rstrip("/").rpartition("/")[2])


def _listed(files: list[Found], source: str, folder: str | None = None) -> Iterator[Path | Piece | Finding]:
    if not files:
        yield Finding("no-such-file", Severity.ERROR, f"{source}: there is nothing here; check the address", source)
    stamps = {f.address: f.stamp for f in files}
    for file in files:
        form = form_of(file.address, file.size)
        if form is not Form.FILE:
            yield _archive(file, form)
        elif not is_address(file.address):
            yield Path(file.address)
        elif file.address.lower().endswith(SUFFIXES) and not file.address.lower().endswith(SIDECAR):
            yield _file(file, source, folder, stamps)


def _file(file: Found, source: str, folder: str | None, stamps: dict[str, str]) -> Piece:
    path = f"{folder}{file.address[len(source.rstrip('/')) :]}" if folder else _shown(file.address)
    beside = [stamps.get(side, "") for side in _sidecars(file.address)]
    return Piece(file.address, path, Form.FILE, "|".join([file.stamp, *beside]), file.size)


def form_of(name: str, size: int) -> Form:
    """How articles lie in a file of a name and size."""
    form = next((f for end, f in ARCHIVES.items() if name.lower().endswith(end)), Form.FILE)
    return Form.FILE if form is Form.LINES and size <= SMALL else form


def _archive(file: Found | None, form: Form) -> Piece | Finding:
    if file is None:
        return Finding("no-such-file", Severity.ERROR, "an archive was taken away while it was looked for")
    return Piece(file.address, _shown(file.address), form, file.stamp, file.size)


def _shown(address: str) -> str:
    return (
        "/".join(Path(address).absolute().parts[-2:])
        if not is_address(address)
        else "/".join(address.rsplit("/", 2)[-2:])
    )


def _sidecars(address: str) -> tuple[str, str]:
    return f"{address.rpartition('.')[0]}{SIDECAR}", f"{address}{SIDECAR}"


def _plain(paths: list[Path], stages: Stages) -> Iterator[Piece | Finding]:
    """The files that a build without shards would read, in the same order and under the same paths."""
    for given in stages.given(paths) if paths else ():
        if isinstance(given, Finding):
            yield given
        elif printable(str(given.file)) != str(given.file):
            message = f"{given.path}: its name is no UTF-8, by which a shard could find it again; rename it"
            yield Finding("unreadable", Severity.ERROR, message, path=given.path)
        else:
            own, *beside = (_at(place) for place in (str(given.file), *_sidecars(str(given.file))))
            stamp = "|".join(found.stamp if found else "" for found in (own, *beside))
            yield Piece(str(given.file), given.path, Form.FILE, stamp, own.size if own else 0)


def _at(place: str) -> Found | None:
    """The file that lies at a place; None where there is none, or none that can be looked for: the name is too long."""
    try:
        return Place(place).file()
    except PlaceError:
        return None


# --- archives ------------------------------------------------------------------------------------------


def _cut(archives: list[Piece], engine: Engine, size: int) -> Iterator[Piece | Finding]:
    for archive, found in engine.map(_Cutting(size), archives) if archives else ():
        if isinstance(found, Lost):
            message = f"{archive.path}: this archive could not be looked through ({found.reason})"
            yield Finding("unreadable", Severity.ERROR, message, path=archive.path)
        else:
            yield from found


@dataclass(frozen=True, slots=True)
class _Cutting:
    """The work of cutting archives, as a worker is told it."""

    size: int

    def __call__(self) -> Callable[[Piece], list[Piece | Finding]]:
        return self._pieces

    def _pieces(self, archive: Piece) -> list[Piece | Finding]:
        try:
            return [*_CUTS[archive.form](archive, self.size)]
        except (OSError, ValueError, RuntimeError, PlaceError) as error:
            message = f"{archive.path}: this archive could not be looked through ({error})"
            return [Finding("unreadable", Severity.ERROR, message, path=archive.path)]


def _cut_parquet(archive: Piece, size: int) -> Iterator[Piece]:
    with Place(archive.place).opened() as file:
        many = library("pyarrow.parquet", "arrow").ParquetFile(file).metadata.num_rows
    for start in range(0, many, size):
        weight = archive.weight * min(size, many - start) // max(many, 1)
        yield replace(archive, start=start, first=start + 1, count=min(size, many - start), weight=weight)


def _cut_warc(archive: Piece, size: int) -> Iterator[Piece]:
    with Place(archive.place).opened() as file:
        starts = [record.stream_pos for record in _responses(file, parse_http=False)]
    ends = [*starts[size::size], archive.weight]
    for n, (start, end) in enumerate(zip(starts[::size], ends, strict=False)):
        count = min(size, len(starts) - n * size)
        yield replace(archive, start=start, first=n * size + 1, count=count, weight=max(end - start, 1))


def _cut_lines(archive: Piece, size: int) -> Iterator[Piece]:
    with Place(archive.place).opened() as file:
        start, first = 0, 1
        while lines := [line for _ in range(size) if (line := file.readline())]:
            raw = b"".join(lines)
            raw.decode("utf-8-sig" if start == 0 else "utf-8")
            yield replace(archive, start=start, first=first, count=len(raw), weight=len(raw))
            start, first = start + len(raw), first + len(_lines(raw))


def _cut_packed(archive: Piece, _: int) -> Iterator[Piece]:
    yield archive


_CUTS: dict[Form, Callable[[Piece, int], Iterator[Piece]]] = {
    Form.PARQUET: _cut_parquet,
    Form.WARC: _cut_warc,
    Form.LINES: _cut_lines,
    Form.PACKED: _cut_packed,
}


def held(piece: Piece) -> Iterator[Held]:
    """The records of a stretch of an archive, in order."""
    return _RECORDS[piece.form](piece)


def _of_parquet(piece: Piece) -> Iterator[Held]:
    with Place(piece.place).opened() as file:
        table = library("pyarrow.parquet", "arrow").ParquetFile(file)
        past, end = 0, piece.start + piece.count
        for group in range(table.num_row_groups):
            many = table.metadata.row_group(group).num_rows
            if past < end and past + many > piece.start:
                cut = slice(max(piece.start - past, 0), end - past)
                for number, row in enumerate(table.read_row_group(group).to_pylist()[cut], past + cut.start + 1):
                    yield Held(f"{piece.path}#{number}", _plain_cells(row))
            past += many


def _plain_cells(row: dict[str, Any]) -> dict[str, Any]:
    """The cells as JSON has them: moments as ISO text."""
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()}


def _of_warc(piece: Piece) -> Iterator[Held]:
    with Place(piece.place).opened() as file:
        file.seek(piece.start)
        for number, record in enumerate(_responses(file, parse_http=True), piece.first):
            if number >= piece.first + piece.count:
                return
            kind = (record.http_content_type or "") if record.http_headers else ""
            sound = record.http_headers is not None and str(record.http_headers.status_code) == "200"
            if sound and kind in {"text/html", "application/xhtml+xml", "text/plain"}:
                address = record.headers.get("WARC-Target-URI")
                yield Held(f"{piece.path}#{number}", record.reader.read(), address, plain=kind == "text/plain")


def _responses(file: IO[bytes], *, parse_http: bool) -> Any:  # noqa: ANN401 (fastwarc has no types)
    warc = library("fastwarc.warc", "archive")
    return warc.ArchiveIterator(file, record_types=warc.WarcRecordType.response, parse_http=parse_http)


def _of_lines(piece: Piece) -> Iterator[Held]:
    with Place(piece.place).opened() as file:
        file.seek(piece.start)
        raw = file.read(piece.count)
    for number, line in enumerate(_lines(raw.removeprefix(b"\xef\xbb\xbf")), piece.first):
        if line.strip():
            yield Held(f"{piece.path}#{number}", line)


def _lines(raw: bytes) -> list[bytes]:
    found = re.split(rb"\r\n|\n|\r", raw)
    return found if found[-1] else found[:-1]


def _of_packed(piece: Piece) -> Iterator[Held]:
    arrow = library("pyarrow", "arrow")
    with Place(piece.place).opened() as packed, arrow.input_stream(packed, compression=_packing(piece.place)) as file:
        for number, line in enumerate(io.BufferedReader(file), 1):
            if line.strip():
                yield Held(f"{piece.path}#{number}", line.removeprefix(b"\xef\xbb\xbf"))


def _packing(place: str) -> str:
    return "gzip" if place.lower().endswith(".gz") else "zstd"


_RECORDS: dict[Form, Callable[[Piece], Iterator[Held]]] = {
    Form.PARQUET: _of_parquet,
    Form.WARC: _of_warc,
    Form.LINES: _of_lines,
    Form.PACKED: _of_packed,
}


@contextmanager
def at_hand(piece: Piece) -> Iterator[Given]:
    """A file on this machine, under its own path: what lies elsewhere is brought for as long, with its sidecar."""
    if not is_address(piece.place):
        yield Given(Path(piece.place), piece.path)
        return
    with tempfile.TemporaryDirectory() as folder:
        for address in (piece.place, *_sidecars(piece.place)):
            raw = Place(address).read_if_there()
            if raw is not None:
                Path(folder, address.rpartition("/")[2]).write_bytes(raw)
        yield Given(Path(folder, piece.place.rpartition("/")[2]), piece.path)
