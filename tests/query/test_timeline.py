"""Events and commitments in order of time: one line an occurrence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.query import Span, View, timeline
from tellings import story, told

CASES = Path(__file__).parents[1] / "reconcile" / "fates.toml"
DEMO = story(CASES, "the demo story")


def event(words: str, day: str | None, **facts: Any) -> dict[str, Any]:
    return {"words": words, "type": "attack", "lemma": words, **({"date": day} if day else {}), **facts}


def article(text: str, published: str, *events: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return {"text": text, "published": published, "events": list(events), **facts}


def lines(view: View) -> list[list[str]]:
    return [[e.anchors[0].exact for e in o.tellings] for o in timeline(view)]


MORVA = article(
    "Rebels attacked Morva on Monday.", "2031-03-04", event("attacked", "2031-03-03", who=["Rebels"], place="Morva")
)
ONE = {
    "the day and the place": event("attacked", "2031-03-03", place="Morva"),
    "the day and who": event("raided", "2031-03-03", who=["Rebels"]),
    "a week that holds the day": event("attacked", "2031-03-01/2031-03-07", place="Morva"),
    "a month that holds the day": event("attacked", "2031-03", who=["Rebels"], place="Morva"),
    "told as claimed": event("attacked", "2031-03-03", place="Morva", factuality="claimed"),
}
TWO = {
    "another day": event("attacked", "2031-03-04", place="Morva"),
    "another place": event("attacked", "2031-03-03", who=["Rebels"], place="Sund"),
    "another type": event("attacked", "2031-03-03", who=["Rebels"], place="Morva", type="killing"),
    "a year": event("attacked", "2031", who=["Rebels"], place="Morva"),
    "no day": event("attacked", None, who=["Rebels"], place="Morva"),
    "told as planned": event("attacked", "2031-03-03", place="Morva", factuality="planned"),
    "told as denied": event("attacked", "2031-03-03", place="Morva", factuality="denied"),
    "nothing but the day": event("attacked", "2031-03-03"),
    "another word of the place": event("raided", "2031-03-03", place="Morva"),
}


def second(other: dict[str, Any]) -> dict[str, Any]:
    return article(f"Reports say that {other['words']} is the word for it.", "2031-03-06", other)


@pytest.mark.parametrize("other", ONE.values(), ids=ONE.keys())
def test_one(other: dict[str, Any]) -> None:
    (found,) = timeline(told([MORVA, second(other)]))
    assert (len(found.tellings), found.articles, found.standing) == (2, 2, None)
    assert str(found.when) == "2031-03-03"


@pytest.mark.parametrize("other", TWO.values(), ids=TWO.keys())
def test_two(other: dict[str, Any]) -> None:
    assert [len(o.tellings) for o in timeline(told([MORVA, second(other)]))] == [1, 1]


def test_the_same_words_are_one_even_with_no_day() -> None:
    wire = event("shelled", None)
    first, again = (article("Guns shelled the hill.", "2031-03-04", wire, publisher=p) for p in ("A", "B"))
    assert lines(told([first, again])) == [["shelled", "shelled"]]


def test_a_wide_date_does_not_draw_two_days_together() -> None:
    days = [event("attacked", d, place="Morva") for d in ("2031-03-03", "2031-03-20")]
    view = told(
        [
            *(article(f"Guns attacked on {d['date']}.", "2031-03-30", d) for d in days),
            second(event("attacked", "2031-03", place="Morva")),
        ]
    )
    assert sorted(len(o.tellings) for o in timeline(view)) == [1, 2]


def test_the_demo_story_in_order() -> None:
    found = timeline(DEMO)
    starts = [o.when.start for o in found if o.when and o.when.start]
    assert starts == sorted(starts)
    assert [o.event.lemma for o in found if o.when is None and o.event] == ["guard"]
    mandate = next(o for o in found if o.entry.anchors[0].exact.startswith("The mission will now run"))
    assert (len(mandate.tellings), mandate.articles, mandate.fates, str(mandate.until)) == (
        4,
        3,
        ("extended",),
        "2019-03-31",
    )
    assert sorted(e.id for o in found for e in o.tellings) == sorted(
        e.id for e in DEMO.entries if e.kind in {"event", "commitment"}
    )


def test_a_plan_in_the_words_of_a_commitment_is_one_with_it() -> None:
    view = told(
        [
            article(
                "The 40 pilots will leave Sund by May 1, Orsk said. Guns shelled Sund.",
                "2031-03-04",
                event("will leave", "2031-05-01", factuality="planned"),
                event("shelled", "2031-03-03"),
                commitments=[
                    {
                        "words": "40 pilots will leave Sund by May 1",
                        "type": "intention",
                        "actor": "Orsk",
                        "due": "2031-05-01",
                    }
                ],
            )
        ]
    )
    plan = next(o for o in timeline(view) if o.commitment)
    assert [e.kind.value for e in plan.tellings] == ["commitment", "event"]
    assert (plan.standing, plan.articles) == (None, 1)
    assert lines(view) == [["shelled"], ["40 pilots will leave Sund by May 1", "will leave"]]


@pytest.mark.parametrize(
    ("span", "many"),
    [
        (Span(since=date(2020, 1, 1)), 2),
        (Span(until=date(2018, 3, 12)), 4),
        (Span(since=date(2020, 1, 15), until=date(2020, 1, 15)), 1),
        (Span(type="withdrawal"), 2),
        (Span(type="commitment"), 9),
        (Span(type="event"), 5),
        (Span(actor="kestria"), 1),
        (Span(actor="nobody"), 0),
    ],
)
def test_a_span_narrows(span: Span, many: int) -> None:
    assert len(timeline(DEMO, span)) == many


@given(st.permutations(DEMO.entries))
@settings(max_examples=20, deadline=None)
def test_the_order_of_entries_changes_nothing(entries: list) -> None:
    other = View(DEMO.revisions, tuple(entries), (), None, DEMO.judgements)
    assert timeline(other) == timeline(DEMO)
