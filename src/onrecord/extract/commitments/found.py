"""What the finders propose, and what all of them look things up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from onrecord.extract.attributions.found import Span
from onrecord.extract.figures.nations import Story
from onrecord.extract.figures.near import by_block
from onrecord.model import (
    Attribution,
    CommitmentType,
    Draft,
    Figure,
    Interval,
    Parse,
    Reading,
    Source,
    Strength,
    Token,
    Words,
    ZoneType,
)
from onrecord.packs import Pack, lexicon


@cache
def words(key: str) -> frozenset[str]:
    """A list of the commitments' lexicon as a set."""
    return frozenset(lexicon("commitments")[key])


class Due(NamedTuple):
    """The days in which it ends or begins, and the words that tell them; `closes` where they tell of an end by name."""

    end: Interval | None = None
    dated: Words | None = None
    start: Interval | None = None
    closes: bool = False


NEVER = Due()


@dataclass(frozen=True, slots=True)
class Found:
    """One commitment in the making: its rule, the token of what is to be done or holds, its words, who is bound.

    `subject` heads the words for who is bound, None where no words say so and the speaker is meant; `owner` a noun
    whose possessor or nation tells it. `rank` settles which of two readings of the same words is kept: the lowest.
    """

    rule: str
    rank: int
    type: CommitmentType
    strength: Strength
    act: int
    span: Span
    subject: int | None = None
    owner: int | None = None
    by: str | None = None
    due: Due = NEVER
    negated: bool = False
    figure: Figure | None = None
    past: bool = False


@dataclass(frozen=True)
class Scene:
    """A reading, the words of its body, its statements by block, its figures, and the packs' words of commitment.

    `kept` holds, once asked for, whose side the text is about.
    """

    story: Story
    words: Sequence[Token]
    told: Mapping[int, Sequence[Draft]]
    figures: Sequence[Draft]
    nouns: Mapping[CommitmentType, frozenset[str]]
    verbs: Mapping[str, CommitmentType]
    kept: list[str | None] = field(default_factory=list)
    _nearest: dict[int, Draft | None] = field(default_factory=dict)
    _named: dict[int, frozenset[CommitmentType]] = field(default_factory=dict)

    @property
    def reading(self) -> Reading:
        """The reading."""
        return self.story.reading

    @property
    def parse(self) -> Parse:
        """Its parse."""
        return self.story.reading.parse

    def statement(self, token: int) -> Draft | None:
        """The statement whose words hold a token, the one with the fewest words first."""
        if token not in self._nearest:
            at, block = self.parse.tokens[token], self.parse.sentence_of(token).block
            holding = [d for d in self.told.get(block, ()) if any(a.start <= at.start < a.end for a in d.anchors)]
            sized = [(sum(a.end - a.start for a in d.anchors), i) for i, d in enumerate(holding)]
            self._nearest[token] = holding[min(sized)[1]] if sized else None
        return self._nearest[token]

    def limits(self, token: int) -> Span:
        """The ends of the sentence that a token stands in, or of the statement's words in it."""
        sentence = self.parse.sentence_of(token)
        held, place = self.statement(token), self.parse.tokens[token].start
        part = next((a for a in held.anchors if a.start <= place < a.end), None) if held else None
        if part is None:
            return sentence.start, sentence.end
        return max(sentence.start, part.start), min(sentence.end, part.end)

    def counted(self, span: Span) -> list[Figure]:
        """The figures that begin in some words."""
        first, last = span
        told = (d.body for d in self.figures if first <= d.anchors[0].start < last)
        return [body for body in told if isinstance(body, Figure)]

    def source(self, token: int) -> Source | None:
        """Who says the words that hold a token."""
        draft = self.statement(token)
        return draft.body.source if draft is not None and isinstance(draft.body, Attribution) else None

    def names(self, type_: CommitmentType, token: Token) -> bool:
        """Whether a noun, or a compound of it and the word before it, is a pack's word for a commitment of a type."""
        if token.pos not in {"NOUN", "PROPN", "X"}:
            return False
        if token.index not in self._named:
            self._named[token.index] = self._types(token)
        return type_ in self._named[token.index]

    def _types(self, token: Token) -> frozenset[CommitmentType]:
        before = self.parse.text[self.parse.tokens[token.index - 1].start : token.end] if token.index else ""
        forms = (token.lower, token.lemma.lower(), before.lower(), _joined(self.parse, token))
        return frozenset(type_ for type_, known in self.nouns.items() if not known.isdisjoint(forms))


def _joined(parse: Parse, token: Token) -> str:
    """The word with the one before its hyphen: "end-date", which the reader parts."""
    before = parse.tokens[max(token.index - 2, 0) : token.index]
    return "".join(t.lower for t in (*before, token)) if before and before[-1].text in {"-", "‑"} else ""


def scene(reading: Reading, statements: Sequence[Draft], figures: Sequence[Draft], pack: Pack) -> Scene:
    """What the finders look things up in."""
    nouns: dict[CommitmentType, frozenset[str]] = {}
    verbs: dict[str, CommitmentType] = {}
    for table in pack.commitments:
        nouns[table.type] = nouns.get(table.type, frozenset()) | table.nouns
        verbs.update(dict.fromkeys(sorted(table.verbs), table.type))
    told = by_block(reading.parse, (s for s in statements if isinstance(s.body, Attribution)))
    body = [s for s in reading.parse.sentences if reading.parse.blocks[s.block].zone is ZoneType.BODY]
    tokens = [t for s in body for t in reading.parse.words(s)]
    return Scene(Story(reading, pack), tokens, told, tuple(figures), nouns, verbs)
