"""Who commands a mission, by a sentence that says so."""

from __future__ import annotations

import pytest

from onrecord.query import Slot, board
from tellings import told

MISSION = "Operation Kittiwake"


@pytest.mark.parametrize(
    ("sentence", "commands"),
    [
        ("Mara Quill is in command of Operation Kittiwake.", True),
        ("Mara Quill, a former pilot, commands the 60 divers of Operation Kittiwake.", True),
        ("Mara Quill, who led Operation Kittiwake, spoke on Monday.", True),
        ("Mara Quill met those who lead Operation Kittiwake.", False),
        ("Mara Quill is in command of the harbour; Operation Kittiwake is another matter.", False),
        ("Mara Quill leads the union. Operation Kittiwake goes on.", False),
    ],
)
def test_a_commander_is_told_by_a_verb_before_the_mission(sentence: str, *, commands: bool) -> None:
    strength = {"words": "70 people", "value": 70, "counts": "personnel", "subject": "Orsk", "mission": MISSION}
    article = {"published": "2031-02-03", "text": f"{sentence} It has 70 people.", "people": ["Mara Quill"]}
    view = told([{**article, "missions": [MISSION], "figures": [{**strength, "valid": "2031-02-02"}]}])
    subjects = board(view).subjects
    names = [v.told for b in subjects if b.subject == MISSION for c in b.of(Slot.COMMAND) for v in c.values]
    assert names == (["Mara Quill"] if commands else [])
