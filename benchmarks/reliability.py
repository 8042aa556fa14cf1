"""What a statement's confidence means: of those with a confidence, how many are right.

Right is what `calibrate.py` calls right: the words of a marked content, and its source by words or name.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from sets import SHARED, Set

BINS = 10
WITHIN = 0.8
"""The share of quoted words that lie within a marked content which goes on."""

Line = dict[str, Any]


@dataclass
class Curve:
    """By tenth of confidence: the sum of the confidences, how many are right, how many there are."""

    bins: list[list[float]] = field(default_factory=lambda: [[0.0, 0.0, 0.0] for _ in range(BINS)])

    def add(self, confidence: float, *, right: bool) -> None:
        """Count one statement."""
        held = self.bins[min(int(confidence * BINS), BINS - 1)]
        held[0], held[1], held[2] = held[0] + confidence, held[1] + right, held[2] + 1

    @property
    def error(self) -> float:
        """The expected calibration error (Naeini, Cooper and Hauskrecht, 2015)."""
        total = sum(n for *_, n in self.bins)
        return sum(abs(told - right) for told, right, _ in self.bins) / total if total else 0.0


def scorer() -> ModuleType:
    """The gold's own scorer, as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold/score.py")
    if spec is None or spec.loader is None:
        message = f"no scorer at {SHARED}"
        raise FileNotFoundError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def count(each: Set, export: Path, curve: Curve) -> None:
    """Add the statements of an export that stand in articles with gold."""
    score = scorer()
    gold = {}
    for path in sorted((SHARED / each.gold).glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        if isinstance(data, dict) and "statements" in data:
            gold[Path(data["article"]["file"]).name] = data
    files: dict[str, str] = {}
    for line in map(json.loads, export.read_text("utf-8").splitlines()):
        if line["kind"] == "article":
            files[line["id"]] = Path(line["path"]).name
        elif line["kind"] == "attribution" and files.get(line["article"]) in gold:
            data = gold[files[line["article"]]]
            if not _is_silent(line, data["article"]):
                curve.add(line["confidence"], right=_is_right(score, line, data["statements"]))


def _is_silent(line: Line, article: Line) -> bool:
    """Whether it lies in a headline or caption, of which the gold says nothing."""
    spans = [s for s in (article.get("title_span"), *article.get("caption_spans", [])) if s]
    return all(any(a <= x["start"] and x["end"] <= b for a, b in spans) for x in line["anchors"])


def _is_right(score: ModuleType, line: Line, marked: list[Line]) -> bool:
    return any(_same_words(score, m, line) and score.attribution_fields(m, line)["source"] for m in marked)


def _same_words(score: ModuleType, mark: Line, line: Line) -> bool:
    if score.attribution_affinity(mark, line) > 0:
        return True
    parts = mark.get("content_parts") or [mark["content_span"]]
    spans = score.spans(line)
    inside = sum(score.overlap(p, s) for p in parts for s in spans)
    return bool(line["mode"] == "direct" and inside >= WITHIN * sum(e - s for s, e in spans))


def table(curves: dict[str, Curve]) -> Iterator[str]:
    """A line a tenth of confidence, a column a set: the share that is right, of how many."""
    yield "Of the statements with a confidence in each tenth, the share that is right, and how many there are."
    yield ""
    yield "| confidence | " + " | ".join(curves) + " |"
    yield "|---|" + "---|" * len(curves)
    for number in range(BINS):
        cells = [f"{c.bins[number][1] / n:.2f} of {n:.0f}" if (n := c.bins[number][2]) else "" for c in curves.values()]
        if any(cells):
            yield f"| {number / BINS:.1f} to {(number + 1) / BINS:.1f} | " + " | ".join(cells) + " |"
    yield "| expected calibration error | " + " | ".join(f"{c.error:.3f}" for c in curves.values()) + " |"
