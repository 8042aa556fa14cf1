"""Passages that two texts share, word for word or with a word changed here and there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.reconcile.copies.words import SHINGLE, Mask, Words, among

BRIDGE = 3
"""Words that may differ within one passage: a synonym, a name spelt out, an adverb put in."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one text, by number, that stand in another too; half-open on both sides."""

    a: tuple[int, int]
    b: tuple[int, int]


def met(a: Words, b: Words) -> tuple[Mask, Mask]:
    """Which shingles of two texts stand in the other, of each in their order."""
    both = a.sorted_shingles[among(a.sorted_shingles, b.sorted_shingles)]
    return among(a.shingles, both), among(b.shingles, both)


def covered(shingles: Mask, words: int) -> Mask:
    """Which of so many words of a text lie in some of its shingles."""
    found: Mask = np.zeros(words, dtype=bool)
    for offset in range(SHINGLE if len(shingles) else 0):
        found[offset : offset + len(shingles)] |= shingles
    return found


def runs(a: Words, b: Words, in_b: Mask, in_a: Mask) -> list[Run]:
    """The passages that two texts share, by which shingles of each stand in the other.

    They are in the order of the first: each word of it is in one of them at most.
    """
    merged: list[Run] = []
    for run in _exact(a, b, in_b, in_a):
        last = merged[-1] if merged else None
        if last and 0 <= run.a[0] - last.a[1] <= BRIDGE and 0 <= run.b[0] - last.b[1] <= BRIDGE:
            merged[-1] = Run((last.a[0], run.a[1]), (last.b[0], run.b[1]))
        else:
            merged.append(run)
    return merged


def _exact(a: Words, b: Words, in_b: Mask, in_a: Mask) -> Iterator[Run]:
    """Words on end that are the same in both, as many as there are; of several places in `b`, the one that goes on."""
    places: dict[int, list[int]] = {}
    for at, shingle in _placed(b, in_a):
        places.setdefault(shingle, []).append(at)
    rest, before = 0, 0
    held: Run | None = None
    for at, shingle in _placed(a, in_b):
        if at < rest:
            continue
        there = places[shingle]
        run = _grown(a, b, at, next((p for p in there if p >= before), there[0]))
        if held:
            yield _cut(held, run.a[0])
        held, before = run, run.b[1]
        # A run may end with a word that is there by chance and begins the next passage: that one has it.
        rest = run.a[1] - SHINGLE + 1
    if held:
        yield held


def _placed(text: Words, shingles: Mask) -> Iterator[tuple[int, int]]:
    """Some shingles of a text, each after its place."""
    at = np.flatnonzero(shingles)
    return zip(at.tolist(), text.shingles[at].tolist(), strict=True)


def _grown(a: Words, b: Words, at: int, begin: int) -> Run:
    """The words on end that are the same from two places on."""
    length = SHINGLE
    while at + length < len(a) and begin + length < len(b) and a.hashes[at + length] == b.hashes[begin + length]:
        length += 1
    return Run((at, at + length), (begin, begin + length))


def _cut(run: Run, end: int) -> Run:
    """A run up to a word of the first text."""
    over = max(run.a[1] - end, 0)
    return Run((run.a[0], run.a[1] - over), (run.b[0], run.b[1] - over))
