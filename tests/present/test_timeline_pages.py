"""The timeline and the commitments in the dossier: each a door to its words, drawn as it is known."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import html5lib
import pytest
from lxml import html

from onrecord.present.dossier import write
from onrecord.present.dossier.track import WIDTH, track
from onrecord.query import as_of, timeline
from tellings import story, told

CASES = Path(__file__).parents[1] / "reconcile" / "fates.toml"
BRIDGE = "the bridge at Tolm would be rebuilt by the end of June 2020"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dossier")
    write(story(CASES, "the demo story"), place, record_name="Lantern")
    return place


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.fromstring((folder / name).read_bytes().decode("utf-8"))


def flat(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_pages_are_valid_html_and_their_links_lead_somewhere(folder: Path) -> None:
    pages = {p.resolve(): p.read_text("utf-8") for p in folder.rglob("*.html")}
    for text in pages.values():
        html5lib.HTMLParser(strict=True).parse(text)
    ids = {path: set(html.fromstring(text).xpath("//@id")) for path, text in pages.items()}
    for path, text in pages.items():
        for address in html.fromstring(text).xpath("//a[not(contains(@href, ':'))]/@href"):
            file, _, fragment = address.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.exists(), address
            assert not fragment or fragment in ids[target], address


def test_each_entry_has_a_line_that_is_a_door_to_its_words(folder: Path) -> None:
    doors = set(page(folder, "timeline.html").xpath("//a[contains(@class, 'door')]/@href"))
    view = story(CASES, "the demo story")
    found = [e for e in view.entries if e.kind in {"event", "commitment"}]
    assert doors == {f"articles/{e.revision}.html#e-{e.id}" for e in found}


def test_a_deadline_without_an_outcome_stands_first_and_on_the_front_page(folder: Path) -> None:
    commitments = page(folder, "commitments.html")
    first = commitments.xpath("//section[contains(@class, 'group')]")[0]
    assert flat(first.xpath(".//h2")[0]) == "Deadline passed, no outcome on record by 9 Feb 2021 1"
    assert BRIDGE in flat(first)
    front = page(folder, "index.html")
    assert BRIDGE in flat(front.xpath("//section[@aria-labelledby='h-due']")[0])
    assert "came home" in flat(front.xpath("//section[@aria-labelledby='h-events']")[0])


def test_pages_of_what_was_known_by_a_day_say_so_and_what_they_leave_out(tmp_path: Path) -> None:
    write(as_of(story(CASES, "the demo story"), known=date(2018, 9, 1)), tmp_path, record_name="Lantern")
    foot = flat(page(tmp_path, "index.html").xpath("//footer")[0])
    assert "Only what was published by 1 Sep 2018 is in these pages" in foot
    assert "left out, as not surely published by then: story/2019-plain-record-secret-war.txt" in foot
    assert "extended" not in flat(page(tmp_path, "commitments.html"))


def test_a_fate_is_told_with_both_citations(folder: Path) -> None:
    settled = page(folder, "commitments.html").xpath("//section[contains(@class, 'w-settled')]//article")
    (mandate,) = [a for a in settled if "may last until Sept. 30" in flat(a)]
    assert "moves the end from 30 September 2018 to 31 March 2019" in flat(mandate)
    doors = mandate.xpath(".//a[contains(@class, 'door')]")
    assert {"may last until Sept. 30", "The mission will now run through March 31, 2019"} <= {flat(d) for d in doors}


def test_events_and_commitments_are_marked_and_noted_in_their_article(folder: Path) -> None:
    (path,) = [p for p in folder.glob("articles/*.html") if "21 months after it began" in p.read_text("utf-8")]
    article = page(folder, f"articles/{path.name}")
    marks = article.xpath("//span[contains(@class, 'mark event')]")
    assert [flat(m) for m in marks] == ["ended on New Year's Eve", "withdrew"]
    notes = [flat(n) for n in article.xpath("//div[contains(@class, 'note event')]")]
    assert len(notes) == 2
    assert "withdrawal; Norvala (agent); Jan 2020; by the article itself" in notes[1]


def test_the_tables_hold_every_entry(folder: Path) -> None:
    events = list(csv.DictReader(io.StringIO((folder / "events.csv").read_bytes().decode("utf-8"))))
    commitments = list(csv.DictReader(io.StringIO((folder / "commitments.csv").read_bytes().decode("utf-8"))))
    assert (len(events), len(commitments)) == (5, 14)
    (bridge,) = [c for c in commitments if c["words"] == BRIDGE]
    assert (bridge["status"], bridge["due"], bridge["outcomes"]) == ("overdue", "2020-06-30", "")
    assert {c["commitment"] for c in commitments if c["due"] == "2019-03-31"} == {
        c["commitment"] for c in commitments if c["words"].startswith("The mission will now run")
    }
    assert [e["date"] for e in events if e["type"] == "withdrawal"] == ["2020-01-01/2020-01-31", "2021-02-09"]


def drawn(**facts: object) -> str:
    kind = "commitments" if "due" in facts else "events"
    told_of = {"words": "shut", **({"type": "pledge", "actor": "Orsk"} if kind == "commitments" else {}), **facts}
    (found,) = timeline(told([{"published": "2031-02-01", "text": "Gates shut.", kind: [told_of]}]))
    return str(track(found))


def test_a_day_is_a_tick_a_month_a_bar_and_what_is_not_sure_is_hollow_or_dashed() -> None:
    assert 'class="tick "' in drawn(date="2031-01-01")
    month = drawn(date="2031-01")
    assert 'class="bar "' in month
    width = float(re.findall(r'width="([\d.]+)" height="6"', month)[0])
    assert width == pytest.approx(WIDTH * 31 / 365, abs=0.2)
    assert 'class="tick hollow"' in drawn(date="2031-01-01", factuality="claimed")
    assert 'class="tick dashed"' in drawn(date="2031-01-01", factuality="planned")
    assert drawn() == ""


def test_a_bracket_closes_at_its_deadline_or_stays_open() -> None:
    closed, beyond = drawn(due="2031-07-02"), drawn(due="2032-07-02")
    assert closed.count("V13") == 2
    assert f"H{WIDTH * 182 / 365:.1f}" in closed
    assert beyond.count("V13") == 1
