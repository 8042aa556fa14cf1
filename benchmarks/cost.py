"""Measures what reading and extraction cost, and writes What reading costs into benchmarks/RESULTS.md.

    python benchmarks/cost.py [--articles 300] [--memory]

On articles of Timeline17, chosen by a fixed seed: CPU seconds of the bare language pipeline on whole articles, of
reading, and of extraction, in turn on some of the articles at a time, so that a machine that slows down slows all
three. With --memory, instead, the section Memory: that of a process that reads and extracts 4,000 articles in a
stream, looked at every 500.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import sys
import time
import traceback
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import results
from onrecord.extract import drafts
from onrecord.model import Interval, Published, Revision, Zone, ZoneType
from onrecord.packs import packs
from onrecord.read import Reader
from onrecord.read.weights import load
from sets import SHARED

TEXTS = SHARED / "bench" / "timeline17.json.xz"
SEED, BATCH, PORTION = 17, 16, 48
STREAM, EVERY = 4_000, 500
MOST_READING, MOST_EXTRACTION = 1.35, 0.20
"""The bars: reading in terms of the bare pipeline, extraction in terms of reading."""


def articles(count: int) -> list[Revision]:
    """So many articles, chosen by a fixed seed; all of each is its body, so that all of it is read."""
    topics: list[dict[str, Any]] = json.loads(lzma.decompress(TEXTS.read_bytes()))
    found = [_revision(topic, article) for topic in topics for article in topic["articles"] if article["text"].strip()]
    return random.Random(SEED).sample(found, count)  # noqa: S311 (a choice of articles)


def _revision(topic: dict[str, Any], article: dict[str, Any]) -> Revision:
    text, day = article["text"], Interval.day(date.fromisoformat(article["time"]))
    zones = (Zone(ZoneType.BODY, 0, len(text)),)
    return Revision(text, zones, f"{topic['topic']}/{article['id']}", published=Published(day, ()))


drafted = partial(drafts, pack=packs())
"""Extraction with all packs that come with the program."""

# --- CPU seconds --------------------------------------------------------------------------------------


@dataclass
class Cost:
    """CPU seconds by what was done."""

    bare: float = 0.0
    reading: float = 0.0
    extraction: float = 0.0


def cost(revisions: list[Revision]) -> Cost:
    """What it takes to parse, to read and to extract from these, all loaded and warm."""
    bare, reader, found = load()[0], Reader(), Cost()
    warm = revisions[:4]
    deque(chain(bare.pipe(r.text for r in warm), (d for r in warm for d in drafted(reader.read(r)))), maxlen=0)
    for start in range(0, len(revisions), PORTION):
        portion = revisions[start : start + PORTION]
        began = time.process_time()
        deque(bare.pipe((r.text for r in portion), batch_size=BATCH), maxlen=0)
        parsed = time.process_time()
        readings = list(reader.read_all(portion))
        read = time.process_time()
        deque(chain.from_iterable(map(drafted, readings)), maxlen=0)
        found.bare += parsed - began
        found.reading += read - parsed
        found.extraction += time.process_time() - read
    return found


def costs(count: int) -> Iterator[str]:
    """The section of CPU seconds."""
    revisions = articles(count)
    words = sum(len(r.text.split()) for r in revisions)
    found = cost(revisions)
    reading, extraction = found.reading / found.bare, found.extraction / found.reading
    yield f"{count} articles of Timeline17, {words:,} words, one process, everything loaded. The bare pipeline is"
    yield f"spaCy's on whole articles, `nlp.pipe(batch_size={BATCH})`."
    yield ""
    yield "| | CPU seconds | words a CPU second | in terms of the one above | bar |"
    yield "|---|--:|--:|--:|--:|"
    yield f"| bare pipeline | {found.bare:.1f} | {words / found.bare:,.0f} | | |"
    yield f"| reading | {found.reading:.1f} | {words / found.reading:,.0f} | {reading:.2f} | ≤ {MOST_READING} |"
    speed = words / found.extraction
    yield f"| extraction | {found.extraction:.1f} | {speed:,.0f} | {extraction:.2f} | ≤ {MOST_EXTRACTION} |"


# --- memory -------------------------------------------------------------------------------------------


def memory() -> Iterator[str]:
    """The section of memory."""
    reader, revisions = Reader(), articles(STREAM)
    yield f"{STREAM:,} articles of Timeline17 read and extracted from in a stream, one process; the texts themselves"
    yield "are all held from the start."
    yield ""
    yield "| articles | words | resident MB | most so far |"
    yield "|--:|--:|--:|--:|"
    words, failed = 0, 0
    yield _memory(0, words)
    for number, revision in enumerate(revisions, start=1):
        failed += not _is_read(reader, revision)
        words += len(revision.text.split())
        if number % EVERY == 0:
            yield _memory(number, words)
    yield from ("", f"{failed} of them could not be read or extracted from.")


def _is_read(reader: Reader, revision: Revision) -> bool:
    """Whether an article was read and extracted from; a fault is told, and the others go on, as in a build."""
    try:
        deque(drafted(reader.read(revision)), maxlen=0)
    except Exception:  # noqa: BLE001 (it is told, with where it came from)
        print(revision.path, traceback.format_exc(limit=-2), file=sys.stderr)
        return False
    return True


def _memory(number: int, words: int) -> str:
    """A line of the table; the kernel's own count, in kB."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    now, most = (int(status[key].split()[0]) / 1000 for key in ("VmRSS", "VmHWM"))
    line = f"| {number:,} | {words:,} | {now:,.0f} | {most:,.0f} |"
    print(line, file=sys.stderr)
    return line


def are_there() -> bool:
    """Whether the articles are there; where they are not, what to do is told."""
    if not TEXTS.is_file():
        print(f"no articles at {TEXTS}: set ONRECORD_SHARED to the folder that holds bench/", file=sys.stderr)
    return TEXTS.is_file()


def main() -> int:
    """Measure and write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", type=int, default=300)
    ask.add_argument("--memory", action="store_true")
    asked = ask.parse_args()
    if not are_there():
        return 2
    if asked.memory:
        results.put("Memory", list(memory()))
    else:
        results.put("What reading costs", list(costs(asked.articles)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
