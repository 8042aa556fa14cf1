"""The words of texts, laid aside on disk: reading them back is a hundred times faster than finding them again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import cached_property
from tempfile import TemporaryFile
from typing import BinaryIO

import numpy as np

from onrecord.model.memory import Memory
from onrecord.reconcile.aside import laid_aside
from onrecord.reconcile.copies.words import Words

STAGE = "words"
A_WORD = 25
"""Bytes that a word takes: where it begins and ends, its number, and whether it is quoted."""


class Spilled:
    """Words by the texts that they are of, each found once by `found`, in a file that is gone in the end."""

    def __init__(self, found: Callable[[str], Words]) -> None:
        """Begin with none."""
        self._found = found
        self._places: dict[str, tuple[int, int]] = {}
        self._stack = ExitStack()

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError):  # nothing in it is wanted any more
            self._stack.close()

    @cached_property
    def _file(self) -> BinaryIO:
        return self._stack.enter_context(TemporaryFile())

    def words(self, revision: str) -> Words:
        """The words of a text."""
        place = self._places.get(revision)
        if place is not None:
            return self._read(revision, *place)
        found = self._found(revision)
        self._lay(revision, found)
        return found

    @laid_aside()
    def _lay(self, revision: str, found: Words) -> None:
        written = packed(found)
        self._places[revision] = self._file.seek(0, 2), len(written)
        self._file.write(written)

    @laid_aside()
    def _read(self, revision: str, at: int, size: int) -> Words:
        self._file.seek(at)
        return unpacked(revision, self._file.read(size))


class Laid:
    """Words by the texts that they are of, which others have found and laid in memories: `where` tells in which."""

    def __init__(self, where: Callable[[str], Memory]) -> None:
        """Read them when they are asked for."""
        self._where = where

    def words(self, revision: str) -> Words:
        """The words of a text. Raises LookupError where nobody laid them there."""
        sheet = self._where(revision).sheet(STAGE, revision)
        if sheet is None:
            raise LookupError(revision)
        return unpacked(revision, sheet)

    def close(self) -> None:
        """Nothing is held."""


def lay(memory: Memory, words: Words) -> None:
    """Lay the words of a text in a memory."""
    memory.write(STAGE, words.revision, packed(words))


def packed(words: Words) -> bytes:
    """The words of a text as they are laid aside."""
    return b"".join(column.tobytes() for column in (words.starts, words.ends, words.hashes, words.quoted))


def unpacked(revision: str, held: bytes) -> Words:
    """The words of a text as they were laid aside."""
    count = len(held) // A_WORD
    starts, ends = np.frombuffer(held, np.int64, 2 * count).reshape(2, count)
    hashes = np.frombuffer(held, np.uint64, count, 16 * count)
    return Words(revision, starts, ends, hashes, np.frombuffer(held, np.bool_, count, 24 * count))
