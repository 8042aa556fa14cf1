"""What a build promises, on fakes: the same record whatever the order, the processes, the repetitions, the kills."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import wait
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import Kind, Verdict
from onrecord.record import Store, check, exported
from onrecord.run import Processes, Stages, Step, apart, build, judging, pipeline
from onrecord.work.building import Steps

sys.path.insert(0, str(Path(__file__).parent))

import fakes

STORY = {
    "a.txt": "The ferry to Ostrey carried 40 nurses home, Mara Quill said. Then 12 boats left.",
    "b.txt": "@https://example.org/b Courier 2020\nThe harbour stays shut, Ivo Lund said. ODD",
    "c.txt": "@https://example.org/b Courier 2020\nThe harbour opens again, Ivo Lund said.",
    "d.txt": "No one said a word.",
    "e.txt": "",
    "f.txt": "READER CRASH on 7 pages",
    "g.txt": "INGEST CRASH",
    "sub/copy-of-a.txt": "The ferry to Ostrey carried 40 nurses home, Mara Quill said. Then 12 boats left.",
    "h.txt": "UNANCHORED 9 words",
}


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return write(tmp_path / "story", STORY)


def write(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def record(path: Path, *folders: Path, stages: Stages = fakes.STAGES, processes: int = 1) -> list[str]:
    with Store.opened(path) as store:
        build(folders, store, stages=stages, processes=processes)
        assert [f for f in check(store) if f.severity == "error"] == []
        return list(exported(store))


def codes(path: Path) -> list[str]:
    with Store.open(path) as store:
        return [f.code for f in store.findings()]


def test_a_folder_is_put_on_record(story: Path, tmp_path: Path) -> None:
    with Store.opened(tmp_path / "s.db") as store:
        summary = build([story], store, stages=fakes.STAGES)
        assert (summary.files, summary.articles, summary.read, summary.failed) == (9, 6, 5, 1)
        assert {k: n for k, n in store.count().items() if n} == {"attribution": 3, "figure": 3, "finding": 5}
        assert summary.entries.refused == 1
        assert sorted(f.code for f in store.findings()) == [
            "empty-file",
            "entry-refused",
            "ingest-failed",
            "odd",
            "reading-failed",
        ]
        assert {f.path for f in store.findings()} == {None, "story/e.txt", "story/f.txt", "story/g.txt"}


@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_build_cost_is_told_by_stage(story: Path, tmp_path: Path, processes: int) -> None:
    with Store.opened(tmp_path / "s.db") as store:
        first = build([story], store, stages=fakes.STAGES, processes=processes)
        assert list(first.spent) == ["ingest", "load", "extract", "prepare", "write", "judge"]
        assert all(each.cpu >= 0 and each.wall > 0 for each in first.spent.values())
        (story / "f.txt").unlink()
        assert list(build([story], store, stages=fakes.STAGES).spent) == ["ingest"]


def test_a_text_given_twice_is_one_revision_with_two_paths(story: Path, tmp_path: Path) -> None:
    record(tmp_path / "s.db", story)
    with Store.open(tmp_path / "s.db") as store:
        paths = {(r.path, *also) for r, also in store.articles()}
        assert ("story/a.txt", "story/sub/copy-of-a.txt") in paths


def test_a_new_text_at_an_address_is_a_new_revision_of_the_article(story: Path, tmp_path: Path) -> None:
    record(tmp_path / "s.db", story)
    with Store.open(tmp_path / "s.db") as store:
        there = [r for r in store.revisions() if r.address == "https://example.org/b"]
        assert len({r.id for r in there}) == 2
        assert len({r.article for r in there}) == 1


def test_a_second_build_reads_nothing_but_what_failed(story: Path, tmp_path: Path) -> None:
    first = record(tmp_path / "s.db", story)
    with Store.open(tmp_path / "s.db") as store:
        again = build([story], store, stages=fakes.STAGES)
        assert (again.added, again.read, again.known, again.failed) == (0, 0, 5, 1)
        assert list(exported(store)) == first


def test_a_file_that_is_as_it_was_is_not_read_again(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in: list[str] = []
    real = pipeline.revisions_of

    def revisions_of(given: fakes.Given, stages: Stages) -> object:
        taken_in.append(given.path)
        return real(given, stages)

    monkeypatch.setattr(pipeline, "revisions_of", revisions_of)
    first = record(tmp_path / "s.db", story, stages=fakes.SEEING)
    assert first == record(tmp_path / "plain.db", story)
    taken_in.clear()
    assert record(tmp_path / "s.db", story, stages=fakes.SEEING) == first
    assert taken_in == ["story/g.txt"]
    write(
        story,
        {"d.txt": "No one said 2 words.", "b.txt": "@https://example.org/b Herald 2021\nIt opened, Ivo Lund said."},
    )
    taken_in.clear()
    changed = record(tmp_path / "s.db", story, stages=fakes.SEEING)
    assert taken_in == ["story/b.txt", "story/d.txt", "story/g.txt"]
    assert changed == record(tmp_path / "plain.db", story)


def test_a_file_whose_copies_were_withdrawn_is_read_again(story: Path, tmp_path: Path) -> None:
    first = record(tmp_path / "s.db", story, stages=fakes.SEEING)
    with Store.open(tmp_path / "s.db") as store:
        for revision, also in list(store.articles()):
            for path in (revision.path, *also):
                store.withdraw(path, revision.id)
    assert record(tmp_path / "s.db", story, stages=fakes.SEEING) == first


def test_what_is_judged_is_not_judged_again_until_something_changes(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[Store] = []
    real = judging.Judges.reconciled

    def reconciled(self: judging.Judges, store: Store) -> float:
        judged.append(store)
        return real(self, store)

    monkeypatch.setattr(judging.Judges, "reconciled", reconciled)
    with Store.create(tmp_path / "s.db") as store:
        build([story], store, stages=fakes.STAGES)
        build([story], store, stages=fakes.STAGES)
        assert len(judged) == 1
        write(story, {"new.txt": "Nine figures more, Ada Voss said."})
        build([story], store, stages=fakes.STAGES)
        assert len(judged) == 2
        monkeypatch.setattr(judging, "judges", lambda _: "others")
        build([story], store, stages=fakes.STAGES)
        assert len(judged) == 3


def test_where_nothing_is_to_be_read_no_reader_is_loaded(story: Path, tmp_path: Path) -> None:
    (story / "f.txt").unlink()
    record(tmp_path / "s.db", story)

    def loaded() -> fakes.Reader:
        pytest.fail("a reader was loaded")

    with Store.open(tmp_path / "s.db") as store:
        assert build([story], store, stages=replace(fakes.STAGES, reader=loaded)).known == 5


def test_order_processes_and_repetition_change_nothing(story: Path, tmp_path: Path) -> None:
    expected = record(tmp_path / "once.db", story)
    files = [f for f in sorted(story.rglob("*.txt")) if f.parent == story]
    random.Random(7).shuffle(files)  # noqa: S311 (a shuffle for a test)
    for _ in range(3):
        assert record(tmp_path / "thrice.db", story) == expected
    assert record(tmp_path / "two.db", story, processes=2) == expected
    parts = tmp_path / "parts.db"
    for file in files:
        record(parts, file)
    assert record(parts, story) == expected
    assert record(tmp_path / "shuffled.db", *files, story / "sub", story) == record(
        tmp_path / "sorted.db", story, story / "sub", *sorted(files)
    )


@pytest.mark.parametrize("processes", [1, 2])
def test_the_last_are_read_by_their_length_so_that_none_is_long_when_the_others_are_done(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(pipeline, "LAST", 3)
    shutil.rmtree(story)
    lengths = {"a": 9, "b": 1, "c": 4, "d": 2, "e": 7}
    write(story, {f"{name}.txt": f"It opened, {name} said. " * many for name, many in lengths.items()})
    read: list[str] = []
    with Store.create(tmp_path / "s.db") as store:
        steps = [read.append, lambda _: None]
        build(
            [story],
            store,
            stages=fakes.STAGES,
            processes=processes,
            progress=lambda step: steps[step.stage == pipeline.TAKING_IN](Path(step.path).stem),
        )
    assert read == ["a", "b", "e", "c", "d"]


def test_those_who_judge_begin_when_the_last_article_is_handed_out(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[object, int]] = []
    real = Processes.begin

    def begin(self: Processes, make: Callable[[], Callable[[object], object]]) -> None:
        begun.append((make, len(read)))
        real(self, make)

    monkeypatch.setattr(Processes, "begin", begin)
    monkeypatch.setattr(judging, "ALONE", 0)
    read: list[Step] = []
    expected = record(tmp_path / "one.db", story)
    assert begun == []
    with Store.create(tmp_path / "two.db") as store:
        summary = build([story], store, stages=fakes.STAGES, processes=2, progress=read.append)
        assert list(exported(store)) == expected
        first = next(many for make, many in begun if make is apart.work)
        assert summary.files <= first < len(read)
        begun.clear()
        build([story], store, stages=fakes.STAGES, processes=2)
        assert [make for make, _ in begun if make is apart.work] == []


@pytest.fixture
def opened_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files that this process opens: it waits for others as soon as some have begun."""
    begin, real, paths = Processes.begin, pipeline.revisions_of, list[str]()

    def begun(self: Processes, make: Steps) -> None:
        begin(self, make)
        wait(self._begun)

    def revisions_of(given: fakes.Given, stages: Stages) -> object:
        paths.append(given.path)
        return real(given, stages)

    monkeypatch.setattr(Processes, "begin", begun)
    monkeypatch.setattr(pipeline, "revisions_of", revisions_of)
    return paths


@pytest.mark.parametrize("stages", [fakes.STAGES, fakes.SEEING])
def test_who_takes_a_file_in_changes_nothing(
    story: Path, tmp_path: Path, opened_here: list[str], stages: Stages
) -> None:
    expected = record(tmp_path / "one.db", story, stages=stages)
    opened_here.clear()
    assert record(tmp_path / "two.db", story, stages=stages, processes=2) == expected
    assert opened_here == ["story/a.txt", "story/b.txt"]
    write(story, {f"{where}{n}.txt": f"Ship {n} sailed, Ada Voss said." for n in range(2) for where in "ay"})
    expected = record(tmp_path / "again.db", story, stages=stages)
    assert record(tmp_path / "two.db", story, stages=stages, processes=2) == expected


def test_a_file_that_kills_the_process_that_opens_it_is_told(
    story: Path, tmp_path: Path, opened_here: list[str]
) -> None:
    expected = record(tmp_path / "whole.db", story)
    write(story, {"z.txt": "TAKING IN DIES here."})
    lines = record(tmp_path / "s.db", story, stages=fakes.DEADLY, processes=2)
    assert "story/z.txt" not in opened_here
    assert [line for line in expected if line not in lines] == []
    new = [line for line in lines if line not in expected]
    assert len(new) == 1
    assert "ingest-failed" in new[0]


def test_a_reader_that_kills_its_process_costs_one_article(story: Path, tmp_path: Path) -> None:
    expected = record(tmp_path / "whole.db", story)
    write(story, {"z.txt": "WORKER DIES here, Ada Voss said."})
    lines = record(tmp_path / "s.db", story, processes=2)
    assert [line for line in expected if line not in lines] == []
    new = [line for line in lines if line not in expected]
    assert len(new) == 2
    assert "the process that read it died" in new[1]


def test_what_no_file_can_hold_is_told_and_the_rest_goes_on(story: Path, tmp_path: Path) -> None:
    expected = record(tmp_path / "whole.db", story)
    write(story, {"s.txt": "SURROGATE", "u.txt": "UNSAYABLE words, Ada Voss said."})
    lines = record(tmp_path / "s.db", story)
    assert [line for line in expected if line not in lines] == []
    new = [json.loads(line) for line in lines if line not in expected]
    told = [(line["code"], line["path"]) for line in new if line["kind"] == "finding"]
    assert sorted(told) == [("ingest-failed", "story/s.txt"), ("reading-failed", "story/u.txt")]


def test_a_newer_reader_that_makes_less_retires_the_rest(story: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    record(path, story)
    assert record(path, story, stages=fakes.FEWER) == record(tmp_path / "fresh.db", story, stages=fakes.FEWER)
    with Store.open(path) as store:
        assert list(store.entries([Kind.FIGURE])) == []
        assert store.db.value("SELECT count(*) FROM ledger WHERE op = 'retire' AND kind = 'figure'") == 3
    assert record(path, story) == record(tmp_path / "old.db", story)


def test_a_newer_reader_reads_again(story: Path, tmp_path: Path) -> None:
    record(tmp_path / "s.db", story)
    with Store.open(tmp_path / "s.db") as store:
        assert build([story], store, stages=fakes.NEW_READER).read == 5


def test_findings_about_files_go_when_the_files_are_mended(story: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    record(path, story)
    assert "empty-file" in codes(path)
    write(story, {"e.txt": "Now it holds words.", "g.txt": "So does this.", "f.txt": "And this."})
    record(path, story)
    assert set(codes(path)) == {"entry-refused", "odd", "reading-failed"}


def test_findings_about_other_folders_stay(story: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    record(path, story)
    record(path, write(tmp_path / "other", {"x.txt": "Other words."}))
    assert "empty-file" in codes(path)


def test_a_publisher_set_later_does_not_double_the_article(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", {"a.txt": "The mill closed, Ada Voss said."})
    record(tmp_path / "s.db", folder)
    write(folder, {"a.txt": "@- Gazette 2019\nThe mill closed, Ada Voss said."})
    assert record(tmp_path / "s.db", folder) == record(tmp_path / "fresh.db", folder)
    with Store.open(tmp_path / "s.db") as store:
        assert store.db.value("SELECT count(*) FROM revision") == 2


def test_copies_that_disagree_are_told_whatever_the_order(tmp_path: Path) -> None:
    one = write(tmp_path / "one", {"a.txt": "@https://example.org/m Courier 2019\nThe mill closed."})
    two = write(tmp_path / "two", {"a.txt": "@https://example.org/m Herald 2020\nThe mill closed."})
    there = record(tmp_path / "s.db", one, two)
    assert record(tmp_path / "t.db", two, one) == there
    record(tmp_path / "u.db", two)
    assert record(tmp_path / "u.db", one) == there
    assert codes(tmp_path / "s.db") == ["copies-disagree", "copies-disagree"]


def test_progress_counts_to_the_end(story: Path, tmp_path: Path) -> None:
    steps: list[Step] = []
    with Store.opened(tmp_path / "s.db") as store:
        build([story], store, stages=fakes.STAGES, progress=steps.append)
    assert [(s.done, s.total) for s in steps if s.stage == "taking in"] == [(n, 9) for n in range(1, 10)]
    assert [(s.done, s.total) for s in steps if s.stage == "reading"] == [(n, 6) for n in range(1, 7)]


SCRIPT = """
import sys
sys.path.insert(0, {here!r})
import fakes
from pathlib import Path
from onrecord.record import Store
from onrecord.run import build
if __name__ == "__main__":
    with Store.opened(Path({record!r})) as store:
        build([Path({folder!r})], store, stages=fakes.SLOW, processes={processes})
"""


@pytest.mark.parametrize("processes", [1, 2])
def test_killed_at_any_moment_it_carries_on(tmp_path: Path, processes: int) -> None:
    texts = {f"{n:02}.txt": f"The ship {n} sailed with {n} crates, Mara Quill said." for n in range(40)}
    folder = write(tmp_path / "ships", texts)
    expected = record(tmp_path / "whole.db", folder)
    path, chance = tmp_path / "killed.db", random.Random(11 + processes)  # noqa: S311 (when to kill, in a test)
    script = SCRIPT.format(here=str(Path(__file__).parent), record=str(path), folder=str(folder), processes=processes)
    file = tmp_path / "script.py"
    file.write_text(script)
    for _ in range(4):
        run = subprocess.Popen([sys.executable, str(file)])
        time.sleep(0.3 + chance.random() * 0.7)
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert record(path, folder, processes=processes) == expected
    shutil.rmtree(folder)


WIRE = (
    "The ferry to Ostrey carried 40 nurses home across the sound in the worst gale of the winter, the crew of which "
    "had not slept since Monday, Mara Quill said. Then 12 boats left the harbour and did not come back before dark."
)


def copied(path: Path) -> list[tuple[str, str]]:
    with Store.open(path) as store:
        of = {e.id: store.revision(e.revision).path for e in store.entries()}
        return [(of[j.a], of[j.b]) for j in store.judgements() if j.verdict is Verdict.COPIES]


def test_entries_in_copied_words_are_judged_and_a_second_build_says_the_same(tmp_path: Path) -> None:
    texts = {"first.txt": f"@- Courier 2019\n{WIRE}", "later.txt": f"@- Herald 2020\n{WIRE}"}
    folder, path = write(tmp_path / "story", texts), tmp_path / "s.db"
    record(path, folder)
    there = copied(path)
    assert there
    assert set(there) == {("story/later.txt", "story/first.txt")}
    before = record(path, folder)
    assert copied(path) == there
    turned = write(tmp_path / "turned" / "story", dict(reversed(texts.items())))
    assert record(tmp_path / "t.db", turned / "later.txt", turned / "first.txt") == before
