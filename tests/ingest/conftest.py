"""Reading one file that a test writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord.ingest import Given, revisions
from onrecord.model import Finding, Revision


class Read(NamedTuple):
    """What came of one file."""

    revisions: list[Revision]
    findings: list[Finding]

    @property
    def one(self) -> Revision:
        (revision,) = self.revisions
        return revision

    @property
    def codes(self) -> list[str]:
        return [f.code for f in self.findings]


Reader = Callable[..., Read]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Write a file, and a sidecar beside it, and read it."""

    def reading(content: str | bytes, name: str = "a.txt", sidecar: str | bytes | None = None) -> Read:
        file = tmp_path / name
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        if sidecar is not None:
            beside = tmp_path / f"{file.stem}.meta.json"
            beside.write_bytes(sidecar.encode("utf-8") if isinstance(sidecar, str) else sidecar)
        found = list(revisions(Given(file, f"story/{name}")))
        return Read([f for f in found if isinstance(f, Revision)], [f for f in found if isinstance(f, Finding)])

    return reading
