"""What can be named beside files and folders: archives, patterns, addresses."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra arrow)")

from onrecord.model import Finding, Revision  # noqa: E402 (after the library that may not be there)
from onrecord.packs import all_shipped  # noqa: E402
from onrecord.run import Inline, needs_shards  # noqa: E402
from onrecord.run import sources as sources_module  # noqa: E402
from onrecord.run.pipeline import default_stages  # noqa: E402
from onrecord.run.places import Place, PlaceError, matching  # noqa: E402
from onrecord.run.shard_work import Method, taking  # noqa: E402
from onrecord.run.shards import planned as planned_by  # noqa: E402
from onrecord.run.sources import Piece, pieces  # noqa: E402
from onrecord.run.story import Story  # noqa: E402

OBJECTS = [
    {
        "title": f"Page {n}",
        "url": f"https://courier.example/{n}",
        "text": f"Ada Renner said {n + 3} tents stood in Port Harrow.\n\nNobody denied it on Monday, she said.",
        "date": "2019-05-01",
    }
    for n in range(9)
]
SIDECAR = {"publisher": "Courier", "published": "2019-05-01"}
PAGE = """<html><head><title>Page {n}</title><meta property="article:published_time" content="2019-05-01"></head>
<body><article><h1>Page {n}</h1><p>Ada Renner said {n} tents stood in Port&nbsp;Harrow, and that it was so.</p>
<p>Nobody denied it on Monday, she said, and nobody would.</p></article></body></html>"""


def taken(sources: list[str], place: Path, story: Story | None = None, size: int = 4) -> list[Revision | Finding]:
    method = Method(default_stages(), all_shipped(), str(place / "shards"), story)
    plan = planned_by(sources, method, Inline(), size)
    work = taking(method)
    return [*plan.findings, *(found for shard in plan.shards for _, found in work(shard).found)]


def revisions(found: list[Revision | Finding]) -> list[Revision]:
    assert [f for f in found if isinstance(f, Finding)] == []
    return [f for f in found if isinstance(f, Revision)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "stories"
    (place / "sub").mkdir(parents=True)
    for n, each in enumerate(OBJECTS):
        (place / ("sub" if n % 2 else ".") / f"{n}.txt").write_text(each["text"])
        (place / ("sub" if n % 2 else ".") / f"{n}.meta.json").write_text(json.dumps(SIDECAR))
    return place


def lines(ending: str = "\n") -> bytes:
    return "".join(json.dumps(o) + ending for o in OBJECTS).encode()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n"])
def test_long_json_lines_are_cut_and_come_out_as_one_file_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(ending))
    (tmp_path / "a.meta.json").write_text('{"publisher": "The Courier"}')
    whole = revisions(taken([str(tmp_path / "a.jsonl")], tmp_path))
    monkeypatch.setattr(sources_module, "SMALL", 10)
    cut = revisions(taken([str(tmp_path / "a.jsonl")], tmp_path))
    assert cut == whole
    assert len(cut) == len(OBJECTS)
    assert {r.publisher.value for r in cut if r.publisher} == {"The Courier"}


def test_packed_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines()))
    found = revisions(taken([str(tmp_path / "a.jsonl.gz")], tmp_path))
    assert [r.path for r in found] == [f"{tmp_path.name}/a.jsonl.gz#{n}" for n in range(1, 10)]


def test_parquet_of_articles(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [o | {"date": datetime(2019, 5, 1)} for o in OBJECTS]  # noqa: DTZ001 (a moment as Parquet holds it)
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=3)
    found = revisions(taken([str(tmp_path / "a.parquet")], tmp_path))
    assert [r.path for r in found] == [f"{tmp_path.name}/a.parquet#{n}" for n in range(1, 10)]
    assert [r.title.value for r in found if r.title] == [o["title"] for o in OBJECTS]
    assert {str(r.published.interval) for r in found if r.published} == {"2019-05-01"}


def warc(pages: int) -> bytes:
    """Pages as a crawler keeps them, one gzip member a record."""
    out = io.BytesIO()
    for n in range(pages):
        body = PAGE.format(n=n).encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        for kind, block in (("request", b"GET / HTTP/1.1\r\n\r\n"), ("response", http)):
            head = (
                f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://courier.example/{n}\r\n"
                f"WARC-Date: 2019-06-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{kind}-{n}>\r\n"
                f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_warc(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001 (a case)
    pytest.importorskip("fastwarc", reason="FastWARC is not installed (the extra archive)")
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(warc(9) if packed else gzip.decompress(warc(9)))
    found = revisions(taken([str(file)], tmp_path))
    assert [r.path for r in found] == [f"{tmp_path.name}/{file.name}#{n}" for n in range(1, 10)]
    assert [r.address for r in found] == [f"https://courier.example/{n}" for n in range(9)]
    assert {str(r.published.interval) for r in found if r.published} == {"2019-05-01"}
    story = Story(words=("Port Harrow", "4 tents"), least=2)
    assert [r.path.rpartition("#")[2] for r in revisions(taken([str(file)], tmp_path, story))] == ["5"]


def test_a_damaged_archive_is_a_finding(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="FastWARC is not installed (the extra archive)")
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no more")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines())[:-30])
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Words of a page."}\nnot JSON\n'))
    found = taken([str(tmp_path / n) for n in ("a.parquet", "b.jsonl.gz", "c.jsonl.gz")], tmp_path)
    codes = {f.code for f in found if isinstance(f, Finding)}
    assert {"unreadable", "archive-damaged", "bad-json"} <= codes
    assert all(str(tmp_path) not in f.message or "no such" in f.message for f in found if isinstance(f, Finding))


def test_a_folder_by_address_gives_what_its_path_gives(folder: Path, tmp_path: Path) -> None:
    by_path = revisions(taken([str(folder)], tmp_path))
    by_address = revisions(taken([f"file://{folder}"], tmp_path))
    assert sorted(by_address, key=lambda r: r.path) == sorted(by_path, key=lambda r: r.path)
    assert {r.publisher.value for r in by_address if r.publisher} == {"Courier"}


def test_patterns(folder: Path, tmp_path: Path) -> None:
    assert len(revisions(taken([f"{folder}/*.txt"], tmp_path))) == 5
    assert len(revisions(taken([f"{folder}/**/*.txt"], tmp_path))) == 9
    assert len(revisions(taken([f"file://{folder}/sub/[13].txt"], tmp_path))) == 2
    assert [f.address for f in matching(f"{folder}/?.meta.json")] == [
        f"{folder}/{n}.meta.json" for n in (0, 2, 4, 6, 8)
    ]


def test_what_is_not_there_is_a_finding(tmp_path: Path) -> None:
    found = taken([f"file://{tmp_path}/none", f"{tmp_path}/*.txt", f"{tmp_path}/none.txt"], tmp_path)
    assert [f.code for f in found if isinstance(f, Finding)] == ["no-such-file"] * 3


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("articles", False),
        ("a.txt", False),
        ("a.jsonl", False),
        ("a.warc.gz", True),
        ("a.parquet", True),
        ("s3://bucket/a.txt", True),
        ("articles/*.txt", True),
    ],
)
def test_what_needs_shards(name: str, needs: bool) -> None:  # noqa: FBT001 (a case)
    assert needs_shards(name) is needs


def test_a_place_is_written_whole(tmp_path: Path) -> None:
    place = Place(str(tmp_path)) / "a" / "b.json"
    assert place.read_if_there() is None
    place.write(b"1")
    place.write(b"2")
    assert place.read() == b"2"
    assert [f.address for f in Place(str(tmp_path)).files()] == [place.address]
    place.delete()
    place.delete()
    with pytest.raises(PlaceError, match=r"b\.json"):
        place.read()
    shutil.rmtree(tmp_path / "a")
    assert Place(str(tmp_path / "a")).files() == []
    with pytest.raises(PlaceError, match="nowhere://"):
        Place("nowhere://x/y").files()


def test_a_name_that_leaves_no_room_for_a_sidecar_has_none(tmp_path: Path) -> None:
    article = tmp_path / f"{'long' * 62}.txt"
    article.write_text(OBJECTS[0]["text"])
    (piece,) = pieces([str(article)], default_stages(), Inline(), 4)
    state = article.stat()
    assert isinstance(piece, Piece)
    assert (piece.stamp, piece.weight) == (f"{state.st_size} {state.st_mtime_ns}||", state.st_size)


def test_a_name_that_is_no_utf8_is_a_finding_and_the_rest_goes_on(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(OBJECTS[0]["text"])
    found = pieces([str(folder)], default_stages(), Inline(), 4)
    (finding,) = [f for f in found if isinstance(f, Finding)]
    assert (finding.code, finding.path) == ("unreadable", "stories/caf\ufffd.txt")
    assert "rename it" in finding.message
    assert sum(isinstance(f, Piece) for f in found) == len(found) - 1 > 0
    with pytest.raises(PlaceError, match="no UTF-8"):
        Place(os.fsdecode(b"caf\xe9.txt")).file()


def test_a_piece_tells_that_its_file_or_its_sidecar_changed(folder: Path) -> None:
    def stamps() -> dict[str, str]:
        found = pieces([str(folder)], default_stages(), Inline(), 4)
        return {p.path: p.stamp for p in found if isinstance(p, Piece)}

    before = stamps()
    (folder / "0.txt").write_text("Nobody denied it on Monday, Ada Renner said.")
    (folder / "sub" / "1.meta.json").unlink()
    after = stamps()
    assert {path for path in before if before[path] != after[path]} == {"stories/0.txt", "stories/sub/1.txt"}
