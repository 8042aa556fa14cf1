"""The two stories' planted copies and edits: all are found, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord
from onrecord.ingest import given, revisions
from onrecord.model import Finding
from onrecord.query import Reuse
from onrecord.reconcile import reused

HERE = Path(__file__).parent
DEMO = Path(onrecord.__file__).parent / "demo/articles"


def planted(gold: Path) -> dict[str, list[set[str]]]:
    """The pairs of files that a story's gold calls copies, and those it calls texts of one article."""
    cross = json.loads((gold / "cross.json").read_text("utf-8"))
    copies = [set(c.get("articles") or [stem(c["origin"]), stem(c["copy"])]) for c in cross["copies"]]
    edits = [set(r["articles"]) for r in cross.get("revisions", ())]
    edited = {"2019-02-06-harbour-gazette-denial-first", "2019-02-06-harbour-gazette-denial-later"}
    return {"copies": copies, "edits": edits or [edited]}


def stem(path: str) -> str:
    return Path(path).stem


@pytest.mark.parametrize(
    ("articles", "gold"), [(DEMO, HERE / "gold"), (HERE / "beacon/articles", HERE / "beacon/gold")]
)
def test_what_was_planted_is_found_and_nothing_else(articles, gold):
    held = [
        r for g in given([articles]) if not isinstance(g, Finding) for r in revisions(g) if not isinstance(r, Finding)
    ]
    path = {r.id: stem(r.path) for r in held}
    told = reused(held)
    found = {"copies": [], "edits": []}
    for copy in told.copies:
        found["edits" if copy.reuse is Reuse.REVISION else "copies"].append({path[copy.copy], path[copy.origin]})
    assert found == planted(gold)
    assert told.partial == ()
    assert [c.wire is not None for c in told.clusters if not c.edited_only] == [True]
    for copy in told.copies:
        assert not copy.sure or path[copy.origin] < path[copy.copy]
