"""The leaner layers give what the model's own give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.read.vectors import COMPONENTS, make_leaner
from onrecord.read.weights import load


@pytest.fixture(scope="module")
def pipelines():
    own, leaner = load()[0], load()[0]
    make_leaner(leaner)
    return own, leaner


def vectors(nlp, texts: list[str]) -> list[np.ndarray]:
    docs = [nlp.make_doc(text) for text in texts]
    models = [nlp.get_pipe(name).model for name in COMPONENTS]
    parts = [next(node for node in model.walk() if node.has_ref("encode")) for model in models]
    return [vector for part in parts for vector in part.predict(docs)]


WORDS = [
    "The",
    "ferry",
    "of",
    "Port",
    "Odum",
    "left",
    "at",
    "9",
    "a.m.",
    ",",
    "\n",
    "\t",
    "“",
    "left",
    "”",
    "Mara",
    "Quill's",
    "1,200",
    "ÉTÉ",
    "東",
]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), min_size=1, max_size=5))
def test_vectors_are_those_of_the_model(pipelines, texts: list[str]) -> None:
    own, leaner = pipelines
    for ours, theirs in zip(vectors(leaner, texts), vectors(own, texts), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


def test_what_is_made_of_them_is_that_of_the_model(pipelines) -> None:
    text = "Mara Quill of the Harbour Board said on 12 March that two ferries, the Veld and the Tarn, would not sail."
    own, leaner = (nlp(text) for nlp in pipelines)
    assert [(w.tag_, w.dep_, w.head.i, w.ent_type_) for w in leaner] == [
        (w.tag_, w.dep_, w.head.i, w.ent_type_) for w in own
    ]


def test_they_are_not_trained(pipelines) -> None:
    _, leaner = pipelines
    model = leaner.get_pipe(COMPONENTS[0]).model
    found, backwards = model.begin_update([leaner.make_doc("Port Odum")])
    with pytest.raises(NotImplementedError):
        backwards(found)
