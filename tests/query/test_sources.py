"""Source profiles: what is counted, and that every number is the list of what it counts."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import (
    Anchor,
    Attribution,
    Credit,
    Entry,
    Evidence,
    Interval,
    Judgement,
    Mode,
    Published,
    Revision,
    Source,
    Verdict,
    Zone,
    ZoneType,
)
from onrecord.present import profiles
from onrecord.query import FEWEST, Publisher, Relation, Reporting, Sourcing, View, sources

SIDECAR = Evidence("sidecar", "the sidecar")


def article(text: str, publisher: str | None, day: int, *, url: str | None = None, wire: str | None = None) -> Revision:
    return Revision(
        text,
        (Zone(ZoneType.BODY, 0, len(text)),),
        f"story/{day}.txt",
        url,
        publisher=Credit(publisher, SIDECAR) if publisher else None,
        wire=Credit(wire, SIDECAR) if wire else None,
        published=Published(Interval.day(date(2031, 5, day)), (SIDECAR,)),
    )


def said(revision: Revision, words: str, name: str | None, *, anonymous: bool = False) -> Entry:
    start = revision.text.index(words)
    source = Source(name, name, None, None, anonymous=anonymous) if name else None
    anchor = Anchor.of(revision.text, start, start + len(words))
    held = revision.published.interval if revision.published else None
    return Entry(revision.id, Attribution(source, None, Mode.INDIRECT, None), (anchor,), "hand/1", 0.9, (), held)


def judged(verdict: Verdict, a: Entry, b: Entry) -> Judgement:
    return Judgement(verdict, a.id, b.id, "for the test", 0.9, "hand/1")


GAZETTE = article(
    "The harbour stays shut, Mara Quill said. The levy was a deplorable idea. Two pilots said they would leave. "
    "“Nobody asked us.” The quay is 80 metres long.",
    "Gazette",
    3,
)
HERALD = article("The harbour stays shut, Mara Quill said. Crews wait.", "Herald", 4)
COAST = article("It will open in June, the council said. It is a magnificent plan.", "Coast", 5, wire="Coast Press")
EARLIER = article("It opens in May, Ivo Lund said.", "Coast", 6, url="https://coast.example/open")
LATER = article(
    "It opens in July, Ivo Lund said.\n\nCorrection: not in May.", "Coast", 7, url="https://coast.example/open"
)

SHUT = said(GAZETTE, "The harbour stays shut", "Mara Quill")
LEAVE = said(GAZETTE, "they would leave", "two pilots", anonymous=True)
SHUT_TOO = said(HERALD, "The harbour stays shut", "Mara Quill")
JUNE = said(COAST, "It will open in June", "council")
MAY = said(EARLIER, "It opens in May", "Ivo Lund")
JULY = said(LATER, "It opens in July", "Ivo Lund")

STORY = View(
    (GAZETTE, HERALD, COAST, EARLIER, LATER),
    (SHUT, LEAVE, SHUT_TOO, JUNE, MAY, JULY),
    (),
    judgements=(
        judged(Verdict.COPIES, SHUT_TOO, SHUT),
        judged(Verdict.CONTRADICTS, JUNE, SHUT),
        judged(Verdict.REVISES, JULY, MAY),
    ),
)


def profile(name: str, view: View = STORY) -> Publisher:
    (found,) = [p for p in sources(view).publishers if p.name == name]
    return found


def test_sentences_are_counted_by_whose_word_they_are() -> None:
    found = profile("Gazette")
    words = {s: [GAZETTE.text[t.place.start : t.place.end] for t in found.told(s)] for s in Sourcing}
    assert words == {
        Sourcing.NAMED: ["The harbour stays shut, Mara Quill said."],
        Sourcing.ANONYMOUS: ["Two pilots said they would leave."],
        Sourcing.UNTOLD: ["“Nobody asked us.”"],
        Sourcing.NONE: ["The levy was a deplorable idea.", "The quay is 80 metres long."],
    }


def test_judging_words_are_marked_in_the_articles_own_sentences() -> None:
    (found,) = profile("Gazette").judging
    assert [GAZETTE.text[w.start : w.end] for w in found.judging] == ["deplorable"]


def test_a_statement_within_is_whose_word_a_sentence_is_though_it_is_anonymous_too() -> None:
    both = replace(STORY, entries=(*STORY.entries, said(GAZETTE, "Mara Quill said", "somebody", anonymous=True)))
    assert len(profile("Gazette", both).told(Sourcing.NAMED)) == 1


@pytest.mark.parametrize(
    ("name", "expect"),
    [("Gazette", [Reporting.OWN]), ("Herald", [Reporting.COPY]), ("Coast", [Reporting.WIRE, Reporting.OWN])],
)
def test_whose_reporting(name: str, expect: list[Reporting]) -> None:
    assert [o.reporting for o in profile(name).origins] == expect


def test_less_than_half_in_another_s_words_is_a_copy_in_part() -> None:
    more = [said(HERALD, w, "crews") for w in ("Crews", "wait", "Crews wait")]
    view = replace(STORY, entries=(*STORY.entries, *more))
    (origin,) = profile("Herald", view).origins
    assert origin.reporting is Reporting.PARTLY
    assert origin.detail == "1 of 4 entries stand in the words of Gazette"


def test_what_others_have_of_it() -> None:
    claims = profile("Gazette").claims
    assert claims.of(Relation.CONTRADICTED) == claims.of(Relation.REPEATED) == (SHUT,)
    assert claims.alone == (LEAVE,)


def test_a_publisher_s_own_revision_is_no_other_s_word() -> None:
    coast = profile("Coast")
    assert coast.claims.alone == (JULY,)
    assert MAY not in coast.claims.entries


def test_corrections_are_notices_and_edited_articles() -> None:
    notice, edited = profile("Coast").corrections
    assert notice.place
    assert LATER.text[notice.place.start : notice.place.end] == "Correction: not in May."
    assert edited.texts == (EARLIER.id, LATER.id)


def test_a_speaker_is_met_by_what_others_say() -> None:
    quill, council = (next(s for s in sources(STORY).speakers if s.name == n) for n in ("Mara Quill", "council"))
    assert quill.publishers == ("Gazette", "Herald")
    assert quill.claims.of(Relation.CONTRADICTED) == (SHUT,)
    assert quill.claims.of(Relation.REPEATED) == ()
    assert council.claims.of(Relation.CONTRADICTED) == (JUNE,)


def test_shares_are_told_of_enough_only() -> None:
    few = profiles.of_publisher(STORY, profile("Gazette"))
    assert {c.of for c in few} == {None}
    text = " ".join(f"Boat {n} came in." for n in range(FEWEST))
    many = View((article(text, "Gazette", 3),), (), ())
    assert next(c.share for c in profiles.of_publisher(many, profile("Gazette", many)) if c.id == "none") == 1


def test_one_without_a_publisher_is_no_other_s() -> None:
    view = View((article("It rains. It pours.", None, 3),), (), ())
    (found,) = sources(view).publishers
    assert (found.name, profiles.name(found)) == (None, "Publisher not on record")


def test_a_part_of_a_name_is_enough() -> None:
    found = sources(STORY, "aZet")
    assert [p.name for p in found.publishers] == ["Gazette"]


WORDS = ("The pier is shut", "“We wait”", "A deplorable plan failed", "Salm said so", "Dr. Salm left", "It rains")


@st.composite
def views(draw: st.DrawFn) -> View:
    made = []
    for number in range(draw(st.integers(0, 4))):
        text = ". ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))) + "."
        name, url = (
            draw(st.sampled_from(["Gazette", "Herald", None])),
            draw(st.sampled_from([None, "https://a.example"])),
        )
        made.append(article(text, name, number + 1, url=url))
    revisions = tuple({r.id: r for r in made}.values())
    entries = {}
    for revision in revisions:
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(revision.text) - 1))
            end = draw(st.integers(start + 1, len(revision.text)))
            source = draw(
                st.sampled_from([None, Source("Salm", "Salm", None, None), Source("a", "a", 0, 1, anonymous=True)])
            )
            body = Attribution(source, None, Mode.DIRECT, None)
            entry = Entry(revision.id, body, (Anchor.of(revision.text, start, end),), "hand/1", 0.9)
            entries[entry.id] = entry
    held = list(entries.values())
    pairs = draw(st.lists(st.tuples(st.sampled_from(held), st.sampled_from(held)), max_size=5)) if held else []
    verdicts = st.sampled_from([Verdict.COPIES, Verdict.SUPPORTS, Verdict.CONTRADICTS, Verdict.DENIES, Verdict.REVISES])
    found = {j.id: j for a, b in pairs for j in [judged(draw(verdicts), a, b)]}
    return View(revisions, tuple(held), (), judgements=tuple(found.values()))


@given(views(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_counts_add_up_and_do_not_depend_on_order(view: View, chance: random.Random) -> None:
    found = sources(view)
    for each in found.publishers:
        assert sum(len(each.told(s)) for s in Sourcing) == len(each.sentences)
        assert sum(len(each.reporting(r)) for r in Reporting) == len(each.articles)
        met = {m.entry.id for m in each.claims.met}
        assert len(met) + len(each.claims.alone) == len(each.claims.entries)
        for told in each.sentences:
            revision = view.revision[told.place.revision]
            for place in (told.place, *told.judging):
                assert revision.zone_at(place.start) is ZoneType.BODY
                assert told.place.start <= place.start < place.end <= told.place.end <= len(revision.text)
    shuffled = [chance.sample(held, len(held)) for held in (view.revisions, view.entries, view.judgements)]
    assert sources(View(*map(tuple, shuffled[:2]), (), judgements=tuple(shuffled[2]))) == found
