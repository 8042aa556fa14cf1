"""Entries in copied words: one telling, however many sites print it."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.model import Anchor, Attribution, Entry, Mode, TimexType, TimexValue, Verdict
from onrecord.reconcile import copied_entries, reused

sys.path.insert(0, str(Path(__file__).parent))

from story import TEXTS, made

SAID = Attribution(None, None, Mode.INDIRECT, None)
WORDS = "the walkout would last until the harbour board put a written offer on the table"


def entry(revision, words, body=SAID):
    start = revision.text.index(words)
    return Entry(revision.id, body, (Anchor.of(revision.text, start, start + len(words)),), "test/1", 0.9)


def judged(*entries):
    return list(copied_entries(reused(TEXTS.values()), entries))


def test_the_same_words_in_a_copy_are_judged_to_be_copied():
    copy, origin = entry(TEXTS["cut"], WORDS), entry(TEXTS["wire"], WORDS)
    (judgement,) = judged(copy, origin)
    assert (judgement.verdict, judgement.a, judgement.b) == (Verdict.COPIES, copy.id, origin.id)
    assert "published 2031-03-05" in judgement.reason


def test_what_is_told_with_is_not_judged():
    timex = TimexValue(TimexType.DATE, "2031-03-04", None)
    assert not judged(*(entry(TEXTS[n], "on Tuesday", timex) for n in ("cut", "wire")))


def test_a_quotation_in_two_stories_of_their_own_is_not_copied():
    quote = "No court in this country has ever smiled on a stoppage called overnight,"
    assert not judged(*(entry(TEXTS[n], quote) for n in ("own-story", "same-quotes")))


def test_a_number_changed_in_an_edit_is_no_copy():
    body = ["lead", "board", "Twelve dockers were hurt in the crush at the gate of the terminal, the port doctor said."]
    data = {"title": "Crush at the gate", "publisher": "Almery Times", "address": "https://almerytimes.example/crush"}
    first = made({**data, "name": "first", "body": body, "published": "2031-03-04"})
    later = made(
        {
            **data,
            "name": "later",
            "body": [*body[:2], body[2].replace("Twelve", "Seventeen")],
            "published": "2031-03-05",
        }
    )
    hurt = [entry(r, f"{n} dockers were hurt") for r, n in ((first, "Twelve"), (later, "Seventeen"))]
    hearing = [entry(r, "A hearing is set for Thursday morning") for r in (first, later)]
    told = list(copied_entries(reused([first, later]), [*hurt, *hearing]))
    assert [(j.a, j.b) for j in told] == [(hearing[1].id, hearing[0].id)]
    assert "later text of the same article" in told[0].reason


def test_reworded_words_are_the_same_statement_unless_a_number_or_a_not_differs():
    said = "the walkout would last until the harbour board put a written offer on the table"
    reworded = made(
        {
            "name": "r",
            "title": "Talks",
            "publisher": "Skerries Post",
            "published": "2031-03-09",
            "body": ["lead", "union", "board", "numbers", "grain", "history"],
            "swap": {
                "walkout": "stoppage",
                "called": "branded",
                "said": "stated",
                "quays": "piers",
                "rose": "climbed",
                "seventeen": "eighteen",
            },
        }
    )
    origin = TEXTS["wire"]
    changed = "ran for seventeen days and ended with a rise that the board has twice put off paying"
    pairs = [
        entry(reworded, said.replace("walkout", "stoppage")),
        entry(origin, said),
        entry(reworded, changed.replace("seventeen", "eighteen")),
        entry(origin, changed),
    ]
    told = list(copied_entries(reused([reworded, origin]), pairs))
    assert [(j.a, j.b) for j in told] == [(pairs[0].id, pairs[1].id)]
