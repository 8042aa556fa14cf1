"""The key of a name across articles, as judgements join and keep apart."""

from __future__ import annotations

from onrecord.model import PERSON, Anchor, Entity, Entry, Judgement, MentionType, Verdict, digest
from onrecord.reconcile import Names


def quill(article: str, name: str = "Mara Quill") -> Entry:
    anchor = Anchor.of(name, 0, len(name))
    return Entry(digest(article), Entity(name, MentionType.PERSON, (), (), ()), (anchor,), "any/1", 0.9)


ONE, TWO, THREE = quill("one"), quill("two"), quill("three", "M. Quill")
JOINED = Judgement(Verdict.SAME, ONE.id, THREE.id, "for the test", 0.9, "any/1")
APART = Judgement(Verdict.NOT_SAME, ONE.id, TWO.id, "two cousins", 1.0, PERSON + "Ada")


def test_one_name_is_one_key_and_what_is_joined_shares_it() -> None:
    names = Names([ONE, TWO, THREE], [JOINED])
    assert names.key(ONE.revision, "Mara Quill") == names.key(THREE.revision, "M. Quill")
    assert names.key(ONE.revision, "Mara Quill") == names.key(digest("elsewhere"), "M. Quill")


def test_what_a_person_tells_apart_has_two_keys_though_the_name_is_one() -> None:
    names = Names([ONE, TWO, THREE], [APART, JOINED])
    keys = [names.key(e.revision, "Mara Quill") for e in (ONE, TWO)]
    assert len(set(keys)) == 2
    assert names.key(THREE.revision, "M. Quill") == keys[0]
    assert all(names.is_person("", key) for key in keys)
    assert Names([THREE, TWO, ONE], [JOINED, APART]).key(TWO.revision, "Mara Quill") == keys[1]
