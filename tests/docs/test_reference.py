from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_references_are_what_the_code_says():
    made = subprocess.run(
        [sys.executable, ROOT / "docs/make.py", "--check"], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
