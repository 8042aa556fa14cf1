from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest

from onrecord.model import Revision
from onrecord.packs import all_shipped, combined
from onrecord.work.reading import Written, writing_work

sys.path.insert(0, str(Path(__file__).parents[1] / "run"))

import fakes

TEXTS = [
    "Nothing.",
    "It opened 12 gates, Ada Voss said. ODD",
    "UNANCHORED words with 3 ships.",
    "READER CRASH",
    "UNSAYABLE words, Ada Voss said.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_was_written_goes_between_processes_unchanged(text: str) -> None:
    work = writing_work(fakes.Reader, fakes.drafts, combined(all_shipped()))
    found = work(Revision(text, (), "a.txt"))
    assert (found.ready is None) == (found.failure is not None)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 (our own)


def test_what_is_refused_is_counted_and_told() -> None:
    work = writing_work(fakes.Reader, fakes.drafts, combined(all_shipped()))
    ready = work(Revision(TEXTS[2], (), "a.txt")).ready
    assert ready is not None
    assert ready.refused == 1
    assert [act.kind for act in ready.findings] == ["finding"]


def test_a_failure_says_what_went_wrong() -> None:
    work = writing_work(fakes.Reader, fakes.drafts, combined(all_shipped()))
    assert work(Revision("READER CRASH", (), "a.txt")) == Written(failure="RuntimeError: READER CRASH")
    assert (work(Revision(TEXTS[4], (), "a.txt")).failure or "").startswith("what was read cannot be recorded: ")
