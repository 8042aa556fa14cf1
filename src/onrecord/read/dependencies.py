"""Dependencies: the model's parser, stepped with Python's lock held.

spaCy's own loop gives the lock up, and then takes it again for nearly each look at a state, which costs more than the
looks. Here its parts are called one after another: the same states, features, scores and choices.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

COMPONENT = "parser"
"""The part of the pipeline whose work is done here."""


class Parser:
    """The model's parser."""

    def __init__(self, nlp: Language) -> None:
        """Take the parser of a pipeline, which is run without it."""
        self._parser: Any = nlp.get_pipe(COMPONENT)

    def parse(self, docs: Sequence[Doc]) -> None:
        """Set the heads, relations and beginnings of sentences of blocks that have their vectors."""
        states = self._parser.moves.init_batch(docs)
        model = self._parser.model.predict(docs)
        going_on = [state for state in states if not state.is_final()]
        while going_on:
            features = model.state2vec.predict(model.get_token_ids(going_on))
            going_on = self._parser.transition_states(going_on, model.vec2scores.predict(features))
        self._parser.set_annotations(docs, states)
