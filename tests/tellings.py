"""Entries made by hand from articles told as data: what a reader would take from them, found by their words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from onrecord.model import (
    Anchor,
    Attribution,
    Body,
    Commitment,
    CommitmentType,
    Credit,
    Dating,
    Draft,
    Entity,
    Entry,
    Event,
    EventFactuality,
    Evidence,
    Factuality,
    Figure,
    Holder,
    Interval,
    MentionType,
    Mode,
    Modifier,
    Naming,
    Part,
    Participant,
    Published,
    Quantity,
    Revision,
    Source,
    State,
    Strength,
    Words,
    Zone,
    ZoneType,
)
from onrecord.query import View
from onrecord.reconcile import judged
from onrecord.record import Store
from onrecord.run import reconciled

Story = list[tuple[Revision, list[Entry]]]
"""Revisions, each with its entries."""
DEMO = Path(__file__).parents[1] / "src" / "onrecord" / "demo" / "articles"
MONTH = 7
"""Characters of a month as 2031-05."""


def days(text: str | None) -> Interval | None:
    """`2031-05-14`, `2031-05`, `2031`, `../2031-05-14`, or `2031-05-01/2031-05-14`."""
    if text is None:
        return None
    first, _, last = text.rpartition("/")
    if first:
        start = None if first == ".." else date.fromisoformat(first)
        return Interval(start, date.fromisoformat(last) + timedelta(days=1))
    if len(text) == MONTH:
        return Interval.month(*map(int, text.split("-")))
    return Interval.year(int(text)) if text.isdigit() else Interval.day(date.fromisoformat(text))


def story(path: Path, name: str) -> View:
    """The case of a file by its name, its entries judged as a build would judge them."""
    (case,) = [c for c in tomllib.loads(path.read_text("utf-8"))["case"] if c["name"] == name]
    return told(case["article"])


def told(articles: list[dict[str, Any]]) -> View:
    """Articles with their entries and the judgements on them."""
    revisions = [_revision(a, n) for n, a in enumerate(articles)]
    entries = [e for r, a in zip(revisions, articles, strict=True) for e in _entries(r, a)]
    return View(tuple(revisions), tuple(entries), (), None, tuple(judged(entries, revisions)))


def _revision(article: dict[str, Any], number: int) -> Revision:
    text = (DEMO / article["demo"]).read_text("utf-8") if "demo" in article else article["text"]
    when = days(article.get("published"))
    seen = Published(when, (Evidence("sidecar", "published in the sidecar"),)) if when else None
    publisher = Credit(article.get("publisher", "The Sound"), Evidence("sidecar", "publisher in the sidecar"))
    zones = (Zone(ZoneType.BODY, 0, len(text)),)
    path = f"story/{article.get('demo') or f'{number}.txt'}"
    return Revision(text, zones, path, article.get("url"), publisher=publisher, published=seen)


def _entries(revision: Revision, article: dict[str, Any]) -> list[Entry]:
    named = [(MentionType.MISSION, m) for m in article.get("missions", ())]
    named += [(MentionType.PERSON, p) for p in article.get("people", ())]
    named += [(MentionType.PLACE, p) for p in article.get("places", ())]
    made: list[tuple[str, Body]] = [(n, Entity(n, kind, (), (), _namings(revision.text, n))) for kind, n in named]
    made += [(c["words"], _commitment(c)) for c in article.get("commitments", ())]
    made += [(e["words"], _event(e)) for e in article.get("events", ())]
    made += [(f["words"], _figure(f)) for f in article.get("figures", ())]
    made += [(s["words"], _statement(revision, s)) for s in article.get("statements", ())]
    by = {f["words"]: (Holder(f["by"]),) for f in article.get("figures", ()) if "by" in f}
    sure = {f["words"]: f["confidence"] for f in article.get("figures", ()) if "confidence" in f}
    seen = revision.published.interval if revision.published else None
    return [
        Entry(revision.id, body, (_anchor(revision, words),), "hand/1", sure.get(words, 0.9), by.get(words, ()), seen)
        for words, body in made
    ]


def _statement(revision: Revision, told: dict[str, Any]) -> Attribution:
    source = Source(told.get("by"), None, None, None, told.get("role"))
    said = _anchor(revision, told.get("cue", "said"))
    cue = Words(said.exact, said.start, said.end)
    mode = Mode.DIRECT if told.get("direct") else Mode.INDIRECT
    factuality = Factuality(told.get("factuality", "asserted"))
    return Attribution(source, cue, mode, None, factuality, modality=told.get("modality"))


def _namings(text: str, name: str) -> tuple[Naming, ...]:
    """Every place where a name stands."""
    return tuple(Naming(name, m.start(), m.end(), None) for m in re.finditer(rf"\b{re.escape(name)}\b", text))


def _anchor(revision: Revision, words: str) -> Anchor:
    assert words in revision.text, f"{words!r} is not in {revision.path}"
    start = revision.text.index(words)
    return Anchor.of(revision.text, start, start + len(words))


def _commitment(told: dict[str, Any]) -> Commitment:
    cap = told.get("cap")
    return Commitment(
        CommitmentType(told["type"]),
        told.get("actor"),
        told.get("action", told["words"]),
        Strength(told.get("strength", "binding")),
        State(told.get("state", "standing")),
        start=days(told.get("start")),
        due=days(told.get("due")),
        cap=Decimal(cap) if cap is not None else None,
        counts=told.get("counts"),
        authority=told.get("authority"),
        mission=told.get("mission"),
        negated=told.get("negated", False),
    )


def _event(told: dict[str, Any]) -> Event:
    when = days(told.get("date"))
    return Event(
        told.get("type", "other"),
        told.get("lemma", told["words"]),
        EventFactuality(told.get("factuality", "happened")),
        when,
        tuple(Participant(name, Part.AGENT) for name in told.get("who", ())),
        told.get("place"),
        Dating(told.get("dating", "words")) if when else None,
    )


def _figure(told: dict[str, Any]) -> Figure:
    value = Decimal(told["value"])
    modifier = Modifier(told.get("modifier", "exact"))
    quantity = Quantity(value, value, value, modifier, told["words"])
    return Figure(
        quantity,
        told.get("counts", "soldiers"),
        told.get("subject"),
        told.get("measure", "deployed"),
        days(told.get("valid")),
        mission=told.get("mission"),
        place=told.get("place"),
        excludes=told.get("excludes"),
        part_of=told.get("part_of"),
    )


def recorded(view: View, path: Path) -> None:
    """Put a view on record in a new file, by the ways that a build takes."""
    with Store.opened(path) as store:
        for revision in view.revisions:
            put(store, revision, view.of(revision.id))
        reconciled(store)


def put(store: Store, revision: Revision, entries: Iterable[Entry]) -> None:
    """Put an article and what was read in it on record."""
    drafts = [Draft(e.body, e.anchors, e.extractor, e.confidence, e.attributed_to) for e in entries]
    store.give(revision)
    store.append(revision.id, drafts, findings=[], marker="hand")
