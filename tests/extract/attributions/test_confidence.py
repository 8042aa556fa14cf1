"""Confidence, negation and modality of statements."""

from __future__ import annotations

import pytest

from onrecord.extract.attributions import attributions
from onrecord.extract.attributions.confidence import UNSEEN, confidence
from onrecord.packs import lexicon


def test_a_construction_that_is_not_counted_is_even() -> None:
    assert confidence("no such construction", None) == UNSEEN


def test_a_cue_of_its_own_counts_beside_its_construction() -> None:
    constructions, cues = lexicon("confidence")["constructions"], lexicon("confidence")["cues"]
    for name, (right, seen) in cues.items():
        construction = next(c for c in sorted(constructions, key=len, reverse=True) if name.startswith(f"{c} "))
        base = constructions[construction][0] / constructions[construction][1]
        found = confidence(construction, name.removeprefix(f"{construction} "))
        assert min(base, right / seen) - 0.01 <= found <= max(base, right / seen) + 0.01


def test_every_count_is_a_share() -> None:
    for table in ("constructions", "cues"):
        assert all(0 <= right <= seen for right, seen in lexicon("confidence")[table].values())


CASES = {
    "Mayor Karl Odum said the bridge was shut.": (False, None),
    "Mayor Karl Odum said the bridge was not shut.": (True, None),
    "Mayor Karl Odum said no boats had sunk.": (True, None),
    "Mayor Karl Odum said the bridge may open in June.": (False, "may"),
    "Mayor Karl Odum said the bridge won't open in June.": (True, "will"),
    "“We’ll open it in June,” Mayor Karl Odum said.": (False, "will"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_negation_and_modality(text, expected, read) -> None:
    (draft,) = attributions(read(text))
    assert (draft.body.negated, draft.body.modality) == expected
