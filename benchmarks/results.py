"""benchmarks/RESULTS.md: a file of sections, each written by the command that measures it, the others left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"

HEAD = """# What onrecord reaches

Written by `make bench`; do not edit. Single runs on one machine: trust the order of magnitude of what is timed.
"""
ORDER = (
    "Accuracy",
    "How events are told",
    "What a confidence means",
    "Copies and stories",
    "Tensions",
    "Questions",
    "Search",
    "Speed",
    "Adding an article",
    "Growth",
    "The engine on Ray",
    "Beside peers",
    "What a build costs",
    "What reading costs",
    "Memory",
)


def put(section: str, lines: Iterable[str]) -> None:
    """Write a section of RESULTS.md in its place, instead of what stood there."""
    text = RESULTS.read_text("utf-8") if RESULTS.is_file() else ""
    there = dict(re.findall(r"^## (.+)\n\n((?:(?!## ).*\n)*)", text, re.MULTILINE))
    there[section] = "\n".join(lines).strip() + "\n\n"
    body = "".join(f"## {name}\n\n{there[name].strip()}\n\n" for name in ORDER if name in there)
    RESULTS.write_text(f"{HEAD}\n{body.rstrip()}\n", "utf-8")
    print(f"wrote {section!r} to {RESULTS}")
