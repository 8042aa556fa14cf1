"""How commitments stand on a day, by what was known then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.model import CommitmentType, Entry
from onrecord.query import Asked, Commitments, NoDayError, Standing, Status, as_of, commitments
from tellings import story, told

CASES = Path(__file__).parents[1] / "reconcile" / "fates.toml"
DEMO = story(CASES, "the demo story")
BRIDGE = "the bridge at Tolm would be rebuilt by the end of June 2020"
FIRST = "may last until Sept. 30"


def words(entry: Entry) -> str:
    return entry.anchors[0].exact


def row(found: Commitments, exact: str) -> Standing:
    (one,) = [r for r in found.rows if exact in {words(e) for e in r.tellings}]
    return one


def test_a_deadline_that_lapsed_in_silence_is_told_as_such() -> None:
    found = commitments(DEMO)
    assert (found.on, found.given) == (date(2021, 2, 9), False)
    assert [words(r.entry) for r in found.of(Status.OVERDUE)] == [BRIDGE]
    bridge = row(found, BRIDGE)
    assert (bridge.deadline, bridge.outcomes) == (date(2020, 6, 30), ())


def test_a_mandate_extended_twice_is_told_with_both_citations() -> None:
    found = commitments(DEMO)
    for first, teller, until in (
        (FIRST, "The mission will now run through March 31, 2019", date(2018, 9, 30)),
        (
            "The mission will now run through March 31, 2019",
            "extended Operation Lantern until Dec. 31, 2019",
            date(2019, 3, 31),
        ),
    ):
        mandate = row(found, first)
        assert (mandate.status, mandate.deadline) == (Status.SETTLED, until)
        assert ("extended", teller, first) in {(o.fate, words(o.teller), words(o.told)) for o in mandate.outcomes}


@pytest.mark.parametrize(
    ("on", "exact", "status", "fates"),
    [
        ("2018-03-12", FIRST, Status.STANDING, []),
        ("2018-09-01", FIRST, Status.DUE, []),
        ("2018-09-23", FIRST, Status.DUE, []),
        ("2018-09-24", FIRST, Status.SETTLED, ["extended"]),
        ("2019-03-26", "The mandate of the mission ends on March 31", Status.DUE, []),
        ("2020-02-09", "extended Operation Lantern until Dec. 31, 2019", Status.OVERDUE, []),
        ("2020-02-10", "extended Operation Lantern until Dec. 31, 2019", Status.SETTLED, ["fulfilled"]),
        ("2020-05-30", BRIDGE, Status.STANDING, []),
        ("2020-05-31", BRIDGE, Status.DUE, []),
        ("2020-06-30", BRIDGE, Status.DUE, []),
        ("2020-07-01", BRIDGE, Status.OVERDUE, []),
    ],
)
def test_what_is_published_later_does_not_count(on: str, exact: str, status: Status, fates: list[str]) -> None:
    found = row(commitments(as_of(DEMO, known=date.fromisoformat(on))), exact)
    assert (found.status, [o.fate for o in found.outcomes]) == (status, fates)


@pytest.mark.parametrize("on", sorted({e.published.start for e in DEMO.entries if e.published and e.published.start}))
def test_nothing_cited_is_published_after_the_day(on: date) -> None:
    for found in commitments(as_of(DEMO, known=on)).rows:
        cited = [*found.tellings, *(e for o in found.outcomes for e in (o.teller, o.told))]
        assert all(e.published and e.published.start and e.published.start <= on for e in cited)


def test_an_article_that_only_may_have_appeared_is_left_out_and_named() -> None:
    assert [r.path for r in as_of(DEMO, known=date(2021, 2, 9)).unsure] == ["story/2019-plain-record-secret-war.txt"]
    vague = told(
        [
            {
                "published": "2031",
                "text": "Orsk vowed to pay its pilots by June 30.",
                "commitments": [
                    {"words": "pay its pilots by June 30", "type": "vow", "actor": "Orsk", "due": "2031-06-30"}
                ],
            }
        ]
    )
    early, late, before = (
        as_of(vague, known=date.fromisoformat(d)) for d in ("2031-07-01", "2032-01-01", "2030-12-31")
    )
    assert (commitments(early).rows, [r.path for r in early.unsure]) == ((), ["story/0.txt"])
    assert ([r.status for r in commitments(late).rows], late.unsure) == ([Status.OVERDUE], ())
    assert (commitments(before).rows, before.unsure) == ((), ())
    with pytest.raises(NoDayError, match="name the day"):
        commitments(vague)


def test_one_commitment_is_one_row_however_often_it_is_told() -> None:
    found = row(commitments(DEMO), "The mandate of the mission ends on March 31")
    assert len(found.tellings) == 4
    assert words(found.entry) == "The mission will now run through March 31, 2019"


def test_what_is_asked_for_narrows() -> None:
    assert {words(r.entry) for r in commitments(DEMO, Asked(actor="renner")).rows} == {
        BRIDGE,
        "we will bring them home again when the work is done",
        "would not guard roads or convoys",
    }
    assert {r.body.type for r in commitments(DEMO, Asked(type=CommitmentType.CEILING)).rows} == {CommitmentType.CEILING}
    assert len(commitments(DEMO, Asked(actor="lantern")).rows) == 5
    near = commitments(as_of(DEMO, known=date(2020, 1, 1)), Asked(within=181))
    assert [words(r.entry) for r in near.of(Status.DUE)] == [BRIDGE]


def test_a_commitment_that_its_own_article_withdraws_is_settled() -> None:
    view = told(
        [
            {
                "published": "2031-02-03",
                "text": "The plan to shut the port by May 1 was dropped, Orsk said.",
                "commitments": [
                    {
                        "words": "shut the port by May 1",
                        "type": "intention",
                        "actor": "Orsk",
                        "due": "2031-05-01",
                        "state": "withdrawn",
                    }
                ],
            }
        ]
    )
    (found,) = commitments(as_of(view, on=date(2031, 6, 1))).rows
    assert (found.status, [o.fate for o in found.outcomes]) == (Status.SETTLED, ["withdrawn"])


def test_what_later_articles_say_of_an_overdue_thing_is_shown_beside_it_and_settles_nothing() -> None:
    promised = {
        "text": "The mayor of Dresk promised to repair the harbour wall by 30 May.",
        "published": "2030-02-01",
        "commitments": [
            {"words": "to repair the harbour wall by 30 May", "type": "pledge", "actor": "mayor", "due": "2030-05-30"}
        ],
    }
    text = "Storms took down the harbour wall at Dresk again. The price of herring fell."
    words = ("took down the harbour wall", "The price of herring fell")
    later = {
        "text": text,
        "published": "2030-07-01",
        "events": [{"words": w, "type": "other", "date": "2030-06-30"} for w in words],
    }
    (overdue,) = commitments(told([promised, later])).rows
    assert (overdue.status, overdue.outcomes) == (Status.OVERDUE, ())
    assert [words_of.anchors[0].exact for words_of in overdue.mentions] == ["took down the harbour wall"]
    (before,) = commitments(as_of(told([promised, later]), known=date(2030, 6, 15))).rows
    assert before.mentions == ()


def test_a_day_in_the_world_is_asked_with_all_that_was_published_since() -> None:
    """On 1 September 2018 the end of the month was due, and it is known today that it was extended on the 24th."""
    then = commitments(as_of(DEMO, on=date(2018, 9, 1)))
    assert (then.on, then.given) == (date(2018, 9, 1), True)
    assert row(then, FIRST).status is Status.DUE
    assert BRIDGE not in {words(e) for r in then.rows for e in r.tellings}
    assert row(commitments(as_of(DEMO, on=date(2018, 9, 24))), FIRST).status is Status.SETTLED
