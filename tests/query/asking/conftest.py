"""The two fictional stories as views, to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import onrecord
from onrecord import View

ROOT = Path(__file__).parents[3]
STORIES = {
    "demo": ROOT / "src" / "onrecord" / "demo" / "articles",
    "beacon": ROOT / "tests" / "demo" / "beacon" / "articles",
}


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, View]:
    found = {}
    for name, articles in STORIES.items():
        with onrecord.open(tmp_path_factory.mktemp(name) / "story.db", create=True) as record:
            record.build(articles)
            found[name] = record.view()
    return found
