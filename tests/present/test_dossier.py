"""The folder as a whole: it holds together, stays on this machine, and says what the record says."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from lxml import html
from orla import HERALD, HOSTILE, grown, story

from onrecord.model import Attribution, Figure
from onrecord.present.dossier import NotADossierError, write
from onrecord.query import View

EMPTY = View((), (), ())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dossier")
    write(story(), place, record_name="The Sound of Orla")
    return place


def pages(folder: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, html.fromstring(path.read_bytes().decode("utf-8"))


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def broken_links(folder: Path) -> list[str]:
    ids = {path.resolve(): set(page.xpath("//@id")) for path, page in pages(folder)}
    found = []
    for path, page in pages(folder):
        for address in page.xpath("//@href"):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            place = parts.fragment.partition(":~:")[0]  # what follows is a text fragment, for the browser
            if not target.exists() or (place and place not in ids[target]):
                found.append(f"{path.name}: {address}")
    return found


@pytest.mark.parametrize("view", [story(), EMPTY, grown(30, 40)], ids=["story", "empty", "many pages"])
def test_every_link_inside_leads_to_a_file_and_a_place_in_it(view: View, tmp_path: Path) -> None:
    write(view, tmp_path, record_name="A record")
    assert broken_links(tmp_path) == []


@pytest.mark.parametrize("view", [story(), EMPTY], ids=["story", "empty"])
def test_every_page_is_valid_html(view: View, tmp_path: Path) -> None:
    write(view, tmp_path, record_name="A <record> & more")
    for path in sorted(tmp_path.rglob("*.html")):
        html5lib.HTMLParser(strict=True).parse(path.read_text("utf-8"))


def test_no_id_stands_twice_on_a_page(folder: Path) -> None:
    for path, page in pages(folder):
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_the_same_view_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write(story(), tmp_path, record_name="The Sound of Orla")
    assert contents(tmp_path) == contents(folder)


def test_the_order_of_the_entries_does_not_matter(folder: Path, tmp_path: Path) -> None:
    view = story()
    write(replace(view, entries=view.entries[::-1]), tmp_path, record_name="The Sound of Orla")
    turned, straight = contents(tmp_path), contents(folder)
    different = {name for name in straight if turned[name] != straight[name]}
    assert different <= {"statements.csv", "figures.csv", "SHA256SUMS"}, different


def test_what_is_written_is_what_is_named(folder: Path, tmp_path: Path) -> None:
    written = write(story(), tmp_path, record_name="The Sound of Orla")
    assert {p.relative_to(tmp_path).as_posix() for p in written} == set(contents(tmp_path))
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


SEARCHES = ["search-index.js", "search.js"]


def test_names_of_files_are_safe_on_any_system(folder: Path) -> None:
    assert all(re.fullmatch(r"(articles/)?[a-z0-9-]+\.(html|css|csv|js)|SHA256SUMS", name) for name in contents(folder))


def test_an_earlier_dossier_leaves_nothing_behind_and_other_files_stay(tmp_path: Path) -> None:
    write(story(), tmp_path, record_name="A record")
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    write(EMPTY, tmp_path, record_name="A record")
    assert list((tmp_path / "articles").iterdir()) == []
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_sums_that_name_other_places_remove_nothing(tmp_path: Path) -> None:
    (tmp_path / "keep.html").write_text("mine", "utf-8")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "SHA256SUMS").write_text(f"{'0' * 64}  ../keep.html\n", "utf-8")
    write(EMPTY, tmp_path / "d", record_name="A record")
    assert (tmp_path / "keep.html").exists()


def test_pages_of_somebody_else_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>mine</p>", "utf-8")
    with pytest.raises(NotADossierError, match=r"index\.html"):
        write(story(), tmp_path, record_name="A record")
    assert contents(tmp_path) == {"index.html": b"<p>mine</p>"}


def test_nothing_is_loaded_from_elsewhere(folder: Path) -> None:
    for path, page in pages(folder):
        ours = SEARCHES if path.name == "search.html" else []
        assert page.xpath("//@src") == ours, path
        assert page.xpath("//img | //iframe | //object | //embed | //base | //form[@action]") == [], path
        assert {urlsplit(a).scheme for a in page.xpath("//link/@href")} == {""}, path
        assert all("url(" not in css for css in page.xpath("//style/text() | //@style")), path
    assert not re.search(r"url\(|@import", (folder / "dossier.css").read_text("utf-8"))


def test_every_link_out_is_to_the_web_and_tells_it_nothing(folder: Path) -> None:
    for path, page in pages(folder):
        for out in page.xpath("//a[contains(substring-before(concat(@href, '#'), '#'), ':')]"):
            assert urlsplit(out.get("href")).scheme in {"http", "https"}, path
            assert "noreferrer" in out.get("rel"), path


def test_hostile_words_stay_words(folder: Path) -> None:
    for path, page in pages(folder):
        scripts = [s for s in page.xpath("//script[not(@src)]") if "sortable" not in (s.text or "")]
        assert scripts == [], path
        assert [a for a in page.xpath("//@*") if a.attrname.startswith("on")] == [], path
        assert "alert(" not in "".join(page.xpath("//@href | //script/text() | //style/text()")), path
    article = (folder / "articles" / f"{HOSTILE.id}.html").read_text("utf-8")
    assert "javascript:alert(3)" in article
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in article


def test_the_policy_allows_no_script_but_those_that_sort_and_search(folder: Path) -> None:
    for path, page in pages(folder):
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        sorts, searches = path.name.startswith("figures"), path.name == "search.html"
        allowed = "sha256-" if sorts else "script-src 'self' file:;" if searches else "script-src 'none'"
        assert allowed in policy, path


def test_every_statement_and_figure_is_listed_with_a_door_to_its_words(folder: Path) -> None:
    view = story()
    doors = {path.name: set(page.xpath("//main//@href")) for path, page in pages(folder)}
    for entry in view.entries:
        door = f"articles/{entry.revision}.html#e-{entry.id}"
        if isinstance(entry.body, Attribution):
            assert door in doors["statements.html"]
            assert door in doors["statements-by-date.html"]
        if isinstance(entry.body, Figure):
            assert door in doors["figures.html"]


def test_what_is_not_known_is_said_to_be_so(folder: Path) -> None:
    article = html.fromstring((folder / "articles" / f"{HOSTILE.id}.html").read_text("utf-8"))
    assert "Not on record" in article.xpath("string(//h1)")
    statements = html.fromstring((folder / "statements.html").read_text("utf-8"))
    assert "Not on record" in statements.xpath("string(//h2[last()])") or "Not on record" in "".join(
        statements.xpath("//h2//text()")
    )


def test_headings_begin_at_one_and_leave_no_step_out(folder: Path) -> None:
    for path, page in pages(folder):
        levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4")]
        assert levels[:1] == [1], path
        assert levels.count(1) == 1, path
        assert all(b - a <= 1 for a, b in pairwise(levels)), path


def test_tables_say_what_their_heads_are_for(folder: Path) -> None:
    for path, page in pages(folder):
        assert page.xpath("//th[not(@scope)]") == [], path


def test_days_are_iso_in_the_data_and_plain_on_the_page(folder: Path) -> None:
    page = html.fromstring((folder / "figures.html").read_text("utf-8"))
    assert "14 May 2031" in page.xpath("//time[@datetime='2031-05-14']/text()")
    assert "Jan 2031" in page.xpath("//time[@datetime='2031-01-01/2031-01-31']/text()")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_bytes().decode("utf-8"), newline="")))


def test_the_spreadsheets_hold_every_entry_and_run_none_of_its_words(folder: Path) -> None:
    view = story()
    statements, figures = rows(folder, "statements.csv"), rows(folder, "figures.csv")
    assert [r["id"] for r in statements] == [e.id for e, _ in view.statements]
    assert [r["id"] for r in figures] == [e.id for e, _ in view.figures]
    cells = [cell for row in [*statements, *figures] for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert {r["valid"] for r in figures if r["as_printed"] == "410"} == {"2031-01-01/2031-01-31"}


def test_the_versions_of_an_article_lead_to_each_other(folder: Path) -> None:
    page = html.fromstring((folder / "articles" / f"{HERALD.id}.html").read_text("utf-8"))
    (other,) = page.xpath("//ol[@class='versions']//a/@href")
    back = html.fromstring((folder / "articles" / other).read_text("utf-8"))
    assert f"{HERALD.id}.html" in back.xpath("//ol[@class='versions']//a/@href")
