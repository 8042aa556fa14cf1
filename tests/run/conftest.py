"""What tests of running share."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.model import Kind
from onrecord.record import Store
from onrecord.run import build
from tellings import Story

DEMO = Path(onrecord.__file__).parent / "demo/articles"
BEACON = Path(__file__).parents[1] / "demo/beacon/articles"


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Two stories as they were read, to be put on records."""
    with Store.create(tmp_path_factory.mktemp("story") / "whole.db") as store:
        build([DEMO, BEACON], store, processes=1)
        return [(r, list(store.entries_of(r.id, Kind))) for r in store.revisions()]
