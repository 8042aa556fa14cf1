"""The sidecar `NAME.meta.json`: what the user says about an article, which wins over what is guessed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.ingest import dates, told
from onrecord.ingest.decode import content, decoded
from onrecord.ingest.files import SIDECAR
from onrecord.ingest.findings import note, warning
from onrecord.ingest.told import Sign, Told
from onrecord.model import Credit, Evidence, Finding, Interval

KEYS = ("url", "publisher", "published", "title", "byline", "wire", "language")
REMARKS = frozenset({"origin", "note", "notes", "comment", "source", "licence", "license", "id"})
"""Keys that people keep beside these for themselves."""

RANK = 0
Say = Callable[[str, str], None]
"""Takes a key and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a sidecar tells, and the faults in it."""

    told: Told
    findings: tuple[Finding, ...] = ()


def beside(file: Path, path: str) -> Beside:
    """What the sidecar of an article file says: `NAME.meta.json` or `NAME.txt.meta.json`; nothing where none is."""
    for name in (file.stem + SIDECAR, file.name + SIDECAR):
        place = file.with_name(name)
        if place.exists():
            return _read(place, f"{path[: len(path) - len(file.name)]}{told.one_line(name) or name}")
    return Beside(Told())


def _read(place: Path, path: str) -> Beside:
    raw = content(place, path)
    text = raw if isinstance(raw, Finding) else decoded(raw, path)
    if isinstance(text, Finding):
        return Beside(Told(), (_unused(path, text.message.removeprefix(f"{path}: ")),))
    try:
        values = json.loads(text[0])
    except (ValueError, RecursionError) as fault:
        return Beside(Told(), (*text[1], _unused(path, f"not JSON ({fault})")))
    if not isinstance(values, dict):
        return Beside(Told(), (*text[1], _unused(path, "not a JSON object with keys such as url and published")))
    return _told(values, path, text[1])


def _unused(path: str, why: str) -> Finding:
    return warning("bad-sidecar", path, f"{why}; the article is read without this sidecar: mend it")


def _told(values: Mapping[str, Any], path: str, findings: tuple[Finding, ...]) -> Beside:
    found = [*findings, *_unknown(values, path)]

    def wrong(key: str, why: str) -> None:
        found.append(warning("bad-sidecar", path, f'"{key}" {why}; the article is read without it'))

    told_here = Told(
        address=_address(values.get("url"), wrong),
        title=_name(values, "title", wrong),
        publisher=_name(values, "publisher", wrong),
        byline=_byline(values.get("byline"), wrong),
        wire=_name(values, "wire", wrong),
        published=_published(values.get("published"), wrong),
        language=_language(values.get("language"), wrong),
    )
    return Beside(told_here, tuple(found))


def _unknown(values: Mapping[str, Any], path: str) -> list[Finding]:
    keys = sorted(k for k in values if k not in KEYS and k not in REMARKS and not k.endswith("_id"))
    known = ", ".join(KEYS)
    return [note("unknown-key", path, f'"{told.one_line(k) or "?"}" is not used; known are {known}') for k in keys]


def _address(value: object, wrong: Say) -> str | None:
    found = told.address(value)
    if value is not None and found is None:
        wrong("url", "is not a web address (https://…)")
    return found


def _name(values: Mapping[str, Any], key: str, wrong: Say) -> Credit | None:
    found = told.credit(values.get(key), "sidecar", f"the sidecar's “{key}”")
    if values.get(key) is not None and found is None:
        wrong(key, "is not a text with words")
    return found


def _byline(value: object, wrong: Say) -> tuple[Credit, ...]:
    names = value if isinstance(value, list) else [value]
    named = [told.credit(n, "sidecar", "the sidecar's “byline”") for n in names]
    if value is not None and None in named:
        wrong("byline", "is not a name or a list of names")
    return tuple(c for c in named if c)


def _published(value: object, wrong: Say) -> tuple[Sign, ...]:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    interval: Interval | None = dates.stated(text) if isinstance(text, str) else None
    if interval is None:
        if value is not None:
            wrong(
                "published", f"is not a date ({json.dumps(value)[:60]}): write 2020-01-31, 2020-01, 2020 or two with /"
            )
        return ()
    evidence = Evidence("sidecar", f"the sidecar's “published”: {told.one_line(text)}")
    return (Sign(interval, evidence, RANK),)


def _language(value: object, wrong: Say) -> str | None:
    code = told.language(value)
    if value is not None and code is None:
        wrong("language", 'is not a language code such as "en"')
    return code
