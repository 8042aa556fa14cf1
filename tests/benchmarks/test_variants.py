"""Variants of articles: what was read in an article holds in its variants, letter by letter."""

from __future__ import annotations

import sys
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord import api
from onrecord.model import Figure, Kind
from onrecord.record import Store, check, keep_packs, packs_of

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from variants import Change, Vocabulary

WORDS = Vocabulary(frozenset(("march", "canada", "said", "million")), frozenset(("withdrawal", "said")))


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("Tessaria said", "Vittesoe said"),
        ("TESSARIA", "VITTESOE"),
        ("a withdrawal", "a xovjfsewal"),
        ("Canada, in March", "Canada, in March"),
        ("the men", "the men"),
        ("31 of 32 in 2019", "31 of 54 in 2019"),
        ("1,200 and 1.5 million", "3,400 and 3.7 million"),
    ],
)
def test_words_and_numbers(text, changed):
    assert Change(1, WORDS).text(text) == changed


def test_no_variant_is_the_original():
    with pytest.raises(ValueError, match="variant 105 is the original"):
        Change(105, WORDS)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("variants") / "demo.db"
    with api.open(path, create=True) as record:
        record.build(str(files("onrecord") / "demo" / "articles"))
    return path


@pytest.mark.parametrize("number", [1, 4, 22])
def test_what_was_read_holds_in_a_variant(demo, tmp_path, number):
    with Store.open(demo, read_only=True) as source, Store.create(tmp_path / "v.db") as store:
        keep_packs(store, packs_of(source))
        change = Change(number, Vocabulary.of(r.text for r in source.revisions()))
        for held in source.revisions():
            entries = list(source.entries_of(held.id, Kind))
            variant = change.revision(held)
            assert len(variant.text) == len(held.text)
            store.give(variant)
            outcome = store.append(variant.id, change.drafts(entries, variant), marker="variant")
            assert (outcome.appended, outcome.refused) == (len(entries), 0)
        assert list(check(store)) == []
        of_kind = [{k: n for k, n in s.count().items() if k in set(Kind)} for s in (source, store)]
        assert of_kind[0] == of_kind[1]


def test_a_figure_and_its_words_change_alike(demo):
    with Store.open(demo, read_only=True) as source:
        change, seen = Change(1, Vocabulary.of(r.text for r in source.revisions())), 0
        for held in source.revisions():
            variant = change.revision(held)
            drafts = change.drafts(source.entries_of(held.id, (Kind.FIGURE,)), variant)
            for body in (d.body for d in drafts if isinstance(d.body, Figure)):
                plain = body.quantity.surface.replace(",", "")
                if plain.isdecimal():
                    seen += 1
                    assert body.quantity.value == Decimal(plain)
    assert seen > 5
