from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Interval, Parse, TimexType, Zone, ZoneType
from onrecord.model.blocks import blocks
from onrecord.packs import lexicon
from onrecord.read.times import timexes

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["cases"]
LEAST = {"tbaq": 0.80, "canada-iraq": 0.90}
"""Whole F1 that is never to be fallen short of."""


def parsed(reader, text: str) -> Parse:
    return reader.parse(text, blocks(text, [Zone(ZoneType.BODY, 0, len(text))]))


def days(printed: str) -> Interval | None:
    """The interval that its first and last day print."""
    if not printed:
        return None
    first, _, last = printed.partition("/")
    ends = [None if d == ".." else date.fromisoformat(d) for d in (first, last or first)]
    after = None if ends[1] in {None, date.max} else ends[1] + timedelta(days=1)
    return Interval(ends[0], after)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            c, id=c["label"], marks=[pytest.mark.xfail(reason=c["known_failure"])] if "known_failure" in c else []
        )
        for c in CASES
    ],
)
def test_expressions(reader, case):
    found = timexes(parsed(reader, case["text"]), days(case.get("published", "")))
    assert [[t.text, t.type, t.value, str(t.interval or "")] for t in found] == case["expect"]


def test_there_are_cases_enough():
    assert sum("known_failure" not in c for c in CASES) >= 80
    assert len({c["label"] for c in CASES}) == len(CASES)


def _vocabulary() -> list[str]:
    times = lexicon("times")
    tables = ("months", "weekdays", "seasons", "dayparts", "units", "numbers", "ordinals", "rates", "decades")
    listed = [w for t in tables for w in times[t]] + [w for ws in times["classes"].values() for w in ws]
    listed += [n for h in times["holidays"] for n in h["names"]] + [
        w for r in times["refs"].values() for w in r["words"]
    ]
    return [*listed, *(w.title() for w in listed), *(f"{w}s" for w in times["units"])]


MARKS = [
    "-",
    ",",
    ".",
    "’s",
    "'s",
    "–",
    "/",
    "\u00a0",
    "\n",
    "\n\n",
    "“",
    "”",
    "$",
    "%",
    "🚢",
    "e\u0301",
    "\u202e",
    "\0",
    "שלום",
]
NUMBERS = st.one_of(
    st.integers(0, 40).map(str),
    st.integers(900, 2300).map(str),
    st.from_regex(
        r"[0-3]?[0-9](st|nd|rd|th)|[0-9]{1,2}:[0-9]{2}|(19|20)?[0-9]0s|[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True
    ),
    st.from_regex(r"[0-9]/[0-9]|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9]\.[0-9]|[1-9],[0-9]{3}", fullmatch=True),
    st.sampled_from(["a.m.", "p.m.", "½", "٣", "²", "Q3", "H1", "H3", "００"]),
)
PLAIN = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
PIECES = st.one_of(st.sampled_from(_vocabulary()), st.sampled_from(MARKS), NUMBERS, PLAIN)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "", " "])), max_size=25).map(
    lambda pieces: "".join(p + gap for p, gap in pieces)
)
DATES = st.one_of(st.dates(), st.sampled_from([date.min, date.max, date(2024, 2, 29)]))


@st.composite
def intervals(draw) -> Interval | None:
    """What may be known of a publication day: nothing, one side, both, or the day."""
    ends = draw(st.one_of(st.none(), st.tuples(DATES, st.none()), st.tuples(st.none(), DATES), st.tuples(DATES, DATES)))
    if ends is None or ends == (None, None):
        return None
    start, end = ends
    if start is not None and end is not None:
        start, end = min(start, end), max(start, end)
        return Interval(start, end) if start < end else Interval.day(start)
    return Interval(start, end)


ANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@ANY
@given(text=TEXTS, published=intervals())
def test_offsets_give_back_their_text_and_never_overlap(reader, text, published):
    found = timexes(parsed(reader, text), published)
    assert all(t.text == text[t.start : t.end] and t.text.strip() == t.text != "" for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(t.value and isinstance(t.type, TimexType) for t in found)


@ANY
@given(text=TEXTS, published=intervals())
def test_resolving_is_deterministic(reader, text, published):
    parse = parsed(reader, text)
    assert timexes(parse, published) == timexes(parsed(reader, text), published)


@ANY
@given(text=TEXTS, first=DATES, length=st.integers(1, 400))
def test_bounds_claim_no_more_than_the_day_would(reader, text, first, length):
    """What is resolved from bounds holds for every day within them, at their two ends at least."""
    if first.toordinal() + length > date.max.toordinal():
        return
    parse, last = parsed(reader, text), first + timedelta(days=length)
    wide = timexes(parse, Interval(first, last))
    for day in (first, last - timedelta(days=1)):
        narrow = {(t.start, t.end): t for t in timexes(parse, Interval.day(day))}
        for t in wide:
            told = narrow[t.start, t.end]
            assert t.interval is None or told.interval is None or told.interval.within(t.interval)
            assert _agrees(t.value, told.value)


def _agrees(wide: str, narrow: str) -> bool:
    """Whether a value with X says no more than the other."""
    if wide == narrow or "WXX" in wide:
        return True
    return len(wide) == len(narrow) and all(w in {n, "X"} for w, n in zip(wide, narrow, strict=True))


@pytest.mark.parametrize("name", sorted(LEAST))
def test_gold(reader, shared, tmp_path, name):
    """Whole F1 on public and hand-made gold, by the scorer that came with it."""
    texts, gold = {
        "tbaq": (shared / "bench" / "tbaq",) * 2,
        "canada-iraq": (shared / "seeds", shared / "gold" / "canada-iraq"),
    }[name]
    export = tmp_path / "export.jsonl"
    lines = [line for path in sorted(texts.glob("*.txt")) for line in _exported(reader, path)]
    export.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    command = [sys.executable, shared / "gold" / "score.py", gold, export, "--only", "timex", "--json"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert json.loads(told)["timex"]["whole"]["f1"] >= LEAST[name]


def _exported(reader, path: Path) -> list[dict[str, object]]:
    text = path.open(newline="", encoding="utf-8").read()
    beside = path.with_suffix(".meta.json")
    published = json.loads(beside.read_text("utf-8")).get("published") if beside.exists() else None
    found = timexes(parsed(reader, text), days(published or ""))
    article = {"kind": "article", "id": path.name, "path": path.name}
    return [
        article,
        *(
            {
                "kind": "timex",
                "article": path.name,
                "anchors": [{"start": t.start, "end": t.end, "exact": t.text}],
                "type": t.type,
                "value": t.value,
            }
            for t in found
        ),
    ]
