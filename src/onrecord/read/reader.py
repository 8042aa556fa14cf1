"""The reader: one pass of the language pipeline over a revision, turned into plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

from onrecord.model import Block, Parse, Reading, Revision, Sentence, Token
from onrecord.model.blocks import blocks
from onrecord.model.errors import OnrecordError
from onrecord.model.quotations import quotations
from onrecord.packs import lexicon
from onrecord.read.bounds import mark_bounds, teach_tokenizer
from onrecord.read.mentions import mentions
from onrecord.read.numbers import numbers
from onrecord.read.times import timexes
from onrecord.read.weights import found, load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

VERSION = "3"
SURROGATE = re.compile("[\ud800-\udfff]")
LANGUAGES = frozenset({"en", None})
"""Languages that are read: English, and what was not established."""
BATCH = 16
"""Blocks parsed at once: memory follows it (16: about 400 MB)."""


def version() -> str:
    """What `Reader().version` is, from the model's files alone: nothing is loaded. Raises ModelError as it does."""
    return _version(found()[1])


def _version(digest: str) -> str:
    return f"{VERSION}+{digest[:12]}"


class UnreadableTextError(OnrecordError, ValueError):
    """A text that holds what is no character."""

    def __init__(self, at: int) -> None:
        """Tell where."""
        super().__init__(
            f"the text holds half a character (a lone surrogate) at {at}: decode its file again, "
            "with what cannot be decoded replaced, or leave the article out"
        )


class Reader:
    """Reads English news. Loading takes a second or two, so make one and keep it."""

    def __init__(self) -> None:
        """Load the model. Raises ModelError where it is missing or is not the one that was measured."""
        self._nlp, digest = load()
        self._prepare(self._nlp)
        self.version = _version(digest)

    @staticmethod
    def _prepare(nlp: Language) -> None:
        from spacy.language import Language as Registry  # noqa: PLC0415 (the library takes a second to import)

        Registry.component("onrecord_bounds", func=mark_bounds)
        teach_tokenizer(cast("Tokenizer", nlp.tokenizer))
        if "onrecord_bounds" not in nlp.pipe_names:
            nlp.add_pipe("onrecord_bounds", before="parser")

    def read(self, revision: Revision) -> Reading:
        """The reading of one revision: without a word where its language is known not to be English."""
        zones = revision.zones if revision.language in LANGUAGES else ()
        return assemble(revision, self.parse(revision.text, blocks(revision.text, zones)))

    def read_all(self, revisions: Iterable[Revision]) -> Iterator[Reading]:
        """The readings of revisions, in order, one at a time."""
        return map(self.read, revisions)

    def parse(self, text: str, parts: Sequence[Block]) -> Parse:
        """The words of a text's blocks, parsed block by block.

        Raises UnreadableTextError where the text holds a lone surrogate, which no file can be written with.
        """
        half = SURROGATE.search(text)
        if half:
            raise UnreadableTextError(half.start())
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        docs = self._nlp.pipe((text[b.start : b.end] for b in parts), batch_size=BATCH)
        for number, (block, doc) in enumerate(zip(parts, docs, strict=True)):
            _take(doc, block.start, number, tokens, sentences)
        return Parse(text, tuple(parts), tuple(sentences), tuple(tokens), quotations(text, parts))


def assemble(revision: Revision, parse: Parse) -> Reading:
    """A parse with what is read in it: all that needs no language library."""
    published = revision.published.interval if revision.published else None
    times = timexes(parse, published)
    return Reading(revision.id, parse, published, mentions(parse), times, numbers(parse, times))


def _take(doc: Doc, offset: int, block: int, tokens: list[Token], sentences: list[Sentence]) -> None:
    """Append a parsed block's words and sentences, at their places in the text."""
    words = [t for t in doc if not t.is_space]
    place = {t.i: len(tokens) + n for n, t in enumerate(words)}
    for sentence in doc.sents:
        inside = [t for t in sentence if not t.is_space]
        if inside:
            start, end = inside[0].idx, inside[-1].idx + len(inside[-1])
            bounds = place[inside[0].i], place[inside[-1].i] + 1
            sentences.append(Sentence(offset + start, offset + end, *bounds, block))
    for word in words:
        head = word.head
        while head.is_space and head.head is not head:
            head = head.head
        tokens.append(
            Token(
                index=place[word.i],
                start=offset + word.idx,
                end=offset + word.idx + len(word),
                text=word.text,
                lemma=_lemma(word),
                pos=word.pos_,
                tag=word.tag_,
                dep=word.dep_,
                head=place.get(head.i, place[word.i]),
                entity=word.ent_type_,
                entity_begins=word.ent_iob_ == "B",
            )
        )


def _lemma(word: Word) -> str:
    """The lemma, in lower case unless it is a name, with the model's known errors put right."""
    if word.pos_ == "PROPN":
        return word.lemma_
    repaired = _repairs().get(word.lower_) if word.pos_ == "VERB" else None
    return repaired or word.lemma_.lower()


@cache
def _repairs() -> dict[str, str]:
    return dict(lexicon("lemmas")["verbs"])
