"""Vectors of words: the model's own layers, run without what only training needs, in the same order of sums.

A model's `tok2vec` has two parts. The first makes a vector of what a word looks like; words that look alike have the
same, which is made once for each batch of blocks. The second makes of it, with the words beside it, a vector of the
word in its context; here it keeps no copies of what goes between its layers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from thinc.api import Model

    Floats = NDArray[np.float32]

COMPONENTS = ("tok2vec", "ner")
"""The parts of the pipeline that make vectors."""
_LEAST = 1e-08
"""What is added to a variance before it is divided by (as in `thinc.layers.layernorm`)."""


def make_leaner(nlp: Language) -> None:
    """Put these layers in the place of the model's, with its weights. They cannot be trained."""
    for name in COMPONENTS:
        model: Model[Any, Any] = nlp.get_pipe(name).model  # type: ignore[attr-defined]  # a part that has one
        [vectors] = [node for node in model.walk() if node.has_ref("encode")]
        _, _, looks, mixed, _ = vectors.get_ref("embed").layers
        _put(model, looks.layers[0], _of_looks(looks.layers[0], mixed.layers[0]))
        _put(model, mixed.layers[0], lambda vectors: vectors)
        context = vectors.get_ref("encode").layers[0]
        _put(model, context, Convolution.of(context))


def _put(model: Model[Any, Any], node: Model[Any, Any], forward: Callable[[Any], Any]) -> None:
    from thinc.api import Model as Layer  # noqa: PLC0415 (the library takes a second to import)

    def run(_: Model[Any, Any], given: object, **_training: bool) -> tuple[Any, Callable[[object], None]]:
        return forward(given), _untrainable

    model.replace_node(node, Layer(f"lean({node.name})", run))


def _untrainable(_: object) -> None:
    message = "layers that were made for reading cannot be trained"
    raise NotImplementedError(message)


def _of_looks(looks: Model[Any, Any], mixed: Model[Any, Any]) -> Callable[[NDArray[np.uint64]], Floats]:
    """Vectors of what words look like, from rows of their features (hashes of the form, its ends and its shape)."""

    def vectors(rows: NDArray[np.uint64]) -> Floats:
        seen: dict[bytes, int] = {}
        whole = np.ascontiguousarray(rows).view(f"V{rows.itemsize * rows.shape[1]}")[:, 0]
        places = [seen.setdefault(row, len(seen)) for row in whole.tolist()]
        distinct = np.frombuffer(b"".join(seen), rows.dtype).reshape(-1, rows.shape[1])
        found: Floats = mixed.predict(looks.predict(distinct))
        return found[places]

    return vectors


@dataclass(frozen=True, slots=True)
class _Layer:
    """The weights of a layer: of its products, one column a piece and feature, their bias; scale and shift."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Convolution:
    """What thinc runs as `residual(expand_window >> maxout >> layernorm)`, layer upon layer: window 1, 3 pieces."""

    layers: tuple[_Layer, ...]

    @classmethod
    def of(cls, model: Model[Any, Any]) -> Convolution:
        """With the weights of a model."""
        products = [node for node in model.walk() if node.name == "maxout"]
        norms = [node for node in model.walk() if node.name == "layernorm"]
        return cls(tuple(map(_layer, products, norms)))

    def __call__(self, vectors: Floats) -> Floats:
        """The vectors of words in a row, one a row, each with those beside it taken in."""
        rows, width = vectors.shape
        found = vectors.copy()
        beside = np.zeros((rows, 3 * width), vectors.dtype)
        products = np.empty((rows, 3 * width), vectors.dtype)
        best, squares = np.empty_like(found), np.empty_like(found)
        for layer in self.layers:
            beside[1:, :width], beside[:, width : 2 * width], beside[:-1, 2 * width :] = found[:-1], found, found[1:]
            np.matmul(beside, layer.weights, out=products)
            products += layer.bias
            np.maximum(products[:, :width], products[:, width : 2 * width], out=best)
            np.maximum(best, products[:, 2 * width :], out=best)
            best -= best.mean(axis=1, keepdims=True)
            np.multiply(best, best, out=squares)
            best *= (squares.mean(axis=1, keepdims=True) + _LEAST) ** -0.5
            best *= layer.scale
            best += layer.shift
            found += best
        return found


def _layer(product: Model[Any, Any], norm: Model[Any, Any]) -> _Layer:
    weights, bias = (np.asarray(product.get_param(name)) for name in "Wb")
    scale, shift = (np.asarray(norm.get_param(name)) for name in "Gb")
    by_piece = np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(-1, weights.shape[-1])
    return _Layer(by_piece.T, bias.T.reshape(-1), scale, shift)
