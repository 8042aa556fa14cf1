"""What fates ask of names."""

from __future__ import annotations

from typing import Protocol


class Answers(Protocol):
    """Who and what the names that articles use stand for; see `onrecord.reconcile.names`."""

    def key(self, revision: str, name: str | None, /) -> str | None:
        """The key of a name that an article uses; None for what is no name or stands for two."""

    def missions(self, revision: str, /) -> frozenset[str]:
        """The keys of the missions that an article names."""

    def is_mission(self, revision: str, key: str | None, /) -> bool:
        """Whether a key is a mission's."""

    def is_person(self, revision: str, key: str | None, /) -> bool:
        """Whether a key is a person's."""
