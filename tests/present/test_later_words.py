"""Words of an article that tells nothing else on a page are cited there as others are."""

from __future__ import annotations

from pathlib import Path

from onrecord.present.dossier import write
from onrecord.query import commitments
from tellings import told

STORY = [
    {
        "published": "2031-02-03",
        "text": "Mara Quill promised that the lock gate at Dresk would be rebuilt by Feb. 20.",
        "commitments": [
            {
                "words": "the lock gate at Dresk would be rebuilt by Feb. 20",
                "type": "pledge",
                "actor": "Mara Quill",
                "due": "../2031-02-20",
            }
        ],
    },
    {
        "published": "2031-04-10",
        "text": "The lock gate at Dresk is to be rebuilt in oak, the union said.",
        "statements": [{"words": "The lock gate at Dresk is to be rebuilt in oak", "by": "union"}],
    },
]


def test_later_words_about_a_deadline_are_cited(tmp_path: Path) -> None:
    view = told(STORY)
    (row,) = commitments(view).rows
    assert [e.revision for e in row.mentions] == [view.revisions[1].id]
    write(view, tmp_path, record_name="Dresk")
    assert "Later words about it" in (tmp_path / "commitments.html").read_text("utf-8")
