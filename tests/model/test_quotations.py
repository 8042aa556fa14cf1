from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Zone, ZoneType
from onrecord.model.blocks import blocks
from onrecord.model.quotations import quotations


def found(text: str) -> list[tuple[str, bool]]:
    parts = blocks(text, [Zone(ZoneType.BODY, 0, len(text))])
    return [(text[q.inner_start : q.inner_end], q.closed) for q in quotations(text, parts)]


CASES = {
    "typographic": ("He said “we wait” and left.", [("we wait", True)]),
    "straight": ('He said "we wait" and left.', [("we wait", True)]),
    "nested single within double": ("“He told me ‘wait’ twice,” she said.", [("He told me ‘wait’ twice,", True)]),
    "single marks as the outer ones": ("‘We wait,’ she said. ‘It’s late.’", [("We wait,", True), ("It’s late.", True)]),
    "an apostrophe opens nothing": ("The dockers' union and the council's lawyers met.", []),
    "opened in each paragraph, closed in the last": (
        "“We wait.\n\n“We always wait,” she said.",
        [("We wait.", False), ("We always wait,", True)],
    ),
    "opened once, closed some lines on": (
        '"We wait.\nIt is late.\nWe go home," she said.',
        [("We wait.", False), ("It is late.", False), ("We go home,", True)],
    ),
    "marks of a tokenised text, opened once, closed a line on": (
        "`` We wait .\nWe go home , '' she said .",
        [(" We wait .", False), ("We go home , ", True)],
    ),
    "a closing mark of a tokenised text alone": ("We wait , '' she said .", []),
    "reopened on the same line": (
        "“We wait. “We always wait,” she said.",
        [("We wait.", False), ("We always wait,", True)],
    ),
    "never closed": ("“We wait, she said.", [("We wait, she said.", False)]),
    "a closing mark alone": ("We wait,” she said.", []),
    "mixed typographic and straight": ('“We wait," she said.', [("We wait,", True)]),
    "inches and feet": ('The hull is 6" thick.', []),
    "guillemets": ("«We wait», she said.", [("We wait", True)]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_pairs(text, expected) -> None:
    assert found(text) == expected


@given(st.text(alphabet="ab .,“”\"'`‘’\n«»", max_size=80))
def test_pairs_lie_in_their_blocks_and_do_not_overlap(text) -> None:
    parts = blocks(text, [Zone(ZoneType.BODY, 0, len(text))]) if text else ()
    pairs = quotations(text, parts)
    assert all(
        parts[q.block].start <= q.start <= q.inner_start < q.inner_end <= q.end <= parts[q.block].end for q in pairs
    )
    assert all(a.end <= b.start for a, b in itertools.pairwise(pairs))
