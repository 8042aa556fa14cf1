"""Reuse of words: what is a copy, of what, and what is not."""

from __future__ import annotations

import random
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reconcile import Reuse, reused
from onrecord.reconcile.copies.index import COMMON, SURE, Index, fingerprints
from onrecord.reconcile.copies.words import words

sys.path.insert(0, str(Path(__file__).parent))

from story import DATA, TEXTS, made


def named(case):
    marks = [pytest.mark.xfail(reason=case["known_failure"])] if "known_failure" in case else []
    return pytest.param(case, id=f"{case['copy']}-{case['origin']}-{case['kind']}", marks=marks)


def of_two(case):
    return reused([TEXTS[case["copy"]], TEXTS[case["origin"]]])


@pytest.mark.parametrize("case", [named(c) for c in DATA["pair"]])
def test_a_pair_is_what_it_is(case):
    copies = of_two(case).copies
    assert [c.reuse.value for c in copies] == ([case["kind"]] if case["kind"] != "none" else [])
    for copy in copies:
        assert (copy.copy, copy.origin) == (TEXTS[case["copy"]].id, TEXTS[case["origin"]].id)
        assert case.get("reason", "") in copy.reason


@pytest.mark.parametrize(("one", "other"), list(combinations(TEXTS, 2)))
def test_passages_stand_in_both_texts_and_do_not_overlap(one, other):
    for copy in reused([TEXTS[one], TEXTS[other]]).copies:
        texts = {r.id: r.text for r in TEXTS.values()}
        assert all(p.copy.holds_in(texts[copy.copy]) and p.origin.holds_in(texts[copy.origin]) for p in copy.passages)
        spans = sorted(p.copy.span for p in copy.passages)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert 0 < copy.of_copy <= 1
        assert 0 < copy.of_origin <= 1


def test_copies_are_one_cluster_with_an_origin_and_a_path():
    told = reused(TEXTS[n] for n in ("cut", "excerpt", "reworded", "exact", "wire"))
    (cluster,) = told.clusters
    assert (cluster.origin, cluster.wire) == (TEXTS["wire"].id, "Coastal Wire")
    assert cluster.members[0] == cluster.origin
    assert {c.copy for c in cluster.path} == set(cluster.members[1:])
    assert {c.copy: c.reuse for c in cluster.path}[TEXTS["exact"].id] is Reuse.EXACT
    assert cluster.publishers == ("Almery Minute", "Brenn Courier", "Coastal Wire", "Skerries Post", "Valley Herald")


def test_an_edited_article_alone_is_no_copy():
    (cluster,) = reused([TEXTS["edited"], TEXTS["edited-again"]]).clusters
    assert cluster.edited_only


def test_a_house_counts_once():
    (cluster,) = reused([TEXTS["wire"], TEXTS["exact"], TEXTS["cut"]], lambda _: "One House").clusters
    assert cluster.publishers == ("One House",)


def test_the_day_unknown_the_direction_is_not_sure():
    bare = {"name": "bare", "title": "Strike", "body": ["lead", "union"], "publisher": "Almery Minute"}
    whole = {"name": "whole", "title": "Strike at the port", "body": ["lead", "union", "board"], "publisher": "Valley"}
    (copy,) = reused([made(bare), made(whole)]).copies
    assert (copy.copy, copy.sure) == (made(bare).id, False)


@given(st.permutations(sorted(TEXTS)))
@settings(max_examples=25, deadline=None)
def test_the_order_makes_no_difference(order):
    assert reused(TEXTS[n] for n in order) == reused(TEXTS.values())


VOCABULARY = [f"word{n}" for n in range(5000)]


def generated(count: int) -> list:
    """Texts of random words: every tenth one is a cut copy of the one before."""
    chance, found = random.Random(count), []  # noqa: S311 (texts, not secrets)
    for number in range(count):
        body = " ".join(chance.choices(VOCABULARY, k=150))
        if number % 10 == 9:
            body = " ".join(found[-1].split()[:90])
        found.append(body)
    return [made({"name": str(n), "title": f"Title {n}", "body": [body]}) for n, body in enumerate(found)]


def test_pairs_compared_grow_with_the_copies_and_not_with_all_pairs():
    told = [reused(generated(count)) for count in (500, 1000, 2000)]
    assert [t.compared for t in told] == [50, 100, 200]
    assert [len(t.clusters) for t in told] == [50, 100, 200]


def test_texts_that_share_a_run_of_words_share_a_fingerprint():
    chance = random.Random(1)  # noqa: S311 (texts, not secrets)
    for _ in range(50):
        run = " ".join(chance.choices(VOCABULARY, k=SURE))
        texts = [
            words(made({"name": "x", "title": "T", "body": [" ".join([*chance.choices(VOCABULARY, k=40), run, end])]}))
            for end in ("one end", "another end of it")
        ]
        assert set(fingerprints(texts[0])) & set(fingerprints(texts[1]))


def test_what_very_many_print_word_for_word_is_still_found():
    many = [
        made({"name": str(n), "title": f"T{n}", "body": ["lead", "board"], "publisher": f"P{n}"})
        for n in range(COMMON + 50)
    ]
    told = reused(many)
    assert [len(c.members) for c in told.clusters] == [COMMON + 50]
    assert told.compared == 0


def test_an_index_can_be_filled_in_steps():
    held = {name: fingerprints(words(r)) for name, r in TEXTS.items()}
    whole, stepped = Index(held.items()), Index()
    for name in reversed(held):
        stepped.put(name, held[name])
    stepped.drop("wire")
    stepped.put("wire", held["wire"])
    assert list(whole.pairs()) == list(stepped.pairs())
    assert "exact" in whole.near("wire")


@pytest.mark.parametrize("body", [[], ["Four words, no more."], ["“Quoted” “words” “only”"]])
def test_short_and_empty_texts_are_no_copies(body):
    one, other = ({"name": n, "title": n, "body": body, "publisher": n} for n in ("one", "other"))
    assert not reused([made(one), made(other)]).partial
