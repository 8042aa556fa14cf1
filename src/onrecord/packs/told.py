"""A pack in plain words, as `onrecord pack show` tells it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from onrecord.packs.schema import COMMITMENT, EVENT, MEASURE, OUTCOME, PUBLISHERS, SLOT, TOP, UNIT, Table
from onrecord.packs.shelf import PackText

Line = tuple[int, str]
"""How far a line is set in, and what it says."""

_SAID = {
    UNIT: "Counts",
    MEASURE: "Tells numbers apart as",
    OUTCOME: "Counts what befalls people",
    EVENT: "Finds events",
    COMMITMENT: "Finds commitments",
    PUBLISHERS: "Takes for one house",
    SLOT: "Follows on the board",
}


def told(pack: PackText) -> Iterator[Line]:
    """What a pack holds, line by line, in the order of the file."""
    data = tomllib.loads(pack.text)
    yield 0, f"{data['name']}: {data['title']}" + (" (comes with the program)" if pack.shipped else "")
    for table, said in _SAID.items():
        tables = data.get(table.name, [])
        if tables:
            yield 0, ""
            yield 0, said
        for each in tables:
            yield 1, _name(table, each)
            yield from ((2, line) for line in _lists(table, each))
    yield from _top(data)


def holds(pack: PackText) -> dict[str, int]:
    """How many units, measures, kinds of event and of commitment, and groups of publishers a pack tells of."""
    data = tomllib.loads(pack.text)
    return {
        "units": len(data.get("unit", [])),
        "measures": len(data.get("measure", [])),
        "events": len({t["type"] for t in data.get("event", [])}),
        "commitments": len({t["type"] for t in data.get("commitment", [])}),
        "groups": len({t["group"] for t in data.get("publishers", [])}),
    }


def title(pack: PackText) -> str:
    """What kind of story a pack is for."""
    found: str = tomllib.loads(pack.text)["title"]
    return found


def _name(table: Table, data: dict[str, Any]) -> str:
    match table.name:
        case "unit":
            usual = f"; {data['default']} where nothing more is said" if "default" in data else ""
            return f"{data.get('counts', 'each by its own word')} ({data['kind']}{usual})"
        case "outcome":
            return f"{data['counts']}" + (f", by the measure {data['measure']}" if "measure" in data else "")
        case _:
            name: str = data.get("name") or data.get("group") or data["type"]
            return name


def _lists(table: Table, data: dict[str, Any]) -> Iterator[str]:
    return (f"{k.label}: {', '.join(data[k.name])}" for k in table.keys if k.form.is_list and k.name in data)


def _top(data: dict[str, Any]) -> Iterator[Line]:
    lists = list(_lists(TOP, data))
    if lists:
        yield 0, ""
        yield 0, "Knows besides"
    yield from ((1, line) for line in lists)
