"""Posts that wait to be put up and taken down together, which is faster in order than one by one."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from onrecord.model.memory import Memory, Post

MOST = 1 << 18
"""Posts that wait at most."""


class Waiting:
    """Posts that wait for a memory; one that goes up and comes down meanwhile, or the other way round, is neither."""

    def __init__(self, memory: Memory) -> None:
        """Begin with none."""
        self._memory = memory
        self._more: set[Post] = set()
        self._fewer: set[Post] = set()

    def change(self, were: AbstractSet[Post], are: AbstractSet[Post]) -> None:
        """Some are to be posted in place of others."""
        more, fewer = are - were, were - are
        again, after_all = more & self._fewer, fewer & self._more
        self._fewer -= again
        self._more -= after_all
        self._fewer |= fewer - after_all
        self._more |= more - again
        if len(self._more) > MOST:
            self.post()

    def post(self) -> None:
        """Post what waits."""
        if self._more or self._fewer:
            self._memory.post(self._more, self._fewer)
            self._more, self._fewer = set(), set()
