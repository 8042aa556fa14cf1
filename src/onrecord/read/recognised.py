"""Named entities: what the model's recogniser says, with the words of many blocks decided at once.

The recogniser (spaCy's `ner`) goes from word to word and chooses what each does: begin an entity (B), go on in it (I),
be its last (L), be one alone (U), or be none (O). Outside an entity its choice depends on the word alone, so that all
words are decided together; inside one, on the word, the one before it and the first of the entity, so that all entities
are gone through side by side. The weights and what may follow what are the model's, and so is every choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]
    Ints = NDArray[np.intp]
    Flags = NDArray[np.bool_]

COMPONENT = "ner"
"""The part of the pipeline whose work is done here."""
_HERE, _FIRST, _BEFORE = range(3)
"""The words that a choice rests on, as the model counts them: this one, the entity's first, the one before this."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity's words by their indices in the block, `first` up to, not including, `last`, and its OntoNotes type."""

    first: int
    last: int
    type: str


class Recogniser:
    """The model's recogniser."""

    def __init__(self, nlp: Language) -> None:
        """Take the recogniser of a pipeline, which is run without it."""
        component: Any = nlp.get_pipe(COMPONENT)
        self._vectors, self._lower, self._upper = (component.model.get_ref(n) for n in ("tok2vec", "lower", "upper"))
        self._bias = self._lower.get_param("b")
        named = component.moves.get_class_name
        moves = [named(number).partition("-")[::2] for number in range(component.moves.n_moves)]
        kinds = [kind for kind, _ in moves]
        self._labels = [label for _, label in moves]
        places = {move: place for place, move in enumerate(moves)}
        self._begins, self._alone = np.isin(kinds, "B"), np.isin(kinds, "U")
        # U without a type marks what was told beforehand to be no entity: nothing is.
        self._never = np.isin(kinds, ["I", "L"]) | np.array([move == ("U", "") for move in moves])
        self._goes_on, self._ends = (np.array([places.get((k, label), -1) for label in self._labels]) for k in "IL")

    def entities(self, docs: Sequence[Doc]) -> Iterator[list[Entity]]:
        """The entities of each block, in order, of blocks whose sentences are known."""
        features: Floats = self._lower.predict(self._vectors.predict(docs))
        closing = np.concatenate([_closing(doc) for doc in docs])
        spaces = np.concatenate([doc.to_array("IS_SPACE") for doc in docs]).astype(bool)
        chosen = self._outside(features, closing, spaces)
        opened = np.flatnonzero(self._begins[chosen])
        ends = dict(self._followed(features, closing, opened, chosen[opened]))
        starts = np.flatnonzero(self._begins[chosen] | self._alone[chosen]).tolist()
        found = [Entity(at, ends.get(at, at + 1), self._labels[chosen[at]]) for at in starts]
        return _by_block(_apart(found), [len(doc) for doc in docs])

    def _outside(self, features: Floats, closing: Flags, spaces: Flags) -> Ints:
        """What each word would do where no entity is open."""
        padding = features[0]
        scores = self._scores(features[1:, _HERE] + padding[_FIRST] + padding[_BEFORE])
        scores[:, self._never] = -float("inf")
        scores[closing[:, None] & self._begins] = -float("inf")
        scores[spaces[:, None] & (self._begins | self._alone)] = -float("inf")
        chosen: Ints = np.argmax(scores, axis=1)
        return chosen

    def _followed(self, features: Floats, closing: Flags, first: Ints, chosen: Ints) -> Iterator[tuple[int, int]]:
        """Where each of the entities that begin at `first` ends: the first word and the one after the last."""
        words, at = features[1:], first + 1
        while first.size:
            scores = self._scores(words[at, _HERE] + words[first, _FIRST] + words[at - 1, _BEFORE])
            row = range(len(first))
            on = (scores[row, self._goes_on[chosen]] >= scores[row, self._ends[chosen]]) & ~closing[at]
            yield from zip(first[~on].tolist(), (at[~on] + 1).tolist(), strict=True)
            first, at, chosen = first[on], at[on] + 1, chosen[on]

    def _scores(self, summed: Floats) -> Floats:
        """The scores of all choices from the features of the words that a choice rests on, summed."""
        scores: Floats = self._upper.predict((summed + self._bias).max(axis=2))
        return scores


def _closing(doc: Doc) -> Flags:
    """Whether no entity can go on after each word: the last of a sentence."""
    closing: Flags = np.equal(doc.to_array("SENT_START"), 1)
    closing[:-1], closing[-1:] = closing[1:], True
    return closing


def _apart(found: Sequence[Entity]) -> Iterator[Entity]:
    """The entities that begin outside the ones before them."""
    end = 0
    for entity in found:
        if entity.first >= end:
            yield entity
            end = entity.last


def _by_block(found: Iterator[Entity], lengths: Sequence[int]) -> Iterator[list[Entity]]:
    entity, start = next(found, None), 0
    for length in lengths:
        here = []
        while entity is not None and entity.first < start + length:
            here.append(Entity(entity.first - start, entity.last - start, entity.type))
            entity = next(found, None)
        yield here
        start += length
