"""Questions with the answers of a careful reader, asked of the records of their stories.

    python benchmarks/ask.py [STORY …]

*cited*: one of the entries that the reader's answer rests on is among the first three cited. *value*: the answer has
the first number or day of the reader's answer, of one without either a third of its words. *right*: on record as the
reader has it, and, where it is, cited and of the right value. *wrong as certain*: an answer where the reader has "not
on record", or one that neither cites nor has the value. *unanswerable*: questions that the record cannot answer, and
how many of them came out as "not on record". Each is asked as of the day that the reader names: by what was published
then.
With a story named, every answer is printed.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import results
from onrecord import api
from onrecord.model import Entry
from onrecord.query import Answer, View
from sets import NAMED, SHARED, there
from tensions import Span, spans_of

WITH_QUESTIONS = ("canada-iraq", "demo", "beacon")
FIRST = 3
"""Entries of an answer that count."""
SHARE = 1 / 3
"""The share of the words of an answer without number or day that are to be in another."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\b(\d{{1,2}}) ({MONTHS})(?: (\d{{4}}))?")
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
SMALL = frozenset(
    "a an and are as at be by for from had has in is it its no not of on one or that the their to was were with".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Asked:
    """A question with what a careful reader answers, and what the record did."""

    question: dict[str, Any]
    found: Answer
    cited: bool
    value: bool
    seconds: float

    @property
    def answerable(self) -> bool:
        """Whether the reader has an answer."""
        return str(self.question["answer"]) != "not on record"

    @property
    def right(self) -> bool:
        """Whether it came out as the reader has it."""
        if not self.answerable:
            return not self.found.on_record
        return self.found.on_record and self.cited and self.value

    @property
    def wrong(self) -> bool:
        """Whether an answer is given as certain that is none."""
        return self.found.on_record and (not self.answerable or not (self.cited or self.value))


def measure(story: str, work: Path) -> list[Asked] | None:
    """Build a story's record and ask its questions; None where its files are not there."""
    each = NAMED[story]
    gold, texts = SHARED / each.gold, SHARED / each.texts
    if not (gold / "questions.json").is_file() or not texts.is_dir():
        return None
    spans = dict(spans_of(gold))
    with api.open(work / f"{story}.db", create=True) as record:
        record.build(texts)
        questions = json.loads((gold / "questions.json").read_text("utf-8"))
        return [_asked(record, q, spans) for q in questions]


def _asked(record: api.Record, question: dict[str, Any], spans: dict[str, list[Span]]) -> Asked:
    by = date.fromisoformat(day) if (day := question.get("as_of") or question.get("on")) else None
    begun = time.perf_counter()
    found = record.ask(question["question"], known=by)
    took = time.perf_counter() - begun
    wanted = [span for name in question.get("rests_on", ()) for span in spans.get(name, [])]
    quoted = question.get("entries", ())
    top = [c.entry for c in found.cited[:FIRST]]
    cited = any(_in(found.view, e, wanted) or any(_holds(found.view, e, q) for q in quoted) for e in top)
    return Asked(question, found, cited, has_value(found.text, question["answer"]), took)


def _in(view: View, entry: Entry, wanted: list[Span]) -> bool:
    path = view.revision[entry.revision].path
    stem = Path(path.partition("#")[0]).stem + (f"-{path.partition('#')[2]}" if "#" in path else "")
    return any(stem == file and a.start < e and s < a.end for a in entry.anchors for file, s, e in wanted)


def _holds(view: View, entry: Entry, words: str) -> bool:
    """Whether an entry rests on words that meet some of its article's."""
    start = view.revision[entry.revision].text.find(words)
    return start >= 0 and any(a.start < start + len(words) and start < a.end for a in entry.anchors)


def has_value(told: str, wanted: str) -> bool:
    """Whether an answer has what another says first: its number or day, else a share of its words."""
    day, number = DAY.search(wanted), NUMBER.search(wanted)
    if day and number and day.start() <= number.start():
        return f"{day[1]} {day[2]}" in told and (day[3] or "") in told
    if number:
        return number[0] in NUMBER.findall(told)
    words = set(re.findall(r"[a-z]+", wanted.casefold())) - SMALL
    return len(words & set(re.findall(r"[a-z]+", told.casefold()))) >= SHARE * len(words)


def table(measured: dict[str, list[Asked]]) -> Iterator[str]:
    """A line a story and kind of question."""
    yield from (" ".join((__doc__ or "").split("\n\n")[2].split()), "")
    yield "| story | kind | questions | right | cited | value | wrong as certain | unanswerable right | slowest, s |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|"
    for story, asked in measured.items():
        for kind in sorted(Counter(a.question.get("kind", "fact") for a in asked)):
            yield _row(story, kind, [a for a in asked if a.question.get("kind", "fact") == kind])
        yield _row(f"**{story}**", "all", asked)


def _row(story: str, kind: str, asked: list[Asked]) -> str:
    able = [a for a in asked if a.answerable]
    unable = [a for a in asked if not a.answerable]
    cells = [
        str(len(asked)),
        f"{sum(a.right for a in asked)} ({sum(a.right for a in asked) / len(asked):.2f})",
        f"{sum(a.cited for a in able)} of {len(able)}",
        f"{sum(a.value for a in able)} of {len(able)}",
        str(sum(a.wrong for a in asked)),
        f"{sum(a.right for a in unable)} of {len(unable)}",
        f"{max(a.seconds for a in asked):.2f}",
    ]
    return f"| {story} | {kind} | {' | '.join(cells)} |"


def told(asked: list[Asked]) -> Iterator[str]:
    """Every question with what was answered."""
    for each in asked:
        mark = "right" if each.right else "WRONG AS CERTAIN" if each.wrong else "missed"
        yield f"{each.question['id']} {mark}: {each.question['question']} (cited {each.cited}, value {each.value})"
        yield f"    wanted: {each.question['answer']}"
        yield f"    told:   {each.found.text}"
        yield from (f"      {c.entry.kind} “{c.entry.anchors[0].exact}” {c.why}" for c in each.found.cited[:FIRST])


def main() -> int:
    """Measure the stories named and print all; or all stories, into RESULTS.md."""
    if not there():
        return 2
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as work:
        measured = {s: found for s in wanted or WITH_QUESTIONS if (found := measure(s, Path(work))) is not None}
    if wanted:
        print("\n".join(line for asked in measured.values() for line in told(asked)))
        print("\n".join(table(measured)))
    else:
        results.put("Questions", table(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
