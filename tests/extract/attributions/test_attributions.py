from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.extract.attributions import attributions
from onrecord.model import Attribution, Draft

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["cases"]


def told(draft: Draft, wanted: dict[str, object]) -> dict[str, object]:
    """What a draft says of the fields that a case looks at."""
    body = draft.body
    assert isinstance(body, Attribution)
    source = body.source
    values = {
        "source": source.name if source else None,
        "text": source.text if source else None,
        "role": source.role if source else None,
        "anonymous": bool(source and source.anonymous),
        "cue": body.cue.text if body.cue else None,
        "content": " … ".join(a.exact for a in draft.anchors),
        "mode": str(body.mode),
        "factuality": str(body.factuality),
        "continues": body.continues is not None,
        "addressee": body.addressee,
        "said": body.said.start.isoformat() if body.said and body.said.start else None,
        "chain": [h.name for h in draft.attributed_to],
    }
    return {key: values[key] for key in wanted}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            c, id=c["label"], marks=[pytest.mark.xfail(reason=c["known_failure"])] if "known_failure" in c else []
        )
        for c in CASES
    ],
)
def test_what_is_seen(case, read) -> None:
    drafts = list(attributions(read(case["text"])))
    assert len(drafts) == len(case["expect"]), [[a.exact for a in d.anchors] for d in drafts]
    assert [told(d, w) for d, w in zip(drafts, case["expect"], strict=True)] == case["expect"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "Varga said",
                "“",
                "”",
                '"',
                "the dam",
                "would hold",
                ".",
                ",",
                "\n\n",
                "told",
                "he",
                "according to",
                "’",
                "—",
                "🙂",
                "\u00a0",
            ]
        ),
        max_size=25,
    )
)
def test_every_anchor_quotes_the_text(read, parts) -> None:
    text = " ".join(parts)
    for draft in attributions(read(text)):
        assert draft.anchors
        assert all(a.holds_in(text) for a in draft.anchors)
        assert isinstance(draft.body, Attribution)
        assert draft.body.cue is None or text[draft.body.cue.start : draft.body.cue.end] == draft.body.cue.text


def test_reading_is_deterministic(read) -> None:
    text = "\n\n".join(c["text"] for c in CASES)
    assert list(attributions(read(text))) == list(attributions(read(text)))
