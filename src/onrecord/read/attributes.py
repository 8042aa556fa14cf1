"""Part of speech and lemma of a word: what the model's rules make of its tag, asked once for each word and not again.

The rules (spaCy's `attribute_ruler`) look at a word, its tag and its relation to its head; to those that name no words
all words are alike. Then the `lemmatizer` looks at the word and what the rules made of it. A few rules look at two
words in a row; where one of those applies, both are asked about the whole block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

from onrecord.packs import lexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

COMPONENTS = ("attribute_ruler", "lemmatizer")
"""The parts of the pipeline whose work is done here."""
KEPT = 1 << 16
"""Words, each with its tag and relation, whose attributes are kept at hand, and as many lemmas: some 30 MB."""
_ANY = "\N{WORD JOINER}"
"""Stands for a word that no rule names."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a token has beside its place."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    is_space: bool


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What the rules make of a word; `lemma` is empty where they leave it to the lemmatizer."""

    pos: str
    morph: str
    tag: str
    dep: str
    lemma: str


class Rules:
    """The model's rules."""

    def __init__(self, nlp: Language) -> None:
        """Take the rules of a pipeline, which is run without them."""
        from spacy.matcher import Matcher  # noqa: PLC0415 (the library takes a second to import)
        from spacy.tokens import Doc  # noqa: PLC0415

        self._ruler, self._lemmatizer = (cast("Any", nlp.get_pipe(name)) for name in COMPONENTS)
        self._vocab, self._doc = nlp.vocab, Doc
        self._longer = Matcher(nlp.vocab)
        patterns = [rule["patterns"] for rule in self._ruler.patterns]
        for number, rule in enumerate(patterns):
            longer = [p for p in rule if len(p) > 1]
            if longer:
                self._longer.add(str(number), longer)
        named = [_named(p[0]) for rule in patterns for p in rule if len(p) == 1]
        self._named = frozenset(word for by in named for word in by.get("IN", ()))
        self._forms = re.compile("|".join(form for by in named for form in by.get("REGEX", ())))
        _as_sets(self._lemmatizer.lookups.get_table("lemma_index"))
        self._alone = lru_cache(KEPT)(self._put_together)
        self._ruled, self._lemma = lru_cache(KEPT)(self._by_rules), lru_cache(KEPT)(self._lemmatized)

    def attributes(self, doc: Doc) -> list[Attributes]:
        """Those of each token of a tagged and parsed block."""
        if self._longer(doc, allow_missing=True):
            self._lemmatizer(self._ruler(doc))
            return [_attributes(word) for word in doc]
        return [self._alone(*key) for key in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]

    def _put_together(self, orth: int, tag: int, dep: int) -> Attributes:
        word = self._vocab[orth]
        told_apart = word.lower_ in self._named or self._forms.search(word.lower_) or word.is_space
        ruled = self._ruled(word.text if told_apart else _ANY, tag, dep)
        lemma = ruled.lemma or self._lemma(orth, ruled.pos, ruled.morph)
        lemma = _put_right(lemma, word.lower_, ruled.pos)
        return Attributes(word.text, lemma, ruled.pos, ruled.tag, ruled.dep, word.is_space)

    def _by_rules(self, text: str, tag: int, dep: int) -> _Ruled:
        doc = self._doc(self._vocab, words=[text], spaces=[False])
        doc[0].tag, doc[0].dep = tag, dep
        self._ruler(doc)
        return _Ruled(doc[0].pos_, str(doc[0].morph), doc[0].tag_, doc[0].dep_, doc[0].lemma_)

    def _lemmatized(self, orth: int, pos: str, morph: str) -> str:
        doc = self._doc(self._vocab, words=[self._vocab.strings[orth]], spaces=[False])
        doc[0].pos_ = pos
        doc[0].set_morph(morph)  # type: ignore[attr-defined]  # its types lack it
        self._lemmatizer(doc)
        return doc[0].lemma_


def _named(token: dict[str, Any]) -> dict[str, list[str]]:
    """The words that a rule's token names, in lower case: `IN`, those, `REGEX`, their form."""
    told = token.get("LOWER", {})
    named = {"IN": told} if isinstance(told, str) else told
    return {by: [words] if isinstance(words, str) else words for by, words in named.items()}


def _as_sets(index: dict[Any, Any]) -> None:
    """Make the lists of known words sets: a word is looked for in them again and again."""
    for key in list(index):
        index[key] = frozenset(index[key])


def _attributes(word: Word) -> Attributes:
    lemma = _put_right(word.lemma_, word.lower_, word.pos_)
    return Attributes(word.text, lemma, word.pos_, word.tag_, word.dep_, word.is_space)


def _put_right(lemma: str, lower: str, pos: str) -> str:
    """The lemma, in lower case unless it is a name, with the model's known errors put right."""
    if pos == "PROPN":
        return lemma
    repaired = _repairs().get(lower) if pos == "VERB" else None
    return repaired or lemma.lower()


@cache
def _repairs() -> dict[str, str]:
    return dict(lexicon("lemmas")["verbs"])
