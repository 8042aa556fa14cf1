"""Stages without a language model: short texts in, drafts out. Importable by worker processes."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from onrecord.model import (
    Anchor,
    Attribution,
    Credit,
    Draft,
    Evidence,
    Figure,
    Finding,
    Interval,
    Mode,
    Modifier,
    NumberKind,
    NumberReading,
    Parse,
    Published,
    Quantity,
    Reading,
    Revision,
    Severity,
    Source,
    Words,
    Zone,
    ZoneType,
)
from onrecord.packs import Pack
from onrecord.run import Stages

SAID = re.compile(r"(?P<content>[A-Z][^.\n]+), (?P<who>[A-Z]\w+ [A-Z]\w+) (?P<cue>said)\.")
NUMBER = re.compile(r"\d+(?= (\w+))")


@dataclass(frozen=True)
class Given:
    file: Path
    path: str


def given(paths: Iterable[Path]) -> Iterator[Given | Finding]:
    for root in paths:
        files = sorted(root.rglob("*.txt")) if root.is_dir() else [root]
        for file in files:
            path = (
                f"{root.name}/{file.relative_to(root).as_posix()}"
                if root.is_dir()
                else f"{root.parent.name}/{root.name}"
            )
            yield Given(file, path)


def revisions(given: Given) -> Iterator[Revision | Finding]:
    """A file's text; its first line may say `@ADDRESS PUBLISHER YEAR`."""
    text = given.file.read_text("utf-8")
    if "INGEST CRASH" in text:
        raise RuntimeError(text[:40])
    if not text.strip():
        yield Finding("empty-file", Severity.ERROR, f"{given.path}: it is empty", path=given.path)
        return
    if "SURROGATE" in text:
        yield Revision("Words.", (), given.path, title=Credit("\ud800", Evidence("sidecar", "")))
        return
    told = re.match(r"@(\S+) (\S+) (\d{4})\n", text)
    address, publisher, year = told.groups() if told else ("-", "-", "2019")
    body = text[told.end() :] if told else text
    yield Revision(
        text=body,
        zones=(Zone(ZoneType.BODY, 0, len(body)),),
        path=given.path,
        address=None if address == "-" else address,
        publisher=None if publisher == "-" else Credit(publisher, Evidence("sidecar", "the sidecar")),
        published=Published(Interval.year(int(year)), (Evidence("sidecar", "the sidecar"),)),
    )


def seen(given: Given) -> str | None:
    return f"{given.path} {given.file.read_text('utf-8')}"


class Reader:
    def read(self, revision: Revision) -> Reading:
        if "READER CRASH" in revision.text:
            raise RuntimeError(revision.text[:40])
        if "WORKER DIES" in revision.text:
            os._exit(9)
        numbers = tuple(_number(found) for found in NUMBER.finditer(revision.text))
        return Reading(revision.id, Parse(revision.text, (), (), ()), numbers=numbers)


class SlowReader(Reader):
    def read(self, revision: Revision) -> Reading:
        time.sleep(0.02)
        return super().read(revision)


def reader_version() -> str:
    return "fake/1"


def new_reader_version() -> str:
    return "fake/2"


def drafts(reading: Reading, pack: Pack) -> Iterator[Draft | Finding]:
    for unit in pack.units:
        if unit.counts == "echoes" and unit.words[0] in reading.text:
            yield Finding("echo", Severity.NOTE, f"{unit.words[0]} is a word of {pack.name}")
    for found in SAID.finditer(reading.text):
        yield _attribution(reading.text, found)
    for found in NUMBER.finditer(reading.text):
        yield _figure(reading.text, found)
    if "UNSAYABLE" in reading.text:
        yield replace(_attribution(reading.text, SAID.search(reading.text)), extractor="\ud800")
    if "ODD" in reading.text:
        yield Finding("odd", Severity.NOTE, "this text is odd")
    if "UNANCHORED" in reading.text:
        yield Draft(_figure(reading.text, NUMBER.search(reading.text)).body, (Anchor(0, 3, "xyz"),), "figures/1", 0.5)


def fewer_drafts(reading: Reading, pack: Pack) -> Iterator[Draft | Finding]:
    return (d for d in drafts(reading, pack) if isinstance(d, Finding) or d.extractor == "attributions/1")


def _number(found: re.Match[str]) -> NumberReading:
    quantity = Quantity(Decimal(found[0]), None, None, Modifier.EXACT, found[0], unit="piece")
    kind = NumberKind.DATE if len(found[0]) == len("2019") else NumberKind.COUNT
    return NumberReading(*found.span(), quantity, kind, found[1], None, 0, 0)


def _attribution(text: str, found: re.Match[str]) -> Draft:
    source = Source(found["who"], found["who"], *found.span("who"))
    body = Attribution(source, Words("said", *found.span("cue")), Mode.INDIRECT, Interval.day(date(2019, 3, 4)))
    return Draft(body, (Anchor.of(text, *found.span("content")),), "attributions/1", 0.9)


def _figure(text: str, found: re.Match[str]) -> Draft:
    quantity = Quantity(Decimal(found[0]), None, None, Modifier.EXACT, found[0])
    body = Figure(quantity, found[1], None, "other", None)
    return Draft(body, (Anchor.of(text, *found.span()),), "figures/1", 0.8)


STAGES = Stages(given, revisions, Reader, reader_version, drafts, "fake-drafts/1")
SLOW = Stages(given, revisions, SlowReader, reader_version, drafts, "fake-drafts/1")
SEEING = replace(STAGES, seen=seen)
NEW_READER = Stages(given, revisions, Reader, new_reader_version, drafts, "fake-drafts/1")
FEWER = Stages(given, revisions, Reader, reader_version, fewer_drafts, "fake-drafts/2")


def not_loading() -> Reader:
    os._exit(5)


def deadly_revisions(given: Given) -> Iterator[Revision | Finding]:
    if "TAKING IN DIES" in given.file.read_text("utf-8"):
        os._exit(6)
    yield from revisions(given)


DEADLY = replace(STAGES, revisions=deadly_revisions)
