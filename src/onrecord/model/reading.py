"""A reading: what the language reader saw in one revision, as plain values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

from onrecord.model.article import ZoneType
from onrecord.model.entry import MentionType, Quantity, TimexType
from onrecord.model.interval import Interval


@lru_cache(1 << 16)
def _lowered(word: str) -> str:
    return word.lower().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the text and in the parse.

    `pos`, `tag` and `dep` are Universal POS, Penn Treebank and ClearNLP labels; `head` is the index of the
    governing token in `Parse.tokens` (a root is its own head); `entity` is an OntoNotes type or "".
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""
    entity_begins: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case, apostrophes straightened."""
        return _lowered(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, caption or list item: no sentence, mention or quotation pair crosses its ends."""

    zone: ZoneType
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: text offsets, its tokens (`first` up to, not including, `last`), and its block's index."""

    start: int
    end: int
    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. `start` and `end` take the marks in, `inner_start` and `inner_end` do not.

    `closed` is False for a paragraph of a quotation that is opened again in the next one, or never closed;
    `scare` marks words in quotation marks that are no clause and may be no quotation ("so-called").
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    block: int
    scare: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or point to someone or something.

    `name` is what they resolve to in this article; `reason` says how where `name` is not simply the words
    ("surname", "pronoun", "acronym", "role"); `role` and `affiliation` are as printed beside this mention.
    """

    start: int
    end: int
    text: str
    type: MentionType
    name: str
    role: str | None = None
    affiliation: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression where it stands; see TimexValue for the rest."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    interval: Interval | None


class NumberKind(StrEnum):
    """What a number is a number of, as far as its words show."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"
    AGE = "age"
    DURATION = "duration"
    DATE = "date"
    ORDINAL = "ordinal"
    NAME = "name"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number where it stands, with its modifier and unit.

    `start` and `end` span modifier, number and the noun phrase it counts; `head` is the index of the token that
    is counted, None where that stands elsewhere or nowhere; `counts` is that noun phrase in words.
    """

    start: int
    end: int
    quantity: Quantity
    kind: NumberKind
    counts: str | None
    head: int | None
    first: int
    last: int


@dataclass(frozen=True)
class Parse:
    """A revision's words, parsed: blocks in order, sentences in order, tokens in order.

    Token offsets are those of the revision's text. Every token lies in one sentence, every sentence in one block.
    """

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...] = ()

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token, the indices of those it governs, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                found[token.head].append(token.index)
        return tuple(tuple(c) for c in found)

    @cached_property
    def _sentence_of(self) -> tuple[int, ...]:
        places = [0] * len(self.tokens)
        for number, sentence in enumerate(self.sentences):
            places[sentence.first : sentence.last] = [number] * (sentence.last - sentence.first)
        return tuple(places)

    def sentence_of(self, token: int) -> Sentence:
        """The sentence that a token, by index, lies in."""
        return self.sentences[self._sentence_of[token]]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def subtree(self, token: int) -> list[int]:
        """The indices of a token and all it governs, in order."""
        found, waiting = [], [token]
        while waiting:
            index = waiting.pop()
            found.append(index)
            waiting.extend(self.children[index])
        return sorted(found)

    def ancestors(self, token: int) -> Iterator[int]:
        """The governors of a token, nearest first."""
        while (head := self.tokens[token].head) != token:
            yield head
            token = head

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie wholly within text offsets start to end."""
        first = bisect_left(self._starts, start)
        last = first
        while last < len(self.tokens) and self.tokens[last].end <= end:
            last += 1
        return self.tokens[first:last]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(t.start for t in self.tokens)

    def in_body(self, at: int) -> bool:
        """Whether a place in the text lies in the article's own text, not in a heading, caption or credit."""
        place = bisect_right(self._block_starts, at) - 1
        return place >= 0 and self.blocks[place].zone is ZoneType.BODY and at < self.blocks[place].end

    @cached_property
    def _block_starts(self) -> tuple[int, ...]:
        return tuple(b.start for b in self.blocks)

    def alike(self, token: int) -> tuple[Token, ...]:
        """All tokens of the same word as one, by index, is, in order."""
        return self._by_word[self.tokens[token].text]

    @cached_property
    def _by_word(self) -> dict[str, tuple[Token, ...]]:
        found: dict[str, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(token.text, []).append(token)
        return {word: tuple(tokens) for word, tokens in found.items()}

    def is_ordered(self) -> bool:
        """Whether tokens and sentences stand in order and do not overlap: what every parse promises."""
        return all(a.end <= b.start for a, b in pairwise(self.tokens)) and all(
            a.last <= b.first and a.end <= b.start for a, b in pairwise(self.sentences)
        )


@dataclass(frozen=True)
class Reading:
    """A parse with what was read in it. `published` is the revision's publication interval, where known."""

    revision: str
    parse: Parse
    published: Interval | None = None
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    numbers: tuple[NumberReading, ...] = ()

    @property
    def text(self) -> str:
        """The revision's text."""
        return self.parse.text

    @cached_property
    def people(self) -> tuple[Mention, ...]:
        """The mentions of persons."""
        return tuple(m for m in self.mentions if m.type is MentionType.PERSON)
