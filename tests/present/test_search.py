"""The dossier's search: all words in its index, within its bound, and found, ranked and marked in a real browser."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from orla import story

from onrecord.model import Kind
from onrecord.present.dossier import write
from onrecord.present.dossier.desk import Desk
from onrecord.present.dossier.search import index

DESK = Desk(story(), "Orla")


def data(script: str) -> dict[str, list]:
    return json.loads(script.removeprefix("const RECORD = ").rstrip().removesuffix(";"))


def test_every_word_that_is_no_furniture_is_in_the_index() -> None:
    told = data(index(DESK).script)
    words = " ".join(part[2] for part in told["parts"])
    for revision in DESK.view.revisions:
        for zone in revision.zones:
            if zone.type.value != "boilerplate":
                assert all(word in words for word in revision.text[zone.start : zone.end].split())


def test_every_noted_entry_is_in_the_index_at_its_paragraph() -> None:
    told = data(index(DESK).script)
    noted = {note[0] for part in told["parts"] for note in part[3]}
    kinds = {Kind.ATTRIBUTION, Kind.FIGURE, Kind.EVENT, Kind.COMMITMENT}
    assert noted == {e.id for e in DESK.view.entries if e.kind in kinds}


def test_what_is_too_much_is_left_out_and_counted_what_is_on_record_last() -> None:
    whole, cut = index(DESK), index(DESK, largest=300)
    all_parts, kept = data(whole.script)["parts"], data(cut.script)["parts"]
    assert whole.left_out == 0
    assert cut.left_out == len(all_parts) - len(kept) > 0
    assert all(part[3] for part in kept)


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright to drive a browser with")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no browser to open pages in")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


def test_it_finds_from_disk_by_keys_alone(browser, tmp_path: Path) -> None:
    write(DESK.view, tmp_path, record_name="Orla")
    (entry, *_) = [e for e in DESK.view.entries if e.kind is Kind.FIGURE]
    text = DESK.view.revision[entry.revision].text
    word = max(text[entry.anchors[0].start : entry.anchors[0].end + 60].split(), key=len).strip(".,”“’")
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"file://{tmp_path}/search.html")
    page.keyboard.type(word[:-1])
    page.wait_for_selector("#found li mark")
    marks = page.locator("#found mark").all_inner_texts()
    assert all(m.casefold() == word[:-1].casefold() for m in marks)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*#t-*")
    page.go_back()
    page.wait_for_selector("#found li mark")
    page.fill("#words", "zyzzyva")
    page.wait_for_selector("#told:has-text('Not on record')")
    assert faults == []


def test_without_scripts_it_says_where_else_to_look(browser, tmp_path: Path) -> None:
    write(DESK.view, tmp_path, record_name="Orla")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"file://{tmp_path}/search.html")
    assert "This search needs scripts" in page.inner_text("main")
    assert not page.is_visible("#words")
