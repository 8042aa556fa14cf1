"""The bundled stories from their files: every planted conflict, denial and difference is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.model import Entry
from onrecord.query import Conflicts, Disputed

ROOT = Path(__file__).parents[2]
STORIES = {"demo": ROOT / "src/onrecord/demo/articles", "beacon": ROOT / "tests/demo/beacon/articles"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Conflicts]:
    told = {}
    for name, articles in STORIES.items():
        with onrecord.open(tmp_path_factory.mktemp(name) / "story.db", create=True) as record:
            record.build(articles)
            told[name] = record.conflicts(Disputed(every=True))
    return told


def words(entry: Entry) -> str:
    return " ".join(" ".join(a.exact.split()) for a in sorted(entry.anchors))


def meet(sides: list[str], one: str, other: str) -> bool:
    """Whether two sides begin with these words, in either order."""
    a, b = sides
    return (a.startswith(one) and b.startswith(other)) or (a.startswith(other) and b.startswith(one))


PLANTED = [
    ("demo", "contradicts", "61 people", "74 people"),
    ("demo", "contradicts", "More than 600 soldiers", "288 Norvalans"),
    ("demo", "denies", "her soldiers guard food convoys", "a claim that Norvalan soldiers guard"),
    ("demo", "denies", "More than 600 soldiers", "600 soldiers"),
    ("demo", "revises", "12 soldiers", "17 soldiers"),
    ("demo", "differs", "318 Norvalan personnel", "342"),
    ("demo", "differs", "450", "about 310 Norvalan soldiers"),
    ("demo", "contradicts", "The valley is dry", "The valley is dry"),
    ("beacon", "contradicts", "only 210 soldiers", "about 290 soldiers"),
    ("beacon", "denies", "the bridge had been closed", "Her office had received nothing"),
    ("beacon", "denies", "at least 55 people had boarded", "having received any fee"),
    ("beacon", "revises", "at least 14 people", "at least 17 people"),
    ("beacon", "revises", "450 soldiers", "300"),
    ("beacon", "contradicts", "The river gave us no second chance", "The river gave us no second chance"),
]


@pytest.mark.parametrize(("story", "verdict", "one", "other"), PLANTED)
def test_what_is_planted_is_found(found: dict[str, Conflicts], story: str, verdict: str, one: str, other: str) -> None:
    sides = [[words(e) for e in row.sides] for row in found[story].rows if row.judgement.verdict == verdict]
    assert any(
        (a.startswith(one) and b.startswith(other)) or (a.startswith(other) and b.startswith(one)) for a, b in sides
    )


def test_nothing_else_is_called_a_conflict(found: dict[str, Conflicts]) -> None:
    """In the demo story all quarrels are about the dead, the convoys, the 600 soldiers, and one quotation."""
    about = ("convoy", "600 soldiers", "74 people", "The valley is dry")
    for row in found["demo"].quarrels:
        assert any(word in " ".join(map(words, row.sides)) for word in about), row.judgement.reason


@pytest.mark.xfail(strict=True, reason="“bodies” are not read as deaths, and the words or subjects differ")
@pytest.mark.parametrize(
    ("one", "other"),
    [("23 bodies", "17"), ("Overloading had been the rule", "the claim, made by"), ("6,410 patients", "6,032")],
)
def test_what_is_not_found_yet(found: dict[str, Conflicts], one: str, other: str) -> None:
    sides = [[words(e) for e in row.sides] for row in found["beacon"].quarrels]
    assert any(
        (a.startswith(one) and b.startswith(other)) or (a.startswith(other) and b.startswith(one)) for a, b in sides
    )
