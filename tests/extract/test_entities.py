"""Entities of one article, from its reading."""

from __future__ import annotations

from onrecord.extract.entities import entities
from onrecord.model import Entity

TEXT = (
    "Defence Minister Mara Quill flew to Oslo on Monday. Quill, who leads the Salt Party, said she would return. "
    "The Harbour Relief Agency (HRA) opened a field hospital. The agency has 40 nurses. An official said nothing."
)


def bodies(read, text: str) -> dict[str, Entity]:
    return {d.body.name: d.body for d in entities(read(text)) if isinstance(d.body, Entity)}


def test_each_is_one_entry_with_all_its_mentions(read) -> None:
    found = bodies(read, TEXT)
    quill = found["Mara Quill"]
    assert [(m.text, m.reason) for m in quill.mentions] == [
        ("Mara Quill", None),
        ("Quill", "surname"),
        ("she", "“she”"),
    ]
    assert quill.aliases == ("Defence Minister Mara Quill", "Quill")
    assert [(r.text, TEXT[r.start : r.end]) for r in quill.roles] == [("Defence Minister", "Defence Minister")]
    assert found["Harbour Relief Agency"].aliases == ("HRA", "agency")


def test_what_is_told_by_what_it_is_alone_is_nobody(read) -> None:
    assert {"official", "field hospital"}.isdisjoint(bodies(read, TEXT))


def test_every_mention_and_anchor_is_the_words_there(read) -> None:
    for draft in entities(read(TEXT)):
        assert all(TEXT[a.start : a.end] == a.exact for a in draft.anchors)
        assert isinstance(draft.body, Entity)
        assert all(TEXT[m.start : m.end] == m.text for m in draft.body.mentions)
