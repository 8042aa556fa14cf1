"""The demo's gold against its texts, and the program against the demo's gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord
from onrecord.model import Attribution, Commitment, Figure

ARTICLES = Path(onrecord.__file__).parent / "demo/articles"
GOLD = sorted(p for p in (Path(__file__).parent / "gold").glob("20*.json"))


def gold(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def text_of(data: dict) -> str:
    with (ARTICLES.parent / data["article"]["file"]).open(newline="", encoding="utf-8") as file:
        return file.read()


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_every_span_is_the_exact_text(path):
    data = gold(path)
    text = text_of(data)
    for entry in data["statements"]:
        parts = entry.get("content_parts") or [entry["content_span"]]
        assert " […] ".join(text[s:e] for s, e in parts) == entry["content"]
        for name in ("source", "cue"):
            span = entry[f"{name}_span"]
            assert span is None or text[slice(*span)] == entry["source_text" if name == "source" else "cue"]
    for entry in [*data["figures"], *data["commitments"]]:
        assert text[slice(*entry["span"])] == entry["text"]


def test_every_plain_text_has_gold():
    plain = {p.name for p in ARTICLES.iterdir() if p.suffix in {".txt", ".md"}}
    assert plain == {Path(gold(p)["article"]["file"]).name for p in GOLD}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with onrecord.open(tmp_path_factory.mktemp("demo") / "story.db", create=True) as opened:
        opened.build(ARTICLES)
        yield opened


def overlap(one, other):
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def paired(wanted: list, told: list, meets) -> int:
    """How many of what is wanted are told: one to one, the closest first."""
    scored = sorted(((meets(w, t), i, j) for i, w in enumerate(wanted) for j, t in enumerate(told)), reverse=True)
    used: tuple[set[int], set[int]] = (set(), set())
    for score, i, j in scored:
        if score > 0 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
    return len(used[0])


def same_words(statement, entry) -> float:
    """Dice's coefficient of what is said, from one half on."""
    parts = statement.get("content_parts") or [statement["content_span"]]
    spans = [a.span for a in entry.anchors]
    shared = sum(overlap(p, s) for p in parts for s in spans)
    total = sum(e - s for s, e in [*parts, *spans])
    return score if (score := 2 * shared / total) >= 0.5 else 0


def same_number(figure, entry) -> int:
    wanted = {float(figure[k]) for k in ("value", "low", "high") if figure[k] is not None}
    quantity = entry.body.quantity
    told = {float(v) for v in (quantity.value, quantity.low, quantity.high) if v is not None}
    return max(overlap(figure["span"], a.span) for a in entry.anchors) if wanted & told else 0


def measured(record, kind, key, meets) -> tuple[float, float]:
    """Precision and recall of one kind over all texts that have gold."""
    view = record.view()
    found = wanted = told = 0
    for path in GOLD:
        data = gold(path)
        revision = next(r for r in view.revisions if r.path.endswith(Path(data["article"]["file"]).name))
        entries = [e for e in view.of(revision.id) if isinstance(e.body, kind)]
        found += paired(data[key], entries, meets)
        wanted, told = wanted + len(data[key]), told + len(entries)
    return found / told, found / wanted


def test_statements_are_found(record):
    precision, recall = measured(record, Attribution, "statements", same_words)
    assert precision >= 0.95
    assert recall >= 0.90


def test_figures_are_found(record):
    precision, recall = measured(record, Figure, "figures", same_number)
    assert precision >= 0.92
    assert recall >= 0.92


def same_place(wanted, entry) -> int:
    return max(overlap(wanted["span"], a.span) for a in entry.anchors)


def test_commitments_are_found(record):
    precision, recall = measured(record, Commitment, "commitments", same_place)
    assert precision >= 0.75
    assert recall >= 0.75


def test_every_end_of_the_mission_is_told(record):
    """The mandate's end and the ceiling of each text that has them, as the gold has them."""
    view = record.view()
    for path in GOLD:
        data = gold(path)
        revision = next(r for r in view.revisions if r.path.endswith(Path(data["article"]["file"]).name))
        told = [e.body for e in view.of(revision.id) if isinstance(e.body, Commitment)]
        ends = {str(body.due) for body in told if body.due}
        caps = {float(body.cap) for body in told if body.cap is not None}
        assert {c["end"] for c in data["commitments"] if c["end"]} <= ends
        assert {float(c["cap"]) for c in data["commitments"] if c["cap"]} <= caps


def test_nothing_lies_in_the_page_debris(record):
    view = record.view()
    for revision in view.revisions:
        debris = [(z.start, z.end) for z in revision.zones if z.type == "boilerplate"]
        assert not [a.exact for e in view.of(revision.id) for a in e.anchors if any(overlap(a.span, d) for d in debris)]


def test_the_edited_article_is_one_article_in_two_texts(record):
    texts = [r for r in record.view().revisions if r.address and r.address.endswith("lantern-convoys")]
    assert len({r.id for r in texts}) == 2
    assert len({r.article for r in texts}) == 1


def test_the_record_holds(record):
    assert [f for f in record.check() if f.severity != "note"] == []
