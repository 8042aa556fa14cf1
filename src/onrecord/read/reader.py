"""The reader: one pass of the language pipeline over a revision, turned into plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from onrecord.model import Block, Parse, Reading, Revision, Sentence, Token
from onrecord.model.blocks import blocks
from onrecord.model.errors import OnrecordError
from onrecord.model.quotations import quotations
from onrecord.model.spent import Watch
from onrecord.read.attributes import COMPONENTS, Attributes, Rules
from onrecord.read.bounds import mark_bounds, teach_brackets, teach_tokenizer
from onrecord.read.dependencies import COMPONENT as PARSER
from onrecord.read.dependencies import Parser
from onrecord.read.mentions import mentions
from onrecord.read.numbers import numbers
from onrecord.read.recognised import COMPONENT as RECOGNISER
from onrecord.read.recognised import Entity, Recogniser
from onrecord.read.times import timexes
from onrecord.read.vectors import make_leaner
from onrecord.read.weights import found, load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

VERSION = "4"
PARSING, ASSEMBLING = "parse", "read"
"""The stages of a reading: what the language library does, and what is read in it."""
SURROGATE = re.compile("[\ud800-\udfff]")
LANGUAGES = frozenset({"en", None})
"""Languages that are read: English, and what was not established."""
BATCH = 16_000
"""Characters of blocks that are parsed at once: memory follows it."""
_COLUMNS = ("IDX", "LENGTH", "HEAD", "SENT_START")
_HEAD = 2


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
    """Reads English news. Loading takes a second or two, so make one and keep it; `watch` has what its stages cost."""

    def __init__(self) -> None:
        """Load the model. Raises ModelError where it is missing or is not the one that was measured."""
        from thinc.api import use_ops  # noqa: PLC0415 (the library takes a second to import)
        from threadpoolctl import ThreadpoolController  # noqa: PLC0415

        # numpy's matrix products instead of those of blis: on most machines two to three times as fast.
        with use_ops("numpy", use_blis=False):
            self._nlp, digest = load()
        self.watch = Watch()
        self._threads: Any = ThreadpoolController()  # type: ignore[no-untyped-call]  # it has no types
        self._prepare(self._nlp)
        make_leaner(self._nlp)
        self._parser, self._recogniser = Parser(self._nlp), Recogniser(self._nlp)
        self._rules = Rules(self._nlp)
        self.version = _version(digest)

    @staticmethod
    def _prepare(nlp: Language) -> None:
        from spacy.language import Language as Registry  # noqa: PLC0415 (the library takes a second to import)

        Registry.component("onrecord_bounds", func=mark_bounds)
        teach_tokenizer(cast("Tokenizer", nlp.tokenizer))
        teach_brackets(nlp.vocab)
        if "onrecord_bounds" not in nlp.pipe_names:
            nlp.add_pipe("onrecord_bounds", before="parser")
        for name in (PARSER, RECOGNISER, *COMPONENTS):
            nlp.disable_pipe(name)

    def read(self, revision: Revision) -> Reading:
        """The reading of one revision: without a word where its language is known not to be English."""
        zones = revision.zones if revision.language in LANGUAGES else ()
        with self.watch.during(PARSING):
            parse = self.parse(revision.text, blocks(revision.text, zones))
        with self.watch.during(ASSEMBLING):
            return assemble(revision, parse)

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
        found = _Words()
        with self._threads.limit(limits=1):
            docs = self._docs([text[b.start : b.end] for b in parts])
            for number, (block, (doc, entities)) in enumerate(zip(parts, docs, strict=True)):
                _take(doc, self._rules.attributes(doc), entities, _Place(block.start, number), found)
        return Parse(text, tuple(parts), tuple(found.sentences), tuple(found.tokens), quotations(text, parts))

    def _docs(self, texts: Sequence[str]) -> Iterator[tuple[Doc, list[Entity]]]:
        """The parsed texts, each with its named entities.

        What is parsed together is of one article: no reading depends on what is read beside it.
        """
        for batch in _batches(texts):
            docs = list(self._nlp.pipe(batch, batch_size=len(batch)))
            self._parser.parse(docs)
            yield from zip(docs, self._recogniser.entities(docs), strict=True)


@dataclass
class _Words:
    """The words and sentences of a parse, as they come in."""

    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    def close(self, first: int, block: int) -> None:
        """Make a sentence of the words from `first` on, if there are any."""
        if first < len(self.tokens):
            start, end = self.tokens[first].start, self.tokens[-1].end
            self.sentences.append(Sentence(start, end, first, len(self.tokens), block))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: its first character in the text, and its index."""

    start: int
    block: int


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if sum(map(len, batch)) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def assemble(revision: Revision, parse: Parse) -> Reading:
    """A parse with what is read in it: all that needs no language library."""
    published = revision.published.interval if revision.published else None
    times = timexes(parse, published)
    return Reading(revision.id, parse, published, mentions(parse), times, numbers(parse, times))


def _take(doc: Doc, told: Sequence[Attributes], entities: Sequence[Entity], where: _Place, parse: _Words) -> None:
    """Add a parsed block's words and sentences, at their places in the text."""
    rows: list[list[int]] = doc.to_array(list(_COLUMNS)).astype("int64").tolist()
    types = {i: e.type for e in entities for i in range(e.first, e.last)}
    firsts = {e.first for e in entities}
    place = opened = len(parse.tokens)
    places = [place := place + (not each.is_space) for each in told]
    heads = [_head(i, rows, told) for i in range(len(rows))]
    for i, (each, row) in enumerate(zip(told, rows, strict=True)):
        start, length, _, begins = row
        if begins == 1 and i:
            parse.close(opened, where.block)
            opened = len(parse.tokens)
        if each.is_space:
            continue
        parse.tokens.append(
            Token(
                index=places[i] - 1,
                start=where.start + start,
                end=where.start + start + length,
                text=each.text,
                lemma=each.lemma,
                pos=each.pos,
                tag=each.tag,
                dep=each.dep,
                head=places[i if told[heads[i]].is_space else heads[i]] - 1,
                entity=types.get(i, ""),
                entity_begins=i in firsts,
            )
        )
    parse.close(opened, where.block)


def _head(index: int, rows: Sequence[Sequence[int]], told: Sequence[Attributes]) -> int:
    """The place of a token's governor, or of the first above it that is no white space."""
    head = index + rows[index][_HEAD]
    while told[head].is_space and rows[head][_HEAD]:
        head += rows[head][_HEAD]
    return head
