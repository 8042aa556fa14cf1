"""Claims in short, as far as it tells which others they may clash with: kept of each article on one sheet."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from functools import cached_property

import msgspec

from onrecord.model.memory import Key, Post, Posting, number, word
from onrecord.reconcile.agreement import pairs
from onrecord.reconcile.agreement.claims import Claim, identity
from onrecord.reconcile.agreement.prose import has_opposite, opposites, sides

ABOUT, BETWEEN, AT, STEMS, SAID = (Posting(kind) for kind in range(5))
"""Blocks of two stems; of the ends of an antonym beside a stem; of opposed phrases with a stem; of a stem and a month;
of claims that are one."""

Clause = tuple[tuple[str, ...], bool, bool]
"""The stems of a clause in order, whether it says that something is not so, and whether it is compared at all."""


class Sketch(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """A claim: its id, the day it was told, where its sentence begins, and the number of what it says and who.

    `stands` where it stands for all claims of the same words by the same speakers.
    """

    id: str
    told: int
    start: int
    said: int
    own: bool
    rejects: bool
    clauses: tuple[Clause, ...]
    phrases: tuple[tuple[int, bool], ...]
    stands: bool = False

    @classmethod
    def of(cls, claim: Claim) -> Sketch:
        """A claim in short."""
        compared = {id(part.clause): part.no for part in pairs.parts(claim)}
        return cls(
            claim.entry.id,
            claim.told.toordinal(),
            claim.span[0],
            SAID.at(number(identity(claim))),
            claim.own,
            claim.rejects,
            tuple((tuple(sorted(c.stems)), compared.get(id(c), False), id(c) in compared) for c in claim.clauses),
            () if claim.denied else tuple(sorted(sides(claim.words))),
        )

    @cached_property
    def month(self) -> str:
        """The month in which it was told."""
        return f"{date.fromordinal(self.told):%Y-%m}"

    @cached_property
    def stems(self) -> list[str]:
        """All that it is about, in order."""
        return sorted({stem for stems, _, _ in self.clauses for stem in stems})

    @cached_property
    def topics(self) -> list[int]:
        """The blocks of its stems in its month."""
        return [topic(stem, self.month) for stem in self.stems]

    @cached_property
    def blocks(self) -> tuple[frozenset[int], frozenset[int]]:
        """What it shares with those that it may clash with: the blocks in which it is on the first side, the second."""
        sides: tuple[set[int], set[int]] = set(), set()
        for stems, no, is_compared in self.clauses:
            if is_compared and not (no and self.own):
                sides[pairs.NO if no else pairs.YES].update(ABOUT.pairs(stems))
            if is_compared and not self.own:
                for block, side in _between(stems):
                    sides[side].add(block)
        for phrase, first in self.phrases:
            sides[first].update(AT.block(stem, str(phrase)) for stem in self.stems)
        return frozenset(sides[0]), frozenset(sides[1])

    @cached_property
    def parts(self) -> list[tuple[frozenset[str], bool]]:
        """The stems of each clause that is compared, and whether it says that something is not so."""
        return [(frozenset(stems), no) for stems, no, is_compared in self.clauses if is_compared]

    @property
    def places(self) -> tuple[list[int], list[int]]:
        """The blocks in which it is posted where it stands for all of its words: on the first side, and the second."""
        yes, no = self.blocks
        return [*yes, *self.topics], [*no]

    def posts(self, who: int) -> set[Post]:
        """Where it is posted as somebody: by what it says, and where it stands, by all that it shares with others."""
        found = {(self.said, who)}
        if self.stands:
            first, second = self.places
            found.update((block, who) for block in first)
            found.update((block, ~who) for block in second)
        return found

    def order(self, revision: str) -> tuple[int, str, int, str]:
        """By publication, then as they stand in their articles."""
        return self.told, revision, self.start, self.id


_SHEET = msgspec.msgpack.Decoder(tuple[Sketch, ...])
_SHORT = msgspec.msgpack.Decoder(tuple[msgspec.Raw, ...])
_ONE = msgspec.msgpack.Decoder(Sketch)
_DAY = struct.Struct("<I")
_NO_DAY = date.max.toordinal()


def may_clash(a: Sketch, b: Sketch, *, in_one: bool) -> bool:
    """Whether by their stems alone two claims, of one article or of two, may clash (see `pairs`)."""
    apart = 0 if in_one else None if _NO_DAY in {a.told, b.told} else abs(a.told - b.told)
    soon = apart is not None and apart <= pairs.MONTH.days
    if _may_be_denied(a, b, soon=soon) or _may_be_denied(b, a, soon=soon):
        return True
    if apart is not None and apart <= pairs.NEAR.days and not a.own and not b.own and _may_be_opposed(a, b):
        return True
    return bool(a.phrases and b.phrases)


def _may_be_denied(no: Sketch, yes: Sketch, *, soon: bool) -> bool:
    if no.own:
        return False
    for stems, is_no in no.parts:
        for others, is_other_no in yes.parts if is_no else ():
            shared = 0 if is_other_no else len(stems & others)
            if shared > pairs.SHARED or (shared == pairs.SHARED and soon):
                part, both = shared / min(len(stems), len(others)), shared / len(stems | others)
                if (part >= pairs.MOST and both >= pairs.THIRD) or (no.rejects and soon and part >= pairs.EXPLICIT):
                    return True
    return False


def _may_be_opposed(a: Sketch, b: Sketch) -> bool:
    for stems, no in a.parts:
        for others, is_other_no in b.parts:
            near = no == is_other_no and len(stems & others) > pairs.SHARED
            if near and any(end in others for _, end in opposites(stems)):
                return True
    return False


def topic(stem: str, month: str) -> int:
    """The block of the claims of a month that are about a stem."""
    return STEMS.block(stem, month)


def written(sketches: tuple[Sketch, ...]) -> bytes | None:
    """The sheet of an article."""
    if not sketches:
        return None
    return _DAY.pack(sketches[0].told) + zlib.compress(msgspec.msgpack.encode(sketches), 1)


def read(sheet: bytes | None) -> tuple[Sketch, ...]:
    """What was written on a sheet."""
    return _SHEET.decode(zlib.decompress(sheet[_DAY.size :])) if sheet else ()


def unread(sheet: bytes | None) -> tuple[msgspec.Raw, ...]:
    """What was written on a sheet, each claim as it is written."""
    return _SHORT.decode(zlib.decompress(sheet[_DAY.size :])) if sheet else ()


def read_one(claim: msgspec.Raw) -> Sketch:
    """A claim as it was written."""
    return _ONE.decode(claim)


def day(sheet: bytes | None) -> int:
    """The day on which the claims on a sheet were told, the end of time where unknown."""
    told: int = _DAY.unpack_from(sheet)[0] if sheet else _NO_DAY
    return told


def standing(sketch: Sketch, *, stands: bool) -> Sketch:
    """The same, as one that stands for others or does not."""
    return sketch if sketch.stands is stands else msgspec.structs.replace(sketch, stands=stands)


def said_as(sketch: Sketch, identity: Key) -> Sketch:
    """The same, as a claim of this identity."""
    said = SAID.at(number(identity))
    return sketch if sketch.said == said else msgspec.structs.replace(sketch, said=said)


def _between(stems: tuple[str, ...]) -> set[tuple[int, int]]:
    """The blocks of the ends of antonyms that some stems are, each beside every other stem."""
    found: set[tuple[int, int]] = set()
    if not has_opposite(stems):
        return found
    numbers = [(stem, word(stem)) for stem in stems]
    for end, other in opposites(frozenset(stems)):
        ends = sorted((end, other))
        side, both = ends.index(end), word("|".join(ends))
        found.update((BETWEEN.at(beside, both), side) for stem, beside in numbers if stem != end)
    return found
