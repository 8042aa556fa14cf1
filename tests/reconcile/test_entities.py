"""Which entities of different articles are one."""

from __future__ import annotations

from itertools import permutations

import pytest

from onrecord.model import Anchor, Entity, Entry, MentionType, Verdict, Words, digest
from onrecord.reconcile import same_entities

PERSON, PLACE, BODY = MentionType.PERSON, MentionType.PLACE, MentionType.ORGANISATION
GROUP, MISSION = MentionType.GROUP, MentionType.MISSION

Named = tuple[MentionType, str]


def article(name: str, *entities: Named) -> list[Entry]:
    text = " ".join(called for _, called in entities)
    found = []
    for kind, called in entities:
        start = text.index(called)
        anchor = Anchor.of(text, start, start + len(called))
        found.append(Entry(digest(name), Entity(called, kind, (), (), ()), (anchor,), "any/1", 0.9))
    return found


def joined(*articles: list[Entry]) -> set[frozenset[str]]:
    """The names that are joined, each with its article's number."""
    entries = [e for a in articles for e in a]
    name = {e.id: f"{e.body.name} {n}" for n, a in enumerate(articles) for e in a if isinstance(e.body, Entity)}
    groups = {i: {i} for i in name}
    for judgement in same_entities(entries):
        if judgement.verdict is not Verdict.SAME:
            continue
        both = groups[judgement.a] | groups[judgement.b]
        groups |= dict.fromkeys(both, both)
    return {frozenset(name[i] for i in g) for g in groups.values() if len(g) > 1}


ONE = {
    "a person by the full name": [(PERSON, "Mara Quill"), (PERSON, "Mara Quill")],
    "a body with its words in another order": [(BODY, "Institute of Salt"), (BODY, "Salt Institute")],
    "a body in small and large letters": [(BODY, "Rhenish Armed Forces"), (BODY, "Rhenish armed forces")],
    "two spellings of a word": [(BODY, "Salt Defense Fund"), (BODY, "Salt Defence Fund")],
    "an operation by its name alone": [(MISSION, "Operation Quillon"), (MISSION, "Quillon")],
    "a militia that is now a group, now a body": [(GROUP, "Salt Brigade"), (BODY, "Salt Brigade")],
}
TWO = {
    "surnames alone": [(PERSON, "Quill"), (PERSON, "Quill")],
    "a surname and a full name": [(PERSON, "Mara Quill"), (PERSON, "Quill")],
    "people of one surname": [(PERSON, "Mara Quill"), (PERSON, "Jonas Quill")],
    "units by number": [(BODY, "Task Force 2"), (BODY, "Task Force 4")],
    "a unit by number and one by name": [(BODY, "Task Force 2"), (BODY, "Task Force-North")],
    "a name that every country has one of": [(BODY, "Supreme Court"), (BODY, "Supreme Court")],
    "what has no name": [(BODY, "defence ministry"), (BODY, "defence ministry")],
    "a place and a person": [(PLACE, "Mara Quill"), (PERSON, "Mara Quill")],
    "places in two spellings with nothing beside them": [(PLACE, "Tarvik"), (PLACE, "Torvik")],
}


@pytest.mark.parametrize("pair", ONE.values(), ids=ONE.keys())
def test_one(pair: list[Named]) -> None:
    assert len(joined(article("a", pair[0]), article("b", pair[1]))) == 1


@pytest.mark.parametrize("pair", TWO.values(), ids=TWO.keys())
def test_two(pair: list[Named]) -> None:
    assert joined(article("a", pair[0]), article("b", pair[1])) == set()


def test_a_place_in_two_spellings_beside_one_country() -> None:
    first, second = (
        article("a", (PLACE, "Tarvik"), (PLACE, "Norway")),
        article("b", (PLACE, "Torvik"), (PLACE, "Norway")),
    )
    assert frozenset({"Tarvik 0", "Torvik 1"}) in joined(first, second)


def test_two_places_that_one_article_names_are_two() -> None:
    both = article("a", (PLACE, "Tarvik"), (PLACE, "Torvik"), (PLACE, "Norway"))
    assert joined(both, article("b", (PLACE, "Norway"))) == {frozenset({"Norway 0", "Norway 1"})}


def test_the_only_coalition_beside_one_enemy_and_place() -> None:
    beside = [(GROUP, "Salt Brigade"), (PLACE, "Norway")]
    told = article("a", (BODY, "Danish-led coalition"), *beside)
    vague = article("b", (BODY, "international coalition"), *beside)
    assert frozenset({"Danish-led coalition 0", "international coalition 1"}) in joined(told, vague)
    other = article("c", (BODY, "Swedish-led coalition"), *beside)
    assert not any("international coalition 1" in g for g in joined(told, vague, other))


def test_the_order_of_entries_does_not_matter() -> None:
    parts = [article(n, (PERSON, "Mara Quill"), (PLACE, "Norway")) for n in "abc"]
    found = {tuple(j.id for j in same_entities([e for a in order for e in a])) for order in permutations(parts)}
    assert len(found) == 1


def test_an_operation_without_its_first_word() -> None:
    full = article("a", (MISSION, "Operation Quillon"), (PLACE, "Norway"))
    alone = article("b", (BODY, "Quillon"), (PLACE, "Norway"))
    assert frozenset({"Operation Quillon 0", "Quillon 1"}) in joined(full, alone)
    assert not any("Quillon 1" in g for g in joined(full, article("c", (BODY, "Quillon"), (PLACE, "Peru"))))


def test_a_body_without_its_country_s_adjective() -> None:
    full = article("a", (BODY, "Norwegian Water Corps"))
    alone = article("b", (BODY, "Water Corps"), (PLACE, "Norway"))
    assert frozenset({"Norwegian Water Corps 0", "Water Corps 1"}) in joined(full, alone)
    assert joined(full, article("c", (BODY, "Water Corps"), (PLACE, "Peru"))) == set()
    other = article("d", (BODY, "Danish Water Corps"))
    assert joined(full, other, alone) == set()


def test_a_ministry_is_one_in_articles_about_one_country() -> None:
    one = article("a", (BODY, "Ministry of Water"), (PLACE, "Norway"))
    two = article("b", (BODY, "Water Ministry"), (PLACE, "Norway"))
    assert frozenset({"Ministry of Water 0", "Water Ministry 1"}) in joined(one, two)
    assert joined(one, article("c", (BODY, "Water Ministry"), (PLACE, "Peru"))) == set()


def test_a_continent_is_no_spelling_of_another_place() -> None:
    first = article("a", (PLACE, "Europe"), (PLACE, "Norway"))
    second = article("b", (PLACE, "Europa"), (PLACE, "Norway"))
    assert joined(first, second) == {frozenset({"Norway 0", "Norway 1"})}


def holder(name: str, called: str, office: str) -> list[Entry]:
    """An article that names one person with an office."""
    text = f"{office} {called} spoke."
    start = len(office) + 1
    anchor = Anchor.of(text, start, start + len(called))
    role = Words(office, 0, len(office))
    return [Entry(digest(name), Entity(called, PERSON, (), (role,), ()), (anchor,), "any/1", 0.9)]


def verdicts(*articles: list[Entry]) -> list[Verdict]:
    entries = [e for a in articles for e in a]
    found = list(same_entities(entries))
    assert [j.id for j in found] == [j.id for j in same_entities(reversed(entries))]
    return [j.verdict for j in found]


@pytest.mark.parametrize(
    ("called", "verdict"),
    [
        (("Mara Quill", "Quill"), [Verdict.UNSURE]),
        (("Mara Quill", "M. Quill"), [Verdict.UNSURE]),
        (("Daniel Quill", "Dan Quill"), [Verdict.UNSURE]),
        (("Mara Quill", "Jonas Quill"), []),
        (("Mara Quill", "Mark Quill"), []),
        (("Mara Quill", "Mara Fenn"), []),
    ],
)
def test_people_who_may_be_one_are_told_as_unsure(called: tuple[str, str], verdict: list[Verdict]) -> None:
    assert verdicts(article("a", (PERSON, called[0])), article("b", (PERSON, called[1]))) == verdict


def test_a_surname_and_an_office_are_one_person_unless_another_holds_it() -> None:
    full, short = holder("a", "Mara Quill", "Water Minister"), holder("b", "Quill", "Water Minister")
    assert verdicts(full, short) == [Verdict.SAME]
    other = holder("c", "Jonas Quill", "Water Minister")
    assert verdicts(full, short, other) == [Verdict.UNSURE] * 2
    assert verdicts(holder("a", "Mara Quill", "Col."), holder("b", "Quill", "Col.")) == [Verdict.UNSURE]


def test_a_countrys_mission_against_somebody_is_its_only_operation() -> None:
    about = [(PLACE, "Norway"), (GROUP, "Salt Brigade"), (MISSION, "Operation Quillon")]
    told = [(PLACE, "Norway"), (GROUP, "Salt Brigade"), (MISSION, "Norwegian war against Salt Brigade")]
    one = frozenset({"Operation Quillon 0", "Norwegian war against Salt Brigade 1"})
    assert one in joined(article("a", *about), article("b", *told))
    second = article("c", (PLACE, "Norway"), (GROUP, "Salt Brigade"), (MISSION, "Operation Tarn"))
    assert one not in joined(article("a", *about), article("b", *told), second)
    foreign = [(PLACE, "Denmark"), (GROUP, "Salt Brigade"), (MISSION, "Operation Quillon")]
    assert one not in joined(article("a", *foreign), article("b", *told))
