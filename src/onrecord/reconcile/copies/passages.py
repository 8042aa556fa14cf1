"""Passages that two texts share, word for word or with a word changed here and there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.reconcile.copies.words import SHINGLE, Hashes, Mask, Words, among

BRIDGE = 3
"""Words that may differ within one passage: a synonym, a name spelt out, an adverb put in."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one text, by number, that stand in another too; half-open on both sides."""

    a: tuple[int, int]
    b: tuple[int, int]


def covered(text: Words, other: Words) -> Mask:
    """Which words of a text stand in the other, among SHINGLE on end at least."""
    return covered_by(text, other.sorted_shingles)


def covered_by(text: Words, shingles: Hashes) -> Mask:
    """Which words of a text lie in some shingles, given in the order of their numbers."""
    held = among(text.shingles, shingles)
    found: Mask = np.zeros(len(text), dtype=bool)
    for offset in range(SHINGLE if len(held) else 0):
        found[offset : offset + len(held)] |= held
    return found


def runs(a: Words, b: Words) -> list[Run]:
    """The passages that two texts share, in the order of the first: each word of it in one of them at most."""
    merged: list[Run] = []
    for run in _exact(a, b):
        last = merged[-1] if merged else None
        if last and 0 <= run.a[0] - last.a[1] <= BRIDGE and 0 <= run.b[0] - last.b[1] <= BRIDGE:
            merged[-1] = Run((last.a[0], run.a[1]), (last.b[0], run.b[1]))
        else:
            merged.append(run)
    return merged


def _exact(a: Words, b: Words) -> Iterator[Run]:
    """Words on end that are the same in both, as many as there are; of several places in `b`, the one that goes on."""
    places: dict[int, list[int]] = {}
    for at, shingle in _common(b, a):
        places.setdefault(shingle, []).append(at)
    rest, before = 0, 0
    held: Run | None = None
    for at, shingle in _common(a, b):
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


def _common(text: Words, other: Words) -> Iterator[tuple[int, int]]:
    """The shingles of a text that the other has, too, each after its place."""
    at = np.flatnonzero(among(text.shingles, other.sorted_shingles))
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
