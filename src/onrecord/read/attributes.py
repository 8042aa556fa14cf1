"""Part of speech and lemma of a word: what the model's rules make of its tag, asked once for each word and not again.

The rules (spaCy's `attribute_ruler`, then its `lemmatizer`) look at a word, its tag and its relation to its head. A
few of them look at two words in a row; where one of those applies, the rules are asked about the whole block.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from onrecord.packs import lexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

COMPONENTS = ("attribute_ruler", "lemmatizer")
"""The parts of the pipeline whose work is done here."""
KEPT = 1 << 16
"""Words, each with its tag and relation, whose attributes are kept at hand: some 20 MB."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a token has beside its place."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    is_space: bool


class Rules:
    """The model's rules."""

    def __init__(self, nlp: Language) -> None:
        """Take the rules of a pipeline, which is run without them."""
        from spacy.matcher import Matcher  # noqa: PLC0415 (the library takes a second to import)
        from spacy.tokens import Doc  # noqa: PLC0415

        self._components: list[Any] = [nlp.get_pipe(name) for name in COMPONENTS]
        self._vocab, self._doc = nlp.vocab, Doc
        self._longer = Matcher(nlp.vocab)
        for number, rule in enumerate(self._components[0].patterns):
            longer = [p for p in rule["patterns"] if len(p) > 1]
            if longer:
                self._longer.add(str(number), longer)
        _as_sets(self._components[1].lookups.get_table("lemma_index"))
        self._alone = lru_cache(KEPT)(self._asked)

    def attributes(self, doc: Doc) -> list[Attributes]:
        """Those of each token of a tagged and parsed block."""
        if self._longer(doc, allow_missing=True):
            for component in self._components:
                component(doc)
            return [_attributes(word) for word in doc]
        return [self._alone(*key) for key in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]

    def _asked(self, orth: int, tag: int, dep: int) -> Attributes:
        doc = self._doc(self._vocab, words=[self._vocab.strings[orth]], spaces=[False])
        doc[0].tag, doc[0].dep = tag, dep
        for component in self._components:
            component(doc)
        return _attributes(doc[0])


def _as_sets(index: dict[Any, Any]) -> None:
    """Make the lists of known words sets: a word is looked for in them again and again."""
    for key in list(index):
        index[key] = frozenset(index[key])


def _attributes(word: Word) -> Attributes:
    return Attributes(word.text, _lemma(word), word.pos_, word.tag_, word.dep_, word.is_space)


def _lemma(word: Word) -> str:
    """The lemma, in lower case unless it is a name, with the model's known errors put right."""
    if word.pos_ == "PROPN":
        return str(word.lemma_)
    repaired = _repairs().get(word.lower_) if word.pos_ == "VERB" else None
    return repaired or str(word.lemma_).lower()


@cache
def _repairs() -> dict[str, str]:
    return dict(lexicon("lemmas")["verbs"])
