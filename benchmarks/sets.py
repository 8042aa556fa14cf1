"""The hand-made gold and the public benchmarks, and how a set of them is measured.

The texts and gold are not part of this repository: they are looked for in ../shared, or where ONRECORD_SHARED says.
Accuracy is what `score.py` beside the gold prints; CPU seconds are those of one process that builds the set's record,
the model already loaded.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onrecord
from onrecord.model import Revision

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))

Score = dict[str, Any]
"""What score.py says of one kind."""


@dataclass(frozen=True)
class Set:
    """A benchmark: its gold, its texts, the kinds that it marks."""

    name: str
    gold: str
    texts: str
    kinds: tuple[str, ...]


STORIES = ("attribution", "figure", "commitment")
SETS = (
    Set("canada-iraq", "gold/canada-iraq", "seeds", (*STORIES, "event", "timex")),
    Set("libya-nato", "gold/libya-nato", "gold/libya-nato", STORIES),
    Set("h1n1-epidemic", "gold/h1n1-epidemic", "gold/h1n1-epidemic", STORIES),
    Set("us-syria-guardian", "gold/us-syria-guardian", "gold/us-syria-guardian", STORIES),
    Set("demo", str(ROOT / "tests/demo/gold"), str(ROOT / "src/onrecord/demo/articles"), STORIES),
    Set("beacon", str(ROOT / "tests/demo/beacon/gold"), str(ROOT / "tests/demo/beacon/articles"), (*STORIES, "event")),
    Set("polnear-dev", "bench/polnear-dev", "bench/polnear-dev", ("attribution",)),
    Set("tbaq", "bench/tbaq", "bench/tbaq", ("timex",)),
    Set("newsquant-dev", "bench/newsquant-dev", "bench/newsquant-dev", ("quantity",)),
)
NAMED = {each.name: each for each in SETS}
FOUR = ("canada-iraq", "libya-nato", "h1n1-epidemic", "us-syria-guardian")


@dataclass(frozen=True)
class Measured:
    """What a set gave: scores by kind, CPU seconds, words, and the texts themselves."""

    scores: dict[str, Score]
    seconds: float
    words: int
    revisions: tuple[Revision, ...]
    merged: tuple[int, list[str]] | None = None
    export: Path | None = None


def there() -> bool:
    """Whether gold and its scorer are there; says what to do where they are not."""
    if (SHARED / "gold/score.py").is_file():
        return True
    print(f"no gold at {SHARED}: set ONRECORD_SHARED to the folder that holds gold/ and bench/", file=sys.stderr)
    return False


def measure(each: Set, work: Path) -> Measured | None:
    """The scores of one set; None where its files are not there."""
    texts, gold = SHARED / each.texts, SHARED / each.gold
    if not any(texts.glob("*")) or not any(gold.glob("*.json")):
        return None
    export = work / f"{each.name}.jsonl"
    with onrecord.open(work / f"{each.name}.db", create=True) as record:
        before = time.process_time()
        record.build(texts, processes=1)
        seconds = time.process_time() - before
        revisions = record.view().revisions
        record.export(export, readings=True)
    words = sum(len(r.text.split()) for r in revisions)
    return Measured(scores(each, export), seconds, words, revisions, merged(each, export), export)


def scores(each: Set, export: Path) -> dict[str, Score]:
    """What score.py says of an export."""
    command = [sys.executable, str(SHARED / "gold/score.py"), str(SHARED / each.gold), str(export), "--json"]
    told: dict[str, Score] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 (the gold's own scorer)
    return told


def merged(each: Set, export: Path) -> tuple[int, list[str]] | None:
    """Of the pairs that the gold's cross.json keeps apart, how many there are and which are one in an export.

    None where the gold has no such pairs. A pair's names stand as "NAME (first digits of the article's file)".
    """
    cross = SHARED / each.gold / "cross.json"
    apart = json.loads(cross.read_text("utf-8")).get("not_the_same") if cross.is_file() else None
    if not apart:
        return None
    lines = [json.loads(line) for line in export.read_text("utf-8").splitlines()]
    file = {line["id"]: Path(line["path"]).name for line in lines if line["kind"] == "article"}
    called = [
        {
            f"{name} ({file[chain['article']][:3]})"
            for chain in line["chains"]
            for name in (chain["name"], *chain["aliases"])
        }
        for line in lines
        if line["kind"] == "entity"
    ]
    return len(apart), [" = ".join(pair) for pair in apart if any(set(pair) <= names for names in called)]


def together(several: Sequence[Score]) -> Score:
    """Several sets' scores of one kind as those of one set."""
    gold, told = sum(s["gold"] for s in several), sum(s["told"] for s in several)
    found, whole = (sum(round(s[part]["recall"] * s["gold"]) for s in several) for part in ("found", "whole"))
    parts = {"found": _prf(found, gold, told), "whole": _prf(whole, gold, told)}
    return {"gold": gold, "told": told, "fields": {}, **parts}


def _prf(hit: int, gold: int, told: int) -> dict[str, float]:
    precision, recall = hit / told if told else 0.0, hit / gold if gold else 0.0
    total = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / total if total else 0.0}
