"""Entities across articles: joined as judged, each with its names, offices and reasons."""

from __future__ import annotations

from datetime import date

from onrecord.model import Anchor, Entity, Entry, Interval, Judgement, MentionType, Naming, Revision, Verdict, Words
from onrecord.query import View, entities, pairs


def telling(text: str, name: str, day: int, role: str | None = None) -> tuple[Revision, Entry]:
    revision = Revision(text, (), f"{day}.txt")
    start = text.index(name)
    mention = Naming(name, start, start + len(name))
    roles = (Words(role, text.index(role), text.index(role) + len(role)),) if role else ()
    body = Entity(name, MentionType.PERSON, (), roles, (mention,))
    anchor = Anchor.of(text, start, start + len(name))
    return revision, Entry(revision.id, body, (anchor,), "hand/1", 0.9, (), Interval.day(date(2031, 5, day)))


OLD = telling("Mayor Mara Quill opened the pier.", "Mara Quill", 3, "Mayor")
NEW = telling("Governor M. Quill shut it.", "M. Quill", 9, "Governor")
OTHER = telling("Ivo Lund looked on.", "Ivo Lund", 4)


def view(*verdicts: Verdict) -> View:
    told = [OLD, NEW, OTHER]
    made = [Judgement(v, OLD[1].id, NEW[1].id, f"{v.value} for the test", 0.8, "person/Ada") for v in verdicts]
    return View(tuple(r for r, _ in told), tuple(e for _, e in told), (), judgements=tuple(made))


def test_what_is_judged_one_is_one_with_its_offices_by_date() -> None:
    first, second = entities(view(Verdict.SAME))
    assert (first.name, first.aliases, first.articles) == ("Mara Quill", ("M. Quill",), 2)
    assert [(h.role.text, str(h.published)) for h in first.roles] == [
        ("Mayor", "2031-05-03"),
        ("Governor", "2031-05-09"),
    ]
    assert [j.reason for j in first.joins] == ["same for the test"]
    assert second.name == "Ivo Lund"


def test_what_is_unsure_stays_apart_and_is_listed() -> None:
    told = view(Verdict.UNSURE)
    assert [w.name for w in entities(told)] == ["Ivo Lund", "M. Quill", "Mara Quill"]
    (pair,) = pairs(told, Verdict.UNSURE)
    assert {pair.a, pair.b} == {OLD[1], NEW[1]}
    assert all(w.doubts for w in entities(told, "Quill"))


def test_what_a_person_keeps_apart_is_apart() -> None:
    told = view(Verdict.SAME, Verdict.NOT_SAME)
    found = entities(told, "quill")
    assert len(found) == 2
    assert all(len(w.apart) == 1 and not w.joins for w in found)


def test_they_are_found_by_name_id_and_type() -> None:
    told = view(Verdict.SAME)
    assert [w.name for w in entities(told, NEW[1].id)] == ["Mara Quill"]
    assert entities(told, kind=MentionType.PLACE) == []
