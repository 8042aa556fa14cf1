"""What all tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from onrecord.model import Reading, Revision, Zone, ZoneType
from onrecord.read import Reader

sys.path.insert(0, str(Path(__file__).parent))

# How fast the machine is says nothing about what is tested.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader):
    """A reading of plain words, all of them the article's body."""

    def reading(text: str) -> Reading:
        return reader.read(Revision(text, (Zone(ZoneType.BODY, 0, len(text)),), "story/article.txt"))

    return reading


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared articles and gold; skips where there is none."""
    place = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2] / "shared"))
    if not (place / "gold").is_dir():
        pytest.skip(f"no shared articles and gold at {place}: set ONRECORD_SHARED to their folder")
    return place
