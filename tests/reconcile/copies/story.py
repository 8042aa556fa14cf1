"""The texts of cases.toml as revisions."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.model import Credit, Evidence, Interval, Published, Revision, Zone, ZoneType

DATA = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))


def credit(value: str | None) -> Credit | None:
    return Credit(value, Evidence("sidecar", "in the sidecar")) if value else None


def made(data: dict[str, Any]) -> Revision:
    """A revision with a title, its paragraphs and its page furniture as zones."""
    parts = [
        (ZoneType.TITLE, data["title"]),
        *((ZoneType.BODY, swapped(DATA["paragraphs"].get(p, p), data.get("swap", {}))) for p in data["body"]),
        *((ZoneType.BOILERPLATE, DATA["paragraphs"][p]) for p in data.get("boilerplate", ())),
    ]
    text, zones = "", []
    for zone, words in parts:
        zones.append(Zone(zone, len(text), len(text) + len(words)))
        text += words + "\n\n"
    return Revision(
        text,
        tuple(zones),
        f"{data['name']}.txt",
        address=data.get("address"),
        title=credit(data["title"]),
        publisher=credit(data.get("publisher")),
        wire=credit(data.get("wire")),
        published=published(data.get("published")),
    )


def published(day: str | None) -> Published | None:
    return Published(Interval.day(date.fromisoformat(day)), (Evidence("sidecar", day),)) if day else None


def swapped(words: str, swap: dict[str, str]) -> str:
    return re.sub(r"\w+", lambda m: swap.get(m.group(), m.group()), words)


TEXTS = {data["name"]: made(data) for data in DATA["text"]}
