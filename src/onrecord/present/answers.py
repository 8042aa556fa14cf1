"""Answers on a terminal and as JSON: the answer, the words that it rests on, and what is set against it."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.model import Entry, Judgement
from onrecord.present.terminal import clean
from onrecord.present.wording import around, publisher, said_by, when
from onrecord.query import Answer, Cited


def tell(console: Console, found: Answer) -> None:
    """An answer: its text, how it was understood, the entries with their words in place, what is set against it."""
    console.print(Text(clean(found.text), style="bold"))
    for line in found.understood:
        console.print(Text(f"Understood: {clean(line)}.", style="dim"))
    if found.cited and not found.on_record:
        console.print(Text("\nNearest on record", style="bold"))
    origins = found.origins or (0,) * len(found.cited)
    for n, (cited, count) in enumerate(zip(found.cited, origins, strict=True), 1):
        console.print(Padding(_head(found, n, cited, count), (1, 0, 0, 0)))
        console.print(Padding(_words(found, cited.entry), (0, 0, 0, 4)))
        console.print(Padding(Text(clean(_place(found, cited)), style="dim"), (0, 0, 0, 4)))
    if found.disagreement:
        console.print(Text("\nSet against each other", style="bold"))
    for judgement in found.disagreement:
        console.print(Padding(Text(clean(_against(judgement))), (0, 0, 0, 2)))


def _head(found: Answer, n: int, cited: Cited, origins: int) -> Text:
    entry = cited.entry
    who = said_by(found.view, entry)
    told = f"{n}  {entry.kind.value}, {clean(who)}"
    counted = f"  {origins} independent origins" if origins > 1 else ""
    return Text.assemble((told, "bold"), (counted, "dim"))


def _words(found: Answer, entry: Entry) -> Text:
    before, words, after = around(found.view, entry)
    return Text.assemble((clean(before) + " " * before.endswith(" "), "dim"), (words, "underline"), (after, "dim"))


def _place(found: Answer, cited: Cited) -> str:
    entry = cited.entry
    day = f", {when(entry.published)}" if entry.published else ""
    return f"{publisher(found.view, entry)}{day}  {found.view.revision[entry.revision].path}  {entry.id}  ({cited.why})"


def _against(judgement: Judgement) -> str:
    return f"{judgement.verdict.value}: {judgement.reason}"


def row(found: Answer) -> dict[str, Any]:
    """An answer as `onrecord ask --json` prints it."""
    origins = found.origins or (None,) * len(found.cited)
    return {
        "question": found.question,
        "on_record": found.on_record,
        "answer": found.text,
        "understood": list(found.understood),
        "entries": [_cited(found, c, n) for c, n in zip(found.cited, origins, strict=True)],
        "disagreement": [_judged(j) for j in found.disagreement],
        "on": str(found.view.on) if found.view.on else None,
        "known": str(found.view.known) if found.view.known else None,
    }


def _cited(found: Answer, cited: Cited, origins: int | None) -> dict[str, Any]:
    entry = cited.entry
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "article": entry.revision,
        "path": found.view.revision[entry.revision].path,
        "anchors": [{"start": a.start, "end": a.end, "exact": a.exact} for a in entry.anchors],
        "why": cited.why,
        "origins": origins,
    }


def _judged(judgement: Judgement) -> dict[str, Any]:
    return {
        "verdict": judgement.verdict.value,
        "a": judgement.a,
        "b": judgement.b,
        "why": judgement.why.value if judgement.why else None,
        "reason": judgement.reason,
    }
