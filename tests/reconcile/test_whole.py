"""All judgements at once: what one rests on comes first, and those of others are kept to."""

from __future__ import annotations

from onrecord.model import PERSON, Entity, Judgement, Verdict
from onrecord.reconcile import MAKERS, judged
from tellings import told

TEXT = (
    "Mara Quill said that 40 divers of Tolm were deployed to the old harbour wall, where they look for the bell that "
    "went down with the ferry in the storm of last winter, and that none of them has seen any of it so far."
)
ARTICLE = {"people": ["Mara Quill"], "text": TEXT}
FIGURE = {
    "words": "40 divers",
    "value": 40,
    "counts": "divers",
    "measure": "deployed",
    "valid": "2031-05",
    "subject": "Tolm",
}
VIEW = told(
    [
        ARTICLE | {"publisher": "Gazette", "published": "2031-05-14", "figures": [FIGURE]},
        ARTICLE | {"publisher": "Courier", "published": "2031-05-15", "figures": [FIGURE]},
    ]
)
PEOPLE = [e.id for e in VIEW.entries if isinstance(e.body, Entity)]


def verdicts(judgements: list[Judgement]) -> set[tuple[str, str]]:
    kind = {e.id: e.kind for e in VIEW.entries}
    return {(kind[j.a].value, j.verdict.value) for j in judgements}


def test_names_copies_and_figures_are_judged_each_by_its_maker() -> None:
    found = judged(VIEW.entries, VIEW.revisions)
    assert {j.by for j in found} <= set(MAKERS)
    assert verdicts(found) == {("entity", "same"), ("figure", "copies"), ("figure", "same")}


def test_the_order_changes_nothing() -> None:
    entries, revisions = list(VIEW.entries), list(VIEW.revisions)
    found = sorted(judged(entries, revisions), key=lambda j: j.id)
    assert sorted(judged(entries[::-1], revisions[::-1]), key=lambda j: j.id) == found


def test_a_persons_word_is_kept_to_and_not_given_back() -> None:
    a, b = sorted(PEOPLE)
    word = Judgement(Verdict.NOT_SAME, a, b, "", 1.0, f"{PERSON}Ada")
    found = judged(VIEW.entries, VIEW.revisions, [word])
    assert word not in found


def test_what_the_makers_judged_before_is_left_out_of_account() -> None:
    stale = [Judgement(Verdict.SAME, *sorted((VIEW.entries[0].id, VIEW.entries[1].id)), "", 1.0, m) for m in MAKERS]
    assert judged(VIEW.entries, VIEW.revisions, stale) == judged(VIEW.entries, VIEW.revisions)
