"""A record remembers the packs that it is read with; other packs read it again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.packs import SHIPPED, FaultyPackError, PackText, all_shipped, shipped
from onrecord.record import Store, exported, import_lines, journal, packs_of, replay
from onrecord.run import BuildSummary, build

sys.path.insert(0, str(Path(__file__).parent))

import fakes

TEXTS = {f"{n}.txt": f"The ferry carried {n} nurses home, Mara Quill said." for n in range(4)}


def echo(word: str, name: str = "echo") -> PackText:
    return PackText(
        name, f'name = "{name}"\ntitle = "Echoes"\n[[unit]]\ncounts = "echoes"\nkind = "thing"\nwords = ["{word}"]\n'
    )


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "story"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def built(record: Path, *paths: Path, packs: list[PackText] | None = None, processes: int = 1) -> BuildSummary:
    with Store.opened(record) as store:
        return build(paths, store, packs=packs, stages=fakes.STAGES, processes=processes)


def echoes(record: Path) -> int:
    with Store.open(record) as store:
        return sum(f.code == "echo" for f in store.findings())


def names(record: Path) -> list[str]:
    with Store.open(record) as store:
        return [p.name for p in packs_of(store)]


def lines(record: Path) -> list[str]:
    with Store.open(record) as store:
        return list(exported(store))


def test_a_new_record_is_read_with_all_that_come_with_the_program(story: Path, tmp_path: Path) -> None:
    assert built(tmp_path / "s.db", story).packs == SHIPPED
    with Store.open(tmp_path / "s.db") as store:
        assert packs_of(store) == all_shipped()


def test_a_record_remembers_its_packs(story: Path, tmp_path: Path) -> None:
    record = tmp_path / "s.db"
    assert built(record, story, packs=[echo("nurses")]).packs == ("general", "echo")
    assert echoes(record) == 4
    again = built(record, story)
    assert (again.read, again.known, again.packs) == (0, 4, ("general", "echo"))
    (story / "new.txt").write_text("Then 9 nurses left, Ivo Lund said.")
    assert built(record, story).read == 1
    assert echoes(record) == 5


def test_other_packs_read_every_article_again_also_those_not_given(story: Path, tmp_path: Path) -> None:
    record = tmp_path / "s.db"
    built(record, story)
    assert built(record, story / "0.txt", packs=[echo("nurses")]).read == 4
    assert echoes(record) == 4
    assert built(record, story / "0.txt", packs=[echo("ferry"), echo("ship", "other")]).read == 4
    assert built(record, story / "0.txt", packs=[echo("ship", "other"), echo("ferry")]).read == 4
    assert built(record, story / "0.txt", packs=[]).read == 4
    assert (echoes(record), names(record)) == (0, ["general"])
    assert lines(record) == lines_of_fresh(story, tmp_path, [])


def lines_of_fresh(story: Path, tmp_path: Path, packs: list[PackText]) -> list[str]:
    built(tmp_path / "fresh.db", story, packs=packs)
    return lines(tmp_path / "fresh.db")


def test_a_build_with_other_packs_that_was_stopped_is_carried_on(story: Path, tmp_path: Path) -> None:
    record = tmp_path / "s.db"
    built(record, story)

    def stop(step: object) -> None:
        if (step.stage, step.done) == ("reading", 2):
            raise KeyboardInterrupt

    with Store.open(record) as store, pytest.raises(KeyboardInterrupt):
        build([story], store, packs=[echo("nurses")], stages=fakes.STAGES, progress=stop)
    assert echoes(record) == 2
    assert built(record, story / "0.txt").read == 2
    assert echoes(record) == 4


def test_entries_from_an_export_stand_until_their_article_is_given(story: Path, tmp_path: Path) -> None:
    built(tmp_path / "s.db", story, packs=[echo("nurses")])
    with Store.create(tmp_path / "t.db") as other:
        import_lines(other, lines(tmp_path / "s.db"), "s.jsonl")
    assert names(tmp_path / "t.db") == []
    (tmp_path / "new.txt").write_text("Then 9 boats left, Ivo Lund said.")
    assert built(tmp_path / "t.db", tmp_path / "new.txt").read == 1
    assert echoes(tmp_path / "t.db") == 4


def test_a_replayed_journal_is_read_with_the_same_packs(story: Path, tmp_path: Path) -> None:
    built(tmp_path / "s.db", story, packs=[echo("nurses")])
    with Store.open(tmp_path / "s.db") as one, Store.create(tmp_path / "t.db") as two:
        replay(two, journal(one), "s.journal")
    assert built(tmp_path / "t.db", story).read == 0
    assert lines(tmp_path / "t.db") == lines(tmp_path / "s.db")


def test_two_processes_read_with_the_same_packs(story: Path, tmp_path: Path) -> None:
    packs = [shipped("epidemic"), echo("nurses")]
    built(tmp_path / "one.db", story, packs=packs)
    built(tmp_path / "two.db", story, packs=packs, processes=2)
    assert echoes(tmp_path / "two.db") == 4
    assert lines(tmp_path / "two.db") == lines(tmp_path / "one.db")


def test_a_pack_with_a_fault_changes_nothing(story: Path, tmp_path: Path) -> None:
    record = tmp_path / "s.db"
    built(record, story)
    before = lines(record)
    with pytest.raises(FaultyPackError, match=r"echo, line 6.*capital"):
        built(record, story, packs=[echo("Nurses")])
    assert (lines(record), names(record)) == (before, list(SHIPPED))
