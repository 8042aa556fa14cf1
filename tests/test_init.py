"""The public names of the package, which are imported where they are asked for."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

PACKAGES = ("query", "reconcile", "present", "run", "ingest", "api", "cli")
LIBRARIES = ("typer", "rich", "jinja2", "icalendar", "courlan", "trafilatura", "vl_convert")


def homes() -> dict[str, str]:
    """Each public name with the module that a type checker finds it in."""
    tree = ast.parse(Path(onrecord.__file__).read_text("utf-8"))
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("onrecord")]
    return {alias.name: str(n.module) for n in imports for alias in n.names}


def test_each_name_is_the_one_that_a_type_checker_finds() -> None:
    assert sorted(homes()) == sorted(set(onrecord.__all__) - {"__version__"})
    for name, home in homes().items():
        assert getattr(onrecord, name) is getattr(importlib.import_module(home), name)


def test_names_are_listed_and_others_are_none() -> None:
    assert set(onrecord.__all__) <= set(dir(onrecord))
    with pytest.raises(AttributeError, match="'onrecord' has no attribute 'nonesuch'"):
        _ = onrecord.nonesuch


def test_a_worker_process_imports_only_what_it_needs() -> None:
    script = "import sys, onrecord.work.building, onrecord.work.process; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {f"onrecord.{p}" for p in PACKAGES} & set(found)
    assert not set(LIBRARIES) & set(found)
