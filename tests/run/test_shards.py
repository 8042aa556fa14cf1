from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra arrow)")

sys.path.insert(0, str(Path(__file__).parent))

import fakes

from onrecord.packs import all_shipped
from onrecord.record import Store, check, exported
from onrecord.record.parquet import ENTRIES, rows_of
from onrecord.run import Engine, Inline, Processes, Stages, WorkersError, build
from onrecord.run.loading import load
from onrecord.run.places import Place
from onrecord.run.shard_work import Done, Method
from onrecord.run.shards import Plan, finished, planned
from onrecord.run.story import Story

TEXTS = {
    f"{n:02}": f"@https://a.example/{n} Courier 2019\n"
    f"The {n + 3} tents stand in Port Harrow, Ada Renner said. Page {n}."
    for n in range(24)
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def method(place: Path, stages: Stages = fakes.STAGES, story: Story | None = None) -> Method:
    return Method(stages, all_shipped(), str(place), story)


def made(sources: list[Path], made_by: Method, engine: Engine | None = None, size: int = 5) -> tuple[Plan, Done]:
    plan = planned([str(s) for s in sources], made_by, engine or Inline(), size)
    return plan, finished(plan, engine or Inline())


def recorded(path: Path, plan: Plan, roots: list[Path]) -> list[str]:
    with Store.opened(path) as store:
        load(store, plan, roots, Inline())
        assert list(check(store)) == []
        return list(exported(store))


def built(path: Path, roots: list[Path], stages: Stages = fakes.STAGES, engine: Engine | None = None) -> list[str]:
    with Store.opened(path) as store:
        build(roots, store, packs=all_shipped(), stages=stages, engine=engine or Inline())
        return list(exported(store))


class Counting(Inline):
    """Counts what it is given to do."""

    def __init__(self) -> None:
        self.done = 0

    def map(self, make, items) -> Iterator:
        for each in super().map(make, items):
            self.done += 1
            yield each


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_a_record_from_shards_is_that_of_a_build(articles: Path, tmp_path: Path, size: int) -> None:
    plan, done = made([articles], method(tmp_path / "shards"), size=size)
    assert done.articles == len(TEXTS)
    assert recorded(tmp_path / "a.db", plan, [articles]) == built(tmp_path / "b.db", [articles])


def test_faults_come_out_as_those_of_a_build(articles: Path, tmp_path: Path) -> None:
    for name, text in {
        "crash": "READER CRASH",
        "ingest": "INGEST CRASH",
        "empty": " ",
        "surrogate": "SURROGATE",
        "unsayable": "The 5 tents stand, Ada Renner said. UNSAYABLE",
        "odd": "ODD 7 tents.",
        "unanchored": "UNANCHORED 7 tents.",
    }.items():
        (articles / f"{name}.txt").write_text(text, "utf-8")
    plan, _ = made([articles, tmp_path / "nowhere.txt"], method(tmp_path / "shards"))
    roots = [articles, tmp_path / "nowhere.txt"]
    assert [s for s in recorded(tmp_path / "a.db", plan, roots) if "nowhere" not in s] == [
        s for s in built(tmp_path / "b.db", roots[:1]) if "nowhere" not in s
    ]


def test_copies_in_several_shards_are_read_by_what_stands(articles: Path, tmp_path: Path) -> None:
    words = "The 9 tents stand in Port Harrow, Ada Renner said."
    for name, year in (("00a", 2019), ("12a", 2018), ("12b", 2018), ("23a", 2017)):
        (articles / f"{name}.txt").write_text(f"@https://a.example/same Courier {year}\n{words}", "utf-8")
    for size in (1, 100):
        plan, _ = made([articles], method(tmp_path / f"shards{size}"), size=size)
        whole = built(tmp_path / f"b{size}.db", [articles])
        assert recorded(tmp_path / f"a{size}.db", plan, [articles]) == whole


def test_what_is_done_is_not_done_again(articles: Path, tmp_path: Path) -> None:
    by = method(tmp_path / "shards")
    plan, first = made([articles], by)
    engine = Counting()
    assert finished(plan, engine) == first
    assert engine.done == 0
    lost = Place(by.place) / "shards" / f"{plan.shards[1].digest}.json"
    lost.delete()
    assert finished(plan, engine) == first
    assert engine.done == 1


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
import fakes
from test_shards import made, method
if __name__ == "__main__":
    from onrecord.run import Processes
    made([Path({articles!r})], method(Path({shards!r}), fakes.SLOW), Processes(2), size=2)
"""


def test_a_run_that_is_killed_goes_on_from_what_is_done(articles: Path, tmp_path: Path) -> None:
    here, shards = str(Path(__file__).parent), tmp_path / "shards"
    file = tmp_path / "script.py"
    file.write_text(SCRIPT.format(here=here, articles=str(articles), shards=str(shards)))
    running = subprocess.Popen([sys.executable, str(file)])
    until = time.monotonic() + 60
    while len(list(shards.glob("shards/*.json"))) < 2 and running.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    running.kill()
    running.wait()
    done = len(list(shards.glob("shards/*.json")))
    engine = Counting()
    plan, _ = made([articles], method(shards), engine, size=2)
    assert done >= 2
    assert engine.done <= len(plan.shards) - 2
    assert recorded(tmp_path / "a.db", plan, [articles]) == built(tmp_path / "b.db", [articles])
    assert all(f.suffix == ".parquet" for f in (shards / "entries").iterdir())


def test_a_file_that_comes_or_changes_costs_its_shard_only(articles: Path, tmp_path: Path) -> None:
    by = method(tmp_path / "shards")
    plan, _ = made([articles], by)
    (articles / "11a.txt").write_text("The 5 tents stand, Ada Renner said.", "utf-8")
    (articles / "20.txt").write_text("The 6 tents stand, Ada Renner said.", "utf-8")
    engine = Counting()
    again, done = made([articles], by, engine)
    assert done.articles == len(TEXTS) + 1
    assert 1 <= engine.done <= 3 < len(plan.shards)
    there = {Path(f.address).stem for f in (Place(by.place) / ENTRIES).files()}
    assert there == {s.digest for s in again.shards}


@pytest.mark.parametrize("other", [fakes.NEW_READER, fakes.FEWER])
def test_another_reader_makes_other_shards(articles: Path, tmp_path: Path, other: Stages) -> None:
    one, two = (planned([str(articles)], method(tmp_path / "s", s), Inline()) for s in (fakes.STAGES, other))
    assert {s.digest for s in one.shards}.isdisjoint({s.digest for s in two.shards})


def test_a_document_that_kills_its_worker_is_quarantined(articles: Path, tmp_path: Path) -> None:
    (articles / "12a.txt").write_text("WORKER DIES of 3 things.", "utf-8")
    (articles / "20a.txt").write_text("WORKER DIES of 4 things.", "utf-8")
    plan, done = made([articles], method(tmp_path / "shards"), Processes(2))
    assert sorted(done.quarantined) == ["articles/12a.txt", "articles/20a.txt"]
    found = recorded(tmp_path / "a.db", plan, [articles])
    assert found == built(tmp_path / "b.db", [articles], engine=Processes(2))
    assert sum("reading-failed" in line for line in found) == 2
    assert Place(str(tmp_path / "shards/tries")).files() == []


def test_workers_that_never_come_to_an_article_are_told(articles: Path, tmp_path: Path) -> None:
    by = method(tmp_path / "shards", replace(fakes.STAGES, reader=fakes.not_loading))
    with pytest.raises(WorkersError):
        made([articles], by, Processes(1))


def test_entries_lie_flat_with_the_ids_of_the_record(articles: Path, tmp_path: Path) -> None:
    by = method(tmp_path / "shards")
    plan, done = made([articles], by)
    rows = [row for f in (Place(by.place) / ENTRIES).files() for row in rows_of(Place(f.address).read())]
    assert len(rows) == done.entries
    with Store.opened(tmp_path / "a.db") as store:
        load(store, plan, [articles], Inline())
        assert {r["id"] for r in rows} == {e.id for e in store.entries()}
    figures = [r for r in rows if r["kind"] == "figure" and r["counts"] == "tents"]
    assert sorted(r["value"] for r in figures) == [float(n + 3) for n in range(24)]
    assert {r["publisher"] for r in rows} == {"Courier"}


def test_a_story_leaves_out_and_counts_it(articles: Path, tmp_path: Path) -> None:
    story = Story(words=("Page 1*",), text="a story")
    plan, done = made([articles], method(tmp_path / "shards", story=story))
    assert (done.articles, done.left_out) == (11, {"words": 13})
    assert len(plan.shards) >= 1
