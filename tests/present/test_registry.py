"""The pages of sources and names: every number leads to as many words as it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from orla import story

from onrecord.present.dossier import write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dossier")
    write(story(), place, record_name="The Sound of Orla")
    return place


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.fromstring((folder / name).read_text("utf-8"))


def test_every_number_opens_to_as_many_cases_as_it_says(folder: Path) -> None:
    opened = 0
    for row in page(folder, "sources.html").xpath("//table[@class='profiles']/tbody/tr"):
        for cell in row.xpath("td[@data-label]/a[contains(@href, '#')]"):
            file, _, place = cell.get("href").partition("#")
            if not file.startswith(("publisher-", "speakers")):
                continue
            cases = page(folder, file).xpath(f"//section[@aria-labelledby='{place}']/ol/li")
            assert len(cases) == int(cell.text), cell.get("href")
            opened += 1
    assert opened


def test_a_row_s_sentences_are_those_of_its_four_parts(folder: Path) -> None:
    rows = page(folder, "sources.html").xpath("(//table[@class='profiles'])[1]/tbody/tr")
    assert rows
    for row in rows:
        parts = [
            int(row.xpath(f"string(td[@data-label='{label}']/*[1])").replace(",", ""))
            for label in ("named", "anonymous", "source not read", "nobody’s")
        ]
        assert sum(parts) == int(row.xpath("string(td[@class='bar']/a)"))
