"""Counts how often each construction and cue of a statement is right, and writes the lexicon of confidences.

    python benchmarks/calibrate.py

On the training part of PolNeAR (840 news articles with attributions marked by hand): a statement is right where its
words are those of a marked content (Dice's coefficient of characters at least .5; quoted words may be a part of it,
since that corpus marks a quotation and what it goes on with as one) and its source's words are those marked. Takes
some four minutes. What it writes, `packs/lexicons/confidence.toml`, holds counts and no text.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.extract.attributions import explained
from onrecord.model import Attribution, Draft, Mode, Revision, Zone, ZoneType
from onrecord.read import Reader
from sets import ROOT, SHARED

TEXTS = SHARED / "bench" / "polnear-train.json.xz"
LEXICON = ROOT / "src/onrecord/packs/lexicons/confidence.toml"
LIKE, WITHIN = 0.5, 0.8
"""Dice's coefficient of the same words; the share of quoted words that lie within a marked content."""
OFTEN = 5
"""Times that a cue must be seen in a construction for its own count to be kept."""
UNMARKED = ("answer", "label")
"""Constructions that the corpus marks nowhere: what is said under a label or as an interview's answer."""
HEAD = """# How often each construction of a statement, and each cue in it, is right: [right, seen], counted on the
# training part of PolNeAR (Newell, Margolin and Ruths, 2018: 840 political news articles, attributions marked by
# hand). Made by `python benchmarks/calibrate.py`; do not edit.
"""

Spans = list[list[int]]


def shared(one: Iterable[list[int]], other: Iterable[list[int]]) -> int:
    """Characters that two lists of spans share."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def size(spans: Spans) -> int:
    """Characters of spans."""
    return sum(end - start for start, end in spans)


def is_right(draft: Draft, marked: list[dict[str, Any]]) -> bool:
    """Whether content and source are those of one marked attribution."""
    body = draft.body
    assert isinstance(body, Attribution)  # noqa: S101 (the extractor's promise)
    spans = [[a.start, a.end] for a in draft.anchors]
    return any(_same_words(spans, m["content"], body.mode) and _same_source(body, m["source"]) for m in marked)


def _same_words(told: Spans, gold: Spans, mode: Mode) -> bool:
    both = shared(told, gold)
    alike = 2 * both >= LIKE * (size(told) + size(gold))
    return bool(both) and (alike or (mode is Mode.DIRECT and both >= WITHIN * size(told)))


def _same_source(body: Attribution, gold: Spans) -> bool:
    source = body.source
    if source is None or source.start is None or source.end is None:
        return not gold or (source is not None and source.name is not None)
    return shared([[source.start, source.end]], gold) > 0


def main() -> int:
    """Count, and write the lexicon."""
    if not TEXTS.is_file():
        print(f"no {TEXTS}: set ONRECORD_SHARED to the folder that holds bench/", file=sys.stderr)
        return 2
    counts: dict[str, dict[str, list[int]]] = {"constructions": defaultdict(lambda: [0, 0])}
    counts["cues"] = defaultdict(lambda: [0, 0])
    reader = Reader()
    for article in json.loads(lzma.decompress(TEXTS.read_bytes())):
        text = article["text"]
        reading = reader.read(Revision(text, (Zone(ZoneType.BODY, 0, len(text)),), article["id"]))
        marked = [a for a in article["attributions"] if a["content"]]
        for name, draft in explained(reading):
            if name.startswith(UNMARKED):
                continue
            right = is_right(draft, marked)
            for table, key in (("constructions", name), ("cues", f"{name} {_lemma(reading, draft)}")):
                counts[table][key][0] += right
                counts[table][key][1] += 1
    counts["cues"] = {k: v for k, v in counts["cues"].items() if v[1] >= OFTEN and not k.endswith(" None")}
    _write(LEXICON, counts)
    return 0


def _lemma(reading: Any, draft: Draft) -> str | None:  # noqa: ANN401 (a Reading)
    cue = draft.body.cue if isinstance(draft.body, Attribution) else None
    tokens = reading.parse.tokens_in(cue.start, cue.end) if cue else ()
    verbs = [t for t in tokens if t.pos == "VERB"] or [t for t in tokens if t.pos in {"NOUN", "AUX"}] or list(tokens)
    return verbs[0].lemma.lower() if verbs else None


def _write(path: Path, counts: dict[str, dict[str, list[int]]]) -> None:
    lines = [HEAD]
    for table, found in counts.items():
        lines.append(f"[{table}]")
        lines += [f"{json.dumps(key)} = [{right}, {seen}]" for key, (right, seen) in sorted(found.items())]
        lines.append("")
    path.write_text("\n".join(lines), "utf-8")
    print(f"wrote {path}")


if __name__ == "__main__":
    sys.exit(main())
